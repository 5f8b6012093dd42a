"""Workflows: one function for each thing that a user does."""
