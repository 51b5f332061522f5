"""Finding quotes: drills 8, 9 and 10 of the field, pages, and what a fuzzy match may forgive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.check import check
from pipeline.check.alignment import accepts, align, coverage, density, tokens
from pipeline.records import Block, BlockKind, Candidate, Checked, Document, Proposals, ProposedQuote, Span, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.check.conftest import Claim

    Paper = Callable[..., Document]


def outcome(document: Document, *candidates: Candidate) -> Checked:
    return check(document, Proposals(candidates=candidates))


def reasons(document: Document, candidate: Candidate) -> list[str]:
    return [item.reason.value for item in outcome(document, candidate).withheld]


# Drill 8


@pytest.mark.parametrize(
    "printed",
    [
        'We agreed to pay Alder Inc. $4.5 billion (the "Commitment") for wafers.',
        "We agreed to pay Alder Inc. $4.5 billion (the “Commitment”) for wafers.",
        "We agreed to pay Alder Inc. $4.5\nbillion (the “Commit-\nment”) for\u00a0wafers.",
        "We agreed to pay Alder Inc. $4.5 billion (the “Com\u00admitment”) for  wafers.",
        "We ag\u00ad\nreed to pay Alder Inc. $4.\n5 billion (the “Commitment”)\nfor wafers.",
    ],
)
def test_a_quote_is_found_however_it_was_set(paper: Paper, claim: Claim, printed: str) -> None:
    document = paper(f"Before. {printed} After.")
    quote = 'We agreed to pay Alder Inc. $4.5 billion (the "Commitment") for wafers.'
    checked = outcome(document, claim(quote, "Alder Inc.", ("4500000000", "USD", "$4.5 billion")))
    [proved] = checked.proved
    evidence = proved.evidence[0]
    assert document.text[evidence.start : evidence.end] == printed
    assert evidence.match == ("exact" if printed == quote else "normalised")
    assert proved.amounts[0].proof == "quote"


def test_a_ligature_in_the_document_is_no_obstacle(paper: Paper, claim: Claim) -> None:
    document = paper("A \ufb01rm order from Alder for 25% of our of\ufb01ce space.")
    [proved] = outcome(document, claim("A firm order from Alder for 25% of our office space.", "Alder")).proved
    assert proved.evidence[0].match == "normalised"


# Drill 9


def test_a_quote_of_the_prompts_example_is_withheld(paper: Paper, claim: Claim) -> None:
    document = paper("Alder supplies us with wafers. We paid $4.5 billion for them in cash.")
    candidate = claim("Zephyr Mills agreed to sell 40,000 looms to Alder for $4.5 billion.", "Alder")
    assert reasons(document, candidate) == ["quote_not_found"]


def test_words_scattered_over_a_page_are_withheld(paper: Paper, claim: Claim) -> None:
    words = ["we", "agreed", "to", "pay", "Alder", "four", "billion", "dollars", "for", "wafers", "in", "cash"]
    document = paper("".join(f"{word} and much else was said about that on the day. " for word in words))
    assert reasons(document, claim(" ".join(words), "Alder")) == ["quote_not_found"]


@pytest.mark.parametrize(
    "quote",
    [
        "We have not agreed to pay Alder Inc. $4.5 billion for the wafers we need.",
        "We have agreed to pay Alder Inc. $4.6 billion for the wafers we need.",
        "We have agreed to pay Alder Inc. €4.5 billion for the wafers we need.",
        "We have agreed to pay Alder Inc. $4.5 million for the wafers we need.",
        "We have agreed to pay Birch Inc. $4.5 billion for the wafers we need.",
        "We have declined to pay Alder Inc. $4.5 billion for the wafers we need.",
        "agreed to pay Alder Inc. $4.5 billion for the wafers",
        "We have agreed to pay Alder Inc. $4.5 billion for the wafers we need",
    ],
)
def test_a_fuzzy_match_never_differs_in_what_matters(paper: Paper, claim: Claim, quote: str) -> None:
    document = paper("Intro. We have agreed to pay Alder Inc. $4.5 billion for the wafers we need. More.")
    found = [proved.evidence[0].match for proved in outcome(document, claim(quote, "Alder")).proved]
    same = quote.rstrip(".") in document.text
    assert found == (["exact"] if same else [])


def test_a_dropped_article_and_a_split_word_are_forgiven(paper: Paper, claim: Claim) -> None:
    document = paper("Intro. We have agreed to pay Alder Inc. $4.5 billion for the wa fers that we need. More.")
    quote = "We have agreed to pay Alder Inc. $4.5 billion for wafers we need."
    [proved] = outcome(document, claim(quote, "Alder")).proved
    assert proved.evidence[0].match == "fuzzy"
    assert proved.evidence[0].quote.startswith("We have agreed")
    assert proved.evidence[0].quote.endswith("need")


def test_the_gates_of_a_fuzzy_match_are_plain_functions() -> None:
    quote = tokens("we agreed to pay alder for wafers")
    same = align(quote, tokens("we agreed to pay alder for the wafers"))
    assert accepts(same)
    assert coverage(same) == 1
    assert density(same) == 0.9
    scattered = align(quote, tokens("we met and agreed on how to go on and pay what alder asked for wafers"))
    assert coverage(scattered) == 1
    assert density(scattered) < 0.7
    assert not accepts(scattered)
    half = align(quote, tokens("we agreed to pay"))
    assert coverage(half) < 0.7
    assert not accepts(half)
    assert not accepts(align(quote, tokens("nothing alike")))


# Drill 10


def test_the_same_sentence_twice_is_two_places(paper: Paper, claim: Claim) -> None:
    sentence = "Alder agreed to buy 10% of our output."
    document = paper(f"One. {sentence} ", f"Two. {sentence} ")
    first, second = document.text.index(sentence), document.text.rindex(sentence)
    places = [
        outcome(document, claim(sentence, "Alder", quotes=(quote,))).proved[0].evidence[0]
        for quote in (
            ProposedQuote(text=sentence, start=first),
            ProposedQuote(text=sentence, start=second),
            ProposedQuote(text=sentence, start=second - 3),
            ProposedQuote(text=sentence, page=2),
            ProposedQuote(text=sentence),
        )
    ]
    assert [place.start for place in places] == [first, second, second, second, first]
    assert [place.page for place in places] == [1, 2, 2, 2, 1]
    both = claim(sentence, "Alder", quotes=(ProposedQuote(text=sentence, page=1), ProposedQuote(text=sentence, page=2)))
    assert [evidence.page for evidence in outcome(document, both).proved[0].evidence] == [1, 2]


# Pages, length, several quotes


def test_the_page_is_computed_and_a_wrong_claim_is_refused(paper: Paper, claim: Claim) -> None:
    document = paper("Nothing here. ", "Alder agreed to buy 10% of our output. ", "Nothing there. ")
    quote = "Alder agreed to buy 10% of our output."
    assert outcome(document, claim(quote, "Alder")).proved[0].evidence[0].page == 2
    wrong = claim(quote, "Alder", quotes=(ProposedQuote(text=quote, page=3),))
    assert reasons(document, wrong) == ["page_differs"]


def test_a_quote_over_a_page_end_stands_on_both_pages(paper: Paper, claim: Claim) -> None:
    document = paper("Nothing here. Alder agreed to buy ", "10% of our output. ", "Nothing.")
    quote = "Alder agreed to buy 10% of our output."
    for page, expected in ((1, []), (2, []), (3, ["page_differs"])):
        assert reasons(document, claim(quote, "Alder", quotes=(ProposedQuote(text=quote, page=page),))) == expected


def test_running_heads_inside_a_paragraph_do_not_hide_a_quote(paper: Paper, claim: Claim) -> None:
    pages = ("Alder Inc. agreed to buy from us\n12\nQuarterly Report\n", "as many as 40,000 units for $4.5 billion.\n")
    document = paper(*pages)
    start = document.text.index("12\n")
    gap = Span(start=start, end=len(pages[0]))
    block = Block(start=0, end=len(document.text), kind=BlockKind.PARAGRAPH, gaps=(gap,))
    document = document.model_copy(update={"blocks": (block,)})
    quote = "Alder Inc. agreed to buy from us as many as 40,000 units for $4.5 billion."
    [proved] = outcome(document, claim(quote, "Alder", ("4500000000", "USD", "$4.5 billion"))).proved
    assert (proved.evidence[0].match, proved.evidence[0].page) == ("normalised", 1)


GUESS = "We hear you agreed to buy wafers from Alder for $4.5 billion."


def spoken(paper: Paper, *said: tuple[SpeakerKind, str]) -> Document:
    document = paper("\n".join(words for _, words in said))
    blocks = [
        Block(start=(start := document.text.index(words)), end=start + len(words), kind=BlockKind.SPEECH, voice=voice)
        for voice, words in said
    ]
    return document.model_copy(update={"blocks": tuple(blocks)})


@pytest.mark.parametrize("voice", [SpeakerKind.ANALYST, SpeakerKind.OPERATOR])
def test_the_words_of_those_who_ask_prove_nothing(paper: Paper, claim: Claim, voice: SpeakerKind) -> None:
    document = spoken(paper, (voice, GUESS), (SpeakerKind.COMPANY, "We have no comment."))
    candidate = claim(GUESS, "Alder", ("4500000000", "USD", "$4.5 billion"))
    assert reasons(document, candidate) == ["not_the_filers_words"]


@pytest.mark.parametrize("voice", [SpeakerKind.COMPANY, SpeakerKind.UNKNOWN])
def test_words_that_may_be_the_filers_prove(paper: Paper, claim: Claim, voice: SpeakerKind) -> None:
    document = spoken(paper, (SpeakerKind.ANALYST, "Did you?"), (voice, GUESS))
    assert reasons(document, claim(GUESS, "Alder", ("4500000000", "USD", "$4.5 billion"))) == []


def test_the_answer_is_quoted_where_it_repeats_the_question(paper: Paper, claim: Claim) -> None:
    words = "agreed to buy wafers from Alder for $4.5 billion"
    document = spoken(paper, (SpeakerKind.ANALYST, f"Have you {words}?"), (SpeakerKind.COMPANY, f"We {words}."))
    [proved] = outcome(document, claim(words, "Alder", ("4500000000", "USD", "$4.5 billion"))).proved
    assert proved.evidence[0].start > document.text.index("?")


def test_two_words_prove_nothing_but_a_table_row_does(paper: Paper, claim: Claim) -> None:
    document = paper("We buy from Alder. It is large.\nAlder 23%\nBirch 11%\n")
    assert reasons(document, claim("from Alder", "Alder")) == ["quote_too_short"]
    assert reasons(document, claim("Alder 23%", "Alder", ("23", "percent", "23%"))) == []


def test_a_quote_may_not_cut_a_number_or_a_word(paper: Paper, claim: Claim) -> None:
    document = paper("We agreed to buy wafers from Alder for $14.5 billion in cash.")
    assert reasons(document, claim("4.5 billion in cash", "Alder")) == ["quote_not_found"]
    assert reasons(document, claim("We agreed to buy wafers from Alder for $14", "Alder")) == ["quote_not_found"]


def test_one_bad_quote_beside_a_good_one_is_withheld_alone(paper: Paper, claim: Claim) -> None:
    document = paper("Alder agreed to buy 10% of our output.")
    good, bad = ProposedQuote(text=document.text), ProposedQuote(text="Alder will also paint our roof in green.")
    checked = outcome(document, claim("", "Alder", quotes=(bad, good)))
    assert [len(proved.evidence) for proved in checked.proved] == [1]
    assert [(item.reason.value, item.candidate.quotes) for item in checked.withheld] == [("quote_not_found", (bad,))]


def test_no_quote_is_no_evidence(paper: Paper, claim: Claim) -> None:
    assert reasons(paper("Alder agreed to buy."), claim("", "Alder", quotes=())) == ["no_evidence"]
    assert reasons(paper("Alder agreed to buy."), claim("  ", "Alder")) == ["quote_not_found"]
