"""A company that says it gives no guidance is told so; one that speaks of guidance otherwise is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.extract.rules.no_guidance import NO_GUIDANCE
from pipeline.extract.rules.results import results
from pipeline.records import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Document


@pytest.mark.parametrize(
    "said",
    [
        "Given the pending merger, we are not providing guidance for fiscal 2027.",
        "The Company does not give quarterly guidance.",
        "We will not be updating our full year outlook at this time.",
        "We have withdrawn our previously issued guidance.",
        "In light of the strike we are suspending our 2027 guidance.",
        "We haven't provided annual guidance yet.",
    ],
)
def test_a_refusal_is_told(document: Callable[..., Document], said: str) -> None:
    (told,) = results(document(said, form=Form.CALL))
    assert (told.metric, told.guidance, told.amount) == (NO_GUIDANCE, True, None)
    assert told.quotes[0].text in said


@pytest.mark.parametrize(
    "said",
    [
        "The FASB issued new guidance that we will not adopt early.",
        "We are providing guidance for the fourth quarter on this call.",
        "Are you not providing guidance for fiscal 2027?",
        "We were not within our guidance.",
    ],
)
def test_other_words_on_guidance_are_none(document: Callable[..., Document], said: str) -> None:
    assert [told for told in results(document(said, form=Form.CALL)) if told.metric == NO_GUIDANCE] == []
