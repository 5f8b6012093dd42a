"""`engross simulate`: a contract beside variants of its terms, in lines, cash, revenue and write-downs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.inputs import AsOf, Contract, EventsFile, Records, as_of_day
from cli.output import Format, write_json
from models.errors import InvalidTerms

if TYPE_CHECKING:
    from models.terms import Terms
    from rules import Variant

Patch = list[dict[str, Any]]


def simulate(
    file: Contract,
    *,
    assign: Annotated[
        list[str] | None,
        typer.Option("--set", help="A variant by values: /payment/net_days=45; may be repeated."),
    ] = None,
    patch: Annotated[
        list[Path] | None, typer.Option(help="A variant by RFC 6902 operations (JSON); may be repeated.")
    ] = None,
    terms: Annotated[
        list[Path] | None, typer.Option(help="A variant by other terms (JSON); may be repeated.")
    ] = None,
    variant: Annotated[
        list[str] | None,
        typer.Option(help="NAME=PATCH.json, or NAME=/payment/net_days=45;/not_to_exceed=null; repeatable."),
    ] = None,
    late_days: Annotated[int, typer.Option(min=0, help="Days past the due date of every payment.")] = 0,
    early: Annotated[bool, typer.Option("--early", help="Customers take the early discount.")] = False,
    events: EventsFile = None,
    as_of: AsOf = None,
    record: Records = None,
    form: Annotated[Format, typer.Option("--format", help="json or table.")] = Format.JSON,
) -> None:
    """Play a contract under other terms, side by side: lines changed, cash by month, revenue, write-downs."""
    from rules import Variant
    from rules.readings.expected_payments import Conduct
    from workflows.files import CaseFiles, parse_terms, read_bytes
    from workflows.simulate import simulate as play

    played = CaseFiles(file, events, tuple(record or ())).case(as_of_day(as_of))
    base = played.terms
    variants = [_assigned(base, "set", assign)] if assign else []
    variants += [_patched(base, path.stem, path) for path in patch or []]
    variants += [Variant(path.stem, parse_terms(read_bytes(path), path.name)[0]) for path in terms or []]
    variants += [_named(base, text) for text in variant or []]
    made = play(played, variants, conduct=Conduct(late_days=late_days, early=early))
    if form is Format.TABLE:
        from cli.show_simulation import show_simulation

        show_simulation(made)
    else:
        write_json(made.model_dump(mode="json"))


def _named(base: Terms, text: str) -> Variant:
    """The variant that NAME=PATCH.json or NAME=/pointer=value;... stands for."""
    name, equals, rest = text.partition("=")
    if not name or not equals:
        raise InvalidTerms(f"--variant {text!r} has no name; write NAME=PATCH.json or NAME=/pointer=value")
    if rest.startswith("/") and "=" in rest:
        return _assigned(base, name, rest.split(";"))
    return _patched(base, name, Path(rest))


def _patched(base: Terms, name: str, path: Path) -> Variant:
    from workflows.files import read_bytes

    try:
        patch = json.loads(read_bytes(path))
    except ValueError:
        raise InvalidTerms(f"{path.name} is not JSON; give a list of RFC 6902 operations") from None
    if not isinstance(patch, list) or not all(isinstance(operation, dict) for operation in patch):
        raise InvalidTerms(f"{path.name} is not a list of RFC 6902 operations")
    return _variant(base, name, patch)


def _assigned(base: Terms, name: str, assignments: list[str]) -> Variant:
    """The variant of pointer=value pairs; a value is JSON where the term takes it so, else text."""
    made = _variant(base, name, [])
    for assignment in assignments:
        pointer, equals, text = assignment.strip().partition("=")
        if not equals or not pointer.startswith("/"):
            raise InvalidTerms(f"{assignment!r} is not /pointer=value, such as /payment/net_days=45")
        patches = [[*made.patch, _operation(pointer, value)] for value in _values(text)]
        made = _first_that_fits(base, name, patches)
    return made


def _operation(pointer: str, value: Any) -> dict[str, Any]:
    return {"op": "add" if pointer.endswith("/-") else "replace", "path": pointer, "value": value}


def _values(text: str) -> list[Any]:
    """What a text may mean: a JSON value, then the text itself; a number with a point is a decimal string."""
    try:
        value = json.loads(text, parse_float=str)
    except ValueError:
        return [text]
    return [value, text]


def _first_that_fits(base: Terms, name: str, patches: list[Patch]) -> Variant:
    *others, last = patches
    for patch in others:
        try:
            return _variant(base, name, patch)
        except InvalidTerms:
            continue
    return _variant(base, name, last)


def _variant(base: Terms, name: str, patch: Patch) -> Variant:
    from rules import variant_of

    try:
        return variant_of(base, name, patch)
    except InvalidTerms as error:
        raise InvalidTerms(f"variant {name!r}: {error}") from None
