"""The map for programs that work with graphs: networkx, and through GraphML Gephi, Cytoscape, igraph and yEd."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import networkx as nx

from pipeline.inert import clean
from pipeline.loop.table import as_rows

if TYPE_CHECKING:
    from pipeline.loop.records import Loop

_TOLD = ("kind", "strength", "currency", "hedge", "told_by", "differs", "filer", "document", "form", "day", "quote",
         "signed", "start", "end", "also")  # fmt: skip


def as_graph(loop: Loop) -> nx.MultiDiGraph[str]:
    """Give the map as a networkx graph: parties by id, an edge for each flow under the flow's id as its key.

    A node carries ``name``, ``kind``, ``filer``, ``ticker`` and ``cik``; an edge what ``table.Row`` tells of it but for
    what is empty. ``amount`` is a number, for weights; exact decimals are in ``loop.edges``.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in loop.nodes:
        graph.add_node(
            node.id,
            name=clean(node.name),
            kind=node.kind.value,
            filer=node.filer,
            ticker=node.ticker or "",
            cik=node.cik or "",
        )
    for row in as_rows(loop):
        told: dict[str, str | float | int] = {key: value for key in _TOLD if (value := getattr(row, key))}
        if row.amount:
            told["amount"] = float(row.amount)
        graph.add_edge(row.giver, row.taker, row.edge, page=int(row.page), circles=int(row.circles), **told)
    return graph


def loop_graphml(loop: Loop) -> bytes:
    """Write the graph as GraphML."""
    told = io.BytesIO()
    nx.write_graphml_lxml(as_graph(loop), told, named_key_ids=False)
    return told.getvalue() + b"\n"
