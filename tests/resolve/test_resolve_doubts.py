"""Which pairs of names a person is asked about, and how they are written down."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from pipeline.lexis import legal_core
from pipeline.records.parties import PartyTable
from pipeline.resolve import Mention, Named, Pair, doubtful, pairs, party_table, proposals_toml

if TYPE_CHECKING:
    from collections.abc import Sequence


class Told(NamedTuple):
    """A name in one place, and which party it is."""

    node: str
    mention: Mention
    cik: str | None


def mention(name: str, at: str = "a.pdf", **more: Any) -> Told:
    node, cik = more.pop("node", legal_core(name)), more.pop("cik", None)
    fields: dict[str, Any] = {"page": 3, "quote": f"We agreed with {name}.", **more}
    return Told(node, Mention(name=name, document=at, **fields), cik)


def proposed(told: Sequence[Told], table: PartyTable) -> tuple[Pair, ...]:
    names = [
        Named(one.node, said.name, said.aliases, legal_core(said.name), tuple(map(legal_core, said.aliases)),
              [said.document], 1, said.filer, one.cik)
        for one in told
        for said in (one.mention,)
    ]  # fmt: skip
    return doubtful(names, table, lambda paths: [one.mention for one in told if one.mention.document in paths])


def asked(*mentions: Told, table: PartyTable | None = None) -> dict[frozenset[str], int]:
    return {frozenset(pair.cores): pair.score for pair in proposed(mentions, table or PartyTable())}


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("Quill Mark Devices", "Quillmark Devices", 97),
        ("Cajuína Elm", "Cajuina Elm", 97),
        ("Bank of Elmhurst Mellon Trust Co", "Bank Elmhurst Mellon Trust Co", 97),
        ("Tessel Laboratorys", "Tessel Laboratories", 91),
        ("Tessel", "Tessel Platforms", 90),
        ("QMD", "Quillmark Machine Devices", 85),
        ("Tessel", "Tessel Offshore", 80),
    ],
)
def test_names_that_are_near_are_asked_about(one: str, other: str, score: int) -> None:
    ((found, scored),) = asked(mention(one), mention(other, "b.pdf")).items()
    assert found == {legal_core(one), legal_core(other)}
    assert abs(scored - score) <= 4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alder Fund I", "Alder Fund II"),
        ("Larkspur 2021", "Larkspur 2022"),
        ("American Tower", "American Express"),
        ("Bank of Elms", "Bank of Oaks"),
        ("Serra Wind Complex", "Cubico Wind Complex"),
        ("Tower Semiconductor", "Pericom Semiconductor"),
        ("Global", "Global Paper Mills"),
    ],
)
def test_names_that_are_plainly_two_are_not(one: str, other: str) -> None:
    assert asked(mention(one), mention(other, "b.pdf")) == {}


def test_legal_entities_that_one_document_tells_apart_are_two() -> None:
    assert asked(mention("Tessel Securities LLC"), mention("Tessel Funding, Inc.")) == {}
    assert asked(mention("Tessel Securities LLC"), mention("Tessel Funding, Inc.", "b.pdf")) != {}


def test_the_many_members_of_a_family_are_not_asked_about() -> None:
    family = [mention(f"Tessel of {state}", f"{state}.pdf") for state in ("Ohio", "Utah", "Iowa", "Maine")]
    assert asked(mention("Tessel"), *family) == {}


def test_two_companies_with_numbers_of_their_own_are_two() -> None:
    filed = [mention(name, f"{name}.pdf", filer=True, cik=name[-3:]) for name in ("Tessel", "Tessel Labs")]
    assert asked(*filed) == {}
    assert asked(filed[0], mention("Tessel Labs", "b.pdf")) != {}


def test_what_is_one_party_already_is_not_asked_about() -> None:
    assert asked(mention("Tessel", node="tessel"), mention("Tessel Labs", "b.pdf", node="tessel")) == {}


def test_one_short_name_of_two_parties_is_asked_about() -> None:
    first = mention("Tessel Laboratories", aliases=("Tessel",))
    ((_, score),) = asked(first, mention("Novara Tessel Energy", "b.pdf", aliases=("Tessel",))).items()
    assert score == 95


def test_names_that_are_no_party_are_not_asked_about() -> None:
    table = party_table('never = ["Tessel"]', "parties.toml", "", "")
    assert asked(mention("Tessel"), mention("Tessel Labs", "b.pdf"), table=table) == {}


def test_what_would_follow_from_two_decisions_is_asked_first() -> None:
    text = "".join(f'[[pair]]\nnames = ["{a}", "{b}"]\nsame = true\n' for a, b in (("Elm", "Oak"), ("Oak", "Yew")))
    table = party_table("", "parties.toml", text, "proposals")
    for joined in (mention("Elm", node="elm"), mention("Oak", node="elm", aliases=("Elm, Inc.",))):
        (found,) = proposed([joined, mention("Yew")], table)
        assert (found.cores, found.score) == (("elm", "yew"), 100)
        assert "Elm" in found.places[0]


def test_a_pair_tells_where_both_names_stand() -> None:
    (pair,) = proposed(
        [
            mention("Tessel Platforms", "b.pdf", filer=True, quote=""),
            mention("Tessel", "a.pdf", page=7),
            mention("Tessel", "a.pdf", page=9),
        ],
        PartyTable(),
    )
    assert pair.names == ("Tessel Platforms", "Tessel")
    assert pair.places == (
        "Tessel Platforms: b.pdf, which it filed",
        "Tessel: a.pdf, page 7: “We agreed with Tessel.”",
        "Tessel: a.pdf, page 9: “We agreed with Tessel.”",
    )


def test_the_order_of_the_mentions_changes_nothing() -> None:
    given = [mention(name, f"{at}.pdf") for at in "ab" for name in ("Tessel", "Tessel Labs", "Tessel Offshore")]
    assert proposed(given, PartyTable()) == proposed(given[::-1], PartyTable())


def pair(one: str, other: str, same: bool | None = None, score: int = 80) -> Pair:
    return Pair((one, other), (one, other), same, "", score, "near", (f'{one}: "quoted" \\ and\x07 odd',))


def test_the_file_can_be_read_back_and_keeps_every_decision() -> None:
    before = [pair("alder", "birch", same=True), pair("elm", "fir", same=False), pair("gone", "gone two")]
    text = proposals_toml([pair("oak", "oak two"), pair("elm", "fir")], before)
    read = pairs(text, "file")
    assert [(one.cores, one.same) for one in read] == [
        (("oak", "oak two"), None),
        (("alder", "birch"), True),
        (("elm", "fir"), False),
    ]
    assert proposals_toml([pair("oak", "oak two"), pair("elm", "fir")], read) == text
    assert tomllib.loads(text)["pair"][0]["places"] == ['oak: "quoted" \\ and odd']


def test_there_is_no_file_where_there_is_nothing_to_ask() -> None:
    assert proposals_toml([], [pair("gone", "gone two")]) == ""


def test_of_very_many_pairs_the_likeliest_are_asked_about() -> None:
    """A list of 20,000 questions was read by nobody, and reading it back took minutes."""
    names = [f"{head}{tail}" for head in ("Tessel", "Quillmark", "Brackwater") for tail in range(200)]
    told = [mention(f"{name} {word}", f"{word}.pdf") for name in names for word in ("Labs", "Lab s")]
    found = proposed(told, PartyTable())
    assert len(found) == 500
    assert {pair.score for pair in found} == {97}


def test_a_question_an_earlier_version_asked_and_this_one_can_answer_stops_no_run() -> None:
    """Two spellings of a joint venture were asked about, then known to be one: the file ended every run."""
    text = '[[pair]]\nsame = "?"\nnames = ["Alder JV", "Alder Joint Ventures"]\nscore = 70\nwhy = ""\nplaces = []\n'
    assert pairs(text, "proposals") == ()
    assert party_table("", "parties.toml", text, "proposals") == PartyTable()
