"""The map as records. Like all records: frozen, ordered by rule, and the same bytes from the same fact files.

An edge points the way capital moves: money from buyer to seller, investor to company, lender to borrower, tenant to
landlord; shares from the issuer of a warrant to its holder; risk from the guarantor to the one it stands for. What
comes back for it (goods, notes, shares bought) is no edge.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003  (the fields' types)
from enum import StrEnum
from typing import Literal

from pydantic import Field

from pipeline.records import Amount, Binding, Dates, DealType, Evidence, Form, Number, Record


class EdgeKind(StrEnum):
    """What moves along an edge."""

    PURCHASE = "purchase"
    INVESTMENT = "investment"
    LOAN = "loan"
    LEASE = "lease"
    GUARANTEE = "guarantee"
    WARRANT = "warrant"
    OTHER = "other"
    CONCENTRATION = "concentration"


class NodeKind(StrEnum):
    """``company``: named; ``anonymous``: one party whose name one filer withholds; ``group``: a class of parties."""

    COMPANY = "company"
    ANONYMOUS = "anonymous"
    GROUP = "group"


class Node(Record):
    """A party. ``filer``: at least one of the documents is its own.

    ``label`` is what a filer calls a party it does not name ("Customer A"); ``name`` then says whose label it is.
    """

    id: str
    name: str
    label: str | None = None
    kind: NodeKind
    filer: bool = False
    ticker: str | None = None
    cik: str | None = None
    spellings: tuple[str, ...] = ()


class Source(Record):
    """A document the map was made from. ``node`` is its filer; ``partial``: something in it went unread."""

    sha256: str
    path: str
    node: str
    company: str
    form: Form
    period_end: dt.date | None = None
    held: dt.date | None = None
    filed: dt.date | None = None
    partial: bool = False

    @property
    def day(self) -> dt.date | None:
        """The end of its period, else the day it was held or filed."""
        return self.period_end or self.held or self.filed


class Statement(Record):
    """What one document says of an arrangement. ``source`` is the sha256 of the document, as in ``Loop.sources``."""

    source: str
    deal: str
    type: DealType
    binding: Binding
    amounts: tuple[Amount, ...] = ()
    dates: Dates = Dates()
    summary: str = ""
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Agreement(StrEnum):
    """Whether both parties' filings tell of the arrangement, and whether they tell the same."""

    SINGLE = "single"
    CONFIRMED = "confirmed"
    CONFLICTING = "conflicting"


class Size(Record):
    """An amount of money. ``at_most``: the words are "up to"; ``at_least`` and ``about`` are such hedges."""

    value: Number
    unit: str
    at_most: bool = False
    at_least: bool = False
    about: bool = False


class Edge(Record):
    """One arrangement. The first statement is the newest.

    ``size`` is None where no amount of money is disclosed; ``differs`` is what both sides tell differently.
    """

    id: str
    giver: str
    taker: str
    kind: EdgeKind
    strength: Binding
    size: Size | None = None
    agreement: Agreement = Agreement.SINGLE
    differs: tuple[Literal["amount", "strength"], ...] = ()
    statements: tuple[Statement, ...] = Field(min_length=1)


class Circle(Record):
    """A way capital takes back to where it came from.

    ``nodes`` begin with the smallest id; ``legs[i]`` is the strongest edge from ``nodes[i]`` to the next, the last
    leg returns. ``size`` is the smallest amount known on it, None where none is or currencies differ; ``unknown`` is
    the number of legs without an amount. ``strength`` is that of its weakest leg.
    """

    id: str
    nodes: tuple[str, ...]
    legs: tuple[str, ...]
    strength: Binding
    size: Size | None = None
    unknown: int = 0


class TwoWay(Record):
    """Two parties with flows both ways that make no circle, and why not."""

    nodes: tuple[str, str]
    edges: tuple[str, ...]
    why: str


class Doubt(Record):
    """Two edges that may be one arrangement told by both sides, kept apart until a person decides."""

    edges: tuple[str, str]
    why: str


class LeftOut(Record):
    """A deal that is not on the map, and why not. ``party`` is the node of its other party."""

    source: str
    deal: str
    party: str
    why: str


class Share(Record):
    """Of what a company gives, the share that comes back to it (0 to 1)."""

    node: str
    value: Number


class Circularity(Record):
    """Of all that flows, the share that comes back to where it came from (0 to 1), by the formula of ``returning``.

    ``binding``: only of what is done or binding. ``flows`` are counted, ``unknown`` have no amount and are not.
    ``companies`` are those to which something comes back, the largest share first.
    """

    unit: str
    binding: bool
    value: Number
    flows: int
    unknown: int
    companies: tuple[Share, ...] = ()


class Chance(Record):
    """Circles of two and three on the map, and on ``drawings`` maps with partners drawn by lot.

    ``as_many`` of these have as many circles as the map, or more. ``among``: of a large map only so many ways from one
    party to another are drawn and counted, those with the strongest and largest flows; None where it is all of them.
    """

    drawings: int
    observed: int
    mean: Number
    deviation: Number
    as_many: int
    among: int | None = None


class Loop(Record):
    """The whole map. ``more_circles``: there may be more than are listed."""

    sources: tuple[Source, ...] = ()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    concentrations: tuple[Edge, ...] = ()
    circles: tuple[Circle, ...] = ()
    more_circles: bool = False
    circularity: tuple[Circularity, ...] = ()
    chance: Chance | None = None
    two_way: tuple[TwoWay, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def node(self, name: str) -> Node:
        """Find a node by its id."""
        return next(node for node in self.nodes if node.id == name)
