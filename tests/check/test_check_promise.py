"""The promise of the firewall: no false claim gets in, and 99 of 100 true ones do.

``bench/firewall.py`` does the same with 20,000 claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.corruptions import KINDS, by_number, came_through, corrupted, got_in
from bench.planted import TEMPLATES, plant
from pipeline.check import check
from pipeline.read import read
from pipeline.records import Proposals

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("seed", range(4))
def test_false_claims_stay_out_and_true_ones_get_in(seed: int) -> None:
    field = plant(1000 + seed, 5 * len(TEMPLATES))
    intact = by_number(check(field.document, Proposals(candidates=tuple(deal.candidate for deal in field.deals))))
    through = sum(came_through(deal.candidate, intact.get(deal.candidate.rule)) for deal in field.deals)
    assert through >= 0.99 * len(field.deals)

    false = corrupted(seed, field)
    assert {kind for kind, _, _ in false} == set(KINDS)
    passed = by_number(check(field.document, Proposals(candidates=tuple(candidate for _, _, candidate in false))))
    inside = [
        (kind, way, candidate) for kind, way, candidate in false if got_in(kind, candidate, passed.get(candidate.rule))
    ]
    assert inside == []


def test_what_is_refused_is_always_shown_with_its_reason() -> None:
    field = plant(7, len(TEMPLATES))
    false = corrupted(7, field)
    checked = check(field.document, Proposals(candidates=tuple(candidate for _, _, candidate in false)))
    seen = {proved.sources[0].rsplit(" ", 1)[-1] for proved in checked.proved}
    seen |= {item.candidate.rule for item in checked.withheld if hasattr(item.candidate, "rule")}
    assert seen == {candidate.rule for _, _, candidate in false}
    assert all(item.detail for item in checked.withheld)


def test_the_same_input_gives_the_same_bytes() -> None:
    field = plant(11, 2 * len(TEMPLATES))
    proposals = Proposals(candidates=tuple(candidate for _, _, candidate in corrupted(11, field)))
    assert check(field.document, proposals).model_dump_json() == check(field.document, proposals).model_dump_json()


def test_in_the_text_of_real_filings(real_filings: Path) -> None:
    path = real_filings / "CRWV_2025-03-31_10-Q.txt"
    text = read(path, path.name).text
    field = plant(3, 60, [text[at : at + 1500] for at in range(0, len(text), 1500)])
    intact = by_number(check(field.document, Proposals(candidates=tuple(deal.candidate for deal in field.deals))))
    assert sum(came_through(deal.candidate, intact.get(deal.candidate.rule)) for deal in field.deals) == 60
    false = corrupted(3, field)
    passed = by_number(check(field.document, Proposals(candidates=tuple(candidate for _, _, candidate in false))))
    assert not [kind for kind, _, candidate in false if got_in(kind, candidate, passed.get(candidate.rule))]
