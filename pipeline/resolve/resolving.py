"""Proved statements to deals: statements of one arrangement become one deal with several pieces of evidence."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import Binding, Dates, Deal, DealType, PartyKind, Payer
from pipeline.records.parties import PartyTable
from pipeline.resolve.disagreement import disagreements
from pipeline.resolve.names import Names, party_key
from pipeline.resolve.sameness import coupons, is_total, one_total, terms, unnamed_telling, whole, why_same
from pipeline.resolve.together import may_be_one

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.records import Amount, Document, Evidence, Proved
    from pipeline.resolve.together import Together

MOST_EVIDENCE = 6
MOST_AMOUNTS = 12
_HARDNESS = {
    Binding.ENDED: 5,
    Binding.DONE: 4,
    Binding.CONDITIONAL: 3,
    Binding.FIRM: 2,
    Binding.UNCLEAR: 1,
    Binding.INTENT: 0,
}
_KNOWN = (PartyKind.NAMED, PartyKind.ANONYMOUS, PartyKind.CLASS)
"""Who is known best gives a deal its party."""
_BY_MODEL = "the model takes them for one: "
_TABLE = ": table."
_UNITS_A_DOLLAR = {"JPY": 100, "KRW": 1000, "INR": 80, "TWD": 30, "CNY": 7, "MXN": 18}


class Member(NamedTuple):
    """One statement of an arrangement. ``place`` is its place in what was proved; ``why`` is empty for the first."""

    place: int
    statement: Proved
    why: str


class Arrangement(NamedTuple):
    """A deal and the statements that became it, the one that leads first; ``strongest`` gave it its strength."""

    deal: Deal
    members: tuple[Member, ...]
    strongest: Member


def resolve(document: Document, proved: Sequence[Proved], table: PartyTable | None = None) -> tuple[Deal, ...]:
    """Merge, name, number and order. Pure: the same statements and decisions give the same deals."""
    return tuple(arrangement.deal for arrangement in arranged(document, proved, table))


def arranged(
    document: Document,
    proved: Sequence[Proved],
    table: PartyTable | None = None,
    together: Sequence[Together] = (),
) -> tuple[Arrangement, ...]:
    """Give the deals of ``resolve``, each with the statements that became it and why they are one.

    ``together`` are statements a model takes for one arrangement: their deals are merged where nothing that was proved
    of them speaks against it.
    """
    names = Names(document, [statement.counterparty for statement in proved], table or PartyTable())
    groups: list[list[Member]] = []
    by_party: dict[str, list[list[Member]]] = {}
    for place, statement in sorted(enumerate(proved), key=lambda item: _worth(item[1])):
        own = by_party.setdefault(names.same(statement.counterparty), [])
        home, why = _home(own, groups, statement)
        home.append(Member(place, statement, why))
        if not why:
            groups.append(home)
            own.append(home)
    groups = _joined(names, [group for own in by_party.values() for group in _sales_joined(own)], together)
    return _numbered(sorted((_merge(names, group) for group in groups), key=lambda one: _printing_order(one.deal)))


def _sales_joined(own: list[list[Member]]) -> list[list[Member]]:
    """Merge groups of one party that tell of one sale: a statement that came late may be what ties them together."""
    kept: list[list[Member]] = []
    for group in own:
        ties = ((home, why) for home in kept for member in group if (why := _why_sold(home, member.statement)))
        home, why = next(ties, (None, ""))
        if home is None or any(_told_apart(home, member.statement) for member in group):
            kept.append(group)
        else:
            first, *rest = group
            home += [first._replace(why=why), *rest]
    return kept


def _joined(names: Names, groups: list[list[Member]], together: Sequence[Together]) -> list[list[Member]]:
    """Merge what a model takes for one, each group into the first of those named that lets it, best of its own kind."""
    gone: set[int] = set()
    for told in together:
        homes: list[list[Member]] = []
        for group in groups:
            if id(group) in gone or told.places.isdisjoint(member.place for member in group):
                continue
            deal = _merge(names, group).deal
            fitting = [one for one in homes if may_be_one(_merge(names, one).deal, deal)]
            home = next((one for one in fitting if one[0].statement.type is deal.type), fitting[0] if fitting else None)
            if home is None:
                homes.append(group)
                continue
            first, *rest = group
            home += [first._replace(why=f"{_BY_MODEL}{told.why}"), *rest]
            gone.add(id(group))
    return [group for group in groups if id(group) not in gone]


def _home(own: list[list[Member]], everyone: list[list[Member]], statement: Proved) -> tuple[list[Member], str]:
    """The arrangement a statement belongs to and why; an empty one without a reason where it is the first of its own.

    Asked for are those of its own party, then one that names the party it leaves open, then one total of all debt.
    """
    for group in own:
        if not _told_apart(group, statement) and (why := why_same(group[0].statement, statement)):
            return group, why
    for group in everyone:
        if not _told_apart(group, statement) and unnamed_telling(group[0].statement, statement):
            return group, "it leaves the party open that the first one names, with the same figure"
    for group in everyone:
        if one_total(group[0].statement, statement):
            return group, "both tell of all debt, or this one of a part of it, whoever is said to hold it"
    return [], ""


def _why_sold(group: list[Member], statement: Proved) -> str:
    """Why a statement of a sale tells of that of a group, by any statement of it; empty where it is none or another."""
    if statement.type is not DealType.DIVESTITURE:
        return ""
    sales = (member.statement for member in group if member.statement.type is DealType.DIVESTITURE)
    return next((why for sale in sales if (why := why_same(sale, statement))), "")


def _told_apart(group: list[Member], statement: Proved) -> bool:
    """True where one answer of a model, which saw both, tells the statement and one of the group as two."""
    return statement.packet is not None and any(member.statement.packet == statement.packet for member in group)


def _worth(statement: Proved) -> tuple[int, int, int, int, int, int, int]:
    """The best statement first: with amounts, with a phrase that proves its strength, early in the document."""
    named = statement.counterparty.kind is PartyKind.NAMED
    money = any(len(amount.unit) == 3 for amount in statement.amounts)  # noqa: PLR2004  (an ISO currency)
    total = int(statement.amounts[0].value) if whole(statement) else 0
    return (
        -total,
        -int(bool(statement.amounts)) - int(money),
        -int(named) - int(statement.counterparty.kind is not PartyKind.CLASS),
        -int(statement.binding_phrase is not None),
        -len(statement.evidence),
        _of_one_series(statement),
        statement.evidence[0].start,
    )


def _of_one_series(statement: Proved) -> int:
    """Of notes the sentence about one series leads, then its row of a table, then what is told of several at once."""
    series = len(coupons(statement))
    told_by_row = all(_TABLE in source for source in statement.sources)
    return 0 if not series else 2 if series > 1 else int(told_by_row)


def _merge(names: Names, members: list[Member]) -> Arrangement:
    group = [member.statement for member in members]
    first = group[0]
    evidence: list[Evidence] = []
    amounts: list[Amount] = []
    for statement in group:
        _take(statement, evidence, amounts)
    strongest = _strongest(group)
    payer = _payer(group, strongest.binding)
    otherwise = disagreements(group, strongest, payer, evidence)
    deal = Deal(
        id="",
        type=first.type,
        counterparty=names.printed(sorted((s.counterparty for s in group), key=lambda party: _KNOWN.index(party.kind))),
        payer=payer,
        amounts=tuple(amounts),
        binding=strongest.binding,
        binding_phrase=strongest.binding_phrase,
        conditions=tuple(dict.fromkeys(c for statement in group for c in statement.conditions))[:5],
        dates=_dates(members),
        related_party=any(statement.related_party for statement in group),
        summary=first.summary,
        evidence=tuple(evidence),
        sources=tuple(dict.fromkeys(source for statement in group for source in statement.sources)),
        disagreements=otherwise,
    )
    return Arrangement(deal, tuple(members), next(member for member in members if member.statement is strongest))


def _take(statement: Proved, evidence: list[Evidence], amounts: list[Amount]) -> None:
    """Add a statement's evidence and its new amounts, re-indexed; evidence beyond the limit is left out."""
    moved: dict[int, int] = {}
    for index, piece in enumerate(statement.evidence):
        known = next((i for i, e in enumerate(evidence) if e.start < piece.end and piece.start < e.end), None)
        if known is not None and _holds_more(piece, evidence[known]):
            evidence[known] = (
                piece  # what stands in the shorter quote stands in the longer one, not the other way round
            )
        if known is None and len(evidence) < MOST_EVIDENCE:
            evidence.append(piece)
            known = len(evidence) - 1
        if known is not None:
            moved[index] = known
    for amount in statement.amounts:
        place = moved.get(amount.evidence)
        if place is None or len(amounts) >= MOST_AMOUNTS:
            continue
        if any(a.value == amount.value and a.unit == amount.unit for a in amounts):
            continue
        holder = evidence[place].quote
        if "".join(amount.as_written.split()) in "".join(holder.split()):
            amounts.append(amount.model_copy(update={"evidence": place}))


def _holds_more(piece: Evidence, known: Evidence) -> bool:
    return piece.start <= known.start and known.end <= piece.end and piece.end - piece.start > known.end - known.start


def _strongest(group: list[Proved]) -> Proved:
    """The statement whose strength counts: one that proves it by a phrase.

    An intent yields only to a later stage that is itself proved.
    """
    spoken = [statement for statement in group if statement.binding_phrase]
    if not spoken:
        # A repayment of a part leaves the facility in force.
        return next((s for s in group if s.binding is Binding.FIRM), group[0])
    hard = [s for s in spoken if s.binding is not Binding.INTENT]
    if not hard:
        return spoken[0]
    return max(hard, key=lambda s: (_HARDNESS[s.binding], -s.evidence[0].start))


def _payer(group: list[Proved], binding: Binding) -> Payer:
    """The first statement's side; for debt a new borrowing of the period says more than the balance."""
    if group[0].type is DealType.DEBT and binding is Binding.DONE:
        return Payer.FILER
    if group[0].type is DealType.DEBT and not is_total(group[0]) and any(s.payer is Payer.COUNTERPARTY for s in group):
        return Payer.COUNTERPARTY
    return group[0].payer


def _dates(members: list[Member]) -> Dates:
    """The fullest of each; an issue of notes does not end with the first of the series a model found to be of it."""
    ends = {member.statement.dates.end[:4] for member in members if member.statement.dates.end}
    own = [member.statement for member in members if not member.why.startswith(_BY_MODEL)]

    def fullest(name: str, group: list[Proved]) -> str | None:
        found = [getattr(statement.dates, name) for statement in group if getattr(statement.dates, name)]
        return max(found, key=len) if found else None

    group = [member.statement for member in members]
    return Dates(
        signed=fullest("signed", group),
        start=fullest("start", group),
        end=fullest("end", group if len(ends) == 1 else own),
    )


def size(deal: Deal) -> int:
    """The power of ten of the deal's largest sum in dollars, 0 when it has none."""
    sums = [a.value / _UNITS_A_DOLLAR.get(a.unit, 1) for a in deal.amounts if re.fullmatch("[A-Z]{3}", a.unit)]
    largest = max((abs(s) for s in sums[:1]), default=Decimal(0))
    return len(str(int(largest))) if largest >= 1 else 0


def _printing_order(deal: Deal) -> tuple[int, str, int]:
    return (-size(deal), _stem(deal), deal.evidence[0].start)


def _stem(deal: Deal) -> str:
    party = re.sub(r"[^a-z0-9]+", "-", party_key(deal.counterparty)).strip("-")[:40] or "party"
    if deal.counterparty.kind is PartyKind.NAMED:
        party = "-".join(party.split("-")[:4])
    mark = hashlib.sha256(terms(deal).encode()).hexdigest()[:4]
    return f"{party}-{deal.type.value}-{deal.payer.value}-{mark}"


def _numbered(arrangements: list[Arrangement]) -> tuple[Arrangement, ...]:
    """Ids from party, kind, side and terms; a second deal with the same four gets a number."""
    seen: dict[str, int] = {}
    numbered: list[Arrangement] = []
    for arrangement in arrangements:
        stem = _stem(arrangement.deal)
        seen[stem] = seen.get(stem, 0) + 1
        name = stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"
        numbered.append(arrangement._replace(deal=arrangement.deal.model_copy(update={"id": name})))
    return tuple(sorted(numbered, key=lambda arrangement: _published_order(arrangement.deal)))


def in_order(deals: Iterable[Deal]) -> tuple[Deal, ...]:
    """Put deals in the order of a fact file: the largest first, then by id."""
    return tuple(sorted(deals, key=_published_order))


def _published_order(deal: Deal) -> tuple[int, str]:
    return -size(deal), deal.id
