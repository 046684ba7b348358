"""The retried steps: thin, heartbeating, cancellable; they call ``media`` and ``store``."""
