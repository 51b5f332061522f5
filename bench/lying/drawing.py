"""What lies draw from: a document, its truths and its sentences, reproducibly."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexis import sentences

if TYPE_CHECKING:
    from bench.lying.truths import Said, Truth


class Draw(NamedTuple):
    """What a lie draws from."""

    rng: random.Random
    truth: Truth
    spans: tuple[str, ...]


def draw(seed: int, truth: Truth) -> Draw:
    """Give what lies about a document draw from."""
    text = truth.document.text
    spans = tuple(" ".join(text[start:end].split()) for start, end in sentences(text) if 40 < end - start < 400)  # noqa: PLR2004
    return Draw(random.Random(seed), truth, spans)  # noqa: S311  (a reproducible draw, no secret)


def anything(_: Said) -> bool:
    """Nothing of such a claim may get in."""
    return True
