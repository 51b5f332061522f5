# ruff: noqa: E501  (pieces of documents stand on one line, as in a document)
"""What holds of every web page: made at random, of any bytes, or real."""

from __future__ import annotations

import itertools
import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import NoText, ReadError
from pipeline.read.html import read_html
from tests.read.conftest import page

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.read.raw import RawDocument


def check(raw: RawDocument) -> None:
    assert raw.pages[0].start == 0
    assert raw.pages[-1].end == len(raw.text)
    assert all(a.end == b.start and b.number == a.number + 1 for a, b in zip(raw.pages, raw.pages[1:], strict=False))
    blocks = raw.blocks or ()
    assert all(a.end <= b.start for a, b in itertools.pairwise(blocks))
    assert all(raw.text[block.start : block.end].strip() for block in blocks)
    for table in raw.tables or ():
        assert raw.pages[table.page - 1].holds(table.start, table.end)
        for row in table.rows:
            assert table.start <= row.start < row.end <= table.end
            assert all(row.start <= cell.start < cell.end <= row.end for cell in row.cells)


TAGS = (
    "p",
    "div",
    "span",
    "b",
    "table",
    "tr",
    "td",
    "th",
    "ul",
    "li",
    "h2",
    "font",
    "hr",
    "br",
    "ix:nonfraction",
    "pre",
    "center",
    "a",
)
STYLES = ("", "page-break-after:always", "page-break-before:always", "font-weight:bold", "color:red", "display:block")
WORDS = st.sampled_from(
    [
        "Revenue",
        "$",
        "8,467",
        ")",
        "(12",
        "%",
        "—",
        "2025",
        "•",
        "Item 1.",
        "x" * 90,
        "&amp;",
        "가나다",
        "\u200b",
        "\x07",
    ]
)


@st.composite
def markup(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Tags opened and closed anyhow, with unique words between."""
    parts: list[str] = []
    words: list[str] = []
    for number in range(draw(st.integers(1, 40))):
        kind = draw(st.integers(0, 3))
        if kind == 0:
            parts.append(
                f'<{draw(st.sampled_from(TAGS))} style="{draw(st.sampled_from(STYLES))}" colspan="{draw(st.integers(-1, 99))}">'
            )
        elif kind == 1:
            parts.append(f"</{draw(st.sampled_from(TAGS))}>")
        elif kind == 2:
            parts.append(draw(WORDS))
        else:
            words.append(f"word{number}z")
            parts.append(f" {words[-1]} ")
    return "".join(parts), words


@settings(max_examples=150)
@given(markup())
def test_no_word_of_any_markup_is_lost(made: tuple[str, list[str]]) -> None:
    body, words = made
    try:
        raw = page(body)
    except NoText:
        assert not words
        return
    check(raw)
    assert [word for word in words if word not in raw.text] == []


@settings(max_examples=150)
@given(st.binary(max_size=400) | st.text(max_size=300).map(lambda text: f"<html><p>{text}".encode(errors="replace")))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    try:
        raw = read_html("a.htm", data, "a.htm")
    except ReadError:
        return
    check(raw)
    assert raw.text.strip()


@pytest.mark.parametrize(
    ("name", "pages", "phrase"),
    [
        ("NVDA_2025-04-27_10-Q.htm", 39, "Long-term debt 8,464 8,463"),
        ("PSEM_2005_8-K.htm", 4, "Item 2.01 Acquisition or Disposition of Assets"),
        ("RIOT_2023_10-Q.html", 43, "RIOT PLATFORMS, INC."),
        ("ORCL_2024-08-31_10-Q.html", 42, "Oracle Corporation"),
    ],
)
def test_real_pages(real_filings: Path, name: str, pages: int, phrase: str) -> None:
    started = time.process_time()
    raw = read_html(name, (real_filings / name).read_bytes(), name)
    assert time.process_time() - started < 3
    check(raw)
    assert len(raw.pages) == pages
    assert phrase in raw.text


def test_a_real_translated_transcript_keeps_its_english(real_filings: Path) -> None:
    raw = read_html("a.html", (real_filings / "AMZN_2025_Q3_call.html").read_bytes(), "a.html")
    assert not re.search("[가-힣]", raw.text[100:])
    assert raw.warnings[0] == "The page also gives its text in Korean; that column was left out."


def test_a_real_transcript_page_is_cut_from_its_site(real_filings: Path) -> None:
    raw = read_html("a.html", (real_filings / "AMD_latest_call.html").read_bytes(), "a.html")
    assert "Credit Card" not in raw.text
    assert raw.text.count("Operator:") > 10
