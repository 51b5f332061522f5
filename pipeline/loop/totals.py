"""How much there is of everything on a map. Pages print the first of many; these say how many there are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Self

from pipeline.loop.records import Agreement, EdgeKind, Loop, NodeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.records import Binding


class Totals(NamedTuple):
    """Counts over the whole map. ``strengths`` counts flows by whether a group is at an end, and how binding they are.

    ``partial`` are the documents that were read in part only, ``left_out`` counts deals by why they are not drawn.
    """

    documents: int
    parties: int
    companies: int
    flows: int
    concentrations: int
    kinds: frozenset[EdgeKind]
    strengths: Mapping[tuple[bool, Binding], int]
    agreed: int
    two_way: int
    doubts: int
    left_out: Mapping[str, int]
    partial: tuple[str, ...]

    @classmethod
    def of(cls, loop: Loop) -> Self:
        """Count a map that is there as a whole."""
        groups = {node.id for node in loop.nodes if node.kind is NodeKind.GROUP}
        return cls(
            documents=len(loop.sources),
            parties=len(loop.nodes),
            companies=sum(node.kind is NodeKind.COMPANY for node in loop.nodes),
            flows=len(loop.edges),
            concentrations=len(loop.concentrations),
            kinds=frozenset(edge.kind for edge in loop.edges),
            strengths=Counter((not groups.isdisjoint((edge.giver, edge.taker)), edge.strength) for edge in loop.edges),
            agreed=sum(edge.agreement is not Agreement.SINGLE for edge in loop.edges),
            two_way=len(loop.two_way),
            doubts=len(loop.doubts),
            left_out=Counter(one.why for one in loop.left_out),
            partial=tuple(source.path for source in loop.sources if source.partial),
        )
