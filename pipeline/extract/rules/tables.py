"""Deals that stand in tables: debt totals and note series, commitment totals, shares of customers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.rules.columns import Around, amounts_of, older
from pipeline.extract.rules.table_facilities import facilities
from pipeline.extract.rules.table_rows import COMPILED, Entry, RowRule
from pipeline.extract.rules.table_stakes import held
from pipeline.extract.rules.text import fold, whole_words
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

    from pipeline.records import Cell, Document, Passage, Row, Table

QUOTE_LIMIT = 400
MOST_SERIES = 8
MOST_KINDS = 3
_FEWEST_ROWS = 3
_MOST_CELLS = 5
_LEAST_SHARE = 10
_WHOLE = 100
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
# A column that says when each series falls due; a schedule of what falls due each year is headed otherwise.
_DUE_HEAD = re.compile(
    r"\bmaturity\b|(?:(?<=\| )|^)(?:contractual |final )?maturit(?:y|ies)(?: dates?)?(?: \(\w\))?(?= \||$)"
)
_LITTLE = re.compile(r"\*|(?<![\w-])[-\u2013\u2014](?![\w-])|<|less than|under", re.IGNORECASE)
_FOOTNOTES = re.compile(r"(?:\s*\((?:[a-z]|\d{1,2})(?:, ?(?:[a-z]|\d{1,2}))*\))+$")
_CURRENT_PART = re.compile(r"current (?:maturities|portion)")
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
            around = _around(document, table)
            yield from _totals(around)
            yield from _series(around)
            yield from _facilities(around)
            yield from _shares(around)
            yield from _stakes(around)


def _around(document: Document, table: Table) -> Around:
    """A table with its words and those of the lines above it, folded, in small letters."""
    return Around(document, table, fold(document.text[max(0, table.start - 300) : table.end][:6000]).lower())


def _totals(around: Around) -> Iterator[Candidate]:
    told: set[DealType] = set()
    for entry in COMPILED:
        rule = entry.rule
        if rule.type in told or _table_bars(around, entry) is not None:
            continue
        rows = [row for row in around.table.rows if entry.label.search(_label(row))]
        rows = [row for row in rows if _row_bars(around, entry, row) is None]
        if rows and _label(rows[0]) == "total" and not _titled(around, rule):
            rows = [row for row in rows if _label(row) != "total"]
        rows = [row for row in rows if not _NET.match(_label(row))] or rows
        several = rule.type is DealType.PURCHASE_COMMITMENT and rows and "total" not in _label(rows[0])
        for row in rows[: MOST_KINDS if several else 1]:
            amounts = amounts_of(around, row, "long-term debt" if _long_term(around, row) else rule.what)
            if amounts:
                told.add(rule.type)
                party = _creditors(around) if rule.type is DealType.DEBT else rule.party
                yield _candidate(around, row, party, _Told(rule.name, rule.type, rule.payer, amounts))
        # Leases to come stand beside the debt and the purchases of one table of what is due.
        if told - {DealType.DEBT} and rule.name != "table.lease_not_commenced":
            return


def _long_term(around: Around, row: Row) -> bool:
    """True where what is due within a year stands in a line of its own: then the long-term debt is not the total."""
    if _NET.match(_label(row)):
        return "long-term" in _label(row)
    before = [_label(other) for other in around.table.rows if other.start < row.start]
    return any(label.startswith("less") and _CURRENT_PART.search(label) for label in before)


def near_totals(document: Document, table: Table) -> Iterator[tuple[Row, str, str]]:
    """The rows whose label is a rule's and which it may not take, each with the rule's name and why."""
    around = _around(document, table)
    for entry in COMPILED:
        whole = _table_bars(around, entry)
        for row in table.rows:
            if not entry.label.search(_label(row)):
                continue
            why = whole if whole is not None else _row_bars(around, entry, row)
            if why is None and _label(row) == "total" and not _titled(around, entry.rule):
                why = "it is a bare “Total”, and nothing above the table says of what"
            if why is not None:
                yield row, entry.rule.name, why


def _table_bars(around: Around, entry: Entry) -> str | None:
    """Why a rule takes no row of a table: its title or heads unmake it, or words are missing; None where it may."""
    head = " | ".join(fold(part).lower() for part in (around.table.title or "", *around.table.columns))
    against = entry.unless.search(_DUE_HEAD.sub("", head))
    if against is not None:
        return f"its title or a column's head says “{against[0]}”"
    return None if entry.table.search(around.words) else "the words it needs stand neither in the table nor above it"


def _row_bars(around: Around, entry: Entry, row: Row) -> str | None:
    """Why a rule does not take a row whose label is its own; None where it may."""
    if not row.cells:
        return "it has no figures"
    if not _counts(around, row):
        return "it is a part, or was repaid"
    label = _label(row)
    among = " | ".join(_label(other) for other in around.table.rows) if label == "total" else label
    against = entry.unless.search(_CURRENT_PART.sub("", among))
    return None if against is None else f"a label says “{against[0]}”"


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
        if row.cells
        and _NOTE.search(_words(around, row))
        and _one_series(_words(around, row))
        and not _NO_SERIES.search(row.label)
    ]
    heads = " ".join(around.table.columns).lower()
    if len(rows) > MOST_SERIES or "fair value" in heads or not re.search(r"notes|bonds|debentures", around.words):
        return
    for row in rows:
        words = _words(around, row)
        found = _NOTE.search(words)
        due = re.search(r"\b20[2-9]\d\b", words)
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
        yield _candidate(around, row, "noteholders", told, alias=" ".join(words.split()))


def _facilities(around: Around) -> Iterator[Candidate]:
    for found in facilities(around):
        told = _Told("table.facility", DealType.DEBT, found.payer, found.amounts)
        yield _candidate(around, found.row, "lenders", told, alias=found.name)


def _stakes(around: Around) -> Iterator[Candidate]:
    for one in held(around):
        party = ProposedParty(name=one.name, kind=PartyKind.NAMED, as_written=(one.name,))
        told = _Told("table.stake", DealType.EQUITY_INVESTMENT, Payer.FILER, one.amounts, Binding.DONE)
        yield _finish(around, one.row, party, told, "stake")


def _moved(table: Table, row: Row) -> str | None:
    """A dash in the older column: issued in the period; in the newer column: repaid."""
    if len(row.cells) > _MOST_CELLS:  # what is due in each of many years, not two days compared
        return None
    match [cell for cell in row.cells if cell.unit != "percent"][-2:]:
        case [new, old] if new.column != old.column:
            if older(table, new, old):
                new, old = old, new
            if not old.value and new.value:
                return "issued"
            return "repaid" if not new.value and old.value else None
        case _:
            return None


def _words(around: Around, row: Row) -> str:
    """The words of a row in front of its figures: the label, and what columns of words say of the day it falls due."""
    first = next((cell.start for cell in row.cells), row.end)
    return max(row.label, around.document.text[row.start : first].strip(), key=len)


def _one_series(words: str) -> bool:
    """One coupon and one year of maturity: "3.20% Notes Due 2026", not a row of many series."""
    return len(set(re.findall(r"(\d[\d.]*)%", words))) <= 1 and len(set(re.findall(r"\b20[2-9]\d\b", words))) == 1


def _shares(around: Around) -> Iterator[Candidate]:
    rows = [row for row in around.table.rows if _PARTY_ROW.match(row.label)]
    if not rows or not re.search(r"revenue|sales|receivable|purchases", around.words):
        return
    for row in rows:
        cells = [c for c in row.cells if c.value is not None and _LEAST_SHARE <= c.value <= _WHOLE]
        first = next((c for c in row.cells), None)
        if not cells or first is None or cells[0] is not first or _under_ten(around, row, first):
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


def _under_ten(around: Around, row: Row, first: Cell) -> bool:
    """True for "Customer B | * | 18%": a share of the compared period, under a tenth in the current one."""
    return _LITTLE.search(around.document.text, row.start + len(row.label), first.start) is not None


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
    """The label in small letters, without its footnotes: "Purchase obligations(3)"."""
    return _FOOTNOTES.sub("", " ".join(fold(row.label).lower().split()).strip(" :$"))
