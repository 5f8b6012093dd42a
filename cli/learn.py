"""`engross evaluate` and `engross train`: how accurate it is, and how it learns."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.inputs import tell, write_json
from cli.reading import Format
from models.errors import NotAvailable


def evaluate(
    folder: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="Holds labels/*.json and pdf/ or text/ beside it.")
    ],
    form: Annotated[Format, typer.Option("--format")] = Format.TABLE,
    only: Annotated[str | None, typer.Option(help="Only these fields, comma-separated.")] = None,
) -> None:
    """Measure precision, recall and F1 per field on one's own labelled contracts."""
    from workflows.evaluate import evaluate as measure

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
    corrections: Annotated[Path | None, typer.Option(help="Reviewers' corrections to learn from.")] = None,
) -> None:
    """Train the dispute classifier again, or measure the extractor's confidences; print the figures."""
    if confidence:
        from workflows.evaluate import fit_confidence

        write_json(fit_confidence(confidence))
        return
    if corrections is not None:
        raise NotAvailable(
            "learning from reviewers' corrections is not there yet; train without --corrections"
        )
    from disputes import train as train_disputes

    report = train_disputes(corpus) if corpus else train_disputes()
    write_json(report)
    tell("the model and its card are written; review both in the diff")
