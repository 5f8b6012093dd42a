"""The price in force on a day: rate cards, rises, exchange rates."""
