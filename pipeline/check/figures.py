"""Gate: each amount is read again from the words of the document and compared as ``Decimal``."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.check.case import Case, Refusal
from pipeline.check.locate import occurrences
from pipeline.check.quotes import in_row
from pipeline.lexis import normalise
from pipeline.records import (
    Amount,
    CellUnit,
    DealType,
    Evidence,
    Proof,
    ProposedAmount,
    Qualifier,
    Withheld,
    Withholding,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.check.source import Source
    from pipeline.lexis import Quantity
    from pipeline.records import Cell, Row, Scale, Table

UNITS = {
    "%": "percent",
    "percentage": "percent",
    "percentage points": "percent",
    "pct": "percent",
    "share": "shares",
    "megawatt": "MW",
    "megawatts": "MW",
    "mw": "MW",
    "year": "years",
    "month": "months",
    "week": "weeks",
    "day": "days",
    "$": "USD",
    "us$": "USD",
    "rmb": "CNY",
    "basis points": "bp",
    "bps": "bp",
    "": "number",
}
"""Other spellings of units that an engine may use."""
_CODE = re.compile(r"[A-Z]{3}")
_CONVERTED = {("months", "years"): Decimal(12), ("bp", "percent"): Decimal(100)}
"""Units the contract has no word for, and how many of them make one of a unit it has: 24 months are 2 years."""
_STRONGER = {
    Qualifier.UP_TO: frozenset({Qualifier.EXACT, Qualifier.APPROX, Qualifier.AT_LEAST, Qualifier.RANGE_LOW}),
    Qualifier.RANGE_HIGH: frozenset({Qualifier.EXACT, Qualifier.APPROX, Qualifier.AT_LEAST, Qualifier.RANGE_LOW}),
    Qualifier.RANGE_LOW: frozenset({Qualifier.UP_TO, Qualifier.RANGE_HIGH}),
    Qualifier.AT_LEAST: frozenset({Qualifier.UP_TO, Qualifier.RANGE_HIGH}),
    Qualifier.APPROX: frozenset({Qualifier.AT_LEAST}),
    Qualifier.EXACT: frozenset({Qualifier.AT_LEAST}),
}
"""What may not be claimed of an amount that the document qualifies so. "Up to $5 billion" is never "$5 billion"."""
_WEAKER = {Qualifier.EXACT: frozenset({Qualifier.APPROX, Qualifier.UP_TO, Qualifier.RANGE_LOW, Qualifier.RANGE_HIGH})}
"""What an engine may say more carefully than the document: a $2 billion facility is ``up_to``. Everything else that is
not stronger is published as the document has it."""
_PROSE_SCALE = re.compile(r"\b(?:unless|otherwise|all|throughout|except\s+where)\b", re.IGNORECASE)
"""A scale line that speaks of prose as well: "all amounts in thousands unless otherwise stated"."""
_WRITTEN_OUT = Decimal(1_000_000)
"""In prose under such a line a figure of seven digits is already in whole units."""
_UNIT_WORDS = {
    "shares": re.compile(r"\bshares?\b", re.IGNORECASE),
    "percent": re.compile(r"%|\bpercent", re.IGNORECASE),
    "MW": re.compile(r"\bMW\b|\bmegawatts?\b", re.IGNORECASE),
    "years": re.compile(r"\byears\b", re.IGNORECASE),
    "months": re.compile(r"\bmonths\b", re.IGNORECASE),
    "weeks": re.compile(r"\bweeks\b", re.IGNORECASE),
    "days": re.compile(r"\bdays\b", re.IGNORECASE),
}
"""What a row's label, a column's head or a table's title must say for bare digits to be in a unit."""
_SIGN_OF = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "KRW": "₩", "INR": "₹", "ILS": "₪"}
_OF_ONE_UNIT = frozenset({CellUnit.PERCENT, CellUnit.SHARES, CellUnit.YEARS})
_MONEY = frozenset({CellUnit.MONEY, CellUnit.PER_SHARE})
_PER_SHARE = re.compile(r"\bper\s+(?:\w+\s+){0,3}(?:share|unit|ads)\b", re.IGNORECASE)
_NEAR = 48
_SUM = re.compile(r"\b(?:price|consideration|repaid|rent|payments?|proceeds)\b")
"""Names of amounts that only a sum of money has."""
_PRICED = frozenset({DealType.ACQUISITION, DealType.DIVESTITURE})


class _Place(NamedTuple):
    """A figure of the document and what of tables stands around it."""

    quantity: Quantity
    table: Table | None
    row: Row | None
    cell: Cell | None
    in_row: bool


class _Reading(NamedTuple):
    value: Decimal
    unit: str
    proof: Proof
    scale: Scale | None


def proved(
    source: Source, amount: ProposedAmount, evidence: tuple[Evidence, ...], first: int | None
) -> Amount | Refusal:
    """Prove one amount from the quote it names, else from another quote of the same deal; or say why not."""
    order = [index for index in (first, *range(len(evidence))) if index is not None]
    refusal = Refusal(Withholding.NUMBER_NOT_IN_QUOTE, f'"{amount.as_written}" does not stand in the quotes')
    wanted = normalise(amount.as_written, fold_case=True).text.strip()
    if not wanted:
        return refusal
    for index in dict.fromkeys(order):
        seen = _in_quote(source, amount, wanted, evidence[index])
        if isinstance(seen, Refusal):
            refusal = seen
        elif seen is not None:
            proof, qualifier = seen
            return Amount(
                value=amount.value,
                unit=UNITS.get(amount.unit.strip().casefold(), amount.unit.strip()),
                qualifier=qualifier,
                what=amount.what,
                as_written=amount.as_written,
                evidence=index,
                proof=proof,
            )
    return refusal


def open_for_figures(source: Source, case: Case) -> Case | Refusal:
    """Keep the amounts that are proved; a deal whose every amount fails is withheld whole."""
    candidate = case.candidate
    kept: list[Amount] = []
    partial: list[Withheld] = []
    for amount in candidate.amounts:
        index = case.located[amount.quote] if 0 <= amount.quote < len(case.located) else None
        found = proved(source, amount, case.evidence, index)
        if isinstance(found, Amount):
            kept.append(found)
        else:
            alone = candidate.model_copy(update={"amounts": (amount,)})
            partial.append(Withheld(reason=found.reason, detail=found.detail, candidate=alone))
    if partial and not kept:
        return Refusal(partial[0].reason, partial[0].detail)
    ordered = _sums_first([_rightly_named(source, case, amount) for amount in kept], candidate.type)
    renamed = bool(ordered) and ordered[0].what != candidate.amounts[0].what
    return case._replace(
        amounts=ordered,
        partial=case.partial + tuple(partial),
        candidate=candidate.model_copy(update={"summary": ""}) if renamed else candidate,
    )


def _rightly_named(source: Source, case: Case, amount: Amount) -> Amount:
    """The amount with a name that fits its unit: $39.00 a share is no purchase price, 4.00 % is no debt repaid."""
    said = [
        found.per
        for found in source.quantities(case.evidence[amount.evidence])
        if found.value == amount.value and found.unit == amount.unit
    ]
    per = next((word for word in said if word), None)
    if per and all(said) and _SUM.search(amount.what):
        return amount.model_copy(update={"what": f"per {per}"})
    if amount.unit == "percent" and _SUM.search(amount.what):
        return amount.model_copy(update={"what": "coupon" if case.candidate.type is DealType.DEBT else ""})
    return amount


def _sums_first(amounts: list[Amount], kind: DealType) -> tuple[Amount, ...]:
    """Of a business bought or sold the price leads; what is paid a share, and shares in percent, follow."""
    if kind not in _PRICED:
        return tuple(amounts)
    return tuple(sorted(amounts, key=lambda amount: not (_CODE.fullmatch(amount.unit) and "per " not in amount.what)))


def _in_quote(
    source: Source, amount: ProposedAmount, wanted: str, evidence: Evidence
) -> tuple[Proof, Qualifier] | Refusal | None:
    """None when the words do not stand in this quote at all."""
    refusal: Refusal | None = None
    for found in _spelled(source, wanted, evidence):
        for quantity in found:
            if quantity.start < evidence.start or quantity.end > evidence.end:
                refusal = refusal or Refusal(
                    Withholding.NUMBER_NOT_IN_QUOTE, f'the quote cuts "{amount.as_written}" off'
                )
                continue
            verdict = _compare(source, amount, quantity)
            if not isinstance(verdict, Refusal):
                return verdict
            refusal = verdict
        refusal = refusal or Refusal(Withholding.NUMBER_NOT_IN_QUOTE, f'"{amount.as_written}" is no figure')
    return refusal


def _spelled(source: Source, wanted: str, evidence: Evidence) -> Iterator[tuple[Quantity, ...]]:
    """For each place of the words in a quote, the figures that stand there."""
    folded = source.folded_slice(evidence.start, evidence.end)
    for at in occurrences(folded.text.lower(), wanted):
        start, end = folded.back(at, at + len(wanted))
        yield tuple(found for found in source.quantities(evidence) if found.start < end and start < found.end)


def scale_line(source: Source, amount: Amount, evidence: Evidence) -> Scale | None:
    """Give the line ("in millions") that scales a proved figure, None where it is written out in full."""
    wanted = normalise(amount.as_written, fold_case=True).text.strip()
    for quantity in (quantity for found in _spelled(source, wanted, evidence) for quantity in found):
        reading = _read(source, quantity, amount.unit)
        if reading is not None and abs(reading.value) == abs(amount.value):
            return reading.scale
    return None


def _compare(source: Source, amount: ProposedAmount, quantity: Quantity) -> tuple[Proof, Qualifier] | Refusal:
    unit = UNITS.get(amount.unit.strip().casefold(), amount.unit.strip())
    written = source.document.quote(quantity.start, quantity.end)
    reading = _read(source, quantity, unit)
    if reading is None:
        return Refusal(Withholding.NUMBER_DIFFERS, f'"{written}" is not in {amount.unit or "plain numbers"}')
    claimed = amount.value * _CONVERTED.get((quantity.unit, unit), Decimal(1))
    if reading.value != claimed and not (reading.value < 0 and -reading.value == claimed):
        return Refusal(
            Withholding.NUMBER_DIFFERS, f'"{written}" reads as {reading.value:f} {reading.unit}, not {amount.value:f}'
        )
    said = quantity.qualifier
    if amount.qualifier in _STRONGER[said]:
        return Refusal(
            Withholding.NUMBER_DIFFERS, f'the document says "{said}" of "{written}", the claim "{amount.qualifier}"'
        )
    return reading.proof, amount.qualifier if amount.qualifier in _WEAKER.get(said, ()) else said


def _read(source: Source, quantity: Quantity, unit: str) -> _Reading | None:
    """Give the figure in ``unit`` with the scale that governs its place; None when it is in another unit."""
    document = source.document
    table = document.table_at(quantity.start)
    row, cell = _cell(table, quantity) if table else (None, None)
    place = _Place(quantity, table, row, cell, in_row=table is not None or in_row(source, quantity.start))
    if not _has_unit(source, place, unit):
        return None
    if cell is not None and cell.stated and not quantity.scaled and _told_by_cell(cell, unit):
        if cell.multiplier == 1:
            return _Reading(quantity.value, unit, Proof.QUOTE, None)
        return _Reading(quantity.value * cell.multiplier, unit, Proof.TABLE, table.scale if table else None)
    scale = _scale(source, place, unit)
    if scale is None:
        return _Reading(quantity.value, unit, Proof.QUOTE, None)
    return _Reading(quantity.value * scale.multiplier, unit, Proof.TABLE if table else Proof.SCALE, scale)


def _told_by_cell(cell: Cell, unit: str) -> bool:
    """Tell whether reading has found the cell to count what is claimed, so that its own scale holds."""
    return cell.unit == unit or (cell.unit in _MONEY and cell.currency == unit)


def _has_unit(source: Source, place: _Place, unit: str) -> bool:
    """Tell whether the figure is in ``unit``, by the words beside it or, for bare digits, its cell, row and heads."""
    quantity, cell = place.quantity, place.cell
    if quantity.unit != "number":
        return quantity.unit == unit or (quantity.unit, unit) in _CONVERTED
    if unit == "number":
        return True
    if cell is not None and (cell.unit in _OF_ONE_UNIT or (cell.currency is not None and _CODE.fullmatch(unit))):
        return _told_by_cell(cell, unit)
    heads = _heads(source, place)
    if _CODE.fullmatch(unit):
        return not quantity.scaled and _in_currency(source, place, unit, heads)
    if unit in _UNIT_WORDS:
        near = source.text[max(0, quantity.start - _NEAR) : quantity.end + _NEAR]
        return bool(_UNIT_WORDS[unit].search(near if unit == "shares" and not place.in_row else heads))
    following = source.text[quantity.end : quantity.end + _NEAR].split()
    return bool(following) and _singular(following[0]) == _singular(unit)


def _in_currency(source: Source, place: _Place, unit: str, heads: str) -> bool:
    """Bare digits are money only in a row, under a scale line or among currency signs, and not under "shares"."""
    if not place.in_row or (_UNIT_WORDS["shares"].search(heads) and not _PER_SHARE.search(heads)):
        return False
    scale = _nearest(source, place)
    if scale is not None and scale.currency is not None:
        return scale.currency == unit
    table = place.table
    body = source.text[table.start : table.end] if table else _line(source, place.quantity.start)
    return _SIGN_OF.get(unit, unit) in body or (unit == "USD" and scale is not None)


def _scale(source: Source, place: _Place, unit: str) -> Scale | None:
    """Give the scale line that multiplies this figure, if one does."""
    quantity = place.quantity
    scale = _nearest(source, place)
    if scale is None or scale.multiplier == 1 or quantity.scaled or quantity.per is not None:
        return None
    if not (scale.shares_scaled if unit == "shares" else _CODE.fullmatch(unit)):
        return None
    if _PER_SHARE.search(place.row.label if place.row is not None else _line(source, quantity.start)):
        return None
    return scale if place.in_row or _in_scaled_prose(source, quantity, scale) else None


def _in_scaled_prose(source: Source, quantity: Quantity, scale: Scale) -> bool:
    """Tell whether a figure in running text is scaled: the line must speak of prose, the figure look shortened."""
    whole = quantity.value == quantity.value.to_integral_value()
    shortened = quantity.unit != "number" and whole and abs(quantity.value) < _WRITTEN_OUT
    return shortened and _PROSE_SCALE.search(source.text[scale.start : scale.end]) is not None


def _nearest(source: Source, place: _Place) -> Scale | None:
    table = place.table
    return (
        table.scale if table is not None and table.scale is not None else source.document.scale_at(place.quantity.start)
    )


def _cell(table: Table, quantity: Quantity) -> tuple[Row | None, Cell | None]:
    for row in table.rows:
        if row.start <= quantity.start < row.end:
            return row, next(
                (cell for cell in row.cells if cell.start < quantity.end and quantity.start < cell.end), None
            )
    return None, None


def _heads(source: Source, place: _Place) -> str:
    """Give the words that speak of a figure in a row: the row's label, the column's head, the table's title."""
    table, row, cell = place.table, place.row, place.cell
    if table is None:
        return _line(source, place.quantity.start) if place.in_row else ""
    column = table.columns[cell.column] if cell is not None and 0 <= cell.column < len(table.columns) else ""
    return f"{row.label if row else ''}\n{column}\n{table.title or ''}"


def _line(source: Source, place: int) -> str:
    end = source.text.find("\n", place)
    return source.text[source.text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(source.text)]


def _singular(word: str) -> str:
    return word.strip(",.;:()").casefold().removesuffix("s")
