from __future__ import annotations

import pytest

from disputes.model import load_model


@pytest.mark.parametrize(
    ("text", "code", "confused_with"),
    [
        ("The hourly rate of 210 is more than the 190 on our rate card.", "RATE", "CAP"),
        ("The total is more than the budget ceiling of 80,000 on this contract.", "CAP", "RATE"),
        ("That task was never ordered, there is no change order for it.", "SCOPE", "HOURS"),
        ("40 hours on the timesheet for a task estimated at 25 hours.", "HOURS", "SCOPE"),
        ("Milestone 3 has not been signed off by our reviewers.", "ACCEPT", "QUALITY"),
        ("The software crashes daily, these defects must be repaired under warranty.", "QUALITY", "ACCEPT"),
        ("Our 2% early payment discount was not deducted from the invoice.", "ADJUST", "TERMS"),
        ("Payment terms are net 45, so this is not overdue.", "TERMS", "ADJUST"),
        ("The timesheets were not attached, send the supporting documents.", "SUPPORT", "REFERENCE"),
        ("The purchase order number was not quoted.", "REFERENCE", "SUPPORT"),
        ("The hotel receipt is missing, the travel cost is not reimbursable.", "EXPENSE", "SUPPORT"),
        ("VAT was charged though we are exempt from tax.", "TAXFX", "PARTY"),
        ("The invoice is addressed to the wrong legal entity in our group.", "PARTY", "TAXFX"),
    ],
)
def test_a_code_outranks_the_one_it_is_confused_with(text: str, code: str, confused_with: str) -> None:
    shares = load_model().confidences(text)
    assert max(shares, key=lambda name: shares[name]) == code
    assert shares[code] > 2 * shares[confused_with]
