"""A policy: versions with the day that each takes effect, and their decision tables, tests beside them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from models.errors import InvalidPolicy
from models.shape import DecimalString, Shape

Cell = Annotated[str, Field(max_length=500)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Fact = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$", max_length=80)]
Role = Literal["in", "out", "priority", "note"]
HitPolicy = Literal["unique", "first", "priority", "collect"]
Scope = Literal["contract", "line", "billing"]


class DecisionColumn(Shape):
    """A column of a decision table.

    Attributes:
        role: A condition, a result, the rank of the row (1 goes first), or a remark for people.
        field: The fact that an `in` column looks at, or the name of what an `out` column decides.
        type: What an `in` column holds.
        values: All values that a text may take; None where it is open.
        minimum: The least that a number may be.
        optional: Whether the fact may be missing; where unstated, it may unless its values are listed.
    """

    role: Role
    field: Fact | None = None
    type: Literal["text", "number", "boolean"] = "text"
    values: tuple[Cell, ...] | None = None
    minimum: DecimalString | None = None
    optional: bool | None = None

    @property
    def may_be_missing(self) -> bool:
        """Whether the table must have an answer for a missing fact."""
        return self.values is None if self.optional is None else self.optional


class TableTest(Shape):
    """Facts, and what the table must decide on them; nothing expected means that no row matches."""

    given: dict[Fact, str | None]
    expect: dict[str, str] = Field(default_factory=dict)


class DecisionTable(Shape):
    """A decision table.

    Attributes:
        decides: For the contract as a whole, for each contract line, or for each billing line.
        hit: How many rows may match: one only; the first; the one of least priority; or all, joined.
        rows: Cells in the order of the columns; rows count from 1.
    """

    id: Name
    name: str = ""
    decides: Scope
    hit: HitPolicy = "unique"
    columns: tuple[DecisionColumn, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    tests: tuple[TableTest, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} has {len(row)} cells for {len(self.columns)} columns")
        if not self.places("out"):
            raise ValueError("the table decides nothing; give it an out column")
        if any(column.field is None for column in self.columns if column.role in {"in", "out"}):
            raise ValueError("an in or out column names no field")
        if self.hit == "priority" and len(self.places("priority")) != 1:
            raise ValueError("hit policy priority needs one priority column")
        return self

    def places(self, role: Role) -> list[int]:
        """Where the columns of a role stand."""
        return [place for place, column in enumerate(self.columns) if column.role == role]

    def fields(self, role: Role) -> list[str]:
        """The fields of the columns of a role."""
        return [self.columns[place].field or "" for place in self.places(role)]


class PolicyVersion(Shape):
    """The tables that hold from a day on, until the next version does."""

    version: Annotated[str, Field(min_length=1, max_length=40)]
    effective_from: date
    note: str = ""
    tables: tuple[DecisionTable, ...]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [table.id for table in self.tables]
        decided = [(table.decides, field) for table in self.tables for field in table.fields("out")]
        if len(set(ids)) < len(ids):
            raise ValueError("two tables of a version have the same id")
        if len(set(decided)) < len(decided):
            raise ValueError("two tables of a version decide the same field")
        return self


class Policy(Shape):
    """A firm's policy through time."""

    policy: Annotated[str, Field(min_length=1, max_length=200)]
    versions: Annotated[tuple[PolicyVersion, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _dated_once(self) -> Self:
        days = [version.effective_from for version in self.versions]
        names = [version.version for version in self.versions]
        if len(set(days)) < len(days) or len(set(names)) < len(names):
            raise ValueError("two versions have the same name or take effect on the same day")
        return self

    def on(self, day: date) -> PolicyVersion:
        """The version that governs a day.

        Raises:
            InvalidPolicy: None has taken effect by then.
        """
        begun = [version for version in self.versions if version.effective_from <= day]
        if not begun:
            first = min(version.effective_from for version in self.versions)
            raise InvalidPolicy(
                f"no version of the policy governs {day}; the first takes effect on {first}, so add one"
            )
        return max(begun, key=lambda version: version.effective_from)
