"""How far the reader agrees with marks made by hand: ``python -m bench.marks MARKS_DIR FILINGS_DIR [--show]``.

Prints one table a kind: for each thing compared, how many of the marks are right. ``--show`` lists each difference.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bench.marking.marks import load
from bench.marking.points import Share, shares
from bench.marking.score import score
from pipeline.read import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.marking.points import Point

WIDEST = 110


def table(points: Sequence[Point]) -> str:
    """One line a field, and one a kind over all its fields."""
    lines: list[str] = []
    found = shares(points)
    for kind in dict.fromkeys(kind for kind, _ in found):
        fields = {field: share for (of, field), share in found.items() if of == kind}
        total = Share(sum(share.right for share in fields.values()), sum(share.of for share in fields.values()))
        lines.append(_line(kind, total))
        lines.extend(_line(f"  {field}", share) for field, share in sorted(fields.items()))
    return "\n".join(lines)


def _line(name: str, share: Share) -> str:
    return f"{name:<24}{share.right:>7} of{share.of:>6}{share.part:>9.1%}"


def differences(points: Sequence[Point]) -> str:
    """Each point that is wrong: what, where, as marked, as read."""
    return "\n".join(
        f"{point.kind} {point.field}: {point.place}\n"
        f"    marked {point.marked[:WIDEST]}\n"
        f"    read   {point.read[:WIDEST]}"
        for point in points
        if not point.right and (point.kind, point.field) != ("cells", "whole")
    )


def _named(points: Sequence[Point], words: Sequence[str]) -> list[Point]:
    """Points whose kind, field or place holds one of ``words``; all where there are none."""
    return [
        point
        for point in points
        if not words or any(word in f"{point.kind} {point.field} {point.place}" for word in words)
    ]


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("marks", type=Path, help="folder of marks, such as tests/marks")
    parser.add_argument("filings", type=Path, help="folder of the documents they were made on")
    parser.add_argument("--show", action="store_true", help="list each difference")
    parser.add_argument("--only", nargs="*", default=[], help="words of a kind, a field, a document's name or a place")
    args = parser.parse_args()
    points = score(load(args.marks), lambda name: read(args.filings / name, name))
    points = _named(points, args.only)
    if args.show:
        print(differences(points))
    print(table(points))


if __name__ == "__main__":
    main()
