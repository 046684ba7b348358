"""Findings in a script as text, one a line, for a person or a model."""

from collections.abc import Iterable

from contracts.animation import Diagnostic


def listed(diagnostics: Iterable[Diagnostic]) -> str:
    """One line for each finding: severity, place, rule, message."""
    return "\n".join(
        f"- {finding.severity}{f' in line {finding.line}' if finding.line else ''}"
        f" [{finding.rule}]: {finding.message}"
        for finding in diagnostics
    )
