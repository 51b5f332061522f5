from __future__ import annotations

import os
import signal
import sys
import time
import uuid
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import BriefsError, Corrupt, Defect, PasswordNeeded, TooSlow, Unavailable
from pipeline.run.jobs import Job, Product
from pipeline.run.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.run.pool import Answer

# What the workers of these tests do instead of reading: the path of a job says how it goes wrong.
ODD_ROOMS = """
import ctypes, os, sys, time
from pipeline.errors import PasswordNeeded
from pipeline.run.jobs import Pages, Product

def work(job):
    print("a library that talks")
    if job.path == "hang":
        time.sleep(60)
    if job.path == "crash":
        ctypes.string_at(0)
    if job.path == "killed":
        os.kill(os.getpid(), 9)
    if job.path == "exit":
        os._exit(7)
    if job.path == "bug":
        {}["missing"]
    if job.path == "eat":
        hoard = [bytearray(64_000_000) for _ in range(200)]
        time.sleep(60)
    if job.path == "password":
        raise PasswordNeeded("it wants a password", page=3)
    return Product(job.path, Pages(b"", b"", str(os.getpid()).encode()), "", False, 0, 0, 0, 1, (), {})
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    name = f"odd_rooms_{uuid.uuid4().hex}"  # the fork server keeps what it imported
    (tmp_path / f"{name}.py").write_text(ODD_ROOMS)
    monkeypatch.syspath_prepend(str(tmp_path))
    return name


def job(path: str) -> Job:
    return Job(path, path, "", "", "", "", "")


def given(pool: Pool, *paths: str) -> Iterator[Answer]:
    """Give these jobs to a pool, and their answers as they come."""
    for number, path in enumerate(paths):
        pool.submit(number, job(path))
    while pool.load:
        yield from pool.poll()


def answers(
    paths: list[str], module: str, *, size: int = 2, seconds: float = 30, megabytes: int = 4000
) -> dict[str, object]:
    with Pool(size, seconds, megabytes, module) as pool:
        told = list(given(pool, *paths))
    assert sorted(answer.number for answer in told) == list(range(len(paths)))
    return {paths[answer.number]: answer.outcome for answer in told}


def test_documents_that_kill_their_worker_fail_by_name_and_the_others_go_on(
    module: str, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = ["a", "crash", "b", "exit", "password", "c", "bug", "d"]
    told = answers(paths, module)
    assert all(isinstance(told[path], Product) for path in "abcd")
    crash, gone, password, bug = told["crash"], told["exit"], told["password"], told["bug"]
    assert isinstance(crash, Corrupt)
    assert "exit code -11" in crash.reason
    assert isinstance(gone, Corrupt)
    assert "exit code 7" in gone.reason
    assert isinstance(password, PasswordNeeded)
    assert (password.reason, password.page) == ("it wants a password", 3)
    assert isinstance(bug, Defect)
    assert "KeyError: 'missing'" in bug.reason
    assert capfd.readouterr() == ("", "")


def test_the_trace_of_a_fault_comes_back(module: str) -> None:
    with Pool(1, 30, 4000, module) as pool:
        (answer,) = given(pool, "bug")
    assert answer.trace is not None
    assert f'{module}.py", line' in answer.trace


def test_a_document_that_hangs_is_ended_at_its_limit(module: str) -> None:
    started = time.monotonic()
    told = answers(["a", "hang", "b"], module, seconds=0.7)
    assert isinstance(told["hang"], TooSlow)
    assert "after 0.7 seconds" in told["hang"].reason
    assert isinstance(told["b"], Product)
    assert time.monotonic() - started < 20


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit of memory is kept on Linux")
def test_a_document_that_eats_memory_is_ended_at_its_limit(module: str) -> None:
    told = answers(["eat", "a"], module, megabytes=600)
    assert isinstance(told["eat"], TooSlow)
    assert "600 megabytes" in told["eat"].reason
    assert isinstance(told["a"], Product)


def test_leaving_early_leaves_no_process_behind(module: str) -> None:
    with Pool(1, 30, 4000, module) as pool:
        first = next(given(pool, "a", "hang"))
        assert isinstance(first.outcome, Product)
        worker = int(first.outcome.pages.md)
        os.kill(worker, 0)
    with pytest.raises(ProcessLookupError):
        _wait_for_end(worker)


def test_a_room_that_cannot_be_imported_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "no_rooms.py").write_text("raise ImportError('a library is missing')")
    monkeypatch.syspath_prepend(str(tmp_path))
    with Pool(1, 30, 4000, "no_rooms") as pool, pytest.raises(BriefsError, match="a library is missing"):
        list(given(pool, "a"))


def test_a_pool_can_be_tried_without_a_job(module: str, tmp_path: Path) -> None:
    with Pool(1, 30, 4000, module) as pool:
        pool.probe()
    (tmp_path / "worse_rooms.py").write_text("this is no Python")
    with Pool(1, 30, 4000, "worse_rooms") as pool, pytest.raises(BriefsError, match="SyntaxError"):
        pool.probe()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of this kind exist on POSIX")
def test_a_worker_that_dies_after_its_answer_costs_no_document(module: str) -> None:
    with Pool(1, 30, 4000, module) as pool:
        told = []
        for answer in given(pool, "a", "b", "c"):
            assert isinstance(answer.outcome, Product)
            told.append(answer.number)
            worker = int(answer.outcome.pages.md)
            os.kill(worker, signal.SIGKILL)
            time.sleep(0.05)
    assert told == [0, 1, 2]


def test_a_document_that_the_system_ended_is_not_blamed_for_good(module: str) -> None:
    told = answers(["killed", "a"], module)
    assert isinstance(told["killed"], Unavailable)
    assert told["killed"].passing
    assert isinstance(told["a"], Product)


def _wait_for_end(process: int) -> None:
    for _ in range(100):
        os.kill(process, 0)
        time.sleep(0.05)
