"""The built-in library in English."""
