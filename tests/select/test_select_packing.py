"""Packets and what is left cover every block once, whatever the document, the hints and the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Block, BlockKind, Document, Form, Identity, Page, Scale, Section, SpeakerKind, Table
from pipeline.select import pack, select

if TYPE_CHECKING:
    from pipeline.records import Packing

SENTENCES = st.sampled_from(
    [
        "In June 2026 we entered into an agreement to purchase wafers for $4.5 billion from Birch Foundry Inc.",
        "Revenue is recognized when control passes to the customer.",
        "Our business could be harmed by competition.",
        "Future payments are as follows:",
        "Under this agreement we may borrow up to $2 billion.",
        "(in millions)",
        "The weather was mild.",
    ]
)
WORDS = st.lists(SENTENCES, min_size=1, max_size=12).map(" ".join)
BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(BlockKind), WORDS, st.sampled_from(["", "note1", "note2", "part2.item1a", "part2.item6"])
    ),
    max_size=30,
)


def made(parts: list[tuple[BlockKind, str, str]], form: Form) -> Document:
    """``parts``: kind, text, section key; neighbours with one key make one section."""
    text = ""
    blocks: list[Block] = []
    tables: list[Table] = []
    scales: list[Scale] = []
    sections: list[tuple[str, int, int]] = []
    for kind, words, key in parts:
        start = len(text)
        text += words + "\n\n"
        end = start + len(words)
        voice = SpeakerKind.ANALYST if kind is BlockKind.SPEECH and "harmed" in words else None
        blocks.append(Block(start=start, end=end, kind=kind, voice=voice))
        if kind is BlockKind.TABLE:
            tables.append(Table(start=start, end=end, page=1))
        if "(in millions)" in words:
            at = start + words.index("(in millions)")
            scales.append(Scale(start=at, end=at + 13, multiplier=1_000_000, governs_start=at, governs_end=at + 10_000))
        if key and sections and sections[-1][0] == key:
            sections[-1] = (key, sections[-1][1], len(text))
        else:
            sections.append((key, start, len(text)))
    return Document(
        path="maplewood.txt",
        sha256="0" * 64,
        media="text",
        identity=Identity(company="Maplewood Devices, Inc.", form=form),
        text=text,
        pages=(Page(start=0, end=len(text), number=1),),
        blocks=tuple(blocks),
        tables=tuple(tables),
        scales=tuple(scales),
        sections=tuple(
            Section(start=low, end=high, key=key, title=key, first_page=1, last_page=1)
            for key, low, high in sections
            if key
        ),
    )


def times_covered(document: Document, packing: Packing) -> list[int]:
    """For each character of the blocks that are no furniture and no contents: in how many pieces or stretches."""
    count = [0] * len(document.text)
    for piece in [*(piece for packet in packing.packets for piece in packet.pieces), *packing.left]:
        for at in range(piece.start, piece.end):
            count[at] += 1
    return [
        count[at]
        for block in document.blocks
        if block.kind not in {BlockKind.FURNITURE, BlockKind.CONTENTS}
        for at in range(block.start, block.end)
        if not document.text[at].isspace()
    ]


@given(
    BLOCKS,
    st.sampled_from(Form),
    st.booleans(),
    st.integers(5, 3000),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 300)), max_size=4),
)
def test_every_block_is_asked_or_left_exactly_once(
    parts: list[tuple[BlockKind, str, str]], form: Form, thorough: bool, budget: int, spans: list[tuple[int, int]]
) -> None:
    document = made(parts, form)
    hints = [(start, start + length) for start, length in spans]
    packing = pack(document, select(document), hints=hints, thorough=thorough, budget=budget)
    assert set(times_covered(document, packing)) <= {1}
    asked = [piece for packet in packing.packets for piece in packet.pieces]
    assert asked == sorted(asked, key=lambda piece: piece.start)
    keys = [packet.key for packet in packing.packets]
    assert len(keys) == len(set(keys))
    assert all(one.reason for one in packing.left)
    for block in document.blocks:
        if block.kind in {BlockKind.FURNITURE, BlockKind.CONTENTS}:
            continue
        if any(start < block.end and block.start < end for start, end in hints):
            assert not any(one.start < block.end and block.start < one.end for one in packing.left)
