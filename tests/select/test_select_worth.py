"""What is worth asking about: what speaks for a stretch, what against it, and what goes along."""

from __future__ import annotations

import re

import pytest

from pipeline.records import BlockKind, Document, Form
from pipeline.select import pack, select
from pipeline.select.against import AGAINST
from pipeline.select.cues import AHEAD, ANCHORS, BESIDE, DEALS, IN_TABLES, STATEMENTS, Anchor, Cue
from pipeline.select.looking import Words, ready
from pipeline.select.points import PRIORS, SENT, Prior
from tests.select.written import Part, paragraph, written

DEAL = "In June 2026 we entered into an agreement to purchase wafers for $4.5 billion from Birch Foundry Inc."
RISK = "Our business could be harmed by competition, and we may be unable to attract customers."
POLICY = "Revenue is recognized when control passes to the customer under the terms of our agreements."
CLAUSE = "The Lender shall have the right to purchase the Notes for $10 million under this Agreement."
CUES = (*DEALS, *BESIDE, *AHEAD, *IN_TABLES, STATEMENTS, *AGAINST)


def asked(document: Document, **settings: object) -> list[str]:
    packing = pack(document, select(document), **settings)  # type: ignore[arg-type]
    return [
        document.text[block.start : block.end]
        for block in document.blocks
        if any(
            piece.start < block.end and block.start < piece.end for packet in packing.packets for piece in packet.pieces
        )
    ]


def reasons(document: Document) -> dict[str, str]:
    packing = pack(document, select(document))
    return {document.text[one.start : one.end]: one.reason for one in packing.left}


def among(words: str, *, key: str = "note1", title: str = "") -> Document:
    """The words in a section of a quarterly report, far from all else and a small part of it."""
    far = "The weather was mild and the roads were dry all through the long summer. "
    parts = [paragraph(far * 12, "part1.item2"), paragraph(words, key), paragraph(far * 12, "part1.item3")]
    return written(parts, titles={key: title or key})


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: f"{cue.name}: {cue.example[:40]}")
def test_every_cue_stands_in_its_own_example(cue: Cue) -> None:
    (looked,) = ready([cue])
    assert looked.stands(Words([cue]).of(cue.example), cue.example.lower())


@pytest.mark.parametrize("anchor", ANCHORS, ids=lambda anchor: anchor.example)
def test_every_anchor_stands_in_its_own_example(anchor: Anchor) -> None:
    assert Words([anchor]).of(anchor.example)
    assert re.search(anchor.pattern, anchor.example)


@pytest.mark.parametrize("prior", PRIORS, ids=lambda prior: prior.example)
def test_every_section_is_known_by_its_own_example(prior: Prior) -> None:
    assert re.search(prior.title, re.sub(r"^Item \w+\. ", "", prior.example).lower())


def test_words_are_told_apart_in_lower_case_and_any_currency_is_one_sign() -> None:
    words = Words([Cue("sum", 1, "$ million notes", (), "")])
    assert words.of("NOTES of €40 Million") == {b"$", b"million", b"notes"}
    assert words.of("footnotes") == frozenset()


@pytest.mark.parametrize(
    "words",
    [
        DEAL,
        "Four customers accounted for 22%, 17%, 14% and 12% of our accounts receivable balance.",
        "Remaining performance obligations were $15.2 billion.",
        "We lease a plant from Birch Ltd for $3 million a year.",
        "We entered into a letter of intent with an opportunity to invest in Alder Labs.",
        "We guaranteed a partner's facility lease of at most $860 million.",
        "We expect revenue of $65.0 billion in the fourth quarter.",
        "Lead times for certain components are longer than twelve months, and supply is constrained.",
    ],
)
def test_what_tells_of_a_deal_is_asked_about(words: str) -> None:
    assert words in asked(among(words))


@pytest.mark.parametrize(
    ("words", "key", "title", "reason"),
    [
        (POLICY, "note1", "Summary of Significant Accounting Policies", "accounting policies"),
        (RISK, "part2.item1a", "Risk Factors", "risks in general"),
        ("We make devices for homes and schools.", "part1.item1", "Business", "the business in general"),
        (
            "This report contains forward-looking statements on our agreements, and we may enter into leases.",
            "part1.item2",
            "Management's Discussion and Analysis",
            "forward-looking statements",
        ),
        ("Diluted shares were 24,483.", "note3", "Net Income Per Share", "earnings per share"),
        ("Nothing happened.", "note9", "Other", "no sign of a deal"),
    ],
)
def test_what_is_left_out_is_called_what_it_is(words: str, key: str, title: str, reason: str) -> None:
    document = among(words, key=key, title=title)
    assert reasons(document)[words] == reason


def test_a_risk_that_tells_of_one_agreement_is_asked_about_and_one_of_agreements_at_large_is_not() -> None:
    told = f"{RISK} {DEAL} {RISK}"
    at_large = f"{RISK} We may enter into agreements, borrow, lease and acquire businesses. {RISK}"
    document = among(told, key="part2.item1a", title="Risk Factors")
    assert told in asked(document)
    assert at_large not in asked(among(at_large, key="part2.item1a", title="Risk Factors"))


def test_a_hint_is_asked_about_wherever_it_stands() -> None:
    document = among("The effective tax rate was 14%.", key="note4", title="Income Taxes")
    at = document.text.index("effective")
    assert asked(document) == []
    assert asked(document, hints=[(at, at + 1)]) == ["The effective tax rate was 14%."]
    assert asked(document, hints=[(at, at)]) == []


def test_a_heading_goes_with_what_stands_under_it() -> None:
    parts = [
        Part(BlockKind.HEADING, "Weather", "note1"),
        paragraph("The weather was mild. " * 40, "note1"),
        Part(BlockKind.HEADING, "Wafers", "note1"),
        paragraph(DEAL, "note1"),
    ]
    assert asked(written(parts)) == ["Wafers", DEAL]


def test_a_hinted_heading_goes_without_what_stands_under_it() -> None:
    parts = [Part(BlockKind.HEADING, DEAL, "note1"), paragraph("The weather was mild.", "note1")]
    assert asked(written(parts), hints=[(0, 5)]) == [DEAL]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We expect the weather to stay as it was, in the following months:", DEAL),
        ("The weather was mild at our plant in the north.", f"Under this arrangement we wait. {DEAL}"),
        (DEAL + " The parts are as follows:", "Mild weather."),
    ],
)
def test_what_leans_on_its_neighbour_takes_it_along(before: str, after: str) -> None:
    far = paragraph("The weather was mild. " * 60, "note1")
    assert asked(written([far, paragraph(before, "note1"), paragraph(after, "note1"), far])) == [before, after]


def test_a_table_takes_its_title_and_its_notes_along() -> None:
    parts = [
        paragraph("The weather was mild. " * 60, "note1"),
        paragraph("At the end of June", "note1"),
        Part(BlockKind.TABLE, "Senior notes due 2030 $ 500\nTotal debt $ 500", "note1"),
        paragraph("(1) Mild weather.", "note1"),
        paragraph("The weather was mild. " * 60, "note1"),
    ]
    assert asked(written(parts)) == [part.words for part in parts[1:4]]


def test_the_statements_always_go() -> None:
    table = "Cash 10 9\nTotal assets 100 90"
    document = written(
        [Part(BlockKind.TABLE, table, "part2.item6"), paragraph("x" * 200)], titles={"part2.item6": "Exhibits"}
    )
    assert asked(document) == [table]


def test_a_report_full_of_deals_is_sent_in_part_the_plainest_first() -> None:
    vague = "The sale was of use. " * 10
    parts = [paragraph(vague, "note1") for _ in range(40)] + [paragraph(DEAL, "note11") for _ in range(10)]
    document = written(parts, titles={"note11": "Commitments and Contingencies"})
    packing = pack(document, select(document))
    sent = sum(piece.end - piece.start for packet in packing.packets for piece in packet.pieces)
    assert sent <= SENT * len(document.text)
    assert asked(document) == [DEAL] * 10


def test_calls_and_short_reports_of_events_go_whole_with_what_is_attached() -> None:
    parts = [paragraph(words) for words in (DEAL, "Mild weather.", "SIGNATURES", "Exhibit 10.1", CLAUSE)]
    assert asked(written(parts, Form.EIGHT_K)) == [part.words for part in parts]
    assert asked(written([paragraph("Mild weather.", "call.prepared")], Form.CALL)) == ["Mild weather."]


def test_a_long_contract_is_read_for_its_deals_behind_an_event_and_not_at_all_behind_a_report() -> None:
    dull = "Notices shall be given in writing. " * 2_000
    parts = [paragraph(words) for words in (DEAL, "SIGNATURES", "Exhibit 10.1", dull, CLAUSE)]
    event = asked(written(parts, Form.EIGHT_K))
    assert CLAUSE in event
    assert dull not in event
    assert CLAUSE not in asked(written(parts, Form.TEN_Q))
