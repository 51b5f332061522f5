"""Working off a plan: documents through their turns, publishing in order."""

from __future__ import annotations

import os
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pipeline.errors import BriefsError, PublishError, TooSlow
from pipeline.run import overview
from pipeline.run.desk import Desk
from pipeline.run.desk import opened as opened_desks
from pipeline.run.inputs import project
from pipeline.run.jobs import Asking, Job, Product, Ways
from pipeline.run.pool import Pool
from pipeline.run.publish import Publisher
from pipeline.run.report import Outcome, Result
from pipeline.run.turns import Turns
from pipeline.store import Done, State

if TYPE_CHECKING:
    from types import TracebackType

    from pipeline.config import Settings
    from pipeline.llm import Client
    from pipeline.run.asking import Line, Patience
    from pipeline.run.conduct import Listener, Stop
    from pipeline.run.fingerprint import Fingerprints
    from pipeline.run.money import Forecast
    from pipeline.run.plan import Plan, Task
    from pipeline.run.pool import Answer
    from pipeline.run.reach import Reach
    from pipeline.store import Store

_ENDS_THE_RUN = ("Refused", "OverBudget", "NoKey", "Unreachable", "SettingsError")


class Workshop:
    """The workers of one run, what they are given, and the line to a model where one is asked.

    Nothing is started before there is something to do.
    """

    def __init__(self, settings: Settings, prints: Fingerprints, plan: Plan, way: Reach | None) -> None:
        self._settings, self._prints, self._plan, self._way = settings, prints, plan, way
        self._output = Path(settings.output)
        self._jobs: list[Job] = []
        self._open = ExitStack()
        self._pool: Pool
        self._model: tuple[Client, Patience] | None = None

    def __enter__(self) -> Self:
        settings = self._settings
        size = min(settings.jobs or os.cpu_count() or 1, len(self._plan.tasks))
        with ExitStack() as stack:
            desk = ""
            if self._way is not None:
                from pipeline.run.asking import Patience  # noqa: PLC0415  (the rules engine needs none of it)
                from pipeline.run.reach import opened  # noqa: PLC0415  (as above)

                patience = Patience()
                self._model = stack.enter_context(opened(self._way, patience)), patience
                desk = stack.enter_context(opened_desks(text=settings.store.text))
            self._jobs = _jobs(self._plan, self._prints, settings, desk)
            self._pool = stack.enter_context(Pool(size, settings.read.seconds, settings.read.megabytes))
            self._open = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def forecast(self, listener: Listener, stop: Stop, *, whole: bool) -> Forecast | None:
        """Say what asking a model will cost before anything is sent; None where none is asked, or it was stopped."""
        if self._model is None:
            return None
        from pipeline.run.money import forecast  # noqa: PLC0415  (as above)

        model = self._settings.model
        client, _ = self._model
        found = forecast(self._jobs, self._pool, client, model.budget_usd, stop, whole=whole, batched=model.batch)
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
        if stop.asked:
            return
        overview.outdate(store)  # before the first page: a run that is killed now must still renew it later
        publisher = Publisher(self._output, store, self._plan.present)
        waiting: dict[int, Answer] = {}
        settled = 0
        with ExitStack() as stack:
            stack.callback(self._remark, listener)
            line = self._line(stack, listener)
            for answer in Turns(self._jobs, self._pool, line).answers():
                if answer is not None:
                    waiting[answer.number] = answer
                while settled in waiting and not stop.asked:
                    task = self._plan.tasks[settled]
                    outcome = self._settle(task, waiting.pop(settled), publisher)
                    Desk(self._jobs[settled].desk, task.sha256).clear()
                    settled += 1
                    outcomes[task.source.key] = outcome
                    self._spent(listener)
                    listener.finished(outcome)
                    if outcome.result is Result.FAILED and (fail_fast or outcome.kind in _ENDS_THE_RUN):
                        return
                if stop.asked:
                    return

    def _spent(self, listener: Listener) -> None:
        if self._model is not None and self._way is not None:
            listener.spent(self._model[0].parts.shelf.paid(self._way.run))

    def _remark(self, listener: Listener) -> None:
        """Say what became known of the service and its answers while they were asked for."""
        if self._model is not None:
            for sentence in (*self._model[0].warnings, *self._model[0].remarks):
                listener.note(sentence)

    def _line(self, stack: ExitStack, listener: Listener) -> Line | None:
        """Open the line to the model, to be closed by ``stack``."""
        if self._model is None:
            return None
        from pipeline.run.asking import Online  # noqa: PLC0415  (as above)

        client, patience = self._model
        if self._settings.model.batch:
            from pipeline.run.batching import batched  # noqa: PLC0415  (as above)

            return stack.enter_context(batched(client, patience, self._settings, listener.note))
        line = Online(client, patience, self._settings.model.together)
        stack.callback(line.close)
        return line

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
        # Which review was in force only the worker knew: a new document has no stem before it is read.
        task = task._replace(fingerprint=self._prints.of(task.source, task.sha256, product.review))
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
            notes=(*product.notes, *placed.reviews),
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
        (job,) = (job for job in self._jobs if job.sha256 == task.sha256)
        return product._replace(pages=written(facts, product.pages.json, job, stem))

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


def _jobs(plan: Plan, prints: Fingerprints, settings: Settings, desk: str) -> list[Job]:
    """Say what the workers need to know of each task, in the order of the tasks."""
    table = prints.said.table() if prints.said.digest else None
    asking = Asking(settings.model.name, Ways.of(settings.model)) if settings.engine == "model" else None
    return [
        Job(
            path=str(task.source.path),
            shown=task.source.shown,
            link=task.source.link,
            sha256=task.sha256,
            prompts=prints.prompts,
            settings=prints.settings,
            project=str(project(Path(settings.output))),
            asking=asking,
            parties=table,
            desk=desk,
            output=str(Path(settings.output).absolute()),
            language=settings.language,
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
