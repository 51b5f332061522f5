"""A model that lies: none of its lies is published. ``bench/liar.py`` tells 10,000, this a thousand of them."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from bench.liar import SAMPLES
from bench.lying.lies import INVENTED, MARKUP, WAYS, lies
from bench.lying.prose import Prose
from bench.lying.published import published
from bench.lying.reports import report_lies
from bench.lying.truths import OBEYED, Truth, intents, truth
from pipeline.check import check
from pipeline.records import Binding, Proposals, Withholding

if TYPE_CHECKING:
    from pathlib import Path

PATHS = sorted(SAMPLES.glob("*_*.*"))
EACH = 130


def left_out(page: str) -> str:
    """Give a page without the list of what was left out, which names the lies to say that they were."""
    return re.sub(r"\n## What could not be read or checked\n.*?(?=\n## )", "", page, flags=re.DOTALL)


def nothing_got_in(true: Truth, seed: int) -> int:
    told = list(islice(lies(seed, true, ways=WAYS), EACH))
    told += report_lies(seed, true, 10)
    prose = Prose(seed)
    done = published(true, told, prose)
    assert [(lie.kind, lie.way, lie.said) for lie in done.inside] == []
    assert [text for _, text in prose.told if prose.printed(text, done)] == []
    page = left_out(done.page)
    for word in (*INVENTED, *MARKUP, "Wisteria", "Emperor", "pomegranate", "Ostrava", "evil.example", "Ignore all"):
        assert word not in page
    return len(told) + len(prose.told)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_no_lie_about_a_sample_is_published(path: Path) -> None:
    assert nothing_got_in(truth(path), 7000) > EACH


def test_no_plan_in_any_known_wording_is_published_as_a_contract(tmp_path: Path) -> None:
    true = intents(tmp_path)
    assert nothing_got_in(true, 7001) > EACH
    firm = [
        lie for lie in islice(lies(5, true, ways={"intent": WAYS["intent"]}), 60) if len(lie.said["quotes"][0]) > 60
    ]
    assert len(firm) > 30
    done = published(true, firm, Prose(1))
    assert not [deal for deal in done.facts.deals if deal.binding in {Binding.FIRM, Binding.DONE}]


def test_a_sentence_of_a_filing_that_speaks_to_the_program_reports_nothing(tmp_path: Path) -> None:
    true = intents(tmp_path)
    (said,) = [deal for deal in true.deals if deal["quotes"] == [OBEYED]]
    lie = next(iter(lies(1, true, ways={"party": WAYS["party"]})))._replace(said=said | {"binding": "firm"})
    done = published(true, [lie], Prose(1))
    assert done.facts.deals == ()
    assert [item.reason for item in done.facts.withheld] == [Withholding.NOT_THE_FILERS_WORDS]


def test_what_the_liar_starts_from_is_true(tmp_path: Path) -> None:
    """Most of it is proved when it is told as it is: else a lie would be refused for something else than its lie."""
    for true in (*map(truth, PATHS[:2]), intents(tmp_path)):
        told = [one for one in true.deals if one["binding"] != "obeyed"]
        plain = next(iter(lies(1, true, ways={"party": WAYS["party"]})))
        done = published(true, [plain._replace(said=said, believed=lambda _: True) for said in told], Prose(1))
        assert len(done.inside) >= 0.9 * len(told), true.document.path


def test_an_empty_answer_publishes_nothing(tmp_path: Path) -> None:
    true = intents(tmp_path)
    assert check(true.document, Proposals()).proved == ()
    assert published(true, [], Prose(1)).facts.deals == ()
