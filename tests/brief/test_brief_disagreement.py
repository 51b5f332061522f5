"""A contradiction between pages of a document stands in the cell it is about, with the other page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.brief import lint, page
from pipeline.records import Dates, Evidence
from pipeline.records.proved import Disagreement

if TYPE_CHECKING:
    from tests.brief.conftest import MakeAmount, MakeDeal, MakeFacts


@pytest.mark.parametrize(
    ("about", "said", "cell"),
    [
        ("amount", "$4.8 billion", "$5 billion (but page 40: $4.8 billion)"),
        ("binding", "intent", "binding and in force (but page 40: only intended – no binding deal)"),
        ("payer", "counterparty", "Alder → Birch Cloud (but page 40: Alder is paid)"),
        ("end", "2032-06", "until 2030 (but page 40: until June 2032)"),
        ("amount", "<b>4 | 8", "(but page 40: \\<b\\>4 \\| 8)"),
    ],
)
def test_what_another_page_says_stands_beside_it(  # noqa: PLR0917  (three fixtures and a row of the table)
    make_facts: MakeFacts, make_deal: MakeDeal, make_amount: MakeAmount, about: str, said: str, cell: str
) -> None:
    quotes = ("We agreed to invest $5 billion in Birch.", "We agreed to invest in Birch.")
    deal = make_deal(
        "Birch Cloud, Inc.",
        make_amount("5000000000", what="investment", as_written="$5 billion"),
        type="purchase_commitment",
        dates=Dates(end="2030"),
        evidence=tuple(Evidence(start=0, end=9, page=at, quote=q) for at, q in zip((3, 40), quotes, strict=True)),
        disagreements=(Disagreement.model_validate({"about": about, "said": said, "evidence": 1}),),
    )
    written = page(make_facts(deal), "../a.pdf")
    assert cell in written
    assert lint(written) == ()


def test_a_deal_without_contradictions_says_no_but(make_facts: MakeFacts, make_deal: MakeDeal) -> None:
    assert "(but" not in page(make_facts(make_deal()), "../a.pdf")
