"""The map as a table: one row for each flow, for spreadsheets and for pandas."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Self

from pipeline.inert import clean
from pipeline.records import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.loop.records import Edge, Loop, Node, Source

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
    table = Table.of(loop)
    return (table.row(edge) for edge in sorted((*loop.edges, *loop.concentrations), key=lambda each: each.id))


class Table(NamedTuple):
    """What a row is made of besides its flow: nodes by id, documents by sha256, circles over a flow by its id."""

    nodes: Mapping[str, Node]
    sources: Mapping[str, Source]
    circles: Mapping[str, int]

    @classmethod
    def of(cls, loop: Loop) -> Self:
        """Take it from a map."""
        return cls(
            {node.id: node for node in loop.nodes},
            {source.sha256: source for source in loop.sources},
            Counter(leg for circle in loop.circles for leg in circle.legs),
        )

    def row(self, edge: Edge) -> Row:
        """Give the row of a flow."""
        return _row(edge, self)


def _row(edge: Edge, table: Table) -> Row:
    said, size = edge.statements[0], edge.size
    source = table.sources[said.source]
    giver, taker = table.nodes[edge.giver], table.nodes[edge.taker]
    evidence = said.evidence[0]
    hedges = (("up to", size.at_most), ("at least", size.at_least), ("about", size.about)) if size else ()
    also = [f"{table.sources[each.source].path}, {each.evidence[0].page}" for each in edge.statements[1:]]
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
        circles=str(table.circles.get(edge.id, 0)),
    )


def loop_csv(loop: Loop) -> str:
    """Write the rows as CSV in UTF-8: a head line, lines ended by a line feed, no cell that acts as a formula."""
    return "\n".join([CSV_HEAD, *map(csv_line, as_rows(loop))]) + "\n"


def csv_line(row: Row) -> str:
    """Write one row, without the end of its line."""
    return _line(_inert(cell) for cell in row)


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def _inert(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


CSV_HEAD = _line(Row._fields)
