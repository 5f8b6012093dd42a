"""Contract files in, terms out: every value with the words it was read from."""

from extractor.pipeline import extract, extract_records

__all__ = ["extract", "extract_records"]
