"""What a document has heard of its questions, on the side of the worker: it asks nobody, it looks up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from pipeline.errors import BadAnswer, CutOff, Declined, ModelError, Unreachable, WrongShape
from pipeline.records import Answer, Unanswered, Unheard

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.records import Heard, Question

_Kind: TypeAlias = Literal["too_long", "declined", "wrong_shape", "rejected", "unreachable"]
# From the narrow to the wide: the first that fits says what became of the question.
_KINDS: tuple[tuple[_Kind, type[ModelError]], ...] = (
    ("too_long", CutOff),
    ("declined", Declined),
    ("wrong_shape", WrongShape),
    ("rejected", BadAnswer),
    ("unreachable", Unreachable),
)


def unanswered(error: ModelError) -> Unanswered | None:
    """Say what an error leaves of one question; None where the error concerns every question."""
    kind = next((kind for kind, error_type in _KINDS if isinstance(error, error_type)), None)
    return None if kind is None else Unanswered(kind=kind, reason=error.reason, passing=kind == "unreachable")


def error_of(what: Unanswered) -> ModelError:
    """Give the error that left a question unanswered."""
    return dict(_KINDS)[what.kind](what.reason)


class Hearing:
    """Gives what became of each question, as ``records.Hear`` wants it, and remembers who answered at all.

    ``passing`` counts the questions that went unanswered because of the moment: they are asked again in the next run.
    """

    def __init__(self, heard: Mapping[str, Heard]) -> None:
        self._heard = heard
        self._lost: dict[str, Unanswered] = {}
        self._answered = False

    def __call__(self, questions: Sequence[Question]) -> tuple[Heard, ...]:
        """Raise ``Unheard`` with the questions of which nothing is known."""
        asked = {question.mark: question for question in questions}
        missing = [question for mark, question in asked.items() if mark not in self._heard]
        if missing:
            raise Unheard(missing)
        for mark in asked:
            what = self._heard[mark]
            if isinstance(what, Answer):
                self._answered = True
            else:
                self._lost[mark] = what
        return tuple(self._heard[question.mark] for question in questions)

    @property
    def passing(self) -> int:
        """So many questions are worth asking again another day."""
        return sum(what.passing for what in self._lost.values())

    def refuse_silence(self) -> None:
        """Raise the error of the model where not one question was answered: that must not replace a briefing.

        What a model declines to read it will decline tomorrow: then the page says so beside what the rules proved.
        """
        lost = [one for one in self._lost.values() if one.kind != "declined"]
        if self._answered or not lost:
            return
        raise error_of(next((one for one in lost if one.passing), lost[0]))
