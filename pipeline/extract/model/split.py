"""A passage whose answer was cut off is asked about in two halves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.records import Document, Passage

_SHORTEST = 400


def halves(document: Document, passage: Passage) -> tuple[Passage, Passage] | None:
    """Part a passage at the paragraph end nearest its middle; None when it is too short to be parted.

    A table is parted only when there is nothing else, and then between rows, so that no row loses its figures.
    """
    middle = (passage.start + passage.end) // 2
    for cuts in (_paragraph_ends(document, passage), _row_ends(document, passage), _line_ends(document, passage)):
        inside = [cut for cut in cuts if passage.start + _SHORTEST <= cut <= passage.end - _SHORTEST]
        if inside:
            cut = min(inside, key=lambda place: (abs(place - middle), place))
            return _part(passage, passage.start, cut, "1"), _part(passage, cut, passage.end, "2")
    return None


def _part(passage: Passage, start: int, end: int, name: str) -> Passage:
    share = (end - start) / (passage.end - passage.start)
    return passage.model_copy(
        update={"start": start, "end": end, "key": f"{passage.key}.{name}", "tokens": int(passage.tokens * share) + 1}
    )


def _paragraph_ends(document: Document, passage: Passage) -> Iterator[int]:
    return (block.end for block in document.blocks if passage.start < block.end < passage.end)


def _row_ends(document: Document, passage: Passage) -> Iterator[int]:
    for table in document.tables:
        yield from (row.end for row in table.rows if passage.start < row.end < passage.end)


def _line_ends(document: Document, passage: Passage) -> Iterator[int]:
    place = document.text.find("\n", passage.start, passage.end)
    while place != -1:
        yield place + 1
        place = document.text.find("\n", place + 1, passage.end)
