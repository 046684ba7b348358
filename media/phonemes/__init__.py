"""Text to the phonemes that Kokoro was trained with: a module for each language, and ``reading`` for all.

They know the words of a text, so whoever breaks lines or follows a voice asks here too.
"""
