"""Options both ways, units of equity, pledges to an authority, customers without a name, companies bought together."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.records import Binding, DealType, Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Proposals

MILLION = Decimal(1_000_000)
OPTION, STAKE, PLEDGE, SALE = (
    DealType.WARRANT_OPTION,
    DealType.EQUITY_INVESTMENT,
    DealType.GOVERNMENT,
    DealType.SALES_CONTRACT,
)
WRITTEN = {
    "We are also a counterparty to certain put (exercisable by a co-investor) and call (exercisable by us) options at "
    "prices of approximately $450 million to $1.5 billion, respectively, to acquire additional equity interests in "
    "Wren "
    "Computing Holdings LLC from our co-investors.": (
        OPTION,
        "Wren Computing Holdings LLC",
        Binding.CONDITIONAL,
        Decimal(450),
    ),
    "During the quarter, we invested $75 million in convertible debt instruments issued by Wren Computing Holdings "
    "LLC.": (STAKE, "Wren Computing Holdings LLC", Binding.DONE, Decimal(75)),
    "In May 2026, the Company invested a further $60 million in Quill Grid, Inc.": (
        STAKE,
        "Quill Grid, Inc.",
        Binding.DONE,
        Decimal(60),
    ),
    "In March 2026, the Company issued 4,430,500 Equity Units with a total notional value of $443 million.": (
        STAKE,
        "public investors",
        Binding.DONE,
        Decimal(443),
    ),
    "In connection with our acquisition of the mills, we have made certain commitments to the Elm Competition "
    "Commission, including a commitment to provide approximately $500 million in value for the benefit of workers.": (
        PLEDGE,
        "Elm Competition Commission",
        Binding.FIRM,
        Decimal(500),
    ),
}
SPOKEN = {
    "A large health care company did a trial with us in December and later converted to a 5-year $26 million ACV "
    "enterprise agreement.": ("large health care company", Decimal(26)),
    "A global bank signed a $2 million engagement, then expanded to a 3-year $19 million contract.": (
        "global bank",
        Decimal(19),
    ),
    "An energy company renewed a $40 million subscription with us this quarter.": ("energy company", Decimal(40)),
}


@pytest.mark.parametrize("sentence", WRITTEN, ids=lambda sentence: sentence[:40])
def test_what_is_promised_beside_a_deal_is_told(propose: Callable[..., Proposals], sentence: str) -> None:
    found = [(c.type, c.party.name, c.binding, c.amounts[0].value / MILLION) for c in propose(sentence).candidates]
    assert found == [WRITTEN[sentence]]


@pytest.mark.parametrize("sentence", SPOKEN, ids=lambda sentence: sentence[:40])
def test_a_customer_without_a_name_that_signs_for_a_sum_is_told(
    propose: Callable[..., Proposals], sentence: str
) -> None:
    found = propose(sentence, form=Form.CALL).candidates
    assert [(c.type, c.party.name, c.amounts[0].value / MILLION) for c in found] == [(SALE, *SPOKEN[sentence])]


def test_companies_bought_together_for_one_sum_are_one_deal(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "In May 2026, the Company completed the acquisition of Wren Care, Inc. and Quill Care, Inc. for a total of $71 "
        "million."
    ).candidates
    assert [(c.party.name, c.amounts[0].value / MILLION) for c in found] == [("Wren Care, Inc.", Decimal(71))]
    assert "Quill Care, Inc." in found[0].party.aliases
