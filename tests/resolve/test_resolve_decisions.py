"""What a person wrote about names: read, held to its rules, and in force in one document."""

from __future__ import annotations

import pytest

from pipeline.errors import SettingsError
from pipeline.records import Identity, PartyKind, Proposals, ProposedParty, Withholding
from pipeline.records.parties import PartyTable
from pipeline.records.proposals import Candidate, ProposedQuote
from pipeline.records.words import DealType, Form, Payer
from pipeline.resolve import party_table, resolve, set_aside
from tests.resolve.made import document, proved

OWN = """
never = ["Larch Park"]

[[party]]
name = "Osprey AI, Inc."
aliases = ["OAI Labs"]
ticker = "OSPR"
cik = "0000012345"

[[pair]]
names = ["Tarn Systems", "Tarn Energy"]
same = false
"""


def table(own: str = "", proposals: str = "") -> PartyTable:
    return party_table(own, "parties.toml", proposals, "outputs/party-proposals.toml")


def same(*pairs: tuple[str, str, bool]) -> str:
    return "".join(f'[[pair]]\nnames = ["{a}", "{b}"]\nsame = {str(is_same).lower()}\n' for a, b, is_same in pairs)


def groups(decided: PartyTable) -> set[frozenset[str]]:
    return {frozenset(party.cores) for party in decided.parties}


def test_a_table_says_who_is_who() -> None:
    decided = table(OWN)
    party = decided.of("oai labs")
    assert party is not None
    assert (party.name, party.ticker, party.cik) == ("Osprey AI, Inc.", "OSPR", "0000012345")
    assert decided.never == ("larch park",)
    assert decided.parts("tarn energy", "tarn systems")
    assert not decided.parts("tarn energy", "osprey ai")


def test_nothing_decided_is_an_empty_table() -> None:
    assert table() == table("# only a comment\n", '[[pair]]\nnames = ["A b", "A c"]\nsame = "?"\n') == PartyTable()


@pytest.mark.parametrize(
    ("own", "line", "what"),
    [
        ('[[party]]\nname = "Alder', 2, "at line|string|character"),
        ('\n[[party]]\nname = "Alder"\nalias = ["A"]\n', 4, "no key alias"),
        ('[[party]]\nname = "Alder"\n[[party]]\naliases = ["Birch"]\n', 3, "needs a name"),
        ('[[party]]\nname = "Alder"\naliases = "Birch"\n', 3, "list of names"),
        ('[[party]]\nname = "Alder"\ncik = "12a"\n', 3, "digits"),
        ('[[party]]\nname = "Alder"\ncik = 12\n', 3, "text in quotes"),
        ('[[party]]\nname = "Alder"\n[[party]]\nname = "Birch"\naliases = ["Alder Inc."]\n', 3, "stands for"),
        ('[[party]]\nname = "Alder"\nnever = ["Birch"]\n', 3, "no key never"),
        ('never = ["Alder"]\n[[party]]\nname = "Alder, Inc."\n', 1, "never a party"),
        ('[[party]]\nname = "Alder"\naliases = ["Customer A"]\n', 3, "what each filer calls"),
        ('[[pair]]\nnames = ["Alder"]\nsame = true\n', 2, "two names"),
        ('[[pair]]\nnames = ["Alder", "Birch"]\nsame = "yes"\n', 3, "true or false"),
        ('[[pair]]\nnames = ["Alder", "Birch"]\nsame = "?"\n', 3, "true or false"),
        ('[[pair]]\nnames = ["Alder", "Alder, Inc."]\nsame = false\n', 2, "nothing but legal form"),
        ('names = ["Alder"]\n', 1, "there is no names"),
    ],
)
def test_a_mistake_is_told_with_its_line(own: str, line: int, what: str) -> None:
    with pytest.raises(SettingsError, match=what) as caught:
        table(own)
    assert caught.value.path == f"parties.toml, line {line}"


def test_a_pair_moved_from_the_proposals_is_taken_as_it_is() -> None:
    moved = '[[pair]]\nsame = true\nnames = ["Alder", "Birch"]\nscore = 80\nwhy = "w"\nplaces = [\n  "p",\n]\n'
    assert groups(table(moved)) == {frozenset({"alder", "birch"})}


def test_nothing_follows_from_two_pairs() -> None:
    decided = table("", same(("Alder", "Birch", True), ("Birch", "Cedar", True)))
    assert groups(decided) == {frozenset({"alder", "birch"})}
    assert decided.open == (("alder", "cedar"),)
    whole = table("", same(("Alder", "Birch", True), ("Birch", "Cedar", True), ("Alder", "Cedar", True)))
    assert groups(whole) == {frozenset({"alder", "birch", "cedar"})}
    assert whole.open == ()


def test_a_party_of_the_table_is_one_thing_for_a_pair() -> None:
    own = '[[party]]\nname = "Alder"\naliases = ["ALSC"]\n'
    assert groups(table(own, same(("ALSC", "Birch", True)))) == {frozenset({"alder", "alsc", "birch"})}


@pytest.mark.parametrize(
    ("own", "proposals"),
    [
        (same(("Alder", "Birch", True)), same(("Birch", "Alder", False))),
        ('[[party]]\nname = "Alder"\naliases = ["Birch"]\n', same(("Alder", "Birch", False))),
        ('[[party]]\nname = "Alder"\n[[party]]\nname = "Birch"\n', same(("Alder", "Birch", True))),
        ("", same(("Alder", "Birch", True), ("Birch", "Cedar", True), ("Alder", "Cedar", False))),
    ],
)
def test_a_contradiction_is_told_and_not_settled(own: str, proposals: str) -> None:
    with pytest.raises(SettingsError, match="decided both ways") as caught:
        table(own, proposals)
    assert caught.value.path is not None
    assert "line" in caught.value.path


def test_two_names_decided_to_be_one_become_one_deal_under_the_first() -> None:
    statements = [proved("Larkspur Compute", 5_000_000_000), proved("LCX Holdings", 5_000_000_000, at=60)]
    assert len(resolve(document(), statements)) == 2
    decided = table("", same(("LCX Holdings", "Larkspur Compute", True)))
    (deal,) = resolve(document(), statements, decided)
    assert (deal.counterparty.name, deal.counterparty.aliases) == ("LCX Holdings", ("Larkspur Compute",))
    assert deal.id.startswith("lcx-")


def test_a_party_of_the_table_bears_its_ticker_and_number() -> None:
    (deal,) = resolve(document(), [proved("OAI Labs", 5_000_000_000)], table(OWN))
    party = deal.counterparty
    assert (party.name, party.ticker, party.cik) == ("Osprey AI, Inc.", "OSPR", "0000012345")


def test_names_kept_apart_are_not_joined_by_the_document() -> None:
    statements = [proved("Osprey AI, Inc.", 5_000_000_000), proved("Osprey", 5_000_000_000, at=60)]
    assert len(resolve(document(), statements)) == 1
    assert len(resolve(document(), statements, table(same(("Osprey", "Osprey AI", False))))) == 2


def test_an_unnamed_party_is_never_a_name_of_the_table() -> None:
    decided = table('[[party]]\nname = "Osprey AI, Inc."\naliases = ["Investor Group Nine"]\n')
    (deal,) = resolve(document(), [proved("Investor Group Nine", 5, kind=PartyKind.ANONYMOUS)], decided)
    assert deal.counterparty.name == "Investor Group Nine"


@pytest.mark.parametrize(
    ("name", "kind", "reason"),
    [
        ("Larch Park, LLC", PartyKind.NAMED, Withholding.FALSE_PARTY),
        ("Larch Park", PartyKind.ANONYMOUS, None),
        ("OAI Labs", PartyKind.NAMED, Withholding.PARTY_IS_FILER),
        ("Tarn Systems", PartyKind.NAMED, None),
    ],
)
def test_what_is_never_a_party_is_withheld_and_told(name: str, kind: PartyKind, reason: Withholding | None) -> None:
    candidate = Candidate(
        engine="rules",
        rule="test",
        type=DealType.LEASE,
        party=ProposedParty(name=name, kind=kind),
        payer=Payer.FILER,
        quotes=(ProposedQuote(text=name),),
    )
    filer = Identity(company="Osprey Holding SE", cik="12345", form=Form.TEN_Q)
    kept, withheld = set_aside(filer, Proposals(candidates=(candidate,)), table(OWN))
    assert [one.reason for one in withheld] == ([reason] if reason else [])
    assert kept.candidates == (() if reason else (candidate,))
