"""Whatever a person writes, no figure, name or date becomes a fact that the document does not bear."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.lexis import legal_core
from pipeline.records import Binding, Claim, DealType, Decision, PartyKind, Payer
from pipeline.review import applied
from tests.review.conftest import BIRCH, CEDAR, CUSTOMER, Worked

FIGURES = st.sampled_from(["$4.5 billion", "$5.4 billion", "21%", "22%", "4.5", "35", "1,234", "$1,234"])
SOMETHING = st.one_of(FIGURES, st.decimals(0, 10**7, places=1).map(lambda number: f"${number} million"), st.text())
NAMES = st.sampled_from(["Birch", "Cedar Labs LLC", "Elder Mills, Inc.", "Alder", "Nasdaq", "customers", "Customer B"])
QUOTES = st.lists(
    st.sampled_from(
        [
            "In the quarter we signed a letter of intent with Cedar Labs LLC",
            "Our hall in Bremond is let by Dogwood Centers Trust, which we pay $35 million through 2031.",
            "Our hall in Bremond is let by Dogwood Centers Trust, which we pay $53 million through 2041.",
            "Revenue was $1,234 million, an increase of 12% from a year ago.",
            "we bought everything",
        ]
    ),
    max_size=2,
).map(tuple)
DAYS = st.none() | st.sampled_from(["2025", "2028", "2031", "2041-05", ""])
CLAIMS = st.builds(
    Claim,
    type=st.none() | st.sampled_from(DealType),
    party=st.none() | NAMES,
    kind=st.none() | st.sampled_from(PartyKind),
    payer=st.none() | st.sampled_from(Payer),
    amounts=st.none() | st.lists(SOMETHING, max_size=2).map(tuple),
    what=st.none() | st.sampled_from(["wafers", "robots of Elder Mills", "$9 billion of robots"]),
    binding=st.none() | st.sampled_from(Binding),
    signed=DAYS,
    end=DAYS,
    quotes=QUOTES,
)


@settings(max_examples=60)
@given(claim=CLAIMS, key=st.sampled_from([BIRCH, CEDAR, CUSTOMER]), signed=st.booleans(), add=st.booleans())
def test_no_claim_of_a_person_makes_a_fact_the_document_does_not_bear(
    worked: Worked, claim: Claim, key: str, signed: bool, add: bool
) -> None:
    by = "Maria Holt" if signed else None
    fields: dict[str, Any] = {"by": by, "on": dt.date(2026, 11, 23), "claim": claim}
    decision = (
        Decision(about="missed", verdict="add", **fields)
        if add
        else Decision(about="deal", verdict="correct", key=key, **fields)
    )
    done = applied(tuple(worked.deals.values()), [decision], worked.checks)
    text = " ".join(worked.document.text.split())
    told = {(amount.value, amount.unit) for deal in worked.deals.values() for amount in deal.amounts}
    for deal in done.deals:
        for piece in deal.evidence:
            assert worked.document.quote(piece.start, piece.end) == piece.quote
        for amount in deal.amounts:
            assert " ".join(amount.as_written.split()) in deal.evidence[amount.evidence].quote
            assert (amount.value, amount.unit) in told or amount.as_written in text
            assert "robots" not in amount.what
        if deal.counterparty.kind is PartyKind.NAMED:
            assert legal_core(deal.counterparty.name) in text.casefold()
            assert legal_core(deal.counterparty.name) != "alder systems"
        assert "2041" not in "".join(day for day in deal.dates.model_dump().values() if day)
        if not signed and deal.review is not None:
            assert deal.review.unproved == ()
    assert len(done.deals) in {len(worked.deals), len(worked.deals) + 1}
