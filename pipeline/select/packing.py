"""What a model is asked about a document: pieces worth asking about, packed into as few questions as fit."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from pipeline.records import Form, LeftOut, Packet, Packing
from pipeline.select.cutting import PACKET, Atom, atoms
from pipeline.select.parts import parts_of, with_headings, with_hints
from pipeline.select.pieces import pieces_of
from pipeline.select.silence import OTHERS_WORDS
from pipeline.select.tokens import estimate
from pipeline.select.worth import reopened, sifted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.records import Document, Selection
    from pipeline.select.parts import Part

BUDGET = 6_000
"""Tokens of text a packet. The fixed words of a question are cached, so that a small packet costs little more; the
answer grows with the text, and a long list of deals is where models begin to leave some out."""
SPOKEN_BUDGET = 4_000
"""The same for a call, where nearly every paragraph tells something."""


def pack(
    document: Document,
    selection: Selection,
    *,
    hints: Sequence[tuple[int, int]] = (),
    thorough: bool = False,
    budget: int | None = None,
    count: Callable[[str], int] | None = None,
) -> Packing:
    """Pack what is worth asking a model about, of what ``selection`` lets the rules read.

    ``hints`` are spans in which the rules found something: their blocks always go. ``thorough``: all that was read,
    also what the rules leave out, but for the words of others on a call.
    ``budget``: tokens of text a packet, BUDGET or SPOKEN_BUDGET where not given; a table of up to twice as many stays
    whole. ``count`` tells the tokens of a text; without it they are estimated, on the high side.

    Every block that is no furniture and no contents is in exactly one piece of a packet or one ``left``; a block too
    long for one packet is in the pieces of several.
    """
    parts = reopened(document, parts_of(document, selection))
    parts = [_without_reason(part) for part in parts] if thorough else sifted(document, parts, hints)
    # Once more, for a heading that is itself what was found.
    parts = with_hints(with_headings(with_hints(parts, hints)), hints)
    if budget is None:
        budget = SPOKEN_BUDGET if document.identity.form is Form.CALL else BUDGET
    cut = list(atoms(document, parts, budget, count or _estimated))
    return Packing(packets=tuple(_packets(document, cut, budget)), left=tuple(_left(parts)))


def _without_reason(part: Part) -> Part:
    return part if part.reason == OTHERS_WORDS else part._replace(reason=None)


def _estimated(text: str) -> int:
    return estimate(len(text))


def _packets(document: Document, cut: Sequence[Atom], budget: int) -> Iterator[Packet]:
    counts: dict[str, int] = {}
    for low, high in _together(cut, budget):
        section = cut[low].section
        name = section.key if section else "document"
        counts[name] = counts.get(name, 0) + 1
        yield Packet(
            key=f"{name}#{counts[name]}",
            pieces=tuple(pieces_of(document, cut[low:high])),
            tokens=sum(atom.tokens for atom in cut[low:high]),
        )


def _together(cut: Sequence[Atom], budget: int) -> list[tuple[int, int]]:
    """Runs of atoms, one for each packet: the division that costs least, in packets and in bad places to end one."""
    until = [0, *accumulate(atom.tokens for atom in cut)]
    cost = [0.0]
    begin = [0]
    for high in range(1, len(cut) + 1):
        best, start = cost[high - 1] + PACKET + cut[high - 1].cut, high - 1
        low = high - 2
        while low >= 0 and until[high] - until[low] <= budget:
            one = cost[low] + PACKET + cut[low].cut
            if one < best:
                best, start = one, low
            low -= 1
        cost.append(best)
        begin.append(start)
    runs: list[tuple[int, int]] = []
    high = len(cut)
    while high:
        runs.append((begin[high], high))
        high = begin[high]
    runs.reverse()
    return runs


def _left(parts: Sequence[Part]) -> Iterator[LeftOut]:
    """Stretches of neighbours in one section that are left out for the same reason."""
    run: list[Part] = []
    for part in parts:
        if run and (part.reason != run[0].reason or part.section is not run[0].section or part.after_contents):
            yield from _stretch(run)
            run = []
        run.append(part)
    yield from _stretch(run)


def _stretch(run: Sequence[Part]) -> Iterator[LeftOut]:
    if run and run[0].reason is not None:
        yield LeftOut(start=run[0].block.start, end=run[-1].block.end, section=run[0].key, reason=run[0].reason)
