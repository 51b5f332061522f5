"""Which deal heads a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.brief.ranking import by_news
from pipeline.records import Binding, DealType, PartyKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Amount, Deal, FactFile


def test_goods_bought_in_the_period_do_not_head_a_page_over_a_promise(
    make_deal: Callable[..., Deal], make_amount: Callable[..., Amount], make_facts: Callable[..., FactFile]
) -> None:
    bought = make_deal("Tern JV", make_amount("1700000000"), type=DealType.PURCHASE_COMMITMENT, binding=Binding.DONE)
    promised = make_deal(
        "suppliers",
        make_amount("4600000000"),
        type=DealType.PURCHASE_COMMITMENT,
        binding=Binding.FIRM,
        kind=PartyKind.CLASS,
    )
    assert by_news(make_facts(bought, promised))[0].counterparty.name == "suppliers"
