"""How long it takes to read what stands on the screen."""


def reading_seconds(line: str) -> float:
    """How long a viewer needs for a line."""
    wide = sum(1 for char in line if not char.isascii())
    return max(1.4, 0.11 * wide + 0.052 * (len(line) - wide))
