"""The map: which way capital moves, who is who, and which filings tell the same."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.loop import capital_loop, loop_json
from pipeline.loop.records import Agreement, EdgeKind, NodeKind
from pipeline.records import Binding, DealType

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.loop import Loop

    Make = Callable[..., Any]


def ends(loop: Loop) -> list[tuple[str, str, str]]:
    return [(edge.giver, edge.taker, edge.kind.value) for edge in loop.edges]


@pytest.mark.parametrize(
    ("kind", "payer", "quote", "giver", "what"),
    [
        ("purchase_commitment", "filer", "", "filer", "purchase"),
        ("sales_contract", "counterparty", "", "party", "purchase"),
        ("cloud_compute", "counterparty", "", "party", "purchase"),
        ("divestiture", "counterparty", "", "party", "purchase"),
        ("equity_investment", "filer", "", "filer", "investment"),
        ("equity_investment", "counterparty", "", "party", "investment"),
        ("lease", "filer", "", "filer", "lease"),
        ("guarantee", "filer", "", "filer", "guarantee"),
        ("equity_investment", "filer", "We issued 8,750 shares of our stock to it.", "filer", "warrant"),
        # Shares move from the issuer to the holder, who pays their price.
        ("warrant_option", "counterparty", "It holds a warrant.", "filer", "warrant"),
        ("warrant_option", "filer", "We may buy shares.", "party", "warrant"),
        # An option on anything else is a purchase its holder may make.
        ("warrant_option", "filer", "We hold an option on the adjoining land.", "filer", "purchase"),
        # A loan moves from lender to borrower, whoever pays at the moment.
        ("debt", "counterparty", "We may draw on the facility.", "party", "loan"),
        ("debt", "filer", "Our notes are outstanding.", "party", "loan"),
        ("debt", "filer", "We hold a loan receivable.", "filer", "loan"),
        ("debt", "filer", "We made a loan to Tessel.", "filer", "loan"),
        ("debt", "filer", "The bank made a loan to us.", "party", "loan"),
        ("debt", "filer", "a term loan agreement to provide funds for Tessel's purposes", "filer", "loan"),
        ("debt", "filer", "The Company, as a lender, entered into a facility.", "filer", "loan"),
        ("settlement", "filer", "", "filer", "other"),
    ],
)
def test_an_edge_points_the_way_capital_moves(  # noqa: PLR0917  (one column of the table above each)
    facts: Make, deal: Make, kind: str, payer: str, quote: str, giver: str, what: str
) -> None:
    loop = capital_loop([facts("Quillmark Devices", deal("Tessel", kind, payer, quote=quote or "We agreed."))])
    pair = ("quillmark-devices", "tessel") if giver == "filer" else ("tessel", "quillmark-devices")
    assert ends(loop) == [(*pair, what)]


def test_every_type_of_deal_has_a_kind(facts: Make, deal: Make) -> None:
    for kind in DealType:
        loop = capital_loop([facts("Quillmark", deal("Tessel", kind))])
        assert len(loop.edges) + len(loop.concentrations) == 1


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"binding": "ended"}, "ended"),
        ({"kind": "settlement", "binding": "unclear"}, "sued for"),
        ({"payer": "none"}, "no money"),
        ({"payer": "mutual"}, "both sides pay"),
        ({"party": "Quillmark, Inc."}, "filer itself"),
    ],
)
def test_what_is_no_edge_is_left_out_with_its_reason(
    facts: Make, deal: Make, changed: dict[str, str], why: str
) -> None:
    loop = capital_loop([facts("Quillmark Inc.", deal(**{"party": "Tessel", **changed}))])
    assert loop.edges == ()
    assert why in loop.left_out[0].why


def test_a_filer_is_known_by_cik_ticker_and_name_across_documents(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts("QUILLMARK DEVICES, INC.", deal("Tessel"), ticker="QLMK", cik="0000012345"),
            facts("Quillmark Devices", deal("Fernhill"), path="call.txt", form="call"),
            facts("Brightwater Cloud", deal("Quillmark Devices Inc.", "sales_contract", "counterparty")),
            facts("Ostrava Loom", deal("Customer Q", "sales_contract", "counterparty", aliases=("QLMK",))),
        ]
    )
    assert {edge.giver for edge in loop.edges} == {"qlmk"}
    node = loop.node("qlmk")
    assert (node.ticker, node.cik, node.filer) == ("QLMK", "0000012345", True)


def test_what_one_filing_calls_a_filer_for_short_is_understood_in_another(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts("Tessel Laboratories, Inc.", deal("Alder"), ticker="TSSL"),
            facts("Quillmark", deal("Tessel Laboratories, Inc.", aliases=("Tessel", "the Investor", "Summit"))),
            facts("Quillmark", deal("Tessel", "equity_investment"), deal("Summit"), path="call.txt", form="call"),
        ]
    )
    assert {edge.taker for edge in loop.edges if edge.giver == "quillmark"} == {"tssl", "summit"}


def test_two_ciks_are_two_companies_and_a_name_both_bear_is_neither(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts("Summit Corp", deal("Tessel"), cik="1", path="a.pdf"),
            facts("Summit Inc", deal("Tessel"), cik="2", path="b.pdf"),
            facts("Brightwater", deal("Summit", "sales_contract", "counterparty")),
        ]
    )
    assert len({node.id for node in loop.nodes if node.name.startswith("Summit")}) == 3


def test_a_private_company_is_one_node_under_its_spellings_and_aliases(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts("Quillmark", deal("Tessel Laboratories Holding", aliases=("Tessel", "the Investor"))),
            facts("Brightwater", deal("Tessel, Inc.", aliases=("the Investor",))),
            facts("Ostrava", deal("Fernhill LLC", aliases=("the Investor", "Investor"))),
        ]
    )
    assert {edge.taker for edge in loop.edges} == {"tessel", "fernhill"}


def test_a_short_name_is_the_only_longer_one_of_the_same_filer(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts("Quillmark", deal("Fernhill Photonics Ltd."), deal("Birch Memory"), deal("Birch Foundry")),
            facts("Quillmark", deal("Fernhill", "acquisition"), deal("Birch", "lease"), path="call.txt", form="call"),
            facts("Brightwater", deal("Fernhill Water", "lease")),
        ]
    )
    assert sorted({edge.taker for edge in loop.edges}) == [
        "birch",
        "birch-foundry",
        "birch-memory",
        "fernhill",
        "fernhill-water",
    ]


def test_customer_a_of_one_filer_is_nobody_elses(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts(name, deal("Customer A", "sales_contract", "counterparty", party_kind="anonymous"))
            for name in ("Quillmark", "Brightwater")
        ]
    )
    names = {node.name for node in loop.nodes if node.kind is NodeKind.ANONYMOUS}
    assert names == {"Customer A of Quillmark", "Customer A of Brightwater"}


def test_only_the_newest_statement_of_a_deal_counts(facts: Make, deal: Make) -> None:
    old = facts("Quillmark", deal("Tessel", billions="1"), period_end=dt.date(2031, 3, 31), path="old.pdf")
    new = facts("Quillmark", deal("Tessel", billions="3"), period_end=dt.date(2031, 6, 30), path="new.pdf")
    loop = capital_loop([old, new])
    (edge,) = loop.edges
    assert edge.size is not None
    assert edge.size.value == Decimal(3_000_000_000)
    paths = {source.sha256: source.path for source in loop.sources}
    assert [paths[one.source] for one in loop.left_out] == ["old.pdf"]


def test_states_at_a_periods_end_replace_those_of_older_documents(facts: Make, deal: Make) -> None:
    old = facts(
        "Quillmark",
        deal("suppliers", billions="45", party_kind="class", id="a"),
        deal("Direct Customer A", "concentration", "counterparty", party_kind="anonymous", id="b"),
        deal("lessors", "lease", party_kind="class", id="c"),
        deal("Tessel", billions="5", id="d"),
        period_end=dt.date(2031, 1, 31),
        path="old.pdf",
    )
    new = facts(
        "Quillmark",
        deal("suppliers", billions="50", party_kind="class", id="e"),
        deal("suppliers", billions="2", party_kind="class", id="f"),
        deal("Customer A", "concentration", "counterparty", party_kind="anonymous", id="g"),
        deal("Customer B", "concentration", "counterparty", party_kind="anonymous", id="h"),
    )
    loop = capital_loop([old, new])
    kept = {edge.statements[0].deal for edge in (*loop.edges, *loop.concentrations)}
    assert kept == {"c", "d", "e", "f", "g", "h"}
    assert {one.why for one in loop.left_out} == {"a newer document of the filer gives the current figure"}


def test_lenders_never_borrow(facts: Make, deal: Make) -> None:
    owed = deal(
        "lenders", "debt", "counterparty", party_kind="class", quote="a facility with a lender, who lent to Fern"
    )
    (edge,) = capital_loop([facts("Quillmark", owed)]).edges
    assert edge.taker == "quillmark"


def test_a_summary_does_not_decide_who_lends(facts: Make, deal: Make) -> None:
    owed = deal("Fernhill", "debt", "filer", summary="The company owes or lent to Fernhill.", quote="Notes due 2040")
    (edge,) = capital_loop([facts("Quillmark", owed)]).edges
    assert edge.giver == "fernhill"


def test_the_same_amount_told_again_under_another_id_is_one_edge(facts: Make, deal: Make) -> None:
    old = facts("Quillmark", deal("Tessel", id="a"), period_end=dt.date(2031, 3, 31), path="old.pdf")
    new = facts("Quillmark", deal("Tessel", id="b"), path="new.pdf")
    twice = facts("Brightwater", deal("Tessel", id="c"), deal("Tessel", id="d"))
    loop = capital_loop([old, new, twice])
    assert sorted(len(edge.statements) for edge in loop.edges) == [1, 1, 2]


def test_unknown_stays_unknown_and_up_to_stays_up_to(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts("Quillmark", deal("Tessel", billions=None), deal("Fernhill", qualifier="up_to")),
        ]
    )
    unknown, up_to = sorted(loop.edges, key=lambda edge: edge.size is not None)
    assert unknown.size is None
    assert up_to.size is not None
    assert up_to.size.at_most


def test_up_to_stays_up_to_when_another_telling_forgets_it(facts: Make, deal: Make) -> None:
    loose = {"kind": "cloud_compute", "qualifier": "up_to", "id": "a"}
    again = facts("Quillmark", deal("Tessel", **{**loose, "qualifier": "exact", "id": "b"}), path="new.pdf")
    older = facts("Quillmark", deal("Tessel", **loose), period_end=dt.date(2031, 3, 31), path="old.pdf")
    other = facts("Tessel", deal("Quillmark", "sales_contract", "counterparty", qualifier="up_to"))
    for files in ([again, older], [again, other]):
        (edge,) = capital_loop(files).edges
        assert edge.size is not None
        assert edge.size.at_most


def test_a_price_per_share_is_no_size(facts: Make, deal: Make) -> None:
    loop = capital_loop([facts("Quillmark", deal("Tessel", "warrant_option", what="exercise price per share"))])
    assert loop.edges[0].size is None
    bought = capital_loop([facts("Quillmark", deal("Tessel", "acquisition", what="purchase price"))])
    assert bought.edges[0].size is not None


def test_percent_and_shares_are_no_money(facts: Make, deal: Make) -> None:
    loop = capital_loop([facts("Quillmark", deal("Tessel", "equity_investment", unit="shares"))])
    assert loop.edges[0].size is None


class TestBothSides:
    """The buyer's filing and the seller's filing."""

    def told(self, facts: Make, deal: Make, buyer: dict[str, Any], seller: dict[str, Any]) -> Loop:
        bought = {"party": "Brightwater Inc", "kind": "cloud_compute", "payer": "filer", **buyer}
        sold = {"party": "Tessel", "kind": "sales_contract", "payer": "counterparty", **seller}
        return capital_loop([facts("Tessel", deal(**bought)), facts("Brightwater", deal(**sold))])

    def test_within_five_percent_is_confirmed(self, facts: Make, deal: Make) -> None:
        (edge,) = self.told(facts, deal, {"billions": "22"}, {"billions": "22.4"}).edges
        assert edge.agreement is Agreement.CONFIRMED
        assert len(edge.statements) == 2

    def test_a_lease_on_one_side_may_be_a_purchase_on_the_other(self, facts: Make, deal: Make) -> None:
        (edge,) = self.told(facts, deal, {"kind": "lease"}, {}).edges
        assert edge.agreement is Agreement.CONFIRMED

    def test_the_sides_may_put_different_amounts_first(self, facts: Make, deal: Make) -> None:
        old, new = deal("x", billions="6.5").amounts[0], deal("x", billions="11.2").amounts[0]
        (edge,) = self.told(facts, deal, {"amounts": (old, new)}, {"amounts": (new, old)}).edges
        assert edge.agreement is Agreement.CONFIRMED
        assert edge.size is not None
        assert edge.size.value == Decimal(11_200_000_000)

    def test_other_amounts_conflict_and_the_smaller_is_shown(self, facts: Make, deal: Make) -> None:
        (edge,) = self.told(facts, deal, {"billions": "10"}, {"billions": "12"}).edges
        assert (edge.agreement, edge.differs) == (Agreement.CONFLICTING, ("amount",))
        assert edge.size is not None
        assert edge.size.value == Decimal(10_000_000_000)

    def test_other_strengths_conflict_and_the_weaker_is_shown(self, facts: Make, deal: Make) -> None:
        (edge,) = self.told(facts, deal, {"binding": "firm"}, {"binding": "intent"}).edges
        assert (edge.agreement, edge.differs, edge.strength) == (
            Agreement.CONFLICTING,
            ("strength",),
            Binding.INTENT,
        )

    @pytest.mark.parametrize(
        ("buyer", "seller"),
        [
            ({"billions": "10"}, {"billions": "30"}),
            ({"unit": "EUR"}, {}),
            ({"kind": "equity_investment"}, {}),
        ],
    )
    def test_two_arrangements_stay_two(self, facts: Make, deal: Make, buyer: Any, seller: Any) -> None:
        loop = self.told(facts, deal, buyer, seller)
        assert [edge.agreement for edge in loop.edges] == [Agreement.SINGLE, Agreement.SINGLE]

    def test_without_amounts_it_is_a_doubt(self, facts: Make, deal: Make) -> None:
        loop = self.told(facts, deal, {"billions": None}, {})
        assert len(loop.edges) == 2
        assert set(loop.doubts[0].edges) == {edge.id for edge in loop.edges}

    def test_each_telling_is_matched_once_and_with_the_nearest(self, facts: Make, deal: Make) -> None:
        loop = capital_loop(
            [
                facts(
                    "Tessel", deal("Brightwater", billions="10", id="x"), deal("Brightwater", billions="10.4", id="y")
                ),
                facts("Brightwater", deal("Tessel", "sales_contract", "counterparty", billions="10.4")),
            ]
        )
        agreed = [edge for edge in loop.edges if edge.agreement is Agreement.CONFIRMED]
        assert len(agreed) == 1
        assert {said.deal for said in agreed[0].statements} >= {"y"}


def test_concentration_stands_apart_from_the_flows(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts("Quillmark", deal("Tessel", "concentration", "counterparty", billions=None), deal("Tessel")),
        ]
    )
    assert [edge.kind for edge in loop.concentrations] == [EdgeKind.CONCENTRATION]
    assert (loop.concentrations[0].giver, loop.concentrations[0].taker) == ("tessel", "quillmark")
    assert loop.circles == ()
    assert len(loop.two_way) == 1


def test_the_order_of_the_files_does_not_matter(facts: Make, deal: Make) -> None:
    files = [
        facts("Quillmark", deal("Tessel", "equity_investment"), deal("Fernhill"), ticker="QLMK"),
        facts("Tessel", deal("Brightwater"), deal("lenders", "debt", party_kind="class")),
        facts("Brightwater", deal("Quillmark"), deal("Tessel Inc", "sales_contract", "counterparty")),
    ]
    assert len({loop_json(capital_loop(order)) for order in permutations(files)}) == 1
