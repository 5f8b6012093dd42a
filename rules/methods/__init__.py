"""How a line bills: one rule per file, by billing method and the parts of one."""
