"""Worker processes that may hang, crash or eat memory without taking the run with them.

Each slot is one process. It gets one document at a time through a pipe; past the limit of time or memory it is
killed and replaced, and the document fails by name. ``concurrent.futures`` is not used because one dead worker
breaks its whole pool.
"""

from __future__ import annotations

import mmap
import multiprocessing as mp
import signal
import subprocess
import sys
import time
from collections import deque
from contextlib import contextmanager
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from pipeline.errors import BriefsError, Corrupt, TooSlow, Unavailable
from pipeline.run import worker
from pipeline.run.jobs import READY, TAKEN, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from pipeline.run.jobs import Given, Gotten

WORK = "pipeline.run.work"
_TICK = 0.2
_START = 120.0
_ENDED = (-signal.SIGTERM, -9)
_AGAIN = "run again, with --jobs 1 if it happens once more"
_REMEDY = "install the program again"
_ROOM = "make memory free, or run with --jobs 1"
_STILLBORN = 3
# A worker that grew past this share of its limit is replaced between documents: memory is not always given back.
_FULL = 0.25


class Answer(NamedTuple):
    """What a job gave, or the error that stands for it. ``number`` is the one it was submitted with."""

    number: int
    outcome: Gotten | BriefsError
    trace: str | None = None


class _Slot:
    """One worker process and what it is doing."""

    def __init__(self, context: mp.context.BaseContext, module: str) -> None:
        self.pipe, theirs = mp.Pipe()
        self.process: BaseProcess = context.Process(  # type: ignore[attr-defined]  # typeshed leaves it to subclasses
            target=worker.serve, args=(theirs, module), daemon=True
        )
        try:
            _start(self.process)
        except (EOFError, OSError) as error:
            raise BriefsError(_why_not(module, "worker processes cannot be started"), remedy=_REMEDY) from error
        theirs.close()
        self.ready = False
        self.number: int | None = None
        self.job: Given | None = None
        self.taken = False
        self.until = time.monotonic() + _START

    def give(self, number: int, job: Given, seconds: float) -> None:
        self.number, self.job = number, job
        self.taken = False
        self.until = time.monotonic() + seconds
        self.pipe.send((job, seconds))

    def megabytes(self) -> float:
        """Give the memory in use, or 0 where the system does not tell."""
        try:
            return int(Path(f"/proc/{self.process.pid}/statm").read_text("ascii").split()[1]) * mmap.PAGESIZE / 1e6
        except (OSError, IndexError):
            return 0.0

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back Ctrl-C and SIGTERM while a process is started, which inherits that.

    Otherwise the fork server, while it still imports, would die of what is meant for the parent.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    former = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def _start(process: BaseProcess) -> None:
    if not sys.platform.startswith("linux"):
        with _undisturbed():
            process.start()
        return
    from multiprocessing import forkserver, resource_tracker  # noqa: PLC0415  (POSIX only)

    resource_tracker.ensure_running()  # the fork server would start it, and that lets signals through again
    with _undisturbed():
        forkserver.ensure_running()
    process.start()  # waits for the imports of the fork server: Ctrl-C must reach the parent meanwhile


def _why_not(module: str, otherwise: str) -> str:
    """Say why ``module`` cannot be imported, by importing it where nothing else can go wrong."""
    code = f"import sys; sys.path[:] = {sys.path!r}; import {module}"
    try:
        done = subprocess.run(  # noqa: S603  (this program's own module)
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=_START, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return otherwise
    said = done.stderr.strip().splitlines()
    return f"the program cannot be loaded ({said[-1][:200]})" if done.returncode and said else otherwise


class Pool:
    """Works off jobs as they come in ``size`` processes, each job within ``seconds`` and ``megabytes``.

    ``module`` has the function ``work(job)``. A document that takes several turns is a job in each of them: what counts
    is the time a process works on it, not the time it waits for answers in between.
    """

    def __init__(self, size: int, seconds: float, megabytes: int, module: str | None = None) -> None:
        self._module = module or WORK
        self._size = size
        self._seconds = seconds
        self._megabytes = megabytes
        # A fork server starts a worker in milliseconds once the rooms are imported; Windows has none.
        self._context = mp.get_context("forkserver" if sys.platform.startswith("linux") else "spawn")
        if sys.platform.startswith("linux"):
            self._context.set_forkserver_preload([self._module])
        self._slots: list[_Slot] = []
        self._waiting: deque[tuple[int, Given]] = deque()
        self._given_twice: set[int] = set()
        self._stillborn = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every worker, whatever it is doing."""
        for slot in self._slots:
            slot.end()
        self._slots.clear()

    def probe(self) -> None:
        """Start one worker and let it import all it needs. Raises ``BriefsError`` where it cannot."""
        slot = _Slot(self._context, self._module)
        self._slots.append(slot)
        while not slot.ready:
            for heard in self._heard():
                self._hear(heard)
            if slot not in self._slots:
                raise BriefsError("the system ends worker processes at their start", remedy=_ROOM)
            self._limit(slot)

    @property
    def load(self) -> int:
        """So many jobs were submitted and not answered yet."""
        return len(self._waiting) + sum(slot.number is not None for slot in self._slots)

    @property
    def free(self) -> bool:
        """True while another job would not have to wait for a process."""
        return self.load < self._size

    def submit(self, number: int, job: Given) -> None:
        """Take a job; jobs are begun in the order they come. ``number`` tells its answer from others."""
        self._waiting.append((number, job))

    def poll(self, *bells: Connection) -> list[Answer]:
        """Give the answers that have come, waiting a fifth of a second at most.

        It returns at once where one of ``bells`` has something to say; it is for the caller to hear it.
        """
        self._fill()
        told = [answer for slot in self._heard(bells) if (answer := self._hear(slot)) is not None]
        told += [answer for slot in list(self._slots) if (answer := self._limit(slot)) is not None]
        self._given_twice -= {answer.number for answer in told}
        return told

    def _fill(self) -> None:
        while len(self._slots) < min(self._size, self.load):
            self._slots.append(_Slot(self._context, self._module))
        for slot in list(self._slots):
            if self._waiting and slot.ready and slot.number is None:
                number, job = self._waiting.popleft()
                try:
                    slot.give(number, job, self._seconds)
                except OSError:  # it died after its last answer
                    self._waiting.appendleft((number, job))
                    self._drop(slot)

    def _heard(self, bells: Sequence[Connection] = ()) -> list[_Slot]:
        busy = [slot for slot in self._slots if slot.number is not None or not slot.ready]
        ready = wait([*(slot.pipe for slot in busy), *bells], timeout=_TICK)
        return [slot for slot in busy if slot.pipe in ready]

    def _hear(self, slot: _Slot) -> Answer | None:
        try:
            said = slot.pipe.recv()
        except (EOFError, OSError):
            return self._crashed(slot)
        if said == READY:
            slot.ready = True
            return None
        if said == TAKEN:
            slot.taken = True
            return None
        number, slot.number, slot.job = slot.number, None, None
        if number is None:
            return None
        if isinstance(said, Fault):
            self._drop(slot)
            return Answer(number, said.error, said.trace)
        if slot.megabytes() > _FULL * self._megabytes:
            self._drop(slot)
        return Answer(number, said)

    def _limit(self, slot: _Slot) -> Answer | None:
        if slot.number is None and slot.ready:
            return None
        number, megabytes = slot.number, slot.megabytes()
        if number is not None and megabytes > self._megabytes:
            self._drop(slot)
            return Answer(number, TooSlow(f"it needs more than {self._megabytes} megabytes of memory"))
        if time.monotonic() > slot.until:
            self._drop(slot)
            if number is None:
                raise BriefsError("a worker process does not start", remedy="run again with --jobs 1")
            return Answer(number, TooSlow(f"it was not finished after {self._seconds:g} seconds"))
        return None

    def _crashed(self, slot: _Slot) -> Answer | None:
        number, job, taken = slot.number, slot.job, slot.taken
        slot.process.join(timeout=_TICK)
        code = slot.process.exitcode
        self._drop(slot)
        if number is None and code in _ENDED and self._stillborn < _STILLBORN:
            self._stillborn += 1
            return None
        if number is None or job is None:
            otherwise = f"a worker process ended at its start with code {code}"
            raise BriefsError(_why_not(self._module, otherwise), remedy=_REMEDY)
        if not taken and number not in self._given_twice:
            self._given_twice.add(number)
            self._waiting.appendleft((number, job))
            return None
        if code in _ENDED:
            reason = "the system ended the work on it, most likely for want of memory"
            return Answer(number, Unavailable(reason, remedy=_AGAIN))
        return Answer(number, Corrupt(f"the reader crashed on it (exit code {code})"))

    def _drop(self, slot: _Slot) -> None:
        slot.end()
        self._slots.remove(slot)
