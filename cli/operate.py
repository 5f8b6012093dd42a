"""`engross backfill`, `serve`, `worker`, `db`, `keys` and `doctor`: running the service."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.opened import opened_store, the_trail
from cli.output import tell, write_json
from models.errors import Conflict, EngrossError

if TYPE_CHECKING:
    from workflows.backfill.plan import Progress

SCOPES = ("read", "write", "review", "approve", "admin")
db = typer.Typer(help="The database.", no_args_is_help=True)
keys = typer.Typer(help="API keys.", no_args_is_help=True)


def backfill(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Contracts, in subfolders too.")],
    processes: Annotated[
        int | None, typer.Option(min=1, help="Worker processes; all cores if absent.")
    ] = None,
) -> None:
    """Read a folder of historical contracts; run it again after a kill and it goes on where it stopped."""
    from workflows.backfill.run import run_backfill
    from workflows.settings import read_settings

    where = read_settings()
    summary = run_backfill(
        folder,
        url=where.database_url,
        data_folder=where.data,
        processes=processes,
        on_progress=progress_teller(),
    )
    write_json(summary.model_dump(mode="json"))
    tell(f"\nreport: {summary.report_html} and {summary.report_csv}")
    if summary.refused:
        raise typer.Exit(3)


def progress_teller() -> Callable[[Progress], None]:
    """Shows progress on stderr: one line that changes on a terminal, a line per tenth elsewhere."""
    shown = {"tenth": -1}
    live = sys.stderr.isatty()

    def show(progress: Progress) -> None:
        left = "?" if progress.seconds_left is None else f"{progress.seconds_left} s"
        reasons = ", ".join(f"{count} {code}" for code, count in sorted(progress.reasons.items()))
        line = f"{progress.done}/{progress.total} files, {progress.per_minute}/min, {left} left"
        line += f"; refused: {reasons}" if reasons else ""
        if live:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()
        elif (tenth := progress.done * 10 // max(progress.total, 1)) > shown["tenth"]:
            shown["tenth"] = tenth
            tell(line)

    return show


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
) -> None:
    """Serve the API on one address; make a key for it with `engross keys create`."""
    import uvicorn

    from api.app import create_app
    from workflows.settings import read_settings

    tell(f"Engross on http://{host}:{port}, API under /v1, health at /health")
    uvicorn.run(create_app(read_settings()), host=host, port=port, log_level="warning", server_header=False)


def worker(
    processes: Annotated[
        int | None, typer.Option(min=1, help="Worker processes; all cores if absent.")
    ] = None,
    recover: Annotated[
        str | None,
        typer.Option(metavar="NODE:SLOT", help="Give a dead worker's unfinished work back instead."),
    ] = None,
) -> None:
    """Work on queued backfills until stopped."""
    from workflows.backfill.worker import recover_worker, run_worker
    from workflows.settings import read_settings

    where = read_settings()
    if recover is None:
        run_worker(where.database_url, where.data, processes=processes)
    elif left := recover_worker(where.database_url, where.data, executor=recover):
        raise Conflict(f"{left} pieces of work stayed with {recover}; is that worker still running?")


@db.command("upgrade")
def upgrade() -> None:
    """Bring the database to the newest tables."""
    from store.upgrade import upgrade as migrate
    from workflows.settings import read_settings

    migrate(read_settings().database_url)
    tell("the database has the newest tables")


@keys.command("create")
def create_key(
    label: Annotated[str, typer.Argument(help="Who or what uses it.")],
    scope: Annotated[
        list[str] | None, typer.Option(help=f"One of {', '.join(SCOPES)}; all if absent.")
    ] = None,
    test: Annotated[bool, typer.Option("--test", help="A test key.")] = False,
) -> None:
    """Make an API key; its secret is shown this once."""
    unknown = set(scope or []) - set(SCOPES)
    if unknown:
        raise Conflict(f"no scope named {', '.join(sorted(unknown))}; there are {', '.join(SCOPES)}")
    with opened_store() as store:
        made = store.keys.create(
            label, mode="test" if test else "live", scopes=scope or SCOPES, trail=the_trail()
        )
    sys.stdout.write(f"{made.secret}\n")
    tell("keep it safe: it cannot be shown again. Use it as `Authorization: Bearer ...`")


def doctor() -> None:
    """Check that this machine can run Engross, and say what to do where it cannot."""
    failed = 0
    for name, check in CHECKS.items():
        problem = _problem_of(check)
        failed += problem is not None
        sys.stdout.write(
            f"{'ok  ' if problem is None else 'FAIL'} {name}{'' if problem is None else ': ' + problem}\n"
        )
    if failed:
        raise typer.Exit(1)


def _problem_of(check: Callable[[], None]) -> str | None:
    """Why a check fails, or None; anything that goes wrong is an answer here."""
    try:
        check()
    except EngrossError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - the edge: a broken installation may fail in any way
        return f"{type(error).__name__}: {error}"
    return None


def _check_python() -> None:
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        raise Conflict(f"Python {sys.version.split()[0]}; install 3.11, 3.12 or 3.13")


def _check_reading() -> None:
    from extractor import extract

    read = extract(b"Consulting Agreement. Invoices are due net 30 days.", "check.txt")
    if read.terms.payment is None or read.terms.payment.net_days != 30:
        raise Conflict("a plain sentence was not read; install again with `make install`")


def _check_scans() -> None:
    from extractor.read.ocr.engine import HOW_TO_INSTALL, is_installed

    if not is_installed():
        raise Conflict(f"page images cannot be read; {HOW_TO_INSTALL}")


def _check_disputes() -> None:
    from disputes import tag_dispute
    from models.dispute import DisputeMessage

    tag_dispute(DisputeMessage(id="check", text="this invoice was billed twice"))


def _check_store() -> None:
    from store.database import open_engine
    from workflows.settings import read_settings

    url = read_settings().database_url
    for path in _sqlite_folder(url):
        if not path.exists():
            raise Conflict("no database yet; make it with `engross db upgrade`")
    with open_engine(url).connect():
        pass


def _sqlite_folder(url: str) -> Iterator[Path]:
    if url.startswith("sqlite:///"):
        yield Path(url.removeprefix("sqlite:///"))


CHECKS: dict[str, Callable[[], None]] = {
    "Python": _check_python,
    "reading and extracting, in the cage": _check_reading,
    "scans": _check_scans,
    "dispute model": _check_disputes,
    "database": _check_store,
}
