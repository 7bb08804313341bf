"""The widgets: they draw frozen view models, post messages, and know no services."""
