"""The rules by their docstrings."""

from __future__ import annotations

from types import ModuleType

from rules.catalogue import catalogue, source_of, text_of


def test_every_rule_of_a_proof_has_a_source() -> None:
    rules = ["C4", "R01", "R02", "R03", "R06", "R10", "R11", "R14", "R15", "R17", "R18", "R19", "R20"]
    rules += ["R21", "R22", "R23", "R24", "R26", "R33", "R41"]
    assert [rule for rule in rules if source_of(rule) is None] == []


def test_a_rules_own_source_comes_before_one_that_names_it() -> None:
    assert (source_of("R24") or "").startswith("R24")
    assert source_of("R99") is None


def test_the_catalogue_is_in_the_order_of_the_files() -> None:
    modules = [text.module for text in catalogue()]
    assert modules == sorted(modules, key=lambda name: name.split(".")[::-1])
    assert {"rules.adjust.retention", "rules.revenue.straight_line", "rules.lints.sums"} <= set(modules)


def test_a_range_names_each_rule_once() -> None:
    module = ModuleType(
        "rules.example", "One sentence.\n\n**Clause:** Words.\n\n**Source:** R06 to R08, C4, R06.\n"
    )
    text = text_of(module)
    assert text.rules == ("R06", "R07", "R08", "C4")
    assert (text.summary, text.blocks["Clause"], text.source) == (
        "One sentence.",
        "Words.",
        "R06 to R08, C4, R06.",
    )


def test_a_module_without_words_stands_for_nothing() -> None:
    assert text_of(ModuleType("rules.empty")).blocks == {}
