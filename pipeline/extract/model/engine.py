"""The engine: asks about every passage, a few at a time, and gives an account of each."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from pipeline.errors import BadAnswer, CutOff, Unreachable
from pipeline.extract.model.faults import faults, mended
from pipeline.extract.model.parse import candidates
from pipeline.extract.model.question import again, question
from pipeline.extract.model.shape import PassageAnswer
from pipeline.extract.model.split import halves
from pipeline.records import FailedPassage, Proposals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pipeline.records import Ask, Document, Passage, Question

_GIVE_UP_AFTER = 3
_DOWN = "not asked: the service had stopped answering"


class ModelEngine:
    """Proposes what a model says of each passage.

    ``ask`` reaches the model, ``name`` is the model's, ``project`` the folder whose ``prompts/`` a user may have
    edited, ``together`` how many passages are asked about at once.
    """

    def __init__(self, ask: Ask, *, name: str, project: Path | None = None, together: int = 4) -> None:
        self._ask, self._name, self._project, self._together = ask, name, project, together

    @property
    def name(self) -> str:
        """The model's name."""
        return self._name

    def questions(self, document: Document, passages: Sequence[Passage]) -> tuple[Question, ...]:
        """Build what ``propose`` would ask, sending nothing: for estimates and for batches."""
        return tuple(question(document, passage, self._project) for passage in passages)

    def propose(self, document: Document, passages: Sequence[Passage]) -> Proposals:
        """Ask about every passage; what could not be answered is in ``failed``.

        Raises Refused and OverBudget, which concern every passage: what was answered before is kept by ``ask``.
        """
        talk = _Talk(self, document)
        with ThreadPoolExecutor(max_workers=self._together, thread_name_prefix="ask") as pool:
            waiting = [pool.submit(talk.about, passage) for passage in passages]
            try:
                return _joined(one.result() for one in waiting)
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def answer(self, document: Document, passage: Passage) -> Proposals:
        """Ask about one passage. Raises the kinds of ModelError."""
        asked = question(document, passage, self._project)
        told = self._ask(asked)
        answer = PassageAnswer.model_validate_json(told.text)
        text = document.text[passage.start : passage.end]
        if found := faults(answer, text):
            answer = self._mended(again(asked, told.text, found, self._project), answer, text)
        return candidates(answer, self._name)

    def _mended(self, asked: Question, first: PassageAnswer, text: str) -> PassageAnswer:
        """Ask once more. Half a loaf: where that fails, the first answer goes to ``check`` with its faults."""
        try:
            second = PassageAnswer.model_validate_json(self._ask(asked).text)
        except (BadAnswer, Unreachable):
            return first
        return mended(first, second, text)


class _Talk:
    """One document's questions. Stops asking when the service is down, so that a night run does not wait for ever."""

    def __init__(self, engine: ModelEngine, document: Document) -> None:
        self._engine, self._document = engine, document
        self._lock = threading.Lock()
        self._unanswered = 0

    def about(self, passage: Passage) -> Proposals:
        if self._unanswered >= _GIVE_UP_AFTER:
            return self._failed(passage, _DOWN, passing=True)
        try:
            proposals = self._engine.answer(self._document, passage)
        except CutOff as error:
            parts = halves(self._document, passage)
            return self._failed(passage, error.reason) if parts is None else _joined(map(self.about, parts))
        except Unreachable as error:
            with self._lock:
                self._unanswered += 1
            return self._failed(passage, error.reason, passing=True)
        except BadAnswer as error:
            return self._failed(passage, error.reason)
        with self._lock:
            self._unanswered = 0
        return proposals

    def _failed(self, passage: Passage, reason: str, *, passing: bool = False) -> Proposals:
        first, last = self._document.page_at(passage.start), self._document.page_at(max(passage.start, passage.end - 1))
        lost = FailedPassage(
            key=passage.key,
            section=passage.section,
            first_page=first,
            last_page=last,
            reason=reason,
            passing=passing,
        )
        return Proposals(failed=(lost,))


def _joined(parts: Iterable[Proposals]) -> Proposals:
    """Put parts together in the order of the passages, whatever order they were answered in."""
    told = tuple(parts)
    return Proposals(
        candidates=tuple(one for part in told for one in part.candidates),
        results=tuple(one for part in told for one in part.results),
        signals=tuple(one for part in told for one in part.signals),
        failed=tuple(one for part in told for one in part.failed),
    )
