"""The run itself: plan, work off, publish in order, report."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pipeline import templates
from pipeline.errors import PublishError, SettingsError
from pipeline.run import overview
from pipeline.run.fingerprint import Fingerprints, code_hash
from pipeline.run.inputs import find
from pipeline.run.lock import locked
from pipeline.run.plan import make_plan
from pipeline.run.report import Outcome, Report, Result
from pipeline.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.config import Settings
    from pipeline.run.inputs import Inputs
    from pipeline.run.jobs import Asking
    from pipeline.run.plan import Copy, Plan


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

    One bad document never stops the others; it is an outcome. Raises ``SettingsError`` for wrong use and
    ``OutputLocked`` where another run writes to the same folder.
    """
    started = time.perf_counter()
    output = Path(settings.output)
    outcomes: dict[str, Outcome] = {}
    inputs = find(paths or (settings.filings,), output)
    if inputs.ignored and not inputs.sources:
        raise SettingsError("none of these files is a PDF, HTML or text document", path=", ".join(inputs.ignored))
    settings = replace(settings, engine=_engine(settings))
    for name in templates.unknown(Path.cwd()):
        listener.note(f"prompts/{name} is no template of this program and has no effect: is its name right?")
    asked = None
    if settings.engine == "model":
        from pipeline.run.money import asking  # noqa: PLC0415  (brings the SDK)

        asked = asking(settings, output / ".briefs")
    if options.dry_run:
        report = _look(inputs, settings, options, asked, listener)
        return replace(report, dry_run=True, wall=time.perf_counter() - started)
    with locked(output / ".briefs"), Store.open(output / ".briefs") as store:
        prints = _prints(settings, store)
        plan = make_plan(inputs.sources, store, prints, output, force=options.force)
        listener.planned(len(plan.tasks), len(plan.settled) + len(plan.copies))
        forecast = None
        problems: tuple[str, ...] = ()
        if plan.tasks or overview.is_outdated(output, store):
            from pipeline.run.workshop import Workshop  # noqa: PLC0415  (heavy; not for a run with nothing to do)

            with Workshop(settings, prints, plan, asked) as workshop:
                forecast = workshop.forecast(listener)
                outcomes = workshop.work_off(store, listener, stop, fail_fast=options.fail_fast)
            try:
                overview.refresh(output, store)
            except PublishError as error:
                problems = (str(error),)
        report = replace(_report(settings, inputs, plan, outcomes), problems=problems)
        report = replace(report, forecast=forecast, bill=_bill(asked) if plan.tasks else None)
        return replace(report, interrupted=stop.asked, wall=time.perf_counter() - started)


def _engine(settings: Settings) -> str:
    """Give the engine that ``auto`` stands for on this machine."""
    if settings.engine != "auto":
        return settings.engine
    return "model" if os.environ.get("OPENAI_API_KEY") else "rules"


def _look(inputs: Inputs, settings: Settings, options: Options, asked: Asking | None, listener: Listener) -> Report:
    """Plan, and price where a model would be asked, leaving no trace on disk."""
    output = Path(settings.output)
    with Store.glance(output / ".briefs") as store:
        prints = _prints(settings, store)
        plan = make_plan(inputs.sources, store, prints, output, force=options.force)
    planned = {task.source.key: Outcome(task.source.shown, Result.PLANNED, why=task.why) for task in plan.tasks}
    report = _report(settings, inputs, plan, planned)
    if asked is None or not plan.tasks:
        return report
    from pipeline.run.workshop import Workshop  # noqa: PLC0415  (as in conduct)

    with tempfile.TemporaryDirectory() as nowhere:
        asked = asked if Path(asked.shelf).is_dir() else asked._replace(shelf=nowhere)
        with Workshop(settings, prints, plan, asked) as workshop:
            return replace(report, forecast=workshop.forecast(listener))


def _bill(asked: Asking | None) -> dict[str, Any] | None:
    if asked is None:
        return None
    from pipeline.run import money  # noqa: PLC0415  (as above)

    return money.bill(asked)


def _prints(settings: Settings, store: Store) -> Fingerprints:
    return Fingerprints(settings, code_hash(store))


def _report(settings: Settings, inputs: Inputs, plan: Plan, outcomes: Mapping[str, Outcome]) -> Report:
    """Put the outcomes in the order of the paths, copies and what was not reached among them."""
    known = {**plan.settled, **outcomes}
    copies = {copy.source.key: copy for copy in plan.copies}
    ordered: list[Outcome] = []
    for source in inputs.sources:
        copy = copies.get(source.key)
        if copy is not None:
            ordered.append(_shared(copy, known.get(copy.owner)))
        else:
            ordered.append(known.get(source.key, Outcome(source.shown, Result.NOT_REACHED)))
    return Report(
        settings.output,
        settings.engine,
        tuple(ordered),
        inputs.ignored,
        min(settings.jobs or os.cpu_count() or 1, len(plan.tasks)),
    )


def _shared(copy: Copy, owner: Outcome | None) -> Outcome:
    """Give a copy the failure of the file it is a copy of, or name that file."""
    if owner is not None and owner.result is Result.FAILED:
        return replace(owner, path=copy.source.shown, same_as=owner.path, seconds={})
    if owner is None:
        return Outcome(copy.source.shown, Result.DUPLICATE, page=copy.page, same_as=copy.shown)
    return Outcome(copy.source.shown, Result.DUPLICATE, page=owner.page, headline=owner.headline, same_as=owner.path)
