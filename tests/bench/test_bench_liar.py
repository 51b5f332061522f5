"""A model that lies: none of its lies is published. ``bench/liar.py`` tells 10,000, this a thousand of them."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from bench.liar import SAMPLES
from bench.lying.lies import INVENTED, MARKUP, WAYS, Lie, digit, is_true, lies
from bench.lying.prose import Prose
from bench.lying.published import ENGINE, published
from bench.lying.reports import report_lies
from bench.lying.service import shows
from bench.lying.truths import OBEYED, Truth, intents, truth
from pipeline.check import check
from pipeline.records import Binding, Proposals, Withholding

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal
    from pathlib import Path

    from pipeline.records import Deal

PATHS = sorted(SAMPLES.glob("*_*.*"))
EACH = 130


def left_out(page: str) -> str:
    """Give a page without the lists of what was left out, above and below the fold, which name the lies to say so."""
    return re.sub(r"\n##+ (?:What|More that) could not be read or checked\n.*?(?=\n##)", "", page, flags=re.DOTALL)


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


def test_lies_neither_join_true_deals_nor_lend_them_an_amount() -> None:
    """What a lie keeps of the truth is merged with the truth: each deal stays what it was without the lies."""
    true = truth(PATHS[0])
    plain = next(iter(lies(1, true, ways={"party": WAYS["party"]})))
    told = [plain._replace(said=said) for said in true.deals]
    alone = published(true, told, Prose(1)).facts.deals
    beside = published(true, [*told, *islice(lies(12, true, ways=WAYS), EACH)], Prose(1)).facts.deals

    def own(deal: Deal) -> frozenset[int]:
        numbers = {int(source.split(":")[0].removeprefix(ENGINE)) for source in deal.sources}
        return frozenset(number for number in numbers if number < len(told))

    def figures(deals: Iterable[Deal]) -> dict[frozenset[int], set[tuple[Decimal, str]]]:
        return {own(deal): {(one.value, one.unit) for one in deal.amounts} for deal in deals if own(deal)}

    assert len(beside) >= len(alone) > 10
    assert figures(beside).keys() == figures(alone).keys()
    for members, held in figures(beside).items():
        assert held <= figures(alone)[members]


@pytest.mark.parametrize(("evidence", "hit"), [(0, False), (1, True)])
def test_a_figure_is_a_lies_own_only_where_it_is_read_from_the_lies_words(evidence: int, hit: bool) -> None:
    lie = next(one for one in lies(1, truth(PATHS[0]), ways={"number": WAYS["number"][:1]}) if one.said["amounts"])
    figure = lie.said["amounts"][0]
    deal = {
        "counterparty": {"name": lie.said["counterparty"]},
        "evidence": [{"quote": "words of another deal"}, {"quote": f"In all, {lie.said['quotes'][0]}"}],
        "amounts": [{**figure, "evidence": evidence}],
    }
    assert shows(lie, deal) is hit


def test_what_another_true_deal_says_with_the_same_words_is_no_lie() -> None:
    true = truth(PATHS[0])
    said = next(one for one in true.deals if one["payer"] == "filer")
    turned = said | {"payer": "counterparty"}
    lie = Lie("payer", "payer", turned, lambda deal: deal["payer"] == "counterparty")
    assert not is_true(true._replace(deals=(said,)), lie)
    assert is_true(true._replace(deals=(said, turned)), lie)


def test_a_digit_changed_into_another_figure_of_the_quote_is_not_told() -> None:
    true = truth(PATHS[0])
    said = next(one for one in true.deals if one["amounts"] and one["amounts"][0]["as_written"].startswith("$"))
    figures = [f"${first}.{second} billion" for first in range(10) for second in range(10)]
    figure = said["amounts"][0] | {"as_written": "$3.9 billion", "value": 3_900_000_000}
    said |= {"amounts": [figure], "quotes": ["Of these " + " and ".join(figures)]}
    assert list(islice(lies(1, true._replace(deals=(said,)), ways={"number": (digit,)}), 1)) == []
    said |= {"quotes": ["Of these $3.9 billion"]}
    assert len(list(islice(lies(1, true._replace(deals=(said,)), ways={"number": (digit,)}), 9))) == 9


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
