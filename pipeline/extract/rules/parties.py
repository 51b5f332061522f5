"""Who stands in a sentence: named parties, unnamed ones, and the filer itself.

A name is a run of capitalised words that survives the filters of ``NOT_A_PARTY``. What part it plays is read from
the words in front of it and behind it (``SLOTS``), never from the name.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pipeline import lexis
from pipeline.extract.rules.naming import FORMS, LEGAL, LEGAL_END, RUN, WORD, is_capitalised, is_false, joined, trimmed
from pipeline.extract.rules.slots import SLOTS, TAILS
from pipeline.extract.rules.text import Sentence, fold, pattern
from pipeline.extract.rules.vocabulary import (
    AGENCIES,
    ANONYMOUS_HEADS,
    ANONYMOUS_LABELS,
    FILER_WORDS,
    PLACE_BEHIND,
    STATES,
    TOO_BARE,
)
from pipeline.records import PartyKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.records import Document

_DUE = re.compile(r"(?:due|matur\w*|through|expir\w*)\s[^.;$]{0,45}$")
_FISCAL = re.compile(r"[Ff]iscal (?:[Yy]ear )?(20\d\d)")
_PLACE = re.compile(PLACE_BEHIND)
_SEGMENT = re.compile(r"\s+(?:segment|region|division|business unit|reporting unit)s?\b")
# "We leased the whole of Larch Park to Wren": what is let is no party.
_LET = re.compile(r"\b(?:leased?|let|rented?) (?:the whole|all|part|a portion|most) of (?:the )?$")
_LET_BACK = 40
_OWN_ROLE = re.compile(
    r"(?:the )?(?:\w+ )?(?:company|corporation|registrant|issuer|borrower|acquirer|parent|group|guarantor|seller|"
    r"buyer|purchaser|"
    r"plan|firm|partnership|we|us|our|notes|utility|bank|trust)s?"
)
_CLAUSE = re.compile(r"\$|\b(?:will|shall|pays?|is|was|are|were|has|have|may)\b")
_POSSESSIVE_END = re.compile(r"'s?$")
_SPLIT = re.compile(r" [a-z]|/")
_NAME = rf"((?<![\w.$]){WORD}(?:{LEGAL}|\s(?:(?:&|of)\s)?{WORD}){{0,6}})"
_OWN_SUBSIDIARY = (
    r"(?:(?:direct|indirect|wholly[- ]owned|majority[- ]owned|consolidated|operating|newly formed|"
    r"principal)[\s,]+(?:and\s+)?)*"
)
_SUBSIDIARY_BEHIND = re.compile(
    rf"{_NAME}(?:\s\([^()]{{3,60}}\))?,\s+(?:(?:our|the\s+Company's)\s+{_OWN_SUBSIDIARY}subsidiary\b"
    rf"|an?\s+{_OWN_SUBSIDIARY}subsidiary\s+of\s+(?:ours|us|the\s+Company|the\s+Registrant)\b)"
)
_SUBSIDIARY_BEFORE = re.compile(rf"\b(?:[Oo]ur|[Tt]he\s+Company's)\s+{_OWN_SUBSIDIARY}subsidiar(?:y|ies),?\s+{_NAME}")
_BOUGHT = re.compile(rf"\b(?:[Oo]ur|[Tt]he\s+Company's)\s+acquisition\s+of\s+{_NAME}")
_LONGEST_NAME = 80
_SHORTEST_NAME = 2
_SHORTEST_WORD = 3
_YEAR_LENGTH = 4
_OFTEN = 5
_TENANTS = re.compile(r"\b[Tt]enants?\b")
_RENTAL = re.compile(r"\b[Rr]ental (?:revenue|income)s?\b")
_CLOUD_REVENUE = re.compile(
    r"\b(?:[Cc]loud(?: (?:[Ss]ervices|[Ii]nfrastructure|[Cc]ompute))?(?: \w+)? [Rr]evenues?|[Cc]loud customers|"
    r"[Rr]evenues? (?:from|of) (?:our )?[Cc]loud)\b"
)
_MANY_TENANTS = 20
_SOME_RENT = 3
_LEAD_LENGTH = 110
_TAIL_LENGTH = 160
_SLOT = {name: re.compile(rf"(?:{pattern(words).pattern})\s*[\"(]?$") for name, words in SLOTS.items()}
_TAIL = {name: re.compile(rf"^[\")]*\s*(?:{pattern(words).pattern})") for name, words in TAILS.items()}
_LABEL = re.compile(ANONYMOUS_LABELS)
_STATE = re.compile(STATES)
_AGENCY = re.compile(AGENCIES)
_HEAD = re.compile(ANONYMOUS_HEADS)
_AUTHORITY = re.compile(r"\b(?:Commission|Authority|Agency|Administration|Ministry|Bureau|Regulator)$")
_INTRODUCED = re.compile(r"\s*\(\s*(?:the\s+|together[^()]{0,60}\s)?\"([^\"]{2,40})\"")


class Found(NamedTuple):
    """One party in a sentence. ``name`` is the full name where the document introduces one."""

    start: int
    end: int
    name: str
    kind: PartyKind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cast:
    """The names one document knows: its filer and the terms it defines."""

    document: Document

    @cached_property
    def filer(self) -> frozenset[str]:
        """Lower-case names and short names of the filer and of every registrant on the cover."""
        identity = self.document.identity
        names = {identity.company, *identity.registrants}
        known: set[str] = set()
        for name in names:
            core = lexis.legal_core(name).lower().strip()
            known |= {name.lower(), core}
            head = core.split()[0] if core else ""
            # A first word stands for the company where the document never writes it small ("intel", not "advanced").
            if len(head) > _SHORTEST_WORD and not re.search(rf"\b{re.escape(head)}\b", self.document.text):
                known.add(head)
        if identity.ticker:
            known.add(identity.ticker.lower())
        for definition in self.document.definitions:
            core = lexis.legal_core(definition.name).lower().strip()
            if core and core in known:
                term = fold(definition.term).lower().strip()
                if not _OWN_ROLE.fullmatch(term):
                    known.add(term)
        known.discard("")
        return frozenset(known)

    @cached_property
    def terms(self) -> dict[str, str]:
        """Short name to full name, for terms that introduce somebody; one for two that have names is a name itself."""
        return {
            fold(d.term): _POSSESSIVE_END.sub("", fold(d.name))
            for d in self.document.definitions
            if d.term
            and d.name.lower().strip(" .,") not in FORMS
            and is_capitalised(d.name)
            and not is_false(fold(d.name))
            and d.term[:1].isupper()
            and len(d.name) <= _LONGEST_NAME
            and not _two_alike(fold(d.name))
        }

    @cached_property
    def fiscal_year(self) -> int | None:
        """The fiscal year the document speaks of most; the year of its period where it names none."""
        years = Counter(_FISCAL.findall(self.document.text))
        period = self.document.identity.day
        likely = {y: n for y, n in years.items() if period is None or 0 <= int(y) - period.year <= 1}
        if likely and max(likely.values()) >= _OFTEN:
            return int(max(likely, key=lambda y: (likely[y], y)))
        return period.year if period else None

    def months_ago(self, sentence: Sentence) -> int:
        """Months between the latest date a sentence gives (due dates apart) and the document's period; 0 without."""
        period = self.document.identity.day
        dates = [
            date.iso for date in sentence.dates if not _DUE.search(sentence.lower[max(0, date.start - 50) : date.start])
        ]
        if period is None or not dates:
            return 0
        latest = max(iso if len(iso) > _YEAR_LENGTH else f"{iso}-12" for iso in dates)[:7]
        return (period.year - int(latest[:4])) * 12 + period.month - int(latest[5:7])

    @cached_property
    def spelled(self) -> dict[str, tuple[int, int]]:
        """Where an abbreviation is spelled out: "remaining performance obligations ("RPO")"; "IT" is too like "it"."""
        return {
            fold(d.term).lower(): (d.start, d.end)
            for d in self.document.definitions
            if fold(d.name)[:1].islower() and fold(d.term).isupper() and len(d.term) >= _SHORTEST_WORD
        }

    @cached_property
    def speakers(self) -> frozenset[str]:
        """The people who speak on a call, by full and by first name."""
        names = {block.speaker.split(",")[0].strip() for block in self.document.blocks if block.speaker}
        return frozenset(names | {name.split()[0] for name in names if name})

    @cached_property
    def things(self) -> frozenset[str]:
        """Defined terms that stand for a thing: "foreign military sales ("FMS")"."""
        return frozenset(fold(d.term) for d in self.document.definitions if fold(d.name)[:1].islower()) - set(
            self.roles
        )

    @cached_property
    def roles(self) -> dict[str, str]:
        """Terms for unnamed parties: "an independent bank ("partner bank")", "a data center operator (the "DCO")"."""
        return {
            fold(d.term): " ".join(fold(d.name).split())
            for d in self.document.definitions
            if d.term and _HEAD.search(f"a {fold(d.name).lower()} ") and fold(d.name)[:1].islower()
        }

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of the filer's own name that are no common words of the document."""
        words = lexis.legal_core(self.document.identity.company).lower().split()
        return frozenset(
            w for w in words if len(w) > _SHORTEST_WORD and not re.search(rf"\b{re.escape(w)}\b", self.document.text)
        )

    @cached_property
    def own(self) -> re.Pattern[str] | None:
        """The filer's names as the document writes them, capitalised."""
        names = sorted((n for n in self.filer if len(n) > 1), key=len, reverse=True)
        spelled = "|".join(re.escape(n) for n in names)
        return re.compile(rf"(?<![\w.])(?=[A-Z])(?i:{spelled})(?![\w])(?!\.\w)") if spelled else None

    @cached_property
    def _own(self) -> re.Pattern[str]:
        names = sorted((re.escape(name) for name in self.filer if len(name) > 1), key=len, reverse=True)
        return re.compile(rf"\b(?:{FILER_WORDS}{''.join('|' + n for n in names)})\b")

    @cached_property
    def _whole(self) -> re.Pattern[str] | None:
        """Names that a run of capitals would cut in two: "Alder Sales and Marketing Inc. ("A on Demand")"."""
        names = {
            name
            for term, full in self.terms.items()
            if LEGAL_END.search(full)
            for name in (full, term)
            if _SPLIT.search(name)
        }
        spelled = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?:{spelled})(?!\w)") if names else None

    @cached_property
    def subsidiaries(self) -> frozenset[str]:
        """Names that the document introduces as the filer's own: "Alder Fab LLC, our wholly owned subsidiary"."""
        text = fold(self.document.text)
        found = [m[1] for m in _SUBSIDIARY_BEHIND.finditer(text)] + [m[1] for m in _SUBSIDIARY_BEFORE.finditer(text)]
        return frozenset(_POSSESSIVE_END.sub("", " ".join(name.split())) for name in found)

    @cached_property
    def bought(self) -> frozenset[str]:
        """Names of businesses the document calls bought: "following our acquisition of Alder, Alder sued Borel"."""
        text = fold(self.document.text)
        return frozenset(_POSSESSIVE_END.sub("", " ".join(m[1].split())) for m in _BOUGHT.finditer(text))

    @cached_property
    def sells_cloud(self) -> bool:
        """True for a filer that reports revenue of cloud services as its own."""
        return len(_CLOUD_REVENUE.findall(self.document.text)) >= _SOME_RENT

    @cached_property
    def lets(self) -> bool:
        """True for a filer whose business is letting: its text speaks of tenants and of rental revenue throughout."""
        text = self.document.text
        return len(_TENANTS.findall(text)) >= _MANY_TENANTS and len(_RENTAL.findall(text)) >= _SOME_RENT

    def is_filer(self, name: str) -> bool:
        """True for the filer, its short names and its subsidiaries named after it."""
        low = fold(name).lower().strip()
        core = lexis.legal_core(name).lower().strip()
        if low in self.filer or core in self.filer:
            return True
        if (
            core
            and self._words >= set(core.split()) - {"company", "corporation", "the"}
            and set(core.split()) & self._words
        ):
            return True
        return any(core.startswith(own + " ") for own in self.filer if len(own) >= _SHORTEST_WORD)

    def likely(self, party: Found) -> bool:
        """True for a name the document also writes inside a sentence: no word that is only capital at its start."""
        if " " in party.name or self.knows(party):
            return True
        return re.search(rf"(?<=[a-z,] ){re.escape(party.name)}\b", self.document.text) is not None

    def knows(self, party: Found) -> bool:
        """True for a name with a legal form, or one the document introduces: a company, not a product."""
        return (
            bool(LEGAL_END.search(party.name))
            or party.name in self.terms.values()
            or bool(_STATE.search(party.name + " "))
        )

    def filer_at(self, text: str) -> re.Match[str] | None:
        """The first word in lower-case text that stands for the filer."""
        return self._own.search(text)

    def named(self, sentence: Sentence) -> tuple[Found, ...]:
        """Every named party in the sentence that is not the filer."""
        key = (sentence.start, sentence.end)
        cached = self._named.get(key)
        if cached is None:
            cached = tuple(f for f in self._runs(sentence.text) if not self.is_filer(f.name))
            self._named.clear()
            self._named[key] = cached
        return cached

    @cached_property
    def _named(self) -> dict[tuple[int, int], tuple[Found, ...]]:
        return {}

    def _runs(self, text: str) -> Iterable[Found]:
        for state in _STATE.finditer(text):
            yield Found(state.start(1), state.end(1), " ".join(state[1].split()), PartyKind.NAMED)
        spans = []
        for whole in self._whole.finditer(text) if self._whole else ():
            name = self.terms.get(whole[0], whole[0])
            spans.append(whole.span())
            yield Found(whole.start(), whole.end(), name, PartyKind.NAMED, (whole[0],) if name != whole[0] else ())
        for low, high in joined(text, [run.span() for run in RUN.finditer(text)]):
            start, end = trimmed(text, low, high)
            if any(first < end and start < last for first, last in spans):
                continue
            name = " ".join(text[start:end].split())
            if end - start < _SHORTEST_NAME or is_false(name) or _PLACE.match(text, end) or _SEGMENT.match(text, end):
                continue
            if name in self.things or name in self.speakers or _LET.search(text, max(0, start - _LET_BACK), start):
                continue
            full = self.terms.get(name, name)
            introduced = _INTRODUCED.match(text, end)
            aliases = {name, introduced[1] if introduced else name} - {full}
            yield Found(start, end, full, PartyKind.NAMED, tuple(sorted(aliases)))


def _two_alike(name: str) -> bool:
    """True for "Elm JV1 and Elm JV2": what they are called together is a name, not short for theirs."""
    one, _, other = name.partition(" and ")
    return one != other and bool(set(one.split()) & set(other.split()))


def agencies(sentence: Sentence, cast: Cast) -> tuple[Found, ...]:
    """Agencies that fine: those of the list, and whoever is called an authority by the name or a term for it."""
    listed = tuple(
        Found(found.start(1), found.end(1), " ".join(found[1].split()), PartyKind.NAMED)
        for found in _AGENCY.finditer(sentence.text)
    )
    called = (party for party in cast.named(sentence) if _AUTHORITY.search(party.name))
    return (*listed, *(p for p in called if not any(a.start <= p.start < a.end for a in listed)))


def unnamed(sentence: Sentence, cast: Cast) -> tuple[Found, ...]:
    """Unnamed parties, and the terms the document defines for such."""
    found = list(anonymous(sentence))
    for term, name in cast.roles.items():
        place = re.search(rf"\b{re.escape(term)}\b", sentence.text)
        if place and not any(f.start <= place.start() < f.end for f in found):
            found.append(Found(place.start(), place.end(), name, PartyKind.ANONYMOUS, (term,)))
    return tuple(sorted(found))


def in_slot(
    sentence: Sentence, found: Iterable[Found], slots: tuple[str, ...], anchor: int | None = None
) -> tuple[Found, ...]:
    """The parties that stand where one of the slots says, best slot first, with the rest of their list.

    "with A, B and C" gives all three. With an ``anchor`` (the place of the amount) only the nearest such list counts:
    in "invest $5 million in A, and signed a letter of intent with B" the money is not B's.
    """
    everyone = tuple(found)
    for slot in slots:
        lists: list[list[Found]] = []
        for party in everyone:
            if lists and continues(sentence.text[lists[-1][-1].end : party.start]):
                lists[-1].append(party)
            elif _fits(sentence, party, slot):
                lists.append([party])
        if lists and anchor is not None:
            nearest = min(lists, key=lambda group: abs(group[0].start - anchor))
            return tuple(nearest)
        if lists:
            return tuple(sorted({p.name: p for group in reversed(lists) for p in reversed(group)}.values()))
    return ()


def anonymous(sentence: Sentence) -> tuple[Found, ...]:
    """Unnamed parties: "Customer A", "one customer", "an original equipment manufacturer"."""
    labels = [Found(m.start(), m.end(), m[0], PartyKind.ANONYMOUS) for m in _LABEL.finditer(sentence.text)]
    heads = [
        Found(m.start(1), m.end(1), m[1], PartyKind.ANONYMOUS)
        for m in _HEAD.finditer(sentence.lower)
        if m[1] not in TOO_BARE
    ]
    return tuple(sorted(labels + heads))


def _fits(sentence: Sentence, party: Found, slot: str) -> bool:
    if slot in _SLOT:
        lead = sentence.lower[max(0, party.start - _LEAD_LENGTH) : party.start]
        return bool(_SLOT[slot].search(lead))
    return bool(_TAIL[slot].match(sentence.lower[party.end : party.end + _TAIL_LENGTH]))


def continues(between: str) -> bool:
    """True for what stands between two names of one list: a comma, "and", a bracket with a short name."""
    return bool(
        re.fullmatch(r"\s*(?:\([^()]*\))?\s*(?:,|,?\s*and|,?\s*&|,\s*as well as)\s*(?:with\s+|the\s+)?", between)
    )
