"""Worker processes: a supervisor that restarts them under stable ids, and the process itself."""

from __future__ import annotations

import argparse
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QUICK_DEATH_SECONDS = 5
STOP_SECONDS = 20


class Supervisor:
    """So many worker processes; one that dies is started again under its id."""

    def __init__(self, url: str, data_folder: Path, *, processes: int) -> None:
        self._command = [
            sys.executable,
            "-m",
            "workflows.backfill.worker",
            "--url",
            url,
            "--data",
            str(data_folder),
        ]
        self._started: dict[int, tuple[subprocess.Popen[bytes], float]] = {}
        for slot in range(processes):
            self._start(slot)

    def restart_dead(self) -> None:
        """Start again whoever died; a quick death waits until it is no longer quick."""
        for slot, (process, started) in list(self._started.items()):
            died = process.poll() is not None
            if died and (process.returncode != 1 or time.monotonic() - started > QUICK_DEATH_SECONDS):
                self._start(slot)

    def stop(self) -> None:
        """End all, politely first."""
        for process, _ in self._started.values():
            process.terminate()
        for process, _ in self._started.values():
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdin is not None:
                process.stdin.close()

    def recover(self, executor: str) -> None:
        """Give a dead executor's work back to the queues, in a process of its own."""
        subprocess.run([*self._command, "--recover", executor], env=_environment(), check=True)  # noqa: S603 - our own module

    def _start(self, slot: int) -> None:
        before = self._started.get(slot)
        if before is not None and before[0].stdin is not None:
            before[0].stdin.close()
        # The pipe tells the worker when its supervisor is gone, however that came about.
        process = subprocess.Popen(  # noqa: S603 - our own module
            [*self._command, "--slot", str(slot)], env=_environment(), stdin=subprocess.PIPE
        )
        self._started[slot] = (process, time.monotonic())


@contextmanager
def only_one(place: Path) -> Iterator[None]:
    """Hold a lock file, waiting for whoever holds it; the system drops it with the process."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def run_worker(url: str, data_folder: Path, *, processes: int | None = None) -> None:
    """Work on the queues until a signal asks to stop."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    supervisor = Supervisor(url, data_folder, processes=processes or os.cpu_count() or 1)
    while not stop.wait(0.3):
        supervisor.restart_dead()
    supervisor.stop()


def recover_worker(url: str, data_folder: Path, *, executor: str) -> int:
    """Give the work of a dead NODE:SLOT back to the queues; how much stayed."""
    from workflows.backfill import engine  # noqa: PLC0415 - loads the engine

    return engine.recover_executor(url, data_folder, executor=executor)


def main() -> int:
    """One worker process, or a recovery."""
    parser = argparse.ArgumentParser(prog="workflows.backfill.worker")
    parser.add_argument("--url", required=True)
    parser.add_argument("--data", type=Path, required=True)
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--slot", type=int)
    group.add_argument("--recover", metavar="NODE:SLOT")
    given = parser.parse_args()
    if given.recover:
        return 1 if recover_worker(given.url, given.data, executor=given.recover) else 0
    return _work(given.url, given.data, slot=str(given.slot))


def _work(url: str, data_folder: Path, *, slot: str) -> int:
    from workflows.backfill import engine  # noqa: PLC0415 - loads the engine

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's ctrl-c is the supervisor's to answer
    threading.Thread(target=_leave_with_supervisor, daemon=True).start()
    executor = engine.executor_id(slot)
    with (
        only_one(data_folder / f"worker-{slot}.lock"),
        engine.running(url, data_folder, executor=executor, queues=(engine.QUEUE,)),
    ):
        stop.wait()
    return 0


def _leave_with_supervisor() -> None:
    os.read(sys.stdin.fileno(), 1)  # not sys.stdin: its lock would be held at the interpreter's end
    os._exit(0)


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


if __name__ == "__main__":
    sys.exit(main())
