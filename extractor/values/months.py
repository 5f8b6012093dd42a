"""The names of the months, as dates, signatures and parties meet them."""

from __future__ import annotations

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ANY_MONTH = "|".join(MONTHS)
"""For regular expressions; `ANY_MONTH.lower()` where a text was put into small letters."""
