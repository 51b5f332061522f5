"""Records made without checks are those that checks would have made."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.read.trusted import trusted
from pipeline.records import Block, BlockKind, Cell, Page, PageState, Record, Span

RECORDS = [
    (Block, {"kind": BlockKind.HEADING, "end": 9, "start": 2}),
    (Block, {"start": 2, "end": 9, "kind": BlockKind.PARAGRAPH, "gaps": (Span(start=3, end=4),)}),
    (Cell, {"start": 2, "end": 9, "column": 1, "value": Decimal("4.50")}),
    (Page, {"start": 0, "end": 9, "number": 1, "label": "F-1", "state": PageState.TEXT}),
]


@pytest.mark.parametrize(("kind", "values"), RECORDS)
def test_trusted_records_are_like_checked_ones(kind: type[Record], values: dict[str, object]) -> None:
    made, checked = trusted(kind, **values), kind.model_validate(values)
    assert made == checked
    assert made.model_dump_json() == checked.model_dump_json()
    assert made.model_fields_set == checked.model_fields_set
    assert made.model_copy(update={"end": 10}) == checked.model_copy(update={"end": 10})


def test_trusted_records_share_no_defaults() -> None:
    first, second = (trusted(Block, start=at, end=9, kind=BlockKind.TABLE) for at in (1, 2))
    assert first.__dict__ is not second.__dict__
    assert (first.start, second.start) == (1, 2)
