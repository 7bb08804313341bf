"""The sample company: 300 made-up people with a closed and a running cycle, made through the services like any other data."""
