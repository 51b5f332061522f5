"""Tables that list credit facilities: how much each allows, what is drawn, what is left (Regulation S-K 303)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline import lexis
from pipeline.extract.rules.columns import NO_MONEY, Around, head_of, over, scaled
from pipeline.extract.rules.text import fold
from pipeline.records import Payer, Qualifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.records import Cell, ProposedAmount, Row

_MOST = 6
_WHOLE_DAY = len("2026-06-30")
_LEAST = 50_000_000
_FACILITY = re.compile(
    r"[^|(]*?\b(?:(?:credit|loan|working capital|liquidity|securiti[sz]ation|letter of credit|borrowing|revolving|"
    r"term|warehouse|receivables) (?:facilit(?:y|ies)|agreements?|program|lines?|loan)|facility|revolver|"
    r"lines? of credit|credit lines?)\b",
    re.IGNORECASE,
)
_NO_FACILITY = re.compile(
    r"\b(?:total|less|borrowings?|repayments?|repaid|proceeds|drawings|drawn|outstanding|available|availability|"
    r"letters? of credit (?:under|issued|outstanding)|payments?|fees?|interest|costs?|other|generation|production|"
    r"manufacturing|plants?|uncommitted)\b",
    re.IGNORECASE,
)
# "Maximum Facility Limit | Loans Outstanding | Facility Availability"
_LIMIT = re.compile(
    r"\b(?:limit|size|total (?:facility|capacity|commitments?)|(?:maximum|facility|borrowing|committed|"
    r"aggregate) (?:amount|capacity|commitments?|facility|borrowings?)|commitments?|capacity|authorized)\b",
    re.IGNORECASE,
)
# "Unpaid Principal Balance | Unused Committed Amount"
_UNUSED = re.compile(r"\b(?:unused|undrawn|unutili[sz]ed|availab\w+|remaining|unfunded)\b", re.IGNORECASE)
_DRAWN = re.compile(r"\b(?:outstanding|drawn|principal|borrowings|balance|utili[sz]ed|used)\b", re.IGNORECASE)
_LETTERS = re.compile(r"\bletters? of credit\b|interest|rate\b|\bfees?\b|fair value", re.IGNORECASE)


class Facility(NamedTuple):
    """A row that is a credit facility: its name, who has money to give, and the sums, the one that counts first."""

    row: Row
    name: str
    payer: Payer
    amounts: tuple[ProposedAmount, ...]


def facilities(around: Around) -> Iterator[Facility]:
    """The facilities of a table whose heads say what each allows or what of it is unused.

    Undrawn or told by its limit, a facility is the lenders' promise; drawn, the filer's debt.
    """
    heads = around.table.columns
    if not any(_UNUSED.search(head) or _LIMIT.search(head) for head in heads) or _of_before(around):
        return
    told = 0
    for row in around.table.rows:
        name = _FACILITY.match(fold(row.label))
        if name is None or told == _MOST or _NO_FACILITY.search(fold(row.label)):
            continue
        found = _facility(around, row, " ".join(name[0].split()))
        if found is not None and found.amounts[0].value >= _LEAST:
            told += 1
            yield found


def _of_before(around: Around) -> bool:
    """True for the table of the year before, set under that of the period: "as of December 31, 2024 (in millions)"."""
    ended = around.document.identity.period_end
    days = [date.iso for date in lexis.dates(over(around)[-160:]) if len(date.iso) == _WHOLE_DAY]
    return ended is not None and bool(days) and max(days) < ended.isoformat()


def _facility(around: Around, row: Row, name: str) -> Facility | None:
    cells = [cell for cell in row.cells if cell.value and cell.value > 0 and cell.unit not in NO_MONEY]
    unused = _first(around, cells, _UNUSED)
    rest = [cell for cell in cells if not _UNUSED.search(head_of(around.table, cell))]
    limit = _first(around, rest, _LIMIT)
    drawn = _first(around, [cell for cell in rest if cell is not limit], _DRAWN)

    def amount(cell: Cell | None, what: str) -> tuple[ProposedAmount, ...]:
        return () if cell is None else (scaled(around, row, cell, what),)

    if limit is not None or drawn is None:
        most = amount(limit or unused, "credit facility")
        if not most:
            return None
        capped = most[0].model_copy(update={"qualifier": Qualifier.UP_TO})
        rest_of = amount(unused if limit is not None else None, "unused")
        return Facility(row, name, Payer.COUNTERPARTY, (capped, *amount(drawn, "drawn"), *rest_of))
    if unused is None and not any(_UNUSED.search(head) for head in around.table.columns):
        return None
    return Facility(row, name, Payer.FILER, (*amount(drawn, "drawn"), *amount(unused, "unused")))


def _first(around: Around, cells: list[Cell], words: re.Pattern[str]) -> Cell | None:
    """The first cell under a head with such words, never one of letters of credit or of a rate."""
    for cell in cells:
        head = head_of(around.table, cell)
        if words.search(head) and not _LETTERS.search(head):
            return cell
    return None
