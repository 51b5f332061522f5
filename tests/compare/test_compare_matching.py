"""Which deals of two documents are one arrangement, and which only look like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pipeline.compare.matching import comparable, pairs
from tests.compare.made import GROUP, NAMED, UNNAMED, amount, deal

if TYPE_CHECKING:
    from pipeline.records import Deal


def one(was: Deal, now: Deal, *, one_year: bool = True) -> bool:
    return pairs([was], [now], one_year=one_year) == ((0, 0),)


def notes(coupon: str, year: str, *more: Any, **fields: Any) -> Deal:
    aliases = (f"{coupon}% Senior Notes due {year}",)
    given = {"type": "debt", "payer": "filer", "kind": GROUP, "aliases": aliases, **fields}
    return deal("noteholders", *(more or (amount("500", what=f"principal of notes due {year}"),)), **given)


def share(party: str, value: str, what: str = "share of revenue", **fields: Any) -> Deal:
    given = {"type": "concentration", "kind": UNNAMED, "binding": "unclear", **fields}
    return deal(party, amount(value, "percent", what), **given)


def test_a_short_name_is_the_same_party_and_another_word_is_not() -> None:
    was = deal("Birch Cloud Corporation", amount("5", what="contract"))
    assert one(was, deal("Birch", amount("6", what="contract")))
    assert one(was, deal("Birch Cloud, Inc.", amount("6", what="contract")))
    assert not one(was, deal("Birchwood", amount("6", what="contract")))
    assert not one(was, deal("Cedar", amount("5", what="contract")))


def test_a_second_name_is_the_same_party() -> None:
    was = deal("ZT Group Int'l, Inc.", aliases=("Zeta Systems",), type="acquisition", payer="filer")
    assert one(was, deal("Zeta Systems", type="acquisition", payer="filer"))


def test_the_payer_parts_a_purchase_from_a_sale_with_one_party() -> None:
    was = deal("Birch", amount("5", what="contract"))
    assert not one(was, deal("Birch", amount("5", what="contract"), payer="filer"))


def test_a_letter_is_somebody_only_within_its_fiscal_year() -> None:
    was, now = share("Customer A", "22"), share("Customer A", "25")
    assert one(was, now)
    assert one(was, share("Direct Customer A", "25"))
    assert not one(was, now, one_year=False)
    assert not one(was, share("Customer B", "22"))
    assert not one(was, share("Customer A", "22", "share of receivables"))


def test_unnamed_customers_are_nobody_in_particular() -> None:
    was, now = share("direct customer", "22"), share("direct customer", "22")
    assert not one(was, now)
    assert not comparable(now, one_year=True)
    assert not comparable(share("two customers", "22", kind=GROUP), one_year=True)
    assert one(share("largest customer", "22"), share("largest customer", "35"), one_year=False)
    assert comparable(share("largest customer", "35"), one_year=False)


def test_notes_are_known_by_coupon_and_year() -> None:
    was = notes("4.25", "2030")
    assert one(was, notes("4.250", "2030", amount("300", what="principal of notes due 2030")))
    assert not one(was, notes("4.25", "2032"))
    assert not one(was, notes("4.5", "2030"))
    sold = notes("4.25", "2030", amount("500", what="notes issued"), payer="counterparty", signed="2025-01-09")
    assert one(sold, was)


def test_notes_listed_without_a_day_are_not_new() -> None:
    assert not comparable(notes("4.25", "2030"), one_year=True)
    assert comparable(notes("4.25", "2030", payer="counterparty", signed="2025-01-09"), one_year=True)


def test_facilities_are_known_by_their_names() -> None:
    def facility(name: str, value: str) -> Deal:
        return deal("lenders", amount(value, what="loan facility"), kind=GROUP, aliases=(name,), type="debt")

    was = facility("DDTL 2.0 Facility", "7600000000")
    assert one(was, facility("DDTL 2.0", "3000000000"))
    assert not one(was, facility("DDTL 3.0 Facility", "7600000000"))


def test_an_issue_of_notes_is_no_loan_of_the_same_size() -> None:
    loan = deal("lenders", amount("2600000000", what="loan facility"), kind=GROUP, type="debt")
    issue = deal("noteholders", amount("2600000000", what="notes issued"), kind=GROUP, type="debt")
    assert not one(loan, issue)


def test_total_debt_is_one_whoever_holds_it() -> None:
    was = deal("lenders", amount("9492000000", what="total debt"), kind=GROUP, type="debt", payer="filer")
    now = deal("noteholders", amount("12080000000", what="long-term debt"), kind=GROUP, type="debt", payer="filer")
    assert one(was, now)


def test_a_total_moves_and_a_single_event_of_a_group_does_not() -> None:
    def total(value: str, **fields: Any) -> Deal:
        return deal("suppliers", amount(value, what="purchase commitments"), kind=GROUP, payer="filer", **fields)

    assert one(total("4"), total("9"))
    sold = {"type": "equity_investment", "binding": "done"}
    assert not one(total("4", **sold), total("9", **sold))
    assert one(total("4", **sold), total("4", **sold))


def test_the_larger_of_two_totals_goes_on_as_the_larger() -> None:
    def orders(value: str, what: str) -> Deal:
        return deal("customers", amount(value, what=what), kind=GROUP, id=f"customers-{value}")

    was = [orders("12900000000", "remaining performance obligations"), orders("17200000000", "backlog")]
    now = [orders(value, "remaining performance obligations") for value in ("24600000000", "18300000000")]
    assert pairs(was, now, one_year=True) == ((0, 1), (1, 0))


def test_two_rounds_of_one_company_are_two_deals() -> None:
    def stake(value: str, **fields: Any) -> Deal:
        return deal("Birch", amount(value, what="stake"), type="equity_investment", payer="filer", **fields)

    assert not one(stake("100", binding="done"), stake("250", binding="done"))
    assert one(stake("100", binding="done", start="2025-03"), stake("250", binding="done", start="2025-03"))
    assert one(stake("100", binding="intent"), stake("250", binding="done"))


def test_a_contract_signed_on_another_day_is_another_unless_it_is_amended() -> None:
    was = deal("Birch", amount("6500000000", what="contract"), signed="2025-02")
    other = deal("Birch", amount("11200000000", what="contract"), signed="2025-08")
    assert not one(was, other)
    quote = "In August 2025 we amended our agreement with Birch, which has now committed to pay $11.2 billion."
    assert one(was, deal("Birch", amount("11200000000", what="contract"), signed="2025-08", quote=quote))


def test_an_earn_out_is_not_the_closed_deal() -> None:
    closed = deal("Birch", amount("900", what="purchase price"), type="acquisition", payer="filer", binding="done")
    earn_out = deal("Birch", amount("90", what="earn-out"), type="acquisition", payer="filer", binding="conditional")
    assert not one(closed, earn_out)


def test_who_was_not_named_and_is_now_is_known_by_the_figure() -> None:
    was = deal("partner", amount("860000000"), kind=UNNAMED, type="guarantee", payer="filer")
    assert one(was, deal("Birch", amount("860000000"), kind=NAMED, type="guarantee", payer="filer"))
    assert not one(was, deal("Birch", amount("640000000"), kind=NAMED, type="guarantee", payer="filer"))


@pytest.mark.parametrize("turned", [False, True])
def test_the_best_pair_comes_first_whatever_the_order(*, turned: bool) -> None:
    was = [deal("Birch", amount("119", what="contract"), id="x"), deal("Birch", amount("40", what="contract"), id="y")]
    now = [deal("Birch", amount("40", what="contract"), id="x"), deal("Birch", amount("119", what="contract"), id="z")]
    if turned:
        assert pairs(was[::-1], now, one_year=True) == ((0, 0), (1, 1))
    else:
        assert pairs(was, now, one_year=True) == ((0, 1), (1, 0))


def test_notes_called_by_their_coupon_are_no_total_and_no_other_notes() -> None:
    """A call's total of all debt was told as up from one series, and one series as up from another."""

    def outstanding(value: str, quote: str) -> Deal:
        given: dict[str, Any] = {"type": "debt", "payer": "filer", "kind": GROUP}
        return deal("noteholders", amount(value, what="debt outstanding"), quote=quote, **given)

    series = outstanding("805", "The outstanding principal amount of our 2.125% Notes was $805.")
    assert not one(series, outstanding("1400", "The principal debt balance was $1400."))
    assert not one(series, outstanding("337", "The outstanding principal amount of our 7.50% Notes was $337."))
    assert one(series, outstanding("700", "The outstanding principal amount of our 2.125% Notes was $700."))


def test_paper_that_was_issued_is_not_the_programme() -> None:
    paper: dict[str, Any] = {"type": "debt", "kind": GROUP}
    programme = deal("commercial paper holders", amount("3000", what="commercial paper programme"), **paper)
    assert not one(programme, deal("commercial paper holders", amount("950", what="commercial paper issued"), **paper))
