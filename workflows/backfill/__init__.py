"""Thousands of historical contracts, resumable: plan, run, report."""
