"""Working off a plan: workers in parallel, publishing in order, then the pages that cover all documents."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import PublishError, TooSlow
from pipeline.run import overview
from pipeline.run.jobs import Job, Product
from pipeline.run.pool import Pool
from pipeline.run.publish import Publisher
from pipeline.run.report import Outcome, Result
from pipeline.store import Done, State

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.errors import BriefsError
    from pipeline.run.conduct import Listener, Stop
    from pipeline.run.fingerprint import Fingerprints
    from pipeline.run.plan import Plan, Task
    from pipeline.run.pool import Answer
    from pipeline.store import Store


class Workshop:
    """Everything a run needs once there is something to do. It holds the output folder's lock by its caller."""

    def __init__(self, settings: Settings, store: Store, prints: Fingerprints, plan: Plan) -> None:
        self._settings = settings
        self._store = store
        self._prints = prints
        self._tasks = plan.tasks
        self._output = Path(settings.output)
        self._publisher = Publisher(self._output, store, plan.present)
        self._project = str(Path.cwd())

    def work_off(self, jobs: int, listener: Listener, stop: Stop, *, fail_fast: bool) -> dict[str, Outcome]:
        """Work on the tasks in ``jobs`` processes and publish in their order; give the outcomes as far as they came.

        Publishing in order, whoever finishes first, makes the names of outputs independent of chance.
        """
        outcomes: dict[str, Outcome] = {}
        if not self._tasks:
            return outcomes
        overview.outdate(self._store)  # before the first page: a run that is killed now must still renew it later
        work = [self._job(task) for task in self._tasks]
        waiting: dict[int, Answer] = {}
        with Pool(jobs, self._settings.read.seconds, self._settings.read.megabytes) as pool:
            for answer in pool.answers(work):
                if answer is not None:
                    waiting[answer.number] = answer
                while len(outcomes) in waiting and not stop.asked:
                    task = self._tasks[len(outcomes)]
                    outcome = self._settle(task, waiting.pop(len(outcomes)))
                    outcomes[task.source.key] = outcome
                    listener.finished(outcome)
                    if fail_fast and outcome.result is Result.FAILED:
                        return outcomes
                if stop.asked:
                    return outcomes
        return outcomes

    def refresh_overview(self) -> None:
        """Write the pages that cover all documents again."""
        overview.refresh(self._output, self._store, self._publisher)

    def _job(self, task: Task) -> Job:
        return Job(
            path=str(task.source.path),
            shown=task.source.shown,
            link=f"../{task.source.key}",
            sha256=task.sha256,
            engine=self._settings.engine,
            prompts=self._prints.prompts,
            settings=self._prints.settings,
            project=self._project,
        )

    def _settle(self, task: Task, answer: Answer) -> Outcome:
        """Publish a product or remember a failure."""
        if answer.trace is not None:
            self._keep_trace(task, answer.trace)
        try:
            if isinstance(answer.outcome, Product):
                return self._publish(task, answer.outcome)
            self._publisher.keep(self._failed(task, answer.outcome))
            return _failure(task, answer.outcome)
        except PublishError as error:
            return _failure(task, error)

    def _publish(self, task: Task, product: Product) -> Outcome:
        started = time.perf_counter()
        stem = self._publisher.stem(task, product.stem)
        if stem != product.stem:
            product = self._renamed(task, product, stem)
        done, kept = self._publisher.publish(task, product, stem)
        return Outcome(
            task.source.shown,
            Result.PARTIAL if product.partial else Result.DONE,
            page=f"{self._output.as_posix()}/{done.stem}.md",
            headline=product.headline,
            why=task.why,
            partial=product.partial,
            deals=product.deals,
            withheld=product.withheld,
            pages=product.page_count,
            warnings=product.warnings,
            kept=kept,
            seconds={**product.seconds, "publish": time.perf_counter() - started},
        )

    def _renamed(self, task: Task, product: Product, stem: str) -> Product:
        """Write the page again under the name it really gets, because it shows its picture by name."""
        from pipeline.records import FactFile  # noqa: PLC0415  (rare; the parent needs no room otherwise)
        from pipeline.run.pages import written  # noqa: PLC0415

        facts = FactFile.model_validate_json(product.pages.json)
        return product._replace(pages=written(facts, product.pages.json, self._job(task), stem))

    def _failed(self, task: Task, error: BriefsError) -> Done:
        """Give the row of a failure. A page of the same bytes from an earlier run stays theirs."""
        before = self._store.done().get(task.sha256)
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

    def _keep_trace(self, task: Task, trace: str) -> None:
        folder = self._output / ".briefs" / "faults"
        folder.mkdir(exist_ok=True)
        (folder / f"{task.sha256[:12]}.txt").write_text(f"{task.source.shown}\n\n{trace}", "utf-8")


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
