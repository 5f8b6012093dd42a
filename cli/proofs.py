"""`engross verify`, and the explanations and certificates of `engross schedule`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.output import tell, write_json

if TYPE_CHECKING:
    from models.extraction import Extraction
    from models.schedule import Schedule
    from workflows.case import Case


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
    from workflows.files import parse_terms, read_bytes, read_events, read_firm_policy, read_shape
    from workflows.proofs import verify as check

    found = check(
        read_shape(Schedule, file),
        terms=parse_terms(read_bytes(terms), terms.name)[0] if terms else None,
        events=read_events(events),
        certificate=read_shape(Certificate, certificate) if certificate else None,
        policy=read_firm_policy(policy) if policy else None,
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
    from workflows.proofs import line_of

    show_proof(line_of(made, line_id), made, extraction)


def write_certificate(case: Case, made: Schedule, certificate: Path) -> None:
    """Certify a schedule into a file."""
    from workflows.proofs import certify

    document = certify(case, made)
    certificate.write_text(document.model_dump_json(indent=1) + "\n", encoding="utf-8")
    broken = [check.invariant for check in document.checks if not check.holds]
    tell(f"wrote {certificate}: " + (f"NOT SO: {', '.join(broken)}" if broken else "every invariant holds"))
