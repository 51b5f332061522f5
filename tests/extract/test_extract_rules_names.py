"""Names of parties are read whole, and the filer's own name and its subsidiaries are none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.extract.rules.parties import Cast
from pipeline.extract.rules.text import sentences
from pipeline.records import DealType, Proposals
from tests.extract.conftest import of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Document


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("We agreed to acquire 1Rowan Clinics, Inc. for $90 million.", ["1Rowan Clinics, Inc."]),
        ("We buy from Sandpiper Devices (New Haven) Limited.", ["Sandpiper Devices (New Haven) Limited"]),
        ("We agreed to buy Whoop! Inc.'s stores. Whoop! said so.", ["Whoop", "Whoop"]),
        ("We met Dunlin Sales and Service Inc. (“A on Call”) in May.", ["Dunlin Sales and Service Inc."] * 2),
        ("It merged with Plover Sub II, Inc. and with Corporate Sub.", []),
        ("We sold it to Teal and Wren LLC.", ["Teal and Wren LLC"]),
    ],
)
def test_names_are_read_whole(document: Callable[..., Document], sentence: str, names: list[str]) -> None:
    made = document(sentence)
    cast = Cast(made)
    assert [f.name for block in made.blocks for s in sentences(made, block) for f in cast.named(s)] == names


@pytest.mark.parametrize(
    ("sentence", "party"),
    [
        (
            "In June we signed a term sheet for the sale to Wren Systems of Class B common stock for $900 million.",
            "Wren Systems",
        ),
        (
            "In May we leased the whole of Larch Park, Phase II to Osprey Cloud Corporation for rent of $1.4 billion.",
            "Osprey Cloud Corporation",
        ),
    ],
)
def test_a_kind_of_share_or_a_building_is_no_part_of_a_name(
    propose: Callable[..., Proposals], sentence: str, party: str
) -> None:
    assert {candidate.party.name for candidate in propose(sentence).candidates} == {party}


def test_the_companys_own_name_with_an_s_is_ours(document: Callable[..., Document]) -> None:
    made = document("Maplewood Devices' plan and Maplewood's purchases grew.")
    [sentence] = sentences(made, made.blocks[0], Cast(made).own)
    assert "our         purchases" in sentence.lower


def test_the_filers_own_subsidiary_is_no_counterparty(propose: Callable[..., Proposals]) -> None:
    owned = "Pintail Fab LLC, a wholly owned subsidiary of the Company, makes wafers."
    lease = "We signed a lease with Pintail Fab LLC and will pay rent of $80 million over ten years."
    assert {c.party.name for c in of(propose(owned, lease), DealType.LEASE)} == {"lessors"}
    assert {c.party.name for c in of(propose(lease), DealType.LEASE)} == {"Pintail Fab LLC"}
