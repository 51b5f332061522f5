"""The view as JSON: the records as they are, with what was measured."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.look import Choice, as_json, chosen
from pipeline.records import Block, Page, Section, Table

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.records import Document


def said(document: Document, choice: Choice | None = None) -> Any:
    return json.loads(as_json(chosen(document, choice or Choice())))


def test_the_whole_document_is_there(report: Document) -> None:
    seen = said(report)
    assert seen["schema"] == "filing-briefs/read/1"
    assert seen["text"] == report.text
    assert [page["number"] for page in seen["pages"]] == [page.number for page in report.pages]
    assert len(seen["blocks"]) == len(report.blocks)
    assert [section["key"] for section in seen["sections"]] == [section.key for section in report.sections]
    assert [table["number"] for table in seen["tables"]] == list(range(1, len(report.tables) + 1))
    assert seen["identity"]["company"] == "Brackwater Cloud Corporation"


def test_every_field_of_a_record_is_there(report: Document) -> None:
    seen = said(report)
    assert set(Page.model_fields) | {"numbers", "kept", "cause"} == set(seen["pages"][0])
    assert set(Section.model_fields) <= set(seen["sections"][0])
    assert set(Block.model_fields) | {"page"} == set(seen["blocks"][0])
    assert set(Table.model_fields) | {"number"} == set(seen["tables"][0])


def test_offsets_are_those_of_the_whole_document(report: Document) -> None:
    seen = said(report, Choice(section="note2"))
    for block in seen["blocks"]:
        start, end = max(block["start"], seen["start"]), min(block["end"], seen["end"])
        assert seen["text"][start - seen["start"] : end - seen["start"]] == report.text[start:end]


def test_a_figure_has_its_head_its_words_and_its_amount(report: Document) -> None:
    (table,) = said(report, Choice(table=1))["tables"]
    cells = [cell for row in table["rows"] for cell in row["cells"]]
    assert len(cells) == sum(len(row.cells) for row in report.tables[0].rows)
    assert cells[0]["head"] == "September 30, 2026"
    assert "".join(cells[0]["printed"].split()) == "$2,186"
    assert cells[0]["value"] == "2186"
    assert int(cells[0]["amount"]) == 2186 * cells[0]["multiplier"]


def test_the_docs_name_every_key(report: Document, repository: Path) -> None:
    told = (repository / "docs" / "commands.md").read_text("utf-8")
    for key in said(report):
        assert key in told, f"docs/commands.md does not say what {key} is"
