"""Other readers on the same contracts: what they read, how well, how fast (`python -m benchmarks.peers`)."""
