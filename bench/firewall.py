"""10,000 true claims and 10,000 false ones against the firewall. Prints one table; exits 1 when the promise is broken.

    python -m bench.firewall

Half of the documents are made-up running text; the other half, where ``../shared/filings`` is there, the text of real
filings. The promise: no false claim gets in, and at least 99 of 100 true ones do.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from bench.corruptions import KINDS, by_number, came_through, corrupted, got_in
from bench.planted import plant
from pipeline.check import check
from pipeline.errors import ReadError
from pipeline.read import read
from pipeline.records import Proposals

if TYPE_CHECKING:
    from collections.abc import Iterator

WANTED = 10_000
IN_ONE = 100
LARGEST = 3_000_000
PARAGRAPH = 1500
FILINGS = Path(__file__).resolve().parent.parent.parent / "shared" / "filings"


def running_texts() -> Iterator[list[str] | None]:
    """Give made-up text and the text of real filings by turns, for ever."""
    paths = sorted(FILINGS.iterdir()) if FILINGS.is_dir() else []
    paths = [
        path for path in paths if path.suffix in {".pdf", ".htm", ".html", ".txt"} and path.stat().st_size < LARGEST
    ]
    real = []
    for path in paths[::3]:
        try:
            text = read(path, path.name).text
        except ReadError:
            continue
        if len(text) > IN_ONE * PARAGRAPH // 2:
            real.append([text[at : at + PARAGRAPH] for at in range(0, len(text), PARAGRAPH)])
    while True:
        for paragraphs in real:
            yield None
            yield paragraphs
        if not real:
            yield None


def main() -> int:
    """Run both halves, print the table and give the exit code."""
    tried: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    seconds = 0.0
    for seed, running in enumerate(running_texts()):
        if tried["intact"] >= WANTED and sum(tried[kind] for kind in KINDS) >= WANTED:
            break
        field = plant(seed, IN_ONE, running)
        false = corrupted(seed, field)[:: 1 if seed % 2 else 3] if tried["intact"] < WANTED else corrupted(seed, field)
        false = false if sum(tried[kind] for kind in KINDS) < WANTED else []
        begun = time.perf_counter()
        intact = by_number(check(field.document, Proposals(candidates=tuple(deal.candidate for deal in field.deals))))
        passed = by_number(check(field.document, Proposals(candidates=tuple(candidate for _, _, candidate in false))))
        seconds += time.perf_counter() - begun
        for deal in field.deals:
            tried["intact"] += 1
            inside["intact"] += came_through(deal.candidate, intact.get(deal.candidate.rule))
        for kind, _, candidate in false:
            tried[kind] += 1
            inside[kind] += got_in(kind, candidate, passed.get(candidate.rule))
    false_tried = sum(tried[kind] for kind in KINDS)
    false_in = sum(inside[kind] for kind in KINDS)
    print(f"{'claim':<16}{'tried':>8}{'got in':>8}")
    for kind in KINDS:
        print(f"{'wrong ' + kind:<16}{tried[kind]:>8}{inside[kind]:>8}")
    print(f"{'all wrong':<16}{false_tried:>8}{false_in:>8}")
    print(f"{'true':<16}{tried['intact']:>8}{inside['intact']:>8}")
    print(f"{seconds:.1f} s of checking, {1000 * seconds / (false_tried + tried['intact']):.2f} ms a claim")
    return 0 if false_in == 0 and inside["intact"] >= 0.99 * tried["intact"] else 1


if __name__ == "__main__":
    sys.exit(main())
