"""Fact files to map: the newest statement of each deal, one edge per arrangement, then what the edges form."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pipeline.loop.book import Book
from pipeline.loop.chance import DRAWN, chance
from pipeline.loop.circles import circles, two_way
from pipeline.loop.kinds import ISSUED, KIND, LENDERS, LENDING, ONCE, OWED_TO_FILER, SHARES
from pipeline.loop.legs import Legs, closing
from pipeline.loop.named import called, names_of
from pipeline.loop.parties import Parties
from pipeline.loop.records import Agreement, Edge, EdgeKind, LeftOut, Loop, Source, Statement
from pipeline.loop.returning import circularity
from pipeline.loop.sides import both_sides
from pipeline.loop.sizes import size_of
from pipeline.records import Binding, DealType, PartyKind, Payer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.loop.decided import Decisions
    from pipeline.loop.named import Names
    from pipeline.records import Deal, DocumentFacts, FactFile
    from pipeline.records.parties import PartyTable

ENDED = "the arrangement has ended"
NO_MONEY = "no money, shares or risk move"
DISPUTED = "a sum sued for or under appeal, which nobody owes yet"
FOR_ANOTHER = "a surety for what another party owes the filer"
BOTH_PAY = "both sides pay, so it has no direction"
SELF = "the party is the filer itself"
OLDER = "a newer document of the filer tells of it again"
STALE = "a newer document of the filer gives the current figure"


_SAID, _DRAWN = set(Statement.model_fields), set(Edge.model_fields)


class _Told(NamedTuple):
    """One deal as one document tells it."""

    source: str
    filer: str
    party: str
    deal: Deal


class Flows(NamedTuple):
    """What the documents of one filer tell: its flows, the shares of its business, and deals that are neither."""

    edges: list[Edge]
    concentrations: list[Edge]
    left_out: list[LeftOut]


class Drawn(NamedTuple):
    """A map, and what it was made of."""

    loop: Loop
    names: Names
    parties: Parties


def capital_loop(
    fact_files: Sequence[FactFile], table: PartyTable | None = None, decided: Decisions | None = None
) -> Loop:
    """Draw the map of all fact files, with what a person decided about names and tellings.

    The order of the files does not matter; of two of one document one counts.
    """
    return draw(fact_files, table, decided).loop


def draw(fact_files: Sequence[FactFile], table: PartyTable | None = None, decided: Decisions | None = None) -> Drawn:
    """Draw a map and give with it who is who."""
    newest = in_order(fact_files)
    names = names_of(newest)
    parties = Parties(names, table)
    sources = tuple(source_of(file, parties.filer(file.document.sha256)) for file in newest)
    of_filer: dict[int, list[FactFile]] = defaultdict(list)
    for file in newest:
        of_filer[parties.place(file.document.sha256)].append(file)
    told = [filer_flows(files, parties, place) for place, files in of_filer.items()]
    book = Book.of(sources)
    matched, doubts = both_sides([edge for each in told for edge in each.edges], book, decided)
    edges = tuple(sorted(matched, key=_by_id))
    concentrations = tuple(sorted((edge for each in told for edge in each.concentrations), key=_by_id))
    nodes = parties.nodes({end for edge in (*edges, *concentrations) for end in (edge.giver, edge.taker)})
    legs = Legs(closing(edges))
    found, more = circles(legs)
    loop = Loop(
        sources=sources,
        nodes=nodes,
        edges=edges,
        concentrations=concentrations,
        circles=found,
        more_circles=more,
        circularity=circularity(legs, found),
        chance=chance([leg.pair for leg in legs.strongest(DRAWN + 1)]),
        two_way=two_way((*edges, *concentrations)),
        doubts=tuple(sorted(doubts, key=lambda doubt: doubt.edges)),
        left_out=tuple(sorted((one for each in told for one in each.left_out), key=book.listed)),
    )
    return Drawn(loop, names, parties)


def in_order(fact_files: Iterable[FactFile]) -> list[FactFile]:
    """Put fact files in order, the newest first, one of each document."""
    once: dict[str, FactFile] = {}
    for file in sorted(fact_files, key=lambda file: newest_first(file.document)):
        once.setdefault(file.document.sha256, file)
    return list(once.values())


def newest_first(document: DocumentFacts) -> tuple[int, str, str]:
    """Sort documents by their day, the newest first."""
    when = document.day or dt.date.min
    return (-when.toordinal(), document.path, document.sha256)


def source_of(file: FactFile, node: str) -> Source:
    """Say of which document the map is made; ``node`` is its filer."""
    return Source(
        sha256=file.document.sha256,
        path=file.document.path,
        node=node,
        company=file.document.company,
        form=file.document.form,
        period_end=file.document.period_end,
        held=file.document.held,
        filed=file.document.filed,
        partial=file.coverage.partial,
    )


def filer_flows(files: Sequence[FactFile], parties: Parties, place: int) -> Flows:
    """Take the flows out of all documents of one filer, which are given newest first."""
    left_out: list[LeftOut] = []
    told = list(_newest_statements(files, parties, place, left_out))
    singles = [edge for each in told if (edge := _edge(each, left_out)) is not None]
    concentrations = [edge for edge in singles if edge.kind is EdgeKind.CONCENTRATION]
    flows = [edge for edge in singles if edge.kind is not EdgeKind.CONCENTRATION]
    return Flows(_repeated(flows, dict(pair for file in files for pair in _raised(file))), concentrations, left_out)


def _by_id(edge: Edge) -> str:
    return edge.id


def _newest_statements(
    files: Sequence[FactFile], parties: Parties, place: int, left_out: list[LeftOut]
) -> Iterator[_Told]:
    filer = parties.filers[place]
    seen: set[str] = set()
    current: dict[tuple[str, ...], str] = {}
    for file in files:
        source = file.document.sha256
        for deal in file.deals:
            told = _Told(source, filer, parties.party(called(deal.counterparty), place), deal)
            if deal.id in seen:
                left_out.append(LeftOut(source=source, deal=deal.id, party=told.party, why=OLDER))
                continue
            seen.add(deal.id)
            if current.setdefault(_standing(told), source) == source:
                yield told
            else:
                left_out.append(LeftOut(source=source, deal=deal.id, party=told.party, why=STALE))


def _raised(file: FactFile) -> Iterator[tuple[str, str]]:
    """Give the earlier tellings, under other ids, of deals that are now told with a larger amount, and the ids now.

    "As amended, up to $11.2 billion" takes the place of $6.5 billion. A smaller amount may be one contract more.
    """
    for deal in file.deals:
        change = deal.change
        if change and change.previous and change.direction == "up" and change.about and "amount" in change.about:
            yield change.previous, deal.id


def _standing(told: _Told) -> tuple[str, ...]:
    """Name what a newer document replaces as a whole: the shares of customers, and what is owed to or by a group.

    They are states at a period's end, told anew each time, in other words and so under other ids.
    """
    if told.deal.type is DealType.CONCENTRATION:
        return (told.deal.type,)
    if told.deal.counterparty.kind is PartyKind.CLASS:
        return (told.party, told.deal.type)
    return (told.deal.id,)


def _no_edge(told: _Told, kind: EdgeKind) -> str | None:
    """Say why a deal is no edge, or None where it is one."""
    payer = told.deal.payer
    if told.deal.binding is Binding.ENDED:
        return ENDED
    if told.deal.type is DealType.SETTLEMENT and told.deal.binding is Binding.UNCLEAR:
        return DISPUTED
    if told.filer == told.party:
        return SELF
    if kind is EdgeKind.GUARANTEE and any(OWED_TO_FILER.search(evidence.quote) for evidence in told.deal.evidence):
        return FOR_ANOTHER
    # A share of revenue names no payer but has a direction; so has a loan whose sides both pay.
    if payer is Payer.NONE and kind is not EdgeKind.CONCENTRATION:
        return NO_MONEY
    return BOTH_PAY if payer is Payer.MUTUAL and kind is not EdgeKind.LOAN else None


def _edge(told: _Told, left_out: list[LeftOut]) -> Edge | None:
    deal, kind = told.deal, _kind(told.deal)
    if (why := _no_edge(told, kind)) is not None:
        left_out.append(LeftOut(source=told.source, deal=deal.id, party=told.party, why=why))
        return None
    from_filer = _from_filer(deal, kind)
    giver, taker = (told.filer, told.party) if from_filer else (told.party, told.filer)
    # Made of fields that were validated in their fact file: nothing is gained by doing it again, and on hundreds of
    # thousands of flows a set of field names for each would take a third of the memory.
    said = Statement.model_construct(
        _SAID,
        source=told.source,
        deal=deal.id,
        type=deal.type,
        binding=deal.binding,
        amounts=deal.amounts,
        dates=deal.dates,
        summary=deal.summary,
        evidence=deal.evidence,
    )
    return Edge.model_construct(
        _DRAWN,
        id=f"{giver}>{taker}:{kind}:{told.filer}:{deal.id}",
        giver=giver,
        taker=taker,
        kind=kind,
        strength=deal.binding,
        size=size_of(deal),
        agreement=Agreement.SINGLE,
        differs=(),
        statements=(said,),
    )


def _kind(deal: Deal) -> EdgeKind:
    """Give what the deal moves: an option that is none on shares is a purchase its holder may make.

    Own shares given away are no investment of the one who gives them.
    """
    kind = KIND[deal.type]
    if deal.type is DealType.EQUITY_INVESTMENT and deal.payer is Payer.FILER:
        return EdgeKind.WARRANT if any(ISSUED.search(evidence.quote) for evidence in deal.evidence) else kind
    if kind is not EdgeKind.WARRANT or any(amount.unit == "shares" for amount in deal.amounts):
        return kind
    return kind if any(SHARES.search(evidence.quote) for evidence in deal.evidence) else EdgeKind.PURCHASE


def _from_filer(deal: Deal, kind: EdgeKind) -> bool:
    """Say whether capital moves from the filer to the party."""
    if kind is EdgeKind.LOAN:
        if deal.counterparty.kind is PartyKind.CLASS and LENDERS.search(deal.counterparty.name):
            return False
        # The document's own words only: a summary composed by an engine may say "owes or lent".
        return any(LENDING.search(evidence.quote) for evidence in deal.evidence)
    if kind is EdgeKind.WARRANT:
        # The payer of the exercise price is the holder; the shares come from the other side.
        given_away = deal.type is DealType.EQUITY_INVESTMENT
        return given_away or deal.payer is Payer.COUNTERPARTY
    return deal.payer is Payer.FILER


def _repeated(edges: Iterable[Edge], raised: Mapping[str, str]) -> list[Edge]:
    """Put together what one filer tells in several documents under other ids: same ends, kind and amount.

    A warrant without an amount is known by its number of shares. Two such deals of one document are two arrangements.
    A company is bought once: a telling of it without an amount belongs to any other. What was told of a deal before
    its amount was raised stays as its evidence.
    """
    alike: dict[tuple[object, ...], list[Edge]] = defaultdict(list)
    for edge in _since_raised(edges, raised):
        said = edge.statements[0]
        amount = (edge.size.value, edge.size.unit) if edge.size else _shares(said) or edge.id
        whole = said.type in ONCE
        key = (edge.giver, edge.taker, edge.kind, said.type if whole else amount)
        older = next((n for n, kept in enumerate(alike[key]) if _retold(kept, edge, whole=whole)), None)
        if older is None:
            alike[key].append(edge)
        else:
            kept = alike[key][older]
            # Of two tellings of one amount the looser is the truer: "up to" stays "up to".
            size = edge.size if kept.size is None or (edge.size and edge.size.at_most) else kept.size
            alike[key][older] = kept.model_copy(update={"statements": (*kept.statements, said), "size": size})
    return [edge for group in alike.values() for edge in group]


def _shares(said: Statement) -> tuple[object, ...] | None:
    """Give for how many shares a warrant is: two documents that tell of as many tell of one."""
    told = (amount for amount in said.amounts if amount.unit == "shares" and said.type is DealType.WARRANT_OPTION)
    first = next(told, None)
    return (first.value, first.unit) if first else None


def _since_raised(edges: Iterable[Edge], raised: Mapping[str, str]) -> Iterable[Edge]:
    """Put what was told of a deal before its amount was raised behind what is told now; newest first."""
    current: dict[tuple[str, str, EdgeKind, str], Edge] = {}
    for edge in edges:
        ends, said = (edge.giver, edge.taker, edge.kind), edge.statements[0]
        deal, passed = said.deal, set[str]()
        while (*ends, deal) not in current and deal in raised and deal not in passed:
            passed.add(deal)
            deal = raised[deal]
        now = (*ends, deal)
        kept = current.get(now)
        if kept is None:
            current[*ends, said.deal] = edge
        else:
            current[now] = kept.model_copy(update={"statements": (*kept.statements, said)})
    return current.values()


def _retold(kept: Edge, edge: Edge, *, whole: bool) -> bool:
    if edge.statements[0].source in {each.source for each in kept.statements}:
        return False
    if not whole:
        return True
    one, other = kept.size, edge.size
    return one is None or other is None or (one.value, one.unit) == (other.value, other.unit)
