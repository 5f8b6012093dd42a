"""The rules by their own docstrings: what each one's clause, terms, schedule and source are."""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from models.schedule import Proof

BLOCK = re.compile(r"^\*\*(?P<name>[A-Z][A-Za-z ]*):\*\*(?P<text>.*?)(?=^\*\*|\Z)", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"\b(?P<first>[RC]\d\d?)(?: to [RC](?P<last>\d\d?))?\b")


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule's docstring says.

    Attributes:
        module: The rule's file, as 'rules.adjust.retention'.
        rule: The id that its proofs carry; None where it makes no lines.
        rules: The ids of the billing rules it stands for, its own first.
        summary: Its first paragraph.
        blocks: Clause, Terms, Events, As of, Schedule and Source, each where it is there.
    """

    module: str
    rule: str | None
    rules: tuple[str, ...]
    summary: str
    blocks: dict[str, str]

    @property
    def source(self) -> str:
        """What the rule rests on, in one line."""
        return " ".join(self.blocks["Source"].split())


@cache
def catalogue() -> tuple[RuleText, ...]:
    """Every module of the rules that quotes a clause, by its file's name whatever its room."""
    package = importlib.import_module("rules")
    found = sorted(
        (module.name for module in pkgutil.walk_packages(package.__path__, "rules.") if not module.ispkg),
        key=lambda name: name.split(".")[::-1],
    )
    texts = (text_of(importlib.import_module(name)) for name in found)
    return tuple(text for text in texts if {"Clause", "Terms", "Schedule", "Source"} <= set(text.blocks))


def text_of(module: ModuleType) -> RuleText:
    """What a module's docstring says."""
    doc = module.__doc__ or ""
    blocks = {match["name"]: match["text"].strip() for match in BLOCK.finditer(doc)}
    own: str | None = getattr(module, "RULE", None)
    named = tuple(rule for match in NAMED.finditer(blocks.get("Source", "")) for rule in _range(match))
    summary = " ".join(doc.partition("\n\n")[0].split())
    rules = tuple(dict.fromkeys((own, *named) if own else named))
    return RuleText(module.__name__, own, rules, summary, blocks)


def _range(match: re.Match[str]) -> list[str]:
    """R06 to R09 names four rules."""
    letter, first = match["first"][0], match["first"][1:]
    last = match["last"] or first
    return [f"{letter}{number:0{len(first)}}" for number in range(int(first), int(last) + 1)]


@cache
def source_of(rule: str) -> str | None:
    """What a rule rests on: a standard, an ERP's manual, a worked figure."""
    own = (text.source for text in catalogue() if text.rule == rule)
    named = (text.source for text in catalogue() if rule in text.rules)
    return next(own, None) or next(named, None)


def with_source(proof: Proof) -> Proof:
    """The proof with what its rule rests on."""
    return proof if proof.source else proof.model_copy(update={"source": source_of(proof.rule)})
