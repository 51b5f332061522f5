"""What of the labelled deals of real filings is asked about, by the cues alone: without what the rules found.

Which labels the cues were never tuned on: bench/selection.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.selection import OWN, held_out, kept, share
from pipeline.records import Form
from pipeline.score import Labels
from pipeline.select import pack, select

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.records import Document

FLOORS = {
    # file: core deals, each with its first quote; core quotes sent at least; of so many that were read
    "ADBE_2022_Q2_10-Q.pdf": (7, 14, 14),
    "AMCR_2022-07-01_8-K.pdf": (1, 6, 6),
    "AMD_2025-09-27_10-Q.pdf": (16, 65, 69),
    "AMZN_2022_Q3_10-Q.pdf": (13, 24, 24),
    "ATVI_2023-06-30_10-Q.pdf": (8, 30, 31),
    "AVGO_2025_Q2_call.txt": (3, 4, 4),
    "BA_2022_10-K.pdf": (21, 40, 40),
    "CRM_2022-10-31_10-Q.pdf": (5, 10, 10),
    "CRWV_2025-03-31_10-Q.txt": (27, 104, 108),
    "CRWV_2025-11-10_call.txt": (16, 26, 27),
    "CRWV_2025_Q3_release.txt": (12, 15, 15),
    "CVS_2022_10-K.pdf": (23, 44, 44),
    "DIS_2017-12-13_8-K.htm": (6, 11, 11),
    "GOOGL_2025-06-30_10-Q.pdf": (13, 25, 26),
    "INTC_2022-11-22_8-K.pdf": (4, 8, 8),
    "META_2025_Q3_call.pdf": (2, 3, 3),
    "MU_Q2_2025_call.pdf": (0, 0, 0),
    "NBIS_2025_Q3_call.txt": (3, 6, 6),
    "NVDA_2025-05-28_call.pdf": (2, 8, 8),
    "NVDA_2025-10-26_10-Q.pdf": (19, 45, 45),
    "ORCL_2022_10-K.pdf": (13, 23, 23),
    "ORCL_2025-09-09_call.txt": (7, 12, 12),
    "PSEM_2005_8-K.htm": (3, 5, 5),
    "PYPL_2023-06-30_10-Q.pdf": (10, 47, 48),
    "RIOT_2023_10-Q.html": (10, 18, 18),
    "SMCI_2025_Q4_call.txt": (6, 9, 9),
    "SNOW_Q1_2025_call.txt": (4, 7, 7),
    "TSLA_2025-09-30_10-Q.htm": (10, 19, 19),
    "TSN_2017-08-18_8-K.htm": (1, 2, 2),
}
MOST = 0.40
"""The share of a report's characters that may be sent."""


@pytest.mark.parametrize("name", FLOORS)
def test_every_core_deal_is_asked_about_in_a_part_of_the_document(
    filing: Callable[[str], Document], gold: Path, name: str
) -> None:
    deals, least, quotes = FLOORS[name]
    document = filing(name)
    source = next(
        path for folder in (OWN, gold / "labels") if (path := folder / f"{name.rpartition('.')[0]}.json").is_file()
    )
    packing = pack(document, select(document))
    found = kept(document, packing, Labels.model_validate_json(source.read_bytes()).labels)
    assert (found.deals, found.deals_kept, found.evidence) == (deals, deals, quotes)
    assert found.evidence_kept >= least, found.lost
    if document.identity.form in {Form.TEN_K, Form.TEN_Q}:
        assert share(document, packing) <= MOST


def test_of_all_core_quotes_ninety_seven_in_a_hundred_are_sent_and_of_those_held_out_too() -> None:
    stems = {name.rpartition(".")[0]: floor for name, floor in FLOORS.items()}
    apart = held_out()
    assert apart <= stems.keys()
    for group in (stems.keys() - apart, apart):
        assert sum(stems[name][1] for name in group) >= 0.97 * sum(stems[name][2] for name in group)


def test_every_label_file_has_a_floor(gold: Path) -> None:
    names = {path.stem for folder in (OWN, gold / "labels") for path in folder.glob("*.json")}
    assert names == {name.rpartition(".")[0] for name in FLOORS}
