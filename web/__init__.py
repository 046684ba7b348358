"""Fetching from addresses that anyone may name, without being used against one's own network."""
