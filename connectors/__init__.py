"""Connectors: what other systems hand over, and what is handed to them."""
