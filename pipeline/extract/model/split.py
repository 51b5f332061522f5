"""A packet whose question or answer was too long is asked about in two halves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.lexis import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.records import Document, Packet, Piece

_SHORTEST = 400


def halves(document: Document, packet: Packet) -> tuple[Packet, Packet] | None:
    """Part a packet between two pieces, or its only piece at a paragraph's end; None when it is too short.

    The cut is the one nearest the middle. A table is parted only when there is nothing else, and then between rows, so
    that no row loses its figures; the second half carries the heads of the columns. Where a paragraph is all there is,
    it is parted between sentences.
    """
    if sum(piece.end - piece.start for piece in packet.pieces) < 2 * _SHORTEST:
        return None
    parts = _between(packet) if len(packet.pieces) > 1 else _within(document, packet.pieces[0])
    return None if parts is None else (_part(packet, parts[0], "1"), _part(packet, parts[1], "2"))


def _between(packet: Packet) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    lengths = [piece.end - piece.start for piece in packet.pieces]
    cut = min(range(1, len(lengths)), key=lambda count: (abs(2 * sum(lengths[:count]) - sum(lengths)), count))
    return packet.pieces[:cut], packet.pieces[cut:]


def _within(document: Document, piece: Piece) -> tuple[tuple[Piece], tuple[Piece]] | None:
    middle = (piece.start + piece.end) // 2
    for places in (_paragraph_ends, _row_ends, _sentence_ends, _line_ends):
        inside = [cut for cut in places(document, piece) if piece.start + _SHORTEST <= cut <= piece.end - _SHORTEST]
        if inside:
            cut = min(inside, key=lambda place: (abs(place - middle), place))
            context = _under(document, piece, cut)
            second = piece.model_copy(update={"start": cut, "context": context})
            return (piece.model_copy(update={"end": cut}),), (second,)
    return None


def _under(document: Document, piece: Piece, cut: int) -> str:
    """Give the context of what follows a cut: within a table also its title and the heads of its columns."""
    table = document.table_at(cut)
    if table is None or table.start == cut:
        return piece.context
    heads = [table.title or "", " | ".join(table.columns)]
    return "\n".join([piece.context, *(head for head in heads if head and head not in piece.context)]).strip()


def _part(packet: Packet, pieces: tuple[Piece, ...], name: str) -> Packet:
    share = _length(pieces) / _length(packet.pieces)
    return packet.model_copy(
        update={"pieces": pieces, "key": f"{packet.key}.{name}", "tokens": int(packet.tokens * share) + 1}
    )


def _length(pieces: tuple[Piece, ...]) -> int:
    return sum(piece.end - piece.start for piece in pieces)


def _paragraph_ends(document: Document, piece: Piece) -> Iterator[int]:
    return (block.end for block in document.blocks if piece.start < block.end < piece.end)


def _row_ends(document: Document, piece: Piece) -> Iterator[int]:
    for table in document.tables:
        yield from (row.end for row in table.rows if piece.start < row.end < piece.end)


def _sentence_ends(document: Document, piece: Piece) -> Iterator[int]:
    return (piece.start + end for _, end in sentences(document.text[piece.start : piece.end]))


def _line_ends(document: Document, piece: Piece) -> Iterator[int]:
    place = document.text.find("\n", piece.start, piece.end)
    while place != -1:
        yield place + 1
        place = document.text.find("\n", place + 1, piece.end)
