"""What the contract leaves open: readings, and assumptions, each with the money of the others."""
