"""A frame: the words that make a sentence a deal of one kind, and who pays whom in it."""

from __future__ import annotations

import re  # noqa: TC003  (the annotations of a frozen table are read at run time)
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.extract.rules.text import pattern
from pipeline.records import Binding, DealType, Payer

if TYPE_CHECKING:
    from collections.abc import Iterable

# Words of results, not of deals, in a sentence that would otherwise look like one.
RESULTS = (
    r"primarily (?:due|driven|attributable|reflect|consist|relat)|partially offset|goodwill|amortization|intangible|"
    r"pro forma|impairment|tax|hypothetical|"
    r"cash flows? (?:used|provided)|increase(?:d)? (?:of|in|by)|decrease(?:d)? (?:of|in|by)|revenues? (?:of|from|"
    r"increased)|pension"
)
MONEY = "money"
PERCENT = "percent"
SHARES = "shares"
MEGAWATTS = "MW"

# Sums and power in cues: as a filing writes them, as they are said on calls ("$" and a scale word).
SUM = r"[$€£¥][\d.,]+ ?(?:billion|million|trillion)?"
SPOKEN_SUM = r"[$€£][\d.,]+ (?:billion|million|trillion)"
POWER = r"(?:mw\b|gw\b|megawatts?|gigawatts?)"

# Kinds that only words near the cue unmake: "sold the line for $10 billion, ... a pre-tax gain, ... voice customers".
# The terms of a loan are told in sentences that go on for long; there every word counts.
_BY_CLAUSE = frozenset(
    {DealType.DIVESTITURE, DealType.ACQUISITION, DealType.PURCHASE_COMMITMENT, DealType.GUARANTEE, DealType.LEASE}
)
_REACH = 130


@dataclass(frozen=True)
class Frame:
    """One entry of the deal vocabulary.

    ``keys``: plain words, one of which must stand in the sentence (a cheap test before the pattern). ``cue``: the
    pattern that makes the deal. ``also``: words that must stand in the sentence besides. ``unless``: words that
    unmake it, near the cue or anywhere by the kind of deal. ``party``: the class that stands as counterparty when
    no party is named ("lenders"); empty means that a party must be found. ``slots``: where a party may stand,
    best first. ``unnamed``: an unnamed party ("a partner") will do. ``needs``: kinds of amount, one of which must
    be there; empty means none is needed. ``floor``: smaller sums in money are no deal of this kind. ``what``: what
    the first amount is. ``instrument``: the facility or note series is part of the arrangement's identity.
    ``follows``: the party may be that of the agreement the paragraph has just told of.
    ``mention``: counts
    only in what is said on a call. ``lone``: the other sums of the sentence are not its own.
    ``per_share``: a price a share is enough.
    ``gathers``: what a paragraph tells of one party is one arrangement. ``pronoun``: the party may be the company that
    the sentence before names last ("they are a customer of ours").
    ``example``: the kind of sentence that made the entry necessary, tested.
    """

    name: str
    type: DealType
    payer: Payer
    binding: Binding
    keys: tuple[str, ...]
    cue: str
    example: str
    what: str
    also: str = ""
    unless: str = ""
    party: str = ""
    slots: tuple[str, ...] = ()
    unnamed: bool = False
    needs: tuple[str, ...] = (MONEY,)
    floor: int = 1_000_000
    instrument: bool = False
    capped: bool = False
    rank: int = 50
    follows: bool = False
    mention: bool = False
    lone: bool = False
    per_share: bool = False
    gathers: bool = False
    pronoun: bool = False

    @cached_property
    def _cue(self) -> re.Pattern[str]:
        return pattern(self.cue)

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        return pattern(self.unless) if self.unless else None

    @cached_property
    def _also(self) -> re.Pattern[str] | None:
        return pattern(self.also) if self.also else None

    def match(self, lower: str) -> re.Match[str] | None:
        """The cue in a folded lower-case sentence, unless the sentence unmakes it."""
        found = self.found(lower)
        return None if found is None or self.unmade(lower, found) is not None else found

    def found(self, lower: str) -> re.Match[str] | None:
        """The cue in a folded lower-case sentence, whatever else stands there."""
        for key in self.keys:  # as a loop, because this is asked of every sentence and frame
            if key in lower:
                return self._cue.search(lower)
        return None

    def unmade(self, lower: str, found: re.Match[str]) -> str | None:
        """The words that unmake a cue; empty where words that must stand besides are missing; None where it stands."""
        low, high = (found.start() - _REACH, found.end() + _REACH) if self.type in _BY_CLAUSE else (0, len(lower))
        against = self._unless.search(lower, max(0, low), high) if self._unless is not None else None
        if against is not None:
            return against[0]
        return "" if self._also is not None and not self._also.search(lower) else None


def ordered(*tables: Iterable[Frame]) -> tuple[Frame, ...]:
    """All frames, the most specific first."""
    return tuple(sorted((frame for table in tables for frame in table), key=lambda frame: (frame.rank, frame.name)))
