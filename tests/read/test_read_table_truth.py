"""A made-up table of known truth, printed as text, as EDGAR's HTML and as a PDF, is read back figure for figure."""

from __future__ import annotations

import io
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from pipeline.read import read
from pipeline.records import CellUnit

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.records import Document

HEADS = ("December 31, 2025", "December 31, 2024")
PROSE = "The Company reviews these balances every quarter and records a loss when one is probable and can be estimated."
NAMES = (
    "Cash held", "Receivables", "Inventories", "Deposits", "Prepaid rent", "Goodwill", "Licences", "Buildings",
    "Machines", "Other items", "Customer deposits", "Payables", "Accrued wages", "Deferred revenue",
)  # fmt: skip
SCALES = {"(in millions, except per share data)": 1_000_000, "(in thousands, except per share data)": 1_000, None: 1}
MARKS = ("", " (1)", " (a)")


@dataclass(frozen=True)
class Made:
    """A row: its group, its label, its figures as printed and what they are."""

    group: tuple[str, ...]
    label: str
    printed: tuple[str, str]
    values: tuple[Decimal | None, Decimal | None]
    unit: CellUnit


@dataclass(frozen=True)
class Truth:
    """A table and what governs it."""

    scale: str | None
    sign: str
    rows: tuple[Made, ...]

    @property
    def currency(self) -> str:
        return {"$": "USD", "€": "EUR"}[self.sign]


def written(value: int | None, sign: str) -> str:
    if value is None:
        return f"{sign}\u2014".replace("$", "$ ").replace("€", "€ ")
    digits = f"{abs(value):,}"
    digits = f"({digits})" if value < 0 else digits
    return f"{sign} {digits}" if sign else digits


@st.composite
def truths(draw: st.DrawFn) -> Truth:
    sign = draw(st.sampled_from("$€"))
    names = draw(st.permutations(NAMES))
    sizes = st.one_of(st.integers(10, 1_899), st.integers(2_100, 99_999))
    figures = st.builds(lambda size, minus: -size if minus else size, sizes, st.booleans())
    amounts = st.one_of(st.none(), figures)
    rows: list[Made] = []
    for group in (("Assets held",), ("Amounts owed",)):
        for number in range(draw(st.integers(2, 4))):
            pair = (draw(figures), draw(amounts))
            label = names[len(rows)] + (draw(st.sampled_from(MARKS)) if number else "")
            first = sign if not number else ""
            printed = (written(pair[0], first), written(pair[1], first))
            values = tuple(None if n is None else Decimal(n) for n in pair)
            rows.append(Made(group, label, printed, (values[0], values[1]), CellUnit.MONEY))
        total = draw(st.integers(3_000, 900_000)), draw(st.integers(3_000, 900_000))
        printed = (written(total[0], ""), written(total[1], ""))
        rows.append(
            Made(group, f"Total {group[0].lower()}", printed, (Decimal(total[0]), Decimal(total[1])), CellUnit.MONEY)
        )
    cents = draw(st.integers(101, 999)), draw(st.integers(101, 999))
    prices = (Decimal(cents[0]) / 100, Decimal(cents[1]) / 100)
    rows.append(
        Made(
            (),
            "Net income per share",
            (f"{sign} {prices[0]:.2f}", f"{sign} {prices[1]:.2f}"),
            prices,
            CellUnit.PER_SHARE,
        )
    )
    shares = (Decimal(draw(st.integers(11, 99))), Decimal(draw(st.integers(11, 99))))
    rows.append(Made((), "Share of the market", (f"{shares[0]}%", f"{shares[1]}%"), shares, CellUnit.PERCENT))
    return Truth(draw(st.sampled_from(list(SCALES))), sign, tuple(rows))


def blocks(truth: Truth) -> list[tuple[str, Made | None]]:
    """The lines below the heads: a heading, or a row."""
    lines: list[tuple[str, Made | None]] = []
    group: tuple[str, ...] = ()
    for row in truth.rows:
        if row.group != group and row.group:
            lines.append((f"{row.group[0]}:", None))
        group = row.group
        lines.append((row.label, row))
    return lines


def as_text(truth: Truth) -> bytes:
    lines = [PROSE, "", "Statements of Balances", *([truth.scale] if truth.scale else []), "  ".join(HEADS)]
    for words, row in blocks(truth):
        lines.append(words if row is None else f"{'  ' if row.group else ''}{words}  {'  '.join(row.printed)}")
    return "\n".join([*lines, "", PROSE, PROSE, PROSE]).encode()


def cells_of(printed: str) -> str:
    """EDGAR's three cells of a figure: the sign, the digits with an opening bracket, what closes."""
    sign, _, digits = printed.rpartition(" ")
    closing = digits[-1] if digits[-1] in ")%" else ""
    return f"<td>{sign}</td><td>{digits.removesuffix(closing)}</td><td>{closing}</td><td></td>"


def as_html(truth: Truth) -> bytes:
    scale = f"<p>{truth.scale}</p>" if truth.scale else ""
    heads = "".join(f"<td colspan='3'>{head}</td><td></td>" for head in HEADS)
    rows = [f"<tr><td></td>{heads}</tr>"]
    for words, row in blocks(truth):
        indent = "padding:2px 1pt 2px 12pt" if row is not None and row.group else "padding:2px 1pt"
        figures = "<td colspan='8'></td>" if row is None else "".join(map(cells_of, row.printed))
        rows.append(f"<tr><td style='{indent}'>{words}</td>{figures}</tr>")
    body = f"<p>{PROSE}</p><p><b>Statements of Balances</b></p>{scale}<table>{''.join(rows)}</table><p>{PROSE}</p>"
    return f"<html><body>{body}</body></html>".encode()


def draw_row(canvas: Canvas, height: float, words: str, row: Made | None) -> None:
    canvas.drawString(62 if row is not None and row.group else 50, height, words)
    for printed, right in zip(row.printed if row else (), (440, 560), strict=False):
        sign, _, digits = printed.rpartition(" ")
        canvas.drawRightString(right, height, digits)
        if sign:
            canvas.drawString(right - 60, height, sign)


def as_pdf(truth: Truth, cut: int | None = None, again: str = " (continued)") -> bytes:
    """``cut`` rows stand on the first page; heads and title are printed again on the second."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(612, 792), invariant=1)
    lines = blocks(truth)
    parts = [lines] if cut is None else [lines[:cut], lines[cut:]]
    for number, part in enumerate(parts, start=1):
        height = 740.0
        if number == 1:
            for _ in range(4):
                canvas.drawString(50, height, PROSE[:100])
                height -= 12
        canvas.drawString(50, height, "Statements of Balances" + (again if number > 1 else ""))
        if truth.scale:
            height -= 12
            canvas.drawString(50, height, truth.scale)
        height -= 12
        for head, right in zip(HEADS, (440, 560), strict=True):
            canvas.drawRightString(right, height, head)
        for words, row in part:
            height -= 12
            draw_row(canvas, height, words, row)
        if number == len(parts):
            height -= 24
            for _ in range(3):
                canvas.drawString(50, height, PROSE[:100])
                height -= 12
        canvas.drawString(300, 30, str(number))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def found(document: Document, truth: Truth) -> None:
    """Every made figure is read with its label, head, group, value, unit, currency and scale, and no other one is."""
    (table,) = document.tables
    multiplier = SCALES[truth.scale]
    wanted = [
        (
            row.group,
            row.label,
            head,
            value,
            row.unit,
            None if row.unit is CellUnit.PERCENT else truth.currency,
            multiplier if row.unit is CellUnit.MONEY else 1,
            truth.scale is not None or row.unit is not CellUnit.MONEY,
        )
        for row in truth.rows
        for head, value in zip(HEADS, row.values, strict=True)
    ]
    seen = [
        (one.group, one.label, one.head, one.value, one.unit, one.currency, one.multiplier, one.stated)
        for one in document.figures()
    ]
    assert seen == wanted
    assert all(table.start <= row.start < row.end <= table.end for row in table.rows)
    printed = ["".join(words.split()) for row in truth.rows for words in row.printed]
    assert ["".join(document.text[one.start : one.end].split()) for one in document.figures()] == printed


def read_bytes(data: bytes, folder: Path, name: str) -> Document:
    path = folder / name
    path.write_bytes(data)
    return read(path, name)


SLOW = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(truth=truths())
@SLOW
def test_a_table_of_text_lines_is_read_back(truth: Truth, tmp_path: Path) -> None:
    found(read_bytes(as_text(truth), tmp_path, "made.txt"), truth)


@given(truth=truths())
@SLOW
def test_a_table_of_html_cells_is_read_back(truth: Truth, tmp_path: Path) -> None:
    found(read_bytes(as_html(truth), tmp_path, "made.htm"), truth)


@given(truth=truths())
@SLOW
def test_a_table_of_a_pdf_is_read_back(truth: Truth, tmp_path: Path) -> None:
    found(read_bytes(as_pdf(truth), tmp_path, "made.pdf"), truth)


@given(truth=truths(), cut=st.integers(4, 7))
@SLOW
def test_a_table_over_two_pages_with_its_heads_again_is_one(truth: Truth, cut: int, tmp_path: Path) -> None:
    document = read_bytes(as_pdf(truth, cut), tmp_path, "made.pdf")
    found(document, truth)
    assert [(table.page, table.last_page) for table in document.tables] == [(1, 2)]


@given(truth=truths(), cut=st.integers(4, 7))
@SLOW
def test_a_table_under_a_new_title_is_another(truth: Truth, cut: int, tmp_path: Path) -> None:
    document = read_bytes(as_pdf(truth, cut, again=" of a Subsidiary"), tmp_path, "made.pdf")
    assert [table.page for table in document.tables] == [1, 2]
