"""What a packet shows and where it stands; and how a packet is parted, losing nothing."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.model.shown import Ground, fold, text_of
from pipeline.extract.model.split import halves
from pipeline.records import Block, BlockKind, Document, Packet, Piece, Row, Span, Table
from tests.extract.conftest import make

WORDS = st.lists(
    st.sampled_from(["Loom", "agreed", "non-\ncancelable", "“sensors”", "$ 300", "of\u00a0steel", "ﬁrm", "1,\n200"]),
    min_size=1,
    max_size=12,
).map(" ".join)


@st.composite
def with_feet(draw: st.DrawFn) -> Document:
    """Paragraphs that run over page ends: the running foot stands inside."""
    parts, blocks, gaps = [], [], []
    at = 0
    for number in range(draw(st.integers(1, 4))):
        start = at
        before, after = draw(WORDS), draw(WORDS)
        foot = f"\n{number} FOOT\n" if draw(st.booleans()) else " "
        if foot != " ":
            gaps.append(Span(start=start + len(before), end=start + len(before) + len(foot) - 1))
        parts.append(before + foot + after)
        at += len(parts[-1])
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=at, gaps=tuple(gaps)))
        gaps = []
        parts.append("\n\n")
        at += 2
    return make("".join(parts)).model_copy(update={"blocks": tuple(blocks)})


def packet(document: Document, *cuts: int) -> Packet:
    edges = sorted({0, len(document.text), *(cut for cut in cuts if cut < len(document.text))})
    pieces = tuple(Piece(start=low, end=high) for low, high in pairwise(edges))
    return Packet(key="k", pieces=pieces, tokens=100)


@given(with_feet())
def test_no_running_foot_is_shown_and_nothing_else_is_lost(document: Document) -> None:
    text = text_of(document, Piece(start=0, end=len(document.text)))
    assert "FOOT" not in text
    dropped = sum(gap.end - gap.start for block in document.blocks for gap in block.gaps)
    assert len(text) == len(document.text) - dropped


@given(with_feet(), st.data())
def test_words_of_a_packet_are_found_where_they_stand(document: Document, data: st.DataObject) -> None:
    whole = packet(document)
    shown = text_of(document, whole.pieces[0])
    start = data.draw(st.integers(0, len(shown) - 1))
    words = shown[start : start + data.draw(st.integers(1, 40))]
    ground = Ground(document, whole)
    if not fold(words):
        return
    for low, high in ground.places(words):
        there = document.text[low:high]
        for block in document.blocks:
            for gap in block.gaps:
                there = there.replace(document.text[gap.start : gap.end], "")
        assert fold(words) in fold(there)


def test_words_stand_in_one_piece_or_nowhere() -> None:
    document = make("Ostrava Loom agreed to buy sensors.")
    ground = Ground(document, packet(document, 12))
    assert ground.holds("AGREED to")
    assert not ground.holds("Ostrava Loom agreed")
    assert ground.places("Loom") == ((8, 12),)
    assert ground.places("") == ()


@given(st.lists(st.integers(0, 3000), max_size=4), st.integers(1, 400))
def test_halves_hold_all_of_a_packet_in_its_order(cuts: list[int], sentences: int) -> None:
    document = make("Loom must buy. " * sentences)
    whole = packet(document, *cuts)
    parts = halves(document, whole)
    if parts is None:
        assert len(document.text) < 1_600
        return
    spans = [(piece.start, piece.end) for part in parts for piece in part.pieces]
    assert all(part.pieces for part in parts)
    assert spans[0][0] == 0
    assert spans[-1][1] == len(document.text)
    assert all(one[1] == other[0] for one, other in pairwise(spans))
    assert [part.key for part in parts] == ["k.1", "k.2"]


def test_a_table_is_parted_between_rows_and_the_second_half_knows_its_heads() -> None:
    lines = [f"Brightwater site {number} 1,{number:03d}" for number in range(100)]
    text = "\n".join(lines)
    rows = tuple(
        Row(start=text.index(line), end=text.index(line) + len(line), label=line.rsplit(" ", 1)[0]) for line in lines
    )
    table = Table(start=0, end=len(text), page=1, title="Commitments", columns=("2031",), rows=rows)
    block = Block(kind=BlockKind.TABLE, start=0, end=len(text))
    document = make(text).model_copy(update={"tables": (table,), "blocks": (block,)})
    parts = halves(document, packet(document))
    assert parts is not None
    first, second = parts
    assert first.pieces[0].end in {row.end for row in rows}
    assert first.pieces[0].context == ""
    assert second.pieces[0].context == "Commitments\n2031"
