"""The map for programs that work with graphs: networkx, and through GraphML Gephi, Cytoscape, igraph and yEd.

GraphML is written line by line and not by networkx, which needs the whole graph in memory and numbers its attributes by
the order in which it meets them, so that no line could be taken over from the file before. It is read back by networkx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from pipeline.inert import clean, xml
from pipeline.loop.table import as_rows
from pipeline.loop.written import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.loop.records import Loop, Node
    from pipeline.loop.table import Row
    from pipeline.loop.written import Piece


class _Key(NamedTuple):
    """One attribute of GraphML."""

    of: str
    name: str
    kind: str


_TOLD = ("kind", "strength", "currency", "hedge", "told_by", "differs", "filer", "document", "form", "day", "quote",
         "signed", "start", "end", "also")  # fmt: skip
_NODE = (("name", "string"), ("kind", "string"), ("filer", "boolean"), ("ticker", "string"), ("cik", "string"))
_EDGE = (*((name, "string") for name in _TOLD), ("page", "int"), ("circles", "int"), ("amount", "double"))
_KEYS = (*(_Key("node", *each) for each in _NODE), *(_Key("edge", *each) for each in _EDGE))
_ID = {(key.of, key.name): f"d{number}" for number, key in enumerate(_KEYS)}
_SPACE = "http://graphml.graphdrawing.org/xmlns"
_HEAD = "\n".join(
    (
        "<?xml version='1.0' encoding='utf-8'?>",
        f'<graphml xmlns="{_SPACE}">',
        *(
            f'<key id="{_ID[key.of, key.name]}" for="{key.of}" attr.name="{key.name}" attr.type="{key.kind}"/>'
            for key in _KEYS
        ),
        '<graph edgedefault="directed">',
    )
)
_END = "</graph>\n</graphml>\n"


def as_graph(loop: Loop) -> nx.MultiDiGraph[str]:
    """Give the map as a networkx graph: parties by id, an edge for each flow under the flow's id as its key.

    A node carries ``name``, ``kind``, ``filer``, ``ticker`` and ``cik``; an edge what ``table.Row`` tells of it but for
    what is empty. ``amount`` is a number, for weights; exact decimals are in ``loop.edges``.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in loop.nodes:
        graph.add_node(node.id, **_of_node(node))
    for row in as_rows(loop):
        graph.add_edge(row.giver, row.taker, row.edge, **_of_flow(row))
    return graph


def _of_node(node: Node) -> dict[str, str | bool]:
    return {
        "name": clean(node.name),
        "kind": node.kind.value,
        "filer": node.filer,
        "ticker": node.ticker or "",
        "cik": node.cik or "",
    }


def _of_flow(row: Row) -> dict[str, str | float | int]:
    told: dict[str, str | float | int] = {key: value for key in _TOLD if (value := getattr(row, key))}
    told |= {"page": int(row.page), "circles": int(row.circles)}
    return told | ({"amount": float(row.amount)} if row.amount else {})


def loop_graphml(loop: Loop) -> bytes:
    """Write the graph as GraphML."""
    pieces = graphml_pieces(loop.nodes, map(graphml_line, as_rows(loop)))
    return b"".join(piece for piece in pieces if isinstance(piece, bytes))


def graphml_pieces(nodes: Iterable[Node], edges: Iterable[Piece]) -> Iterator[Piece]:
    """Give the GraphML of a map piece by piece, its flows as they are given."""
    yield f"{_HEAD}\n".encode()
    for node in nodes:
        yield f'<node id="{xml(node.id)}">{_data("node", _of_node(node))}</node>\n'.encode()
    yield from joined(edges, b"\n")
    yield f"\n{_END}".encode()


def graphml_line(row: Row) -> bytes:
    """Write one flow."""
    ends = f'source="{xml(row.giver)}" target="{xml(row.taker)}" id="{xml(row.edge)}"'
    return f"<edge {ends}>{_data('edge', _of_flow(row))}</edge>".encode()


def _data(of: str, told: dict[str, str | float | int] | dict[str, str | bool]) -> str:
    return "".join(f'<data key="{_ID[of, name]}">{_text(value)}</data>' for name, value in told.items())


def _text(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return xml(value) if isinstance(value, str) else repr(value)
