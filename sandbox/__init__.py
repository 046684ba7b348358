"""Walls around a process that runs what nobody trusts. Knows nothing of what runs there.

``levels`` says which walls there are, and finds out by trying which of them this machine offers. ``confine``
puts a process behind them. ``watch`` is for whoever keeps that process. The walls, a module each: an own
root, Landlock, the filter of system calls, limits. SECURITY.md tells how they stand together, and what they
do not promise.
"""
