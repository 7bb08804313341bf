"""The built-in library, in TOML."""
