"""Runs a function in a child process that cannot take more memory, time or output than it is given.

Parsers of strangers' files can be made to loop, to fill the memory or to crash. In the cage that ends one
child and gives a `DocumentError`; the service goes on. A process with one thread forks directly. One
with more (a server, a worker) lets `forker` do it.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from extractor.read.confinement import FAILED, HEADER, REFUSED, RESULT, memory_message, run_and_exit
from extractor.read.forker import EXITED, warm_up, write_request
from extractor.read.limits import DEFAULT_LIMITS, Limits
from models.errors import EngrossError, ReadingLimitExceeded, error_kinds

__all__ = ["Limits", "prepare_cage", "run_caged"]

PRELOAD = ("extractor.pipeline",)
"""Loaded once by the forking process, so that no child has to."""
_GRACE_SECONDS = 60.0
"""By the clock, beyond the child's own limit: for a child that cannot end itself."""
_START_SECONDS = 300.0
"""By the clock, for the forking process to load what it preloads: seconds, unless the machine is very busy."""
_ONE_FRAME = 1 << 16
_SERVE = (
    "import json,sys; options=json.loads(sys.argv[1]); sys.path[:]=options['path']; "
    "from extractor.read.forker import serve; serve(options['control'], options['preload'])"
)


def run_caged(task: Callable[..., bytes], *args: object, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """What the task returns, run in a child process under the limits.

    Args:
        task: A function of a module's top level. If the module has a function `warm_up`, that is called
            once before the first fork: what it loads no child need load again.
        args: Picklable.
        limits: What it may use.

    Raises:
        EngrossError: The task raised it.
        ReadingLimitExceeded: It passed a limit, or crashed the child.
        RuntimeError: The task has a bug; the message says where, never what it read.
    """
    if "." in task.__qualname__ or "<" in task.__qualname__:
        raise ValueError(f"{task.__qualname__} is no function of a module's top level, which the cage needs")
    if threading.active_count() == 1:
        warm_up(task.__module__)
        return _run_forked(task, args, limits)
    return _FORKER.run(task, args, limits)


def prepare_cage(preload: tuple[str, ...] = PRELOAD) -> None:
    """Start the forking process now, so that the first document of a server need not wait for it."""
    _FORKER.start(preload)


def _run_forked(task: Callable[..., bytes], args: tuple[object, ...], limits: Limits) -> bytes:
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        ours.close()
        run_and_exit(theirs, task, args, limits)
    theirs.close()
    answer = _Answer()
    try:
        _receive(answer, ours, limits, patience=_GRACE_SECONDS)
    finally:
        ours.close()
        status = _reap(pid, ended=answer.hung_up)
    return _conclude(answer, status, limits)


def _reap(pid: int, *, ended: bool) -> int:
    """Exit status of a child, which is killed if it has not ended by itself."""
    if not ended:
        os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):  # the process ignores its children, the system reaps them
        return os.waitpid(pid, 0)[1]
    return 0


@dataclass(slots=True)
class _Answer:
    """What has arrived from a child.

    Attributes:
        status: Exit status, where the forker sent it.
        hung_up: Whether the other side has closed.
    """

    received: bytearray = field(default_factory=bytearray)
    status: int | None = None
    hung_up: bool = False

    @property
    def complete(self) -> bool:
        """Whether a whole frame of the task is there."""
        return self.frame() is not None

    def frame(self) -> tuple[bytes, bytes] | None:
        """Kind and payload of the task's frame."""
        if len(self.received) < HEADER.size or self.received[:1] == EXITED:
            return None
        kind, length = HEADER.unpack_from(self.received)
        if len(self.received) < HEADER.size + length:
            return None
        return kind, bytes(self.received[HEADER.size : HEADER.size + length])


def _receive(answer: _Answer, channel: socket.socket, limits: Limits, *, patience: float) -> None:
    """Read until the other side closes, the time is over or more comes than is allowed."""
    most = limits.result_bytes + _ONE_FRAME
    deadline = time.monotonic() + max(limits.wall_seconds, limits.scan_wall_seconds) + patience
    for chunk in _chunks(channel, deadline):
        answer.received += chunk
        if len(answer.received) > most:
            return
    answer.hung_up = time.monotonic() < deadline


def _chunks(channel: socket.socket, deadline: float) -> Iterator[bytes]:
    while (left := deadline - time.monotonic()) > 0:
        channel.settimeout(left)
        try:
            chunk = channel.recv(1 << 20)
        except (TimeoutError, ConnectionResetError):
            return
        if not chunk:
            return
        yield chunk


def _conclude(answer: _Answer, status: int, limits: Limits) -> bytes:
    frame = answer.frame()
    if frame is None:
        raise ReadingLimitExceeded(_ending(status, limits))
    kind, payload = frame
    if kind == RESULT:
        return payload
    if kind == REFUSED:
        raise _error(json.loads(payload))
    if kind == FAILED:
        raise RuntimeError(f"the caged task failed: {payload.decode()}")
    raise RuntimeError("the caged task gave an answer of no known kind")


def _ending(status: int, limits: Limits) -> str:
    """Why a child ended without an answer."""
    ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if ended_by == signal.SIGXCPU:
        return (
            f"Reading the document takes more than {limits.cpu_seconds} s of processor time, or "
            f"{limits.scan_cpu_seconds} s where pages are images; split it."
        )
    if ended_by == signal.SIGALRM:
        return (
            f"Reading the document takes more than {limits.wall_seconds:g} s by the clock, or "
            f"{limits.scan_wall_seconds:g} s where pages are images; split it."
        )
    return memory_message(limits)  # a parser in C that gets no memory crashes, the system kills


def _error(problem: dict[str, str]) -> EngrossError:
    """The error that the child named; it is built here, not unpickled."""
    kind = error_kinds()[problem["code"]]
    error = kind.__new__(kind)
    error.args = (problem["message"],)
    return error


class _ForkerHandle:
    """The forking process of this process, started when first needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._owner = 0

    def run(self, task: Callable[..., bytes], args: tuple[object, ...], limits: Limits) -> bytes:
        answer = _Answer()
        ours, theirs = socket.socketpair()
        with ours:
            with theirs, self._lock:
                self._hand_over(theirs)
            ours.settimeout(_START_SECONDS)
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                write_request(ours, task, args, limits)
            _receive(answer, ours, limits, patience=_START_SECONDS)
        return _conclude_forked(answer, limits)

    def _hand_over(self, channel: socket.socket) -> None:
        """Give the forker the child's end; one that has just ended is started again."""
        try:
            socket.send_fds(self._running(PRELOAD), [b"1"], [channel.fileno()])
        except (BrokenPipeError, ConnectionResetError):
            self._control = self._start(PRELOAD)
            socket.send_fds(self._control, [b"1"], [channel.fileno()])

    def start(self, preload: tuple[str, ...]) -> None:
        with self._lock:
            self._running(preload)

    def _running(self, preload: tuple[str, ...]) -> socket.socket:
        """The socket of a forker that runs and is ours, not one inherited by a fork."""
        mine = self._owner == os.getpid() and self._process is not None and self._process.poll() is None
        if not mine or self._control is None:
            self._control = self._start(preload)
        return self._control

    def _start(self, preload: tuple[str, ...]) -> socket.socket:
        if self._owner == os.getpid():
            self.stop()
        control, theirs = socket.socketpair()
        options = {"path": sys.path, "control": theirs.fileno(), "preload": preload}
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                [sys.executable, "-c", _SERVE, json.dumps(options)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            )
        self._owner = os.getpid()
        return control

    def forget(self) -> None:
        """Leave the forker to the process that this one was forked from, with its lock."""
        self._lock = threading.Lock()
        if self._control is not None and self._process is not None:
            self._control.close()
            self._process.returncode = 0  # not ours to wait for
        self._process = self._control = None

    def stop(self) -> None:
        if self._process is not None and self._control is not None and self._owner == os.getpid():
            self._control.close()
            self._process.wait()
            self._process = self._control = None


def _conclude_forked(answer: _Answer, limits: Limits) -> bytes:
    """As `_conclude`, the exit status being the forker's last frame."""
    tail = bytes(answer.received[-HEADER.size :])
    if answer.complete:
        return _conclude(answer, 0, limits)
    if tail[:1] != EXITED and answer.hung_up:
        raise RuntimeError("the forking process ended before the task did; see its output on standard error")
    if tail[:1] != EXITED:
        raise ReadingLimitExceeded(
            f"Reading the document takes more than {limits.scan_wall_seconds:g} s by the clock; split it."
        )
    return _conclude(_Answer(), HEADER.unpack(tail)[1], limits)


_FORKER = _ForkerHandle()
atexit.register(_FORKER.stop)
os.register_at_fork(after_in_child=_FORKER.forget)
