"""perftui: the workbench on which HR runs performance improvement, in the terminal."""

__version__ = "0.1.0"
