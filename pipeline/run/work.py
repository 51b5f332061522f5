"""One document through all rooms, in a worker process: a pure function of the file, the templates and what was heard.

With a model it takes several turns. A turn ends with the questions that must be asked first; the next one begins at the
beginning, knowing the answers. This module imports every room; only workers import it, and none of them can reach a
model or the store.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.brief import summarise
from pipeline.brief.prose import told
from pipeline.errors import Unavailable
from pipeline.languages.language import language
from pipeline.read import read
from pipeline.records import FactFile, Unheard
from pipeline.records.parties import PartyTable
from pipeline.run import reviewing
from pipeline.run.desk import Desk
from pipeline.run.facts import fact_file, missing, prove_again, to_json
from pipeline.run.hearing import Hearing
from pipeline.run.jobs import Product, Wanted
from pipeline.run.pages import written
from pipeline.run.rooms import Modelled, passed, ruled
from pipeline.run.stems import natural_stem

if TYPE_CHECKING:
    from pipeline.run.jobs import Job
    from pipeline.run.rooms import Ruled


class _Clock:
    """Seconds by room, in the order in which the rooms were left."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def left(self, room: str) -> None:
        now = time.perf_counter()
        self.seconds[room] = self.seconds.get(room, 0.0) + now - self._last
        self._last = now


def work(job: Job) -> Product | Wanted:
    """Send one document through all rooms, or as far as the first questions nobody has asked yet.

    Raises the ``ReadError`` of the reader, the ``ModelError`` where not one question was answered, or ``Defect`` where
    a quote does not stand where it is said to stand.
    """
    clock = _Clock()
    first = _begun(job, clock)
    hearing = Hearing(job.heard or {})
    try:
        return _finished(job, first, hearing, clock)
    except Unheard as unheard:
        clock.left("extract")
        return Wanted(unheard.questions, clock.seconds)


def _begun(job: Job, clock: _Clock) -> Ruled:
    """Read the document and let the rules propose, or take what an earlier turn left."""
    desk = Desk(job.desk, job.sha256)
    kept = desk.kept()
    if kept is not None:
        clock.left("read")
        return kept
    document = read(Path(job.path), job.shown)
    if document.sha256 != job.sha256:
        raise Unavailable("the file changed while the run was going on", path=job.shown)
    clock.left("read")
    first = ruled(document, job.parties or PartyTable(), beside=job.asking is not None, left=clock.left)
    desk.keep(first)
    return first


def _finished(job: Job, first: Ruled, hearing: Hearing, clock: _Clock) -> Product:
    document, project = first.document, Path(job.project)
    model = Modelled(hearing, job.asking.model, project, job.asking.ways) if job.asking else None
    way = passed(first, job.parties or PartyTable(), model, clock.left)
    hearing.refuse_silence()
    bare = fact_file(job, document, way)
    review = reviewing.found(job, bare)
    bare = reviewing.reviewed(bare, document, job.parties or PartyTable(), review)
    lang = language(job.language)
    summary, notes = told(bare, hearing, project=project, lang=lang) if model else (summarise(bare, lang), ())
    content = to_json(reviewing.worded(bare.model_copy(update={"summary": summary})))
    # Everything below, and whoever reads the file later, sees what was written and not what was meant.
    facts = FactFile.model_validate_json(content)
    prove_again(document, facts)
    stem = natural_stem(facts.document)
    pages = written(facts, content, job, stem)
    clock.left("brief")
    lacking = [missing(facts.coverage)] if facts.coverage.partial else []
    return Product(
        stem=stem,
        pages=pages,
        headline=facts.summary.headline,
        partial=bool(lacking or review.fault),
        unanswered=hearing.passing,
        deals=len(facts.deals),
        withheld=len(facts.withheld),
        page_count=facts.document.pages,
        warnings=facts.coverage.warnings,
        seconds=clock.seconds,
        notes=(*notes, *reviewing.note(facts, review)),
        missing="; ".join((*lacking, *((review.fault,) if review.fault else ()))),
        review=review.digest,
    )
