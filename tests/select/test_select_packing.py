"""Packets and what is left cover every block once, whatever the document, the hints and the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import BlockKind, Form, SpeakerKind
from pipeline.select import pack, select
from tests.select.written import Part, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Document, Packing

UNLISTED = {BlockKind.FURNITURE, BlockKind.CONTENTS}
SENTENCES = st.sampled_from(
    [
        "In June 2026 we entered into an agreement to purchase wafers for $4.5 billion from Birch Foundry Inc.",
        "Revenue is recognized when control passes to the customer.",
        "Our business could be harmed by competition.",
        "Future payments are as follows:",
        "Under this agreement we may borrow up to $2 billion.",
        "(in millions)",
        "The weather was mild.",
        "word " * 300,
    ]
)
WORDS = st.tuples(st.lists(SENTENCES, min_size=1, max_size=12), st.sampled_from([" ", "\n", "\n\n"])).map(
    lambda made: made[1].join(made[0])
)
PARTS = st.builds(
    Part,
    st.sampled_from(BlockKind),
    WORDS,
    st.sampled_from(["", "note1", "note2", "part2.item1a", "part2.item6"]),
    voice=st.sampled_from([None, SpeakerKind.ANALYST, SpeakerKind.COMPANY]),
)
HINTS = st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 300)), max_size=4).map(
    lambda spans: [(start, start + length) for start, length in spans]
)


def times_covered(document: Document, packing: Packing) -> list[int]:
    """For each letter of the blocks that are no furniture and no contents: in how many pieces or stretches it is."""
    steps = [0] * (len(document.text) + 1)
    for piece in [*(piece for packet in packing.packets for piece in packet.pieces), *packing.left]:
        steps[piece.start] += 1
        steps[piece.end] -= 1
    count, now = [], 0
    for step in steps:
        now += step
        count.append(now)
    return [
        count[at]
        for block in document.blocks
        if block.kind not in UNLISTED
        for at in range(block.start, block.end)
        if not document.text[at].isspace()
    ]


@given(
    parts=st.lists(PARTS, max_size=30),
    form=st.sampled_from(Form),
    thorough=st.booleans(),
    budget=st.integers(5, 3000),
    hints=HINTS,
)
def test_every_block_is_asked_or_left_exactly_once(
    *, parts: list[Part], form: Form, thorough: bool, budget: int, hints: list[tuple[int, int]]
) -> None:
    document = written(parts, form)
    packing = pack(document, select(document), hints=hints, thorough=thorough, budget=budget)
    assert set(times_covered(document, packing)) <= {1}
    asked = [piece for packet in packing.packets for piece in packet.pieces]
    assert asked == sorted(asked, key=lambda piece: piece.start)
    keys = [packet.key for packet in packing.packets]
    assert len(keys) == len(set(keys))
    assert all(packet.pieces for packet in packing.packets)
    assert all(one.reason for one in packing.left)
    for block in document.blocks:
        if block.kind not in UNLISTED and any(start < block.end and block.start < end for start, end in hints):
            assert not any(one.start < block.end and block.start < one.end for one in packing.left)


@given(st.lists(PARTS, max_size=30), st.sampled_from(Form), HINTS)
def test_thorough_asks_all_that_is_asked_otherwise_and_the_same_every_time(
    parts: list[Part], form: Form, hints: list[tuple[int, int]]
) -> None:
    document = written(parts, form)
    selection = select(document)
    some, everything = (pack(document, selection, hints=hints, thorough=thorough) for thorough in (False, True))
    asked = {at for packet in some.packets for piece in packet.pieces for at in range(piece.start, piece.end)}
    left = {at for one in everything.left for at in range(one.start, one.end) if not document.text[at].isspace()}
    assert not asked & left
    assert pack(document, selection, hints=hints) == some


@pytest.mark.parametrize(
    "name",
    [
        "ADBE_2022_Q2_10-Q.pdf",
        "AMZN_2025_Q3_call.html",
        "AVGO_2025_Q2_call.txt",
        "CRWV_2025-03-31_10-Q.txt",
        "HHCA_1997_8-K.txt",
        "INTC_2022-11-22_8-K.pdf",
        "LMT_tables.pdf",
        "META_2025_Q3_call.pdf",
        "TSLA_2025-09-30_10-Q.htm",
    ],
)
def test_every_block_of_a_real_filing_is_asked_or_left_exactly_once(
    filing: Callable[[str], Document], name: str
) -> None:
    document = filing(name)
    selection = select(document)
    for packing in (pack(document, selection), pack(document, selection, thorough=True, budget=1_000)):
        assert packing.packets
        assert set(times_covered(document, packing)) == {1}
