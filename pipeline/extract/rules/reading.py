"""From one paragraph to drafts: which frames fire, which amounts are theirs, who the party is, what follows on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.extract.rules import drafts, timing
from pipeline.extract.rules.actors import acted
from pipeline.extract.rules.all_frames import FRAMES, REPORTED, SPOKEN
from pipeline.extract.rules.claims import ROOM, Claim, one_deal, party_quote, stretch, told_better
from pipeline.extract.rules.dividing import several
from pipeline.extract.rules.drafts import Draft, is_kind, is_money
from pipeline.extract.rules.following import ends, follow
from pipeline.extract.rules.frames import MONEY, Frame
from pipeline.extract.rules.frames_claims import AT_LAW
from pipeline.extract.rules.governing import governed, pieces
from pipeline.extract.rules.picking import (
    beside,
    controls,
    distance,
    first_of_row,
    for_sum,
    goes_with,
    in_all,
    included,
    is_other_money,
    own_clause,
    prices,
    same_row,
    same_status,
    well_known,
    with_others,
)
from pipeline.extract.rules.sides import class_of, class_words, directed
from pipeline.extract.rules.text import Sentence, pattern
from pipeline.extract.rules.whom import (
    OF_THE_PERIOD,
    as_written,
    earlier,
    long_paid,
    of_another,
    overruled_payer,
    parties_of,
    where_named,
)
from pipeline.records import Binding, DealType, PartyKind

if TYPE_CHECKING:
    from pipeline.extract.rules.parties import Cast, Found
    from pipeline.lexis import Quantity

_T = DealType
_ALWAYS = re.compile(
    r"[$€£¥%]|\bshares\b|billion|million|megawatt|\bmw\b|letter of intent|agreement|contract|opportunity to invest|"
    r"receivables|investment in|termination fee|leases?\b|complaint|lawsuit|petition|acqui|merger|warrant|guarant|"
    r"facility|export|licen"
)
_GENERAL = pattern(
    r"^(?:if we|if the|we may|we could|our ability|any (?:such )?(?:acquisition|default|failure)|"
    r"such (?:an )?(?:acquisition|investment)s? (?:may|could)|"
    r"the following table|a hypothetical|for example, if|we cannot|there can be no)"
)

_EVENTS = frozenset({_T.ACQUISITION, _T.DIVESTITURE, _T.JOINT_VENTURE})
_PATIENT = 40
_ANOTHER = re.compile(r"\s*(?:additionally|in addition|separately|also|further(?:more)?|concurrently),")
_ANAPHOR = re.compile(r"\s*(?:these|such|those|this|its|their|the (?!company|partnership|registrant))")
_PATIENCE = 3
# What goes on about a loan names its agents, about a fine the court: other names do not change the subject.
_ANYBODY = frozenset({_T.DEBT, _T.SETTLEMENT})
# What goes on about a promised vote names the company whose shares they are.
_OF_OTHERS = frozenset({"vote.promised"})
_THE_FINE = pattern(
    r"\b(?:for|of|entirety of|reduced|upheld) (?:the|this|such|that) (?:fine|penalty|judgment|award|verdict)\b"
)
_ALSO_AWARDED = pattern(
    r"\b(?:jury|court|verdict|tribunal|judge) (?:also|further|additionally) (?:awarded|imposed|ordered)\b"
)
_ASKED = pattern(
    r"^(?:and |so |but |maybe |just |then )*(?:you(?! (?:can |will |also )?(?:see|saw|know|hear|heard)\b)|"
    r"you've(?! (?:seen|heard)\b)|can|could|how|what|when|do|does|did|is|are|would|should|"
    r"curious|wondering) "
)


@dataclass
class Paragraph:
    """The drafts of one paragraph, in the order found.

    A current report (8-K) is about one event: there all paragraphs are read as one (``report``), and a named party
    of a signed agreement is told even where the report gives no sum.
    """

    cast: Cast
    in_call: bool = False
    report: bool = False
    drafts: list[Draft] = field(default_factory=list)
    count: int = 0
    latest: str = ""
    before: Sentence | None = None

    def read(self, sentence: Sentence) -> None:
        """Take one more sentence."""
        for piece in pieces(sentence):
            self._read(piece)
        self.latest = max(self.latest, timing.latest(sentence))
        self.before = sentence

    def _read(self, sentence: Sentence) -> None:
        self.count += 1
        lower = sentence.lower
        if not self.in_call and not _ALWAYS.search(lower):
            self._carry_on(sentence)
            return
        if self._passed_over(sentence):
            return
        fired = self._fired(sentence)
        if not fired or not self._take(sentence, fired):
            self._carry_on(sentence)

    def _passed_over(self, sentence: Sentence) -> str:
        """Why a sentence opens no deal whatever it says, empty where it may."""
        lower = sentence.lower
        if [draft for draft in self.drafts if ends(sentence, draft)]:
            return "it says that the deal before it has ended"
        if _GENERAL.search(lower) and "termination fee" not in lower:
            return "it speaks of what may happen, in general"
        if self.in_call and (_ASKED.search(lower) or sentence.text.rstrip().endswith("?")):
            return "it is a question"
        return ""

    def _fired(self, sentence: Sentence) -> list[tuple[Frame, re.Match[str]]]:
        """The frames whose cue stands in the sentence."""
        return [
            (frame, found)
            for frame in self.frames
            if (self.in_call or not frame.mention) and (found := frame.match(sentence.lower)) is not None
        ]

    @property
    def last(self) -> Draft | None:
        """The draft the paragraph has been speaking of."""
        return self.drafts[-1] if self.drafts else None

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The vocabulary of this kind of document."""
        return SPOKEN if self.in_call else REPORTED if self.report else FRAMES

    def _take(self, sentence: Sentence, fired: list[tuple[Frame, re.Match[str]]]) -> bool:
        if self._same_fine(sentence, fired):
            self._carry_on(sentence)
            return True
        claims: list[Claim] = []
        for frame, found in fired:
            claim = self._claim(sentence, frame, found, claims)
            if claim is None:
                continue
            if claim.main is not None:
                claims = [c for c in claims if c.main is not None or not one_deal(c, claim)]
            if not any(one_deal(c, claim) and same_status(c.draft.frame, frame) for c in claims):
                claims.append(claim)
        claims = [claim for claim in claims if not told_better(claim, claims)]
        if all(claim.main is None for claim in claims) and self._completes(sentence, claims):
            return True
        alone = sum(claim.main is not None for claim in claims) <= 1
        for claim in claims:
            others = [c.main for c in claims if c.main is not None and c is not claim]
            self._settle(sentence, claim._replace(clause=stretch(sentence, claim, claims)), others, alone=alone)
        return bool(claims)

    def _claim(self, sentence: Sentence, frame: Frame, found: re.Match[str], claims: list[Claim]) -> Claim | None:
        """What a frame claims of a sentence: its main amount and its party, where both can be had."""
        if controls(sentence, frame, found):
            return None
        main = self._main(sentence, frame, found, [c.main for c in claims])
        if main is None and frame.needs and (not self._may_wait(frame, claims) or self._told(sentence, frame)):
            return None
        if not frame.needs and any(c.draft.frame.type is frame.type for c in claims):
            return None
        draft = self._draft(sentence, frame, found, main.start if main else found.end())
        return None if draft is None else Claim(found, main, draft, (0, len(sentence.text)))

    def _settle(self, sentence: Sentence, claim: Claim, others: list[Quantity], *, alone: bool) -> None:
        """Turn a claim into a draft, or add it to the one that waits for its amount."""
        found, main, draft, _ = claim
        part = included(sentence, draft, main)
        if part is not None:
            inside = replace(draft, amounts=[], quotes=[], conditions=[])
            self._extend(sentence, inside, claim._replace(main=part), (part,))
            self.drafts.append(inside)
            draft.parties = ()
            draft.undivided = True
            draft.words = class_words(sentence, draft.frame, found)
            others = [*others, part]
        chosen = (
            for_sum(sentence, draft)
            if draft.frame.mention
            else with_others(sentence, main, draft.frame, others, alone=alone)
        )
        if draft.frame.lone and main is not None:
            chosen = (main,)
        waiting = self._waiting(draft) or self._gathered(draft)
        series = several(sentence, claim) if waiting is None else []
        if series:
            for one in series:
                one.born, one.around = self.count, self.latest
            self.drafts.extend(series)
            return
        if waiting is None:
            draft.born, draft.around = self.count, self.latest
            self.drafts.append(draft)
        else:
            waiting.parties = waiting.parties or draft.parties
            if draft.frame.per_share:
                waiting.frame = draft.frame
            if waiting.binding is Binding.CONDITIONAL and draft.binding is Binding.DONE:
                waiting.happened()
            waiting.words = tuple(dict.fromkeys((*waiting.words, *draft.words)))
            waiting.instrument = waiting.instrument or draft.instrument
        self._extend(sentence, waiting or draft, claim, chosen)

    def _extend(self, sentence: Sentence, draft: Draft, claim: Claim, chosen: tuple[Quantity, ...]) -> None:
        found, main = claim.found, claim.main
        spans = [found.span()]
        spans += [(main.start, main.end)] if main else []
        spans += [(p.start, p.end) for p in draft.parties[:1] if sentence.text[p.start : p.end] in {p.name, *p.aliases}]
        around = (min(s for s, _ in spans), max(e for _, e in spans))
        named: list[tuple[int, int]] = []
        if main is not None and around[1] - around[0] > ROOM:
            named, spans = spans[2:], spans[1:2] if found.end() < main.start else spans[:2]
            around = (min(s for s, _ in spans), max(e for _, e in spans))
        draft.add(sentence, chosen, around)
        draft.quotes.extend(party_quote(sentence, found, span) for span in named)
        if not draft.undivided:
            draft.learn(sentence, claim.clause)
        drafts.capped(draft)
        if draft.party_class and not draft.parties:
            for term, span in self.cast.spelled.items():
                if re.search(rf"\b{re.escape(term)}s?\b", found[0]):
                    draft.quotes.append(span)

    def _waiting(self, draft: Draft) -> Draft | None:
        """The draft of this paragraph that still lacks its amount and is of the same kind."""
        same = [d for d in self.drafts if goes_with(d, draft) and self.count - d.born <= _PATIENCE]
        last = same[-1] if same else None
        if last is None or last.complete or (last.amounts and not last.frame.instrument):
            return None
        named = [d.parties[0] for d in (last, draft) if d.parties and d.parties[0].kind is PartyKind.NAMED]
        return None if len({party.name for party in named}) > 1 else last

    def _gathered(self, draft: Draft) -> Draft | None:
        """The draft of this paragraph that a later step of the same arrangement with the same party belongs to."""
        if not draft.frame.gathers:
            return None
        names = [party.name for party in draft.parties]
        same = (d for d in self.drafts if d.frame.name == draft.frame.name and [p.name for p in d.parties] == names)
        return next(same, None)

    def _completes(self, sentence: Sentence, claims: list[Claim]) -> bool:
        """True where a sentence that opens no deal with an amount gives the one before it the amount it lacks."""
        last = self.last
        if last is None or last.complete or not last.parties:
            return False
        if any(claim.draft.frame.type is last.frame.type for claim in claims):
            return False
        self._carry_on(sentence)
        return last.complete

    def _may_wait(self, frame: Frame, claims: list[Claim]) -> bool:
        """A sentence without the amount may open a deal whose amount follows in the next one."""
        if self.in_call:
            return not claims and (frame.type in _EVENTS or frame.type is DealType.GOVERNMENT)
        return not claims and frame.rank < _PATIENT

    def _same_fine(self, sentence: Sentence, fired: list[tuple[Frame, re.Match[str]]]) -> bool:
        """True for "we made a payment of $3.0 billion for the fine": the charge and the payment of one fine are one."""
        last = self.last
        if (
            last is None
            or last.frame.type is not _T.SETTLEMENT
            or not last.amounts
            or self.count - max(last.born, last.heard) > _PATIENCE
        ):
            return False
        more = _THE_FINE.search(sentence.lower) or _ALSO_AWARDED.search(sentence.lower)
        return all(frame.type is _T.SETTLEMENT for frame, _ in fired) and more is not None

    def _told(self, sentence: Sentence, frame: Frame) -> bool:
        """True when the paragraph has just told of such a deal with its amount: the sentence goes on about it."""
        last = self.last
        if last is None or last.frame.type is not frame.type or not last.amounts or _ANOTHER.match(sentence.lower):
            return False
        if _ANAPHOR.match(sentence.lower) is not None:
            return True
        return frame.type in OF_THE_PERIOD and not of_another(sentence, last, self.cast)

    def _main(
        self, sentence: Sentence, frame: Frame, found: re.Match[str], taken: list[Quantity | None]
    ) -> Quantity | None:
        for kind in frame.needs:
            per_share = frame.per_share
            fit = [
                q
                for q in sentence.quantities
                if (is_kind(q, kind) or (per_share and is_money(q.unit)))
                and not any(q is t or (t and same_row(sentence, q, t)) for t in taken)
                and (kind != MONEY or (q.value >= frame.floor and not is_other_money(sentence, q, frame)))
                and not governed(sentence, q, frame.type)
            ]
            near = own_clause(
                sentence,
                frame,
                found,
                [q for q in fit if beside(q, found) or (frame.type in OF_THE_PERIOD and prices(sentence, q, found))],
            )
            if near:
                nearest = min(near, key=lambda q: distance(q, found))
                return in_all(sentence, first_of_row(sentence, nearest, fit), fit)
        return None

    def _draft(self, sentence: Sentence, frame: Frame, found: re.Match[str], anchor: int) -> Draft | None:
        parties, agents = parties_of(sentence, frame, anchor, self.cast, self.before)
        known = self._of_whom(sentence, frame, found, parties)
        told = None if known is None else acted(sentence, frame, found, known, self.cast)
        if told is None or (frame.type is DealType.SETTLEMENT and long_paid(sentence, self.cast)):
            return None
        frame, parties = told
        if frame.name == "any.part":
            whole = self.last
            if whole is None or whole.parties or not whole.amounts:
                return None
            frame = replace(frame, type=whole.frame.type, payer=whole.payer or whole.frame.payer, binding=whole.binding)
        frame = directed(sentence, frame, parties, self.cast)
        return Draft(
            frame=frame,
            quotes=where_named(sentence, frame, parties, self.last, self.before),
            parties=parties[: 1 if frame.name in AT_LAW else 6],
            known=bool(parties) and well_known(parties[0], self.cast),
            party_class=class_of(sentence, frame),
            binding=frame.binding,
            instrument=drafts.instrument(sentence, found.span()) if frame.instrument else "",
            payer=overruled_payer(sentence, frame, self.cast),
            words=as_written(sentence, parties) if parties else class_words(sentence, frame, found),
            aliases=tuple(dict.fromkeys(a.name for a in agents)),
        )

    def _of_whom(
        self, sentence: Sentence, frame: Frame, found: re.Match[str], parties: tuple[Found, ...]
    ) -> tuple[Found, ...] | None:
        """The parties of a draft, () where the frame's class stands for them; None where nobody can be told."""
        if not parties and frame.type is DealType.DIVESTITURE:
            lead = sentence.lower[max(0, found.start() - 120) : found.end()]
            if not self.cast.filer_at(lead):
                return None
        if not parties and not frame.party and not frame.mention:
            parties = earlier(sentence, frame, self.last)
        if frame.mention:
            parties = tuple(p for p in parties if self.cast.likely(p))
        wanted = frame.mention or not frame.party
        return None if wanted and not parties else parties

    def _carry_on(self, sentence: Sentence) -> None:
        """Let the latest deal take what the sentence adds, else one told in the same sentence as that."""
        last = self.last
        if last is None or last.frame.lone:
            return
        for draft in reversed([d for d in self.drafts if d.born == last.born and not d.frame.lone]):
            if self._goes_on(sentence, draft):
                draft.heard = self.count
                return

    def _goes_on(self, sentence: Sentence, draft: Draft) -> bool:
        several = len(draft.parties) > 1 and not (self.report and draft.frame.type in OF_THE_PERIOD)
        if several or self.count - max(draft.born, draft.heard) > _PATIENCE:
            return False
        anybody = draft.frame.type in _ANYBODY or draft.frame.name in _OF_OTHERS
        return (anybody or not of_another(sentence, draft, self.cast)) and follow(sentence, draft)


__all__ = ["FRAMES", "Paragraph"]
