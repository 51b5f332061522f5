"""The order in which a page is read, whatever the order in which it was drawn."""

from __future__ import annotations

import io
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from pipeline.read import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.records import Document

Put = tuple[float, float, str]
NUMBER = re.compile(r"\d(?:[\d,.]*\d)?")
LEFT = (
    "The Company has entered into an agreement",
    "with a supplier of components under which it",
    "must pay for wafers in each quarter of the",
    "term, whether or not it takes them. It may",
    "end the agreement after three years by giving",
    "notice to the supplier, and must then pay for",
    "what was begun. Amounts paid are set against",
    "later deliveries of the same kind in the year",
    "that follows, but not beyond it. The supplier",
    "may sell to others what the Company does not",
    "take, and has to share what it earns by that",
)
RIGHT = (
    "The Company leases offices in several states",
    "for terms of five to ten years, which can be",
    "extended. It has also given guarantees for a",
    "partner, which end when the building that the",
    "partner puts up is finished. None was called",
    "on in the period. The Company expects that it",
    "will not have to pay under any of them and so",
    "has set nothing aside. It would have a claim",
    "to the building if it had to pay, and it has",
    "insured a part of the sum with a bank that is",
    "rated well by those who rate banks for a fee",
)


def drawn(*puts: Put, size: tuple[float, float] = (612, 792), font: float = 9) -> bytes:
    """A page with words at places, drawn in the order given; a place left of nought is counted from the right edge."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=True)
    for x, y, words in puts:
        canvas.setFont("Helvetica", 6 if re.fullmatch(r"\(\w\)|rd|®", words) else font)
        if x < 0:
            canvas.drawRightString(size[0] + x, y, words)
        else:
            canvas.drawString(x, y, words)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def column(x: float, top: float, lines: Sequence[str]) -> list[Put]:
    return [(x, top - 12 * number, line) for number, line in enumerate(lines)]


def text_of(folder: Path, data: bytes) -> str:
    return document_of(folder, data).text


def document_of(folder: Path, data: bytes) -> Document:
    path = folder / "page.pdf"
    path.write_bytes(data)
    return read(path, "page.pdf")


def in_order(text: str, *words: str) -> bool:
    places = [text.index(word) for word in words]
    return all(before < after for before, after in pairwise(places))


def test_a_running_head_drawn_last_stands_first_and_a_foot_drawn_first_last(tmp_path: Path) -> None:
    puts = [(50, 30, "Quarterly report, page 7"), *column(50, 700, LEFT), (280, 760, "Table of Contents")]
    lines = text_of(tmp_path, drawn(*puts)).splitlines()
    assert lines[0] == "Table of Contents"
    assert lines[-1] == "Quarterly report, page 7"
    assert lines[1:-1] == list(LEFT)


@pytest.mark.parametrize("by_rows", [False, True], ids=["column by column", "row by row"])
@pytest.mark.parametrize("count", [2, 3])
def test_columns_are_read_one_after_the_other(tmp_path: Path, count: int, *, by_rows: bool) -> None:
    places = (40, 310) if count == 2 else (40, 240, 440)
    font = 9 if count == 2 else 7
    columns = [
        [(x, y, words) for _, y, words in column(x, 700, lines)]
        for x, lines in zip(places, (LEFT, RIGHT, [line.replace("Company", "Filer") for line in LEFT]), strict=False)
    ]
    puts = (
        [put for row in zip(*columns, strict=True) for put in row] if by_rows else [put for c in columns for put in c]
    )
    whole = (40, 500, "The whole width of the page is taken by this line of words, which closes what the columns say.")
    page = drawn((40, 730, "Commitments and leases of the Company in the periods shown"), *puts, whole, font=font)
    lines = text_of(tmp_path, page).splitlines()
    assert lines[0].startswith("Commitments")
    assert lines[1:-1] == [words for lines in columns for _, _, words in lines]
    assert lines[-1].startswith("The whole width")


def test_rows_of_words_are_no_columns(tmp_path: Path) -> None:
    """A table of divisions, places and who owns them came column by column."""
    names = ("North", "South", "East", "West", "Upper", "Lower", "Inner", "Outer", "Near", "Far")
    rows = [
        put
        for number, name in enumerate(names)
        for put in (
            (50.0, 700.0 - 12 * number, f"{name} division of the Company and subsidiaries"),
            (330.0, 700.0 - 12 * number, f"{name} street and buildings near the river, owned"),
        )
    ]
    lines = text_of(tmp_path, drawn(*rows)).splitlines()
    assert lines == [
        f"{name} division of the Company and subsidiaries {name} street and buildings near the river, owned"
        for name in names
    ]


def test_footnote_marks_drawn_last_go_to_their_words(tmp_path: Path) -> None:
    """The marks of a whole page stood under its last line, and "the 3rd quarter" was read as "the 3 quarter"."""
    puts = [
        *column(50, 700, LEFT),
        (50, 500, "Operating margin"),
        (-250, 500, "1,792"),
        (-150, 500, "2,004"),
        (50, 488, "Sold in the 3"),
        (112, 488, "quarter of the year under the name Alder"),
        (50, 460, "Before depreciation and amortisation of what was bought."),
        (120, 504, "(a)"),
        (104.5, 492, "rd"),
        (275, 492, "®"),
        (50, 464, "(a)"),
    ]
    lines = text_of(tmp_path, drawn(*puts)).splitlines()
    assert "Operating margin(a) 1,792 2,004" in lines
    assert "Sold in the 3rd quarter of the year under the name Alder®" in lines


def test_a_head_drawn_after_its_table_stands_over_it_whole(tmp_path: Path) -> None:
    rows = [(50.0, 600.0 - 12 * n, f"{n}.1 Plan of the Company for its staff 8-K 000-15175") for n in range(3, 9)]
    head = [(50, 640, "Number and what it is"), (200, 640, "Form"), (50, 628, "Exhibit"), (200, 628, "File")]
    lines = text_of(tmp_path, drawn((50, 700, "Index to Exhibits"), *rows, *head)).splitlines()
    assert lines[:3] == ["Index to Exhibits", "Number and what it is Form", "Exhibit File"]
    assert [line[0] for line in lines[3:]] == list("345678")


def test_lines_taken_for_single_letters_are_words_again(tmp_path: Path) -> None:
    """pdfium took a page of which one third is empty for one written from top to bottom: "t h e" on three lines."""
    puts = [(40.0, 560.0 - 10 * n, f"{LEFT[n % 11]} {RIGHT[n % 11]} {n}{n},000") for n in range(53)]
    data = drawn(*puts, (-20, 15, "8/14"), size=(842, 595), font=8)
    document = document_of(tmp_path, data)
    assert document.text.splitlines()[:2] == [
        "The Company has entered into an agreement The Company leases offices in several states 00,000",
        "with a supplier of components under which it for terms of five to ten years, which can be 11,000",
    ]
    assert not document.coverage.losses


def test_columns_of_figures_are_found_where_lines_were_moved(tmp_path: Path) -> None:
    rows = [("Wafers", "1,200", "300", "1,500"), ("Other", "", "410", "410"), ("Total", "1,200", "710", "1,910")]
    puts: list[Put] = [(50, 30, "A foot that was drawn first and is as wide as all the rest of the page, page 7")]
    puts += column(50, 760, LEFT)
    puts += [(50, 600, "Commitments by year"), (-332, 600, "Cloud"), (-232, 600, "Supply"), (-132, 600, "Total")]
    for number, (label, *figures) in enumerate(rows):
        puts.append((50, 588 - 12 * number, label))
        puts.extend((-332 + 100 * at, 588 - 12 * number, words) for at, words in enumerate(figures) if words)
    document = document_of(tmp_path, drawn(*puts))
    (table,) = document.tables
    cells = {row.label: {cell.column: str(cell.value) for cell in row.cells} for row in table.rows}
    assert cells["Other"] == {1: "410", 2: "410"}


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.integers(20, 560),
            st.integers(20, 770),
            st.sampled_from(["(a)", "®", "rd", "1", "12,345", "Alder", "(1,234)", "of which 7.5%", LEFT[0], RIGHT[1]]),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_no_number_and_no_letter_is_lost_wherever_words_stand(
    tmp_path_factory: pytest.TempPathFactory, puts: list[Put]
) -> None:
    document = document_of(tmp_path_factory.mktemp("placed"), drawn((20, 780, "Words"), *puts))
    written = Counter("Words" + "".join("".join(words.split()) for _, _, words in puts))
    read_back = Counter("".join(document.text.split()))
    assert not read_back - written
    # pdfium leaves out a letter that is drawn a second time over itself.
    assert set(read_back) == set(written)
    assert not document.coverage.losses


FIELDS: tuple[Put, ...] = (
    (50, 700, "Example Corporation"),
    (80, 680, "Delaware"),
    (380, 680, "12-3456789"),
    (80, 666, "(State or other jurisdiction of"),
    (380, 666, "(I.R.S. Employer"),
    (80, 655, "incorporation or organization)"),
    (380, 655, "Identification No.)"),
    (50, 640, "1 Main Street, Springfield"),
)


def test_captions_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    lines = text_of(tmp_path, drawn(*FIELDS)).splitlines()
    assert lines[2:6] == [
        "(State or other jurisdiction of",
        "incorporation or organization)",
        "(I.R.S. Employer",
        "Identification No.)",
    ]
    assert lines[-1] == "1 Main Street, Springfield"


def test_brackets_within_brackets_are_no_captions(tmp_path: Path) -> None:
    prose = ("(see the plan as amended (including the notes", "to it that were sold) and those of others)")
    lines = text_of(tmp_path, drawn((50, 700, prose[0]), (50, 688, prose[1]))).splitlines()
    assert lines == list(prose)
