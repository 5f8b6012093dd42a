"""What comes after a line's own method: caps, discounts, retention, advances, minimums, payments, tax."""
