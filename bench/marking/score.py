"""All marks of a folder against what this reader makes of the files."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from bench.marking.calls import score_call
from bench.marking.identity import score_identity
from bench.marking.items import score_items
from bench.marking.order import score_order
from bench.marking.tables import read_tables, score_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.marking.marks import Marks, OfOneFile, OrderMark
    from bench.marking.points import Point
    from pipeline.records import Document


Mark = TypeVar("Mark", bound="OfOneFile")


def score(marks: Marks, read: Callable[[str], Document]) -> list[Point]:
    """Score every mark, kind by kind. ``read`` gives the document of a file name; it is asked once a document."""
    points: dict[str, list[Point]] = defaultdict(list)
    for file in marks.files():
        for point in score_document(marks, file, read(file)):
            points[point.kind].append(point)
    return [point for kind in sorted(points) for point in points[kind]]


def score_document(marks: Marks, file: str, document: Document) -> Iterator[Point]:
    """Score the marks of one document."""
    for identity in _of(marks.identities, file):
        yield from score_identity(identity, document.identity)
    for items in _of(marks.items, file):
        yield from score_items(items, document)
    for page in _of(marks.pages, file):
        yield from score_order(page, page_text(document, page))
    tables = read_tables(document)
    for table in _of(marks.tables, file):
        yield from score_table(table if document.media == "pdf" else replace(table, page=None), tables)
    for call in _of(marks.calls, file):
        yield from score_call(call, document)


def page_text(document: Document, mark: OrderMark) -> str:
    """The text of the marked page; all text where the file has no pages that a person can count."""
    if document.media == "pdf":
        return next((document.text[page.start : page.end] for page in document.pages if page.number == mark.page), "")
    return document.text


def _of(marks: tuple[Mark, ...], file: str) -> list[Mark]:
    return [mark for mark in marks if mark.file == file]
