"""What a model that does not answer may and may not do to a briefing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.errors import BadAnswer, CutOff, Declined, ModelError, OverBudget, Unreachable, WrongShape
from pipeline.records import Answer, Heard, Message, Question, Record, Unanswered, Unheard
from pipeline.run.hearing import Hearing, unanswered

if TYPE_CHECKING:
    from tests.run.conftest import World

Q3 = "ALDR|10-Q|2025-09-30|"
ANSWER = Answer(text="{}", model="m", cached=False)


class Shape(Record):
    pass


def asked(words: str) -> Question:
    return Question(messages=(Message(role="user", text=words),), shape=Shape, stage="extract")


def lost(error: ModelError) -> Unanswered:
    what = unanswered(error)
    assert what is not None
    return what


@pytest.mark.parametrize(
    ("error", "kind", "passing"),
    [
        (CutOff("long"), "too_long", False),
        (Declined("no"), "declined", False),
        (WrongShape("odd"), "wrong_shape", False),
        (BadAnswer("bad"), "rejected", False),
        (Unreachable("gone"), "unreachable", True),
    ],
)
def test_an_error_of_one_question_says_why_and_whether_to_ask_again(
    error: ModelError, kind: str, *, passing: bool
) -> None:
    what = lost(error)
    assert (what.kind, what.reason, what.passing) == (kind, error.reason, passing)
    if kind != "declined":
        with pytest.raises(type(error), match=error.reason):
            silent(what)


def test_an_error_of_the_run_is_no_answer_to_a_question() -> None:
    assert unanswered(OverBudget("spent")) is None


def silent(*heard: Heard) -> None:
    """Hear these and ask whether that is enough for a briefing."""
    questions = [asked(str(number)) for number in range(len(heard))]
    hearing = Hearing({question.mark: what for question, what in zip(questions, heard, strict=True)})
    assert hearing(questions) == heard
    hearing.refuse_silence()


def test_one_answer_is_enough_for_a_briefing_and_none_is_not() -> None:
    silent()
    silent(lost(Declined("no")), ANSWER)
    with pytest.raises(Unreachable, match="gone"):
        silent(lost(Declined("no")), lost(Unreachable("gone")))


def test_a_document_whose_every_question_is_declined_keeps_what_the_rules_proved() -> None:
    """Bug: with the second look off, a call of one question that the model refused got no page at all."""
    silent(lost(Declined("no")))
    with pytest.raises(WrongShape):
        silent(lost(Declined("no")), lost(WrongShape("bad")))


def test_what_was_never_asked_is_wanted_once_each() -> None:
    first, second = asked("one"), asked("two")
    hearing = Hearing({first.mark: ANSWER})
    with pytest.raises(Unheard) as wanted:
        hearing([second, first, second])
    assert wanted.value.questions == (second,)


def test_what_passes_is_counted_once() -> None:
    first, second = asked("one"), asked("two")
    hearing = Hearing({first.mark: lost(Unreachable("gone")), second.mark: lost(Declined("no"))})
    hearing([first])
    hearing([first, second])
    assert hearing.passing == 1


def test_a_service_that_is_down_ends_the_run_and_leaves_the_earlier_page(world: World) -> None:
    world.put("filings/a.txt", Q3 + "nine deals")
    world.run()
    before = world.bytes()
    world.put("filings/b.txt", "BRCH|10-Q||fine")
    world.furnish(
        world.rooms.replace("import Corrupt", "import Corrupt, Unreachable").replace(
            '    if "broken"', '    raise Unreachable("no answer")\n    if "broken"'
        )
    )
    report = world.run(force=True)
    assert list(world.results(report).values()) == ["failed", "not_reached"]
    assert world.bytes() == before
    world.furnish(world.rooms)
    assert list(world.results(world.run(force=True)).values()) == ["done", "done"]
