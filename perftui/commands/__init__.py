"""The registry: every command once; it feeds the bindings, the footer, F8, Ctrl+P, F1, the command line and the handbook."""
