"""Who owns a dispute of each code, and what they do next."""

from __future__ import annotations

from models.dispute import Code

OWNERS: dict[Code, tuple[str, str]] = {
    "RATE": ("billing operations", "Re-rate the lines by work date and credit the difference, if any."),
    "HOURS": ("delivery lead", "Compare the hours with the approved timesheets and the rounding rule."),
    "SUPPORT": ("billing operations", "Send the missing timesheets or narrative with the invoice."),
    "SCOPE": ("account manager", "Find the task or signed change order that covers the work."),
    "ACCEPT": ("project office", "Obtain the signed acceptance, or show the deemed-acceptance date."),
    "QUALITY": ("delivery lead", "Agree the defect or service level and compute the credit due."),
    "CAP": ("billing operations", "Replay the cap ledger and write down what is above the limit."),
    "EXPENSE": ("travel and expenses", "Apply the expense terms again and send the receipts."),
    "REFERENCE": ("billing operations", "Add the reference and submit the invoice again."),
    "PARTY": ("master data", "Confirm the contracting entity and reissue the invoice to it."),
    "TAXFX": ("tax", "Recompute the tax or exchange rate and reissue the invoice."),
    "TERMS": ("accounts receivable", "Recompute the invoice and due dates from the payment terms."),
    "ADJUST": ("billing operations", "Replay the retention, advance and credits, and correct the net."),
    "DUP": ("accounts receivable", "Match the payment or earlier invoice and void the duplicate."),
    "OTHER": ("accounts receivable", "Ask: which invoice line do you dispute, and what should it be?"),
}
