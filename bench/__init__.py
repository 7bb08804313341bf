"""Measures perftui against named programs on a pseudo-terminal: `python -m bench`; never part of the tests."""
