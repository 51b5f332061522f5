"""Drills 3, 16 and 18: bad documents are named, the others finish, and two runs give the same bytes."""

from __future__ import annotations

import io
import json
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
    """Write the same page of text ``pages`` times; the bytes are always the same."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=letter, invariant=1)
    for number in range(pages):
        text = canvas.beginText(54, 740)
        text.textLines("\n".join([*lines, "", f"{number + 1}"]))
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
    project: Path, briefs: Briefs, lines: list[str]
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
    done = briefs("run", "--json")
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
