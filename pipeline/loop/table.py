"""The map as a table: one row for each flow, for spreadsheets and for pandas."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.inert import clean
from pipeline.records import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.loop.records import Edge, Loop, Node

_FORMULA = re.compile(r"[=+\-@]")
"""A cell that begins so is worked out by a spreadsheet instead of shown."""


class Row(NamedTuple):
    """One flow. ``amount`` is in whole units of ``currency``, empty where not disclosed.

    ``hedge`` is ``up to``, ``at least``, ``about`` or empty. ``filer``, ``document``, ``page`` and ``quote`` are those
    of the newest telling; ``also`` are the other tellings as ``document, page``. ``circles`` counts the circles listed
    that run over the flow. Words of filings come with their spaces folded and nothing that hides.
    """

    edge: str
    giver: str
    giver_name: str
    giver_ticker: str
    giver_cik: str
    giver_kind: str
    taker: str
    taker_name: str
    taker_ticker: str
    taker_cik: str
    taker_kind: str
    kind: str
    strength: str
    amount: str
    currency: str
    hedge: str
    told_by: str
    differs: str
    filer: str
    document: str
    form: str
    day: str
    page: str
    quote: str
    signed: str
    start: str
    end: str
    also: str
    circles: str


def as_rows(loop: Loop) -> Iterator[Row]:
    """Give a row for each flow and each share of business, in the order of their ids.

    >>> import pandas  # doctest: +SKIP
    >>> pandas.DataFrame(as_rows(loop))  # doctest: +SKIP
    """
    nodes = {node.id: node for node in loop.nodes}
    times: dict[str, int] = {}
    for circle in loop.circles:
        for leg in circle.legs:
            times[leg] = times.get(leg, 0) + 1
    for edge in sorted((*loop.edges, *loop.concentrations), key=lambda each: each.id):
        yield _row(edge, loop, nodes, times.get(edge.id, 0))


def _row(edge: Edge, loop: Loop, nodes: dict[str, Node], circles: int) -> Row:
    said, size = edge.statements[0], edge.size
    source = loop.sources[said.source]
    giver, taker = nodes[edge.giver], nodes[edge.taker]
    evidence = said.evidence[0]
    hedges = (("up to", size.at_most), ("at least", size.at_least), ("about", size.about)) if size else ()
    also = [f"{loop.sources[each.source].path}, {each.evidence[0].page}" for each in edge.statements[1:]]
    return Row(
        edge=clean(edge.id),
        giver=giver.id,
        giver_name=clean(giver.name),
        giver_ticker=giver.ticker or "",
        giver_cik=giver.cik or "",
        giver_kind=giver.kind.value,
        taker=taker.id,
        taker_name=clean(taker.name),
        taker_ticker=taker.ticker or "",
        taker_cik=taker.cik or "",
        taker_kind=taker.kind.value,
        kind=edge.kind.value,
        strength=edge.strength.value,
        amount=plain(size.value) if size else "",
        currency=size.unit if size else "",
        hedge=next((word for word, is_so in hedges if is_so), ""),
        told_by=edge.agreement.value,
        differs=" ".join(edge.differs),
        filer=source.node,
        document=clean(source.path),
        form=source.form.value,
        day=source.day.isoformat() if source.day else "",
        page=str(evidence.page),
        quote=clean(evidence.quote),
        signed=said.dates.signed or "",
        start=said.dates.start or "",
        end=said.dates.end or "",
        also=clean("; ".join(also)),
        circles=str(circles),
    )


def loop_csv(loop: Loop) -> str:
    """Write the rows as CSV in UTF-8: a head line, lines ended by a line feed, no cell that acts as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(Row._fields)
    writer.writerows([_inert(cell) for cell in row] for row in as_rows(loop))
    return text.getvalue()


def _inert(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
