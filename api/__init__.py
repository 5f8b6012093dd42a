"""The service: the doors over HTTP to what the workflows do."""
