"""A model that repeats the prompt's examples instead of reading: nothing of it may get past the firewall."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.check import check
from pipeline.extract.model import ModelEngine, completed, joined, verified
from pipeline.extract.rules import RulesEngine
from pipeline.read import read
from pipeline.records import Proposals, Withholding
from pipeline.resolve import Together, arranged
from pipeline.select import pack, select
from tests.extract.scripted import Model, second

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.records import Question


def parrot(question: Question) -> str:
    system = question.messages[0].text
    example = system[system.index("Answer:\n") + len("Answer:\n") :]
    return second(*json.loads(example)["deals"]) if question.stage == "mend" else example


def test_the_prompts_example_never_becomes_a_deal(repository: Path) -> None:
    path = next((repository / "filings" / "samples").glob("*_call.txt"))
    document = read(path, path.name)
    selection = select(document)
    rules = RulesEngine().propose(document, selection.passages)
    alone = check(document, Proposals(candidates=rules.candidates))
    refused = [one.candidate for one in alone.withheld]
    beside = [one for one in rules.candidates if one not in refused]
    model = Model(parrot)
    proposals = ModelEngine(model, name="parrot").propose(document, pack(document, selection), beside)
    checked = completed(document, proposals, check(document, proposals), beside, alone)
    judged = verified(document, checked, model)
    arrangements = arranged(document, judged.proved)
    told = joined(document, [one.deal for one in arrangements], model).groups
    together = [Together(frozenset(arrangements[at].members[0].place for at in one.places), one.why) for one in told]
    assert together
    assert arranged(document, judged.proved, None, together) == arrangements
    assert {one.stage for one in model.asked} == {"extract", "mend", "verify", "join"}
    own = [one for one in proposals.candidates if one.engine == "parrot"]
    assert len(own) >= 3
    assert all(source.startswith("rules") for deal in judged.proved for source in deal.sources)
    invented = [one for one in judged.withheld if one.reason is not Withholding.DENIED]
    assert {one.reason for one in invented} == {Withholding.QUOTE_NOT_FOUND}
    # What the rules proved is not lost to a model that does not read, but for the second of the first two deals, of
    # which the example of the second look says that it is not there.
    assert len(alone.proved) - len(judged.proved) == sum(one.reason is Withholding.DENIED for one in judged.withheld)
