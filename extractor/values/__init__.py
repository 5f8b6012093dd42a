"""Values: what an amount, a date or a number says as it is written."""
