"""Questions and batches for the tests of the store."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from pipeline.records import Message, Question
from pipeline.records.keeping import Batch, BatchState

if TYPE_CHECKING:
    from pipeline.store import Shelf

PRICES = "2026-01-01"


class Small(BaseModel):
    count: int


def question(document: str = "a.pdf", stage: str = "extract") -> Question:
    return Question(messages=(Message(role="user", text="?"),), shape=Small, stage=stage, document=document)


def reserve(
    shelf: Shelf, usd: str, cap: str | None = None, *, run: str = "r1", document: str = "a.pdf",
    stage: str = "extract", model: str = "m", batched: bool = False,
) -> int:  # fmt: skip
    most = None if cap is None else Decimal(cap)
    return shelf.reserve(run, question(document, stage), model, Decimal(usd), most, 1000, PRICES, batched=batched)


def pay(shelf: Shelf, number: int, usd: str | None, charged: str | None = None) -> None:
    cost = None if usd is None else Decimal(usd)
    shelf.settle(number, "paid", Decimal(charged or usd or "0"), cost, 900, 400, 50)


def batch(name: str, **changed: Any) -> Batch:
    made = Batch(
        name, "r1", "https://api.example/v1", "m", BatchState.PREPARED, "2026-01-01T00:00:00+00:00",
        "2026-01-02T00:00:00+00:00", requests=2, tokens=5000,
    )  # fmt: skip
    return made._replace(**changed)
