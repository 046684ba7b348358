"""Formulas in a text: where they stand, and their tree. What the tree is spoken as is each language's own."""
