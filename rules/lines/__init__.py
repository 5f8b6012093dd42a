"""Billing lines in the making: drafts, the parts of a total, what invoices posted, the project."""
