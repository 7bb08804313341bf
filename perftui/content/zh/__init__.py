"""The built-in library in Chinese."""
