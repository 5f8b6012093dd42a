"""What happens inside the caged child: limits are set, the task runs, one frame answers."""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import gc
import json
import os
import resource
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from extractor.read.limits import MEGABYTE, Limits
from models.errors import EngrossError, ReadingLimitExceeded

RESULT = b"R"
REFUSED = b"E"
FAILED = b"F"
HEADER = struct.Struct("!cQ")
"""Kind of answer and length of what follows."""

_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_CONFINED: list[Limits] = []
"""The limits of this process, once it is a caged child."""
_OWN_SIGNALS = (
    signal.SIGINT,
    signal.SIGTERM,
    signal.SIGALRM,
    signal.SIGXCPU,
    signal.SIGCHLD,
    signal.SIGHUP,
)


def run_and_exit(
    channel: socket.socket, task: Callable[..., bytes], args: tuple[object, ...], limits: Limits
) -> NoReturn:
    """Run the task under the limits, answer on the channel, and end the process."""
    status = 1
    gc.freeze()  # what the parent loaded stays; to look through it would copy its memory
    try:
        confine(limits)
        kind, payload = _answer(task, args, limits)
        channel.sendall(HEADER.pack(kind, len(payload)) + payload)
        status = 0
    finally:
        os._exit(status)  # nothing that the parent opened may be finalised here


def confine(limits: Limits) -> None:
    """Take from this process what reading a document does not need."""
    _forget_parent()
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CPU, limits.cpu_seconds, max(limits.scan_cpu_seconds, limits.cpu_seconds) + 1)
    if sys.platform == "linux":
        _leave_network()
        _die_with_parent()
        _limit(resource.RLIMIT_AS, mapped_bytes() + limits.memory_bytes)
    signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds)
    _CONFINED.append(limits)


def allow_scans() -> None:
    """Take the longer time that pages read from images are given; outside a cage nothing changes."""
    if not _CONFINED:
        return
    limits = _CONFINED[-1]
    if limits.scan_cpu_seconds > limits.cpu_seconds:
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (min(limits.scan_cpu_seconds, hard), hard))
    signal.setitimer(signal.ITIMER_REAL, max(limits.scan_wall_seconds, limits.wall_seconds))


def mapped_bytes() -> int:
    """Address space that this process maps now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def _forget_parent() -> None:
    """Drop handlers that belong to the parent, so that a signal simply ends this process."""
    faulthandler.disable()
    signal.set_wakeup_fd(-1)
    for number in _OWN_SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _limit(what: int, amount: int, ceiling: int | None = None) -> None:
    """Set a limit, and the ceiling up to which it can be raised again: none above it where not given."""
    hard = resource.getrlimit(what)[1]
    most = amount if ceiling is None else ceiling
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (min(amount, most), most))


def _leave_network() -> None:
    """Move to a network without interfaces; systems that forbid it leave the child where it is."""
    ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _die_with_parent() -> None:
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the call
        os._exit(1)


def _answer(task: Callable[..., bytes], args: tuple[object, ...], limits: Limits) -> tuple[bytes, bytes]:
    try:
        return RESULT, _within_size(task(*args), limits)
    except EngrossError as error:
        return REFUSED, json.dumps({"code": error.code, "message": str(error)}).encode()
    except MemoryError:
        return REFUSED, json.dumps(
            {"code": ReadingLimitExceeded.code, "message": memory_message(limits)}
        ).encode()
    except RecursionError:
        message = (
            "Reading the document went too deep; open it in the program it comes from and save it again."
        )
        return REFUSED, json.dumps({"code": ReadingLimitExceeded.code, "message": message}).encode()
    except BaseException as error:  # noqa: BLE001 - the edge of the cage: the parent raises it
        return FAILED, _where(error).encode()


def _within_size(result: bytes, limits: Limits) -> bytes:
    if len(result) > limits.result_bytes:
        raise ReadingLimitExceeded(
            f"What was read takes {len(result):,} bytes, more than the {limits.result_bytes:,} allowed; "
            "split the document."
        )
    return result


def memory_message(limits: Limits) -> str:
    """What is said of a document that needs too much memory."""
    return (
        f"Reading the document needs more than {limits.memory_bytes // MEGABYTE} MB of memory; "
        "split it or make it smaller."
    )


def _where(error: BaseException) -> str:
    """Kind and place of a bug, without its message, which might quote the document."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"


def receive_exactly(channel: socket.socket, count: int) -> bytes | None:
    """So many bytes; None where the other side ended before."""
    received = bytearray()
    while len(received) < count:
        with contextlib.suppress(InterruptedError):
            chunk = channel.recv(min(count - len(received), 1 << 20))
            if not chunk:
                return None
            received += chunk
    return bytes(received)
