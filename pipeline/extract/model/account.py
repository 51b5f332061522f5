"""The account of one document: what the model told, what another engine found beside it, and what became of each.

Nothing found is lost in silence: a candidate of the other engine is told by the model, denied by it, or stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.model import parse
from pipeline.extract.model.matching import Claim, akin, meet, placed, teller
from pipeline.extract.model.shape import SecondAnswer
from pipeline.records import Denied, Proposals, Unanswered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.extract.model.shape import PassageAnswer, Reply, SaidDeal
    from pipeline.extract.model.shown import Ground
    from pipeline.records import Candidate, Document, FailedPassage, Packet, ResultCandidate

_LONGEST_REASON = 200


class Telling(NamedTuple):
    """One packet, its text, and the first answer about it."""

    packet: Packet
    ground: Ground
    answer: PassageAnswer

    def shows(self, claim: Claim) -> bool:
        """Tell whether the packet holds any of the words a claim quotes."""
        return meet(claim.places, [(piece.start, piece.end) for piece in self.packet.pieces])


class _Kept(NamedTuple):
    """What stays of one packet's answers.

    ``place`` gives where an entry of the first answer stands now, ``answers`` which claim tells a candidate that was
    asked about by name, by its number there.
    """

    claims: list[Claim]
    place: dict[int, int]
    answers: dict[int, int]


class Account:
    """The first answers about a document, against what another engine found in it (``beside``)."""

    def __init__(
        self, document: Document, engine: str, tellings: Sequence[Telling], beside: Sequence[Candidate]
    ) -> None:
        self._engine = engine
        self.tellings = tuple(tellings)
        self._first = [[self._claim(one, said) for said in one.answer.deals] for one in self.tellings]
        self._beside = [placed(document, candidate) for candidate in beside]
        self._lacking = self._without_teller()

    def lacking(self, telling: int) -> tuple[Candidate, ...]:
        """Give the candidates found in the words of this packet that no deal of the model tells."""
        return tuple(self._beside[number].candidate for number in self._lacking[telling])

    def closed(
        self, seconds: Mapping[int, SecondAnswer | Unanswered], failed: tuple[FailedPassage, ...] = ()
    ) -> Proposals:
        """Give what is proposed, ``seconds`` being the second answers by the number of the packet."""
        claims: list[Claim] = []
        linked: dict[int, int] = {}
        denied: dict[int, str] = {}
        for number in range(len(self.tellings)):
            kept = self._kept(number, seconds.get(number))
            offset = len(claims)
            claims += kept.claims
            for one, reply in self._replies(number, seconds.get(number)).items():
                if reply.verdict == "no_arrangement":
                    denied[one] = reply.why
                at = self._answered(one, reply, kept)
                if at is not None:
                    linked[one] = offset + at
        return self._proposals(claims, linked, denied, seconds, failed)

    def _proposals(
        self,
        claims: list[Claim],
        linked: dict[int, int],
        denied: dict[int, str],
        seconds: Mapping[int, SecondAnswer | Unanswered],
        failed: tuple[FailedPassage, ...],
    ) -> Proposals:
        also: dict[int, list[str]] = {}
        refused: list[Denied] = []
        standing: list[Candidate] = []
        for number, claim in enumerate(self._beside):
            at = linked.get(number, teller(claim, claims))
            if at is not None:
                also.setdefault(at, []).append(f"{claim.candidate.engine}: {claim.candidate.rule}")
            elif number in denied:
                refused.append(Denied(candidate=claim.candidate, reason=self._reason(denied[number])))
            else:
                standing.append(claim.candidate)
        told = [
            claim.candidate.model_copy(update={"also": tuple(dict.fromkeys(also.get(at, ())))})
            for at, claim in enumerate(claims)
        ]
        return Proposals(
            candidates=(*told, *standing),
            denied=tuple(refused),
            results=tuple(result for number in range(len(self.tellings)) for result in self._results(number, seconds)),
            signals=tuple(parse.signal(said) for one in self.tellings for said in one.answer.signals),
            failed=failed,
            notes=_notes(seconds),
        )

    def _without_teller(self) -> list[list[int]]:
        """Give for each packet the candidates found there that no first answer tells."""
        known = [claim for claims in self._first for claim in claims]
        lacking: list[list[int]] = [[] for _ in self.tellings]
        for number, claim in enumerate(self._beside):
            home = next((at for at, telling in enumerate(self.tellings) if telling.shows(claim)), None)
            if home is not None and teller(claim, known) is None:
                lacking[home].append(number)
        return lacking

    def _kept(self, number: int, second: SecondAnswer | Unanswered | None) -> _Kept:
        """Put a second answer into the first: what it corrects in its place, what it adds behind."""
        first, telling = self._first[number], self.tellings[number]
        told = second.deals if isinstance(second, SecondAnswer) else ()
        gone = {at - 1 for at in second.withdrawn} if isinstance(second, SecondAnswer) else set()
        kept = _Kept([], {}, {})

        def put(said: Sequence[SaidDeal]) -> None:
            for one in said:
                answers = getattr(one, "answers", None)
                if answers is not None:
                    kept.answers.setdefault(answers, len(kept.claims))
                kept.claims.append(self._claim(telling, one))

        for at, claim in enumerate(first):
            corrected = [one for one in told if one.mends == at + 1]
            kept.place[at] = len(kept.claims)
            if corrected:
                put(corrected)
            elif at in gone:
                del kept.place[at]
            else:
                kept.claims.append(claim)
        put([one for one in told if one.mends is None or not 1 <= one.mends <= len(first)])
        return kept

    def _replies(self, number: int, second: SecondAnswer | Unanswered | None) -> dict[int, Reply]:
        """Give the replies by the place in ``beside`` of what they are about."""
        asked = self._lacking[number]
        said = second.replies if isinstance(second, SecondAnswer) else ()
        return {asked[reply.number - 1]: reply for reply in said if 1 <= reply.number <= len(asked)}

    def _answered(self, one: int, reply: Reply, kept: _Kept) -> int | None:
        """Give the claim that tells a candidate by the model's own word, if the two have anything in common."""
        at = kept.answers.get(reply.number)
        if at is None and reply.verdict == "told" and reply.entry is not None:
            at = kept.place.get(reply.entry - 1)
        return at if at is not None and akin(self._beside[one], kept.claims[at]) else None

    def _results(self, number: int, seconds: Mapping[int, SecondAnswer | Unanswered]) -> list[ResultCandidate]:
        second = seconds.get(number)
        told = second.results if isinstance(second, SecondAnswer) else ()
        mended = {one.mends for one in told}
        kept = [one for at, one in enumerate(self.tellings[number].answer.results, 1) if at not in mended]
        return [parse.result(one) for one in (*kept, *told)]

    def _claim(self, telling: Telling, said: SaidDeal) -> Claim:
        """Read a deal, and say of each quote where in the packet it stands: code found that, not the model."""
        candidate = parse.deal(said, self._engine)
        found = [telling.ground.places(quote.text) for quote in candidate.quotes]
        quotes = tuple(
            quote.model_copy(update={"start": places[0][0]}) if places else quote
            for quote, places in zip(candidate.quotes, found, strict=True)
        )
        places = tuple(place for places in found for place in places)
        return Claim(candidate.model_copy(update={"quotes": quotes, "packet": telling.packet.key}), places)

    def _reason(self, why: str) -> str:
        return f"asked about it by name, {self._engine} says: {' '.join(why.split())[:_LONGEST_REASON]}"


def _notes(seconds: Mapping[int, SecondAnswer | Unanswered]) -> tuple[str, ...]:
    """Say where a second question had no answer: what it was about then stands as it was."""
    reasons = [one.reason for one in seconds.values() if isinstance(one, Unanswered)]
    if not reasons:
        return ()
    note = (
        f"{len(reasons)} of {len(seconds)} second questions about doubtful or missing entries got no answer "
        f"({reasons[0]}); what they were about is shown as it was first read."
    )
    return (note,)
