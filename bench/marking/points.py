"""One thing a mark tells, and whether a reader agrees."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Point(NamedTuple):
    """``kind`` and ``field`` say what was compared, ``place`` where; then what is marked and what was read."""

    kind: str
    field: str
    place: str
    right: bool
    marked: str
    read: str


class Share(NamedTuple):
    """So many of so many points are right."""

    right: int
    of: int

    @property
    def part(self) -> float:
        """The share right; 1 where nothing was compared."""
        return self.right / self.of if self.of else 1.0


def compare(kind: str, field: str, place: str, marked: object, read: object) -> Point:
    """A point that is right where both are the same."""
    return Point(kind, field, place, marked == read, shown(marked), shown(read))


def shown(value: object) -> str:
    """A value as a table of differences shows it."""
    return "-" if value in (None, (), "") else " | ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def shares(points: Iterable[Point]) -> dict[tuple[str, str], Share]:
    """The share right of each kind and field, in the order in which they first appear."""
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for point in points:
        found[point.kind, point.field].append(point.right)
    return {key: Share(sum(right), len(right)) for key, right in found.items()}
