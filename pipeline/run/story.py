"""How a candidate came through the rooms, told in plain lines from what each room says it decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.check import Case, Source
from pipeline.inert import clean, cut
from pipeline.records import Candidate, Withholding
from pipeline.run.gates import QUOTE, Line, candidate_line, days, part, placed, spelled, step_lines, summed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.check import Step
    from pipeline.records import Amount, Deal, Evidence, Proved, Withheld
    from pipeline.resolve import Arrangement, Member
    from pipeline.run.again import Again

_DECIDED = "The candidate was kept out before the checks, by what a person decided in parties.toml"
_ASIDE = {Withholding.DENIED: "The candidate was kept out by the model, asked about it by name or on a second look"}
_AROUND = 240
_MOST_NOTES = 12


def told(lines: Iterable[Line]) -> str:
    """Put lines together; words of a document can do nothing to a terminal."""
    return "\n".join(f"{'  ' * line.depth}{clean(line.text)}" for line in lines) + "\n"


def deal_line(deal: Proved) -> str:
    """A deal in one line."""
    amounts = ", ".join(summed(amount) for amount in deal.amounts) or "no amount"
    party = deal.counterparty
    return f"{deal.type} with {party.name} ({party.kind}), payer {deal.payer}, {deal.binding}, {amounts}"


class Teller:
    """Tells of one document worked again."""

    def __init__(self, again: Again, prompts: str) -> None:
        self._again, self._prompts = again, prompts
        self._document = again.document
        self._source = Source(again.document)

    def deal(self, whole: Arrangement) -> Iterator[Line]:
        """How a deal came about: each candidate, what made them one, what the deal took from which."""
        count = len(whole.members)
        for number, member in enumerate(whole.members, start=1):
            head = f"Candidate {number} of {count}" + (", which leads" if number == 1 and count > 1 else "")
            yield Line(0, head)
            yield from self.candidate(self._again.candidate(member))
            yield Line(0, "")
        yield from self._merged(whole)
        yield Line(0, "")
        yield from self._evidence(whole.deal.evidence)

    def candidate(self, number: int) -> Iterator[Line]:
        """How one candidate came about and through the checks."""
        examined = self._again.examined[number]
        case = _last_case(examined.steps)
        places = [(piece.start, piece.end) for piece in case.evidence] if case else []
        places = places or _claimed(examined.candidate)
        yield from _under("selected", self._selected(places))
        yield from _under("proposed", self._proposed(examined.candidate, places))
        before = Case(examined.candidate)
        lines: list[Line] = []
        for step in examined.steps:
            lines += step_lines(self._source, step, before)
            before = step.outcome if isinstance(step.outcome, Case) else before
        yield from _under("checked", lines)

    def withheld(self, place: int) -> Iterator[Line]:
        """How what was withheld came about. ``place`` counts from 0 in the list of the fact file."""
        kept_out = self._again.checked.withheld[place]
        yield from withheld_lines(kept_out)
        yield Line(0, "")
        seen = 0
        for number, examined in enumerate(self._again.told):
            seen += len(examined.withheld)
            if place < seen:
                home = self._again.member(number)
                if home is not None:
                    yield Line(0, f"The rest of its candidate was proved and became part of {home[0].deal.id}")
                yield Line(0, "The candidate")
                yield from self.candidate(number)
                return
        candidate = kept_out.candidate
        places = _claimed(candidate)
        if isinstance(candidate, Candidate):
            yield Line(0, _ASIDE.get(kept_out.reason, _DECIDED))
            yield from _under("selected", self._selected(places))
            yield from _under("proposed", self._proposed(candidate, places))
            return
        yield Line(0, "It claims a reported figure or a signal, which are checked as a whole")
        yield from _under("selected", self._selected(places))

    def _selected(self, places: Sequence[tuple[int, int]]) -> Iterator[Line]:
        """The pages, sections and passages the words stand in, and why those were asked about."""
        if not places:
            yield Line(0, "its words stand nowhere in the document")
        for said in dict.fromkeys(self._where(start, end) for start, end in places):
            yield Line(0, said)

    def _where(self, start: int, end: int) -> str:
        section = self._document.section_at(start)
        named = f"section {section.key} ({section.title})" if section else "no known section"
        head = f"page {self._document.page_at(start)}, {named}"
        for passage in self._again.selection.passages:
            if passage.start < end and start < passage.end:
                why = "; ".join(passage.reasons)
                return f"{head}, passage {passage.key} (about {passage.tokens} tokens), asked about: {why}"
        for passage in self._again.selection.skipped:
            if passage.start < end and start < passage.end:
                key = f", passage {passage.key}" if passage.key else ""
                return f"{head}{key}, not asked about: {'; '.join(passage.reasons)}"
        return f"{head}, in no passage"

    def _proposed(self, candidate: Candidate, places: Sequence[tuple[int, int]]) -> Iterator[Line]:
        if candidate.engine == "rules":
            yield from self._by_rule(candidate, places)
        else:
            yield Line(0, f"by the model {candidate.engine}, asked about the passage with {self._prompts}")
        yield Line(0, f"claim: {candidate_line(candidate)}")
        if candidate.binding_phrase:
            yield Line(0, f"claimed strength: {candidate.binding}, by “{candidate.binding_phrase}”")
        if days(candidate.dates):
            yield Line(0, f"claimed dates: {days(candidate.dates)}")

    def _by_rule(self, candidate: Candidate, places: Sequence[tuple[int, int]]) -> Iterator[Line]:
        from pipeline.extract.rules.trace import made_for  # noqa: PLC0415  (a model needs none of the vocabulary)

        yield Line(0, f"by the rules, rule {candidate.rule}")
        example = made_for(candidate.rule)
        if example:
            yield Line(1, f"the kind of words it was made for: “{example}”")
        notes = [
            note
            for note in self._again.notes
            if note.taken and any(note.start < end and start < note.end for start, end in places)
        ]
        own = [note for note in notes if note.rule == candidate.rule] or notes
        for note in own[:_MOST_NOTES]:
            yield Line(1, f"page {self._document.page_at(note.start)}: {note.rule} {note.said}")

    def _merged(self, whole: Arrangement) -> Iterator[Line]:
        yield Line(0, "Made one")
        if len(whole.members) == 1:
            yield Line(1, "no other candidate tells of this arrangement")
        for number, member in enumerate(whole.members[1:], start=2):
            yield Line(1, f"candidate {number} joined the first: {member.why}")
        deal = whole.deal
        strong = _number(whole, whole.strongest)
        phrase = f" (“{deal.binding_phrase}”)" if deal.binding_phrase else ""
        yield Line(1, f"party: {deal.counterparty.name}, {_spellings(deal)}")
        others = [
            f"candidate {number} says {member.statement.binding}"
            for number, member in enumerate(whole.members, start=1)
            if member.statement.binding is not deal.binding
        ]
        yield Line(1, "; ".join([f"strength: {deal.binding}{phrase}, from candidate {strong}", *others]))
        if deal.payer is not whole.members[0].statement.payer:
            yield Line(1, f"payer: {deal.payer}, though the first candidate says {whole.members[0].statement.payer}")
        for amount in deal.amounts:
            givers = [n for n, m in enumerate(whole.members, start=1) if _has(m.statement, amount)]
            yield Line(1, f"amount: {summed(amount)}, in candidate {', '.join(map(str, givers))}")
        left = _left_out(whole)
        if left:
            yield Line(1, f"not kept: {'; '.join(left)}")
        yield Line(1, f"id: {deal.id}")

    def _evidence(self, evidence: Sequence[Evidence]) -> Iterator[Line]:
        yield Line(0, "Evidence, with what stands around it")
        for number, piece in enumerate(evidence, start=1):
            yield Line(1, f"{number}. {placed(piece)}")
            text = self._document.text
            before = _tail(text[max(0, piece.start - _AROUND) : piece.start])
            after = _head(text[piece.end : piece.end + _AROUND])
            yield Line(2, f"{before} >>> {piece.quote} <<< {after}")


def withheld_lines(kept_out: Withheld) -> Iterator[Line]:
    """What was withheld and why, as the fact file says it."""
    yield Line(0, f"Withheld: {kept_out.reason}: {kept_out.detail}")
    yield Line(1, f"claim: {part(kept_out)}")
    for quote in kept_out.candidate.quotes:
        yield Line(1, f"quoted: “{cut(quote.text, QUOTE)}”")


def _under(head: str, lines: Iterable[Line]) -> Iterator[Line]:
    yield Line(1, head)
    yield from (Line(line.depth + 2, line.text) for line in lines)


def _claimed(candidate: object) -> list[tuple[int, int]]:
    quotes = getattr(candidate, "quotes", ())
    return [(quote.start, quote.start + len(quote.text)) for quote in quotes if quote.start is not None]


def _last_case(steps: Sequence[Step]) -> Case | None:
    return next((step.outcome for step in reversed(steps) if isinstance(step.outcome, Case)), None)


def _number(whole: Arrangement, member: Member) -> int:
    return next(number for number, other in enumerate(whole.members, start=1) if other.place == member.place)


def _has(statement: Proved, amount: Amount) -> bool:
    return any(other.value == amount.value and other.unit == amount.unit for other in statement.amounts)


def _spellings(deal: Deal) -> str:
    written = spelled(deal.counterparty.as_written)
    return f"written {written}" if written else "by no name of its own"


def _left_out(whole: Arrangement) -> list[str]:
    """Amounts and quotes of the candidates that the deal does not hold."""
    deal, said = whole.deal, []
    for number, member in enumerate(whole.members, start=1):
        amounts = [amount for amount in member.statement.amounts if not _has(deal, amount)]
        said += [f"{summed(amount)} of candidate {number}" for amount in amounts]
        gone = sum(
            not any(piece.start < kept.end and kept.start < piece.end for kept in deal.evidence)
            for piece in member.statement.evidence
        )
        if gone:
            said.append(f"{gone} quotes of candidate {number}")
    return said


def _tail(text: str) -> str:
    return f"…{text[text.find(' ') + 1 :]}" if text else ""


def _head(text: str) -> str:
    return f"{text[: text.rfind(' ')]}…" if " " in text else text
