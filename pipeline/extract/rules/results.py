"""Reported figures with the year-ago figure, from statement tables; guidance sentences from outlooks and calls."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.rules import spoken_periods
from pipeline.extract.rules.drafts import is_money
from pipeline.extract.rules.no_guidance import refused
from pipeline.extract.rules.periods import ended, period
from pipeline.extract.rules.results_spoken import spoken
from pipeline.extract.rules.spoken import heard, skipped
from pipeline.extract.rules.text import PROSE, fold, pattern, sentences
from pipeline.records import Form, PageState, ProposedAmount, ProposedQuote, Qualifier, ResultCandidate

if TYPE_CHECKING:
    from pipeline.extract.rules.periods import Ended
    from pipeline.extract.rules.text import Sentence
    from pipeline.records import Block, Cell, Document, Row, Table

MOST_GUIDANCE = 16
# "Let me turn to the outlook for the second quarter": what follows is for that quarter.
_TURNS = re.compile(r"\b(?:outlook|guidance|turn(?:ing)? to)\b")
_LOOKS_AHEAD = re.compile(r"expect|outlook|guidance|anticipate")
_LONG_RUN = re.compile(r"run[- ]rate|cagr|over the next|long[- ]term|years to come")
_LARGE = 1_000_000
_A_PAIR = 2
_SMALLEST = 1_000_000
_LATE = 45
_QUOTE = 400


class Metric(NamedTuple):
    """A line of a statement. ``label`` must be the whole row label."""

    name: str
    label: str
    example: str


METRICS: tuple[Metric, ...] = (
    Metric(
        "revenue",
        r"^(?:total )?(?:net )?(?:revenues?|sales|operating revenues)(?:,? net)?(?: \(\w+\))?$",
        "Total net revenue 7,287 6,806",
    ),
    Metric("gross profit", r"^(?:total )?gross (?:profit|margin)$", "Gross profit 4,780 3,419"),
    Metric(
        "net income",
        (
            r"^(?:consolidated )?net (?:income|earnings|income \(loss\)|loss|\(loss\) income|earnings \(loss\)|"
            r"\(loss\) earnings|loss \(income\))(?: attributable to (?!.*non-?controlling|.*minority).*)?$"
        ),
        "Net income 1,243 771",
    ),
    Metric(
        "operating cash flow",
        (
            r"^(?:total )?(?:net )?cash (?:flows? )?(?:generated |provided |\(used in\) provided |"
            r"provided by \(used in\)|used )?(?:by|in|from|for)?(?: \(used (?:in|for)\))? ?"
            r"(?:operating activities|operations).*$"
        ),
        "Net cash provided by operating activities 6,408 2,084",
    ),
    Metric(
        "capital expenditure",
        (
            r"^(?:purchases? (?:of|related to)|acquisitions? of|additions to|payments (?:for|to acquire)|"
            r"capital expenditures?|expenditures for|investments? in)"
            r".{0,40}(?:property|capital expenditures?|equipment|plant).*$|"
            r"^capital (?:expenditures?|spending|investments?)(?: \([^)]*\))?$"
        ),
        "Purchases of property and equipment (716) (365)",
    ),
)
_COMPILED: tuple[tuple[re.Pattern[str], Metric], ...] = tuple((pattern(metric.label), metric) for metric in METRICS)
_STATEMENT = pattern(r"(?:months ended|year ended|years ended|quarter ended|fiscal)")
_CASH = frozenset({"operating cash flow", "capital expenditure"})
_TITLE = re.compile(
    r"^\W{0,4}(?:[A-Z(][\w&,.()\u2019'-]{0,30}[ \t]+){0,8}?(?i:statements?\s+of\s+(?:consolidated\s+)?"
    r"(?:(?P<cash>cash\s+flows?)|income|operations|earnings|(?:comprehensive|net)\s+(?:income|loss|earnings))|"
    r"(?P<flows>cash\s+flows?\s+statements?)|income\s+statements?)\b(?![ \t]+data)[^\n]{0,80}$",
    re.MULTILINE,
)
# What is no statement of the whole company: a parent's alone, a guarantor's, a segment's, a subsidiary's.
_PART = pattern(
    r"parent[- ]only|parent company|condensed financial information|guarantor|segment|corporate and other|pro forma|"
    r"subsidiary|selected|(?:operations|income|earnings):? data|\butility\b|discontinued|noncontrolling|"
    r"equity method|unaudited quarterly|supplement\w+"
)
_ABOVE = 400
# A line that is named a loss is one, in brackets or not; "Net loss (income)" has the income in brackets.
_LOSS = re.compile(r"\W*(?:consolidated\s+)?net\s+loss(?!\s*/)", re.IGNORECASE)
_LOSS_AS_PLUS = re.compile(r"loss\s*\(\s*(?:income|earnings)\s*\)", re.IGNORECASE)
_GUIDE = pattern(
    r"(?:(?:we|company) (?:now )?(?:expect|anticipate|forecast|project|guide|estimate|see)s?|is expected to be|"
    r"are expected to be|outlook|guidance|expected to be in the range) .{0,160}?(?:\$|%|billion|million)"
)
_ABOUT = pattern(
    r"(?:revenues?|net sales|gross margins?|operating (?:income|margin|expenses)|earnings per share|\beps\b|"
    r"capital expenditures?|capex|free cash flow|net income|tax rate|sales growth)"
)
_NOT_GUIDE = pattern(
    r"(?:(?:loss|reduction|decline) (?:in|of) (?:\w+ ){0,3}revenues?|remaining performance|performance obligation|"
    r"lease|contribut\w+ to .{0,20}pension|amortiz|unrecognized|stock-based|weighted|actuarial|hedg|repatriat|"
    r"allocated|recogniz\w+ .{0,60}(?:compensation|over))"
)

# "Revenue was $11.5 billion, above our outlook of $11.1 billion" reports; it does not guide.
_WAS_GUIDED = pattern(
    r"(?:above|below|exceed\w*|compared (?:to|with)|versus|relative to|beat\w*|within|in line with|close to|than|"
    r"against|high end of|over) (?:the |our |my |prior |previous |\d+% ){0,3}(?:outlook|guidance)"
)


def results(document: Document) -> tuple[ResultCandidate, ...]:
    """Each metric once, from the first statement that has it, and the guidance sentences."""
    reported = _reported(document)
    if document.identity.form is Form.CALL:
        known = {candidate.metric for candidate in reported}
        reported += [candidate for candidate in spoken(document) if candidate.metric not in known]
    return (*reported, *_guidance(document))


def _reported(document: Document) -> list[ResultCandidate]:
    """Each metric from the first of the filer's own statements that has it, else from the first other table."""
    found: dict[str, tuple[int, ResultCandidate]] = {}
    for table in document.tables:
        head = fold(document.text[max(0, table.start - 260) : table.start + 260]).lower()
        if not _STATEMENT.search(head) or not (table.scale or document.scale_at(table.start)):
            continue
        if skipped(document, table.start):
            continue
        for row in table.rows:
            if len(row.cells) < _A_PAIR:
                continue
            label = " ".join(fold(row.label).lower().split()).strip(" :$")
            metric = next((m.name for words, m in _COMPILED if words.search(label)), None)
            if metric is None:
                continue
            remove = _remove(document, table, metric)
            if metric in found and found[metric][0] <= remove:
                continue
            made = _result(document, table, row, metric)
            if made is not None:
                found[metric] = (remove, _agreed(found.get(metric), made))
        if len(found) == len(METRICS) and not any(remove for remove, _ in found.values()):
            break
    return [found[m.name][1] for m in METRICS if m.name in found]


def _agreed(earlier: tuple[int, ResultCandidate] | None, made: ResultCandidate) -> ResultCandidate:
    """What a statement says; the earlier row where it says the same and names the period."""
    if earlier is None or earlier[1].amount is None or made.amount is None:
        return made
    same = earlier[1].amount.value == made.amount.value and bool(earlier[1].period) and bool(earlier[1].year_ago)
    return earlier[1] if same else made


def _remove(document: Document, table: Table, metric: str) -> int:
    """How far a table is from where the metric is stated: 0 its statement, 1 another, 2 any table, 3 a part's."""
    first = next((row.start for row in table.rows if row.cells), table.end)
    near = document.text[max(0, table.start - _ABOVE) : first]
    title = fold(table.title or "")
    heads = list(_TITLE.finditer(title)) or list(_TITLE.finditer(near))
    around = " ".join((title, *table.columns)).lower()
    if _PART.search(around) or (heads and _PART.search(heads[-1][0].lower())):
        return 3
    if not heads:
        return 2
    flows = bool(heads[-1]["cash"] or heads[-1]["flows"])
    return 0 if flows == (metric in _CASH) else 1


def _current(document: Document, table: Table, cells: list[Cell]) -> tuple[Cell, Cell | None] | None:
    """The figure of the newest period of the first column's span, and the one whose head is a year before it.

    None where the heads do not say which of several periods is the newest, or say that none is the document's.
    """
    heads = [ended(table, cell.column) for cell in cells]
    first = heads[0]
    recognised = any(page.state is PageState.OCR and page.start <= table.start < page.end for page in document.pages)
    if recognised and not all(head and head.span and head.date for head in heads):
        return None  # letters and figures of a picture may be misread, and columns lost
    if first is None:
        return (cells[0], None) if len(cells) <= _A_PAIR else None
    alike = [(head, cell) for head, cell in zip(heads, cells, strict=True) if head and head.span == first.span]
    newest, now = max(alike, key=lambda one: one[0].order)
    if sum(head == newest for head, _ in alike) > 1 or _long_past(document, newest):
        return None
    return (now, next((cell for head, cell in alike if newest.a_year_after(head)), None))


def _long_past(document: Document, newest: Ended) -> bool:
    """Whether a table ends a quarter or more before the period of the report it stands in."""
    reported, last = document.identity.period_end, newest.date
    report = document.identity.form not in {Form.EIGHT_K, Form.CALL}
    return report and reported is not None and last is not None and (reported - last).days > _LATE


def _result(document: Document, table: Table, row: Row, metric: str) -> ResultCandidate | None:
    scale = table.scale or document.scale_at(row.start)
    factor = Decimal(scale.multiplier) if scale else Decimal(1)
    currency = (scale.currency if scale else None) or "USD"
    cells = [c for c in row.cells if c.value is not None and c.unit not in {"percent", "%"}]
    if len(cells) < _A_PAIR or abs(cells[0].value or Decimal(0)) * factor < _SMALLEST:
        return None
    current = _current(document, table, cells)
    if current is None:
        return None
    now, before = current

    def amount(cell: Cell, what: str) -> ProposedAmount:
        value = (cell.value or Decimal(0)) * factor
        if metric == "capital expenditure":
            value = abs(value)
        elif metric == "net income" and _LOSS.match(row.label):
            value = -value if _LOSS_AS_PLUS.search(row.label) else -abs(value)
        return ProposedAmount(
            value=value,
            unit=currency,
            qualifier=Qualifier.EXACT,
            what=what,
            as_written=document.text[cell.start : cell.end],
        )

    quote = ProposedQuote(text=document.text[row.start : min(row.end, row.start + _QUOTE)], start=row.start)
    return ResultCandidate(
        metric=metric,
        period=period(table, now.column),
        amount=amount(now, metric),
        year_ago=amount(before, f"{metric}, year ago") if before is not None else None,
        quotes=(quote,),
    )


def _guidance(document: Document) -> list[ResultCandidate]:
    made: list[ResultCandidate] = []
    call = document.identity.form is Form.CALL
    for block in heard(document.blocks):
        if not _may_guide(document, block):
            continue
        ahead: str | None = None
        for sentence in sentences(document, block):
            candidate = _guide(sentence) or refused(sentence)
            if call and _TURNS.search(sentence.lower):
                ahead = spoken_periods.quarter(sentence.lower) or ahead
            if candidate is not None:
                later = candidate.period or _LONG_RUN.search(sentence.lower)
                made.append(candidate if later else candidate.model_copy(update={"period": ahead}))
            if len(made) >= MOST_GUIDANCE:
                return made
    return made


def _may_guide(document: Document, block: Block) -> bool:
    """Whether a paragraph looks ahead where a filer gives guidance: on a call, in an outlook or a release."""
    if block.kind not in PROSE or not _LOOKS_AHEAD.search(document.text[block.start : block.end].lower()):
        return False
    if document.identity.form is Form.CALL:
        return not skipped(document, block.start)
    section = document.section_at(block.start)
    return section is not None and section.key.endswith(("item2", "item7", "item2.02", "item7.01"))


def _guide(sentence: Sentence) -> ResultCandidate | None:
    lower = sentence.lower
    found = _GUIDE.search(lower)
    about = _ABOUT.search(lower)
    if not found or not about or _NOT_GUIDE.search(lower) or _WAS_GUIDED.search(lower) or lower.rstrip().endswith("?"):
        return None
    figures = [q for q in sentence.quantities if (is_money(q.unit) or q.unit == "percent") and q.end > about.start()]
    if not figures:
        return None
    low, high = sentence.window(found.start(), min(found.end(), len(sentence.text)))
    figures = [q for q in figures if low <= q.start and q.end <= high]
    if not figures:
        return None
    bare = any(q.unit == "number" and q.value >= _LARGE for q in sentence.quantities)
    if bare and figures[0].unit == "percent":
        return None  # "revenue of 15.8 billion, up 21%": the growth is not the figure
    first = figures[0]
    top = next(
        (q for q in figures[1:2] if first.qualifier is Qualifier.RANGE_LOW and q.qualifier is Qualifier.RANGE_HIGH),
        None,
    )

    def amount(index: int) -> ProposedAmount:
        q = figures[index]
        return ProposedAmount(
            value=q.value,
            unit=q.unit,
            qualifier=q.qualifier,
            what=about[0],
            as_written=sentence.written(q.start, q.end),
        )

    return ResultCandidate(
        metric=" ".join(about[0].split()),
        period=None if _LONG_RUN.search(lower) else spoken_periods.said(lower, about.start(), first.end),
        amount=amount(0),
        high=amount(1) if top else None,
        guidance=True,
        quotes=(ProposedQuote(text=sentence.written(low, high), start=sentence.start + low),),
    )
