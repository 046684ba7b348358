"""Which fonts there are for which language, and which letters they have."""
