"""What the page of all deals shows of their documents: the words around each quote and the pages these stand on.

Documents are read in processes of their own, several at once, under the limits of the settings.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import BriefsError
from pipeline.export import Shown
from pipeline.run.filed import of_facts
from pipeline.run.inputs import named
from pipeline.run.jobs import Quoting, Surroundings
from pipeline.run.pool import Pool
from pipeline.run.quoting import WORK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pipeline.config import Settings
    from pipeline.export import Row

MOST_PAGES = 500
"""Pictures in one file, unless more are asked for: 40 megabytes."""


class Drawing(NamedTuple):
    """How much is shown of the documents: whether they are read at all, and how many pages are drawn at most.

    ``heard`` is told of each document that was read: how many were, of how many, and its name.
    """

    reading: bool = True
    pages: int = MOST_PAGES
    heard: Callable[[int, int, str], None] = lambda *_: None


class Lacking(NamedTuple):
    """What is not on the page, in sentences.

    ``gone`` are documents that are not there, changed, or could not be read. ``limits`` left out what a person did not
    ask for or a browser would not bear: no fault.
    """

    gone: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


_UNREAD = "No document was read: the quotes stand alone, without the words and the page around them"
_UNDRAWN = "are not in it as pictures: their quotes stand in the words around them"


class Sheets:
    """Reads the documents behind rows."""

    def __init__(self, output: Path, page: Path, settings: Settings) -> None:
        """``page`` is the file that will show them: links lead from its folder."""
        self._output, self._page, self._settings = output, page, settings

    def of(self, rows: Sequence[Row], drawing: Drawing) -> tuple[dict[str, Shown], Lacking]:
        """Give what there is to show by the stem of the fact file, and what there is not."""
        if not drawing.reading:
            return {}, Lacking(limits=(_UNREAD,))
        stems = list(dict.fromkeys(row.stem for row in rows))
        pages = _pages(rows)
        asked, shown = self._asked(rows, stems, pages[: drawing.pages])
        shown |= self._told(asked, drawing)
        left_out = sum(not shown[stem].why and page not in shown[stem].pictures for stem, page in pages)
        limits = (f"{left_out} more pages {_UNDRAWN}",) if left_out else ()
        return shown, Lacking(tuple(f"{stem}: {shown[stem].why}" for stem in stems if shown[stem].why), limits)

    def _asked(
        self, rows: Sequence[Row], stems: Sequence[str], pages: Sequence[tuple[str, int]]
    ) -> tuple[dict[str, tuple[Quoting, str]], dict[str, Shown]]:
        """Find the documents: what is asked of those that are there with a link to each, and why others are not."""
        spans: dict[str, set[tuple[int, int]]] = {stem: set() for stem in stems}
        for row in rows:
            spans[row.stem] |= {(piece.start, piece.end) for piece in row.deal.evidence}
        asked, gone = {}, {}
        for stem in stems:
            found = of_facts(self._output / f"{stem}.json", self._settings)
            if found.source is None or found.facts is None:
                gone[stem] = Shown(why=found.why)
                continue
            source = found.source.absolute()
            quoting = Quoting(
                str(source),
                found.shown(),
                found.facts.document.sha256,
                tuple(sorted(spans[stem])),
                frozenset(page for each, page in pages if each == stem),
            )
            asked[stem] = quoting, _link(self._page, source)
        return asked, gone

    def _told(self, asked: dict[str, tuple[Quoting, str]], drawing: Drawing) -> dict[str, Shown]:
        """Let processes read the documents, in any order."""
        settings, stems = self._settings, list(asked)
        size = min(settings.jobs or os.cpu_count() or 1, len(stems)) or 1
        shown: dict[str, Shown] = {}
        with Pool(size, settings.read.seconds, settings.read.megabytes, WORK) as pool:
            for place, stem in enumerate(stems):
                pool.submit(place, asked[stem][0])
            while len(shown) < len(stems):
                for place, outcome, _ in pool.poll():
                    stem = stems[place]
                    shown[stem] = _shown(*asked[stem], outcome)
                    drawing.heard(len(shown), len(stems), asked[stem][0].shown)
        return shown


def _pages(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """Give the pages of PDFs that quotes stand on, those of leading quotes first, in the order of the rows."""
    pdfs = [row for row in rows if row.document.media == "pdf"]
    leading = [(row.stem, row.leading.page) for row in pdfs]
    others = [(row.stem, piece.page) for row in pdfs for piece in row.deal.evidence]
    return list(dict.fromkeys([*leading, *others]))


def _link(page: Path, source: Path) -> str:
    """Lead from the page to a document, where both share a folder other than the root of the disk."""
    way = named(source, page)
    return way.shown if way.link else ""


def _shown(asked: Quoting, link: str, outcome: object) -> Shown:
    if isinstance(outcome, BriefsError):
        return Shown(why=outcome.reason, link=link)
    if not isinstance(outcome, Surroundings):
        raise TypeError(outcome)  # an answer to another question
    seen = dict(zip(asked.spans, outcome.seen, strict=True)) if outcome.seen else {}
    return Shown("", link, dict(zip(asked.spans, outcome.told, strict=True)), seen, dict(outcome.pictures))
