"""A model that lies, 10,000 times, and what of its lies would be published. Prints one table; exits 1 when any got in.

    python -m bench.liar [LIES]

Every lie is a well-formed answer about a passage of a sample filing, or of a call that admits a plan in every known
wording, with one thing of the truth changed. The real engine reads it, the checks, the resolving and the page do their
work, and the summary is worded by the same liar. Lies that only who understands the sentence can see are counted apart.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bench.lying.lies import WAYS, lies
from bench.lying.prose import PROSE, Prose
from bench.lying.published import published
from bench.lying.reports import report_lies
from bench.lying.truths import intents, truth
from bench.lying.unseen import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.lying.lies import Lie
    from bench.lying.truths import Truth

WANTED = 10_000
TOGETHER = 150
"""Lies that are published together: as many as a liar would tell of one filing."""
SAMPLES = Path(__file__).resolve().parent.parent / "filings" / "samples"


def truths(folder: Path) -> tuple[Truth, ...]:
    """Read the samples, and the call of plans that is written to ``folder``."""
    return (*(truth(path) for path in sorted(SAMPLES.glob("*_*.*"))), intents(folder))


def batches(true: tuple[Truth, ...]) -> Iterator[tuple[Truth, list[Lie]]]:
    """Give lies about the documents by turns, for ever."""
    seed = 0
    while True:
        for one in true:
            seed += 1
            told = list(islice(lies(seed, one, ways=WAYS), TOGETHER))
            yield one, [*told, *report_lies(seed, one, TOGETHER // 10)]


def told(true: tuple[Truth, ...], wanted: int) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """Tell so many lies; count by kind and way how many were told and how many got in."""
    tried: Counter[tuple[str, str]] = Counter()
    inside: Counter[tuple[str, str]] = Counter()
    for seed, (one, batch) in enumerate(batches(true)):
        if tried.total() >= wanted:
            break
        prose = Prose(seed)
        done = published(one, batch, prose)
        tried.update((lie.kind, lie.way) for lie in batch)
        inside.update((lie.kind, lie.way) for lie in done.inside)
        tried.update((PROSE, way) for way, _ in prose.told)
        inside.update((PROSE, way) for way, text in prose.told if prose.printed(text, done))
    return tried, inside


def unseen(true: tuple[Truth, ...], each: int) -> tuple[Counter[str], Counter[str]]:
    """Tell the lies that only a second look can see, each kind so often per document."""
    tried: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for seed, one in enumerate(true):
        batch = list(islice(lies(seed, one, ways=UNSEEN), each * len(UNSEEN)))
        tried.update(lie.kind for lie in batch)
        inside.update(lie.kind for lie in published(one, batch, Prose(seed)).inside)
    return tried, inside


def main() -> int:
    """Tell all lies, print the tables, give the exit code."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else WANTED
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        true = truths(Path(folder))
        tried, inside = told(true, wanted)
        hidden, seen_not = unseen(true, 60)
    print(f"{'lie':<12}{'way':<16}{'told':>7}{'got in':>8}")
    for (kind, way), count in sorted(tried.items()):
        print(f"{kind:<12}{way:<16}{count:>7}{inside[kind, way]:>8}")
    print(f"{'all':<28}{tried.total():>7}{inside.total():>8}")
    print(f"\n{'for the second look':<28}{'told':>7}{'got in':>8}")
    for kind, count in hidden.items():
        print(f"{kind:<28}{count:>7}{seen_not[kind]:>8}")
    print(f"\n{time.perf_counter() - begun:.0f} s")
    return 0 if inside.total() == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
