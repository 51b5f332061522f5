"""Quotes in their place: with the words around them, or marked in a copy of the PDF.

The command line calls ``sources`` and ``highlighted``; ``work`` runs in the process that reads.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import Corrupt, ReadError, SettingsError, Unavailable
from pipeline.inert import clean
from pipeline.run.apart import apart
from pipeline.run.filed import facts_in, filed, of_facts
from pipeline.run.gates import Line
from pipeline.run.jobs import Copied, Marking, Quoting, Surroundings
from pipeline.run.lookup import fact_files
from pipeline.run.story import deal_line, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.config import Settings
    from pipeline.records import Deal, Document
    from pipeline.run.filed import Filed

WORK = __name__
"""The module the process imports; it has the function ``work``."""
AROUND = 300
"""So many characters before and after a quote are shown, cut at words."""
COLOURS = {"done": "bbf7d0", "firm": "fde68a", "conditional": "fed7aa", "intent": "fbcfe8"}
"""By how binding a deal is; all others are grey."""
OTHER = "e5e7eb"


class Shown(NamedTuple):
    """What there is to show, and whether it is whole: not where a document is gone. ``open_at`` is a file's address."""

    text: str
    whole: bool
    open_at: str | None


def sources(wanted: str, settings: Settings, names: Sequence[str] = ()) -> Shown:
    """Tell where the deal with this id, or the only one that begins so, is stated, in every document that states it.

    Newest first; only in the documents of the companies that are named. Raises ``SettingsError`` where no fact file has
    such a deal, where several begin so, and where several companies have one: an id is a company's own.
    """
    found = _begun(wanted, settings, names)
    if not found:
        reason = f"no briefing{' of these' * bool(names)} in {settings.output}/ has a deal {wanted}"
        raise SettingsError(reason, remedy="the ids stand in the fact files; briefs explain FILE lists them")
    ids = {deal.id for _, deal in found}
    if len(ids) > 1 and wanted not in ids:
        raise SettingsError(f"several deals begin with {wanted}: {', '.join(sorted(ids))}", remedy="name one of them")
    named = wanted if wanted in ids else ids.pop()
    found = [(path, deal) for path, deal in found if deal.id == named]
    companies = sorted({path.parent.name for path, _ in found})
    if len(companies) > 1:
        reason = f"several companies have a deal {named}: {', '.join(companies)}"
        raise SettingsError(reason, remedy=f"name one of them: briefs source {named} {companies[0]}")
    told = [_stated(of_facts(path, settings), deal, settings) for path, deal in found]
    text = "\n".join(one.text for one in told)
    return Shown(text, all(one.whole for one in told), told[0].open_at)


def _begun(wanted: str, settings: Settings, names: Sequence[str]) -> list[tuple[Path, Deal]]:
    """Find the deals whose id begins so, with their fact files, of the newest document first."""
    found: list[tuple[str, Path, Deal]] = []
    for path in fact_files(Path(settings.output), names):
        try:
            if f'"id": "{wanted}'.encode() not in path.read_bytes():  # most files need not be read as records
                continue
            facts = facts_in(path)
        except (OSError, SettingsError):
            continue  # briefs run and briefs lint tell of it
        day = facts.document.day
        found += [(day.isoformat() if day else "", path, deal) for deal in facts.deals if deal.id.startswith(wanted)]
    newest = sorted(found, key=lambda each: (each[0], each[1].as_posix()), reverse=True)
    return [(path, deal) for _, path, deal in newest]


def highlighted(path: Path, settings: Settings) -> tuple[Copied, Filed]:
    """Give a copy of the PDF behind a page, a fact file or a document, with every quote of its deals marked.

    Raises ``SettingsError`` where there is no briefing of it, it is no PDF, or it is gone.
    """
    found = filed(path, settings)
    if found.facts is None:
        raise SettingsError(found.why, path=path.as_posix(), remedy="brief it first: briefs run FILE")
    if found.facts.document.media != "pdf":
        reason = "the document is no PDF"
        raise SettingsError(
            reason, path=found.shown(), remedy="see its quotes in their text: briefs export --html FILE"
        )
    if found.source is None:
        raise SettingsError(found.why, remedy="put the document where it was, or name it outright")
    quotes = tuple(
        (number, clean(f"{number}. {deal_line(deal)}"), COLOURS.get(deal.binding, OTHER), piece.start, piece.end)
        for number, deal in enumerate(found.facts.deals, start=1)
        for piece in deal.evidence
    )
    asked = Marking(str(found.source.absolute()), found.shown(), found.facts.document.sha256, quotes)
    return apart(asked, Copied, WORK, settings), found


def work(asked: Quoting | Marking) -> Surroundings | Copied:
    """Read one document and show quotes in it. Raises what the reader raises, ``Unavailable`` where it changed."""
    from pipeline.read import read  # noqa: PLC0415  (the parent needs no room)

    document = read(Path(asked.path), asked.shown)
    if document.sha256 != asked.sha256:
        raise Unavailable("the file changed since it was briefed", path=asked.shown)
    if isinstance(asked, Quoting):
        told = tuple(around(document.text, start, end) for start, end in asked.spans)
        return _drawn(document, asked, told) if asked.pages and document.media == "pdf" else Surroundings(told)
    from pipeline.look import Mark, marked  # noqa: PLC0415  (as above)
    from pipeline.read.places import PdfPlaces  # noqa: PLC0415  (as above)

    with PdfPlaces(document, Path(asked.path)) as places:
        # In the order of the text no page is opened twice.
        laid = {(start, end): places.lines(start, end) for *_, start, end in sorted(asked.quotes, key=lambda q: q[3:])}
    marks = [
        Mark(number, note, colour, at) for number, note, colour, start, end in asked.quotes if (at := laid[start, end])
    ]
    pages = sorted({place.page for mark in marks for place in mark.places})
    deals = len({mark.number for mark in marks})
    return Copied(marked(Path(asked.path), marks), tuple(pages), deals, len(asked.quotes) - len(marks))


def _drawn(document: Document, asked: Quoting, told: tuple[tuple[str, str, str], ...]) -> Surroundings:
    """Draw the pages asked for, and find the lines of each span on them; only the words where no page can be drawn."""
    from pipeline.read.places import PdfPlaces  # noqa: PLC0415  (the parent needs no room)

    try:
        places = PdfPlaces(document, Path(asked.path))
    except Corrupt:
        return Surroundings(told)
    with places:
        # In the order of the text no page is opened twice.
        wanted = [span for span in sorted(asked.spans) if document.page_at(span[0]) in asked.pages]
        seen = {span: places.seen(*span) for span in wanted}
        pages = sorted({box.page for boxes in seen.values() for box in boxes} | asked.pages)
        pictures = tuple((page, picture) for page in pages if (picture := places.picture(page)) is not None)
    return Surroundings(told, tuple(seen.get(span, ()) for span in asked.spans), pictures)


def _stated(found: Filed, deal: Deal, settings: Settings) -> Shown:
    """Tell of one deal in one document."""
    why, around = found.why, tuple(("", piece.quote, "") for piece in deal.evidence)
    if found.source is not None and found.facts is not None:
        spans = tuple((piece.start, piece.end) for piece in deal.evidence)
        asked = Quoting(str(found.source.absolute()), found.shown(), found.facts.document.sha256, spans)
        try:
            around = apart(asked, Surroundings, WORK, settings).told
        except ReadError as error:
            why = error.reason
    filer = f"{clean(found.facts.document.company)}, " if found.facts is not None else ""
    lines = [Line(0, f"{filer}{found.shown()}"), Line(0, deal_line(deal))]
    if why:
        lines.append(Line(0, f"({why}: the quotes stand as they were kept)"))
    for piece, (before, quote, after) in zip(deal.evidence, around, strict=True):
        where = ", ".join(clean(each) for each in (f"page {piece.page}", piece.section, piece.speaker) if each)
        words = f"{before}>>>{quote}<<<{after}".splitlines()
        lines += [
            Line(0, ""),
            Line(0, f"{where}:"),
            *(Line(1, line) for line in words if line.strip()),
        ]
    open_at = None
    if found.source is not None:
        open_at = f"{found.source.resolve().as_uri()}#page={deal.evidence[0].page}"
    return Shown(told(lines), not why, open_at)


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Give the words before a span, its own and those after it, cut at words; lines stay as the document has them."""
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    if start > AROUND:
        before = f"... {before.partition(' ')[2]}"
    if end + AROUND < len(text):
        after = f"{after.rpartition(' ')[0]} ..."
    return before, text[start:end], after
