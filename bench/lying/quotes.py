"""Lies about the words of the document: quotes spoilt, glued, scattered, taken from elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bench.lying.drawing import anything

if TYPE_CHECKING:
    from bench.lying.drawing import Draw
    from bench.lying.truths import Said

EXAMPLE = "Ostrava Loom must buy at least $300 million of our sensors"
"""Words of the prompt's own example."""


def other_word(draw: Draw, said: Said) -> Any:
    """One word of every quote replaced."""

    def spoilt(quote: str) -> str:
        words = quote.split()
        long = [i for i, word in enumerate(words) if sum(map(str.isalpha, word)) > 4] or [0]  # noqa: PLR2004
        words[draw.rng.choice(long)] = draw.rng.choice(("pomegranate", "verbally", "forgave", "Wisteria"))
        return " ".join(words)

    said["quotes"] = [spoilt(quote) for quote in said["quotes"]]
    return said, anything


def denied(draw: Draw, said: Said) -> Any:
    """A "not" put into every quote."""

    def spoilt(quote: str) -> str:
        words = quote.split()
        words.insert(draw.rng.randrange(1, max(2, len(words))), draw.rng.choice(("not", "never", "no")))
        return " ".join(words)

    said["quotes"] = [spoilt(quote) for quote in said["quotes"]]
    return said, anything


def scattered(draw: Draw, said: Said) -> Any:
    """Words that all stand in the document, in order, over a page."""
    text = draw.truth.document.text
    at = draw.rng.randrange(max(1, len(text) - 3000))
    words = text[at : at + 3000].split()
    said["quotes"] = [" ".join(words[:: draw.rng.randint(3, 7)][:30])]
    return said, anything


def joined(draw: Draw, said: Said) -> Any:
    """Two places glued into one quote."""
    said["quotes"] = [f"{draw.rng.choice(draw.spans)[:90].rsplit(' ', 1)[0]} {said['quotes'][0]}"]
    return said, anything


def example(_: Draw, said: Said) -> Any:
    """The prompt's own example as the quote."""
    said["quotes"] = [EXAMPLE]
    return said, anything


def other_place(draw: Draw, said: Said) -> Any:
    """A true sentence of the document that says nothing of this deal."""
    name = said["counterparty"].split()[0].casefold().strip(",.")
    written = [one["as_written"] for one in said["amounts"]]
    others = [
        span
        for span in draw.spans
        if name[:5] not in span.casefold()
        and not any(word.casefold() in span.casefold() for word in said["as_written"])
        and not any(re.search(rf"(?<![\d.,]){re.escape(one)}", span) for one in written)
    ]
    if not others or said["kind"] != "named":
        return None
    said["quotes"] = [draw.rng.choice(others)]
    return said, anything
