"""All deals as one HTML file: filtered, sorted, and each row opened on the page its quote stands on.

Nothing in it comes from outside. The table is there without a script; quotes and pictures of pages are data that the
script shows as text and images, never as markup.
"""

from __future__ import annotations

import base64
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import onefile
from pipeline.export.words import CHANGES, FORMS, KINDS, PAYERS, REVIEWS, STRENGTHS
from pipeline.inert import address, clean, cut
from pipeline.records import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.export.rows import Row
    from pipeline.records import Evidence
    from pipeline.records.places import Picture, Seen

MOST_ROWS = 5000
"""A browser still answers at once; a row takes three kilobytes with its quotes."""
_FINE = 10_000
"""A place on a page is told in so many steps of its width and height."""
_LONGEST_WHAT = 120
_FOLDER = Path(__file__).resolve().parent / "view"

Span = tuple[int, int]


class Shown(NamedTuple):
    """What can be shown of one document beside its quotes. ``why`` says what cannot, empty where all can.

    ``link`` leads from the file to the document, empty where it must not or cannot. ``around`` are the words before a
    quote, its own and those after it; ``seen`` its lines on a page; ``pictures`` the pages that were drawn.
    """

    why: str = ""
    link: str = ""
    around: Mapping[Span, tuple[str, str, str]] = {}
    seen: Mapping[Span, Sequence[Seen]] = {}
    pictures: Mapping[int, Picture] = {}


class _Line(NamedTuple):
    """One row of the table as printed."""

    company: str
    ticker: str
    document: str
    party: str
    kind: str
    what: str
    payer: str
    amount: str
    strength: str
    binding: str
    when: str
    change: str
    review: str
    page: int


def deals_html(rows: Sequence[Row], shown: Mapping[str, Shown], notes: Sequence[str] = ()) -> str:
    """Write the page; ``shown`` is by the stem of the fact file, ``notes`` are sentences on what is not in it."""
    stems = list(dict.fromkeys(row.stem for row in rows))
    number = {stem: place for place, stem in enumerate(stems)}
    first = {row.stem: row for row in reversed(rows)}
    documents = [_document(first[stem], shown.get(stem, Shown())) for stem in stems]
    told = {
        "documents": documents,
        "deals": [_deal(row, number[row.stem], shown.get(row.stem, Shown())) for row in rows],
    }
    companies = sorted({row.document.company for row in rows}, key=str.casefold)
    return onefile.page(
        _FOLDER,
        "deals",
        printed=_printed,
        images=True,
        title="Deals, each with the page it is stated on",
        headline=f"{_count(len(rows), 'deal')} in {_count(len(stems), 'document')} of "
        f"{_count(len(companies), 'company', 'companies')}.",
        notes=notes,
        lines=[_line(row) for row in rows],
        companies=companies,
        kinds=[(kind.value, words) for kind, words in KINDS.items() if any(row.deal.type is kind for row in rows)],
        strengths=[(strength.value, words) for strength, words in STRENGTHS.items()],
        changes=[(change, words) for change, words in CHANGES.items() if any(_change(row) == change for row in rows)],
        reviews=_reviews(rows),
        units=sorted({row.main.unit for row in rows if row.main}, key=lambda unit: (unit != "USD", unit)),
        told=onefile.data(told),
        pictures=list(_pictures(stems, shown)),
    )


def _printed(value: Any) -> Any:
    return clean(value) if type(value) is str else value


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _document_name(row: Row) -> str:
    document = row.document
    form = FORMS[document.form] + ("/A" if document.amendment else "")
    return f"{form} {document.day.isoformat()}" if document.day else form


def _line(row: Row) -> _Line:
    deal, dates = row.deal, row.deal.dates
    when = [
        f"{words} {day}" for words, day in (("signed", dates.signed), ("from", dates.start), ("to", dates.end)) if day
    ]
    return _Line(
        company=row.document.company,
        ticker=row.document.ticker or "",
        document=_document_name(row),
        party=deal.counterparty.name,
        kind=KINDS[deal.type],
        what=_what(row),
        payer=PAYERS[deal.payer],
        amount=row.chosen.words,
        strength=STRENGTHS[deal.binding],
        binding=deal.binding.value,
        when=", ".join(when),
        change=CHANGES.get(_change(row), ""),
        review=REVIEWS[_review(row)],
        page=row.leading.page,
    )


def _what(row: Row) -> str:
    """Say what the amount is of, where that says more than the kind."""
    what = row.main.what.replace("the filer", "the company") if row.main else ""
    return "" if clean(what).casefold() == KINDS[row.deal.type] else cut(what, _LONGEST_WHAT)


def _change(row: Row) -> str:
    return row.deal.change.state if row.deal.change else ""


def _review(row: Row) -> str:
    review = row.deal.review
    if review is None:
        return ""
    return "stale" if review.stale else review.decision


def _reviews(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Give what there is to choose from: nothing where nobody reviewed anything."""
    found = {_review(row) for row in rows}
    return [(state or "none", words) for state, words in REVIEWS.items() if state in found] if found - {""} else []


def _document(row: Row, shown: Shown) -> dict[str, Any]:
    document = row.document
    return {
        "name": clean(f"{document.company}, {_document_name(row)}"),
        "path": clean(document.path),
        "link": address(shown.link) if shown.link else "",
        "why": clean(shown.why),
        "pdf": document.media == "pdf",
        "paged": document.media == "pdf" or document.pages > 1,
        "stem": clean(row.stem),
    }


def _deal(row: Row, document: int, shown: Shown) -> dict[str, Any]:
    deal, main = row.deal, row.main
    party = deal.counterparty
    titles = {section.key: section.title for section in row.facts.coverage.sections}
    return {
        "id": clean(deal.id),
        "doc": document,
        "number": row.number,
        "company": clean(row.document.company),
        "type": deal.type.value,
        "strength": deal.binding.value,
        "change": _change(row),
        "review": _review(row) or "none",
        "party": clean(party.name),
        "names": clean(" ".join((*party.aliases, *party.as_written, party.ticker or "", row.document.ticker or ""))),
        "amount": None if main is None else float(main.value),
        "unit": "" if main is None else clean(main.unit),
        "day": row.document.day.isoformat() if row.document.day else "",
        "when": deal.dates.signed or deal.dates.start or deal.dates.end or "",
        "told": _told(row),
        "quotes": [_quote(piece, shown, titles) for piece in deal.evidence],
    }


def _told(row: Row) -> list[tuple[str, str]]:
    """Give what the panel tells of a deal beside its quotes."""
    deal = row.deal
    amounts = [
        f"{Decimal(plain(amount.value)):,} {amount.unit} ({amount.what}{', ' * bool(amount.what)}“{amount.as_written}”)"
        for amount in deal.amounts
    ]
    others = [f"{other.about}: {other.said}, page {deal.evidence[other.evidence].page}" for other in deal.disagreements]
    said = (
        ("Amounts", "; ".join(amounts)),
        ("Proved by", deal.binding_phrase or ""),
        ("Depends on", "; ".join(deal.conditions)),
        ("Also called", ", ".join(deal.counterparty.aliases)),
        ("Related party", "yes" if deal.related_party else ""),
        ("Said otherwise", "; ".join(others)),
        ("Before", _before(row)),
        ("Reviewed", _reviewed(row)),
        ("Id", deal.id),
    )
    return [(label, clean(words)) for label, words in said if words]


def _before(row: Row) -> str:
    change = row.deal.change
    if change is None:
        return ""
    where = (change.was or "", f"page {change.page}" if change.page else "", change.stem or "")
    return ", ".join(each for each in where if each)


def _reviewed(row: Row) -> str:
    review = row.deal.review
    if review is None:
        return ""
    parts = [REVIEWS[review.decision]]
    parts += [f"by {review.by}"] if review.by else []
    parts += [f"on {review.on.isoformat()}"] if review.on else []
    parts += [f"on that person's word: {', '.join(review.unproved)}"] if review.unproved else []
    parts += [f"changed since: {', '.join(review.stale)}"] if review.stale else []
    return ", ".join(parts)


def _quote(piece: Evidence, shown: Shown, titles: Mapping[str, str]) -> dict[str, Any]:
    span, section = (piece.start, piece.end), piece.section or ""
    before, own, after = (_lines(words) for words in shown.around.get(span, ("", piece.quote, "")))
    return {
        "page": piece.page,
        "where": clean(", ".join(each for each in (titles.get(section, section), piece.speaker) if each)),
        "words": [before, own, after],
        "boxes": [
            [
                box.page,
                *(round(edge * _FINE) for edge in (box.left, box.top, box.right - box.left, box.bottom - box.top)),
            ]
            for box in shown.seen.get(span, ())
            if box.page in shown.pictures
        ],
    }


def _lines(words: str) -> str:
    """Clean text line by line: lines stay as the document has them, without the empty ones between."""
    inner = "\n".join(line for line in map(clean, words.splitlines()) if line)
    return f"{_edge(words[: -len(words.lstrip())])}{inner}{_edge(words[len(words.rstrip()) :])}"


def _edge(white: str) -> str:
    return "\n" if "\n" in white else " " if white else ""


class _Sheet(NamedTuple):
    """The picture of a page, shared by all quotes on it."""

    key: str
    width: int
    height: int
    content: str


def _pictures(stems: Sequence[str], shown: Mapping[str, Shown]) -> Iterator[_Sheet]:
    for place, stem in enumerate(stems):
        for page, picture in sorted(shown.get(stem, Shown()).pictures.items()):
            content = base64.b64encode(picture.png).decode("ascii")
            yield _Sheet(f"p{place}-{page}", round(picture.width), round(picture.height), content)
