"""The labels of a finished draft: flat ones for scoring, and full terms."""

from __future__ import annotations

from typing import Any

from samples.synthetic.draft import SampleDraft

METHODS = {"retainer": "recurring", "progress": "milestone"}
SCALARS = (
    "effective_date",
    "start_date",
    "end_date",
    "term_months",
    "governing_law",
    "contract_value",
    "not_to_exceed",
)
PAYMENT = (
    "net_days due_basis billing_frequency billing_timing late_interest_percent late_interest_period "
    "early_discount_percent early_discount_days dispute_days"
).split()


def terms_of(draft: SampleDraft) -> dict[str, Any]:
    """The full terms: clean, without what only the label's other readings hold."""
    terms: dict[str, Any] = {
        "kind": draft.kind,
        "title": draft.words["title"],
        "parties": [{"name": party.name, "role": party.role} for party in (draft.customer, draft.provider)],
        "currency": draft.facts.get("/currency"),
        "lines": draft.lines,
    }
    for pointer, value in draft.facts.items():
        keys = pointer.strip("/").split("/")
        if keys[0] in {"hidden", "first", "currency"}:
            continue
        at = terms
        for key in keys[:-1]:
            at = at.setdefault(key, {})
        at[keys[-1]] = value
    if draft.facts.get("/not_to_exceed"):
        cap = {
            "id": "C1",
            "amount": draft.facts["/not_to_exceed"],
            "scope": "contract",
            "counts": ["fees"],
            "behaviour": "hard",
        }
        terms["caps"] = [cap]
    return terms


def label_of(draft: SampleDraft) -> dict[str, Any]:
    """The flat label, with other readings and quotes."""
    facts = draft.facts
    label: dict[str, Any] = {
        "doc_id": "",
        "kind": draft.kind,
        "title": draft.words["title"],
        "parties": [{"name": party.name, "role": party.role} for party in (draft.customer, draft.provider)],
        **{name: facts.get(f"/{name}") for name in SCALARS},
        "renewal": _group(facts, "renewal", ("automatic", "term_months", "notice_days")),
        "currency": facts.get("/currency"),
        "billing_methods": _methods(draft),
        **_lists(draft),
        "payment": {name: facts.get(f"/payment/{name}") for name in PAYMENT},
        "expenses": _group(facts, "expenses", ("reimbursable", "preapproval", "markup_percent", "cap")),
        "retention_percent": facts.get("/retention/percent"),
        "escalation": _group(facts, "escalation", ("percent", "index")),
        "minimum_commitment": _group(facts, "minimum_commitment", ("amount", "period")),
        "quotes": {
            _flat(pointer): quote
            for pointer, quote in sorted(draft.quotes.items())
            if pointer in _known(draft)
        },
        "notes": "; ".join(draft.notes),
    }
    label["alternatives"] = _alternatives(draft, label)
    return label


def _known(draft: SampleDraft) -> set[str]:
    lists = {
        pointer for pointer in draft.quotes if pointer[-1].isalpha() and any(c.isdigit() for c in pointer)
    }
    return {pointer for pointer in draft.facts if not pointer.startswith(("/hidden", "/first"))} | lists


def _flat(pointer: str) -> str:
    return "/retention_percent" if pointer == "/retention/percent" else pointer


def _group(facts: dict[str, Any], name: str, keys: tuple[str, ...]) -> dict[str, Any] | None:
    found = {key: facts.get(f"/{name}/{key}") for key in keys}
    return found if any(value is not None for value in found.values()) else None


def _methods(draft: SampleDraft) -> list[str]:
    methods = [METHODS.get(line["billing_method"], line["billing_method"]) for line in draft.lines]
    return list(dict.fromkeys(methods))


def _lists(draft: SampleDraft) -> dict[str, list[dict[str, Any]]]:
    lists: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("milestones", "fixed_fees", "rates", "recurring_fees", "unit_prices")
    }
    for line in draft.lines:
        keys = ("name", "amount", "percent", "due_date", "trigger")
        lists["milestones"] += [{key: item[key] for key in keys} for item in line.get("milestones", [])]
        for rate in line.get("rates", []):
            role = f"{rate['role']} ({rate['location']})" if rate["location"] else rate["role"]
            lists["rates"].append({"role": role, "amount": rate["amount"], "unit": rate["unit"]})
        match line["billing_method"]:
            case "recurring" | "retainer":
                lists["recurring_fees"].append(
                    {"name": line["name"], "amount": line["amount"], "period": line["period"]}
                )
            case "fixed_price":
                lists["fixed_fees"].append({"name": line["name"], "amount": line["amount"], "due": None})
            case "unit_price" if line["unit_amount"]:
                lists["unit_prices"].append(
                    {"name": line["name"], "amount": line["unit_amount"], "unit": line["unit"]}
                )
    return lists


def _alternatives(draft: SampleDraft, label: dict[str, Any]) -> dict[str, list[Any]]:
    """Other readings, without repeats; one of {'add': item} is the label's own list and the item."""
    made: dict[str, list[Any]] = {}
    tiers = [line["tiers"] for line in draft.lines if "tiers" in line]
    if tiers:
        listed = [{"name": "Tier", "amount": tier["unit_amount"], "unit": "unit"} for tier in tiers[0]]
        made["/unit_prices"] = [[*label["unit_prices"], *listed], [*label["unit_prices"], listed[0]]]
    for pointer, readings in draft.others.items():
        name = pointer.strip("/")
        for reading in readings:
            whole = (
                [*label[name], reading["add"]] if isinstance(reading, dict) and "add" in reading else reading
            )
            if whole not in made.setdefault(_flat(pointer), []):
                made[_flat(pointer)].append(whole)
    return made
