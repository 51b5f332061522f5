"""The words of a view: who filed what, how much was read, and text that cannot act on a terminal."""

from __future__ import annotations

import calendar
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.look.measure import besides, measured_pages, total
from pipeline.look.numbering import runs_of
from pipeline.records import BlockKind, Form, KnownBy, PageState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.records import Block, Cell, Document, Page, Record, Speaker, Table

UNSEEN = frozenset(("Cc", "Cf", "Co", "Cs"))
SCALES = {1_000: "thousands", 1_000_000: "millions", 1_000_000_000: "billions"}
KINDS: dict[str, str] = {
    BlockKind.HEADING: "a heading",
    BlockKind.PARAGRAPH: "a paragraph",
    BlockKind.TABLE: "a table",
    BlockKind.SPEECH: "what one speaker says",
    BlockKind.CONTENTS: "the index, or a list of participants",
    BlockKind.FURNITURE: "running heads and feet, page numbers, a publisher's additions: not read as text",
    "loose": "text in no block: a fault of the program",
}
"""The kinds of text in the order of a legend, each with what it means."""
SAID = {
    "outside": "its text stands in another document",
    "recognised": "read by text recognition, so that letters and figures may be misread, on page",
}
"""Fields whose names alone do not say what they mean."""
HOW = {
    KnownBy.LIST: "in the list of participants",
    KnownBy.TITLE: "by the title or firm beside the name",
    KnownBy.CALLED: "called on for a question",
    KnownBy.REMARKS: "speaks before the questions begin",
    KnownBy.WORDS: "by what is said",
}
"""What told for whom somebody speaks."""


class Fact(NamedTuple):
    """One line of the identity. ``hinted``: only the file name says so."""

    name: str
    value: str
    hinted: bool = False


def inert(text: str) -> str:
    """Give text as it is but without characters that show nothing: they could drive a terminal or turn words round.

    Line ends stay, a tab becomes a blank.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join([_inert(character) for character in text])


@lru_cache(maxsize=4096)
def _inert(character: str) -> str:
    if character == "\n":
        return character
    if character == "\t":
        return " "
    return "" if unicodedata.category(character) in UNSEEN else character


def facts(document: Document) -> tuple[Fact, ...]:
    """Give the identity line by line, empty fields left out."""
    identity = document.identity
    said = besides(identity, ("hinted",))
    if identity.fiscal_year_end is not None:
        said["fiscal_year_end"] = calendar.month_name[identity.fiscal_year_end]
    names = {} if identity.form is Form.CALL else {"held": "released"}
    return tuple(
        Fact(names.get(name, name.replace("_", " ")), inert(_listed(value)), name in identity.hinted)
        for name, value in said.items()
    )


def headline(document: Document) -> str:
    """Say in one line whose document it is: "Alder Systems, Inc. · 10-Q/A · 2025-09-30"."""
    identity = document.identity
    form = identity.form + ("/A" if identity.amendment else "")
    day = identity.day
    parts = (identity.company or "a company that is not named", form, day and day.isoformat())
    return inert(" · ".join(part for part in parts if part))


def reading(document: Document) -> str:
    """Say in one line how much was read."""
    pages = measured_pages(document)
    states: dict[str, int] = {}
    for page in pages:
        states[page.page.state] = states.get(page.page.state, 0) + 1
    counted = ", ".join(f"{number} {state}" for state, number in states.items())
    figures = sum(len(row.cells) for table in document.tables for row in table.rows)
    tables = len(document.tables)
    found = f"{tables} table{'s' * (tables != 1)} with {figures:,} figures" if tables else "no tables"
    seen = total(page for page in pages if page.page.state is PageState.OCR).kept
    kept = f"{total(page for page in pages if page.page.state is not PageState.OCR)} kept"
    recognised = f", {seen:,} more by text recognition" if seen else ""
    return (
        f"{len(pages)} page{'s' * (len(pages) != 1)} ({counted}); {kept}{recognised}; {found}; "
        f"{'partial' if document.coverage.partial else 'no page is missing'}"
    )


def page_name(page: Page, count: int) -> str:
    """Name a page: 'page 23 of 93, printed "21"'."""
    label = f', printed "{inert(page.label)}"' if page.label else ""
    return f"page {page.number} of {count}{label}"


def speaker_of(block: Block) -> str:
    """Name who speaks and for whom: "Ann Lee, Chief Executive Officer [company]"; empty where nothing is known."""
    voice = f"[{block.voice}]" if block.voice else ""
    return " ".join(part for part in (inert(block.speaker or ""), voice) if part)


def speaker_line(speaker: Speaker) -> str:
    """Tell in one line who a speaker is, for whom he or she speaks, and what told it."""
    besides_name = [part for part in (speaker.role, speaker.firm) if part and part not in speaker.shown]
    known = f"{speaker.kind}, {HOW[speaker.known_by]}" if speaker.known_by else str(speaker.kind)
    return inert(", ".join((speaker.shown, *besides_name)) + f" [{known}]")


def scale_of(document: Document, table: Table) -> str:
    """Say what scales a table: 'in millions, by "(In millions)"', or that nothing does."""
    if table.scale is None:
        return "no scale line"
    line = inert(document.quote(table.scale.start, table.scale.end))
    return f"{scale_word(table.scale.multiplier)}, by “{line}”"


def scale_word(multiplier: int) -> str:
    """Say "in millions" for 1000000."""
    return f"in {SCALES.get(multiplier, f'{multiplier:,}s')}" if multiplier != 1 else "in ones"


def amount_of(cell: Cell) -> str:
    """Say what a figure comes to: "45,197,000,000 USD", "12 percent"; a dash is "none"."""
    amount = cell.amount
    if amount is None:
        return "none"
    unit = unit_of(cell)
    return " ".join(part for part in (f"{amount:,f}", cell.currency or "", "" if unit == "money" else unit) if part)


def unit_of(cell: Cell) -> str:
    """Name what a figure counts, empty where nothing is known."""
    return "" if cell.unit is None else cell.unit.replace("_", " ")


def flags(record: Record, known: Sequence[str]) -> tuple[str, ...]:
    """Say in a few words each what a record holds besides ``known``: "size: 12", "doubtful"; sentences as they are."""
    found: list[str] = []
    for name, value in besides(record, known).items():
        if isinstance(value, list) and all(isinstance(each, str) and " " in each for each in value):
            found += map(inert, value)
        else:
            words = SAID.get(name, name.replace("_", " "))
            said = f"{words} {_listed(value)}" if name in SAID else f"{words}: {_listed(value)}"
            found.append(inert(words if value is True else said))
    return tuple(found)


def _listed(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and value and all(isinstance(each, int) for each in value):
        return runs_of(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
