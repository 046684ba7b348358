"""What crosses a boundary: models, names, errors. No input or output happens here."""
