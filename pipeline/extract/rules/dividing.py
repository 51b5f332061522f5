"""One sentence that tells of several loans or series of notes, each with its own sum: a draft for each."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.rules import drafts, legs
from pipeline.extract.rules.drafts import Draft, is_kind
from pipeline.extract.rules.frames import MONEY
from pipeline.records import Dates, DealType

if TYPE_CHECKING:
    from pipeline.extract.rules.claims import Claim
    from pipeline.extract.rules.text import Sentence

# As in "its 2.75% senior notes due December 2026 and 4.75% senior notes due May 2027".
_SERIES = re.compile(
    r"(?P<coupon>\d{1,2}(?:\.\d+)?%)\s[^,;%$€£]{0,70}?\b(?:[Nn]otes|[Bb]onds|[Dd]ebentures)"
    r"(?:\s(?:due|maturing)\s(?:[A-Z][a-z]+\s(?:\d{1,2},\s)?)?(?:in\s)?\d{4})?"
)
_TWO = 2


def several(sentence: Sentence, claim: Claim) -> list[Draft]:
    """The drafts of the series a sentence tells one after another or "respectively"; empty where it tells of one."""
    spans = legs.items(sentence, claim.draft.frame, claim.main)
    return _in_turn(sentence, claim, spans) if spans else _respectively(sentence, claim)


def _in_turn(sentence: Sentence, claim: Claim, spans: list[tuple[int, int]]) -> list[Draft]:
    """Each sum stands in front of its series, as in "(i) $1 billion of 3% notes, (ii) $400 million of 4% notes"."""
    found, _, draft, _ = claim
    made: list[Draft] = []
    for low, high in spans:
        part = sentence.part(low, high)
        sums = tuple(q for q in sentence.quantities if low <= q.start < high)
        own = [q for q in sums if is_kind(q, MONEY) and q.value >= draft.frame.floor]
        if not own:
            continue
        one = _one(draft, drafts.instrument(part, (0, len(part.text))))
        one.add(sentence, (own[0], *(q for q in sums if q.unit == "percent")), (own[0].start, own[0].end))
        one.learn(sentence, (0, len(sentence.text)))
        if sentence.start + found.start() < one.quotes[0][0]:
            window = sentence.window(*found.span())
            one.quotes.append((sentence.start + window[0], sentence.start + window[1]))
        made.append(one)
    return made


def _respectively(sentence: Sentence, claim: Claim) -> list[Draft]:
    """The sums stand behind all series: "its 2.75% notes and 4.75% notes of $1.25 billion and $399 million"."""
    draft, main = claim.draft, claim.main
    if draft.frame.type is not DealType.DEBT or main is None or "respectively" not in sentence.lower:
        return []
    named = list(_SERIES.finditer(sentence.text))
    row = legs.row(sentence, main)
    if len(named) < _TWO or len(row) != len(named) or named[-1].end() > row[0].start:
        return []
    made: list[Draft] = []
    for name, own in zip(named, row, strict=True):
        coupon = next((q for q in sentence.quantities if q.start == name.start("coupon")), None)
        one = _one(draft, " ".join(name[0].split()))
        due = [date.iso for date in sentence.dates if name.start() <= date.start < name.end()]
        one.dates = Dates(end=due[-1] if due else None)
        one.add(sentence, (own,) if coupon is None else (own, coupon), (name.start(), own.end))
        one.learn(sentence, (0, len(sentence.text)))
        made.append(one)
    return made


def _one(draft: Draft, name: str) -> Draft:
    return replace(draft, amounts=[], quotes=[], conditions=[], instrument=name)
