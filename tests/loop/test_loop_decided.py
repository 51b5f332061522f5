"""The map with what a person decided about names, and without: nothing follows from two filings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pipeline.errors import SettingsError
from pipeline.loop import capital_loop
from pipeline.records.parties import KnownParty, PartyTable
from pipeline.resolve import party_table

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., Any]

ONE = PartyTable(parties=(KnownParty(name="Tessel", cores=("tessel", "novara")),))


def takers(loop: Any) -> list[str]:
    return sorted({edge.taker for edge in loop.edges})


def test_two_private_names_decided_to_be_one_are_one_node(facts: Make, deal: Make) -> None:
    files = [facts("Quillmark", deal("Tessel")), facts("Brightwater", deal("Novara, Inc."))]
    assert takers(capital_loop(files)) == ["novara", "tessel"]
    loop = capital_loop(files, ONE)
    (node,) = [node for node in loop.nodes if not node.filer]
    assert (node.name, node.spellings) == ("Tessel", ("Novara, Inc.", "Tessel"))
    # A document worked on since prints the decided name and keeps the other as an alias.
    since = [facts("Quillmark", deal("Tessel", aliases=("Novara Labs", "Novara, Inc.", "the Investor")))]
    (node,) = [node for node in capital_loop(since, ONE).nodes if not node.filer]
    assert node.spellings == ("Novara, Inc.", "Tessel")


@pytest.mark.parametrize(
    ("known", "document"),
    [
        ({"cores": ("novara", "tessel group holding")}, {"cik": "0000077"}),
        ({"cores": ("novara",), "cik": "77"}, {"cik": "0000077"}),
        ({"cores": ("novara",), "ticker": "TSSL"}, {"ticker": "TSSL"}),
        ({"cores": ("novara", "tessel")}, {}),
    ],
    ids=["neither", "cik", "ticker", "name"],
)
def test_a_name_is_a_filer_by_number_ticker_or_name(
    facts: Make, deal: Make, known: dict[str, Any], document: dict[str, str]
) -> None:
    files = [facts("Tessel, Inc.", deal("Alder"), **document), facts("Brightwater", deal("Novara"))]
    loop = capital_loop(files, PartyTable(parties=(KnownParty(name="Novara", **known),)))
    (edge,) = [edge for edge in loop.edges if edge.giver == "brightwater"]
    assert loop.node(edge.taker).filer is (len(known) > 1 or "tessel" in known["cores"])


def test_a_company_that_changed_its_name_is_one_filer_by_decision(facts: Make, deal: Make) -> None:
    files = [facts("Tessel", deal("Alder"), cik="1"), facts("Novara", deal("Alder", "lease"), path="b.pdf")]
    assert len({edge.giver for edge in capital_loop(files).edges}) == 2
    loop = capital_loop(files, ONE)
    assert len({edge.giver for edge in loop.edges}) == 1


def test_a_name_kept_apart_from_a_filer_is_not_that_filer(facts: Make, deal: Make) -> None:
    files = [
        facts("Tessel Laboratories", deal("Alder"), ticker="TSSL"),
        facts("Quillmark", deal("Tessel Laboratories", aliases=("Tessel",))),
        facts("Brightwater", deal("Tessel")),
    ]
    apart = PartyTable(apart=(("tessel", "tessel laboratories"),))
    taken = {edge.giver: edge.taker for edge in capital_loop(files, apart).edges}
    assert (taken["quillmark"], taken["brightwater"]) == ("tssl", "tessel")


def test_one_short_name_of_two_companies_joins_nobody(facts: Make, deal: Make) -> None:
    """Once the two Tessels became one node because a third filing said Tessel."""
    files = [
        facts("Quillmark", deal("Tessel Laboratories", aliases=("Tessel",))),
        facts("Brightwater", deal("Tessel Energy", aliases=("Tessel",))),
        facts("Ostrava", deal("Tessel")),
    ]
    assert takers(capital_loop(files)) == ["tessel", "tessel-energy", "tessel-laboratories"]


def test_a_short_name_is_what_its_own_filer_calls_so(facts: Make, deal: Make) -> None:
    files = [
        facts("Quillmark", deal("Tessel Laboratories", aliases=("Tessel",)), deal("Tessel", "lease")),
        facts("Brightwater", deal("Tessel Energy", aliases=("Tessel",))),
    ]
    assert takers(capital_loop(files)) == ["tessel", "tessel-energy"]


def test_a_chain_of_names_ends_after_its_first_link(facts: Make, deal: Make) -> None:
    files = [
        facts("Quillmark", deal("Novara", aliases=("Tessel Labs",))),
        facts("Brightwater", deal("Tessel Labs Worldwide", aliases=("Tessel Labs",))),
        facts("Ostrava", deal("Tessel Labs")),
    ]
    assert takers(capital_loop(files)) == ["novara", "tessel-labs"]


def test_a_label_is_who_a_person_says_and_may_close_a_circle(facts: Make, deal: Make) -> None:
    files = [
        facts(
            "Quillmark",
            deal("Customer A", "sales_contract", "counterparty", party_kind="anonymous"),
            deal("cloud providers", party_kind="class", id="cloud"),
            ticker="QLMK",
        ),
        facts("Brightwater", deal("Customer A", "sales_contract", "counterparty", party_kind="anonymous")),
    ]
    assert capital_loop(files).circles == ()
    table = party_table(
        """
        [[label]]
        filer = "QLMK"
        label = "customer  a"
        party = "Brightwater, Inc."
        [[label]]
        filer = "Quillmark Inc."
        label = "Cloud providers"
        party = "Brightwater"
        """,
        "parties.toml",
        "",
        "",
    )
    loop = capital_loop(files, table)
    assert [circle.nodes for circle in loop.circles] == [("brightwater", "qlmk")]
    # The Customer A of another filer stays its own.
    assert [node.id for node in loop.nodes if node.label] == ["anonymous:brightwater:customer-a"]


def test_a_label_may_be_a_party_none_of_whose_documents_was_read(facts: Make, deal: Make) -> None:
    files = [facts("Quillmark", deal("Customer A", "concentration", "none", party_kind="anonymous"), ticker="QLMK")]
    table = party_table('[[label]]\nfiler = "QLMK"\nlabel = "Customer A"\nparty = "Tessel"', "parties.toml", "", "")
    assert [edge.giver for edge in capital_loop(files, table).concentrations] == ["tessel"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[label]]\nfiler = "QLMK"\nparty = "Tessel"', "needs filer, label and party"),
        ('[[label]]\nfiler = "QLMK"\nlabel = "Customer A"\nparty = "Customer B"', "a party of its own"),
        ('[[label]]\nfiler = "QLMK"\nlabel = "Customer A"\nparty = "Tessel"\nsince = 3', "has no key since"),
    ],
)
def test_a_mistake_in_a_label_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        party_table(text, "parties.toml", "", "")
