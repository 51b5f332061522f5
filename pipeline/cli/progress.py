"""How a run is watched: a bar on a terminal, plain lines elsewhere, always on standard error."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from pipeline.cli.telling import count
from pipeline.run import Result

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from rich.progress import Progress, TaskID

    from pipeline.run import Outcome


class Lines:
    """One line for each document that was worked on."""

    def __init__(self) -> None:
        self._todo = 0
        self._finished = 0
        self._spent = ""

    def planned(self, todo: int, settled: int) -> None:
        """Say what there is to do."""
        self._todo = todo
        if todo:
            typer.echo(f"{count(todo, 'document')} to work on{_at_rest(settled, ', ')}", err=True)

    def finished(self, outcome: Outcome) -> None:
        """Say what became of one document."""
        self._finished += 1
        typer.echo(f"[{self._finished}/{self._todo}] {said(outcome)}{self._spent}", err=True)

    def spent(self, usd: Decimal | None) -> None:
        """Say with the next document what was spent so far, as far as it is known."""
        self._spent = "" if usd is None else f"; {usd:.4f} USD so far"

    def note(self, line: str) -> None:
        """Say something about the whole run."""
        typer.echo(line, err=True)


class Bar:
    """A progress bar; failures scroll past above it."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._doing = ""
        self._task: TaskID | None = None

    def planned(self, todo: int, settled: int) -> None:
        """Start the bar."""
        if todo:
            self._doing = f"briefing{_at_rest(settled, '; ')}"
            self._task = self._progress.add_task(self._doing, total=todo)

    def finished(self, outcome: Outcome) -> None:
        """Move the bar on."""
        if self._task is not None:
            self._progress.advance(self._task)
        if outcome.result is Result.FAILED or outcome.kept or outcome.edited:
            self._progress.console.print(said(outcome), markup=False, highlight=False)

    def spent(self, usd: Decimal | None) -> None:
        """Show beside the bar what was spent so far, as far as it is known."""
        if self._task is not None and usd is not None:
            self._progress.update(self._task, description=f"{self._doing}, {usd:.4f} USD so far")

    def note(self, line: str) -> None:
        """Say something about the whole run, above the bar."""
        self._progress.console.print(line, markup=False, highlight=False)


@contextmanager
def watching() -> Iterator[Lines | Bar]:
    """Watch a run in the way the terminal allows."""
    if not sys.stderr.isatty():
        yield Lines()
        return
    from rich.console import Console  # noqa: PLC0415  (a quarter of the time of a run with nothing to do)
    from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn  # noqa: PLC0415

    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Bar(progress)


def said(outcome: Outcome) -> str:
    """Say in one line what became of a document that was worked on."""
    if outcome.result is Result.FAILED:
        return f"failed: {outcome.line()}"
    partial = ", partial" if outcome.partial else ""
    deals = count(outcome.deals or 0, "deal")
    return f"{outcome.path} -> {outcome.page} ({deals}{partial}){told_besides(outcome)}"


def told_besides(outcome: Outcome) -> str:
    """Say what became of an earlier page: it stays, or was edited by hand and made again."""
    kept = f"; the briefing of its former content stays: {outcome.kept}" if outcome.kept else ""
    edited = f"; edited by hand, made again (your version: {', '.join(outcome.edited)})" if outcome.edited else ""
    return kept + edited


def _at_rest(settled: int, before: str) -> str:
    return f"{before}{settled} need{'s' if settled == 1 else ''} no work" if settled else ""
