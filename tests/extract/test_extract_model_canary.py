"""A model that repeats the prompt's example instead of reading: nothing of it may get past the firewall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.check import check
from pipeline.extract.model import ModelEngine
from pipeline.read import read
from pipeline.records import Answer, Withholding
from pipeline.select import select

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.records import Question


def test_the_prompts_example_never_becomes_a_deal(repository: Path) -> None:
    def parrot(question: Question) -> Answer:
        system = question.messages[0].text
        return Answer(text=system[system.index("Answer:\n") + len("Answer:\n") :], model="parrot", cached=False)

    path = next((repository / "filings" / "samples").glob("*_call.txt"))
    document = read(path, path.name)
    proposals = ModelEngine(parrot, name="parrot").propose(document, select(document).passages)
    checked = check(document, proposals)
    assert len(proposals.candidates) >= 3
    assert checked.proved == ()
    assert {withheld.reason for withheld in checked.withheld} == {Withholding.QUOTE_NOT_FOUND}
