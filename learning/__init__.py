"""The laboratory: accuracy on labelled contracts, and what is learned from labels and corrections."""
