"""Written text to the words it is spoken as: numbers, signs, units, sums, dates, addresses, formulas.

``reader.read`` is the way in. Markup and cues come off first, the same for every language; then the rules of
the text's language, a package for each, turn what is left into words. Each spoken word knows where it was
written.
"""
