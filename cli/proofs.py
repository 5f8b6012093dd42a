"""`engross verify`, and the explanations and certificates of `engross schedule`."""

from __future__ import annotations

import hashlib
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from pydantic import ValidationError

from cli.inputs import events_of, read_bytes, tell, terms_of, told, write_json
from models.errors import InvalidSchedule, NotFound
from models.shape import Shape

if TYPE_CHECKING:
    from models.extraction import Extraction
    from models.schedule import Schedule
    from rules.proof.certificate import Build

NAMED_IDS = 12
Read = TypeVar("Read", bound=Shape)


def verify(
    file: Annotated[Path, typer.Argument(metavar="SCHEDULE.json", help="A schedule as JSON.")],
    terms: Annotated[
        Path | None, typer.Option(help="The terms, or an extraction result, that it was made from.")
    ] = None,
    events: Annotated[
        Path | None, typer.Option(help="The CloudEvents that it was made with (JSON Lines).")
    ] = None,
    certificate: Annotated[Path | None, typer.Option(help="Its certificate.")] = None,
    policy: Annotated[Path | None, typer.Option(help="The firm's policy that it was made under.")] = None,
    form: Annotated[str, typer.Option("--format", help="json or table.")] = "table",
) -> None:
    """Check a schedule again, offline: proofs, invariants, hashes, the schedule made anew; 1 if unsound."""
    from models.certificate import Certificate
    from models.schedule import Schedule
    from rules.proof.certificate import verify as check

    found = check(
        _read(Schedule, file),
        terms=terms_of(read_bytes(terms), terms.name)[0] if terms else None,
        events=events_of(events),
        certificate=_read(Certificate, certificate) if certificate else None,
        policy=_sha256(policy),
        build=_builder(policy),
    )
    if form == "json":
        write_json(found.model_dump(mode="json"))
    else:
        from cli.show_proof import show_verification

        show_verification(found)
    if not found.sound:
        tell(
            f"engross: {file.name} is not sound: {len(found.problems)} problem(s), first {found.problems[0]}"
        )
        raise typer.Exit(1)


def explain(made: Schedule, extraction: Extraction | None, line_id: str) -> None:
    """Print the proof of a line as a tree.

    Raises:
        NotFound: No line has this id.
    """
    from cli.show_proof import show_proof

    found = [line for line in made.billing if line.id == line_id]
    if not found:
        ids = [line.id for line in made.billing]
        more = ", ..." if len(ids) > NAMED_IDS else ""
        raise NotFound(f"no line {line_id!r}; the lines are {', '.join(ids[:NAMED_IDS])}{more}")
    show_proof(found[0], made, extraction)


def write_certificate(
    made: Schedule, events: Path | None, certificate: Path, *, policy: Path | None = None
) -> None:
    """Certify a schedule into a file."""
    from rules.proof.certificate import certify

    document = certify(made, events_of(events), engine_version=engine_version(), policy=_sha256(policy))
    certificate.write_text(document.model_dump_json(indent=1) + "\n", encoding="utf-8")
    broken = [check.invariant for check in document.checks if not check.holds]
    tell(f"wrote {certificate}: " + (f"NOT SO: {', '.join(broken)}" if broken else "every invariant holds"))


def _sha256(policy: Path | None) -> str | None:
    return hashlib.sha256(read_bytes(policy)).hexdigest() if policy else None


def _builder(policy: Path | None) -> Build:
    """How schedules are made: under the policy where there is one."""
    from rules import build_schedule

    if policy is None:
        return build_schedule
    from cli.policy import policy_of
    from workflows.policy import schedule_under

    return partial(schedule_under, policy_of(policy))


def engine_version() -> str:
    """The release of this program; 'checkout' where it runs uninstalled."""
    try:
        return version("engross")
    except PackageNotFoundError:
        return "checkout"


def _read(shape: type[Read], path: Path) -> Read:
    """The shape in a JSON file.

    Raises:
        InvalidSchedule: Not that shape; the message names the places.
    """
    try:
        return shape.model_validate_json(read_bytes(path))
    except ValidationError as error:
        raise InvalidSchedule(f"{path.name} is not a {shape.__name__.lower()}: {told(error)}") from None
