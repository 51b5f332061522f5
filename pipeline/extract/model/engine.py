"""The engine: asks about every packet, once more where an answer is faulty or lacking, and gives an account of each.

It is a pure function of the document and of what it hears: where an answer is not there yet, ``hear`` raises
``Unheard``, and the engine is called again from its beginning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.extract.model.account import Account, Telling
from pipeline.extract.model.faults import faults
from pipeline.extract.model.question import again, question
from pipeline.extract.model.shape import PassageAnswer, SecondAnswer
from pipeline.extract.model.shown import Ground
from pipeline.extract.model.split import halves
from pipeline.extract.model.steps import Steps
from pipeline.records import FailedPassage, Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.records import Candidate, Document, Hear, Heard, Packet, Packing, Proposals, Question

T = TypeVar("T", bound=BaseModel)


class ModelEngine:
    """Proposes what a model says of each packet.

    ``hear`` gives what became of questions, ``name`` is the model's, ``project`` the folder whose ``prompts/`` a user
    may have edited.
    """

    def __init__(self, hear: Hear, *, name: str, project: Path | None = None, steps: Steps | None = None) -> None:
        self._hear, self._name, self._project, self._steps = hear, name, project, steps or Steps()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._name

    def questions(self, document: Document, packing: Packing) -> tuple[Question, ...]:
        """Build what ``propose`` asks first, asking nothing: for estimates."""
        return tuple(question(document, packet, self._project) for packet in packing.packets)

    def propose(self, document: Document, packing: Packing, beside: Sequence[Candidate] = ()) -> Proposals:
        """Ask about every packet; what could not be answered is in ``failed``.

        ``beside`` are candidates of another engine that passed the checks, their quotes with places. Each of them is
        told by the model (``Candidate.also``), denied by it (``Proposals.denied``), or stands as it is.
        """
        turns = self._first(document, packing.packets)
        told = [(turn, turn.answer) for turn in turns if isinstance(turn.answer, PassageAnswer)]
        tellings = [Telling(turn.packet, Ground(document, turn.packet), answer) for turn, answer in told]
        account = Account(document, self._name, tellings, beside)
        lost = tuple(lost for turn in turns for lost in _lost(document, turn))
        return account.closed(self._second(account, [turn for turn, _ in told]), lost)

    def _first(self, document: Document, packets: Sequence[Packet]) -> list[_Turn]:
        """Ask about packets, and about halves of those that are too long, until nothing is left to be asked."""
        turns = [_Turn(packet, question(document, packet, self._project)) for packet in packets]
        while waiting := [turn.question for turn in turns if turn.answer is None]:
            heard = iter(self._hear(waiting))
            turns = [turn if turn.answer is not None else _heard(turn, next(heard)) for turn in turns]
            turns = [
                part
                for turn in turns
                for part in (_parted(document, turn, self._project) if _is_too_long(turn) else (turn,))
            ]
        return turns

    def _second(self, account: Account, told: Sequence[_Turn]) -> dict[int, SecondAnswer | Unanswered]:
        """Ask once more where an answer is faulty or lacks what was found beside it; both in one question."""
        asked: dict[int, Question] = {}
        for number, (turn, telling) in enumerate(zip(told, account.tellings, strict=True)):
            wrong = faults(telling.answer, telling.ground) if self._steps.mend else ()
            lacking = account.lacking(number) if self._steps.by_name else ()
            if wrong or lacking or self._steps.glean:
                asked[number] = again(
                    turn.question, turn.text, wrong, lacking, glean=self._steps.glean, project=self._project
                )
        if not asked:
            return {}
        heard = self._hear(tuple(asked.values()))
        return {number: read(SecondAnswer, said) for number, said in zip(asked, heard, strict=True)}


class _Turn(NamedTuple):
    """One packet and what became of the question about it; ``text`` is the answer as the model wrote it."""

    packet: Packet
    question: Question
    text: str = ""
    answer: PassageAnswer | Unanswered | None = None


def read(shape: type[T], heard: Heard) -> T | Unanswered:
    """Read an answer in its shape."""
    if isinstance(heard, Unanswered):
        return heard
    try:
        return shape.model_validate_json(heard.text)
    except ValidationError as error:
        return Unanswered(kind="wrong_shape", reason=f"the answer kept is not of the shape asked for ({error.title})")


def _heard(turn: _Turn, heard: Heard) -> _Turn:
    text = "" if isinstance(heard, Unanswered) else heard.text
    return turn._replace(text=text, answer=read(PassageAnswer, heard))


def _is_too_long(turn: _Turn) -> bool:
    return isinstance(turn.answer, Unanswered) and turn.answer.kind == "too_long"


def _parted(document: Document, turn: _Turn, project: Path | None) -> tuple[_Turn, ...]:
    parts = halves(document, turn.packet)
    return (turn,) if parts is None else tuple(_Turn(part, question(document, part, project)) for part in parts)


def _lost(document: Document, turn: _Turn) -> Iterator[FailedPassage]:
    """Name each section of a packet without an answer, with the pages that were asked about."""
    if not isinstance(turn.answer, Unanswered):
        return
    for section, title in dict.fromkeys((piece.section, piece.title) for piece in turn.packet.pieces):
        pieces = [piece for piece in turn.packet.pieces if (piece.section, piece.title) == (section, title)]
        yield FailedPassage(
            key=turn.packet.key,
            section=section,
            title=title,
            first_page=document.page_at(pieces[0].start),
            last_page=document.page_at(max(pieces[-1].start, pieces[-1].end - 1)),
            reason=turn.answer.reason,
            passing=turn.answer.passing,
        )
