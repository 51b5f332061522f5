"""From a deal back to its page: quotes with the words around them, and marked in a copy of the PDF."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.config import Settings
from pipeline.errors import SettingsError
from pipeline.read.places import PdfPlaces
from pipeline.records import FactFile
from pipeline.run.jobs import Copied, Marking
from pipeline.run.quoting import highlighted, sources, work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TEN_Q = "BRKW/2026-09-30_10-Q"


@pytest.fixture
def project(repository: Path, tmp_path: Path) -> Path:
    """A folder with the samples and their committed briefings."""
    shutil.copytree(repository / "filings", tmp_path / "filings")
    shutil.copytree(repository / "outputs", tmp_path / "outputs", ignore=shutil.ignore_patterns(".briefs"))
    return tmp_path


@pytest.fixture
def settings(project: Path) -> Settings:
    return replace(Settings(), output=str(project / "outputs"))


def facts(project: Path, stem: str = TEN_Q) -> FactFile:
    return FactFile.model_validate_json((project / "outputs" / f"{stem}.json").read_bytes())


def test_a_deal_is_shown_in_every_document_that_states_it(project: Path, settings: Settings) -> None:
    deal = next(one for one in facts(project).deals if one.type == "debt" and one.counterparty.kind == "class")
    shown = sources(deal.id, settings, ["BRKW"])
    assert shown.whole
    assert shown.text.count("Brackwater Cloud Corporation, filings/samples/BRKW_") == 2
    newest, older = (
        shown.text.index(f"filings/samples/BRKW_2026-{name}") for name in ("09-30_10-Q.pdf", "06-30_10-Q.htm")
    )
    assert newest < older
    for piece in deal.evidence:
        assert f">>>{piece.quote}<<<" in " ".join(shown.text.split())
    assert (
        shown.open_at
        == f"{(project / 'filings/samples/BRKW_2026-09-30_10-Q.pdf').as_uri()}#page={deal.evidence[0].page}"
    )


def test_the_beginning_of_an_id_is_enough_where_it_is_the_only_one(project: Path, settings: Settings) -> None:
    ids = {
        deal.id
        for path in project.glob("outputs/*/*.json")
        for deal in facts(project, f"{path.parent.name}/{path.stem}").deals
    }
    short = next(one[:-2] for one in sorted(ids) if sum(other.startswith(one[:-2]) for other in ids) == 1)
    assert sources(short, settings).whole
    with pytest.raises(SettingsError, match="several deals begin with"):
        sources("customers-sales", settings)
    with pytest.raises(SettingsError, match="has a deal nonesuch"):
        sources("nonesuch", settings)


def rewritten(project: Path, stem: str, ids: Sequence[str]) -> None:
    """Give the first deals of a fact file these ids."""
    path = project / "outputs" / f"{stem}.json"
    told = json.loads(path.read_bytes())
    for deal, name in zip(told["deals"], ids, strict=False):
        deal["id"] = name
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")


def test_an_id_with_which_another_begins_is_found(project: Path, settings: Settings) -> None:
    rewritten(project, TEN_Q, ["alder-debt-filer-7e99", "alder-debt-filer-7e99-2"])
    first, second, *_ = facts(project).deals
    shown = sources("alder-debt-filer-7e99", settings)
    assert f">>>{first.evidence[0].quote}<<<" in " ".join(shown.text.split())
    assert f">>>{second.evidence[0].quote}<<<" not in " ".join(shown.text.split())
    with pytest.raises(SettingsError, match="several deals begin with"):
        sources("alder-debt-filer-7e9", settings)


def test_deals_of_several_companies_with_one_id_are_not_mixed(project: Path, settings: Settings) -> None:
    rewritten(project, TEN_Q, ["lenders-debt-filer-01c8"])
    rewritten(project, "QRND/2026-06-30_10-K", ["lenders-debt-filer-01c8"])
    with pytest.raises(SettingsError, match="several companies have a deal lenders-debt-filer-01c8: BRKW, QRND"):
        sources("lenders-debt-filer-01c8", settings)
    shown = sources("lenders-debt-filer", settings, ["quorndale"])
    assert shown.whole
    assert shown.text.startswith("Quorndale Reasoning, Inc., filings/samples/QRND_2026-06-30_10-K.pdf\n")
    assert "BRKW" not in shown.text
    with pytest.raises(SettingsError, match="there is no briefing of 'NONE'"):
        sources("lenders-debt-filer", settings, ["NONE"])


def test_where_the_document_changed_the_kept_quotes_stand_and_that_is_said(project: Path, settings: Settings) -> None:
    file = project / "filings/samples/QRND_2026-06-30_10-K.pdf"
    file.write_bytes(file.read_bytes() + b"\n")
    deal = facts(project, "QRND/2026-06-30_10-K").deals[0]
    shown = sources(deal.id, settings, ["QRND"])
    assert not shown.whole
    assert "has changed since it was briefed" in shown.text
    assert f">>>{deal.evidence[0].quote}<<<" in " ".join(shown.text.split())


def test_every_quote_of_a_briefing_is_marked_with_the_number_of_its_deal(project: Path, settings: Settings) -> None:
    copy, found = highlighted(project / "outputs" / f"{TEN_Q}.md", settings)
    assert found.facts is not None
    assert (copy.unplaced, copy.deals) == (0, len(found.facts.deals))
    numbers = {
        int(str(one.get_object()["/Contents"]))
        for page in PdfReader(io.BytesIO(copy.content)).pages
        for one in page.get("/Annots", [])
        if one.get_object()["/Subtype"] == "/FreeText"
    }
    assert numbers == set(range(1, len(found.facts.deals) + 1))
    assert set(copy.pages) >= {deal.evidence[0].page for deal in found.facts.deals}


def test_a_deal_whose_words_have_no_place_is_not_counted_as_marked(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages that are pictures have words, by recognition, and no places for them."""
    whole, found = PdfPlaces.lines, facts(project)
    least = max(piece.start for piece in found.deals[0].evidence)  # the words before are in a picture
    monkeypatch.setattr(PdfPlaces, "lines", lambda self, start, end: whole(self, start, end) if start > least else ())
    quotes = [(number, piece.start) for number, deal in enumerate(found.deals, start=1) for piece in deal.evidence]
    asked = Marking(
        str(project / found.document.path),
        found.document.path,
        found.document.sha256,
        tuple((number, "", "fde68a", piece, piece + 40) for number, piece in quotes),
    )
    copy = work(asked)
    assert isinstance(copy, Copied)
    placed = {number for number, start in quotes if start > least}
    assert (copy.deals, copy.unplaced) == (len(placed), sum(start <= least for _, start in quotes))
    assert 0 < copy.deals < len(found.deals)


def test_what_is_no_pdf_and_what_was_not_briefed_is_said(project: Path, settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"the document is no PDF; .*briefs export --html FILE"):
        highlighted(project / "outputs/HVSN/2026-10-28_call.md", settings)
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(SettingsError, match="no briefing of it was found"):
        highlighted(other, settings)


def test_the_document_itself_is_never_written_over(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    source = project / "filings/samples/BRKW_2026-09-30_10-Q.pdf"
    before = source.read_bytes()
    run = CliRunner().invoke(app, ["highlight", f"outputs/{TEN_Q}.md", "--output", str(source)])
    assert isinstance(run.exception, SettingsError)
    assert source.read_bytes() == before
    done = CliRunner().invoke(app, ["highlight", f"outputs/{TEN_Q}.md"])
    assert done.exit_code == 0
    assert PdfReader("BRKW_2026-09-30_10-Q.marked.pdf").pages
