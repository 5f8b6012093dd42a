"""Functions of a module's top level for the cage to run."""

from __future__ import annotations

import ctypes
import os
import socket
import tempfile
import time
from pathlib import Path

from extractor.read import read_document
from models.errors import DamagedDocument

WARMED: list[int] = []


def warm_up() -> None:
    """Called by the cage before the first task, outside the child."""
    WARMED.append(os.getpid())


def who_warmed_up() -> bytes:
    return b"parent" if WARMED and WARMED[0] != os.getpid() and len(WARMED) == 1 else b"nobody"


def echo(data: bytes) -> bytes:
    return data


def read_text_of(data: bytes, filename: str) -> bytes:
    return read_document(data, filename).text.encode()


def take_memory(megabytes: int) -> bytes:
    return str(len(bytearray(megabytes * 1_000_000))).encode()


def spin() -> bytes:
    while True:
        pass


def sleep_on() -> bytes:
    while True:
        time.sleep(60)


def give_back(count: int) -> bytes:
    return b"x" * count


def refuse() -> bytes:
    raise DamagedDocument("page 3 is broken; save it again")


def stumble() -> bytes:
    clause = "the price is 50,000"
    raise KeyError(clause)


def crash() -> bytes:
    ctypes.string_at(0)
    return b""


def write_file(folder: str) -> bytes:
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        file.write(b"contract")
        file.flush()
    return b"written"


def own_pid(path: str) -> bytes:
    with socket.socketpair()[0]:
        return f"{os.getpid()} {Path(path).name}".encode()


def own_network() -> bytes:
    return str(Path("/proc/self/ns/net").readlink()).encode()


def connect(port: int) -> bytes:
    socket.create_connection(("127.0.0.1", port), timeout=2).close()
    return b"connected"


def recurse(depth: int = 0) -> bytes:
    return recurse(depth + 1)
