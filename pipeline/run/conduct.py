"""The run itself: plan, work off, publish in order, report."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pipeline import templates
from pipeline.config import settled_engine
from pipeline.errors import BriefsError, NotADocument, PublishError, SettingsError
from pipeline.run import overview, parties, pngs
from pipeline.run.claim import claim
from pipeline.run.fingerprint import Fingerprints, code_hash
from pipeline.run.inputs import find, project
from pipeline.run.kept import place_of
from pipeline.run.lock import locked
from pipeline.run.plan import Plan, make_plan
from pipeline.run.report import Outcome, Report, Result
from pipeline.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from pipeline.config import Settings
    from pipeline.run.inputs import Inputs
    from pipeline.run.money import Forecast
    from pipeline.run.plan import Copy
    from pipeline.run.reach import Reach


@dataclass(frozen=True)
class Options:
    """What holds for one run only. ``force`` works on unchanged documents too; ``fail_fast`` ends at a failure."""

    force: bool = False
    dry_run: bool = False
    fail_fast: bool = False


class Listener(Protocol):
    """Who wants to know how the run goes on."""

    def planned(self, todo: int, settled: int) -> None:
        """Hear how many documents will be worked on, and how many need no work."""

    def finished(self, outcome: Outcome) -> None:
        """Hear what became of one document that was worked on, in publishing order."""

    def spent(self, usd: Decimal | None) -> None:
        """Hear what counts against the cap so far: paid, lost and under way."""

    def note(self, line: str) -> None:
        """Hear something about the whole run, such as what it will cost."""


class Stop:
    """A wish to end early. The run keeps what is published and tells what was not reached."""

    def __init__(self) -> None:
        self.asked = False

    @contextmanager
    def on_signals(self) -> Iterator[None]:
        """Take Ctrl-C and SIGTERM as the wish; a second one ends the program at once."""
        former = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

        def ask(number: int, _frame: object) -> None:
            self.asked = True
            signal.signal(number, signal.SIG_DFL)

        for number in former:
            signal.signal(number, ask)
        try:
            yield
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)


def conduct(paths: Sequence[str], settings: Settings, options: Options, listener: Listener, stop: Stop) -> Report:
    """Brief the documents under ``paths`` (the inbox where there are none).

    One bad document never stops the others; it is an outcome. What goes wrong with the run itself once it has begun
    is among the ``problems`` of the report. Raises ``SettingsError`` for wrong use and ``OutputLocked`` where another
    run writes to the same folder.
    """
    started = time.perf_counter()
    inputs = _inputs(paths, settings)
    settings = replace(settings, engine=settled_engine(settings))
    for name in templates.unknown(project(Path(settings.output))):
        listener.note(f"prompts/{name} is no template of this program and has no effect: is its name right?")
    way = None
    if settings.engine == "model":
        from pipeline.run.reach import reach  # noqa: PLC0415  (brings the SDK)

        way = reach(settings)
    run = _Run(inputs, settings, options, way, listener, stop)
    report = run.look() if options.dry_run else run.work()
    return replace(report, interrupted=stop.asked, wall=time.perf_counter() - started)


def _inputs(paths: Sequence[str], settings: Settings) -> Inputs:
    output = Path(settings.output)
    if not paths and not os.path.lexists(settings.filings):
        raise SettingsError(
            "there is no such folder to read from",
            path=settings.filings,
            remedy="make it and put documents there, or name them: briefs run FILE",
        )
    inputs = find(paths or (settings.filings,), output)
    if inputs.ignored and not inputs.sources:
        reason = "not a kind of document that can be read"
        raise SettingsError(reason, path=", ".join(inputs.ignored), remedy=NotADocument.remedy)
    return inputs


@dataclass(frozen=True)
class _Run:
    """One run, from its plan to its report."""

    inputs: Inputs
    settings: Settings
    options: Options
    way: Reach | None
    listener: Listener
    stop: Stop
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    @property
    def output(self) -> Path:
        """The output folder, as the user wrote it."""
        return Path(self.settings.output)

    def work(self) -> Report:
        """Plan, work off, write the overview."""
        claim(self.output)
        with locked(self.output / ".briefs"), Store.open(place_of(self.settings)) as store:
            for line in store.told:
                self.listener.note(line)
            try:
                prints, plan = self._plan(store)
            except PublishError as error:  # the state cannot be written: nothing of this run would be remembered
                return replace(self._report(Plan((), {}, (), {}), {}), problems=(str(error),))
            self.listener.planned(len(plan.tasks), len(plan.settled) + len(plan.copies))
            problems: tuple[str, ...] = ()
            forecast = bill = None
            if plan.tasks:
                forecast, problems = self._work_off(plan, prints, store)
            if plan.tasks or overview.is_outdated(self.output, store):
                try:
                    self._compare(store)
                    problems += overview.refresh(self.output, store)
                    self._ask()
                except (BriefsError, OSError, sqlite3.Error) as error:
                    problems += (f"the list of briefings, the map or what changed was not written: {error}",)
            problems += self._draw(store)
        if plan.tasks:
            try:
                bill = _bill(self.way)
            except (OSError, sqlite3.Error) as error:
                problems += (f"what the run cost cannot be told: {error}",)
        return replace(self._report(plan, self.outcomes), problems=problems, forecast=forecast, bill=bill)

    def _compare(self, store: Store) -> None:
        """Say on every page what changed since the document before it."""
        from pipeline.run import series  # noqa: PLC0415  (imports the rooms)

        retold = series.refresh(self.output, store)
        for key, outcome in self.outcomes.items():
            if outcome.page in retold.headlines:
                self.outcomes[key] = replace(outcome, headline=retold.headlines[outcome.page])
        for place in retold.edited:
            self.listener.note(f"a page that was edited by hand was written again; the edited version is {place}")

    def _draw(self, store: Store) -> tuple[str, ...]:
        """Draw the PNGs that are asked for; give what went wrong."""
        try:
            if pngs.are_outdated(self.output, store, self.settings):
                for line in pngs.refresh(self.output, store, self.settings):
                    self.listener.note(line)
        except (BriefsError, OSError, sqlite3.Error) as error:
            return (f"not every PNG was drawn: {error}",)
        return ()

    def _ask(self) -> None:
        """Say that pairs of names wait for a person, and where."""
        now = parties.said(self.output)
        if open_ := parties.waiting(now):
            pairs = f"{open_} pair{'s' * (open_ > 1)} of names"
            self.listener.note(f"{pairs} may be one party: write true or false in {now.proposals_name}")

    def look(self) -> Report:
        """Plan, and price where a model would be asked, leaving no trace on disk."""
        with Store.glance(place_of(self.settings)) as store:
            prints, plan = self._plan(store)
        planned = {task.source.key: Outcome(task.source.shown, Result.PLANNED, why=task.why) for task in plan.tasks}
        report = replace(self._report(plan, planned), dry_run=True)
        if self.way is None or not plan.tasks:
            return report
        from pipeline.run.workshop import Workshop  # noqa: PLC0415  (heavy; not for a run with nothing to do)

        with Workshop(self.settings, prints, plan, self.way._replace(dry=True)) as workshop:
            return replace(report, forecast=workshop.forecast(self.listener, self.stop, whole=True))

    def _plan(self, store: Store) -> tuple[Fingerprints, Plan]:
        prints = Fingerprints(self.settings, code_hash(store))
        sources, stop = self.inputs.sources, self.stop
        plan = make_plan(sources, store, prints, self.output, force=self.options.force, stopped=lambda: stop.asked)
        return prints, plan.until_failure(sources) if self.options.fail_fast else plan

    def _work_off(self, plan: Plan, prints: Fingerprints, store: Store) -> tuple[Forecast | None, tuple[str, ...]]:
        """Work on the tasks. Gives the forecast and what ended the work early; only templates end it by an error."""
        from pipeline.run.proof import proof  # noqa: PLC0415  (heavy, as above)
        from pipeline.run.workshop import Workshop  # noqa: PLC0415  (as above)

        proof(project(self.output))
        prints.said.table()  # a mistake in it ends the run before any document is worked on
        forecast = None
        try:
            with Workshop(self.settings, prints, plan, self.way) as workshop:
                forecast = workshop.forecast(self.listener, self.stop, whole=False)
                fail_fast = self.options.fail_fast
                workshop.work_off(store, self.listener, self.stop, self.outcomes, fail_fast=fail_fast)
        except (BriefsError, OSError, sqlite3.Error) as error:
            # That a worker could not be started while the run was being stopped is no news.
            return forecast, () if self.stop.asked else (f"the run ended early: {error}",)
        return forecast, ()

    def _report(self, plan: Plan, outcomes: Mapping[str, Outcome]) -> Report:
        """Put the outcomes in the order of the paths, copies and what was not reached among them."""
        known = {**plan.settled, **outcomes}
        copies = {copy.source.key: copy for copy in plan.copies}
        ordered: list[Outcome] = []
        for source in self.inputs.sources:
            copy = copies.get(source.key)
            if copy is not None:
                ordered.append(_shared(copy, known.get(copy.owner) or copy.known))
            else:
                ordered.append(known.get(source.key, Outcome(source.shown, Result.NOT_REACHED)))
        return Report(
            self.settings.output,
            self.settings.engine,
            tuple(ordered),
            self.inputs.ignored,
            min(self.settings.jobs or os.cpu_count() or 1, len(plan.tasks)),
        )


def _bill(way: Reach | None) -> dict[str, Any] | None:
    if way is None:
        return None
    from pipeline.run import money  # noqa: PLC0415  (as above)

    return money.bill(way)


def _shared(copy: Copy, owner: Outcome | None) -> Outcome:
    """Give a copy the failure of the file it is a copy of, or name that file."""
    shown = copy.source.shown
    if owner is None or owner.result is Result.NOT_REACHED:
        return Outcome(shown, Result.NOT_REACHED, kept=copy.kept)
    if owner.result is Result.FAILED:
        return replace(owner, path=shown, same_as=owner.path, seconds={}, kept=copy.kept)
    return Outcome(
        shown,
        Result.DUPLICATE,
        page=owner.page,
        headline=owner.headline,
        partial=owner.partial,
        reason=owner.reason,
        same_as=owner.path,
        kept=copy.kept,
    )
