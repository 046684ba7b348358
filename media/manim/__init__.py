"""Manim: the checks before a script runs, and the one place where scripts run."""
