"""Deals that stand in tables: debt totals and note series, commitment totals, shares of customers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.rules.columns import Around, amounts_of, older
from pipeline.extract.rules.text import fold, pattern, whole_words
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
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.records import Document, Passage, Row, Table

QUOTE_LIMIT = 400
MOST_SERIES = 8
_FEWEST_ROWS = 3
_LEAST_SHARE = 10
_WHOLE = 100


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
        r"^(?:total (?:principal(?: amount)? of |(?:carrying|face|par) (?:amount|value) of |outstanding )?(?:gross |"
        r"term |notes payable and other |long-term |short- and long-term |senior |unsecured |outstanding |"
        r"consolidated |recourse |principal |short-term and long-term )*"
        r"(?:debt|notes|borrowings|indebtedness)|net (?:long-term )?carrying (?:amount|value)|(?:net )?long-term "
        r"(?:debt|notes|borrowings)|total debt (?!invest|secur|instrument|matur|"
        r"issu|repa|pa(?:id|yment)|due|serv|to ).*|total)"
        r"(?:,? (?:net|principal|\(principal amount\)|obligations|outstanding|\(net\)|including current portion|"
        r"and finance lease obligations|gross))*(?: \(\w\))?$",
        r"notes|term loan|debentures|bonds|commercial paper|credit facility|borrowings|debt obligations|\bdebt\b",
        (
            r"fair value|level 2|available[- ]for[- ]sale|ebitda|debt (?:issued|repaid)|capitalization|total assets|"
            r"maturit|interest expense|thereafter|equity securities|treasur|hypothetical|notional|contingent|"
            r"deferred tax|receivable|revenue"
        ),
        "Total term debt 10,622 10,418",
    ),
    RowRule(
        "table.purchase_total",
        DealType.PURCHASE_COMMITMENT,
        Payer.FILER,
        "suppliers",
        "purchase commitments",
        (
            r"^(?:total(?: future| purchase| unconditional)* (?:commitments|(?:purchase )?obligations)|"
            r"(?:unconditional )?purchase (?:obligations|commitments)(?: ?\([\w,]+\))*|total)$"
        ),
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
        (
            r"^total (?:undiscounted |future |minimum |operating |remaining )*lease (?:payments|obligations|"
            r"commitments)(?: \(undiscounted\))?$"
        ),
        r"lease",
        r"fair value|total assets|sublease|receivable|lessor|lease cost|classification",
        "Total undiscounted lease payments 5,191",
    ),
)
_COMPILED = tuple((pattern(rule.label), pattern(rule.table), pattern(rule.unless), rule) for rule in ROWS)
_NOTE = re.compile(
    (
        r"(?:(?P<rate>\d{1,2}(?:\.\d+)?)%?\s[^|]{0,60}?)?(?:notes?|bonds?|debentures?)\b[^|]{0,40}?(?:due|maturing|"
        r"of)?\s*(?:\w+\s)?(?P<year>20[2-9]\d)"
    ),
    re.IGNORECASE,
)
_RATE = re.compile(r"(\d{1,2}(?:\.\d+)?)\s?%")
_STATED_RATE = re.compile(r"contractual|coupon|stated|nominal")
_FACILITY = re.compile(r"\b(?:Facility|Term Loans?|Credit Agreement|Financing Arrangements?|Revolv\w+)\b")
_PARTY_ROW = re.compile(
    r"^(?:(?:Direct|Indirect|Partner)\s)?(?:Customer|Supplier|Vendor|Distributor|Client)\s(?:[A-Z]|\d{1,2})\b",
    re.IGNORECASE,
)
_SUPPLY = re.compile(r"supplier|vendor", re.IGNORECASE)
_NET = re.compile(r"net (?:long-term )?carrying|(?:net )?long-term (?:debt|notes|borrowings)")
_NO_SERIES = re.compile(r"total|fair value|less", re.IGNORECASE)
_TELLS = {
    "noteholders": re.compile(r"\b(?:notes?|bonds?|debentures?|debt)\b", re.IGNORECASE),
    "lenders": re.compile(r"\b(?:loans?|facilit\w+|credit|debt|borrowings)\b", re.IGNORECASE),
    "suppliers": re.compile(r"\b(?:purchases?|suppl\w+|commitments?)\b", re.IGNORECASE),
    "customers": re.compile(r"\b(?:backlog|performance obligations?|contracts?)\b", re.IGNORECASE),
    "lessors": re.compile(r"\bleas\w+\b", re.IGNORECASE),
}
_PART = re.compile(
    r"(?:short-term debt|current portion|within one year)[^.]{0,80}?(?:consist|compris|as follows|following)"
)


class _Told(NamedTuple):
    """What a row tells: the entry that found it, who pays, how much, how binding."""

    rule: str
    type: DealType
    payer: Payer
    amounts: tuple[ProposedAmount, ...]
    binding: Binding = Binding.FIRM


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
            around = Around(document, table, words)
            yield from _totals(around)
            yield from _series(around)
            yield from _shares(around)


def _totals(around: Around) -> Iterator[Candidate]:
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
        rows = [row for row in rows if not _NET.match(_label(row))] or rows
        if not rows:
            continue
        # What is due within a year may stand in a line of its own: the long-term debt is not called the total.
        long_term = _NET.match(_label(rows[0])) and "long-term" in _label(rows[0])
        amounts = amounts_of(around, rows[0], "long-term debt" if long_term else rule.what)
        if amounts:
            party = _creditors(around) if rule.type is DealType.DEBT else rule.party
            yield _candidate(around, rows[0], party, _Told(rule.name, rule.type, rule.payer, amounts))
            return


def _counts(around: Around, row: Row) -> bool:
    """False for the carrying amount of one series of notes, which is no total, and for a part told as a "Total"."""
    label = _label(row)
    if _moved(around.table, row) == "repaid":
        return False
    if _NET.match(label):
        return sum(bool(_NOTE.search(other.label)) for other in around.table.rows) > 1
    return label != "total" or not _PART.search(f"{fold(around.table.title or '').lower()} {around.words[:300]}")


def _titled(around: Around, rule: RowRule) -> bool:
    """A bare "Total" counts only where the lines over the table say what is totalled."""
    head = f"{fold(around.table.title or '').lower()} {around.words[:300]}"
    wanted = {
        DealType.DEBT: (
            r"(?:debt|notes|borrowings|indebtedness) (?:consist|compris|obligations|outstanding|were as follows|"
            r"is summarized)|(?:our|outstanding|long-term|summar\w+ .{0,30}) debt\b"
        ),
        DealType.PURCHASE_COMMITMENT: r"purchase (?:obligations|commitments)|future commitments|unconditional",
    }.get(rule.type)
    return wanted is not None and re.search(wanted, head) is not None and len(around.table.rows) >= _FEWEST_ROWS


def _creditors(around: Around) -> str:
    loans = len(_FACILITY.findall(around.document.text[around.table.start : around.table.end]))
    notes = len(re.findall(r"notes?\b|bonds?\b|debentures?\b", around.words))
    return "lenders" if loans > notes else "noteholders"


def _series(around: Around) -> Iterator[Candidate]:
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
        due = re.search(r"\b20[2-9]\d\b", row.label)
        what = f"principal of notes due {due[0]}" if due else "principal"
        amounts = amounts_of(around, row, what, leave_years=True)
        if not found or not amounts:
            continue
        rate = _RATE.search(around.document.text[row.start : row.end])
        if rate is None:
            continue
        # "Notes due 2028 (2.4%)", or a rate in a column of its own, may be the effective one.
        stated = found["rate"] == rate[1] or _STATED_RATE.search(heads)
        coupon = ProposedAmount(
            value=Decimal(rate[1]), unit="percent", what="coupon" if stated else "interest rate", as_written=rate[0]
        )
        moved = _moved(around.table, row)
        payer = Payer.COUNTERPARTY if moved == "issued" else Payer.FILER
        binding = Binding.DONE if moved == "repaid" else Binding.FIRM
        told = _Told("table.note_series", DealType.DEBT, payer, (*amounts, coupon), binding)
        yield _candidate(around, row, "noteholders", told, alias=" ".join(row.label.split()))


def _moved(table: Table, row: Row) -> str | None:
    """A dash in the older column: issued in the period; in the newer column: repaid."""
    match [cell for cell in row.cells if cell.unit != "percent"][-2:]:
        case [new, old] if new.column != old.column:
            if older(table, new, old):
                new, old = old, new
            if not old.value and new.value:
                return "issued"
            return "repaid" if not new.value and old.value else None
        case _:
            return None


def _one_series(row: Row) -> bool:
    """One coupon and one year of maturity: "3.20% Notes Due 2026", not a row of many series."""
    return (
        len(set(re.findall(r"(\d[\d.]*)%", row.label))) <= 1 and len(set(re.findall(r"\b20[2-9]\d\b", row.label))) == 1
    )


def _shares(around: Around) -> Iterator[Candidate]:
    rows = [row for row in around.table.rows if _PARTY_ROW.match(row.label)]
    if not rows or not re.search(r"revenue|sales|receivable|purchases", around.words):
        return
    for row in rows:
        cells = [c for c in row.cells if c.value is not None and _LEAST_SHARE <= c.value <= _WHOLE]
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
        told = _Told("concentration.table", DealType.CONCENTRATION, payer, amounts, Binding.UNCLEAR)
        yield _finish(around, row, party, told, what)


def _candidate(around: Around, row: Row, party: str, told: _Told, *, alias: str = "") -> Candidate:
    words = " ".join(row.label.split())
    tells = _TELLS[party]
    support = None if tells.search(row.label) else _support(around, row, tells)
    written = (words,) if support is None else (words, " ".join(around.document.text[support[0] : support[1]].split()))
    proposed = ProposedParty(name=party, kind=PartyKind.CLASS, aliases=(alias,) if alias else (), as_written=written)
    return _finish(around, row, proposed, told, told.amounts[0].what, support=support)


def _support(around: Around, row: Row, told: re.Pattern[str]) -> tuple[int, int] | None:
    """Where the table says what is totalled, when the total's own row does not: a row's label, or the lines above."""
    for other in around.table.rows:
        if other.start != row.start and told.search(other.label):
            return whole_words(around.document.text, other.start, min(other.end, other.start + QUOTE_LIMIT))
    low = max(0, around.table.start - 300)
    above = list(told.finditer(fold(around.document.text[low : around.table.start])))
    if not above:
        return None
    start = low + above[-1].start()
    line = around.document.text.rfind("\n", low, start) + 1
    return whole_words(around.document.text, max(line, low), min(around.table.start, start + 120))


def _finish(
    around: Around,
    row: Row,
    party: ProposedParty,
    told: _Told,
    what: str,
    *,
    support: tuple[int, int] | None = None,
) -> Candidate:
    spans = [(row.start, min(row.end, row.start + QUOTE_LIMIT))] + ([support] if support else [])
    quotes = tuple(ProposedQuote(text=around.document.text[low:high], start=low) for low, high in spans)
    candidate = Candidate(
        engine="rules",
        rule=told.rule,
        type=told.type,
        party=party,
        payer=told.payer,
        amounts=told.amounts,
        binding=told.binding,
        quotes=quotes,
    )
    return candidate.model_copy(update={"summary": summary(candidate, what)})


def _label(row: Row) -> str:
    return " ".join(fold(row.label).lower().split()).strip(" :$")
