"""Use cases: one function an action, in one transaction, returning a frozen view model."""
