"""Text to the phonemes that Kokoro was trained with, a module for each language.

Each has ``sounds(text)``. They load dictionaries of some ten MB, so a language is imported when it is first
spoken.
"""
