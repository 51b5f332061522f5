"""What a model that does not answer may and may not do to a briefing."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from pipeline.errors import BriefsError, Declined, Unreachable
from pipeline.extract.model import ModelEngine
from pipeline.read import read
from pipeline.records import Answer
from pipeline.run import engines
from pipeline.select import select

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.records import Document, Proposals, Question
    from pipeline.run.jobs import Asking
    from tests.run.conftest import World

NOTHING = '{"deals": [], "results": [], "signals": []}'
Q3 = "ALDR|10-Q|2025-09-30|"


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "call.txt"
    talk = "We signed an agreement with Birch Foundry Corporation to purchase $4.5 billion of wafers through 2028."
    path.write_text("Alder Systems, Inc. (NASDAQ: ALDR)\nQ3 2025 Earnings Call\n\n" + f"{talk}\n\n" * 400, "utf-8")
    return read(path, "call.txt")


def propose(document: Document, answers: list[BriefsError | str], monkeypatch: pytest.MonkeyPatch) -> Proposals:
    """Let a model answer the questions with these, the last one again and again."""
    left = list(answers)

    def ask(question: Question) -> Answer:
        del question
        said = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(said, BriefsError):
            raise said
        return Answer(text=said, model="m", cached=False)

    @contextmanager
    def model(*_: object) -> Iterator[object]:
        line = engines._Line(ask)  # noqa: SLF001  (what is tested)
        client = type("Client", (), {"warnings": ()})
        yield ModelEngine(engines.hearing(line), name="m"), client, line

    monkeypatch.setattr(engines, "_model", model)
    passages = select(document).passages
    assert len(passages) > 1
    return engines.propose(document, passages, cast("Asking", "asked"), Path())[0]


@pytest.mark.parametrize("error", [Unreachable("no answer"), Declined("it refused")])
def test_a_document_of_which_no_passage_was_answered_fails(
    document: Document, error: BriefsError, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(type(error), match=error.reason):
        propose(document, [error], monkeypatch)


def test_one_answer_makes_a_partial_briefing(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    assert propose(document, [NOTHING, Declined("it refused")], monkeypatch).failed


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
