"""Rows made from literals, as the table and the page take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pipeline.export import Chosen, Row, rows
from tests.loop.conftest import make_deal, make_facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Deal

STEM = "QLMK/2031-06-30_10-Q"


def choose(deal: Deal) -> Chosen:
    return Chosen(deal.amounts[:1], deal.amounts[0].as_written if deal.amounts else "not disclosed", per_share=False)


def made(*deals: Deal, **document: Any) -> list[Row]:
    return list(rows(STEM, make_facts(document.pop("filer", "Quillmark Inc."), *deals, **document), choose))


@pytest.fixture
def deal() -> Callable[..., Deal]:
    return make_deal
