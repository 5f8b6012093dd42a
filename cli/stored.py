"""`engross contracts`, `review`, `events` and `disputes`: what is stored, as the service's routes have it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from cli.inputs import AsOf, KnownOn, Records, as_of_day, day_of, standard_input, today
from cli.opened import opened_store, the_trail
from cli.output import Format, tell, write_json
from models.errors import InvalidTerms

if TYPE_CHECKING:
    from models.shape import Shape
    from store.records import ListPage
    from workflows.review import Decision

Item = TypeVar("Item", bound="Shape")
Form = Annotated[Format, typer.Option("--format", help="json: one per line.")]
Id = Annotated[str, typer.Argument(metavar="ID")]
Version = Annotated[int, typer.Option("--version", min=1, help="The version that you read last.")]
contracts = typer.Typer(help="Stored contracts: take in, list, show, approve.", no_args_is_help=True)
review = typer.Typer(help="The review queue: list, claim, accept, edit, reject.", no_args_is_help=True)
events = typer.Typer(help="Events of stored contracts: record, list.", no_args_is_help=True)
disputes = typer.Typer(help="Disputes of stored contracts: raise, list, show.", no_args_is_help=True)


@contracts.command("add")
def add_contracts(
    files: Annotated[list[Path], typer.Argument(help="Contracts, or CLM or CRM records (JSON).")],
    record: Records = None,
) -> None:
    """Take contracts in; the same bytes are the same contract. Status 3 where a file is refused."""
    from workflows.files import read_bytes, read_records
    from workflows.intake import take_in, take_in_records

    refused = 0
    records = read_records(record or [])
    with opened_store() as store:
        for path in files:
            data, trail = read_bytes(path), the_trail()
            if path.suffix.lower() == ".json":
                stated = [*read_records([path]), *records]
                contract, _ = take_in_records(store, data, path.name, records=stated, trail=trail)
            else:
                contract, _ = take_in(store, data, path.name, records=records, trail=trail)
            refused += contract.status == "refused"
            write_json(contract.model_dump(mode="json"))
    if refused:
        raise typer.Exit(3)


@contracts.command("list")
def list_contracts(
    status: Annotated[str | None, typer.Option(help="Only those with this status.")] = None,
    form: Form = Format.JSON,
) -> None:
    """Every stored contract, oldest first."""
    with opened_store() as store:
        found = _every(lambda after: store.contracts.page(status=status, after=after))
        _write(found, ("id", "status", "version", "reference", "customer", "title"), form)


@contracts.command("show")
def show_contract(contract_id: Id) -> None:
    """A contract with its extraction as it stands after review."""
    with opened_store() as store:
        contract = store.contracts.load(contract_id)
        extraction = None if contract.problem else store.contracts.load_extraction(contract_id)
    shown = None if extraction is None else extraction.model_dump(mode="json")
    write_json({"contract": contract.model_dump(mode="json"), "extraction": shown})


@contracts.command("schedule")
def schedule_contract(
    contract_id: Id,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    master: Annotated[str | None, typer.Option(help="The id of its stored master agreement.")] = None,
    form: Form = Format.JSON,
) -> None:
    """The schedule of a stored contract, under the firm's policy where one is in force."""
    from workflows.schedule import schedule
    from workflows.stored import stored_case

    with opened_store() as store:
        case = stored_case(
            store,
            contract_id,
            as_of=as_of_day(as_of),
            known_on=day_of(known_on, "--known-on"),
            master=master,
        )
    made = schedule(case)
    if form is Format.JSON:
        write_json(made.model_dump(mode="json"))
        return
    from cli.show import show_schedule

    show_schedule(made)


@contracts.command("approve")
def approve_contract(contract_id: Id, version: Version) -> None:
    """Release a contract for billing; refused while values wait for review."""
    from workflows.approve import approve

    with opened_store() as store:
        release = approve(store, contract_id, version=version, as_of=today(), trail=the_trail())
    write_json(release.contract.model_dump(mode="json"))
    held = [line.id for line in release.schedule.billing if line.status == "held"]
    tell(f"approved; {len(release.schedule.readings)} readings open, {len(held)} lines held")


@review.command("list")
def list_review_items(
    contract: Annotated[str | None, typer.Option(help="Only those of this contract.")] = None,
    status: Annotated[str | None, typer.Option(help="Only those with this status.")] = None,
    form: Form = Format.JSON,
) -> None:
    """The review queue, oldest first."""
    with opened_store() as store:
        found = _every(lambda after: store.review.page(contract_id=contract, status=status, after=after))
        _write(found, ("id", "status", "version", "pointer", "value", "reason", "assignee"), form)


@review.command("claim")
def claim_review_item(item_id: Id, version: Version) -> None:
    """Take an item, so that nobody else works on it."""
    _decide(item_id, "claim", version)


@review.command("accept")
def accept_review_item(item_id: Id, version: Version) -> None:
    """The terms are right as they stand."""
    _decide(item_id, "accept", version)


@review.command("edit")
def edit_review_item(
    item_id: Id,
    version: Version,
    value: Annotated[str, typer.Option(help="The right value, as JSON; a text may stand without quotes.")],
) -> None:
    """Set the value that the reviewer read."""
    _decide(item_id, "edit", version, _value(value))


@review.command("reject")
def reject_review_item(item_id: Id, version: Version) -> None:
    """The contract does not say what was found; the term becomes null."""
    _decide(item_id, "reject", version)


@events.command("record")
def record_events(
    file: Annotated[Path, typer.Argument(help="CloudEvents of delivery, one per line (JSON Lines).")],
) -> None:
    """Record events, each once by its source and id; all of the file, or none."""
    from workflows.events import record_events as record
    from workflows.files import read_events

    with opened_store() as store:
        recorded = record(store, read_events(file), trail=the_trail())
    for one in recorded:
        write_json({"id": one.event.id, "contract": one.contract_id, "recorded": one.is_new})


@events.command("list")
def list_events(contract_id: Id) -> None:
    """The events of a contract, in the order recorded."""
    from workflows.stored import events_of

    with opened_store() as store:
        for event in events_of(store, contract_id):
            write_json(event.model_dump(mode="json", exclude_none=True))


@disputes.command("raise")
def raise_disputes(
    file: Annotated[Path | None, typer.Argument(help="Messages, one JSON per line; stdin if absent.")] = None,
    as_of: AsOf = None,
) -> None:
    """Tag disputes against the stored contracts that they name, and queue them; all of them, or none."""
    from pydantic import ValidationError

    from models.dispute import DisputeMessage
    from workflows.disputes import raise_disputes as raise_all
    from workflows.files import numbered_lines, read_bytes, told

    data = read_bytes(file) if file and str(file) != "-" else standard_input()
    messages = []
    for number, row in numbered_lines(data):
        try:
            messages.append(DisputeMessage.model_validate_json(row))
        except ValidationError as error:
            raise InvalidTerms(f"line {number}: {told(error)}") from None
    with opened_store() as store:
        stored = raise_all(store, messages, as_of=as_of_day(as_of), trail=the_trail())
    for dispute in stored:
        write_json(dispute.tagged)


@disputes.command("list")
def list_disputes(form: Form = Format.JSON) -> None:
    """Every dispute as it came in and as it was tagged."""
    with opened_store() as store:
        found = _every(lambda after: store.disputes.page(after=after))
        _write(found, ("id", "contract_id", "created_at"), form)


@disputes.command("show")
def show_dispute(dispute_id: Id) -> None:
    """A dispute as it came in and as it was tagged."""
    with opened_store() as store:
        write_json(store.disputes.load(dispute_id).model_dump(mode="json"))


def _decide(item_id: str, decision: Decision, version: int, value: Any = None) -> None:
    from workflows.review import decide

    with opened_store() as store:
        item = decide(store, item_id, decision, value=value, version=version, trail=the_trail())
    write_json(item.model_dump(mode="json"))


def _value(text: str) -> Any:
    try:
        return json.loads(text, parse_float=str)
    except ValueError:
        return text


def _every(page: Callable[[str | None], ListPage[Item]]) -> Iterator[Item]:
    """The items of all pages."""
    after: str | None = None
    while True:
        found = page(after)
        yield from found.items
        after = found.next_cursor
        if after is None:
            return


def _write(items: Iterator[Item], columns: tuple[str, ...], form: Format) -> None:
    if form is Format.JSON:
        for item in items:
            write_json(item.model_dump(mode="json"))
        return
    from rich.markup import escape

    from cli.show import console, table_of

    table = table_of(*columns)
    for item in items:
        row = item.model_dump(mode="json")
        table.add_row(*(escape("-" if row.get(name) is None else str(row[name])) for name in columns))
    console().print(table)
