"""One arrangement one deal, one party one name, ids that stay when amounts move."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.records import (
    Binding,
    DealType,
    PartyKind,
    Payer,
    Proved,
)
from pipeline.resolve import resolve
from tests.resolve.made import document, proved


def test_the_same_deal_in_note_and_outlook_is_one_with_two_pieces_of_evidence() -> None:
    deals = resolve(document(), [proved("Osprey AI, Inc.", 5_000_000_000), proved("Osprey", 5_000_000_000, at=60)])
    assert len(deals) == 1
    assert len(deals[0].evidence) == 2
    assert deals[0].counterparty.name == "Osprey AI, Inc."


def test_rounding_does_not_part_a_deal() -> None:
    deals = resolve(
        document(),
        [
            proved("Tarn Systems", 4_409_000_000, type_=DealType.ACQUISITION),
            proved("Tarn Systems", 4_400_000_000, type_=DealType.ACQUISITION, at=60),
        ],
    )
    assert len(deals) == 1
    assert {a.value for a in deals[0].amounts} == {Decimal(4_409_000_000), Decimal(4_400_000_000)}


def test_two_series_of_notes_with_one_sum_stay_two() -> None:
    deals = resolve(
        document(),
        [
            proved("noteholders", 500, kind=PartyKind.CLASS, type_=DealType.DEBT, aliases=("3.924% Notes due 2032",)),
            proved(
                "noteholders", 500, kind=PartyKind.CLASS, type_=DealType.DEBT, aliases=("4.393% Notes due 2052",), at=60
            ),
        ],
    )
    assert len(deals) == 2
    assert len({deal.id for deal in deals}) == 2


def test_a_closing_beats_the_signing() -> None:
    deals = resolve(
        document(),
        [
            proved(
                "Tarn Systems", 9, type_=DealType.ACQUISITION, binding=Binding.CONDITIONAL, phrase="subject to approval"
            ),
            proved("Tarn Systems", 9, type_=DealType.ACQUISITION, binding=Binding.DONE, phrase="completed", at=60),
        ],
    )
    assert [deal.binding for deal in deals] == [Binding.DONE]
    assert deals[0].binding_phrase == "completed"


def test_a_sale_whose_price_moved_before_it_closed_is_one_and_its_earn_out_another() -> None:
    agreed = proved(
        "Tarn Systems",
        3000,
        type_=DealType.DIVESTITURE,
        binding=Binding.CONDITIONAL,
        phrase="agreed",
        what="sale price",
    )
    closed = proved(
        "Tarn Systems", 2400, type_=DealType.DIVESTITURE, binding=Binding.DONE, phrase="completed", at=60,
        what="sale price",
    )  # fmt: skip
    earned = proved(
        "Tarn Systems", 450, type_=DealType.DIVESTITURE, binding=Binding.CONDITIONAL, phrase="if", at=120,
        what="contingent payment",
    )  # fmt: skip
    deals = resolve(document(), [earned, agreed, closed])
    assert [(deal.binding, [int(a.value) for a in deal.amounts]) for deal in deals] == [
        (Binding.DONE, [3000, 2400]),
        (Binding.CONDITIONAL, [450]),
    ]


def test_a_sale_told_as_completed_on_two_pages_is_one() -> None:
    """Bug: a sale agreed on one page and closed on two others was told twice, with the price of either day."""

    def sale(price: int, at: int) -> Proved:
        kind, done = DealType.DIVESTITURE, Binding.DONE
        return proved("Tarn Systems", price, type_=kind, binding=done, phrase="completed", what="sale price", at=at)

    # On the first page the same paragraph goes on to the closing.
    agreed, closing, again = sale(3000, 0), sale(2400, 10), sale(2400, 300)
    assert len(resolve(document(), [again, agreed, closing])) == 1
    assert len(resolve(document(), [again, agreed])) == 2


def test_an_intent_is_never_hardened_by_a_default() -> None:
    deals = resolve(
        document(),
        [
            proved("Osprey AI, Inc.", 7, binding=Binding.FIRM),
            proved("Osprey AI, Inc.", 7, binding=Binding.INTENT, phrase="letter of intent", at=60),
        ],
    )
    assert [deal.binding for deal in deals] == [Binding.INTENT]


def test_a_telling_without_the_partys_name_joins_the_one_that_names_it() -> None:
    deals = resolve(
        document(),
        [
            proved("Borel Corporation", 3_000_000_000, type_=DealType.DIVESTITURE, payer=Payer.COUNTERPARTY),
            proved(
                "buyers",
                3_000_000_000,
                kind=PartyKind.CLASS,
                type_=DealType.DIVESTITURE,
                payer=Payer.COUNTERPARTY,
                at=60,
            ),
        ],
    )
    assert [deal.counterparty.name for deal in deals] == ["Borel Corporation"]


def test_unnamed_customers_with_different_shares_stay_apart() -> None:
    deals = resolve(
        document(),
        [
            proved(
                "direct customer",
                share,
                kind=PartyKind.ANONYMOUS,
                type_=DealType.CONCENTRATION,
                unit="percent",
                what="share of revenue",
            )
            for share in (22, 17)
        ],
    )
    assert len(deals) == 2


def test_an_acronym_is_the_party_it_spells() -> None:
    deals = resolve(
        document(),
        [
            proved("Federal Trade Commission", 5, type_=DealType.SETTLEMENT),
            proved("FTC", 5, type_=DealType.SETTLEMENT, at=60),
        ],
    )
    assert [deal.counterparty.name for deal in deals] == ["Federal Trade Commission"]


def test_ids_stay_when_amounts_move_and_order_is_by_size() -> None:
    before = resolve(document(), [proved("Osprey AI, Inc.", 100), proved("Wren, Inc.", 9_000, at=60)])
    after = resolve(document(), [proved("Osprey AI, Inc.", 777), proved("Wren, Inc.", 12_000, at=60)])
    assert [deal.id for deal in before] == [deal.id for deal in after]
    assert before[0].counterparty.name == "Wren, Inc."
    assert before == resolve(document(), [proved("Wren, Inc.", 9_000, at=60), proved("Osprey AI, Inc.", 100)])


def test_amounts_point_at_the_evidence_that_holds_them() -> None:
    (deal,) = resolve(document(), [proved("Osprey AI, Inc.", 5_000, 40), proved("Osprey", 5_000, 66, at=60)])
    for amount in deal.amounts:
        assert amount.as_written in deal.evidence[amount.evidence].quote


def test_a_segments_backlog_is_part_of_the_total_a_table_gives() -> None:
    whole = proved(
        "customers", 404, kind=PartyKind.CLASS, type_=DealType.SALES_CONTRACT, payer=Payer.COUNTERPARTY, what="backlog"
    ).model_copy(update={"sources": ("rules: table.backlog",)})
    part = proved(
        "customers",
        329,
        kind=PartyKind.CLASS,
        type_=DealType.SALES_CONTRACT,
        payer=Payer.COUNTERPARTY,
        what="backlog",
        at=60,
    )
    (deal,) = resolve(document(), [part, whole])
    assert deal.amounts[0].value == Decimal(404)
    assert len(deal.evidence) == 2


def test_a_partnership_and_a_win_told_without_sums_are_one() -> None:
    deals = resolve(
        document(),
        [
            proved("Wren, Inc.", type_=DealType.JOINT_VENTURE, payer=Payer.NONE),
            proved("Wren, Inc.", type_=DealType.SALES_CONTRACT, payer=Payer.COUNTERPARTY, at=60),
        ],
    )
    assert len(deals) == 1


@pytest.mark.parametrize(("name", "count"), [("one customer", 1), ("customer", 2)])
def test_one_customer_with_the_share_of_customer_a_is_customer_a(name: str, count: int) -> None:
    both = [
        proved(
            who,
            18,
            kind=PartyKind.ANONYMOUS,
            type_=DealType.CONCENTRATION,
            unit="percent",
            what="share of revenue",
            at=at,
        )
        for who, at in (("Customer A", 0), (name, 60))
    ]
    assert len(resolve(document(), both)) == count


def test_what_one_answer_tells_as_two_stays_two_and_another_packet_may_join_either() -> None:
    first = proved("Tarn Systems", 475, type_=DealType.ACQUISITION, binding=Binding.DONE, phrase="paid")
    second = proved("Tarn Systems", 75, type_=DealType.ACQUISITION, binding=Binding.FIRM, phrase="will be paid", at=60)
    elsewhere = proved("Tarn Systems", 475, type_=DealType.ACQUISITION, binding=Binding.DONE, phrase="closed", at=120)
    told = [
        first.model_copy(update={"packet": "note4#1"}),
        second.model_copy(update={"packet": "note4#1"}),
        elsewhere.model_copy(update={"packet": "note9#1"}),
    ]
    deals = resolve(document(), told)
    assert sorted(([int(a.value) for a in deal.amounts], len(deal.evidence)) for deal in deals) == [
        ([75], 1),
        ([475], 2),
    ]
    assert all(deal.packet is None for deal in deals)


def test_a_figure_of_a_longer_quote_is_not_lost_beside_a_shorter_one_of_the_same_place() -> None:
    short = proved("Osprey AI, Inc.", 9, at=100, phrase="signed")
    longer = proved("Osprey AI, Inc.", 9, 4)
    quote = longer.evidence[0].model_copy(update={"start": 80, "end": 180})
    (deal,) = resolve(document(), [short, longer.model_copy(update={"evidence": (quote,)})])
    assert sorted(int(amount.value) for amount in deal.amounts) == [4, 9]
    assert [piece.start for piece in deal.evidence] == [80]


def test_a_partnership_only_named_is_no_second_deal_beside_a_contract_of_the_two() -> None:
    named = proved("Osprey", type_=DealType.JOINT_VENTURE, payer=Payer.NONE, binding=Binding.UNCLEAR, at=60)
    sold = proved("Osprey AI, Inc.", 5_000_000_000, type_=DealType.SALES_CONTRACT, payer=Payer.COUNTERPARTY)
    [deal] = resolve(document(), [sold, named])
    assert (deal.type, len(deal.evidence)) == (DealType.SALES_CONTRACT, 2)
    formed = named.model_copy(update={"binding": Binding.FIRM})
    assert len(resolve(document(), [sold, formed])) == 2
