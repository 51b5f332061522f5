# ruff: noqa: E501  (pieces of documents stand on one line, as in a document)
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import NoText, ReadError
from pipeline.read.decode import decode, plain_spaces
from pipeline.read.textfile import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.read.raw import RawDocument

HEADER = """-----BEGIN PRIVACY-ENHANCED MESSAGE-----
Proc-Type: 2001,MIC-CLEAR
MIC-Info: RSA-MD5,RSA,
 Lkdf3kSr28yeQYw+zaLYz9tx/

<SEC-DOCUMENT>0000012345-97-000006.txt : 19970128
<SEC-HEADER>0000012345-97-000006.hdr.sgml : 19970128
CONFORMED SUBMISSION TYPE:\t8-K
FILED AS OF DATE:\t\t19970127
\t\tCOMPANY CONFORMED NAME:\t\t\tACME CORP \\PA\\
\t\tCENTRAL INDEX KEY:\t\t\t0000012345
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<TEXT>
"""


def text(content: str) -> RawDocument:
    return read_text("a.txt", content.encode(), "a.txt")


def test_a_file_without_marks_is_page_one() -> None:
    raw = text("One line.\nAnother line.\n")
    assert [(page.number, page.start, page.end) for page in raw.pages] == [(1, 0, len(raw.text))]
    assert raw.media == "text"
    assert raw.blocks is None


def test_form_feeds_and_page_tags_give_pages() -> None:
    raw = text("one\n\ftwo\n<PAGE> 3\nthree\n</PAGE>\n<PAGE>\nfour")
    assert [raw.text[page.start : page.end].strip() for page in raw.pages] == ["one", "two", "three", "four"]


def test_an_old_edgar_filing_loses_its_envelope_and_keeps_its_header_as_hints() -> None:
    raw = text(
        HEADER
        + "<PAGE>\nFORM 8-K\n</PAGE>\n<PAGE>\n<TABLE>\n<CAPTION>\n<S> <C>\nDebt 5\n</TABLE>\n</PAGE>\n</TEXT>\n</DOCUMENT>\n"
    )
    assert [raw.text[page.start : page.end] for page in raw.pages] == ["FORM 8-K\n", "Debt 5\n"]
    assert raw.hints["sec:COMPANY CONFORMED NAME"] == "ACME CORP \\PA\\"
    assert raw.hints["sec:FILED AS OF DATE"] == "19970127"


def test_hidden_facts_run_together_are_dropped_and_their_cover_facts_kept() -> None:
    soup = "0000012345false--06-30Q12026" + "http://fasb.org/us-gaap/2025#OtherAssetsCurrent" * 40
    raw = text(f"10-Q\n{soup}\nUNITED STATES\nSee http://fasb.org/us-gaap/2025 for more.\n")
    assert raw.text == "10-Q\nUNITED STATES\nSee http://fasb.org/us-gaap/2025 for more.\n"
    assert raw.hints == {
        "dei:EntityCentralIndexKey": "0000012345",
        "dei:DocumentFiscalPeriodFocus": "Q1",
        "dei:DocumentFiscalYearFocus": "2026",
    }


def test_a_table_written_one_cell_a_line_becomes_rows() -> None:
    raw = text(
        "(In millions)\n\nRevenue\n\n$\n\n1,364\n\n \n\n$\n\n583\n\nNet loss\n\n(110\n\n)\n\n(359\n\n)\n\nMargin\n\n5\n\n%\n\n4\n\n%\n\nWords stay words.\n"
    )
    assert "Revenue $ 1,364 $ 583\n" in raw.text
    assert "Net loss (110) (359)\n" in raw.text
    assert "Margin 5% 4%\n" in raw.text
    assert raw.text.endswith("Words stay words.\n")


def test_prose_with_few_figures_is_left_as_it_is() -> None:
    content = "A heading\n12\n13\n" + "Some prose follows here, line by line.\n" * 50
    assert text(content).text == content


def test_a_text_file_that_holds_html_is_read_as_html() -> None:
    assert (
        text("<SEC-DOCUMENT>x\n<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n<html><body><p>Words</p></body></html>\n").media == "html"
    )


def test_a_file_of_white_space_says_so() -> None:
    with pytest.raises(NoText, match="no text"):
        text(" \n\f\n\u200b")


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("“Acme”".encode("cp1252"), "“Acme”"),
        ("“Acme”".encode("utf-8-sig"), "“Acme”"),
        ("“Acme”".encode("utf-16"), "“Acme”"),
        (b"na\xc3\xafve \xff end", "naïve \ufffd end"),
        (b"a\r\nb\rc\x00d", "a\nb\nc d"),
    ],
)
def test_decoding(data: bytes, shown: str) -> None:
    assert decode(data) == shown


def test_every_space_becomes_plain() -> None:
    assert plain_spaces("$\u00a05\u2009million\u200b\ufeff") == "$ 5 million"


@settings(max_examples=200)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda value: value.encode(errors="replace")))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    try:
        raw = read_text("a.txt", data, "a.txt")
    except ReadError:
        return
    assert raw.text.strip()
    assert raw.pages[0].start == 0
    assert raw.pages[-1].end == len(raw.text)


PIECES = st.sampled_from(
    ["$", "1,364", ")", "(12", "%", "—", "", " ", "\f", "<PAGE>", "<S> <C>", "Revenue", "2025", "Some words of prose."]
)


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=60))
def test_no_word_or_figure_is_lost(rows: list[str]) -> None:
    content = "\n".join(f"{row}{index}x" if row == "Revenue" else row for index, row in enumerate(rows))
    wanted = "".join(
        character
        for row in content.split("\n")
        for character in row
        if not row.startswith("<") and not character.isspace()
    )
    try:
        raw = text(content)
    except NoText:
        assert not wanted
        return
    assert "".join(raw.text.split()) == wanted


def test_real_text_filings(real_filings: Path) -> None:
    filing = read_text("a.txt", (real_filings / "CRWV_2025-03-31_10-Q.txt").read_bytes(), "a.txt")
    assert len(filing.pages) == 1
    old = read_text("a.txt", (real_filings / "HHCA_1997_8-K.txt").read_bytes(), "a.txt")
    assert len(old.pages) == 5
    assert old.text.startswith("SECURITIES AND EXCHANGE COMMISSION")
    soup = read_text("a.txt", (real_filings / "MSFT_2025-09-30_10-Q.txt").read_bytes(), "a.txt")
    assert "us-gaap" not in soup.text
    assert "Net income $ 27,747 $ 24,667" in soup.text
