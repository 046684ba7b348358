"""Who plans and writes scripts: rules of our own, or a model."""
