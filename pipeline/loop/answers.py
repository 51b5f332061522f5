"""Answers in plain lines for a terminal: all that is told of a party, and the chains between two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.inert import clean, cut
from pipeline.loop import wording
from pipeline.loop.asking import MOST_CHAINS, chains, flows_of
from pipeline.loop.records import EdgeKind, NodeKind
from pipeline.loop.sizes import size_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.loop.records import Edge, LeftOut, Loop, Node, Source, Statement
    from pipeline.records import FactFile

_LONGEST_QUOTE = 220


def answer_who(loop: Loop, node: Node, documents: Mapping[str, FactFile]) -> str:
    """Tell all that any filing says of a party, from both sides. ``documents`` are the fact files by sha256."""
    return _text(_Teller(loop).party(node, documents))


def answer_path(loop: Loop, start: Node, end: Node) -> str:
    """Tell the chains from one party to another and back."""
    teller = _Teller(loop)
    return _text([*teller.chains(start, end), "", *teller.chains(end, start)])


def _text(lines: Iterator[str] | Sequence[str]) -> str:
    # Words of a document can do nothing to a terminal.
    return "\n".join(f"{line[: len(line) - len(line.lstrip())]}{clean(line)}" for line in lines) + "\n"


class _Teller:
    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._sources = {source.sha256: source for source in loop.sources}
        self._nodes = {node.id: node for node in loop.nodes}
        self._names = {node.id: wording.short_name(node) for node in loop.nodes}

    def party(self, node: Node, documents: Mapping[str, FactFile]) -> Iterator[str]:
        ticker = f" ({node.ticker})" if node.ticker else ""
        yield f"{node.name}{ticker}: {_what(node)}"
        others = [name for name in node.spellings if name != node.name]
        if others:
            yield f"also written: {', '.join(others)}"
        given, taken = flows_of(self._loop, node.id)
        for title, edges in (("GIVES", given), ("TAKES", taken)):
            yield ""
            yield f"{title} ({len(edges)})"
            for edge in edges:
                yield from self._flow(edge)
        circles = [circle for circle in self._loop.circles if node.id in circle.nodes]
        if circles:
            yield ""
            yield f"CIRCLES ({len(circles)})"
        for circle in circles:
            names = [self._names[each] for each in (*circle.nodes, circle.nodes[0])]
            yield f"  {' -> '.join(names)}: {wording.money(circle.size)}, {wording.HOW_BINDING[circle.strength]}"
        yield from self._left_out(node, documents)

    def _left_out(self, node: Node, documents: Mapping[str, FactFile]) -> Iterator[str]:
        told = [one for one in self._loop.left_out if node.id in {one.party, self._sources[one.source].node}]
        if not told:
            return
        yield ""
        yield f"TOLD, BUT NOT ON THE MAP ({len(told)})"
        for one in told:
            yield from self._not_drawn(one, documents)

    def _not_drawn(self, one: LeftOut, documents: Mapping[str, FactFile]) -> Iterator[str]:
        source = self._sources[one.source]
        deal = next(deal for deal in documents[source.sha256].deals if deal.id == one.deal)
        money = wording.money(size_of(deal))
        yield f"  {deal.type.replace('_', ' ')} with {deal.counterparty.name}, {money}: {one.why}"
        yield f"    {_where(source)}, page {deal.evidence[0].page}: “{cut(deal.evidence[0].quote, _LONGEST_QUOTE)}”"

    def chains(self, start: Node, end: Node) -> Iterator[str]:
        found = chains(self._loop, start.id, end.id)
        names = f"{self._names[start.id]} to {self._names[end.id]}"
        if not found:
            yield f"From {names}: no chain of at most five flows"
            return
        yield f"From {names}: {len(found)}{' or more' if len(found) == MOST_CHAINS else ''}"
        for number, chain in enumerate(found, start=1):
            path = " -> ".join(self._names[node] for node in chain.nodes)
            yield f"{number}. {path}; weakest: {wording.HOW_BINDING[chain.strength]}"
            for leg in chain.legs:
                yield from self._flow(leg)

    def _flow(self, edge: Edge) -> Iterator[str]:
        teller = self._sources[edge.statements[0].source].node
        does = wording.does(edge.kind, self._nodes[edge.giver], teller)
        share = edge.kind is EdgeKind.CONCENTRATION
        told = wording.share(edge) if share else f"{wording.money(edge.size)}, {wording.HOW_BINDING[edge.strength]}"
        by = f"; told by {wording.TOLD_BY[edge.agreement]}" if len(edge.statements) > 1 else ""
        yield f"  {self._names[edge.giver]} {does} {self._names[edge.taker]}: {told}{by}"
        for said in edge.statements:
            yield f"    {self._said(said)}"

    def _said(self, said: Statement) -> str:
        quote = cut(said.evidence[0].quote, _LONGEST_QUOTE)
        return f"{_where(self._sources[said.source])}, page {said.evidence[0].page}: “{quote}”"


def _where(source: Source) -> str:
    when = f" {source.day.isoformat()}" if source.day else ""
    return f"{source.company} {wording.FORMS[source.form]}{when}"


def _what(node: Node) -> str:
    if node.kind is NodeKind.GROUP:
        return "a group, as its filer names it"
    if node.kind is NodeKind.ANONYMOUS:
        return "one party whose name its filer withholds"
    return "documents of its own were read" if node.filer else "none of its own documents was read"
