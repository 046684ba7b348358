"""``make quality``: how good what comes out is. Ends with 1 if a goal is missed.

``python -m quality speech`` measures only this; ``python -m quality speech --help`` tells its options.
"""

import argparse
import sys
from typing import Final, Protocol

from quality import animations, critic, edits, model, speech


class Part(Protocol):
    """Something whose quality is measured; its docstring says how."""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add what can be asked of this part alone."""
        ...

    def measure(self, options: argparse.Namespace) -> bool:
        """Measure, and print the figures; whether the goals are reached."""
        ...


PARTS: Final[dict[str, Part]] = {"animations": animations, "critic": critic, "edits": edits, "speech": speech}
ALONE: Final[dict[str, Part]] = {"model": model}
"""What is measured only when it is asked for: it fetches a gigabyte and takes an hour."""


def main() -> None:
    """Measure the part that is asked for, by default each as it is without options."""
    parser = argparse.ArgumentParser(prog="python -m quality")
    commands = parser.add_subparsers(dest="part", title="parts", metavar="part")
    for name, part in {**PARTS, **ALONE}.items():
        part.add_options(commands.add_parser(name, help=part.__doc__, description=part.__doc__))
    asked = parser.parse_args()
    orders = [asked] if asked.part else [parser.parse_args([name]) for name in PARTS]
    reached = [{**PARTS, **ALONE}[order.part].measure(order) for order in orders]
    sys.exit(0 if all(reached) else 1)


if __name__ == "__main__":
    main()
