"""Many page numbers in few words."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST = 3
"""So many stretches are named of the numbers printed on pages."""
MOST_RUNS = 8
"""So many stretches are named of pages that are alike."""
_LABEL = re.compile(r"(.*?)(\d+)", re.DOTALL)


def printed(labels: Iterable[str | None]) -> str:
    """Tell what is printed on pages as a person would: "1 to 189, 1 to 3". Pages without a number are passed over.

    Where the numbers begin again, as in the exhibits, a new stretch begins: a stretch has no jumps.
    """
    found = [label for label in labels if label]
    return _told(_stretches(found, [_next(first, second) for first, second in pairwise(found)]), MOST)


def runs_of(numbers: Sequence[int]) -> str:
    """Tell numbers that rise: "129 to 130, 133"."""
    joined = [second == first + 1 for first, second in pairwise(numbers)]
    return _told(_stretches([str(number) for number in numbers], joined), MOST_RUNS)


def _stretches(found: Sequence[str], joined: Sequence[bool]) -> list[str]:
    starts = [0, *(index for index, one in enumerate(joined, start=1) if not one)] if found else []
    ends = [*(start - 1 for start in starts[1:]), len(found) - 1]
    return [
        found[start] if start == end else f"{found[start]} to {found[end]}"
        for start, end in zip(starts, ends[: len(starts)], strict=True)
    ]


def _told(stretches: Sequence[str], most: int) -> str:
    left = len(stretches) - most
    return ", ".join(stretches[:most]) + (f" and {left} more" if left > 0 else "")


def _next(first: str, second: str) -> bool:
    """Whether a printed number follows another: "F-3" after "F-2"."""
    one, two = _LABEL.fullmatch(first), _LABEL.fullmatch(second)
    return one is not None and two is not None and one[1] == two[1] and int(one[2]) + 1 == int(two[2])
