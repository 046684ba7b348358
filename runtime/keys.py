"""The keys that people are given when ``REELWORK_AUTH=keys``: ``python -m runtime.keys create --owner NAME``.

``create`` prints the key alone on its last line. That is the only time: what is kept is its hash.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from pydantic import TypeAdapter, ValidationError

from contracts.access import ANONYMOUS, USUAL_SCOPES, AccessKey, Owner, Scope
from contracts.errors import ReelworkError
from runtime.settings import AuthMode, Settings
from store.ledger import Ledger
from store.migrate import migrate

_OWNER: Final = TypeAdapter[str](Owner)


def _owner(text: str) -> str:
    try:
        owner = _OWNER.validate_python(text)
    except ValidationError as error:
        raise argparse.ArgumentTypeError(
            "an owner has 1 to 200 printable ASCII characters and no spaces"
        ) from error
    if owner == ANONYMOUS:
        raise argparse.ArgumentTypeError(f"{ANONYMOUS} is who comes without a key")
    return owner


def _days(text: str) -> float:
    days = float(text)
    if not 0 < days < 36_500:  # noqa: PLR2004 - a hundred years
        raise argparse.ArgumentTypeError("a key holds for more than 0 and less than 36500 days")
    return days


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m runtime.keys", description="Keys for REELWORK_AUTH=keys."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    create = commands.add_parser("create", help="make a key and print it, once")
    create.add_argument("--owner", required=True, type=_owner, help="whose jobs it may have")
    create.add_argument(
        "--scope",
        action="append",
        choices=[scope.value for scope in Scope],
        help="what it may be used for, one or more times; without any: read and write",
    )
    create.add_argument("--expires", type=_days, metavar="DAYS", help="how long it holds; else until revoked")
    commands.add_parser("list", help="show all keys, but not what they are")
    revoke = commands.add_parser("revoke", help="end a key for good, within seconds")
    revoke.add_argument("id", help="as the list shows it: the part after rwk_")
    return parser.parse_args(given)


async def _run(arguments: argparse.Namespace, settings: Settings) -> None:
    await migrate(settings.database_url)
    async with Ledger(settings.database_url) as ledger:
        match arguments.command:
            case "create":
                await _create(ledger, arguments, settings)
            case "list":
                keys = await ledger.keys.all()
                _print("\n".join(_line(key) for key in keys) or "There are no keys yet.")
            case "revoke":
                _print(_line(await ledger.keys.revoke(arguments.id)))


async def _create(ledger: Ledger, arguments: argparse.Namespace, settings: Settings) -> None:
    ends = datetime.now(UTC) + timedelta(days=arguments.expires) if arguments.expires else None
    scopes = [Scope(name) for name in arguments.scope] if arguments.scope else USUAL_SCOPES
    key, text = await ledger.keys.create(arguments.owner, scopes, ends)
    _print(_line(key))
    if settings.auth is not AuthMode.KEYS:
        _print("It is asked for once REELWORK_AUTH=keys is set; now nobody is asked for one.")
    _print("Keep it well, it is not shown again:")
    _print(text)


def _line(key: AccessKey) -> str:
    parts = [key.key_id, key.owner, " ".join(sorted(key.scopes)), f"made {_moment(key.created_at)}"]
    if key.expires_at:
        parts.append(f"holds until {_moment(key.expires_at)}")
    if key.revoked_at:
        parts.append(f"revoked {_moment(key.revoked_at)}")
    parts.append(f"used about {_moment(key.last_used_at)}" if key.last_used_at else "never used")
    return " · ".join(parts)


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def main(given: Sequence[str] | None = None) -> None:
    """Do what the command line says; what is wrong with it is told on standard error."""
    arguments = _arguments(given)
    try:
        asyncio.run(_run(arguments, Settings()))
    except ReelworkError as error:
        sys.exit(error.message)


if __name__ == "__main__":
    main()
