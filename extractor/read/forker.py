"""A small process without threads that forks caged children for a parent that has threads.

Forking a process with threads copies locks that nobody will release. The parent starts this one once,
sends it one socket for each task, and it forks a child that answers on that socket. When the child has
ended it adds the exit status; when the parent hangs up it kills the child; when the parent ends, so does
everything here.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pickle
import select
import signal
import socket
import struct
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from extractor.read.confinement import receive_exactly, run_and_exit
from extractor.read.limits import Limits

EXITED = b"X"
REQUEST_SIZE = struct.Struct("!Q")
STATUS_TIMEOUT_SECONDS = 5.0
_WARM: set[str] = set()
"""Modules that have loaded what their tasks need."""


def serve(control_fd: int, preload: Sequence[str]) -> None:
    """Fork a child for each socket that arrives, until the parent ends."""
    control = socket.socket(fileno=control_fd)
    for name in preload:
        if load(name):
            warm_up(name)
    gc.freeze()  # children share what was loaded instead of copying it at their first collection
    Forker(control).run()


def load(name: str) -> bool:
    """Import a module ahead of the tasks; False where there is none of this name."""
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or not name.startswith(error.name):
            raise
        return False
    return True


def warm_up(name: str) -> None:
    """Call the `warm_up` of a module that has one, once in this process."""
    prepare = getattr(sys.modules.get(name), "warm_up", None)
    if prepare is not None and name not in _WARM:
        prepare()
        _WARM.add(name)


class Forker:
    """The loop: new requests, ended children, parents that hung up."""

    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.children: dict[int, socket.socket] = {}
        self.poll = select.poll()
        self.poll.register(control, select.POLLIN)
        self.wake, wake_writer = socket.socketpair()
        self.wake.setblocking(False)  # noqa: FBT003 - the standard library's signature
        wake_writer.setblocking(False)  # noqa: FBT003
        self.poll.register(self.wake, select.POLLIN)
        signal.set_wakeup_fd(wake_writer.fileno())
        self.wake_writer = wake_writer
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def run(self) -> None:
        """Serve until the parent closes its end."""
        alive = True
        while alive:
            for descriptor, _ in self.poll.poll():
                if descriptor == self.control.fileno():
                    alive = self._accept()
                elif descriptor == self.wake.fileno():
                    self._reap()
                else:
                    self._kill(descriptor)
        for pid in self.children:
            os.kill(pid, signal.SIGKILL)

    def _accept(self) -> bool:
        """Fork a child for one request; False once the parent has ended."""
        message, descriptors, _, _ = socket.recv_fds(self.control, 1, 1)
        if not message:
            return False
        for descriptor in descriptors:
            channel = socket.socket(fileno=descriptor)
            pid = os.fork()
            if pid == 0:
                self._become_child(channel)
            self.children[pid] = channel
            self.poll.register(channel, 0)  # hang-ups are always reported
        return True

    def _become_child(self, channel: socket.socket) -> NoReturn:
        try:
            self.control.close()
            for other in self.children.values():
                other.close()
            task, args, limits = read_request(channel)
        except BaseException:  # noqa: BLE001 - nothing may run on as a second forker
            os._exit(1)
        run_and_exit(channel, task, args, limits)

    def _reap(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self.wake.recv(4096):
                pass
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if pid == 0:
                    return
                self._report(self.children.pop(pid), status)

    def _report(self, channel: socket.socket, status: int) -> None:
        with contextlib.suppress(KeyError):
            self.poll.unregister(channel)
        channel.settimeout(STATUS_TIMEOUT_SECONDS)
        with contextlib.suppress(OSError):
            channel.sendall(EXITED + struct.pack("!Q", status))
        channel.close()

    def _kill(self, descriptor: int) -> None:
        """The parent no longer waits for this one."""
        for pid, channel in self.children.items():
            if channel.fileno() == descriptor:
                self.poll.unregister(channel)  # else its hang-up is reported again until it is reaped
                os.kill(pid, signal.SIGKILL)
                return


def write_request(
    channel: socket.socket, task: Callable[..., bytes], args: tuple[object, ...], limits: Limits
) -> None:
    """Send a task to the child, by name."""
    request = pickle.dumps((task.__module__, task.__qualname__, args, limits))
    channel.sendall(REQUEST_SIZE.pack(len(request)) + request)


def read_request(channel: socket.socket) -> tuple[Callable[..., bytes], tuple[object, ...], Limits]:
    """The task that the parent sent; only our own parent holds the other end."""
    size = receive_exactly(channel, REQUEST_SIZE.size)
    request = receive_exactly(channel, REQUEST_SIZE.unpack(size)[0]) if size else None
    if request is None:
        sys.exit(1)
    module, name, args, limits = pickle.loads(request)  # noqa: S301 - written by the parent, never by a child
    return getattr(importlib.import_module(module), name), args, limits
