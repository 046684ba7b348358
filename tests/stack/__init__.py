"""Tests that share what their ``conftest.py`` starts; it ends with the last of them, as this is a package."""
