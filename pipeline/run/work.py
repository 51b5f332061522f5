"""One document through all rooms, in a worker process: a pure function of the file and the templates.

This module imports every room; only workers import it.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.brief import summarise
from pipeline.errors import Unavailable
from pipeline.read import read
from pipeline.records import FactFile
from pipeline.records.parties import PartyTable
from pipeline.run.engines import price, propose
from pipeline.run.facts import fact_file, missing, prove_again, to_json
from pipeline.run.jobs import Job, Product
from pipeline.run.pages import written
from pipeline.run.rooms import passed
from pipeline.run.stems import natural_stem

if TYPE_CHECKING:
    from pipeline.llm import Estimate


class _Clock:
    """Seconds by room, in the order in which the rooms were left."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def left(self, room: str) -> None:
        now = time.perf_counter()
        self.seconds[room] = now - self._last
        self._last = now


def work(job: Job) -> Product | Estimate:
    """Read, select, extract, check, resolve and brief one document; or only say what asking about it would take.

    Raises the ``ReadError`` of the reader, the ``ModelError`` that ends a run, or ``Defect`` where a quote does not
    stand where it is said to stand.
    """
    clock = _Clock()
    document = read(Path(job.path), job.shown)
    if document.sha256 != job.sha256:
        raise Unavailable("the file changed while the run was going on", path=job.shown)
    clock.left("read")
    project = Path(job.project)
    if job.only_priced and job.asking is not None:
        return price(document, job.asking, project)
    way = passed(
        document,
        lambda whole, passages: propose(whole, passages, job.asking, project),
        job.parties or PartyTable(),
        clock.left,
    )
    deals = tuple(one.deal for one in way.arrangements)
    bare = fact_file(job, document, (way.selection, way.kept), way.checked, deals)
    content = to_json(bare.model_copy(update={"summary": summarise(bare)}))
    # Everything below, and whoever reads the file later, sees what was written and not what was meant.
    facts = FactFile.model_validate_json(content)
    prove_again(document, facts)
    stem = natural_stem(facts.document)
    pages = written(facts, content, job, stem)
    clock.left("brief")
    return Product(
        stem=stem,
        pages=pages,
        headline=facts.summary.headline,
        partial=facts.coverage.partial,
        unanswered=sum(passage.passing for passage in facts.coverage.failed),
        deals=len(facts.deals),
        withheld=len(facts.withheld),
        page_count=facts.document.pages,
        warnings=facts.coverage.warnings,
        seconds=clock.seconds,
        notes=way.notes,
        missing=missing(facts.coverage) if facts.coverage.partial else "",
    )
