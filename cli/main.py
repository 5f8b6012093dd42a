"""Every command of Engross, top to bottom; heavy packages are imported by the command that needs them."""

from __future__ import annotations

import sys

import typer

from cli import billing, demo, disputes, learn, operate, policy, proofs, reading, stored
from cli import simulate as whatif
from models.errors import EngrossError

app = typer.Typer(
    name="engross",
    help="Signed contracts in, dated billing schedules out; every amount opens to its proof.",
    epilog="Exit status: 0 done, 1 failed, 2 wrong usage, 3 done with some inputs refused.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("demo")(demo.run_demo)
app.command("extract")(reading.extract)
app.command("schedule")(billing.schedule)
app.command("simulate")(whatif.simulate)
app.command("verify")(proofs.verify)
app.command("classify")(disputes.classify)
app.command("reconcile")(billing.reconcile)
app.command("backfill")(operate.backfill)
app.command("serve")(operate.serve)
app.command("worker")(operate.worker)
app.command("evaluate")(learn.evaluate)
app.command("train")(learn.train)
app.command("corrections")(learn.export_corrections)
app.command("export")(billing.export)
app.command("schema")(reading.schema)
app.command("doctor")(operate.doctor)
app.add_typer(stored.contracts, name="contracts")
app.add_typer(stored.review, name="review")
app.add_typer(stored.events, name="events")
app.add_typer(stored.disputes, name="disputes")
app.add_typer(operate.db, name="db")
app.add_typer(operate.keys, name="keys")
app.add_typer(policy.policy, name="policy")


def main() -> None:
    """Run the command line; an error raised on purpose ends with its message and status 1."""
    try:
        app()
    except EngrossError as error:
        sys.stderr.write(f"engross: {error.title.lower()}: {error}\n")
        raise SystemExit(1) from None
    except BrokenPipeError:
        # The reader went away (`engross extract ... | head`): nothing is wrong.
        sys.stderr.close()
        raise SystemExit(0) from None
