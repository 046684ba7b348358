"""The kinds of charts: bars, a line, a pie."""
