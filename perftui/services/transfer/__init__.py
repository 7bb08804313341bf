"""Import and export: files of unknown origin become tables, rosters and goals to preview; records become files."""
