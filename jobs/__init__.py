"""The life of a job between the ledger and Temporal: accept, start, follow, cancel, reconcile."""
