"""The columns of the table of deals: name, kind, meaning and where the value comes from. The one place they stand.

The writers of CSV and Parquet, the data dictionary and the tests all go by this table. A column is added at the end of
its group; its name and meaning are a promise to other programs.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.inert import clean
from pipeline.records import Qualifier

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from pipeline.export.rows import Row
    from pipeline.records import Amount, Change, Deal
    from pipeline.records.reviewed import DealReview

FORMAT = "filing-briefs/deals/1"
"""Additions keep the number, a change of meaning raises it."""


class Kind(StrEnum):
    """The kind of a value: as CSV writes it, and its type in Parquet."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole number"
    FLAG = "true or false"
    DAY = "day"
    TEXTS = "list of texts"
    RECORDS = "list of records"


class Column(NamedTuple):
    """One column, or one field of the records in a list. ``of`` takes the ``Row`` or the item; None is no value."""

    name: str
    kind: Kind
    meaning: str
    of: Callable[[Any], Any]
    fields: tuple[Column, ...] = ()


def _text(name: str, meaning: str, of: Callable[[Any], str | None]) -> Column:
    def words(each: object) -> str | None:
        said = of(each)
        return None if said is None else clean(said) or None

    return Column(name, Kind.TEXT, meaning, words)


def _texts(name: str, meaning: str, of: Callable[[Any], Sequence[str] | None]) -> Column:
    return Column(name, Kind.TEXTS, meaning, lambda each: [clean(said) for said in of(each) or ()])


def _main(of: Callable[[Amount], Any]) -> Callable[[Row], Any]:
    return lambda row: None if row.main is None else of(row.main)


def _change(of: Callable[[Change], Any]) -> Callable[[Row], Any]:
    return lambda row: None if row.deal.change is None else of(row.deal.change)


def _earlier(row: Row) -> str | None:
    stem = row.deal.change and row.deal.change.stem
    return f"{row.stem.rpartition('/')[0]}/{stem}" if stem else None


def _review(of: Callable[[DealReview], Any]) -> Callable[[Row], Any]:
    return lambda row: None if row.deal.review is None else of(row.deal.review)


def _to(row: Row) -> Decimal | None:
    """Give the upper end of a range."""
    main = row.main
    if main is None or main.qualifier is not Qualifier.RANGE_LOW:
        return None
    return next((each.value for each in row.chosen.amounts[1:] if each.qualifier is Qualifier.RANGE_HIGH), None)


def value(column: Column, each: object) -> Any:
    """Give the value of a column: records as a list of dictionaries by the names of their fields."""
    found = column.of(each)
    if column.kind is Kind.RECORDS:
        return [{field.name: value(field, item) for field in column.fields} for item in found]
    return found


_AMOUNT: tuple[Column, ...] = (
    Column("value", Kind.NUMBER, "in whole units", lambda told: told[1].value),
    _text("unit", "as `amount_unit`", lambda told: told[1].unit),
    _text("qualifier", "as `amount_qualifier`", lambda told: told[1].qualifier),
    _text("what", "what it is the amount of", lambda told: told[1].what),
    _text("as_written", "its words in the document", lambda told: told[1].as_written),
    _text("proof", "as `amount_proof`", lambda told: told[1].proof),
    Column("page", Kind.WHOLE, "the page of its quote", lambda told: told[0].evidence[told[1].evidence].page),
    Column("evidence", Kind.WHOLE, "its quote: the place in `evidence`, from 0", lambda told: told[1].evidence),
)
_EVIDENCE: tuple[Column, ...] = (
    Column("page", Kind.WHOLE, "page, from 1; always 1 in a text file", lambda piece: piece.page),
    _text("section", "as `section`", lambda piece: piece.section),
    _text("speaker", "as `speaker`", lambda piece: piece.speaker),
    _text("match", "as `match`", lambda piece: piece.match),
    Column("start", Kind.WHOLE, "where it begins in the text as read, in characters", lambda piece: piece.start),
    Column("end", Kind.WHOLE, "where it ends, the character after its last", lambda piece: piece.end),
    _text("quote", "the words of the document", lambda piece: piece.quote),
)
_DISAGREEMENT: tuple[Column, ...] = (
    _text("about", "`amount` `binding` `payer` or `end`", lambda other: other.about),
    _text("said", "what the other quote says", lambda other: other.said),
    Column("evidence", Kind.WHOLE, "that quote: the place in `evidence`, from 0", lambda other: other.evidence),
)


def _amounts(row: Row) -> list[tuple[Deal, Amount]]:
    return [(row.deal, amount) for amount in row.deal.amounts]


COLUMNS: tuple[Column, ...] = (
    _text("briefing", "the page of the document, without `.md`, in the output folder", lambda row: row.stem),
    _text("company", "who filed it", lambda row: row.document.company),
    _text("ticker", "its ticker, where known", lambda row: row.document.ticker),
    _text("cik", "its number at the SEC, where known; ten digits, a text", lambda row: row.document.cik),
    _text("form", "`10-K` `10-Q` `8-K` `call` `other`", lambda row: row.document.form),
    Column("amendment", Kind.FLAG, "whether it amends an earlier filing", lambda row: row.document.amendment),
    Column(
        "day",
        Kind.DAY,
        "the end of its period, else the day it was held, filed or signed",
        lambda row: row.document.day,
    ),
    Column("period_end", Kind.DAY, "the end of its period", lambda row: row.document.period_end),
    _text("fiscal_period", "`Q3 2026` and the like, as the filer counts", lambda row: row.document.fiscal_period),
    Column("filed", Kind.DAY, "the day it was filed, where it tells", lambda row: row.document.filed),
    _text("deal_id", "the same deal of a company keeps it from quarter to quarter", lambda row: row.deal.id),
    Column("number", Kind.WHOLE, "its place in the fact file, from 1, the largest deal first", lambda row: row.number),
    _text("type", "the kind of deal: see [the fact file](facts.md#a-deal)", lambda row: row.deal.type),
    _text("party", "the other party", lambda row: row.deal.counterparty.name),
    _text("party_kind", "`named` `anonymous` (Customer A) `class` (lenders)", lambda row: row.deal.counterparty.kind),
    _text("party_ticker", "its ticker, where a person gave it", lambda row: row.deal.counterparty.ticker),
    _text("party_cik", "its number at the SEC, where a person gave it", lambda row: row.deal.counterparty.cik),
    _texts("party_aliases", "its other names in the document", lambda row: row.deal.counterparty.aliases),
    _text("payer", "who pays: `filer` `counterparty` `mutual` `none`", lambda row: row.deal.payer),
    Column(
        "amount",
        Kind.NUMBER,
        "the amount that defines the deal, in whole units; none: not disclosed",
        _main(lambda amount: amount.value),
    ),
    _text("amount_unit", "ISO currency, `percent` `shares` `MW` `years` …", _main(lambda amount: amount.unit)),
    _text(
        "amount_qualifier",
        "`exact` `approx` `up_to` `at_least` `range_low` `range_high`",
        _main(lambda amount: amount.qualifier),
    ),
    Column("amount_to", Kind.NUMBER, "the upper end, where `amount` is the lower end of a range", _to),
    Column(
        "amount_per_share",
        Kind.FLAG,
        "whether it is a price per share: no total to be added up",
        lambda row: row.chosen.per_share,
    ),
    _text("amount_what", "what it is the amount of", _main(lambda amount: amount.what)),
    _text("amount_as_written", "its words in the document", _main(lambda amount: amount.as_written)),
    _text("amount_proof", "`quote` `scale` `table`: how it was proved", _main(lambda amount: amount.proof)),
    _text("amount_words", "the amount as the page says it", lambda row: row.chosen.words),
    _text("binding", "`intent` `conditional` `firm` `done` `ended` `unclear`", lambda row: row.deal.binding),
    _text("binding_phrase", "the words that prove it, where there are such", lambda row: row.deal.binding_phrase),
    _texts("conditions", "what it depends on", lambda row: row.deal.conditions),
    _text("signed", "ISO date as precise as stated: `2025-11-18`, `2025-11`", lambda row: row.deal.dates.signed),
    _text("start", "from when; of a closed deal, the closing", lambda row: row.deal.dates.start),
    _text("end", "until when", lambda row: row.deal.dates.end),
    Column(
        "related_party", Kind.FLAG, "whether the document calls it a related party", lambda row: row.deal.related_party
    ),
    _text("summary", "one plain sentence", lambda row: row.deal.summary),
    _text(
        "change",
        "`new` `changed` `hardened` `softened` `repeated` `restated`: see [what changed](changes.md)",
        _change(lambda how: how.state),
    ),
    _texts("change_about", "what moved: `binding` `amount` `end`", _change(lambda how: how.about)),
    _text("change_direction", "of the amount: `up` `down`", _change(lambda how: how.direction)),
    _text("change_was", "the first of what moved, as it was", _change(lambda how: how.was)),
    _text("change_deal_id", "its `deal_id` in the earlier document", _change(lambda how: how.previous)),
    _text("change_briefing", "the earlier document, as `briefing`", _earlier),
    Column("change_page", Kind.WHOLE, "the page of its quote there", _change(lambda how: how.page)),
    _text(
        "review", "what a person decided: `accepted` `corrected` `added` `renamed`", _review(lambda made: made.decision)
    ),
    _text("reviewed_by", "who", _review(lambda made: made.by)),
    Column("reviewed_on", Kind.DAY, "when", _review(lambda made: made.on)),
    _texts("review_unproved", "what rests on the word of that person", _review(lambda made: made.unproved)),
    _texts("review_stale", "what changed since: to be looked at again", _review(lambda made: made.stale)),
    Column(
        "page", Kind.WHOLE, "the page of its first quote, from 1; always 1 in a text file", lambda row: row.leading.page
    ),
    _text(
        "section", "the part of the document: `note12` `part1.item2` `call.prepared`", lambda row: row.leading.section
    ),
    _text("speaker", "who says it, in a call", lambda row: row.leading.speaker),
    _text("match", "`exact` `normalised` `fuzzy`: how the quote was found", lambda row: row.leading.match),
    _text("quote", "the words of the document that state the deal", lambda row: row.leading.quote),
    Column("amounts", Kind.RECORDS, "all its amounts, as the fact file lists them", _amounts, _AMOUNT),
    Column("evidence", Kind.RECORDS, "all its quotes, the stating one first", lambda row: row.deal.evidence, _EVIDENCE),
    Column(
        "disagreements",
        Kind.RECORDS,
        "where another quote says otherwise",
        lambda row: row.deal.disagreements,
        _DISAGREEMENT,
    ),
    _text("engine", "`rules` or `model`: which engine wrote the fact file", lambda row: row.facts.engine.name),
    _text("model", "which model, where one did", lambda row: row.facts.engine.model),
    Column(
        "partial", Kind.FLAG, "whether a part of the document could not be read", lambda row: row.facts.coverage.partial
    ),
    _text("source", "the document: its path from the folder that holds the outputs", lambda row: row.document.path),
    _text("sha256", "the hash of the document: with `deal_id` the key of a row", lambda row: row.document.sha256),
)
"""In the order they are written."""
