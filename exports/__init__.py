"""A contract's results as files for people: workbook, CSV, HTML."""
