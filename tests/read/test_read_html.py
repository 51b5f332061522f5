# ruff: noqa: E501  (pieces of documents stand on one line, as in a document)
from __future__ import annotations

import itertools
import re
import time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import NoText, ReadError
from pipeline.read.html import looks_like_html, read_html
from pipeline.records import BlockKind

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.read.raw import RawDocument


def page(body: str, head: str = "") -> RawDocument:
    return read_html("page.htm", f"<html><head>{head}</head><body>{body}</body></html>".encode(), "page.htm")


def shown(raw: RawDocument, *kinds: BlockKind) -> list[str]:
    return [raw.text[block.start : block.end] for block in raw.blocks or () if not kinds or block.kind in kinds]


STATEMENT = """
<p><b>Balance Sheets</b></p><p><b>(In millions)</b></p>
<table>
<tr><td colspan="3"></td><td colspan="3">Apr 27,<br>2025</td><td></td><td colspan="3">Jan 26,<br>2025</td></tr>
<tr><td colspan="3">Total debt</td><td>$</td><td>8,467</td><td></td><td></td><td>$</td><td>8,463</td><td></td></tr>
<tr><td colspan="3">Net loss</td><td></td><td>(1,234</td><td>)</td><td></td><td></td><td>&#8212;</td><td></td></tr>
<tr><td colspan="3">Gross margin</td><td></td><td>60.5</td><td>%</td><td></td><td></td><td>72.4</td><td>%</td></tr>
</table>"""


def test_a_table_row_reads_as_a_line_of_a_printed_page() -> None:
    raw = page(STATEMENT)
    assert "Total debt $ 8,467 $ 8,463\nNet loss (1,234) —\nGross margin 60.5% 72.4%" in raw.text


def test_a_table_has_columns_values_and_units() -> None:
    (table,) = page(STATEMENT).tables or ()
    assert table.title == "Balance Sheets"
    assert table.columns == ("Apr 27, 2025", "Jan 26, 2025")
    debt, loss, margin = table.rows
    assert (debt.label, [cell.value for cell in debt.cells]) == ("Total debt", [Decimal(8467), Decimal(8463)])
    assert [(cell.column, cell.value) for cell in loss.cells] == [(0, Decimal(-1234)), (1, None)]
    assert [cell.unit for cell in margin.cells] == ["percent", "percent"]


def test_the_span_of_a_cell_is_its_text() -> None:
    raw = page(STATEMENT)
    (table,) = raw.tables or ()
    cells = [raw.text[cell.start : cell.end] for row in table.rows for cell in row.cells]
    assert cells == ["$ 8,467", "$ 8,463", "(1,234)", "—", "60.5%", "72.4%"]


def test_years_over_columns_are_heads_and_years_beside_figures_are_labels() -> None:
    raw = page(
        "<table><tr><td></td><td>2025</td><td>2024</td></tr><tr><td>Revenue</td><td>10</td><td>9</td></tr>"
        "<tr><td>2026</td><td>5</td><td>4</td></tr></table>"
    )
    (table,) = raw.tables or ()
    assert table.columns == ("2025", "2024")
    assert [(row.label, len(row.cells)) for row in table.rows] == [("Revenue", 2), ("2026", 2)]


def test_a_table_that_goes_on_after_a_page_end_keeps_its_column_heads() -> None:
    first = (
        "<table><tr><td></td><td>2025</td><td>2024</td></tr><tr><td>Revenue</td><td>1,000</td><td>900</td></tr></table>"
    )
    second = (
        "<table><tr><td>Net income</td><td>100</td><td>90</td></tr><tr><td>Tax</td><td>$10</td><td>$9</td></tr></table>"
    )
    end = '<p>7</p><hr style="page-break-after:always">'
    tables = page(first + end + second).tables or ()
    assert [table.columns for table in tables] == [("2025", "2024"), ("2025", "2024")]
    apart = page(first + end + "<p>Other words.</p>" + second).tables or ()
    assert [table.columns for table in apart] == [("2025", "2024"), ()]


def test_small_negatives_and_dashes_are_figures_and_footnote_marks_are_not() -> None:
    raw = page(
        "<table><tr><td>Repurchases</td><td></td><td>(13)</td><td>(12)</td></tr><tr><td>Swaps</td><td></td><td>—</td><td>63</td></tr>"
        "<tr><td>Basic</td><td>(1)</td><td>0.77</td><td>0.60</td></tr><tr><td>Net</td><td></td><td>5</td><td>4</td></tr></table>"
    )
    (table,) = raw.tables or ()
    assert [[cell.value for cell in row.cells] for row in table.rows] == [
        [Decimal(-13), Decimal(-12)],
        [None, Decimal(63)],
        [Decimal("0.77"), Decimal("0.60")],
        [Decimal(5), Decimal(4)],
    ]
    assert [row.label for row in table.rows] == ["Repurchases", "Swaps", "Basic", "Net"]


def test_a_cell_over_two_rows_moves_the_next_row_over() -> None:
    raw = page(
        "<table><tr><td rowspan=2>Debt</td><td>Notes</td><td>1,000</td></tr><tr><td>Loans</td><td>2,000</td></tr></table>"
    )
    (table,) = raw.tables or ()
    assert [[cell.column for cell in row.cells] for row in table.rows] == [[0], [0]]


def test_a_table_that_draws_bullets_is_paragraphs() -> None:
    raw = page(
        "<table><tr><td>•</td><td>We may fail.</td></tr></table><table><tr><td>(1)</td><td>Net of tax.</td></tr></table>"
    )
    assert shown(raw, BlockKind.PARAGRAPH) == ["• We may fail.", "(1) Net of tax."]
    assert raw.tables == ()


def test_an_item_in_a_table_of_one_row_is_a_heading() -> None:
    raw = page(
        "<table><tr><td>Item 1.01.</td><td>Entry into a Material Definitive Agreement.</td></tr></table><p>On May 1.</p>"
    )
    assert shown(raw, BlockKind.HEADING) == ["Item 1.01. Entry into a Material Definitive Agreement."]


def test_an_outer_table_only_lays_out() -> None:
    raw = page(
        "<table><tr><td><p>Some words.</p><table><tr><td>A</td><td>1</td><td>2</td></tr></table></td></tr></table>"
    )
    assert shown(raw) == ["Some words.", "A 1 2"]


def test_hidden_facts_stay_out_and_cover_facts_become_hints() -> None:
    raw = page(
        '<div style="display:none"><ix:header><ix:hidden><ix:nonNumeric name="dei:AmendmentFlag">false</ix:nonNumeric>'
        '</ix:hidden></ix:header></div><p>Revenue was <ix:nonFraction name="us-gaap:Revenues">5,000</ix:nonFraction> and '
        '<ix:nonNumeric name="dei:EntityRegistrantName">ACME <ix:nonNumeric name="x:y">CORP</ix:nonNumeric></ix:nonNumeric></p>'
        "<p hidden>secret</p><script>var a = 1;</script>"
    )
    assert raw.text.strip() == "Revenue was 5,000 and ACME CORP"
    assert raw.hints == {"dei:AmendmentFlag": "false", "dei:EntityRegistrantName": "ACME CORP"}


def test_text_behind_a_hidden_element_stays() -> None:
    assert page('<p>before <span style="display: none">no</span>after</p>').text.strip() == "before after"


def test_page_breaks_of_every_kind_give_pages() -> None:
    raw = page(
        '<p>One.</p><p>1</p><hr style="page-break-after:always"><p>Two.</p><p>2</p>'
        '<div style="page-break-before:always"><p>three</p></div><div style="break-after:page"></div>'
    )
    assert [raw.text[p.start : p.end].split()[0] for p in raw.pages] == ["One.", "Two.", "three"]
    assert [p.label for p in raw.pages] == ["1", "2", None]
    assert shown(raw, BlockKind.FURNITURE) == ["1", "2"]


def test_rules_under_page_numbers_give_pages_where_nothing_better_does() -> None:
    raw = page("<p>one</p><p>- 1 -</p><hr><p>two</p><hr width=20%><p>still two</p><p>- 2 -</p><hr><p>three</p>")
    assert len(raw.pages) == 3


def test_a_page_without_marks_is_one_page() -> None:
    assert len(page("<p>a</p><hr><p>b</p>").pages) == 1


def test_running_lines_are_furniture_and_links_to_the_contents_too() -> None:
    words = ("bought", "sold", "leased", "paid", "built", "lost")
    pages = "".join(
        f'<p>Table of Contents</p><p>ACME CORP</p><p>We {word} it.</p><p>{n}</p><hr style="page-break-after:always">'
        for n, word in enumerate(words, start=1)
    )
    raw = page(pages)
    assert shown(raw, BlockKind.PARAGRAPH) == [f"We {word} it." for word in words]


def test_a_paragraph_over_a_page_end_is_one_block_with_a_gap() -> None:
    raw = page(
        '<p>We will pay $5 million</p><p>12</p><hr style="page-break-after:always"><p>to the lessor.</p><p>Next.</p>'
    )
    long, following = raw.blocks or ()
    assert raw.text[long.start : long.end].split() == [
        "We",
        "will",
        "pay",
        "$5",
        "million",
        "12",
        "to",
        "the",
        "lessor.",
    ]
    assert [raw.text[gap.start : gap.end] for gap in long.gaps] == ["12"]
    assert raw.text[following.start : following.end] == "Next."


def test_a_number_set_beside_its_heading_belongs_to_it() -> None:
    raw = page(
        "<div><div>1.</div><div><b>BASIS OF PRESENTATION</b></div></div><div><div>•</div><div>We may fail.</div></div><p>(a)</p>"
    )
    assert shown(raw) == ["1. BASIS OF PRESENTATION", "• We may fail.", "(a)"]


def test_breaks_part_lines_and_double_breaks_part_paragraphs() -> None:
    assert shown(page("<p>a<br>b<br><br>c</p>")) == ["a\nb", "c"]


def test_entities_and_spaces_are_plain() -> None:
    assert page("<p>AT&amp;T&nbsp;pays&#8203;&#160;&#36;5&ensp;million</p>").text.strip() == "AT&T pays $5 million"


def test_a_linked_index_is_contents() -> None:
    rows = "".join(
        f'<tr><td><a href="#i{n}">Item {n}.</a></td><td>Title {n}</td><td>{n}</td></tr>' for n in range(1, 6)
    )
    raw = page(f"<table>{rows}</table>")
    assert [block.kind for block in raw.blocks or ()] == [BlockKind.CONTENTS]
    assert raw.tables == ()


def test_bold_and_capital_lines_are_headings_and_sentences_are_not() -> None:
    raw = page(
        '<p><span style="font-weight:700">Note 12 - Commitments</span></p><p>LIQUIDITY</p><p><b>We owe money.</b></p>'
    )
    assert shown(raw, BlockKind.HEADING) == ["Note 12 - Commitments", "LIQUIDITY"]


def test_the_english_of_two_columns_is_kept_and_the_other_named() -> None:
    english = "We signed a supply agreement with our partner and we expect revenue to grow in the next year. "
    korean = "우리는 파트너와 공급 계약을 체결했으며 내년에 매출이 성장할 것으로 예상합니다. "
    rows = "".join(f"<tr><td>{english * 2}{n}</td><td>{korean * 3}{n}</td></tr>" for n in range(4))
    raw = page(f"<table><tr><th>Original</th><th>Translation</th></tr>{rows}</table><p>{korean * 20}</p>")
    assert not re.search("[가-힣]", raw.text)
    assert raw.text.count("supply agreement") == 8
    assert raw.warnings == (
        "The page also gives its text in Korean; that column was left out.",
        "One passage in Korean could not be read and was left out.",
    )


def test_two_columns_in_latin_letters_are_told_apart() -> None:
    english = "We have signed a contract with the customer and this is for the next year of our plan. "
    german = "Wir haben einen Vertrag mit dem Kunden und das ist für die nächsten Jahre der Plan von uns. "
    rows = "".join(f"<tr><td>{german * 2}{n}</td><td>{english * 2}{n}</td></tr>" for n in range(4))
    raw = page(f"<table>{rows}</table>")
    assert "Vertrag" not in raw.text
    assert raw.warnings == ("The page also gives its text in German; that column was left out.",)


def test_the_article_is_found_on_a_web_page() -> None:
    prose = "".join(
        f"<p>Paragraph {n} says something that is long enough to be prose, as paragraphs of articles are.</p>"
        for n in range(9)
    )
    raw = page(
        "<nav><a>Stocks</a><a>News</a></nav><div><h1>Acme (ACM) Q4 2025 Earnings Call Transcript</h1><div class=ad>Buy now</div>"
        f"<div class=body>{prose}</div></div><footer>About us</footer>"
    )
    assert raw.text.startswith("Acme (ACM) Q4 2025 Earnings Call Transcript\n\nParagraph 0")
    assert "Stocks" not in raw.text
    assert "About us" not in raw.text
    assert "Buy now" not in raw.text


def test_a_page_with_site_navigation_and_scattered_text_loses_nothing() -> None:
    raw = page("<nav>menu</nav><div><p>short</p></div><div><p>words</p></div>")
    assert "short" in raw.text
    assert "words" in raw.text


def test_encodings() -> None:
    assert "“Acme”" in read_html("a.htm", "<p>“Acme”</p>".encode("cp1252"), "a").text
    assert "é" in read_html("a.htm", "<p>é</p>".encode("utf-16"), "a").text
    assert (
        "…" in read_html("a.htm", b'<?xml version="1.0" encoding="ASCII"?><html><p>\xe2\x80\xa6</p></html>', "a").text
    )


def test_an_edgar_submission_gives_its_documents_and_header() -> None:
    data = b"""<SEC-DOCUMENT>0001.txt
<SEC-HEADER>
CONFORMED SUBMISSION TYPE:\t8-K
FILED AS OF DATE:\t\t20240105
\t\tCOMPANY CONFORMED NAME:\t\tACME CORP
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<FILENAME>a.htm
<TEXT>
<html><body><p>Item 1.01 Words</p></body></html>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<TEXT>
<html><body><p>Press release</p></body></html>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>GRAPHIC
<TEXT>
begin 644 a.jpg
M_]C_X
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>"""
    raw = read_html("a.txt", data, "a.txt")
    assert raw.text.split() == ["Item", "1.01", "Words", "Press", "release"]
    assert raw.hints["sec:COMPANY CONFORMED NAME"] == "ACME CORP"
    assert raw.hints["sec:CONFORMED SUBMISSION TYPE"] == "8-K"


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(NoText, match="no text"):
        page('<p></p><img src="a.png">')


def test_what_looks_like_html() -> None:
    assert looks_like_html(b"\xef\xbb\xbf<!DOCTYPE html><title>x</title>")
    assert not looks_like_html(b"Revenue < cost and cost > revenue")


def test_deep_nesting_is_read() -> None:
    raw = page("<div>" * 3_000 + "deep" + "</div>" * 3_000)
    assert "deep" in raw.text


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


@settings(max_examples=150, deadline=None)
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


@settings(max_examples=150, deadline=None)
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
