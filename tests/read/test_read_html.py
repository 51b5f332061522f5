# ruff: noqa: E501  (pieces of documents stand on one line, as in a document)
"""Web pages: their text, pages, paragraphs, headings, languages and wrappings."""

from __future__ import annotations

import re

import pytest

from pipeline.errors import NoText
from pipeline.read.html import looks_like_html, read_html
from pipeline.records import BlockKind
from tests.read.conftest import page, shown


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
