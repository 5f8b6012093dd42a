"""A contract under other terms and other payments."""
