"""Lies about reported figures and statements on supply."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from bench.lying.drawing import draw
from bench.lying.lies import Lie

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.lying.drawing import Draw
    from bench.lying.truths import Said, Truth


def figure(draw: Draw, said: Said) -> Any:
    """Another value."""
    if said["amount"] is None:
        return None
    # A figure printed in brackets may be told below nought: that is no lie.
    times = (2, 10, 1000) if "(" in said["quote"] else (2, 10, 1000, -1)
    said["amount"]["value"] = said["amount"]["value"] * draw.rng.choice(times)
    wanted = float(said["amount"]["value"])
    return said, lambda published: float(published.get("value") or 0) == wanted


def metric(draw: Draw, said: Said) -> Any:
    """Another name for the figure, from this trade or from nowhere."""
    others = ("tax rate", "gross margin", "operating cash flow", "Wisteria index", "<b>revenue</b>", "headcount")
    said["metric"] = draw.rng.choice([each for each in others if each.split()[0] not in said["quote"].casefold()])
    wanted = said["metric"]
    return said, lambda published: published["metric"] == wanted


def period(draw: Draw, said: Said) -> Any:
    """A period the document does not speak of."""
    said["period"] = draw.rng.choice(("Q4 FY2041", "Year Ended March 31, 1999", "the coming decade", "12 of 77 months"))
    wanted = said["period"]
    return said, lambda published: published.get("period") == wanted


def foretold(draw: Draw, said: Said) -> Any:
    """A reported figure as an outlook, an outlook as reported."""
    del draw
    said["guidance"] = not said["guidance"]
    wanted = said["guidance"]
    return said, lambda published: published["guidance"] is wanted


def earlier(draw: Draw, said: Said) -> Any:
    """The figures of this year and of a year earlier changed about."""
    del draw
    if said["amount"] is None or said["year_ago"] is None or said["amount"]["value"] == said["year_ago"]["value"]:
        return None
    said["amount"], said["year_ago"] = said["year_ago"], said["amount"]
    wanted = float(said["amount"]["value"])
    return said, lambda published: float(published.get("value") or 0) == wanted


def quote(draw: Draw, said: Said) -> Any:
    """A quote with a word of its own, or of another place."""
    words = said["quote"].split()
    words.insert(draw.rng.randrange(1, max(2, len(words))), draw.rng.choice(("not", "record", "Wisteria")))
    said["quote"] = " ".join(words)
    return said, lambda _: True


def another_kind(draw: Draw, said: Said) -> Any:
    """A statement called one on something it does not speak of."""
    speaks = {"lead_time": "lead", "input_price": "pric cost", "backlog": "backlog order", "supply": "suppl constrain"}
    low = said["quote"].casefold()
    others = [kind for kind, words in speaks.items() if not any(word in low for word in words.split())]
    if not others:
        return None
    said["kind"] = draw.rng.choice(others)
    wanted = said["kind"]
    return said, lambda published: published["kind"] == wanted


def direction(draw: Draw, said: Said) -> Any:
    """Up for down, or for no movement at all."""
    del draw
    if said["direction"] not in {"up", "down"}:
        return None
    said["direction"] = "down" if said["direction"] == "up" else "up"
    wanted = said["direction"]
    return said, lambda published: published.get("direction") == wanted


RESULTS: dict[str, tuple[Callable[[Draw, Said], Any], ...]] = {
    "result": (figure, metric, period, foretold, earlier, quote)
}
SIGNALS: dict[str, tuple[Callable[[Draw, Said], Any], ...]] = {"signal": (quote, another_kind, direction)}


def report_lies(seed: int, truth: Truth, most: int) -> Iterator[Lie]:
    """Tell so many lies about figures and statements of a document, fewer where there is little to lie about."""
    drawn = draw(seed, truth)
    for part, true, kinds in (("results", truth.results, RESULTS), ("signals", truth.signals, SIGNALS)):
        for _ in range(most if true else 0):
            (kind, ways) = next(iter(kinds.items()))
            way = drawn.rng.choice(ways)
            told = way(drawn, copy.deepcopy(drawn.rng.choice(true)))
            if told is not None:
                yield Lie(kind, way.__name__, told[0], told[1], part)
