"""A contract under a firm's policy: the engine follows its conventions, and every line carries its codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, cast

from models.errors import InvalidPolicy
from models.event import Event
from models.extraction import Finding
from models.finding_kind import FindingCode
from models.money import Rounding
from models.schedule import BillingLine, PolicyStamp, Project, Schedule
from models.terms import Line, Terms
from policy.apply import ENGINE_FIELDS, Codes, apply_tables
from policy.check import PolicyFinding, check_tables
from policy.facts import Fact, billing_facts, contract_facts, line_facts
from policy.files import read_policy
from policy.shape import Policy, PolicyVersion, Scope
from rules import build_schedule
from rules.agreement.contract import start_of
from rules.agreement.conventions import STANDARD, Conventions, RevenueMethod
from rules.dates.jurisdiction import country_of
from store import Store
from store.audit import Trail
from store.records import StoredPolicy


@dataclass(slots=True)
class Coder:
    """A policy at work on one contract; it remembers what it could not decide.

    Attributes:
        signed_on: The day whose version holds for the contract and its lines.
        used: The versions asked.
        decided: What they decided for the contract (line '') and for its lines.
    """

    policy: Policy
    terms: Terms
    signed_on: date
    findings: dict[str, Finding] = field(default_factory=dict)
    used: dict[str, PolicyVersion] = field(default_factory=dict)
    decided: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def version_on(self, day: date) -> PolicyVersion | None:
        """The version that governs a day; a finding where none does."""
        try:
            version = self.policy.on(day)
        except InvalidPolicy as error:
            self._doubt("policy_gap", str(error))
            return None
        self.used[version.version] = version
        return version

    def contract_codes(self, day: date) -> dict[str, str]:
        """What is decided for the contract as a whole."""
        version = self.version_on(day)
        if version is None:
            return {}
        key = (version.version, "")
        if key not in self.decided:
            self.decided[key] = self._apply(version, "contract", contract_facts(self.terms))
        return self.decided[key]

    def line_codes(self, line: Line, day: date) -> dict[str, str]:
        """What is decided for a contract line."""
        version = self.version_on(day)
        if version is None:
            return {}
        key = (version.version, line.id)
        if key not in self.decided:
            facts = contract_facts(self.terms) | self.contract_codes(day) | line_facts(line)
            self.decided[key] = self._apply(version, "line", facts)
        return self.decided[key]

    def billing_codes(self, billed: BillingLine, lines: dict[str, Line], as_of: date) -> dict[str, str]:
        """What is decided for a billing line, with what holds for its contract and its line."""
        day = billed.bill_on or as_of
        version = self.version_on(day)
        if version is None:
            return {}
        line = lines.get(billed.line or "")
        above = self.contract_codes(day) | (self.line_codes(line, day) if line else {})
        facts: dict[str, Fact] = contract_facts(self.terms) | (line_facts(line) if line else {})
        return above | self._apply(version, "billing", facts | above | billing_facts(billed))

    def conventions(self) -> Conventions:
        """What the policy tells the engine."""
        codes = self.contract_codes(self.signed_on)
        rounding, calendar = codes.get("rounding", "half_up"), codes.get("calendar")
        if calendar and country_of(calendar) is None:
            self._doubt("policy_value", f"the holidays of the policy's calendar {calendar!r} are not known")
            calendar = None
        if rounding not in {"half_up", "half_even"}:
            self._doubt("policy_value", "the policy's rounding is neither half_up nor half_even")
            rounding = STANDARD.rounding
        return Conventions(cast("Rounding", rounding), calendar, self._method_of)

    def _method_of(self, line: Line) -> RevenueMethod | None:
        method = self.line_codes(line, self.signed_on).get("revenue_method")
        if method not in {None, "straight_line", "milestone", "input", "as_invoiced"}:
            self._doubt("policy_value", "the policy's revenue_method is not one that lines can earn by")
            return None
        return cast("RevenueMethod | None", method)

    def _apply(self, version: PolicyVersion, scope: Scope, facts: dict[str, Any]) -> dict[str, str]:
        codes: Codes = apply_tables(version, scope, facts)
        for trouble in codes.troubles:
            self._doubt(trouble.code, trouble.message)
        return codes.outputs

    def _doubt(self, code: FindingCode, message: str) -> None:
        self.findings[message] = Finding(code=code, severity="warning", message=message)


def schedule_under(
    policy: Policy,
    terms: Terms,
    events: Iterable[Event] = (),
    *,
    as_of: date,
    known_on: date | None = None,
) -> Schedule:
    """The schedule as the policy has it booked.

    The contract and its lines follow the version that governs the contract's first day; a billing line
    follows the one that governs its bill date, or the as-of day while it has none.

    Raises:
        InvalidPolicy: A cell of a table cannot be read.
        InvalidTerms: See `rules.build_schedule`.
        InvalidEvent: See `rules.build_schedule`.
    """
    coder = Coder(policy, terms, start_of(terms) or as_of)
    made = build_schedule(terms, events, as_of=as_of, known_on=known_on, conventions=coder.conventions())
    lines = {line.id: line for line in terms.lines}
    coded = partial(coder.billing_codes, lines=lines, as_of=as_of)
    billing = tuple(line.model_copy(update={"coding": _booked(coded(line))}) for line in made.billing)
    project = _coded_project(made.project, coder, lines)
    versions = tuple(sorted(coder.used, key=lambda name: coder.used[name].effective_from))
    return made.model_copy(
        update={
            "project": project,
            "billing": billing,
            "policy": PolicyStamp(policy=policy.policy, versions=versions),
            "findings": (*made.findings, *coder.findings.values()),
        }
    )


def _coded_project(project: Project, coder: Coder, lines: dict[str, Line]) -> Project:
    children = tuple(
        child.model_copy(
            update={
                "coding": _booked(
                    coder.line_codes(lines[child.line], coder.signed_on) if child.line in lines else {}
                )
            }
        )
        for child in project.children
    )
    codes = _booked(coder.contract_codes(coder.signed_on))
    return project.model_copy(update={"children": children, "coding": codes})


def _booked(codes: dict[str, str]) -> dict[str, str]:
    return {name: code for name, code in codes.items() if name not in ENGINE_FIELDS}


def check_policy(policy: Policy) -> tuple[PolicyFinding, ...]:
    """Everything that is wrong with a policy's tables, the places of its calendars included."""
    return tuple(
        finding
        for version in policy.versions
        for finding in (*check_tables(version), *_unknown_calendars(version))
    )


def _unknown_calendars(version: PolicyVersion) -> Iterable[PolicyFinding]:
    for table in version.tables:
        places = [place for place in table.places("out") if table.columns[place].field == "calendar"]
        for place in places:
            for number, row in enumerate(table.rows, 1):
                if row[place].strip() and country_of(row[place]) is None:
                    message = f"{table.id} ({version.version}): row {number}: no such calendar"
                    yield PolicyFinding(
                        version=version.version,
                        table=table.id,
                        kind="value",
                        severity="error",
                        message=message,
                        rows=(number,),
                    )


def put_policy(
    store: Store, data: bytes, filename: str, *, trail: Trail
) -> tuple[StoredPolicy, tuple[PolicyFinding, ...]]:
    """Put a policy in force, with what is wrong with its tables.

    Raises:
        InvalidPolicy: The file cannot be read, or a table has an error: no schedule could follow it.
    """
    findings = check_policy(read_policy(data, filename))
    if errors := [finding for finding in findings if finding.severity == "error"]:
        raise InvalidPolicy(f"{len(errors)} errors, the first: {errors[0].message}")
    return store.policies.save(data, filename, trail=trail), findings
