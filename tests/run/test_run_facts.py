"""What a fact file says of its coverage."""

from __future__ import annotations

import pytest

from pipeline.records import CoverageFacts, FailedPassage, PageCoverage
from pipeline.run.facts import missing

LOST = FailedPassage(key="k", first_page=1, last_page=1, reason="no answer")


@pytest.mark.parametrize(
    ("coverage", "said"),
    [
        (CoverageFacts(pages_without_text=(2, 5), pictures=(5,)), "page 5 not read: only a picture"),
        (CoverageFacts(pictures=(1, 2, 3, 4, 5)), "pages 1, 2, 3 and 2 more not read: only a picture"),
        (CoverageFacts(losses=(PageCoverage(page=7, numbers=0, kept=0),)), "page 7 could not be read"),
        (CoverageFacts(losses=(PageCoverage(page=7, numbers=9, kept=8),)), "figures were lost on page 7"),
        (CoverageFacts(failed=(LOST, LOST)), "2 passages got no answer"),
    ],
)
def test_what_makes_a_briefing_partial_is_named_and_blank_pages_do_not(coverage: CoverageFacts, said: str) -> None:
    assert missing(coverage) == said
