"""The file of proposals: pairs a person may decide in, and what was decided there before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.inert import clean
from pipeline.resolve.decisions import UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.resolve.decisions import Pair

_HEAD = """\
# Pairs of names that may be one party. Made by a program from the documents; what you decide here is kept.
# Write same = true where both are one party: the first of its names is then printed for both (change their order as you
# like). Write same = false where they are two: they are not asked about again. The next run works with it.
# The likeliest 500 are asked at once.
# A [[pair]] may be moved to parties.toml as it is. Comments here are lost; parties.toml is never written to.
"""


def proposals_toml(proposed: Sequence[Pair], before: Sequence[Pair]) -> str:
    """Write the file: first what waits for a decision, the likeliest first, then what was decided, by key.

    ``before`` is what the file holds. Of it every decision stays, whether it is proposed again or not; what was not
    decided and is not proposed any more goes. Empty where there is nothing of either.
    """
    decided = {pair.cores: pair for pair in before if pair.same is not None}
    waiting = [pair for pair in proposed if pair.cores not in decided]
    blocks = [_block(pair) for pair in (*waiting, *sorted(decided.values(), key=lambda pair: pair.cores))]
    return "\n".join([_HEAD, *blocks]) if blocks else ""


def _block(pair: Pair) -> str:
    same = _text(UNDECIDED) if pair.same is None else str(pair.same).lower()
    lines = [
        "[[pair]]",
        f"same = {same}",
        f"names = [{', '.join(map(_text, pair.names))}]",
        f"score = {pair.score}",
        f"why = {_text(pair.why)}",
        "places = [",
        *(f"  {_text(place)}," for place in pair.places),
        "]",
    ]
    return "\n".join(lines) + "\n"


def _text(words: str) -> str:
    """Write a TOML string. Without characters that show nothing a JSON string is one."""
    return json.dumps(clean(words), ensure_ascii=False)
