"""Topics: subjects that are known by themselves, each a TOML file in ``data/``, and how a text names them."""
