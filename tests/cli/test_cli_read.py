"""``briefs read`` as a user meets it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

if TYPE_CHECKING:
    from tests.cli.conftest import Briefs


def test_it_shows_what_the_program_sees(briefs: Briefs, call: Path) -> None:
    done = briefs("read", f"filings/{call.name}")
    assert done.code == 0, done.err
    assert done.out.startswith("filings/call.txt\nAlder Systems, Inc. · call · 2025-10-28\n")
    assert "call.prepared" in done.out
    assert done.err == ""
    assert not Path("outputs").exists(), "looking writes nothing"


def test_a_page_and_a_section_are_shown_in_full(briefs: Briefs, call: Path) -> None:
    page = briefs("read", str(call), "--page", "1").out
    assert "== page 1 of 1: text, " in page
    assert "Maria Holt, Chief Executive Officer:" in page
    section = briefs("read", str(call), "--section", "call.prepared").out
    assert section.startswith("call.prepared: Prepared remarks\n")


def test_a_table_is_shown_cell_by_cell(briefs: Briefs, repository: Path) -> None:
    done = briefs("read", str(repository / "filings" / "samples" / "BRKW_2026-06-30_10-Q.htm"), "--table", "2")
    assert done.code == 0, done.err
    assert done.out.startswith("table 2 on page ")
    assert "comes to" in done.out


def test_json_is_one_object(briefs: Briefs, call: Path) -> None:
    seen = json.loads(briefs("read", str(call), "--as", "json").out)
    assert seen["schema"] == "filing-briefs/read/1"
    assert seen["identity"]["company"] == "Alder Systems, Inc."


def test_html_goes_to_a_file_and_its_path_is_printed(briefs: Briefs, repository: Path) -> None:
    source = repository / "filings" / "samples" / "BRKW_2026-09-30_10-Q.pdf"
    done = briefs("read", str(source), "--page", "3", "--as", "html", "--output", "view.html")
    assert (done.code, done.out, done.err) == (0, "view.html\n", "")
    page = html.document_fromstring(Path("view.html").read_text("utf-8"))
    assert len(page.findall(".//image")) == 1
    assert [path.name for path in Path().iterdir() if "view" in path.name] == ["view.html"]


def test_html_can_go_to_standard_output_but_not_to_a_terminal(
    briefs: Briefs, call: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert briefs("read", str(call), "--as", "html").out.startswith("<!doctype html>")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    refused = briefs("read", str(call), "--as", "html")
    assert refused.code == 2
    assert "--output view.html" in refused.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("read",), "Missing argument"),
        (("read", "nowhere.pdf"), "nowhere.pdf: there is no such file; check the path"),
        (("read", "filings"), "filings: this is a folder; name one file"),
        (("read", "filings/call.txt", "--page", "2"), "there is no page 2; there is 1 page"),
        (("read", "filings/call.txt", "--page", "x"), "--page is 'x'"),
        (("read", "filings/call.txt", "--table", "1"), "there is no table 1; there is no table"),
        (("read", "filings/call.txt", "--section", "note1"), "there are call.prepared"),
        (("read", "filings/call.txt", "--page", "1", "--table", "1"), "only one of --page, --section and --table"),
        (("read", "filings/call.txt", "--as", "pdf"), "'pdf' is not one of"),
        (("read", "filings/call.txt", "--output", "filings/call.txt"), "--output is the document itself"),
    ],
)
def test_wrong_use_ends_with_two(briefs: Briefs, call: Path, arguments: tuple[str, ...], said: str) -> None:
    before = call.read_bytes()
    done = briefs(*arguments)
    assert (done.code, done.out) == (2, ""), done.out
    assert said in re.sub(r"[\s│]+", " ", done.err)
    assert call.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("bad.pdf", b"%PDF-1.4 and no more", "bad.pdf: the file is damaged or cut short"),
        ("empty.txt", b"", "empty.txt: the file has no bytes; download it again"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_one(
    briefs: Briefs, project: Path, name: str, data: bytes, said: str
) -> None:
    (project / name).write_bytes(data)
    done = briefs("read", name)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_view_that_cannot_be_written_ends_with_one(briefs: Briefs, call: Path) -> None:
    done = briefs("read", str(call), "--output", "nowhere/view.txt")
    assert (done.code, done.out) == (1, "")
    assert "nowhere/view.txt: it cannot be written: No such file or directory" in done.err


def test_the_docs_name_every_option(briefs: Briefs, repository: Path) -> None:
    told = (repository / "docs" / "commands.md").read_text("utf-8")
    shown = briefs("read", "--help").out
    for option in ("--page", "--section", "--table", "--as", "--output"):
        assert option in shown
        assert f"`{option}" in told
    assert "briefs read" in told
