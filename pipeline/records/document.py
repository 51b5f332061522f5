"""What ``read`` hands on: one document as one text, and tables of what stands where in it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import ConfigDict, Field

from pipeline.records.base import Number, Record, Span
from pipeline.records.speakers import Speaker, SpeakerKind
from pipeline.records.words import Form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal


class Identity(Record):
    """Who filed what for when, as the document's own cover or head says.

    ``hinted`` names the fields that could only be taken from the file name; the page marks them.
    ``registrants`` lists every registrant on the cover when there is more than one. ``filed`` is what EDGAR's header or
    the document calls its filing date, ``signed`` the day beside its signatures, ``held`` the day of a call or of a
    release. ``fiscal_year_end`` is the month (1 to 12) in which the fiscal year ends, a year of 52 or 53 weeks counting
    with the month it is named for; ``fiscal_is_calendar`` says whether that is December. Both are None where nothing
    tells.
    """

    company: str
    ticker: str | None = None
    cik: str | None = None
    form: Form
    amendment: bool = False
    period_end: dt.date | None = None
    fiscal_period: str | None = None
    fiscal_year_end: int | None = Field(default=None, ge=1, le=12)
    fiscal_is_calendar: bool | None = None
    filed: dt.date | None = None
    signed: dt.date | None = None
    held: dt.date | None = None
    language: str = "en"
    registrants: tuple[str, ...] = ()
    hinted: tuple[str, ...] = ()

    @property
    def day(self) -> dt.date | None:
        """The date that stands for the document: the end of its period, else the day it was held, filed or signed."""
        return self.period_end or self.held or self.filed or self.signed

    @property
    def told(self) -> dt.date | None:
        """The day the document speaks from: when it was filed, held or signed, else the end of its period."""
        return self.filed or self.held or self.signed or self.period_end


class PageState(StrEnum):
    """Whether a page gave text. ``empty``: there is nothing on it to read; ``picture``: it shows what is no text.

    ``ocr``: it is a picture whose text was recognised, so that letters and figures may be misread.
    """

    TEXT = "text"
    OCR = "ocr"
    EMPTY = "empty"
    PICTURE = "picture"
    UNREADABLE = "unreadable"


class Page(Span):
    """One page: ``number`` counts from 1 as a PDF viewer does, ``label`` is what is printed ("F-23")."""

    number: int = Field(ge=1)
    label: str | None = None
    state: PageState = PageState.TEXT


class BlockKind(StrEnum):
    """What a stretch of text is. Furniture is running heads, feet and page numbers; contents is the index."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    SPEECH = "speech"
    FURNITURE = "furniture"
    CONTENTS = "contents"


class Block(Span):
    """A heading, a paragraph (which may run over a page end), a table, or one speaker's paragraph.

    ``gaps`` are the running heads, feet and page numbers that stand inside a paragraph which runs over a page end.
    ``speaker`` is ``Speaker.shown``; ``voice`` says whose words a speech and its mark are, also where nobody is named.
    """

    kind: BlockKind
    speaker: str | None = None
    voice: SpeakerKind | None = None
    gaps: tuple[Span, ...] = ()


class SectionState(StrEnum):
    """What became of a section the form prescribes."""

    READ = "read"
    SKIPPED = "skipped"
    MISSING = "missing"
    BY_REFERENCE = "by_reference"


class Section(Span):
    """An Item or a note. Keys: ``part1.item2``, ``part2.item1a``, ``note11``, ``8k.item1.01``, ``call.prepared``.

    ``outside`` is of a section by reference: its text stands in another document, not elsewhere in this one.
    """

    key: str
    title: str
    first_page: int
    last_page: int
    state: SectionState = SectionState.READ
    outside: bool = False


class Scale(Span):
    """A line that gives figures their scale, such as "(In millions, except per share data)".

    ``start``/``end`` are the line's own span; it governs figures in ``[governs_start, governs_end)``.
    ``multiplier`` is 1, 1000, 1000000 or 1000000000. Per-share figures are never scaled; share counts are scaled
    only where ``shares_scaled``.
    """

    multiplier: int
    currency: str | None = None
    governs_start: int
    governs_end: int
    shares_scaled: bool = False


class CellUnit(StrEnum):
    """What a figure of a table counts. ``count`` is a bare number: how many, how many times, or nothing is known."""

    MONEY = "money"
    PERCENT = "percent"
    SHARES = "shares"
    PER_SHARE = "per_share"
    YEARS = "years"
    COUNT = "count"


class Cell(Span):
    """One figure of a table row. ``value`` is as printed, sign applied, scale not applied; None for a dash.

    ``unit``, ``currency`` and ``multiplier`` are what the cell's own signs, its column, row and row group and the scale
    line in force say together: ``value`` times ``multiplier`` is the amount. ``stated`` is False where nothing says
    what a figure is scaled by; its multiplier is then 1. ``marks`` are its footnote marks as printed: "(a)".
    """

    column: int
    value: Number | None = None
    unit: CellUnit | None = None
    currency: str | None = None
    multiplier: int = 1
    stated: bool = False
    marks: tuple[str, ...] = ()

    @property
    def amount(self) -> Decimal | None:
        """The figure in whole units (dollars, shares, percent); None for a dash."""
        return None if self.value is None else self.value * self.multiplier


class Row(Span):
    """One row: the words of its label (may be empty) and its figures from left to right.

    ``group`` are the headings it stands under, outermost first: ``("ASSETS", "Current assets")``. ``marks`` are the
    footnote marks at the label's end, which the label keeps.
    """

    label: str
    cells: tuple[Cell, ...] = ()
    group: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


class Table(Span):
    """A table. ``columns`` are the heads of the figure columns, as many as the widest row has cells, or empty.

    A table that runs over page ends is one: ``page`` to ``last_page``; ``gaps`` are the running heads and feet inside.
    """

    page: int
    last_page: int = Field(default_factory=lambda data: int(data.get("page", 1)))
    title: str | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    scale: Scale | None = None
    gaps: tuple[Span, ...] = ()

    def head(self, cell: Cell) -> str:
        """The words over a cell's column, empty where none stand there."""
        return self.columns[cell.column] if cell.column < len(self.columns) else ""


class TableFigure(NamedTuple):
    """One figure of a table with all that says what it is. ``amount`` is ``value`` times ``multiplier``."""

    table: int
    page: int
    group: tuple[str, ...]
    label: str
    head: str
    printed: str
    value: Decimal | None
    unit: CellUnit | None
    currency: str | None
    multiplier: int
    stated: bool
    start: int
    end: int


class Definition(Span):
    """A name the document introduces: ``Alder Woods Corporation (“Alder”)`` gives name and term.

    ``name_start``/``name_end`` is the span of the full name, ``start``/``end`` the span of the whole introduction.
    """

    name: str
    term: str
    name_start: int
    name_end: int


class PageCoverage(Record):
    """Number conservation on one page: numeric tokens of the raw page text against those kept in the Document."""

    page: int
    numbers: int
    kept: int
    cause: str | None = None


class Coverage(Record):
    """What reading could not give. ``warnings`` are whole sentences a reader of the page can understand.

    ``doubts`` are sentences for the person who checks the reading: what may have been read wrongly, such as an Item of
    an unlikely size. The page does not print them.

    ``pages_without_text`` are all pages that gave none; ``pictures`` are those of them that show something else.
    ``recognised`` are pages whose text was recognised in a picture: it may be misread. ``partial``: something that
    should have been read was not; a blank page is no such thing.
    """

    pages_without_text: tuple[int, ...] = ()
    pictures: tuple[int, ...] = ()
    recognised: tuple[int, ...] = ()
    partial: bool = False
    losses: tuple[PageCoverage, ...] = ()
    warnings: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


class Document(Record):
    """One document as read: one text, and tables of what stands where in it.

    ``path`` is how the user named the file, with forward slashes, relative where the user gave it relative.
    Pages cover ``text`` without gaps. ``blocks`` are in text order and do not overlap. ``speakers`` are those who speak
    in a call, in the order of their first words; empty where the transcript does not say who speaks.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    path: str
    sha256: str
    media: Literal["pdf", "html", "text"]
    identity: Identity
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    scales: tuple[Scale, ...] = ()
    definitions: tuple[Definition, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    coverage: Coverage = Coverage()

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.start for page in self.pages]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _table_starts(self) -> list[int]:
        return [table.start for table in self.tables]

    def page_at(self, offset: int) -> int:
        """The 1-based page number that holds the character at ``offset``."""
        return self.pages[max(0, bisect_right(self._page_starts, offset) - 1)].number

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at ``offset``, if any."""
        index = bisect_right(self._block_starts, offset) - 1
        return self.blocks[index] if index >= 0 and offset < self.blocks[index].end else None

    def speaker_at(self, offset: int) -> Speaker | None:
        """Who says the character at ``offset``, None where nobody speaks or the transcript does not name speakers."""
        block = self.block_at(offset)
        shown = block.speaker if block else None
        return next((speaker for speaker in self.speakers if speaker.shown == shown), None)

    def table_at(self, offset: int) -> Table | None:
        """The table that holds the character at ``offset``, if any."""
        index = bisect_right(self._table_starts, offset) - 1
        return self.tables[index] if index >= 0 and offset < self.tables[index].end else None

    def figures(self) -> Iterator[TableFigure]:
        """Every figure of every table, in text order, with its group, label, column head, unit, scale and page.

        ``table`` counts from 0 in ``tables``. Dashes are given with the value None.
        """
        for number, table in enumerate(self.tables):
            for row in table.rows:
                for cell in row.cells:
                    yield TableFigure(
                        table=number,
                        page=self.page_at(cell.start),
                        group=row.group,
                        label=row.label,
                        head=table.head(cell),
                        printed=self.quote(cell.start, cell.end),
                        value=cell.value,
                        unit=cell.unit,
                        currency=cell.currency,
                        multiplier=cell.multiplier,
                        stated=cell.stated,
                        start=cell.start,
                        end=cell.end,
                    )

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that holds the character at ``offset``, if any."""
        inside = [section for section in self.sections if section.start <= offset < section.end]
        return min(inside, key=lambda section: section.end - section.start, default=None)

    def scale_at(self, offset: int) -> Scale | None:
        """The nearest preceding scale line that governs the character at ``offset``, if any."""
        governing = [scale for scale in self.scales if scale.governs_start <= offset < scale.governs_end]
        return max(governing, key=lambda scale: scale.governs_start, default=None)

    def quote(self, start: int, end: int) -> str:
        """The text of a span with white space folded: what is printed as a quote."""
        return " ".join(self.text[start:end].split())
