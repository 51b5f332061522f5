"""A view as one HTML file: boxes over the pictures of pages, or marks in the text where there are no pictures.

Nothing in it comes from outside, and its own security policy lets nothing run but the program's own script: text of a
filing is shown as text even if an escape were forgotten.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from pipeline import onefile
from pipeline.look.grids import Grid, grids
from pipeline.look.inline import Piece, pieces
from pipeline.look.measure import PageMeasure, measured_page, measured_pages, measured_sections
from pipeline.look.shapes import Shapes, shapes
from pipeline.look.words import KINDS, facts, flags, headline, inert, page_name, reading, speaker_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.look.choice import View
    from pipeline.records import Page
    from pipeline.records.places import Picture, Seen

MOST_PICTURES = 200
"""So many pages are in one file; a longer document is looked at in parts. A page takes about 60 kilobytes."""
OVERLAYS = {
    "cell": "a figure of a table: point at it",
    "section": "where an Item, a note or a part of a call begins",
    "order": "the order in which the blocks of a page are read",
    "scale": "a line that scales figures",
    "definition": "a name that is introduced",
}
OFF_AT_FIRST = frozenset(("definition",))
COVERAGE = ("pages_without_text", "pictures", "partial", "losses", "warnings")
SECTION = ("start", "end", "key", "title", "first_page", "last_page", "state")
_FOLDER = Path(__file__).resolve().parent / "view"


class Sheets(Protocol):
    """Where text stands on the pages of a file, and what they look like."""

    def seen(self, start: int, end: int) -> tuple[Seen, ...]:
        """Give a rectangle for each line of a span, as shares of its page's picture."""

    def picture(self, number: int) -> Picture | None:
        """Draw a page, or give None where it cannot be drawn."""


class _Leaf(NamedTuple):
    """One page as shown: ``shapes`` over its ``picture``, and as ``pieces`` of text what has no place there."""

    page: Page
    name: str
    measured: PageMeasure
    keys: tuple[str, ...]
    picture: str
    shapes: Shapes | None
    pieces: tuple[Piece, ...]
    grids: tuple[Grid, ...]

    def begun(self) -> tuple[str, ...]:
        """The keys of the sections that begin on it."""
        if self.shapes is not None:
            return tuple(ribbon.key for ribbon in self.shapes.ribbons)
        return tuple(key for piece in self.pieces for key, _ in piece.sections)


def as_html(view: View, sheets: Sheets | None) -> str:
    """Show the pages a view touches, at most ``MOST_PICTURES``. ``sheets`` is None where there are no pictures."""
    document = view.document
    leaves = [_leaf(view, page, sheets) for page in view.pages[:MOST_PICTURES]]
    return onefile.page(
        _FOLDER,
        "view",
        printed=_printed,
        images=True,
        headline=headline(document),
        path=document.path,
        document=document,
        facts=facts(document),
        reading=reading(document),
        doubts=flags(document.coverage, COVERAGE),
        warnings=document.coverage.warnings,
        pages=measured_pages(document),
        shown={leaf.page.number for leaf in leaves},
        left_out=left_out(view),
        sections=[(each, flags(each.section, SECTION)) for each in measured_sections(document)],
        tables=tuple(enumerate(document.tables, start=1)),
        begun={key for leaf in leaves for key in leaf.begun()},
        tabled={grid.number for leaf in leaves for grid in leaf.grids if grid.first},
        speakers=[speaker_line(speaker) for speaker in document.speakers],
        legend=_legend(leaves),
        leaves=leaves,
        chosen=view.table,
    )


def left_out(view: View) -> str:
    """Say which pages of a view are not in its HTML, empty where all are."""
    pages = view.pages
    if len(pages) <= MOST_PICTURES:
        return ""
    first, last = pages[MOST_PICTURES].number, pages[-1].number
    return f"pages {first} to {last} are not in it: see them with --page {first}-{last}, or choose a section or table"


def _leaf(view: View, page: Page, sheets: Sheets | None) -> _Leaf:
    document = view.document
    picture = None if sheets is None else sheets.picture(page.number)
    part = (page.start, page.end) if picture is not None else view.part(page)
    drawn = None if picture is None or sheets is None else shapes(document, page, picture, sheets.seen)
    spans = (part,) if drawn is None else drawn.unplaced
    return _Leaf(
        page=page,
        name=page_name(page, len(document.pages)),
        measured=measured_page(document, page),
        keys=tuple(each.key for each in document.sections if each.start < part[1] and part[0] < each.end),
        picture="" if picture is None else f"data:image/png;base64,{base64.b64encode(picture.png).decode('ascii')}",
        shapes=drawn,
        pieces=tuple(piece for start, end in spans for piece in pieces(document, start, end)),
        grids=grids(document, *part),
    )


class _Kind(NamedTuple):
    """A line of the legend; ``number`` is how many of the kind there are."""

    name: str
    meaning: str
    number: int
    on: bool


def _legend(leaves: Sequence[_Leaf]) -> list[_Kind]:
    """Count what is marked on the pages shown; a kind that is nowhere is left out."""
    counts: dict[str, int] = {}
    for leaf in leaves:
        names = [name for piece in leaf.pieces for name in piece.kinds() if name != "section" or leaf.shapes is None]
        names += () if leaf.shapes is None else leaf.shapes.kinds()
        for name in names:
            counts[name] = counts.get(name, 0) + 1
    meanings = {**KINDS, **OVERLAYS}
    return [_Kind(name, meanings[name], counts[name], name not in OFF_AT_FIRST) for name in meanings if name in counts]


def _printed(value: Any) -> Any:
    return inert(value) if type(value) is str else value
