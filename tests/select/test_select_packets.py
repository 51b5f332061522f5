"""How what is asked about is cut and put together, and what each piece is told about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import BlockKind, Form, SpeakerKind
from pipeline.select import pack, select
from tests.select.written import Part, paragraph, written

if TYPE_CHECKING:
    from pipeline.records import Document, Packing

DEAL = "In June 2026 we entered into an agreement to purchase wafers for $4.5 billion from Birch Foundry Inc."


def packed(document: Document, budget: int = 100) -> Packing:
    """Pack by words: a token is a word."""
    return pack(document, select(document), thorough=True, budget=budget, count=lambda text: len(text.split()))


def texts(document: Document, packing: Packing) -> list[list[str]]:
    return [[document.text[piece.start : piece.end] for piece in packet.pieces] for packet in packing.packets]


def test_sections_stay_whole_where_they_fit() -> None:
    parts = [paragraph("one " * 30, key) for key in ("note1", "note1", "note2", "note2")]
    packing = packed(written(parts))
    assert [[piece.section for piece in packet.pieces] for packet in packing.packets] == [["note1"], ["note2"]]
    assert [packet.tokens for packet in packing.packets] == [60, 60]


def test_neighbouring_sections_share_a_packet() -> None:
    packing = packed(written([paragraph("one " * 30, key) for key in ("note1", "note2", "note3")]))
    assert [[piece.section for piece in packet.pieces] for packet in packing.packets] == [["note1", "note2", "note3"]]
    assert [packet.key for packet in packing.packets] == ["note1#1"]


def test_a_long_section_ends_a_packet_at_a_heading_rather_than_before_a_paragraph() -> None:
    parts = [
        paragraph("one " * 40, "note1"),
        Part(BlockKind.HEADING, "Leases", "note1"),
        paragraph("two " * 35, "note1"),
        paragraph("three " * 35, "note1"),
    ]
    document = written(parts)
    packing = packed(document)
    assert [packet.key for packet in packing.packets] == ["note1#1", "note1#2"]
    assert texts(document, packing)[1][0].startswith("Leases")


def test_a_call_without_speakers_and_paragraphs_is_cut_at_the_ends_of_sentences() -> None:
    words = "We signed a lease of $2 billion with Birch Inc. and expect more. " * 40
    document = written([Part(BlockKind.SPEECH, words.strip(), "call.prepared")], Form.CALL)
    packing = packed(document)
    assert len(packing.packets) > 4
    assert all(packet.tokens <= 100 for packet in packing.packets)
    assert all(text.startswith("We signed") and text.endswith("more.") for (text,) in texts(document, packing))


def test_a_sentence_without_an_end_is_cut_between_words() -> None:
    document = written([paragraph("word " * 500)])
    packing = packed(document)
    assert [packet.tokens for packet in packing.packets] == [100] * 5
    assert {text.strip("word ") for (text,) in texts(document, packing)} == {""}


def test_a_table_up_to_twice_the_budget_stays_whole() -> None:
    table = "Notes (in millions)\n" + "\n".join(f"Notes due {year} 500" for year in range(2026, 2070))
    document = written([Part(BlockKind.TABLE, table, "note1")])
    assert texts(document, packed(document)) == [[table]]


def test_a_longer_table_is_cut_between_rows_and_its_head_goes_with_each_part() -> None:
    rows = "\n".join(f"Notes due {year} 500" for year in range(2026, 2126))
    table = f"Senior notes\n(in millions)\n{rows}\nTerm loans\nLoan due 2030 700"
    document = written([Part(BlockKind.TABLE, table, "note1")])
    packing = packed(document)
    assert len(packing.packets) > 3
    pieces = [packet.pieces[0] for packet in packing.packets]
    assert all(document.text[piece.start : piece.end].startswith("Notes due") for piece in pieces[1:])
    assert all(document.text[piece.start : piece.end].endswith("00") for piece in pieces)
    assert all("Senior notes\n(in millions)" in piece.context for piece in pieces[1:])
    assert pieces[0].context == ""


def test_a_piece_is_told_its_section_its_heading_and_the_unit_line_in_force() -> None:
    parts = [
        Part(BlockKind.HEADING, "Debt", "note7"),
        paragraph("All figures (in millions).", "note7"),
        Part(BlockKind.HEADING, "Term Loan", "note7"),
        paragraph("one " * 95, "note7"),
        Part(BlockKind.TABLE, "Total debt 100 90", "note7"),
    ]
    document = written(parts, titles={"note7": "Debt"})
    piece = packed(document).packets[-1].pieces[0]
    assert document.text[piece.start : piece.end] == "Total debt 100 90"
    assert (piece.title, piece.context) == ("Debt", "Term Loan\n(in millions)")


def test_a_unit_line_inside_the_piece_is_not_told_twice() -> None:
    document = written([paragraph("Debt (in millions)"), Part(BlockKind.TABLE, "Total debt 100 90")])
    (packet,) = packed(document).packets
    assert [piece.context for piece in packet.pieces] == [""]


def test_a_piece_that_begins_within_a_speech_is_told_who_speaks() -> None:
    speech = Part(BlockKind.SPEECH, DEAL, "call.prepared", "Ada Birch, CFO", SpeakerKind.COMPANY)
    question = Part(BlockKind.SPEECH, "How much?", "call.prepared", "Tom Reed, Elm Securities", SpeakerKind.ANALYST)
    document = written([speech, question, speech], Form.CALL)
    packing = packed(document)
    assert [piece.context for packet in packing.packets for piece in packet.pieces] == ["Ada Birch, CFO speaks"] * 2
    assert [one.reason for one in packing.left] == ["a question or the operator: no statement of the company"]


def test_running_heads_and_contents_are_not_listed_and_only_contents_part_what_they_stand_between() -> None:
    def between(kind: BlockKind) -> list[list[str]]:
        document = written([paragraph("one"), Part(kind, "Maplewood 10-Q"), paragraph("two")])
        packing = packed(document)
        assert packing.left == ()
        return texts(document, packing)

    assert between(BlockKind.FURNITURE) == [["one\n\nMaplewood 10-Q\n\ntwo"]]
    assert between(BlockKind.CONTENTS) == [["one", "two"]]
