from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from extractor.read import cage as cage_module
from extractor.read.cage import Limits, prepare_cage, run_caged
from models.errors import DamagedDocument, ReadingLimitExceeded
from tests.extractor.read import caged_tasks


@pytest.fixture(params=["one thread", "several threads"])
def cage(request: pytest.FixtureRequest) -> Iterator[Callable[..., bytes]]:
    """`run_caged` from a process of one thread, which forks, and of several, which lets the forker do it."""
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    if request.param == "several threads":
        other.start()
    yield run_caged
    done.set()
    if other.ident is not None:
        other.join()


def test_result_comes_back(cage: Callable[..., bytes]) -> None:
    assert cage(caged_tasks.echo, b"terms" * 300_000) == b"terms" * 300_000


def test_error_of_the_task_is_raised_again_by_its_code(cage: Callable[..., bytes]) -> None:
    with pytest.raises(DamagedDocument, match="page 3 is broken; save it again"):
        cage(caged_tasks.refuse)


def test_bug_in_the_task_shows_where_but_not_what_it_read(cage: Callable[..., bytes]) -> None:
    with pytest.raises(RuntimeError, match=r"KeyError at caged_tasks\.py") as raised:
        cage(caged_tasks.stumble)
    assert "50,000" not in str(raised.value)


def test_memory_is_limited_above_what_is_mapped(cage: Callable[..., bytes]) -> None:
    assert cage(caged_tasks.take_memory, 300) == b"300000000"
    with pytest.raises(ReadingLimitExceeded, match="900 MB of memory"):
        cage(caged_tasks.take_memory, 2_000)


def test_processor_time_is_limited(cage: Callable[..., bytes]) -> None:
    with pytest.raises(ReadingLimitExceeded, match="1 s of processor time"):
        cage(caged_tasks.spin, limits=Limits(cpu_seconds=1))


def test_time_by_the_clock_is_limited(cage: Callable[..., bytes]) -> None:
    """The message is that of the child's own alarm; the cage's is another."""
    with pytest.raises(ReadingLimitExceeded, match=r"more than 0\.5 s by the clock, or"):
        cage(caged_tasks.sleep_on, limits=Limits(wall_seconds=0.5))


def test_result_is_limited(cage: Callable[..., bytes]) -> None:
    with pytest.raises(ReadingLimitExceeded, match="2,000 bytes, more than the 1,000"):
        cage(caged_tasks.give_back, 2_000, limits=Limits(result_bytes=1_000))


def test_crash_of_a_parser_ends_the_child_only(cage: Callable[..., bytes]) -> None:
    with pytest.raises(ReadingLimitExceeded):
        cage(caged_tasks.crash)
    assert cage(caged_tasks.echo, b"still here") == b"still here"


def test_endless_recursion_is_refused(cage: Callable[..., bytes]) -> None:
    with pytest.raises(ReadingLimitExceeded, match="too deep"):
        cage(caged_tasks.recurse)


def test_no_file_can_be_written(cage: Callable[..., bytes], tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="OSError"):
        cage(caged_tasks.write_file, str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_no_connection_can_be_made(cage: Callable[..., bytes]) -> None:
    if cage(caged_tasks.own_network).decode() == str(Path("/proc/self/ns/net").readlink()):
        pytest.skip("this system forbids processes to leave the network")
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(RuntimeError, match="OSError"):
        cage(caged_tasks.connect, server.getsockname()[1])


def test_no_child_is_left_behind(cage: Callable[..., bytes]) -> None:
    pid = int(cage(caged_tasks.own_pid, "x").split()[0])
    assert not Path(f"/proc/{pid}").exists()
    assert pid != os.getpid()


def test_threads_are_served_side_by_side() -> None:
    prepare_cage()
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda n: run_caged(caged_tasks.echo, str(n).encode()), range(40)))
    assert results == [str(n).encode() for n in range(40)]


def test_forker_that_was_killed_is_started_again() -> None:
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(run_caged, caged_tasks.echo, b"one").result() == b"one"
        process = cage_module._FORKER._process
        assert process is not None
        process.kill()
        process.wait()
        assert pool.submit(run_caged, caged_tasks.echo, b"two").result() == b"two"


def test_process_that_was_forked_starts_its_own_forker() -> None:
    prepare_cage()
    pid = os.fork()
    if pid == 0:
        with ThreadPoolExecutor(1) as pool:
            done = pool.submit(run_caged, caged_tasks.echo, b"own").result() == b"own"
        cage_module._FORKER.stop()
        os._exit(0 if done else 1)
    assert os.waitpid(pid, 0)[1] == 0
    assert cage_module._FORKER._process is not None
    assert cage_module._FORKER._process.poll() is None


def test_what_a_module_warms_up_is_loaded_once_before_the_children() -> None:
    if threading.active_count() > 1:
        pytest.skip("another test left a thread behind, so the forker would do it")
    assert [run_caged(caged_tasks.who_warmed_up) for _ in range(2)] == [b"parent", b"parent"]


def test_task_must_be_found_by_its_name() -> None:
    with pytest.raises(ValueError, match="top level"):
        run_caged(lambda: b"")
