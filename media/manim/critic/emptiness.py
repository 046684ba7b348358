"""A stage with nothing on it for longer than a breath."""

from typing import Final

from media.manim.critic.sight import Finding, Sight

BREATH: Final = 1.2
"""Seconds for which a stage may be empty."""
TOO_LONG: Final = 2.5
"""Seconds after which people think that something is broken."""


class Emptiness:
    """Counts the seconds for which nothing is to be seen."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._line = 0
        self._was_empty = True
        self._ever = False
        self._found: list[Finding] = []

    def look(self, sight: Sight) -> None:
        """Look whether there is anything."""
        if sight.empty:
            if self._was_empty or sight.still:
                self._seconds += sight.seconds
                self._line = self._line or sight.line
        else:
            self._ever = True
            self._end()
        self._was_empty = sight.empty

    def _end(self) -> None:
        if self._seconds > BREATH:
            self._found.append(_finding(self._seconds, self._line))
        self._seconds, self._line = 0.0, 0

    def findings(self) -> list[Finding]:
        """The times at which there was nothing."""
        if not self._ever and self._seconds:
            return [_finding(max(self._seconds, TOO_LONG), self._line)]
        self._end()
        return self._found


def _finding(seconds: float, line: int) -> Finding:
    return Finding(
        rule="empty-stage",
        message=f"Nothing is on the screen for {seconds:.1f} s: show something, or wait for less time.",
        line=line,
        severity="error" if seconds >= TOO_LONG else "warning",
    )
