"""What a model takes for one arrangement is merged only where nothing that was proved speaks against it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pipeline.records import (
    Amount,
    Binding,
    Dates,
    DealType,
    Document,
    Evidence,
    Form,
    Identity,
    Page,
    Party,
    PartyKind,
    Payer,
    Proof,
    Proved,
)
from pipeline.resolve import Together, arranged
from pipeline.resolve.together import may_be_one

DOCUMENT = Document(
    path="filings/quillmark.txt",
    sha256="0" * 64,
    media="text",
    identity=Identity(company="Quillmark Devices", form=Form.TEN_Q),
    text="x" * 900,
    pages=(Page(number=1, start=0, end=900),),
)
NOTES = "{}% Senior Notes due {}"


def money(value: int, what: str = "", unit: str = "USD") -> Amount:
    return Amount(value=Decimal(value), unit=unit, what=what, as_written=str(value), proof=Proof.QUOTE)


def statement(name: str = "Ostrava Loom Inc.", *amounts: Amount, at: int = 0, **said: Any) -> Proved:
    kind, aliases = said.pop("kind", PartyKind.NAMED), said.pop("aliases", ())
    words = said.pop("quote", " ".join(one.as_written for one in amounts) or f"a mention at {at}")
    return Proved(
        **{
            "type": DealType.SALES_CONTRACT,
            "counterparty": Party(name=name, kind=kind, aliases=aliases),
            "payer": Payer.COUNTERPARTY,
            "amounts": amounts,
            "binding": Binding.FIRM,
            "evidence": (Evidence(start=at, end=at + 20, page=1, quote=words),),
            "sources": ("m: model",),
        }
        | said
    )


def group(name: str, *amounts: Amount, **said: Any) -> Proved:
    return statement(name, *amounts, **{"kind": PartyKind.CLASS, **said})


JV, DEBT, SALE, STAKE = DealType.JOINT_VENTURE, DealType.DEBT, DealType.DIVESTITURE, DealType.EQUITY_INVESTMENT
OPTION = DealType.WARRANT_OPTION
FIVE, SIX = money(5_000), money(6_000)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(group("clouds", type=JV), group("competitors", type=JV), id="a group by two names"),
        pytest.param(statement("Loom", FIVE), statement("Customer A", FIVE, kind=PartyKind.ANONYMOUS), id="a label"),
        pytest.param(
            statement("Loom JVs", type=JV),
            statement("Harrow Ltd.", type=JV, quote="two ventures (the Loom JVs) with affiliates of Harrow Ltd."),
            id="a venture and its partner",
        ),
        pytest.param(
            group("holders", money(9), type=DEBT, payer=Payer.COUNTERPARTY),
            group("noteholders", money(9), type=DEBT, payer=Payer.FILER),
            id="notes issued and outstanding",
        ),
        pytest.param(
            statement("Loom", FIVE, type=SALE, binding=Binding.CONDITIONAL),
            statement("Loom", FIVE, type=SALE, binding=Binding.DONE),
            id="a pending sale and the closed one",
        ),
        pytest.param(statement("Loom", FIVE), statement("Loom", SIX), id="one party at one stage, told by other sums"),
        pytest.param(
            group("lessors", money(700, "total future lease payments"), type=DealType.LEASE),
            group("landlords", money(90, "lease liability"), type=DealType.LEASE),
            id="a total and a part of it",
        ),
        pytest.param(
            group("holders", type=DEBT, aliases=(NOTES.format("4.25", 2031),)),
            group("noteholders", FIVE, type=DEBT, quote=NOTES.format("4.25", 2031)),
            id="notes in the index and in the text",
        ),
        pytest.param(statement("Loom", type=DealType.LICENSE), statement("Loom", FIVE), id="a mention of another kind"),
    ],
)
def test_what_nothing_speaks_against_may_be_one(one: Proved, other: Proved) -> None:
    assert may_be_one(one, other)
    assert may_be_one(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(statement("Loom", FIVE), statement("Harrow", FIVE), id="two names"),
        pytest.param(
            statement("Customer A", FIVE, kind=PartyKind.ANONYMOUS),
            statement("Customer B", FIVE, kind=PartyKind.ANONYMOUS),
            id="two labels",
        ),
        pytest.param(
            statement("Loom JVs", type=JV), statement("Harrow", type=JV), id="a venture and a name no quote joins"
        ),
        pytest.param(statement("Loom", FIVE), statement("Loom", FIVE, payer=Payer.FILER), id="money the other way"),
        pytest.param(
            statement("Loom", FIVE, type=STAKE),
            statement("Loom", FIVE, type=DealType.PURCHASE_COMMITMENT),
            id="a stake",
        ),
        pytest.param(statement("Loom", type=STAKE), statement("Loom", FIVE), id="a stake without a figure"),
        pytest.param(
            statement("Loom", FIVE, type=SALE, binding=Binding.DONE),
            statement("Loom", SIX, type=SALE, binding=Binding.CONDITIONAL),
            id="an earn-out beside a closed sale",
        ),
        pytest.param(
            group("lenders", money(700, "total debt"), type=DEBT),
            group("lenders", money(500, "total debt"), type=DEBT),
            id="two totals",
        ),
        pytest.param(
            group("lenders", type=DEBT, binding=Binding.ENDED), group("lenders", FIVE, type=DEBT), id="the old facility"
        ),
        pytest.param(
            statement("Loom", dates=Dates(signed="2030-01")),
            statement("Loom", dates=Dates(signed="2031")),
            id="signed twice",
        ),
        pytest.param(
            group("holders", FIVE, type=DEBT, quote=NOTES.format("4.25", 2031)),
            group("holders", FIVE, type=DEBT, quote=NOTES.format("5.00", 2031)),
            id="two coupons of one size",
        ),
        pytest.param(
            statement("Loom", money(40, "per share"), type=OPTION),
            statement("Loom", money(38, "per share"), type=OPTION),
            id="two strikes",
        ),
        pytest.param(
            group("customers", money(22, "share of revenue", "percent"), type=DealType.CONCENTRATION),
            group("customers", money(22, "share of accounts receivable", "percent"), type=DealType.CONCENTRATION),
            id="two measures",
        ),
    ],
)
def test_what_was_proved_goes_before_what_a_model_takes_for_one(one: Proved, other: Proved) -> None:
    assert not may_be_one(one, other)
    assert not may_be_one(other, one)


def test_deals_a_model_takes_for_one_are_merged_and_say_why() -> None:
    named = statement("Loom JVs", type=JV, binding_phrase="signed", at=100)
    loose = group("competitors", type=JV, at=200)
    other = statement("Harrow", FIVE, at=300)
    proved = (loose, named, other)
    assert len(arranged(DOCUMENT, proved)) == 3
    merged = arranged(DOCUMENT, proved, None, [Together(frozenset({0, 1, 2}), "both are in clouds")])
    assert [one.deal.counterparty.name for one in merged] == ["Harrow", "Loom JVs"]
    deal, members = merged[1].deal, merged[1].members
    assert [member.why for member in members] == ["", "the model takes them for one: both are in clouds"]
    assert [piece.start for piece in deal.evidence] == [100, 200]
    assert deal.counterparty.kind is PartyKind.NAMED


def test_an_issue_of_notes_does_not_end_with_its_first_series() -> None:
    both = f"{NOTES.format('4.25', 2031)} and {NOTES.format('5.00', 2032)}"
    issue = group("noteholders", money(90, "notes issued"), type=DEBT, quote=both)
    series = [
        group("holders", type=DEBT, at=at, dates=Dates(end=end), aliases=(NOTES.format(coupon, end),))
        for at, coupon, end in ((100, "4.25", "2031"), (200, "5.00", "2032"))
    ]
    (one,) = arranged(DOCUMENT, [issue, *series], None, [Together(frozenset({0, 1, 2}), "issued in June")])
    assert (one.deal.dates.end, len(one.deal.evidence)) == (None, 3)
