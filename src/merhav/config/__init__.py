"""Settings, addresses, the command: the only place that knows every app."""
