"""One document looked at: in a process of its own, under limits, with the errors of a run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pipeline.config import ReadSettings, Settings
from pipeline.errors import Corrupt, Defect, EmptyFile, NotADocument, SettingsError, TooSlow
from pipeline.look import Choice, chosen
from pipeline.read import read
from pipeline.read.places import PdfPlaces
from pipeline.run import reading
from pipeline.run.jobs import Looking
from pipeline.run.reading import look, work

if TYPE_CHECKING:
    from pathlib import Path

CALL = """Alder Systems, Inc. (NASDAQ: ALDR)
Q3 2025 Earnings Call
October 28, 2025

Operator: Good afternoon, and welcome to the Alder Systems third quarter 2025 earnings call.

Maria Holt, Chief Executive Officer: Thank you. Revenue was $1.2 billion, up 12% from a year ago.
"""


def asked(path: Path, section: str | None = None) -> Looking:
    return Looking(str(path), f"filings/{path.name}", section=section)


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_view_is_the_same_from_a_process_of_its_own(tmp_path: Path) -> None:
    path = written(tmp_path, "call.txt", CALL.encode())
    seen = look(asked(path), Settings())
    assert seen == work(asked(path))
    assert seen.content.startswith("filings/call.txt\nAlder Systems, Inc. · call · 2025-10-28\n")
    assert seen.note == ""


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("empty.pdf", b"", EmptyFile),
        ("cut.pdf", b"%PDF-1.7\n" + b"\x00garbage" * 40, Corrupt),
        ("binary.txt", b"\x7fELF\x02\x01\x01\x00" + bytes(200), NotADocument),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=f"filings/{name}: "):
        look(asked(written(tmp_path, name, data)), Settings())


def test_wrong_use_is_told_before_a_process_is_started(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no such file"):
        look(asked(tmp_path / "none.pdf"), Settings())
    with pytest.raises(SettingsError, match="this is a folder"):
        look(asked(tmp_path), Settings())


def test_what_is_not_in_the_document_comes_back_as_wrong_use(tmp_path: Path) -> None:
    path = written(tmp_path, "call.txt", CALL.encode())
    with pytest.raises(SettingsError, match=r"there is no section 'note1'; there are call\.prepared"):
        look(asked(path, section="note1"), Settings())


def test_past_the_limit_of_time_the_file_is_named(tmp_path: Path) -> None:
    path = written(
        tmp_path, "long.txt", (CALL + "Revenue was $1,234 million under the agreement.\n" * 400_000).encode()
    )
    with pytest.raises(TooSlow, match=r"filings/long\.txt: it was not finished after 0\.1 seconds"):
        look(asked(path), replace(Settings(), read=ReadSettings(seconds=0.1)))


def test_a_defect_comes_with_where_it_happened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken_view.py").write_text("def work(asked):\n    return 1 / 0\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(reading, "WORK", "broken_view")
    path = written(tmp_path, "call.txt", CALL.encode())
    with pytest.raises(Defect, match=r"(?s)filings/call\.txt: the program failed on it.*broken_view\.py"):
        look(asked(path), Settings())


def test_a_pdf_only_the_second_reader_opens_shows_its_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "call.txt", CALL.encode())

    def closed(*_: object) -> None:
        raise Corrupt("the file is damaged: there is no picture of its pages")

    monkeypatch.setattr(PdfPlaces, "__init__", closed)
    document = read(path, "filings/call.pdf").model_copy(update={"media": "pdf"})
    seen = reading.drawn(chosen(document, Choice()), path)
    assert seen.note == "the file is damaged: there is no picture of its pages; the text is shown instead"
    assert '<div class="sheet">' in seen.content
