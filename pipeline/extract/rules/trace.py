"""What the rules made of each sentence, told by the reader itself while it reads: for whoever mends a rule.

The reader is the one that proposes. It is only watched: what it decides is written down, never decided again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from pipeline.extract.rules.ages import old
from pipeline.extract.rules.all_frames import FRAMES, SPOKEN
from pipeline.extract.rules.engine import collected, kept, told
from pipeline.extract.rules.materiality import material
from pipeline.extract.rules.reading import Paragraph
from pipeline.extract.rules.results import results
from pipeline.extract.rules.table_rows import ROWS
from pipeline.extract.rules.tables import near_totals
from pipeline.records import Candidate

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from pipeline.extract.rules.claims import Claim
    from pipeline.extract.rules.drafts import Draft
    from pipeline.extract.rules.frames import Frame
    from pipeline.extract.rules.text import Sentence
    from pipeline.lexis import Quantity
    from pipeline.records import Document, Passage

_NOBODY = "no party it could be with was found"
_GOVERNED = "other words of the sentence govern the cue"
_TOLD_BEFORE = "the paragraph has just told of such a deal"
_SECOND = "another rule of this kind has taken the sentence"


class Note(NamedTuple):
    """What became of ``[start, end)`` of the document. ``rule`` is empty where no rule is concerned.

    ``taken``: the rule made or fed a draft of a deal there.
    """

    start: int
    end: int
    rule: str
    said: str
    taken: bool = False


def notes(document: Document, passages: Sequence[Passage]) -> tuple[Note, ...]:
    """Read the passages as ``RulesEngine`` does and give what became of every sentence, in text order."""
    watched = _watched()
    found = told(document, passages, watched)
    whole = {id(draft) for draft in kept(document, found)}
    written = list(watched.written)
    for one in found:
        if not isinstance(one, Candidate) and id(one) not in whole:
            said = f"not told: {_why_not(one, document)}"
            written += [Note(low, high, one.frame.name, said) for low, high in one.quotes]
    everything = collected(document, passages, found)
    large = {id(candidate) for candidate in material(everything, results(document))}
    for candidate in everything:
        if id(candidate) not in large:
            written += _places(candidate)
    written += _rows(document, passages)
    return tuple(sorted(dict.fromkeys(written), key=lambda note: (note.start, note.end)))


def made_for(rule: str) -> str:
    """The kind of sentence or row that made a rule necessary, empty where the rule is not one of a table."""
    examples = {entry.name: entry.example for entry in ROWS} | {
        frame.name: frame.example for frame in (*SPOKEN, *FRAMES)
    }
    return examples.get(rule, "")


def _rows(document: Document, passages: Sequence[Passage]) -> Iterator[Note]:
    """The rows of tables that a rule knows by their label and may not take."""
    for table in document.tables:
        if any(passage.start < table.end and table.start < passage.end for passage in passages):
            for row, rule, why in near_totals(document, table):
                yield Note(row.start, row.end, rule, f"the row's label is the rule's, but {why}")


def _why_not(draft: Draft, document: Document) -> str:
    if not draft.complete:
        lacks = "a party" if not (draft.parties or draft.party_class) else f"an amount ({_kinds(draft.frame)})"
        return f"it lacks {lacks}"
    if old(draft, document.identity.day):
        return f"it is of an earlier period{f' ({draft.latest})' if draft.latest else ''}"
    return "another paragraph tells that it is past"


def _places(candidate: Candidate) -> Iterator[Note]:
    for quote in candidate.quotes:
        if quote.start is not None:
            said = "not told: its sum is trifling beside the revenue of the period"
            yield Note(quote.start, quote.start + len(quote.text), candidate.rule, said)


def _kinds(frame: Frame) -> str:
    return " or ".join(frame.needs) or "none"


@dataclass
class _Watched(Paragraph):
    """A paragraph that writes down what it decides."""

    written: ClassVar[list[Note]]
    stage: str = ""
    settled: list[Draft] = field(default_factory=list)

    def _note(self, sentence: Sentence, rule: str, said: str, *, taken: bool = False) -> None:
        self.written.append(Note(sentence.start, sentence.end, rule, said, taken))

    def _read(self, sentence: Sentence) -> None:
        before = len(self.written)
        super()._read(sentence)
        if len(self.written) == before:
            self._note(sentence, "", "no word stands in it that deals are told with (a sum, an agreement, a lease)")

    def _passed_over(self, sentence: Sentence) -> str:
        why = super()._passed_over(sentence)
        if why:
            self._note(sentence, "", f"passed over: {why}")
        return why

    def _fired(self, sentence: Sentence) -> list[tuple[Frame, re.Match[str]]]:
        fired = super()._fired(sentence)
        standing = {frame.name for frame, _ in fired}
        near = 0
        for frame in self.frames:
            found = None if frame.name in standing else frame.found(sentence.lower)
            if found is None or (frame.mention and not self.in_call):
                continue
            near += 1
            words = frame.unmade(sentence.lower, found)
            why = f"unmade by “{' '.join(words.split())}”" if words else "words it needs besides are missing"
            self._note(sentence, frame.name, f"its cue “{_words(found)}” stands, but {why}")
        if not fired and not near:
            self._note(sentence, "", "no rule's cue stands in it")
        return fired

    def _take(self, sentence: Sentence, fired: list[tuple[Frame, re.Match[str]]]) -> bool:
        self.claimed: list[tuple[str, Draft]] = []
        taken = super()._take(sentence, fired)
        for rule, draft in self.claimed:
            if not any(draft is other for other in self.settled):
                self._note(sentence, rule, "gave way to another rule that tells the same deal better")
        if not self.claimed and taken:
            self._note(sentence, "", "taken as more about the deal before it")
        return taken

    def _claim(self, sentence: Sentence, frame: Frame, found: re.Match[str], claims: list[Claim]) -> Claim | None:
        self.stage = _GOVERNED
        claim = super()._claim(sentence, frame, found, claims)
        if claim is None:
            self._note(sentence, frame.name, f"its cue “{_words(found)}” stands, but {self.stage}")
            return None
        draft = claim.draft
        self.claimed.append((frame.name, draft))
        party = ", ".join(party.name for party in draft.parties) or draft.party_class or "none"
        amount = sentence.written(claim.main.start, claim.main.end) if claim.main else "none yet"
        said = f"fired on “{_words(found)}”; main amount {' '.join(amount.split())}; party {party}"
        self._note(sentence, frame.name, said, taken=True)
        return claim

    def _main(
        self, sentence: Sentence, frame: Frame, found: re.Match[str], taken: list[Quantity | None]
    ) -> Quantity | None:
        main = super()._main(sentence, frame, found, taken)
        lacks = f"no amount of the kind it needs ({_kinds(frame)}) near the cue is its own"
        self.stage = lacks if main is None and frame.needs else _SECOND
        return main

    def _told(self, sentence: Sentence, frame: Frame) -> bool:
        before = super()._told(sentence, frame)
        self.stage = _TOLD_BEFORE if before else self.stage
        return before

    def _draft(self, sentence: Sentence, frame: Frame, found: re.Match[str], anchor: int) -> Draft | None:
        draft = super()._draft(sentence, frame, found, anchor)
        if draft is None:
            there = ", ".join(dict.fromkeys(party.name for party in self.cast.named(sentence)))
            self.stage = f"{_NOBODY} (names in the sentence: {there or 'none'})"
        return draft

    def _settle(self, sentence: Sentence, claim: Claim, others: list[Quantity], *, alone: bool) -> None:
        self.settled.append(claim.draft)
        super()._settle(sentence, claim, others, alone=alone)


def _watched() -> type[_Watched]:
    """A kind of paragraph of its own for one reading, so that two readings do not write into one list."""
    return type("_Watched", (_Watched,), {"written": []})


def _words(found: re.Match[str]) -> str:
    return " ".join(found[0].split())
