"""Pure rules of performance improvement: no files, no clock, no SQL."""
