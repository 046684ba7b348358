"""Formulas: read from a text without running it, written for Typst and numpy, and looked at as curves."""
