"""Drills 3, 16 and 18: bad documents are named, the others finish, and two runs give the same bytes."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from pipeline.brief import lint

if TYPE_CHECKING:
    from tests.drills.conftest import Briefs, Outputs


def pdf(lines: list[str], *, pages: int = 1) -> bytes:
    """Write a page of text, and more with a line each; the bytes are always the same."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=letter, invariant=1)
    for number in range(pages):
        text = canvas.beginText(54, 740)
        words = lines if number == 0 else ["We had no other commitments."]
        text.textLines("\n".join([*words, "", f"{number + 1}"]))
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def images_only() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=letter, invariant=1)
    for _ in range(3):
        canvas.rect(100, 100, 300, 300, fill=1)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def half_scanned(lines: list[str]) -> bytes:
    """Two pages of text and eight on which there is only a picture, one of them with a page number below it."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=letter, invariant=1)
    for number in range(2):
        text = canvas.beginText(54, 740)
        text.textLines("\n".join([*lines, "", f"{number + 1}"]))
        canvas.drawText(text)
        canvas.showPage()
    for number in range(8):
        canvas.rect(80, 120, 450, 560, fill=1)
        if number == 7:
            canvas.drawString(300, 30, "10")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def encrypted(content: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt(password, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.fixture
def lines(quarter_text: str) -> list[str]:
    return quarter_text.splitlines()


def test_every_bad_file_is_named_with_reason_and_remedy_and_the_good_ones_finish(
    project: Path, started: Briefs, lines: list[str]
) -> None:
    good = pdf(lines)
    bad = {
        "empty.pdf": (b"", "EmptyFile"),
        "empty.txt": (b"", "EmptyFile"),
        "truncated.pdf": (good[: len(good) // 3], "Corrupt"),
        "password.pdf": (encrypted(good, "secret"), "PasswordNeeded"),
        "images.pdf": (images_only(), "NoText"),
        "picture.pdf": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "NotADocument"),
        "archive.txt": (b"PK\x03\x04" + bytes(range(256)) * 20, "NotADocument"),
    }
    for name, (content, _) in bad.items():
        (project / "filings" / name).write_bytes(content)
    (project / "filings" / "good.pdf").write_bytes(good)
    (project / "filings" / "open.pdf").write_bytes(encrypted(pdf([*lines, "another"]), ""))
    done = started("run", "--json")
    assert done.returncode == 1
    summary = json.loads(done.stdout)
    told = {Path(document["path"]).name: document for document in summary["documents"]}
    assert {name: told[name].get("kind") for name in bad} == {name: kind for name, (_, kind) in bad.items()}
    assert {name: document["result"] for name, document in told.items() if name not in bad} == {
        "good.pdf": "done",
        "open.pdf": "done",
    }
    listed = (project / "outputs/README.md").read_text("utf-8")
    for name in bad:
        assert told[name]["reason"]
        assert told[name]["remedy"]
        assert f"filings/{name}: {told[name]['reason']}; {told[name]['remedy']}" in done.stderr
        assert f"filings/{name}" in listed


def test_a_long_document_finishes(project: Path, briefs: Briefs, lines: list[str]) -> None:
    (project / "filings" / "long.pdf").write_bytes(pdf(lines, pages=600))
    done = briefs("run", "--json")
    (document,) = json.loads(done.stdout)["documents"]
    assert (done.returncode, document["result"], document["pages"]) == (0, "done", 600), done.stderr


def test_two_runs_on_the_same_inputs_give_the_same_bytes(
    project: Path, inbox: Path, briefs: Briefs, outputs: Outputs
) -> None:
    assert inbox.is_dir()
    briefs("run", "--output", "one", "--jobs", "1")
    briefs("run", "--output", "two", "--jobs", "3")
    assert outputs(project / "one") == outputs(project / "two")
    assert len(outputs(project / "one")) > 10


def test_every_page_keeps_the_rules_of_a_page(project: Path, inbox: Path, briefs: Briefs) -> None:
    assert inbox.is_dir()
    briefs("run")
    pages = sorted((project / "outputs").glob("*/*.md"))
    assert len(pages) == 7
    assert {page.name: lint(page.read_text("utf-8")) for page in pages} == {page.name: () for page in pages}


def test_a_deal_gets_to_its_page_with_the_page_it_stands_on(project: Path, briefs: Briefs, quarter_text: str) -> None:
    (project / "filings" / "new.txt").write_text(quarter_text, "utf-8")
    done = briefs("run", "filings/new.txt")
    page, headline = done.stdout.splitlines()
    assert page == "outputs/ALDR/2025-09-30_10-Q.md"
    text = (project / page).read_text("utf-8")
    assert headline in text.replace("\\", "")
    assert "$4.5 billion" in text
    assert "Birch" in text
    facts = json.loads((project / page).with_suffix(".json").read_text("utf-8"))
    birch = [deal for deal in facts["deals"] if "Birch" in deal["counterparty"]["name"]]
    assert [amount["value"] for amount in birch[0]["amounts"]][:1] == ["4500000000"]
    cedar = [deal for deal in facts["deals"] if "Cedar" in deal["counterparty"]["name"]]
    assert {deal["binding"] for deal in cedar} <= {"intent", "conditional"}


def test_a_half_scanned_report_is_never_called_complete(project: Path, briefs: Briefs, quarter_text: str) -> None:
    """Review 1: its headline said that it names no deal, its front matter "complete", and the run exit 0."""
    cover = quarter_text.partition("Note 5.")[0].splitlines()
    (project / "filings" / "scan.pdf").write_bytes(half_scanned(cover))
    done = briefs("run", "--json")
    assert done.returncode == 1
    (told,) = json.loads(done.stdout)["documents"]
    assert told["partial"]
    text = (project / told["page"]).read_text("utf-8")
    assert lint(text) == ()
    assert re.search(r"^# No deal was found in Alder Systems. 10-Q: 8 of 10 pages are pictures", text, re.MULTILINE)
    assert "> **Read with care:** 8 of 10 pages are pictures and were not read." in text
    assert 'coverage: "partial; ' in text
    assert "complete" not in text.split("# ")[0]
    assert "- Not read: pages 3 to 10, of which there is a picture and no text." in text


def test_a_text_that_is_no_filing_is_told_apart(project: Path, briefs: Briefs) -> None:
    """Review 50: "hello world" gave a whole briefing of a company called hello, exit 0."""
    (project / "filings" / "hello.txt").write_text("hello world\n", "utf-8")
    done = briefs("run", "--json")
    assert done.returncode == 1
    (told,) = json.loads(done.stdout)["documents"]
    text = (project / told["page"]).read_text("utf-8")
    assert "- This may be no filing: it names neither a company nor a period nor a form." in text
    assert "> **Read with care:**" in text
    assert lint(text) == ()
