"""What is drawn over the picture of a page: boxes for blocks, tables and cells, ribbons where sections begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.look.grids import cell_id
from pipeline.look.marks import loose
from pipeline.look.words import speaker_of
from pipeline.records import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.records import Block, Document, Page, Span, Table
    from pipeline.records.places import Picture, Seen

    Find = Callable[[int, int], tuple[Seen, ...]]

WIDTH = 612.0
"""Every page is drawn this wide, as wide as a letter in points, so that names on a slide are as large as on a page."""
PAD = 1.5
"""Between a word and the box around it."""
CELL_PAD = 0.8
APART = 0.9
"""Lines further apart than this share of their height belong to two boxes."""
OVERLAP = 0.1
"""Lines that share less than this part of their width stand in two columns."""
RIBBON_HEIGHT = 13.0
FIRST_LINE = 200
"""So many characters of a section are looked at to find where it begins."""


class Box(NamedTuple):
    """A rectangle on the sheet, y downwards."""

    left: float
    top: float
    width: float
    height: float


class Shape(NamedTuple):
    """A block or a line: its kind, what it is called when it is pointed at, its boxes; who begins to speak."""

    kind: str
    name: str
    boxes: tuple[Box, ...]
    speaker: str = ""
    voice: str = ""


class Step(NamedTuple):
    """The place of a block in the reading order of its page; ``again`` where it goes on in another column."""

    number: int
    x: float
    y: float
    again: bool


class CellShape(NamedTuple):
    """A figure; ``cell`` is the id of its cell in the table as understood."""

    cell: str
    box: Box


class TableShape(NamedTuple):
    """A table's part on this page."""

    number: int
    name: str
    box: Box
    cells: tuple[CellShape, ...]


class Ribbon(NamedTuple):
    """The start of a section; ``line`` is where it is, ``top`` where there is room for its name."""

    key: str
    title: str
    line: float
    top: float


class Shapes(NamedTuple):
    """All that is drawn over one page, on a sheet of ``width`` times ``height``.

    ``unplaced`` are the spans of blocks that have no place on the picture, such as words recognised from it.
    """

    width: float
    height: float
    blocks: tuple[Shape, ...]
    tables: tuple[TableShape, ...]
    lines: tuple[Shape, ...]
    ribbons: tuple[Ribbon, ...]
    steps: tuple[Step, ...]
    unplaced: tuple[tuple[int, int], ...]

    def kinds(self) -> Iterator[str]:
        """Name the kind of everything drawn, for counting."""
        yield from (shape.kind for shape in (*self.blocks, *self.lines))
        for table in self.tables:
            yield from ("table", *("cell" for _ in table.cells))
        yield from ("section" for _ in self.ribbons)
        yield from ("order" for step in self.steps if not step.again)


def shapes(document: Document, page: Page, picture: Picture, find: Find) -> Shapes:
    """Draw what stands on a page. ``find`` gives the places of a span on it."""
    height = WIDTH * picture.height / picture.width
    paper = _Paper(page, height, find)
    blocks = [block for block in document.blocks if block.start < page.end and page.start < block.end]
    numbered = enumerate(document.tables, start=1)
    tables = [(number, table) for number, table in numbered if table.start < page.end and page.start < table.end]
    drawn = [(block.start, shape) for block in blocks for shape in _block(paper, block, tables)]
    drawn += [(gap.start, _shape("loose", "in no block", paper, gap)) for gap in loose(document, page.start, page.end)]
    framed = [(table.start, shape) for number, table in tables if (shape := _table(paper, number, table)) is not None]
    return Shapes(
        width=WIDTH,
        height=round(height, 1),
        blocks=_told_once([shape for _, shape in sorted(drawn, key=_place) if shape.boxes]),
        tables=tuple(shape for _, shape in framed),
        lines=tuple(shape for shape in _lines(document, paper) if shape.boxes),
        ribbons=_ribbons(document, paper),
        steps=_steps(drawn, framed),
        unplaced=tuple(
            (max(block.start, page.start), min(block.end, page.end))
            for block in blocks
            if not paper.lines(block.start, block.end)
        ),
    )


class _Paper:
    """One page to draw on."""

    def __init__(self, page: Page, height: float, find: Find) -> None:
        self.page = page
        self._height = height
        self._find = find

    def lines(self, start: int, end: int, pad: float = PAD) -> list[Box]:
        """Give the box of each line of a span's part on this page."""
        start, end = max(start, self.page.start), min(end, self.page.end)
        return [self._box(seen, pad) for seen in self._find(start, end)] if start < end else []

    def regions(self, start: int, end: int) -> tuple[Box, ...]:
        """Give one box for lines under each other, more where a span goes on in another column."""
        found: list[Box] = []
        for line in self.lines(start, end):
            if found and _goes_on(found[-1], line):
                found[-1] = _around((found[-1], line))
            else:
                found.append(line)
        return tuple(map(_rounded, found))

    def _box(self, seen: Seen, pad: float) -> Box:
        left, top = seen.left * WIDTH - pad, seen.top * self._height - pad
        return Box(left, top, seen.right * WIDTH + pad - left, seen.bottom * self._height + pad - top)


def _block(paper: _Paper, block: Block, tables: Sequence[tuple[int, Table]]) -> Iterator[Shape]:
    """Draw a block around the furniture inside it; a table is drawn with its cells instead."""
    if any(table.start < block.end and block.start < table.end for _, table in tables):
        return
    boxes: list[Box] = []
    at = block.start
    for gap in block.gaps:
        boxes += paper.regions(at, gap.start)
        at = gap.end
        yield _shape(BlockKind.FURNITURE, BlockKind.FURNITURE, paper, gap)
    boxes += paper.regions(at, block.end)
    name = f"{block.kind}: {speaker_of(block)}" if speaker_of(block) else str(block.kind)
    yield Shape(block.kind, name, tuple(boxes), block.speaker or "", block.voice or "")


def _shape(kind: str, name: str, paper: _Paper, span: Span) -> Shape:
    return Shape(kind, name, paper.regions(span.start, span.end))


def _place(drawn: tuple[int, Shape]) -> int:
    return drawn[0]


def _told_once(drawn: Sequence[Shape]) -> tuple[Shape, ...]:
    """Keep the name of a speaker only where he or she begins."""
    found, speaking = [], ""
    for shape in drawn:
        found.append(shape._replace(speaker="") if shape.speaker == speaking else shape)
        speaking = shape.speaker or speaking
    return tuple(found)


def _steps(drawn: Sequence[tuple[int, Shape]], framed: Sequence[tuple[int, TableShape]]) -> tuple[Step, ...]:
    """Count blocks and tables in reading order, furniture aside, at the upper left corner of each of their boxes."""
    placed = [(start, shape.boxes) for start, shape in drawn if shape.boxes and shape.kind != BlockKind.FURNITURE]
    placed += [(start, (shape.box,)) for start, shape in framed]
    return tuple(
        Step(number, box.left, box.top, again)
        for number, (_, boxes) in enumerate(sorted(placed, key=lambda each: each[0]), start=1)
        for box, again in zip(boxes, (False, *[True] * len(boxes)), strict=False)
    )


def _table(paper: _Paper, number: int, table: Table) -> TableShape | None:
    """Draw one box around all of a table that is on this page, and one around each figure."""
    gaps = [gap for gap in table.gaps if gap.start < paper.page.end and paper.page.start < gap.end]
    at, lines = table.start, []
    for gap in gaps:
        lines += paper.lines(at, gap.start)
        at = gap.end
    lines += paper.lines(at, table.end)
    if not lines:
        return None
    cells = []
    for row_number, row in enumerate(table.rows):
        if row.end <= paper.page.start or row.start >= paper.page.end:
            continue
        for place, cell in enumerate(row.cells):
            boxes = paper.lines(cell.start, cell.end, CELL_PAD)
            if boxes:
                cells.append(CellShape(cell_id(number, row_number, place), _rounded(_around(boxes))))
    return TableShape(number, f"table {number}", _rounded(_around(lines)), tuple(cells))


def _lines(document: Document, paper: _Paper) -> Iterator[Shape]:
    for kind, spans in (("scale", document.scales), ("definition", document.definitions)):
        for span in sorted({(span.start, span.end) for span in spans}):
            if span[0] < paper.page.end and paper.page.start < span[1]:
                yield Shape(kind, kind, paper.regions(*span))


def _ribbons(document: Document, paper: _Paper) -> tuple[Ribbon, ...]:
    found: list[Ribbon] = []
    for section in document.sections:
        if section.end > section.start and paper.page.start <= section.start < paper.page.end:
            lines = paper.lines(section.start, min(section.end, section.start + FIRST_LINE))
            line = lines[0].top if lines else 0.0
            top = max(line, found[-1].top + RIBBON_HEIGHT) if found else line
            found.append(Ribbon(section.key, section.title, round(line, 1), round(top, 1)))
    return tuple(found)


def _goes_on(box: Box, line: Box) -> bool:
    """Tell whether a line stands under what a box holds."""
    shared = min(box.left + box.width, line.left + line.width) - max(box.left, line.left)
    if shared < OVERLAP * min(box.width, line.width):
        return False
    gap = line.top - (box.top + box.height)
    return -box.height <= gap <= APART * line.height


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right = max(box.left + box.width for box in boxes)
    bottom = max(box.top + box.height for box in boxes)
    return Box(left, top, right - left, bottom - top)


def _rounded(box: Box) -> Box:
    return Box(*(round(value, 1) for value in box))
