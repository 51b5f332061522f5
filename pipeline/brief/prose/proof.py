"""A sentence passes when all it says was proved before; else its faults are told, in words a model can act on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.brief.prose.acting import acting_faults, names_both
from pipeline.brief.prose.closed import closed_faults, squeezed
from pipeline.brief.prose.figures import figure_faults
from pipeline.brief.prose.mentions import STAND_IN, masked, mentions
from pipeline.brief.prose.quoted import PRODUCT, quotes_of
from pipeline.brief.prose.strength import strength_faults
from pipeline.brief.prose.words import (
    COMPARED,
    DOWN,
    JUDGING,
    NUMBER_WORDS,
    ORDINALS,
    PLAIN,
    SHORT_FORMS,
    THINGS,
    UP,
)
from pipeline.brief.ranking import OWED, measure, period
from pipeline.inert import clean
from pipeline.lexis import dates, quantities, sentences
from pipeline.lexis.wordlist import words
from pipeline.records import DealType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.brief.prose.subjects import Subject

LONGEST = 25
"""Words of one sentence, a name counted as one; more only where its template is longer still."""

_SIGNS = re.compile(r"[^A-Za-z0-9 .,;:'\u2019()$€£¥%&+\u2013-]")
_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][a-z]+)?(?:-[A-Za-z]+)*")
_ENDED = r"the (?:deal|rule|contract|agreement|licence|partnership) (?:has )?ended"
_HOW_BINDING = r"how binding is not said|both signed only an? (?:letter of intent|memorandum of understanding)"
_JOINED = re.compile(rf":(?! {_ENDED})|;(?! (?:{_HOW_BINDING}|it has ended|{_ENDED}))")
"""A second sentence behind a colon or a semicolon, but for what says how binding the first is."""
_ENDINGS = ("ings", "ing", "ed", "es", "s", "e")
_SHORTEST_STEM = 3
_CAPITALS = frozenset(
    words("January February March April May June July August September October November December MW GW US Q FY")
)
_RENAMED = {"revenue": {"sales"}, "net income": {"profit"}, "net loss": {"loss"}}
_BACKLOG = re.compile(r"\brevenue backlog\b", re.IGNORECASE)
_PAST = frozenset({"made", "was", "were", "brought"})
_MEASURED = {
    "revenue": {"revenue", "sales"},
    OWED: {"owe", "owes"},
    "purchases": {"purchases", "buys"},
    "signed work still to deliver": {"work", "backlog"},
    "capacity": {"capacity"},
}


def faults(subject: Subject, text: str) -> tuple[str, ...]:
    """List what of ``text`` is not proved by its subject; empty for a sentence that may stand on the page.

    The subject's own template always passes: it is what stands there otherwise.
    """
    if subject.lang.named is not None:
        said, usual = (squeezed(each).rstrip("。.") for each in (text, subject.template))
        return () if said == usual else tuple(dict.fromkeys(closed_faults(subject, text)))
    if text.rstrip(".") == subject.template.rstrip("."):
        return ()
    return tuple(dict.fromkeys(_faults(subject, text)))


def _faults(subject: Subject, text: str) -> Iterator[str]:
    if text != clean(text) or not text:
        yield "it is empty or holds characters that cannot be printed"
        return
    found = mentions(subject, text)
    bare = masked(text, found)
    if sign := _SIGNS.search(bare):
        yield f"“{sign.group()}” is no sign of plain text"
    longest = max(LONGEST, len(masked(subject.template, mentions(subject, subject.template)).split()))
    if len(bare.split()) > longest:
        yield f"it has more than {longest} words"
    if len(sentences(bare)) != 1 or _JOINED.search(bare):
        yield "it must be one sentence"
    if re.search(rf"\b{STAND_IN}\b", text, re.IGNORECASE):
        yield "it holds a name nobody proved"
    yield from names_both(subject, found)
    yield from figure_faults(subject, bare)
    yield from acting_faults(subject, text, found)
    yield from strength_faults(subject, bare)
    yield from _measures(subject, bare)
    yield from _words(subject, bare)


def _words(subject: Subject, bare: str) -> Iterator[str]:
    known = _known(subject)
    for place, match in enumerate(_WORD.finditer(_without_figures(bare))):
        word = match.group().replace("\u2019", "'").removesuffix("'s").removesuffix("'")
        lower = word.lower()
        if word == STAND_IN or word in _CAPITALS or _quoted(subject, word):
            continue
        if lower in JUDGING or set(lower.split("-")) & JUDGING:
            yield f"“{word}” judges or advises"
        elif place and not word.islower():
            yield f"“{word}” is no name the list proves"
        elif not all(_stem(part) in (known if place else _PLAIN_STEMS) for part in lower.split("-") if part):
            yield f"“{word}” is no plain word and stands in no quote of it"


def _known(subject: Subject) -> frozenset[str]:
    texts = [subject.template]
    if subject.deal is not None:
        texts += quotes_of(subject)
        texts += [amount.what for amount in subject.deal.amounts]
        texts += [period(subject.deal)]
    else:
        texts += [subject.reading.metric if subject.reading else ""]
        texts += sorted(UP | DOWN | {"before", "compared", "quarter", "fiscal", *ORDINALS})
        texts += [word for name, others in _RENAMED.items() if name in subject.template for word in others]
    # Who is named in a quote and is not the other side stays out, in small letters too.
    return frozenset(_stem(word) for text in texts for word in _small(text)) | _PLAIN_STEMS


def _quoted(subject: Subject, word: str) -> bool:
    """Tell whether a quote holds it: a short form as written, a common word also where a defined term raises it."""
    if word.islower():
        form, flags = word, re.IGNORECASE
        usual = word in THINGS
    else:
        form, flags = word.removesuffix("s"), re.NOFLAG
        usual = form in SHORT_FORMS
    return usual and any(re.search(rf"\b{re.escape(form)}s?\b", quote, flags) for quote in quotes_of(subject))


def _small(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        if match.group().islower():
            yield from match.group().split("-")


def _without_figures(bare: str) -> str:
    spans = [(one.qualifier_start, one.end) for one in quantities(bare)]
    spans += [match.span() for match in PRODUCT.finditer(bare)]
    spans += [(day.start, day.end) for day in dates(bare) if not any(s <= day.start < e for s, e in spans)]
    for start, end in sorted(spans, reverse=True):
        bare = f"{bare[:start]}{bare[end:]}"
    return bare


def _stem(word: str) -> str:
    lower = word.lower()
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= _SHORTEST_STEM:
            return lower[: -len(ending)]
    return lower


_PLAIN_STEMS = frozenset(_stem(word) for word in (PLAIN - NUMBER_WORDS) | ORDINALS.keys())


def _measures(subject: Subject, bare: str) -> Iterator[str]:
    """Ask that a share is told of what it is a share of, and a figure by its name, rising only where it rose."""
    said = {match.group().lower() for match in _WORD.finditer(_BACKLOG.sub("backlog", bare))}
    deal, result, reading = subject.deal, subject.result, subject.reading
    if deal is not None and deal.type is DealType.CONCENTRATION:
        own = _MEASURED.get(measure(deal)[1], {"business"})
        others = {word for each in _MEASURED.values() for word in each} - own
        if not said & own or said & others:
            yield f"say what it is a share of: {measure(deal)[1]}"
        if " made up " in subject.template and not said & _PAST:
            yield "it was so and is no longer: say “made up” and when"
    if result is None or reading is None:
        return
    name = reading.metric.lower()
    own = {word for word in name.split() if word.isalpha()}
    if not (own <= said or said & _RENAMED.get(name, set())):
        yield f"call the figure {name}"
    if result.guidance != bool(said & {"expects", "expected", "expect"}):
        yield "an outlook is expected, a reported figure is not"
    rose = result.value is not None and result.year_ago is not None and abs(result.value) > abs(result.year_ago)
    fell = result.value is not None and result.year_ago is not None and abs(result.value) < abs(result.year_ago)
    if (said & UP and not rose) or (said & DOWN and not fell):
        yield "it did not move that way"
    if (said & (UP | DOWN)) and not COMPARED.search(bare):
        yield "a rise or fall is told with the figure of a year earlier"
