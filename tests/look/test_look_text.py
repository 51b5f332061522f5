"""The view as text: an overview, pages and sections with every block named, tables cell by cell."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import pytest

from pipeline.look import Choice, as_text, chosen
from pipeline.records import Cell, Coverage, PageCoverage, PageState, Section, SectionState

if TYPE_CHECKING:
    from pipeline.records import Document


def said(document: Document, choice: Choice | None = None) -> str:
    return as_text(chosen(document, choice or Choice()))


def folded(text: str) -> str:
    return re.sub(r" +", " ", text)


def balance_sheet(document: Document) -> int:
    """The number of the table with cash in its first row."""
    return next(
        number
        for number, table in enumerate(document.tables, start=1)
        if any(row.cells and row.label == "Cash and cash equivalents" for row in table.rows[:3])
    )


def test_the_overview_tells_identity_sections_pages_and_tables(report: Document) -> None:
    text = folded(said(report))
    assert "Brackwater Cloud Corporation · 10-Q · 2026-09-30\n" in text
    assert "\n ticker BRKW\n" in text
    assert re.search(r"\n part1\.item2 \S+ read all \d+ numbers Management's Discussion", text)
    assert re.search(r"\n note2 \d", text)
    assert re.search(r"\n 1-21 .*text all [\d,]+ numbers\n", text)
    tables = text.split("\nTables\n")[1].split("\n\n")[0].splitlines()
    assert len(tables) == 1 + len(report.tables)


def test_what_only_the_file_name_says_is_marked(report: Document) -> None:
    identity = report.identity.model_copy(update={"hinted": ("ticker",)})
    assert "\n ticker BRKW (from the file name only)\n" in folded(
        said(report.model_copy(update={"identity": identity}))
    )


def test_what_was_not_read_is_told_by_page_and_section(report: Document) -> None:
    pages = [
        page.model_copy(update={"state": PageState.PICTURE}) if page.number == 4 else page for page in report.pages
    ]
    coverage = Coverage(
        pages_without_text=(4,),
        pictures=(4,),
        partial=True,
        losses=(PageCoverage(page=7, numbers=40, kept=37, cause="characters that are not text"),),
        warnings=("Page 4 is a picture.",),
    )
    text = folded(said(report.model_copy(update={"pages": tuple(pages), "coverage": coverage})))
    assert "21 pages (20 text, 1 picture)" in text
    assert "; partial\n" in text
    assert "\n! Page 4 is a picture.\n" in text
    assert re.search(r"\n 4 (?:\S+ )?picture all \d+ numbers what the picture shows was not read\n", text)
    assert re.search(r"\n 7 (?:\S+ )?text 37 of 40 numbers characters that are not text\n", text)
    assert "[no text on page 4]" in text


def restated(document: Document, states: dict[int, PageState]) -> Document:
    pages = [page.model_copy(update={"state": states.get(page.number, page.state)}) for page in document.pages]
    return document.model_copy(update={"pages": tuple(pages)})


def test_recognised_pages_are_never_counted_as_read_without_a_doubt(report: Document) -> None:
    document = restated(report, {4: PageState.OCR, 5: PageState.OCR})
    document = document.model_copy(update={"coverage": Coverage(recognised=(4, 5))})
    text = folded(said(document))
    assert re.search(r"21 pages \(19 text, 2 ocr\); all \d+ numbers kept, \d+ more by text recognition; ", text)
    assert "\n? read by text recognition, so that letters and figures may be misread, on page 4 to 5\n" in text
    assert re.search(
        r"\n 4-5 .*ocr all \d+ numbers read by text recognition: letters and figures may be misread\n", text
    )
    assert "[no text on page" not in text


def test_blank_pages_do_not_make_a_list_of_pages_long(report: Document) -> None:
    text = folded(said(restated(report, dict.fromkeys((4, 5, 9), PageState.EMPTY))))
    assert re.search(r"\n 1-21 .*text, empty all \d+ numbers empty: 4 to 5, 9\n", text)


def test_printed_page_numbers_that_begin_again_are_no_single_run(report: Document) -> None:
    """The numbers of a filing and of its exhibits were told as "7 to 11", where they ran 7 to 148 and began again."""
    labels = [None, *map(str, range(1, 11)), None, "11", *map(str, range(1, 6)), "ii", "F-1", "F-2"]
    pages = [page.model_copy(update={"label": label}) for page, label in zip(report.pages, labels, strict=True)]
    text = folded(said(report.model_copy(update={"pages": tuple(pages)})))
    assert "\n 1-21 1 to 11, 1 to 5, ii and 1 more text all " in text


def test_what_stands_in_another_document_is_said_in_words(report: Document) -> None:
    first = report.sections[0].model_copy(update={"state": SectionState.BY_REFERENCE, "outside": True})
    document = report.model_copy(update={"sections": (first, *report.sections[1:])})
    assert "[its text stands in another document]" in said(document)
    assert "; its text stands in another document\n" in said(document, Choice(section=first.key))


def test_the_month_of_a_fiscal_year_end_is_named_and_a_release_is_not_held(report: Document) -> None:
    identity = report.identity.model_copy(update={"fiscal_year_end": 1, "held": dt.date(2026, 11, 2)})
    text = folded(said(report.model_copy(update={"identity": identity})))
    assert "\n fiscal year end January\n" in text
    assert "\n released 2026-11-02\n" in text


def test_a_document_without_tables_does_not_count_figures(call: Document) -> None:
    assert "; no tables; no page is missing\n" in said(call)
    assert re.search(r"\[company, (by the title or firm beside the name|in the list of participants)\]", said(call))


def test_a_field_that_records_gain_shows_by_itself(report: Document) -> None:
    class Flagged(Section):
        doubtful: bool = False
        likely_size: int = 0

    class Doubted(Coverage):
        second_thoughts: tuple[str, ...] = ()

    first = Flagged(**report.sections[0].__dict__ | {"doubtful": True, "likely_size": 900})
    coverage = Doubted(second_thoughts=("Item 1 is shorter than most.",))
    document = report.model_copy(update={"sections": (first, *report.sections[1:]), "coverage": coverage})
    text = said(document)
    assert "[doubtful] [likely size: 900]" in text
    assert "\n? Item 1 is shorter than most.\n" in text
    assert "; doubtful; likely size: 900\n" in said(document, Choice(section=first.key))


def test_a_section_that_is_missing_has_no_pages(report: Document) -> None:
    missing = Section.model_validate(
        {
            "start": 0,
            "end": 0,
            "key": "part2.item9",
            "title": "Lost",
            "first_page": 1,
            "last_page": 1,
            "state": "missing",
        }
    )
    text = folded(said(report.model_copy(update={"sections": (missing,)})))
    assert "\n part2.item9 missing Lost\n" in text


def test_a_page_names_every_block(report: Document) -> None:
    text = said(report, Choice(page="3"))
    assert text.lstrip().startswith("== page 3 of 21")
    lines = [line for line in text.splitlines() if " | " in line]
    kinds = {line.split(" | ")[0].strip() for line in lines}
    assert f"table {balance_sheet(report)}" in kinds
    page = report.pages[2]
    printed = "".join("".join(line.split(" | ", 1)[1].split()) for line in lines)
    assert printed == "".join(report.text[page.start : page.end].split())


def test_a_section_shows_where_others_begin_in_it(report: Document) -> None:
    text = said(report, Choice(section="part1.item1"))
    assert text.startswith("part1.item1: Financial Statements\nread; pages ")
    for key in ("note1", "note2", "note9"):
        assert f">> {key}: " in text
    assert ">> part1.item2" not in text
    assert text.count("\n== page ") == len(chosen(report, Choice(section="part1.item1")).pages)


def test_a_call_names_who_speaks_once(call: Document) -> None:
    text = said(call, Choice(page="1"))
    assert re.search(r"\n {12}Operator( \[operator\])?:\n    speech \| Good afternoon\.", text)
    speakers = [line.strip() for line in text.splitlines() if line.startswith(" " * 12) and line.endswith(":")]
    assert all(first != second for first, second in pairwise(speakers))


@pytest.mark.parametrize("fixture", ["report", "webpage", "call", "hostile"])
def test_every_page_can_be_shown_in_every_kind_of_file(fixture: str, request: pytest.FixtureRequest) -> None:
    document: Document = request.getfixturevalue(fixture)
    for page in document.pages:
        text = said(document, Choice(page=str(page.number)))
        assert f"== page {page.number} of {len(document.pages)}" in text
        assert "loose |" not in text


def test_a_table_shows_every_figure_with_label_head_and_scale(report: Document) -> None:
    number = balance_sheet(report)
    text = said(report, Choice(table=number))
    assert text.startswith(f"table {number} on page 3, in part1.item1\n")
    assert "in millions, by “(unaudited, in millions, except par value)”" in text
    rows = [re.split(r" {2,}", line.strip()) for line in text.splitlines()]
    heads = next(row for row in rows if "printed" in row)
    assert {"row", "column", "printed", "value", "scale", "comes to"} <= set(heads)
    figures = sum(len(row.cells) for row in report.tables[number - 1].rows)
    assert sum("2026" in line or "2025" in line for line in text.splitlines()) >= figures
    assert re.search(r"Cash and cash equivalents .*September 30, 2026 .*2,186 .*2186", text)


Unit = Literal["money", "percent", "per_share"]


@pytest.mark.parametrize(
    ("unit", "currency", "multiplier", "comes_to"),
    [
        ("money", "USD", 1_000_000, "2,186,000,000 USD"),
        ("per_share", "USD", 1, "2,186 USD per share"),
        ("percent", None, 1, "2,186 percent"),
    ],
)
def test_a_figure_comes_to_value_times_scale(
    report: Document, unit: Unit, currency: str | None, multiplier: int, comes_to: str
) -> None:
    table = report.tables[0]
    row = next(row for row in table.rows if row.cells)
    cell = Cell.model_validate(
        {
            "start": row.cells[0].start,
            "end": row.cells[0].end,
            "column": 0,
            "value": "2186",
            "unit": unit,
            "currency": currency,
            "multiplier": multiplier,
            "stated": True,
        }
    )
    tables = (table.model_copy(update={"rows": (row.model_copy(update={"cells": (cell,)}),)}),)
    text = said(report.model_copy(update={"tables": tables}), Choice(table=1))
    assert text.rstrip().endswith(comes_to)
    assert "not stated" not in text


def test_nothing_in_a_filing_drives_the_terminal(hostile: Document) -> None:
    for choice in (Choice(), Choice(page="1"), Choice(section="call.prepared")):
        text = said(hostile, choice)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert text.replace("\n", "").isprintable()
