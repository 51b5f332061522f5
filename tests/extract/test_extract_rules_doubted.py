"""What a risk factor says of a deal told elsewhere weakens it. All names are fictional."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.records import Binding

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Proposals

TOLD = "In May 2026, we announced a strategic partnership with Osprey Networks, Inc. worth $6 billion."


@pytest.mark.parametrize(
    "doubt",
    [
        "There is no assurance that we will enter into definitive agreements with Osprey Networks.",
        "We cannot assure you that a definitive agreement with Osprey Networks will be signed on these terms.",
        "We have not yet entered into a definitive agreement with Osprey Networks.",
        "The arrangement with Osprey Networks is subject to the negotiation of definitive documents.",
        "There can be no certainty that the parties, we and Osprey Networks, will sign definitive documents.",
    ],
)
def test_a_doubt_told_elsewhere_is_evidence_of_how_binding_a_deal_is(
    propose: Callable[..., Proposals], doubt: str
) -> None:
    (found,) = propose(TOLD, "Our shares are listed.", doubt).candidates
    assert found.binding is Binding.INTENT
    assert found.quotes[-1].text == doubt
    assert found.binding_phrase is not None
    assert found.binding_phrase in doubt


@pytest.mark.parametrize(
    "other",
    [
        "There is no assurance that we will enter into definitive agreements with Wren Foods.",
        "We entered into a definitive agreement with Osprey Networks.",
    ],
)
def test_a_doubt_about_another_or_a_signed_agreement_changes_nothing(
    propose: Callable[..., Proposals], other: str
) -> None:
    found = [c for c in propose(TOLD, other).candidates if "partnership" in c.quotes[0].text]
    assert [c.binding for c in found] == [Binding.UNCLEAR]
