"""Finders: each reads one kind of term in the text of a contract."""
