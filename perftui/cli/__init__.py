"""The command line: made from the registry, and open to everything that reports, imports or exports."""
