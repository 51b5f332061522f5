"""The loop of one worker process: take a job, answer, take the next."""

from __future__ import annotations

import faulthandler
import importlib
import os
import signal
import traceback
from typing import TYPE_CHECKING

from pipeline.errors import BriefsError, Defect
from pipeline.run.jobs import READY, TAKEN, Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from types import TracebackType

    from pipeline.run.jobs import Given, Gotten

# Past the parent's own limit; only a worker whose parent was killed ever lives to see it.
_ORPHAN_SECONDS = 60.0


def serve(pipe: Connection, module: str) -> None:
    """Answer jobs from ``pipe`` until it is closed: with a ``Product``, with the error, or with a ``Fault``.

    ``module`` has the function ``work`` that does it. It is imported here because it imports every room: only a
    worker pays for that. A job is acknowledged before it is begun, so that a worker that dies between two documents
    is not taken for the fault of the second.
    """
    # Ctrl-C reaches every process of the terminal; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):  # the pool starts processes with both of them held back
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)  # standard output belongs to the summary
    os.dup2(silence, 2)  # libraries write here about files they dislike; what matters comes back as an error
    work: Callable[[Given], Gotten] = importlib.import_module(module).work
    try:
        pipe.send(READY)
        while True:
            job, seconds = pipe.recv()
            pipe.send(TAKEN)
            faulthandler.dump_traceback_later(seconds + _ORPHAN_SECONDS, exit=True)
            with _Confession(pipe):
                try:
                    answer: Gotten | BriefsError = work(job)
                except BriefsError as error:
                    answer = error
            pipe.send(answer)
            faulthandler.cancel_dump_traceback_later()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent is done with this worker, or gone


class _Confession:
    """Tell the parent why this process is about to die. It holds nothing back: the error goes on its way."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def __enter__(self) -> None:
        return

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            text = " ".join(str(error).split())[:200]
            name = type(error).__name__
            self._pipe.send(
                Fault(Defect(f"the program failed on it ({name}: {text})"), "".join(traceback.format_exception(error)))
            )
