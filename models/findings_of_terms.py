"""The findings on what a contract says: how it was read, whether it adds up, whether its documents agree."""

from __future__ import annotations

from models.finding_kind import FindingCode, FindingKind

TERMS_FINDINGS: dict[FindingCode, FindingKind] = {
    "conflict": FindingKind(
        "warning", ("extraction",), "the document states a term in two ways", "choose one in review"
    ),
    "record_conflict": FindingKind(
        "warning",
        ("extraction",),
        "document and record disagree; the signed document stands",
        "correct the record",
    ),
    "record_note": FindingKind(
        "info",
        ("extraction",),
        "a field of a record that could not be read, or was left out",
        "look if it matters",
    ),
    "reading_note": FindingKind(
        "info",
        ("extraction",),
        "what the reader did, as in accepting tracked changes or leaving out hidden text",
        "look if it matters",
    ),
    "unfit": FindingKind(
        "warning",
        ("extraction",),
        "a value was read that no term can hold, as in '0 equal instalments'; it is left out",
        "enter it in review",
    ),
    "reading_repaired": FindingKind(
        "info",
        ("extraction",),
        "a figure that character recognition spoilt was read as what stands beside it confirms",
        "look if the figure matters; the quote shows what was recognised",
    ),
    "model_disagrees": FindingKind(
        "warning",
        ("extraction",),
        "the language model reads another value than ours, or settles a conflict",
        "look at the words quoted",
    ),
    "model_dropped": FindingKind(
        "info",
        ("extraction",),
        "values of the language model whose quotes do not hold; none counts",
        "nothing",
    ),
    "model_unavailable": FindingKind(
        "warning",
        ("extraction",),
        "the language model did not answer as asked; the rest is complete",
        "check its endpoint",
    ),
    "L01": FindingKind(
        "warning",
        ("extraction", "rules"),
        "the parts of a line do not sum to its total",
        "correct the part or the total; until then the line is held",
    ),
    "L02": FindingKind(
        "warning",
        ("extraction", "rules"),
        "percents do not sum to 100",
        "correct the share that is wrong; until then the line is held",
    ),
    "L03": FindingKind("warning", ("rules",), "a date lies outside the term", "correct the date"),
    "L04": FindingKind(
        "warning",
        ("rules",),
        "a not-to-exceed limit is below the fixed parts that it covers",
        "correct either",
    ),
    "L05": FindingKind("warning", ("rules",), "the minimum is above the limit", "correct either"),
    "L06": FindingKind(
        "warning",
        ("rules",),
        "no single rate fits approved time, a line of time has no rates, or a cap is for a role without one",
        "add the rate; the time is not billed",
    ),
    "L07": FindingKind(
        "warning",
        ("extraction",),
        "hours, or a quantity, at the rate are not the subtotal stated in the row",
        "correct one of the three",
    ),
    "L08": FindingKind(
        "warning", ("extraction",), "words and figures disagree ('sixty (30) days')", "choose one in review"
    ),
    "L09": FindingKind("warning", ("rules",), "no currency is stated", "state it"),
    "L10": FindingKind(
        "warning",
        ("rules",),
        "the due terms of the master agreement and the statement of work differ",
        "say which prevails",
    ),
    "L11": FindingKind(
        "warning",
        ("rules",),
        "retention without a release, with one that names no milestone, or in percent of no value",
        "state the release, or the contract value",
    ),
    "L12": FindingKind(
        "info",
        ("rules",),
        "a milestone waits for acceptance without a deemed one",
        "know that it may wait for ever",
    ),
    "L13": FindingKind("warning", ("rules",), "the advance cannot be recouped", "correct its percents"),
    "L14": FindingKind("warning", ("rules",), "tiers with a gap, an overlap or a cliff", "correct the tiers"),
    "L15": FindingKind("warning", ("rules",), "an index without base period or first day", "state it"),
    "L16": FindingKind(
        "warning", ("rules",), "the notice to stop renewal cannot be dated", "state the end of the term"
    ),
    "L17": FindingKind(
        "warning", ("rules",), "invoices need a purchase order and none is known", "get its number"
    ),
    "L18": FindingKind(
        "warning",
        ("rules",),
        "an expense cap that does not say what it holds, or is in percent of no stated fees",
        "state its basis",
    ),
    "L19": FindingKind(
        "warning", ("rules",), "no holiday calendar for business days", "state the governing law"
    ),
    "L20": FindingKind("warning", ("rules",), "the billing entity is none of the parties", "correct either"),
    "L21": FindingKind("warning", ("rules",), "a milestone lies before the start", "correct the date"),
    "L22": FindingKind(
        "info",
        ("rules",),
        "a change order without the number of the agreement that it changes",
        "state its parent",
    ),
    "L23": FindingKind(
        "warning",
        ("rules",),
        "time or expenses that no line, or more than one, covers; two lines that price the same role",
        "name the line in the event",
    ),
    "L24": FindingKind(
        "warning",
        ("extraction",),
        "one amount is called an estimate and a limit in one sentence",
        "settle whether more may be billed",
    ),
    "L25": FindingKind(
        "info", ("extraction",), "only the tax of another region is named", "settle which tax is meant"
    ),
    "precedence": FindingKind(
        "warning",
        ("rules",),
        "another term of the master agreement and the statement of work differs",
        "say which prevails",
    ),
}
