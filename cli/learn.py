"""`engross evaluate` and `engross train`: how accurate it is, and how it learns."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.opened import opened_store
from cli.output import Format, tell, write_json


def evaluate(
    folder: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="Holds labels/*.json and pdf/ or text/ beside it.")
    ],
    form: Annotated[Format, typer.Option("--format")] = Format.TABLE,
    only: Annotated[str | None, typer.Option(help="Only these fields, comma-separated.")] = None,
) -> None:
    """Measure precision, recall and F1 per field on one's own labelled contracts."""
    from learning.evaluate import evaluate as measure

    report = measure(folder, only=only.split(",") if only else None)
    if form is Format.JSON:
        write_json(report.as_json())
    else:
        typer.echo(report.as_table())


def train(
    corpus: Annotated[Path | None, typer.Option(help="Dispute messages; the shipped ones if absent.")] = None,
    confidence: Annotated[
        list[Path] | None, typer.Option(metavar="GOLD_DIR", help="Measure confidences on labelled contracts.")
    ] = None,
    roles: Annotated[
        list[Path] | None,
        typer.Option(metavar="GOLD_DIR", help="Learn to tell customer from provider on labelled contracts."),
    ] = None,
    corrections: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Learn from the corrections in a folder.")
    ] = None,
    frozen: Annotated[
        Path | None,
        typer.Option(metavar="GOLD_DIR", help="With --corrections: labelled contracts that show the change."),
    ] = None,
    take: Annotated[
        bool, typer.Option("--switch", help="With --corrections: take the new version if nothing breaks.")
    ] = False,
) -> None:
    """Train the dispute classifier, measure confidences, or learn from corrections; print the figures."""
    if confidence:
        from learning.evaluate import fit_confidence

        write_json(fit_confidence(confidence))
        return
    if roles:
        from learning.roles import fit_roles

        write_json(fit_roles(roles))
        return
    if corrections is not None:
        _learn(corrections, frozen=frozen, take=take)
        return
    from disputes import train as train_disputes

    report = train_disputes(corpus) if corpus else train_disputes()
    write_json(report)
    tell("the model and its card are written; review both in the diff")


def export_corrections(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the corrections and documents go.")],
) -> None:
    """Write what reviewers decided, with the documents, for `engross train --corrections`."""
    from learning.corrections import export_corrections as export

    with opened_store() as store:
        count = export(store, folder)
    tell(f"wrote {count} decisions to {folder}; it holds whole contracts, keep it as you keep those")


def _learn(folder: Path, *, frozen: Path | None, take: bool) -> None:
    from learning.corrections import propose, switch

    proposal = propose(folder, frozen=frozen)
    write_json(proposal.as_json())
    if proposal.broken:
        tell(f"refused: {len(proposal.broken)} corrections that hold would break; see 'broken'")
        raise typer.Exit(1)
    if take:
        switch(proposal)
        tell(f"version {proposal.leanings.version} is in use; measure the confidences again")
    else:
        tell("nothing is changed; take the proposal with --switch")
