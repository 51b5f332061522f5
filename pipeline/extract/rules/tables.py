"""Deals that stand in tables: debt totals and note series, commitment totals, shares of customers."""

# ruff: noqa: E501  (a pattern is read as one piece; broken over lines it is not)
from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline import lexis
from pipeline.extract.rules.text import fold, pattern
from pipeline.extract.rules.wording import summary
from pipeline.records import (
    Binding,
    Candidate,
    DealType,
    PartyKind,
    Payer,
    ProposedAmount,
    ProposedParty,
    ProposedQuote,
    Qualifier,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.records import Cell, Document, Passage, Row, Table

QUOTE_LIMIT = 400
MOST_SERIES = 8


class RowRule(NamedTuple):
    """A row that is a deal.

    ``label`` is matched against the row's words, ``table`` against all words of the table and the lines above it,
    ``unless`` against the row, the title and the heads of the columns; for a bare "Total" against every row.
    """

    name: str
    type: DealType
    payer: Payer
    party: str
    what: str
    label: str
    table: str
    unless: str
    example: str


ROWS: tuple[RowRule, ...] = (
    RowRule(
        "table.debt_total",
        DealType.DEBT,
        Payer.FILER,
        "noteholders",
        "total debt",
        r"^(?:total (?:principal(?: amount)? of |(?:carrying|face|par) (?:amount|value) of |outstanding )?(?:gross |term |notes payable and other |long-term |short- and long-term |senior |unsecured |outstanding |consolidated |recourse |principal |short-term and long-term )*"
        r"(?:debt|notes|borrowings|indebtedness)|net carrying amount|total debt (?!invest|secur|instrument|matur|issu|repa|pa(?:id|yment)|due|serv|to ).*|total)"
        r"(?:,? (?:net|principal|\(principal amount\)|obligations|outstanding|\(net\)|including current portion|and finance lease obligations|gross))*(?: \(\w\))?$",
        r"notes|term loan|debentures|bonds|commercial paper|credit facility|borrowings|debt obligations|\bdebt\b",
        r"fair value|level 2|available[- ]for[- ]sale|ebitda|debt (?:issued|repaid)|capitalization|total assets|maturit|interest expense|thereafter|equity securities|treasur|hypothetical|notional|contingent|deferred tax|receivable|revenue",
        "Total term debt 10,622 10,418",
    ),
    RowRule(
        "table.purchase_total",
        DealType.PURCHASE_COMMITMENT,
        Payer.FILER,
        "suppliers",
        "purchase commitments",
        r"^(?:total(?: future| purchase| unconditional)* (?:commitments|(?:purchase )?obligations)|(?:unconditional )?purchase (?:obligations|commitments)(?: ?\([\w,]+\))*|total)$",
        r"purchase (?:obligations|commitments)|unconditional purchase|future commitments|non-?cancell?able",
        r"pension|fair value|total assets|goodwill|revenue|net income|deferred|shares|performance obligations",
        "Total commitments 12,125",
    ),
    RowRule(
        "table.lease_not_commenced",
        DealType.LEASE,
        Payer.FILER,
        "lessors",
        "leases signed and not commenced",
        r"^leases? (?:that have )?(?:signed )?(?:but )?not yet commenced(?: ?\(\w+\))*$",
        r"lease",
        r"fair value",
        "Leases not yet commenced 27,709",
    ),
    RowRule(
        "table.backlog",
        DealType.SALES_CONTRACT,
        Payer.COUNTERPARTY,
        "customers",
        "backlog",
        r"^total (?:\w+ )?backlog$|^total remaining performance obligations?$",
        r"backlog|performance obligation",
        r"fair value",
        "Total backlog 404,381 377,499",
    ),
    RowRule(
        "table.lease_total",
        DealType.LEASE,
        Payer.FILER,
        "lessors",
        "lease payments",
        r"^total (?:undiscounted |future |minimum |operating |remaining )*lease (?:payments|obligations|commitments)(?: \(undiscounted\))?$",
        r"lease",
        r"fair value|total assets|sublease|receivable|lessor|lease cost|classification",
        "Total undiscounted lease payments 5,191",
    ),
)
_COMPILED = tuple((pattern(rule.label), pattern(rule.table), pattern(rule.unless), rule) for rule in ROWS)
_NOTE = re.compile(
    r"(?:(?P<rate>\d{1,2}(?:\.\d+)?)%?\s[^|]{0,60}?)?(?:notes?|bonds?|debentures?)\b[^|]{0,40}?(?:due|maturing|of)?\s*(?:\w+\s)?(?P<year>20[2-9]\d)",
    re.IGNORECASE,
)
_RATE = re.compile(r"(\d{1,2}(?:\.\d+)?)\s?%")
_FACILITY = re.compile(r"\b(?:Facility|Term Loans?|Credit Agreement|Financing Arrangements?|Revolv\w+)\b")
_PARTY_ROW = re.compile(
    r"^(?:(?:Direct|Indirect|Partner)\s)?(?:Customer|Supplier|Vendor|Distributor|Client)\s(?:[A-Z]|\d{1,2})\b",
    re.IGNORECASE,
)
_SUPPLY = re.compile(r"supplier|vendor", re.IGNORECASE)
_NO_SERIES = re.compile(r"total|fair value|less", re.IGNORECASE)
_TELLS = {
    "noteholders": re.compile(r"\b(?:notes?|bonds?|debentures?|debt)\b", re.IGNORECASE),
    "lenders": re.compile(r"\b(?:loans?|facilit\w+|credit|debt|borrowings)\b", re.IGNORECASE),
    "suppliers": re.compile(r"\b(?:purchases?|suppl\w+|commitments?)\b", re.IGNORECASE),
    "customers": re.compile(r"\b(?:backlog|performance obligations?|contracts?)\b", re.IGNORECASE),
    "lessors": re.compile(r"\bleas\w+\b", re.IGNORECASE),
}
_SMALLEST = Decimal(1_000_000)
_PART = re.compile(r"(?:short-term debt|current portion|within one year)[^.]{0,80}?(?:consist|compris|as follows|following)")
_DAY = re.compile(r"\b20\d\d\b")
_TOTAL_HEAD = re.compile(r"\btotal\s*$", re.IGNORECASE)
_NO_SUM = re.compile(r"discount|issuance|unamortized|fair value|imputed|interest rate|adjustment", re.IGNORECASE)
_LEASES = re.compile(r"\b(operating|finance|financing|capital)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Around:
    """A table with the words that stand over it."""

    document: Document
    table: Table
    words: str


def read(document: Document, passages: Iterable[Passage]) -> Iterator[Candidate]:
    """Candidates from the tables that lie in the passages."""
    spans = sorted((passage.start, passage.end) for passage in passages)
    index = 0
    for table in document.tables:
        while index < len(spans) and spans[index][1] <= table.start:
            index += 1
        if index == len(spans):
            return
        if spans[index][0] < table.end:
            words = fold(document.text[max(0, table.start - 300) : table.end][:6000]).lower()
            around = _Around(document, table, words)
            yield from _totals(around)
            yield from _series(around)
            yield from _shares(around)


def _totals(around: _Around) -> Iterator[Candidate]:
    head = " | ".join(fold(part).lower() for part in (around.table.title or "", *around.table.columns))
    head = head.replace("maturity", "")
    labels = " | ".join(_label(row) for row in around.table.rows)
    for label, words, unless, rule in _COMPILED:
        if unless.search(head) or not words.search(around.words):
            continue
        rows = [row for row in around.table.rows if row.cells and label.search(_label(row)) and _counts(around, row)]
        rows = [row for row in rows if not unless.search(labels if _label(row) == "total" else _label(row))]
        if rows and _label(rows[0]) == "total" and not _titled(around, rule):
            rows = [row for row in rows if _label(row) != "total"]
        if not rows:
            continue
        amounts = _amounts(around, rows[0], rule.what)
        if amounts:
            party = _creditors(around) if rule.type is DealType.DEBT else rule.party
            yield _candidate(around, rows[0], rule.name, rule.type, rule.payer, party, amounts, Binding.FIRM)
            return


def _counts(around: _Around, row: Row) -> bool:
    """False for the carrying amount of one series of notes, which is no total, and for a part told as a "Total"."""
    label = _label(row)
    if label.startswith("net carrying amount"):
        return sum(bool(_NOTE.search(other.label)) for other in around.table.rows) > 1
    return label != "total" or not _PART.search(f"{fold(around.table.title or '').lower()} {around.words[:300]}")


def _titled(around: _Around, rule: RowRule) -> bool:
    """A bare "Total" counts only where the lines over the table say what is totalled."""
    head = f"{fold(around.table.title or '').lower()} {around.words[:300]}"
    wanted = {
        DealType.DEBT: r"(?:debt|notes|borrowings|indebtedness) (?:consist|compris|obligations|outstanding|were as follows|is summarized)|(?:our|outstanding|long-term|summar\w+ .{0,30}) debt\b",
        DealType.PURCHASE_COMMITMENT: r"purchase (?:obligations|commitments)|future commitments|unconditional",
    }.get(rule.type)
    return wanted is not None and re.search(wanted, head) is not None and len(around.table.rows) > 2


def _creditors(around: _Around) -> str:
    loans = len(_FACILITY.findall(around.document.text[around.table.start : around.table.end]))
    notes = len(re.findall(r"notes?\b|bonds?\b|debentures?\b", around.words))
    return "lenders" if loans > notes else "noteholders"


def _series(around: _Around) -> Iterator[Candidate]:
    rows = [
        row
        for row in around.table.rows
        if row.cells and _NOTE.search(row.label) and _one_series(row) and not _NO_SERIES.search(row.label)
    ]
    heads = " ".join(around.table.columns).lower()
    if len(rows) > MOST_SERIES or "fair value" in heads or not re.search(r"notes|bonds|debentures", around.words):
        return
    for row in rows:
        found = _NOTE.search(row.label)
        amounts = _amounts(around, row, "principal", leave_years=True)
        if not found or not amounts:
            continue
        rate = _RATE.search(around.document.text[row.start : row.end])
        if rate is None:
            continue
        coupon = ProposedAmount(value=Decimal(rate[1]), unit="percent", what="coupon", as_written=rate[0])
        moved = _moved(row)
        yield _candidate(
            around,
            row,
            "table.note_series",
            DealType.DEBT,
            Payer.COUNTERPARTY if moved == "issued" else Payer.FILER,
            "noteholders",
            (*amounts, coupon),
            Binding.DONE if moved == "repaid" else Binding.FIRM,
            alias=" ".join(row.label.split()),
        )


def _moved(row: Row) -> str | None:
    """A dash in the older column: issued in the period; in the newer column: repaid."""
    last = [cell for cell in row.cells if cell.unit != "percent"][-2:]
    if len(last) < 2 or last[0].column == last[1].column:
        return None
    if last[1].value in {None, Decimal(0)} and last[0].value:
        return "issued"
    return "repaid" if last[0].value in {None, Decimal(0)} and last[1].value else None


def _one_series(row: Row) -> bool:
    """One coupon and one year of maturity: "3.20% Notes Due 2026", not a row of many series."""
    return (
        len(set(re.findall(r"(\d[\d.]*)%", row.label))) <= 1 and len(set(re.findall(r"\b20[2-9]\d\b", row.label))) == 1
    )


def _shares(around: _Around) -> Iterator[Candidate]:
    rows = [row for row in around.table.rows if _PARTY_ROW.match(row.label)]
    if not rows or not re.search(r"revenue|sales|receivable|purchases", around.words):
        return
    for row in rows:
        cells = [c for c in row.cells if c.value is not None and 10 <= c.value <= 100]
        first = next((c for c in row.cells), None)
        if not cells or first is None or cells[0] is not first:
            continue
        name = _PARTY_ROW.match(row.label)
        what = "accounts receivable" if "receivable" in around.words and "revenue" not in around.words else "revenue"
        amounts = tuple(
            ProposedAmount(
                value=c.value or Decimal(0),
                unit="percent",
                what=f"share of {what}" if i == 0 else f"share of {what}, compared period",
                as_written=around.document.text[c.start : c.end],
            )
            for i, c in enumerate(cells[:3])
        )
        payer = Payer.FILER if _SUPPLY.search(row.label) else Payer.COUNTERPARTY
        party = ProposedParty(
            name=name[0] if name else row.label, kind=PartyKind.ANONYMOUS, as_written=(name[0] if name else row.label,)
        )
        yield _finish(
            around, row, "concentration.table", DealType.CONCENTRATION, payer, party, amounts, Binding.UNCLEAR, what
        )


def _candidate(
    around: _Around,
    row: Row,
    name: str,
    kind: DealType,
    payer: Payer,
    party: str,
    amounts: tuple[ProposedAmount, ...],
    binding: Binding,
    *,
    alias: str = "",
) -> Candidate:
    words = " ".join(row.label.split())
    told = _TELLS[party]
    support = None if told.search(row.label) else _support(around, row, told)
    written = (words,) if support is None else (words, " ".join(around.document.text[support[0] : support[1]].split()))
    proposed = ProposedParty(name=party, kind=PartyKind.CLASS, aliases=(alias,) if alias else (), as_written=written)
    return _finish(around, row, name, kind, payer, proposed, amounts, binding, amounts[0].what, support)


def _support(around: _Around, row: Row, told: re.Pattern[str]) -> tuple[int, int] | None:
    """Where the table says what is totalled, when the total's own row does not: a row's label, or the lines above."""
    for other in around.table.rows:
        if other.start != row.start and told.search(other.label):
            return (other.start, min(other.end, other.start + QUOTE_LIMIT))
    low = max(0, around.table.start - 300)
    above = list(told.finditer(fold(around.document.text[low : around.table.start])))
    if not above:
        return None
    start = low + above[-1].start()
    line = around.document.text.rfind("\n", low, start) + 1
    return (max(line, low), min(around.table.start, start + 120))


def _finish(
    around: _Around,
    row: Row,
    name: str,
    kind: DealType,
    payer: Payer,
    party: ProposedParty,
    amounts: tuple[ProposedAmount, ...],
    binding: Binding,
    what: str,
    support: tuple[int, int] | None = None,
) -> Candidate:
    spans = [(row.start, min(row.end, row.start + QUOTE_LIMIT))] + ([support] if support else [])
    quotes = tuple(ProposedQuote(text=around.document.text[low:high], start=low) for low, high in spans)
    candidate = Candidate(
        engine="rules", rule=name, type=kind, party=party, payer=payer, amounts=amounts, binding=binding, quotes=quotes
    )
    return candidate.model_copy(update={"summary": summary(candidate, what)})


def _amounts(around: _Around, row: Row, what: str, *, leave_years: bool = False) -> tuple[ProposedAmount, ...]:
    """The money of a row, scaled, the current period first: at most two figures, named by the heads over them."""
    scale = around.table.scale or around.document.scale_at(row.start)
    factor = Decimal(scale.multiplier) if scale else Decimal(1)
    currency = (scale.currency if scale else None) or "USD"
    cells = [c for c in _figures(around.table, row, leave_years=leave_years) if (c.value or 0) * factor >= _SMALLEST]
    return tuple(
        ProposedAmount(
            value=(cell.value or Decimal(0)) * factor,
            unit=currency,
            qualifier=Qualifier.EXACT,
            what=label,
            as_written=around.document.text[cell.start : cell.end],
        )
        for cell, label in _named(around, row, cells, what)
    )


def _named(around: _Around, row: Row, cells: list[Cell], what: str) -> list[tuple[Cell, str]]:
    """The figure that is meant, and beside it the compared date's or the other kind of lease's.

    A column headed "Total" is the sum of the row. A second figure is a compared date's only where the heads, or the
    lines over the table, give two days; "principal | discount | carrying" are one thing.
    """
    heads = {cell.start: _head(around.table, cell) for cell in cells}
    cells = [cell for cell in cells if not _NO_SUM.search(heads[cell.start])] or cells[:1]
    totals = [cell for cell in cells if _TOTAL_HEAD.search(heads[cell.start])]
    cells = totals or cells
    if len(cells) < 2:  # noqa: PLR2004
        return [(cell, what) for cell in cells]
    days = {cell.start: _day(heads[cell.start]) for cell in cells}
    if all(days[cell.start] for cell in cells[:2]):
        first = cells[0]
        second = next((c for c in cells[1:] if days[c.start] != days[first.start]), None)
        if second is not None and days[second.start] > days[first.start]:
            first, second = second, first
        return [(first, what)] + ([(second, f"{what}, compared date")] if second else [])
    kinds = _lease_kinds(around, cells, heads) if "lease" in what else []
    if kinds:
        return sorted(
            ((cell, f"{what}, {kind} leases") for cell, kind in kinds), key=lambda named: -(named[0].value or Decimal(0))
        )
    if any(heads[cell.start] for cell in cells) and not totals:
        return [(cells[0], what)]
    if len(cells) > 3:  # noqa: PLR2004
        return [(max(cells, key=lambda cell: cell.value or Decimal(0)), what)]
    if any(c.value is not None and c.value < 0 for c in row.cells):
        return [(cells[0], what)]
    if not any(heads.values()):
        over = [date.iso for date in lexis.dates(_over(around)[-160:])][-2:]
        if len(over) == 2 and over[0] < over[1]:  # noqa: PLR2004
            cells = [cells[1], cells[0]]
    compared = len(set(_DAY.findall(_over(around)))) > 1 or len({d.iso for d in lexis.dates(_over(around))}) > 1
    return [(cells[0], what)] + ([(cells[1], f"{what}, compared date")] if compared else [])


def _head(table: Table, cell: Cell) -> str:
    return table.columns[cell.column] if 0 <= cell.column < len(table.columns) else ""


def _day(head: str) -> str:
    """The day or the year a head names, "" without."""
    days = [date.iso for date in lexis.dates(head)] or _DAY.findall(head)
    return days[-1] if days else ""


def _over(around: _Around) -> str:
    """The lines that stand over the first row with figures."""
    first = next((row.start for row in around.table.rows if row.cells), around.table.start)
    return fold(around.document.text[max(0, around.table.start - 300) : first])


def _lease_kinds(around: _Around, cells: list[Cell], heads: dict[int, str]) -> list[tuple[Cell, str]]:
    """ "Operating leases | Finance leases": two figures of one day, told by the heads or by the lines over them."""
    kinds = [_LEASES.search(heads[cell.start]) for cell in cells[:2]]
    if all(kinds):
        return [(cell, kind[1].lower()) for cell, kind in zip(cells, kinds, strict=False) if kind]
    told = list(dict.fromkeys(m[1].lower() for m in _LEASES.finditer(_over(around)[-160:])))
    if len(told) == 2 and not any(heads.values()):  # noqa: PLR2004
        return list(zip(cells[:2], told, strict=True))
    return []


def _figures(table: Table, row: Row, *, leave_years: bool) -> list[Cell]:
    cells = [c for c in row.cells if c.value is not None and c.unit not in {"percent", "%", "years"}]
    terms = {
        i
        for i, head in enumerate(table.columns)
        if re.search(r"year|term|rate|maturity", head, re.IGNORECASE) and not re.search(r"(?i)years? ended|20\d\d", head)
    }
    cells = [c for c in cells if c.column not in terms]
    if leave_years:
        cells = [
            c
            for c in cells
            if abs(c.value or Decimal(0)) >= 30 and c.value not in {Decimal(y) for y in range(2020, 2100)}
        ]
    return cells


def _label(row: Row) -> str:
    return " ".join(fold(row.label).lower().split()).strip(" :$")
