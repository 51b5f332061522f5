"""A view as JSON, for other programs: the records of the document as they are, and what was measured of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pipeline.look.measure import measured_pages, measured_sections
from pipeline.records import plain

if TYPE_CHECKING:
    from pipeline.look.choice import View
    from pipeline.look.measure import Numbers
    from pipeline.records import Row, Table

SCHEMA: Final = "filing-briefs/read/1"


def as_json(view: View) -> str:
    """Write the records that touch the view, as docs/commands.md describes them.

    Offsets stay those of the whole document; ``text`` is the view's part of it and begins at ``start``. Every field of
    a record is there, so fields that records gain are there too.
    """
    document = view.document
    said: dict[str, Any] = {
        "schema": SCHEMA,
        "path": document.path,
        "sha256": document.sha256,
        "media": document.media,
        "page_count": len(document.pages),
        "identity": document.identity.model_dump(mode="json"),
        "coverage": document.coverage.model_dump(mode="json"),
        "start": view.start,
        "end": view.end,
        "text": document.text[view.start : view.end],
        "pages": _pages(view),
        "sections": _sections(view),
        "blocks": [
            {**block.model_dump(mode="json"), "page": document.page_at(block.start)}
            for block in view.blocks(view.start, view.end)
        ],
        "tables": [_table(view, number, table) for number, table in view.tables(view.start, view.end)],
        "scales": [
            scale.model_dump(mode="json")
            for scale in document.scales
            if scale.governs_start < view.end and view.start < scale.governs_end
        ],
        "definitions": [
            definition.model_dump(mode="json")
            for definition in document.definitions
            if definition.start < view.end and view.start < definition.end
        ],
    }
    later = set(type(document).model_fields) - set(said)
    said |= document.model_dump(mode="json", include=later)
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _pages(view: View) -> list[dict[str, Any]]:
    measured = measured_pages(view.document)
    return [
        {
            **page.model_dump(mode="json"),
            **_numbers(measured[page.number - 1].numbers),
            "cause": measured[page.number - 1].cause,
        }
        for page in view.pages
    ]


def _sections(view: View) -> list[dict[str, Any]]:
    return [
        {
            **each.section.model_dump(mode="json"),
            **_numbers(each.numbers),
            "pages_without_text": list(each.unreadable),
        }
        for each in measured_sections(view.document)
        if view.whole or (each.section.start < view.end and view.start < each.section.end)
    ]


def _numbers(numbers: Numbers) -> dict[str, int]:
    return {"numbers": numbers.there, "kept": numbers.kept}


def _table(view: View, number: int, table: Table) -> dict[str, Any]:
    rows = [_row(view, table, row) for row in table.rows]
    return {"number": number, **table.model_dump(mode="json", exclude={"rows"}), "rows": rows}


def _row(view: View, table: Table, row: Row) -> dict[str, Any]:
    cells = [
        {
            **cell.model_dump(mode="json"),
            "head": table.head(cell),
            "printed": view.document.quote(cell.start, cell.end),
            "amount": None if cell.amount is None else plain(cell.amount),
        }
        for cell in row.cells
    ]
    return {**row.model_dump(mode="json", exclude={"cells"}), "cells": cells}
