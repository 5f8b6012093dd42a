"""Everything about money that the customer pays: contract lines and the amounts of the whole contract."""
