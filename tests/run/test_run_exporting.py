"""All deals of the samples on one page: documents read, pages drawn, and what is not there said."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.config import Settings
from pipeline.run.exporting import Deals
from pipeline.run.picturing import Drawing, Lacking

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(repository: Path, tmp_path: Path) -> Path:
    shutil.copytree(repository / "filings", tmp_path / "filings")
    shutil.copytree(repository / "outputs", tmp_path / "outputs", ignore=shutil.ignore_patterns(".briefs"))
    return tmp_path


def exported(project: Path, *names: str, drawing: Drawing | None = None) -> tuple[str, Lacking]:
    output = project / "outputs"
    page = project / "deals.html"
    lacking = Deals(output, names).to_html(page, replace(Settings(), output=str(output)), drawing or Drawing())
    return page.read_text("utf-8"), lacking


def told(page: str) -> Any:
    (data,) = re.findall(r'<script type="application/json" id="told">(.+?)</script>', page)
    return json.loads(data)


def pictures(page: str) -> list[str]:
    return re.findall(r'<script type="text/plain" id="(p\d+-\d+)"', page)


def test_every_quote_of_a_pdf_is_marked_on_its_page_and_others_in_their_text(project: Path) -> None:
    page, lacking = exported(project)
    assert lacking == ((), ())
    everything = told(page)
    drawn = set(pictures(page))
    for deal in everything["deals"]:
        source = everything["documents"][deal["doc"]]
        for quote in deal["quotes"]:
            if source["pdf"]:
                assert f"p{deal['doc']}-{quote['page']}" in drawn
                assert quote["boxes"][0][0] == quote["page"]
                assert all(0 <= edge <= 10_000 for box in quote["boxes"] for edge in box[1:])
            assert "".join(quote["words"]).strip() != quote["words"][1]
    assert len(drawn) < sum(len(deal["quotes"]) for deal in everything["deals"])
    links = {source["link"] for source in everything["documents"]}
    assert all((project / link).is_file() for link in links)


def test_the_same_documents_give_the_same_bytes_and_no_path_of_the_machine(project: Path) -> None:
    one, _ = exported(project)
    other, _ = exported(project)
    assert one == other
    assert str(project) not in one


def test_newest_documents_come_first(project: Path) -> None:
    days = [source["name"].rpartition(" ")[2] for source in told(exported(project)[0])["documents"]]
    assert days == sorted(days, reverse=True)


def test_a_document_that_is_gone_or_changed_is_said_and_its_quotes_stand(project: Path) -> None:
    (project / "filings/samples/QRND_2026-06-30_10-K.pdf").unlink()
    changed = project / "filings/samples/CMDP_2026-09-30_10-Q.pdf"
    changed.write_bytes(changed.read_bytes() + b"\n")
    page, lacking = exported(project, "QRND", "CMDP")
    assert [re.sub(r".*pdf ", "", note) for note in lacking.gone] == [
        "has changed since it was briefed",
        "was not found",
    ]
    assert "filings/samples/QRND_2026-06-30_10-K.pdf was not found" in page
    everything = told(page)
    assert pictures(page) == []
    assert all(quote["words"][1] and not quote["words"][0] for deal in everything["deals"] for quote in deal["quotes"])
    assert {source["why"].rpartition(" ")[2] for source in everything["documents"]} == {"found", "briefed"}


def test_a_damaged_copy_of_a_document_takes_no_other_down(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.picturing.WORK", "tests.run.failing_reader")
    page, lacking = exported(project, "QRND", "CMDP")
    (note,) = lacking.gone
    assert "the reader gave up on it" in note
    assert len({sheet.partition("-")[0] for sheet in pictures(page)}) == 1


def test_pages_beyond_the_limit_are_counted_and_their_quotes_stand_in_their_text(project: Path) -> None:
    everything, _ = exported(project, "CMDP")
    page, (gone, (note,)) = exported(project, "CMDP", drawing=Drawing(pages=2))
    assert gone == ()
    assert 2 <= len(pictures(page)) < len(pictures(everything))
    left = len(pictures(everything)) - len(pictures(page))
    assert note == f"{left} more pages are not in it as pictures: their quotes stand in the words around them"
    assert f"{note}." in page
    (deal,) = {deal["doc"] for deal in told(page)["deals"]}
    assert deal == 0
    assert told(page)["deals"][0]["quotes"][0]["boxes"]
    assert all(quote["words"][0] for deal in told(page)["deals"] for quote in deal["quotes"])


def test_without_pictures_no_document_is_read(project: Path) -> None:
    shutil.rmtree(project / "filings")
    page, (gone, (note,)) = exported(project, drawing=Drawing(reading=False))
    assert gone == ()
    assert note.startswith("No document was read")
    assert pictures(page) == []
    assert len(page) < 1_000_000


def test_of_very_many_deals_the_oldest_are_left_out_and_counted(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = len(told(exported(project, drawing=Drawing(reading=False))[0])["deals"])
    monkeypatch.setattr("pipeline.run.exporting.MOST_ROWS", 10)
    page, lacking = exported(project, drawing=Drawing(reading=False))
    assert len(told(page)["deals"]) == 10
    assert lacking.limits[0].startswith(f"{whole - 10} more deals, of the oldest documents, are not on this page")


def test_what_was_heard_counts_up(project: Path) -> None:
    heard: list[tuple[int, int]] = []
    exported(project, "HVSN", drawing=Drawing(heard=lambda done, many, _: heard.append((done, many))))
    assert heard == [(1, 2), (2, 2)]
