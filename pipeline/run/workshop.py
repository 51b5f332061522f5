"""Working off a plan: workers in parallel, publishing in order, then the pages that cover all documents."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pipeline.errors import BriefsError, PublishError, TooSlow
from pipeline.run import overview
from pipeline.run.inputs import project
from pipeline.run.jobs import Job, Product
from pipeline.run.money import forecast
from pipeline.run.pool import Pool
from pipeline.run.publish import Publisher
from pipeline.run.report import Outcome, Result
from pipeline.store import Done, State

if TYPE_CHECKING:
    from types import TracebackType

    from pipeline.config import Settings
    from pipeline.run.conduct import Listener, Stop
    from pipeline.run.fingerprint import Fingerprints
    from pipeline.run.jobs import Asking
    from pipeline.run.money import Forecast
    from pipeline.run.plan import Plan, Task
    from pipeline.run.pool import Answer
    from pipeline.store import Store

_ENDS_THE_RUN = ("Refused", "OverBudget", "NoKey", "Unreachable", "SettingsError")


class Workshop:
    """The workers of one run and what they are given. Nothing is started before there is something to do."""

    def __init__(self, settings: Settings, prints: Fingerprints, plan: Plan, asked: Asking | None) -> None:
        self._settings = settings
        self._prints = prints
        self._plan = plan
        self._asked = asked
        self._jobs = {job.sha256: job for job in _jobs(plan, prints, asked, project(Path(settings.output)))}
        self._output = Path(settings.output)
        seconds = settings.read.seconds if asked is None else settings.model.seconds
        self._pool = Pool(min(settings.jobs or os.cpu_count() or 1, len(plan.tasks)), seconds, settings.read.megabytes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def forecast(self, listener: Listener, stop: Stop) -> Forecast | None:
        """Say what asking a model will cost before anything is sent; None where none is asked, or it was stopped."""
        if self._asked is None or not self._jobs:
            return None
        found = forecast(list(self._jobs.values()), self._pool, self._settings.model.budget_usd, stop)
        if found is not None:
            listener.note(found.line())
        return found

    def work_off(
        self, store: Store, listener: Listener, stop: Stop, outcomes: dict[str, Outcome], *, fail_fast: bool
    ) -> None:
        """Work on the tasks and publish in their order; put into ``outcomes``, by key, what became of each.

        Publishing in order, whoever finishes first, makes the names of outputs independent of chance. The caller
        holds the lock of the output folder.
        """
        if not self._jobs or stop.asked:
            return
        overview.outdate(store)  # before the first page: a run that is killed now must still renew it later
        publisher = Publisher(self._output, store, self._plan.present)
        waiting: dict[int, Answer] = {}
        settled = 0
        for answer in self._pool.answers(list(self._jobs.values())):
            if answer is not None:
                waiting[answer.number] = answer
            while settled in waiting and not stop.asked:
                task = self._plan.tasks[settled]
                outcome = self._settle(task, waiting.pop(settled), publisher)
                settled += 1
                outcomes[task.source.key] = outcome
                listener.finished(outcome)
                if outcome.result is Result.FAILED and (fail_fast or outcome.kind in _ENDS_THE_RUN):
                    return
            if stop.asked:
                return

    def _settle(self, task: Task, answer: Answer, publisher: Publisher) -> Outcome:
        """Publish a product or remember a failure."""
        try:
            self._keep_trace(task, answer.trace)
            if isinstance(answer.outcome, Product):
                return self._publish(task, answer.outcome, publisher)
            if not isinstance(answer.outcome, BriefsError):
                raise TypeError(answer.outcome)  # an estimate nobody asked for
            if not answer.outcome.passing:
                publisher.keep(self._failed(task, answer.outcome, publisher.known(task.sha256)))
            return _failure(task, answer.outcome)
        except PublishError as error:
            return _failure(task, error)
        except OSError as error:
            return _failure(task, PublishError(f"the folder .briefs cannot be written: {error.strerror}"))

    def _publish(self, task: Task, product: Product, publisher: Publisher) -> Outcome:
        started = time.perf_counter()
        stem = publisher.stem(task, product.stem)
        if stem != product.stem:
            product = self._renamed(task, product, stem)
        placed = publisher.publish(task, product, stem)
        return Outcome(
            task.source.shown,
            Result.PARTIAL if product.partial else Result.DONE,
            page=f"{self._output.as_posix()}/{stem}.md",
            headline=product.headline,
            why=task.why,
            partial=product.partial,
            deals=product.deals,
            withheld=product.withheld,
            pages=product.page_count,
            warnings=product.warnings,
            notes=product.notes,
            reason=product.missing or None,
            kept=placed.kept,
            edited=placed.edited,
            seconds={**product.seconds, "publish": time.perf_counter() - started},
        )

    def _renamed(self, task: Task, product: Product, stem: str) -> Product:
        """Write the page again under the name it really gets, because it shows its picture by name."""
        from pipeline.records import FactFile  # noqa: PLC0415  (rare; the parent needs no room otherwise)
        from pipeline.run.pages import written  # noqa: PLC0415

        facts = FactFile.model_validate_json(product.pages.json)
        return product._replace(pages=written(facts, product.pages.json, self._jobs[task.sha256], stem))

    def _failed(self, task: Task, error: BriefsError, before: Done | None) -> Done:
        """Give the row of a failure. A page of the same bytes from an earlier run stays theirs."""
        limited = isinstance(error, TooSlow)
        return Done(
            sha256=task.sha256,
            path=task.source.key,
            shown=task.source.shown,
            fingerprint=self._prints.with_limits(task.fingerprint) if limited else task.fingerprint,
            state=State.FAILED,
            stem=before.stem if before else None,
            kind=type(error).__name__,
            reason=error.reason,
            remedy=error.remedy,
            page=error.page,
            outputs=before.outputs if before else (),
        )

    def _keep_trace(self, task: Task, trace: str | None) -> None:
        """Keep where the program failed on a document, or forget it once it no longer does."""
        path = self._output / ".briefs" / "faults" / f"{task.sha256[:12]}.txt"
        if trace is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{task.source.shown}\n\n{trace}", "utf-8")


def _jobs(plan: Plan, prints: Fingerprints, asked: Asking | None, home: Path) -> list[Job]:
    """Say what the workers need to know of each task, in the order of the tasks."""
    table = prints.said.table() if prints.said.digest else None
    return [
        Job(
            path=str(task.source.path),
            shown=task.source.shown,
            link=task.source.link,
            sha256=task.sha256,
            prompts=prints.prompts,
            settings=prints.settings,
            project=str(home),
            asking=asked,
            parties=table,
        )
        for task in plan.tasks
    ]


def _failure(task: Task, error: BriefsError) -> Outcome:
    return Outcome(
        task.source.shown,
        Result.FAILED,
        why=task.why,
        kind=type(error).__name__,
        reason=error.reason,
        remedy=error.remedy,
        at_page=error.page,
    )
