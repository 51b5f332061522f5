"""What is owed and let: facilities, loans, series of notes and leases of one size stay what they are."""

from __future__ import annotations

from decimal import Decimal

from pipeline.records import (
    Binding,
    DealType,
    PartyKind,
    Payer,
    Proved,
)
from pipeline.resolve import resolve
from tests.resolve.made import document, proved


def test_equal_sums_of_two_facilities_stay_apart() -> None:
    deals = resolve(
        document(),
        [
            proved("lenders", 3_000_000_000, kind=PartyKind.CLASS, type_=DealType.DEBT),
            proved("commercial paper holders", 3_000_000_000, kind=PartyKind.CLASS, type_=DealType.DEBT, at=60),
        ],
    )
    assert len(deals) == 2


def test_a_repayment_of_a_part_leaves_the_facility_in_force() -> None:
    facility = ("2024 Term Loan Facility",)
    deals = resolve(
        document(),
        [
            proved("lenders", 900, kind=PartyKind.CLASS, type_=DealType.DEBT, aliases=facility),
            proved(
                "lenders", 90, kind=PartyKind.CLASS, type_=DealType.DEBT, binding=Binding.DONE, aliases=facility, at=60
            ),
        ],
    )
    assert [deal.binding for deal in deals] == [Binding.FIRM]


def lenders(*sums: int, at: int, alias: str = "", what: str = "revolving credit facility") -> Proved:
    aliases = (alias,) if alias else ()
    return proved(
        "lenders",
        *sums,
        kind=PartyKind.CLASS,
        type_=DealType.DEBT,
        payer=Payer.COUNTERPARTY,
        at=at,
        aliases=aliases,
        what=what,
    )


def test_two_facilities_of_one_size_stay_two() -> None:
    five = lenders(3_800_000_000, at=0, alias="Five-Year Credit Agreement")
    short = lenders(3_800_000_000, at=60, alias="364-Day Credit Agreement")
    assert len(resolve(document(), [five, short])) == 2


def test_a_revolver_and_a_term_loan_of_one_size_stay_two() -> None:
    revolver, loan = lenders(500_000_000, at=0), lenders(500_000_000, at=60)
    pieces = [
        one.model_copy(update={"evidence": (one.evidence[0].model_copy(update={"quote": f"{words} 500000000"}),)})
        for one, words in ((revolver, "the revolving credit facility"), (loan, "the term loan agreement"))
    ]
    assert len(resolve(document(), pieces)) == 2


def test_leases_begun_and_leases_to_come_stay_two() -> None:
    both = [
        proved("lessors", value, kind=PartyKind.CLASS, type_=DealType.LEASE, at=at, what=what)
        for value, at, what in (
            (4_100_000_000, 0, "leases signed and not commenced"),
            (4_100_000_000, 60, "lease payments"),
        )
    ]
    assert len(resolve(document(), both)) == 2


def test_all_debt_is_one_whoever_is_said_to_hold_it() -> None:
    table = proved(
        "noteholders", 8_807_000_000, kind=PartyKind.CLASS, type_=DealType.DEBT, what="total debt"
    ).model_copy(update={"sources": ("rules: table.debt_total",)})
    prose = proved("lenders", 8_800_000_000, kind=PartyKind.CLASS, type_=DealType.DEBT, what="debt outstanding", at=60)
    part = proved("lenders", 2_000_000_000, kind=PartyKind.CLASS, type_=DealType.DEBT, what="debt outstanding", at=90)
    (deal,) = resolve(document(), [prose, table, part])
    assert deal.amounts[0].value == Decimal(8_807_000_000)


def series(name: str, principal: int, at: int, source: str = "rules: debt.called") -> Proved:
    told = proved(
        "noteholders",
        principal,
        kind=PartyKind.CLASS,
        type_=DealType.DEBT,
        aliases=(name,),
        at=at,
        what="principal",
    )
    return told.model_copy(update={"sources": (source,)})


def test_notes_of_one_coupon_and_year_that_fall_due_in_other_months_are_two() -> None:
    one = series("2.75% senior notes due November 2026", 1_000_000_000, 0)
    other = series("2.75% senior notes due December 2026", 1_250_000_000, 60)
    assert len(resolve(document(), [one, other])) == 2
    again = series("2.75% Notes due 2026", 1_000_000_000, 120)
    assert len(resolve(document(), [one, again])) == 1


def test_the_sentence_about_one_series_leads_before_its_row_and_before_several_at_once() -> None:
    row = series("4.60% Notes due 2036", 2_000_000_000, 0, "rules: table.note_series")
    sentence = series("4.60% Notes due 2036", 2_000_000_000, 60)
    [deal] = resolve(document(), [row, sentence])
    assert deal.evidence[0].start == 60
    both = sentence.model_copy(
        update={"evidence": (sentence.evidence[0].model_copy(update={"quote": "4.60% Notes and 4.70% Notes"}),)}
    )
    [deal] = resolve(document(), [row, both])
    assert deal.evidence[0].start == 0
