"""Deals that stand in tables: debt totals and note series, commitment totals, shares of customers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

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


class RowRule(NamedTuple):
    """A row that is a deal. ``label`` is matched against the row's words, ``table`` against all words of the table
    and the lines above it, ``unless`` against both."""

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
        r"^(?:total (?:principal(?: amount)? of )?(?:term |notes payable and other |long-term |short- and long-term |senior |unsecured |outstanding |consolidated |recourse |principal )*(?:debt|notes|borrowings|indebtedness)|net carrying amount|total (?:senior )?notes|total debt .*|debt obligations,? total)"
        r"(?:,? (?:net|principal|\(principal amount\)|obligations|outstanding|\(net\)|including current portion|and finance lease obligations|gross))*(?: \(\d\))?$",
        r"notes|term loan|debentures|bonds|commercial paper|credit facility|borrowings",
        r"fair value|level 2|available[- ]for[- ]sale|ratio|ebitda|interest expense|securities|debt (?:issued|repaid)|capitalization|guarantor|tax",
        "Total term debt 10,622 10,418",
    ),
    RowRule(
        "table.purchase_total",
        DealType.PURCHASE_COMMITMENT,
        Payer.FILER,
        "suppliers",
        "purchase commitments",
        r"^(?:total(?: future| purchase| unconditional| contractual)* (?:commitments|(?:purchase )?obligations)|purchase (?:obligations|commitments)(?: \([\w,]+\))*|unconditional purchase obligations|total)$",
        r"purchase (?:obligations|commitments)|unconditional purchase|future commitments|non-?cancell?able",
        r"lease|pension|postretirement|long-term debt|fair value|assets|liabilit(?:y|ies)|goodwill|tax benefits|revenue",
        "Total commitments 12,125",
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
_SMALLEST = Decimal(1_000_000)


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
    for label, words, unless, rule in _COMPILED:
        if unless.search(around.words[:300]) or not words.search(around.words):
            continue
        rows = [
            row
            for row in around.table.rows
            if row.cells and label.search(_label(row)) and not unless.search(_label(row))
        ]
        if not rows:
            continue
        row = rows[0]
        if rule.name == "table.purchase_total" and unless.search(around.words):
            continue
        if (
            rule.name == "table.purchase_total"
            and _label(row) == "total"
            and not re.search(r"purchase|commitments", around.words[:420])
        ):
            continue
        amounts = _amounts(around, row, rule.what)
        if amounts:
            party = rule.party
            if rule.type is DealType.DEBT:
                party = _creditors(around)
            yield _candidate(around, row, rule.name, rule.type, rule.payer, party, amounts, Binding.FIRM)
            return


def _creditors(around: _Around) -> str:
    loans = len(_FACILITY.findall(around.document.text[around.table.start : around.table.end]))
    notes = len(re.findall(r"notes?\b|bonds?\b|debentures?\b", around.words))
    return "lenders" if loans > notes else "noteholders"


def _series(around: _Around) -> Iterator[Candidate]:
    rows = [
        row
        for row in around.table.rows
        if row.cells and _NOTE.search(row.label) and not re.search(r"total|fair value|less", row.label, re.IGNORECASE)
    ]
    if len(rows) > 8 or not re.search(r"notes|bonds|debentures", around.words) or "fair value" in around.words[:300]:  # noqa: PLR2004
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
        yield _candidate(
            around,
            row,
            "table.note_series",
            DealType.DEBT,
            Payer.FILER,
            "noteholders",
            (*amounts, coupon),
            Binding.FIRM,
            alias=" ".join(row.label.split()),
        )


def _shares(around: _Around) -> Iterator[Candidate]:
    rows = [row for row in around.table.rows if _PARTY_ROW.match(row.label)]
    if not rows or not re.search(r"revenue|sales|receivable|purchases", around.words):
        return
    for row in rows:
        cells = [c for c in row.cells if c.value is not None and 10 <= c.value <= 100]  # noqa: PLR2004
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
    proposed = ProposedParty(name=party, kind=PartyKind.CLASS, aliases=(alias,) if alias else (), as_written=(words,))
    return _finish(around, row, name, kind, payer, proposed, amounts, binding, amounts[0].what)


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
) -> Candidate:
    end = min(row.end, row.start + QUOTE_LIMIT)
    quote = ProposedQuote(text=around.document.text[row.start : end], start=row.start)
    candidate = Candidate(
        engine="rules",
        rule=name,
        type=kind,
        party=party,
        payer=payer,
        amounts=amounts,
        binding=binding,
        quotes=(quote,),
    )
    return candidate.model_copy(update={"summary": summary(candidate, what)})


def _amounts(around: _Around, row: Row, what: str, *, leave_years: bool = False) -> tuple[ProposedAmount, ...]:
    """The money of a row, scaled, the current period first: at most the first two figures."""
    scale = around.table.scale or around.document.scale_at(row.start)
    factor = Decimal(scale.multiplier) if scale else Decimal(1)
    currency = (scale.currency if scale else None) or "USD"
    made: list[ProposedAmount] = []
    for cell in _figures(row, leave_years=leave_years):
        value = abs(cell.value or Decimal(0)) * factor
        if value >= _SMALLEST:
            label = what if not made else f"{what}, compared date"
            made.append(
                ProposedAmount(
                    value=value,
                    unit=currency,
                    qualifier=Qualifier.EXACT,
                    what=label,
                    as_written=around.document.text[cell.start : cell.end],
                )
            )
    return tuple(made[:2])


def _figures(row: Row, *, leave_years: bool) -> list[Cell]:
    cells = [c for c in row.cells if c.value is not None and c.unit not in {"percent", "%", "years"}]
    if leave_years:
        cells = [
            c
            for c in cells
            if abs(c.value or Decimal(0)) >= 30 and c.value not in {Decimal(y) for y in range(2020, 2100)}
        ]  # noqa: PLR2004
    return cells


def _label(row: Row) -> str:
    return " ".join(fold(row.label).lower().split()).strip(" :$")
