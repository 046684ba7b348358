"""The ledger's migrations, written by hand; a test holds them to ``store.schema``."""
