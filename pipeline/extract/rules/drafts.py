"""A draft: one arrangement as a sentence states it, growing while its paragraph goes on about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.extract.rules import binding as strength
from pipeline.extract.rules import legs, timing
from pipeline.extract.rules.frames import MONEY, Frame
from pipeline.extract.rules.wording import summary
from pipeline.records import (
    Binding,
    Candidate,
    Dates,
    DealType,
    PartyKind,
    Payer,
    ProposedAmount,
    ProposedParty,
    ProposedQuote,
    Qualifier,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.extract.rules.parties import Found
    from pipeline.extract.rules.text import Sentence
    from pipeline.lexis import Quantity

MOST_AMOUNTS = 10
_UNIT = re.compile(r"[A-Z]{3}")
_INSTRUMENT = re.compile(
    r"(?:\d{1,2}(?:\.\d+)?% )?(?:(?:[A-Z][\w.\-&]*|\d{4}[A-Z]?|\d\.\d|364-Day|Five-Year) ){1,5}"
    r"(?:Facility|Facilities|Notes|Bonds|Debentures|Credit Agreement|Term Loans?|Loan Agreement|Loan|Program|"
    r"Revolver|Arrangements?)(?: [Dd]ue (?:\w+ (?:\d{1,2}, )?)?\d{4})?"
    r"|DDTL \d(?:\.\d)?"
    r"|\d{1,2}(?:\.\d+)?%[^.;]{0,60}?(?:[Nn]otes|[Bb]onds|[Dd]ebentures)(?: [Dd]ue (?:\w+ (?:\d{1,2}, )?)?\d{4})?"
)
_QUOTED = re.compile(
    r"\((?:[^()]*?)(?:the |as amended, the )?\"([A-Z0-9][^\"]{3,60}?(?:Facility|Notes|Bonds|Agreement|Loans?|"
    r"Arrangements?|Receivable))\""
)
_GENERIC = re.compile(
    r"^(?:The |Our |Senior |Secured |Unsecured |Convertible |Outstanding )*(?:Notes|Bonds|Debentures|Loan|Term Loan|"
    r"Facility|Credit Agreement|Program|Arrangements?)$"
)


# Those that buy, or sell, together for one sum make one deal.
_ONE_PRICE = frozenset({DealType.ACQUISITION, DealType.DIVESTITURE})
_COMPANY = re.compile(r"\b(?:Inc|Corp|Corporation|LLC|L\.L\.C|Ltd|Limited|Company|Co|plc|PLC|AG|SA|S\.A|NV|LP|L\.P)\b")
# A sum to be paid every year is a sum; a price a share is none.
_SPANS = frozenset({"year", "quarter", "month"})


def is_money(unit: str) -> bool:
    """True for an ISO currency."""
    return bool(_UNIT.fullmatch(unit))


def is_kind(quantity: Quantity, kind: str) -> bool:
    """Whether an amount is of one of the kinds frames ask for."""
    if kind == MONEY:
        return is_money(quantity.unit) and (quantity.per is None or quantity.per in _SPANS)
    return quantity.unit == kind and quantity.per is None


@dataclass
class Draft:
    """What is known so far. ``quotes`` are document spans; an amount names its quote by index."""

    frame: Frame
    parties: tuple[Found, ...]
    party_class: str
    binding: Binding
    phrase: tuple[int, int] | None = None
    amounts: list[ProposedAmount] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)
    instrument: str = ""
    dates: Dates = field(default_factory=Dates)
    conditions: list[str] = field(default_factory=list)
    related: bool = False
    payer: Payer | None = None
    words: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    born: int = 0
    heard: int = 0
    latest: str = ""
    around: str = ""
    known: bool = False
    open: bool = False
    awaited: bool = False
    undivided: bool = False
    shares: dict[str, Decimal] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """True when the draft has what its frame needs."""
        if not (self.parties or self.party_class):
            return False
        needed = self.frame.needs if self.parties or len(self.frame.needs) <= 1 else (MONEY,)
        if not needed or any(_fits(amount, kind) for amount in self.amounts for kind in needed):
            return True
        if self.frame.per_share and any(is_money(amount.unit) for amount in self.amounts):
            return True
        # A series named by its coupon ("3.625% Notes due 2026") is a term of its own, without a sum.
        paper = self.frame.party == "noteholders" and self.frame.binding is Binding.FIRM
        return paper and "%" in self.instrument and bool(self.amounts)

    def add(self, sentence: Sentence, chosen: tuple[Quantity, ...], around: tuple[int, int]) -> None:
        """Take a sentence as evidence with the amounts it adds."""
        low = min([around[0], *(q.qualifier_start for q in chosen[:6])])
        high = max([around[1], *(q.end for q in chosen[:6])])
        low, high = sentence.window(low, high)
        index = len(self.quotes)
        self.quotes.append((sentence.start + low, sentence.start + high))
        if not self.amounts:
            chosen = legs.larger_first(sentence, chosen, self.frame.what)
        named = legs.names(sentence, chosen, self.frame.what)
        self.shares = self.shares or legs.shares(sentence, chosen, self.parties)
        for quantity in chosen:
            if len(self.amounts) >= MOST_AMOUNTS or not low <= quantity.start <= quantity.end <= high:
                continue
            if any(a.value == quantity.value and a.unit == quantity.unit for a in self.amounts):
                continue
            self.amounts.append(_amount(sentence, quantity, named.get(quantity) or self._said(quantity), index))

    def _said(self, quantity: Quantity) -> str:
        return self.frame.what if not self.amounts and quantity.per is None else ""

    def learn(self, sentence: Sentence, clause: tuple[int, int]) -> None:
        """Take strength, conditions and dates from the clause of a sentence that is this draft's."""
        low, high = clause
        binding, phrase = strength.strength(sentence.lower[low:high], self.frame.type, self.frame.binding)
        if phrase is not None:
            self.binding = binding
            self.phrase = (sentence.start + low + phrase[0], sentence.start + low + phrase[1])
        if self.binding in {Binding.CONDITIONAL, Binding.INTENT, Binding.FIRM}:
            self.conditions += [
                sentence.written(low + span[0], low + span[1]) for span in strength.conditions(sentence.lower[low:high])
            ]
        self.related = self.related or strength.related(sentence.lower)
        self.latest = max(self.latest, timing.latest(sentence))
        self.open = self.open or timing.still_open(sentence)
        self.awaited = self.awaited or timing.awaited(sentence)
        pending = self.binding in {Binding.CONDITIONAL, Binding.INTENT}
        self.dates = timing.dates(sentence, self.dates, self.frame.type, pending=pending)

    def happened(self) -> None:
        """A signed deal whose next sentence tells it as done: "Pursuant to the agreement, we acquired Tarn for ..."."""
        self.binding = Binding.DONE
        self.frame = replace(self.frame, binding=Binding.DONE)

    def close_as(self, closing: Draft) -> None:
        """A signed deal whose closing another paragraph tells: its day, its words and its quote."""
        self.happened()
        self.dates = Dates(signed=self.dates.signed, start=closing.dates.start, end=self.dates.end)
        self.phrase = closing.phrase
        if closing.quotes and closing.quotes[0] not in self.quotes:
            self.quotes.append(closing.quotes[0])

    def candidates(self, document_text: str) -> list[Candidate]:
        """One candidate for each party."""
        self._main_first()
        self._best_quote_first()
        quotes = tuple(ProposedQuote(text=document_text[low:high], start=low) for low, high in self.quotes)
        phrase = document_text[self.phrase[0] : self.phrase[1]] if self.phrase and self._quoted(self.phrase) else None
        made: list[Candidate] = []
        for party in self._proposed():
            candidate = Candidate(
                engine="rules",
                rule=self.frame.name,
                type=self.frame.type,
                party=party,
                payer=self.payer or self.frame.payer,
                amounts=tuple(self._amounts_of(party.name)),
                binding=self.binding,
                binding_phrase=" ".join(phrase.split()) if phrase else None,
                conditions=tuple(" ".join(c.split()) for c in dict.fromkeys(self.conditions)),
                dates=self.dates,
                related_party=self.related,
                quotes=quotes,
            )
            made.append(candidate.model_copy(update={"summary": summary(candidate, self.frame.what)}))
        return made

    def _amounts_of(self, party: str) -> list[ProposedAmount]:
        """The amounts of one of several parties to which one sentence gives a sum each, "respectively"."""
        own = self.shares.get(party)
        if own is None:
            return self.amounts
        others = set(self.shares.values())
        first = [a for a in self.amounts if a.value == own and a.unit != "percent"]
        return first + [a for a in self.amounts if a.value not in others and a not in first]

    def _main_first(self) -> None:
        """The sum before the price a share; the frame's own kind of amount before all others."""
        if self.frame.needs and self.amounts:
            fit = [a for a in self.amounts if any(_fits(a, kind) for kind in self.frame.needs)]
            main = next((a for a in fit if not a.what.startswith("per ")), (fit or self.amounts)[0])
            if main is not self.amounts[0]:
                rest = [a for a in self.amounts if a is not main]
                what = main.what if main.what.startswith("per ") else self.frame.what
                self.amounts = [main.model_copy(update={"what": what}), *rest]

    def _best_quote_first(self) -> None:
        """The quote with the main amount leads."""
        lead = self.amounts[0].quote if self.amounts else len(self.quotes) - 1 if self.frame.pronoun else 0
        if lead:
            self.quotes.insert(0, self.quotes.pop(lead))
            moved = {old: 0 if old == lead else old + (old < lead) for old in range(len(self.quotes))}
            self.amounts = [a.model_copy(update={"quote": moved[a.quote]}) for a in self.amounts]

    def _quoted(self, span: tuple[int, int]) -> bool:
        return any(low <= span[0] and span[1] <= high for low, high in self.quotes)

    def _proposed(self) -> list[ProposedParty]:
        extra = tuple(a for a in (self.instrument, *self.aliases) if a)
        if not self.parties:
            return [ProposedParty(name=self.party_class, kind=PartyKind.CLASS, aliases=extra, as_written=self.words)]
        return [
            ProposedParty(
                name=found.name,
                kind=found.kind,
                aliases=tuple(dict.fromkeys((*found.aliases, *extra))),
                as_written=tuple(dict.fromkeys((*found.aliases, *self.words, found.name))),
            )
            for found in self._bound()
        ]

    def _bound(self) -> tuple[Found, ...]:
        """The parties that each make a deal; those that buy or sell together for one sum are one, told by the first.

        A company stands before a person: "acquired from Ann Birch and Birch Holdings, Inc. ... for $2.0 million".
        """
        together = self.frame.type in _ONE_PRICE and not self.shares and any(is_money(a.unit) for a in self.amounts)
        if len(self.parties) < 2 or not together:  # noqa: PLR2004
            return self.parties
        first = next((p for p in self.parties if _COMPANY.search(p.name)), self.parties[0])
        others = tuple(name for p in self.parties if p is not first for name in (p.name, *p.aliases))
        return (first._replace(aliases=tuple(dict.fromkeys((*first.aliases, *others)))),)


def _fits(amount: ProposedAmount, kind: str) -> bool:
    if kind == MONEY:
        return is_money(amount.unit) and (not amount.what.startswith("per ") or amount.what[4:] in _SPANS)
    return amount.unit == kind


def _amount(sentence: Sentence, quantity: Quantity, what: str, index: int) -> ProposedAmount:
    return ProposedAmount(
        value=quantity.value,
        unit=quantity.unit,
        qualifier=quantity.qualifier,
        what=what or _words_after(sentence, quantity),
        as_written=sentence.written(quantity.start, quantity.end),
        quote=index,
    )


def _words_after(sentence: Sentence, quantity: Quantity) -> str:
    """A few words that follow an amount and say what it is: "in cash", "of which", "per share"."""
    if quantity.per:
        return f"per {quantity.per}"
    tail = re.match(
        r"\s+((?:in|of|for|under|through|per) [a-z][a-z\- ]{2,30})", sentence.lower[quantity.end : quantity.end + 50]
    )
    return " ".join(tail[1].split()[:4]) if tail else ""


def instrument(sentence: Sentence, around: tuple[int, int]) -> str:
    """The facility or note series a sentence speaks of: "DDTL 1.0 Facility", "3.20% Notes Due 2026"."""
    quoted = _QUOTED.search(sentence.text)
    if quoted and not _GENERIC.match(quoted[1]):
        return " ".join(quoted[1].split())
    found = [m for m in _INSTRUMENT.finditer(sentence.text) if not _GENERIC.match(" ".join(m[0].split()))]
    if not found:
        return ""
    best = min(found, key=lambda m: max(0, m.start() - around[1], around[0] - m.end()))
    return " ".join(best[0].split())


def capped(draft: Draft) -> None:
    """A facility's main figure is the most it allows: mark it so."""
    if draft.frame.capped and draft.amounts and draft.amounts[0].qualifier is Qualifier.EXACT:
        draft.amounts[0] = draft.amounts[0].model_copy(update={"qualifier": Qualifier.UP_TO})
