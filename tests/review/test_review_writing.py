from __future__ import annotations

import datetime as dt
import tomllib
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.records import Binding, Claim, DealType, Decision, PartyKind, Payer, Seen
from pipeline.records.reviewed import About
from pipeline.review import added, begun, block, entries

NAME = "a.review.toml"
BY_HAND = """\
# what I think      (do not lose)
by   =  'Maria Holt'

  [[deal]]   # the first
decision = "accept"
id = "birch"


on = 2026-11-23"""
WORDS = st.text(min_size=1).filter(lambda text: bool(text.strip()))
SEEN = st.builds(
    Seen,
    party=WORDS,
    kind=st.sampled_from(PartyKind),
    type=st.sampled_from(DealType),
    payer=st.sampled_from(Payer),
    amount=st.none() | WORDS,
    written=st.none() | WORDS,
    binding=st.sampled_from(Binding),
    quote=WORDS,
)
KEPT = "[[deal]]\nid = 'birch'\ndecision = 'reject'\n"
ADDED = Decision(about="deal", verdict="accept", key="cedar", by="Jo Berg", on=dt.date(2026, 11, 24))


@pytest.mark.parametrize("text", [BY_HAND, BY_HAND + "\n", BY_HAND.replace("\n", "\r\n"), "", begun("filings/a.pdf")])
def test_lines_of_a_person_stay_byte_for_byte(text: str) -> None:
    whole = added(text, NAME, block(ADDED, "Alder pays Cedar"))
    assert whole.startswith(text)
    assert ("\r\n" in text) is ("\r\n" in whole)
    assert "\n" not in whole.replace("\r\n", "") or "\r\n" not in text
    assert [entry.decision.key for entry in entries(whole, NAME)] == [*(["birch"] if "birch" in text else []), "cedar"]


def test_a_file_nothing_can_be_added_to_is_left_alone() -> None:
    with pytest.raises(SettingsError, match="line 1"):
        added("[[deal]", NAME, block(ADDED))
    with pytest.raises(SettingsError):
        added("deal = []", NAME, block(ADDED))


def test_a_block_is_read_easily() -> None:
    seen = Seen(party="Cedar", type=DealType.LEASE, payer=Payer.FILER, binding=Binding.FIRM, quote="We pay Cedar.")
    assert block(ADDED.model_copy(update={"was": seen}), "Alder pays Cedar") == (
        "[[deal]]\n"
        "# Alder pays Cedar\n"
        'id = "cedar"\n'
        'decision = "accept"\n'
        'by = "Jo Berg"\n'
        "on = 2026-11-24\n"
        'was.party = "Cedar"\n'
        'was.kind = "named"\n'
        'was.type = "lease"\n'
        'was.payer = "filer"\n'
        'was.binding = "firm"\n'
        'was.quote = "We pay Cedar."\n'
    )


@given(words=WORDS, was=st.none() | SEEN, note=st.none() | WORDS, told=st.text())
def test_whatever_is_written_is_read_back(words: str, was: Seen | None, note: str | None, told: str) -> None:
    claim = Claim(amounts=(words,), quotes=(words, words), what=words, binding=Binding.FIRM, end="2028", page=2)
    day = dt.date(2026, 11, 23)
    decisions = [
        Decision(about="deal", verdict="correct", key=words, claim=claim, was=was, by=words, on=day, note=note),
        Decision(about="deal", verdict="correct", key="a", claim=Claim(amounts=())),
        Decision(about="party", verdict="rename", key=words, says=words, claim=Claim(party=words, quotes=(words,))),
        Decision(
            about="sentence", verdict="correct", key=" ".join(words.split()), says=" ".join(words.split()), deals=("a",)
        ),
        Decision(
            about="missed",
            verdict="add",
            claim=Claim(type=DealType.DEBT, party=words, payer=Payer.NONE, binding=Binding.DONE, quotes=(words,)),
        ),
    ]
    assert {decision.about for decision in decisions} == set(get_args(About))
    text = KEPT
    for decision in decisions:
        text = added(text, NAME, block(decision, told))
    assert text.startswith(KEPT)
    back = [entry.decision for entry in entries(text, NAME)][1:]
    for one, read in zip(decisions, back, strict=True):
        stripped = one.claim and one.claim.model_copy(
            update={
                "amounts": one.claim.amounts and tuple(amount.strip() for amount in one.claim.amounts),
                "quotes": tuple(quote.strip() for quote in one.claim.quotes),
            }
        )
        wanted = one.model_copy(update={"claim": stripped})
        if wanted.claim is not None and wanted.claim.amounts and words.strip().casefold() in {"none", "not disclosed"}:
            wanted = wanted.model_copy(update={"claim": wanted.claim.model_copy(update={"amounts": ()})})
        assert read == wanted
    assert tomllib.loads(text)
