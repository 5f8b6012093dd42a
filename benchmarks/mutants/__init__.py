"""How many small errors in the money core the tests notice (`python -m benchmarks.mutants`)."""
