"""What follows the first questions of a document, as it was measured: for saying beforehand what a whole run takes.

Measured by ``briefs cost`` on a run over nine real documents (five 10-Qs, one 8-K, three calls) that a capable reader
answered: 36 first questions, 89 requests, 565,128 tokens sent and 113,413 answered. Of these 10 requests asked once
more about what was faulty or missed, 25 looked again at deals that matter, and 18, two for each document, were about
its text. A second run, over fourteen documents, asked 14 times which deals are one. Tokens of a round are the mean of
its requests, a token being four characters, and the schema of the answer. Gleaning was not measured: it is taken to be
a second first question, which it contains.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.run.jobs import Ways

FIRST: Final = "extract"
"""The stage of first questions."""


class Round(NamedTuple):
    """Requests of a stage for each first question and for each document; tokens ``sent`` and ``answered`` in one."""

    stage: str
    for_question: Decimal
    for_document: Decimal
    sent: int
    answered: int

    def requests(self, first: int) -> Decimal:
        """So many requests follow ``first`` first questions of one document."""
        return self.for_question * first + self.for_document


_NONE, _ONE = Decimal(0), Decimal(1)
LATER: Final[tuple[Round, ...]] = (
    Round("mend", Decimal(10) / 36, _NONE, 13_526, 173),
    Round("verify", Decimal(25) / 36, _NONE, 3_626, 549),
    Round("join", _NONE, _ONE, 2_758, 38),
    Round("summarise", _NONE, _ONE, 4_231, 486),
    Round("summarise", _NONE, _ONE, 4_231, 486),
)
"""The rounds after the first, in their order."""

_GLEANED: Final = Round("mend", _ONE, _NONE, 13_526, 2_479)


def still(asked: Sequence[str], ways: Ways) -> tuple[Round, ...]:
    """Give the rounds that follow after the stages ``asked``, which begin with the first."""
    chosen = (_GLEANED if ways.glean and each.stage == _GLEANED.stage else each for each in LATER)
    rest = tuple(each for each in chosen if each.stage != "verify" or ways.second_look)
    for stage in asked:
        place = next((place for place, each in enumerate(rest) if each.stage == stage), None)
        if place is not None:
            rest = rest[place + 1 :]
    return rest
