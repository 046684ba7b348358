"""The ledger (SQL) and the artifacts (object store)."""
