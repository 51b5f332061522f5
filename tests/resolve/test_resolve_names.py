"""One party, one name: names misheard in a transcript, and grants of different days to one party."""

from __future__ import annotations

import pytest

from pipeline.records import DealType, Form, Payer
from pipeline.resolve import resolve
from tests.resolve.made import document, proved

SAID = "We train with Quillanthropy. A gain on our stake in Quillanthroppy came too. Quillanthropy is well."


@pytest.mark.parametrize(
    ("form", "text", "names"),
    [
        (Form.CALL, SAID, {"Quillanthropy"}),
        # who wrote a filing spelled what was meant
        (Form.TEN_Q, SAID, {"Quillanthropy", "Quillanthroppy"}),
        # told twice each, they may be two
        (Form.CALL, SAID + " Quillanthroppy again.", {"Quillanthropy", "Quillanthroppy"}),
    ],
)
def test_a_name_misheard_once_in_a_call_is_the_one_told_more_often(form: Form, text: str, names: set[str]) -> None:
    base = document()
    heard = base.model_copy(update={"text": text, "identity": base.identity.model_copy(update={"form": form})})
    deals = resolve(
        heard,
        [
            proved("Quillanthropy", type_=DealType.SALES_CONTRACT, payer=Payer.COUNTERPARTY),
            proved("Quillanthroppy", at=40),
        ],
    )
    assert {deal.counterparty.name for deal in deals} == names


@pytest.mark.parametrize(("days", "count"), [(("2024-10", "2025-10"), 2), (("2025-10", "2025-10"), 1), (("", ""), 1)])
def test_options_given_on_different_days_are_two(days: tuple[str, str], count: int) -> None:
    grants = [
        proved("Osprey AI, Inc.", shares, type_=DealType.WARRANT_OPTION, unit="shares", at=at)
        for shares, at in ((375_000, 0), (12_144_668, 60))
    ]
    dated = [
        one.model_copy(update={"dates": one.dates.model_copy(update={"signed": day or None})})
        for one, day in zip(grants, days, strict=True)
    ]
    assert len(resolve(document(), dated)) == count
