"""Deterministic orchestration: one module a kind of job, and ``job``, what they all stand on."""
