"""What of a page waits for a person: deals nobody looked at, and decisions that do not hold as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from pipeline.records import Binding, DealType, Match, Proof
from pipeline.review.matching import by_hand, last_of_each

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.records import Deal, Decision, FactFile, Sentence

Kind: TypeAlias = Literal["unreviewed", "stale", "refused", "unsigned", "pending"]
"""``pending``: written since the last run, and in force with the next."""


class Waiting(NamedTuple):
    """One thing that waits, what it is about and why. ``doubts`` say what of a deal to look at first."""

    kind: Kind
    why: str
    deal: Deal | None = None
    sentence: Sentence | None = None
    decision: Decision | None = None
    doubts: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """Name the deal, the sentence or what the decision is about."""
        if self.deal is not None:
            return self.deal.id
        if self.sentence is not None:
            return self.sentence.text
        claimed = self.decision.claim.party if self.decision is not None and self.decision.claim is not None else None
        return (self.decision.key if self.decision is not None else "") or claimed or ""


def waiting(facts: FactFile, sentences: Sequence[Sentence], written: Sequence[Decision]) -> tuple[Waiting, ...]:
    """List what waits, decisions that do not hold first, then what is in doubt, then the rest in the page's order.

    ``sentences`` are those of the page; of them only a model's wait. ``written`` is what the review file says now.
    """
    noted = {by_hand(one): one for one in (facts.review.decisions if facts.review is not None else ())}
    latest = [noted.get(by_hand(one), one) for one in last_of_each(written)]
    pending = [one for one in latest if by_hand(one) not in noted]
    found = [
        *_deals(facts, [one for one in latest if one.state == "refused"], {one.key for one in pending}),
        *_sentences(sentences, latest),
        *(_decisions(facts, latest)),
        *(Waiting("pending", "in force with the next run", decision=one) for one in pending),
    ]
    order: dict[Kind, int] = {"stale": 0, "refused": 0, "unreviewed": 2, "unsigned": 3, "pending": 4}
    return tuple(sorted(found, key=lambda one: order[one.kind] - bool(one.doubts and one.kind == "unreviewed")))


def names_of(deal: Deal) -> frozenset[str]:
    """Give every id under which decisions may know a deal."""
    review = deal.review
    return frozenset(filter(None, (deal.id, *((review.of, review.key) if review is not None else ()))))


def _deals(facts: FactFile, refused: Sequence[Decision], pending: set[str]) -> Iterator[Waiting]:
    for deal in facts.deals:
        names = names_of(deal)
        if names & pending:
            continue
        review = deal.review
        doubts = tuple(doubts_of(facts, deal))
        no = next((one for one in refused if one.about == "deal" and one.key in names), None)
        if no is not None:
            yield Waiting("refused", no.why or "", deal, decision=no, doubts=doubts)
        elif review is not None and review.stale:
            why = f"changed since it was {review.decision}: {', '.join(review.stale)}"
            yield Waiting("stale", why, deal, doubts=doubts)
        elif review is None or not review.counts:
            yield Waiting("unreviewed", "not looked at", deal, doubts=doubts)


def _sentences(sentences: Sequence[Sentence], decisions: Sequence[Decision]) -> Iterator[Waiting]:
    known = {text.rstrip(".") for one in decisions if one.about == "sentence" for text in (one.key, one.says) if text}
    for sentence in sentences:
        if sentence.by == "model" and " ".join(sentence.text.split()).rstrip(".") not in known:
            yield Waiting("unreviewed", "not looked at", sentence=sentence)


def _decisions(facts: FactFile, decisions: Sequence[Decision]) -> Iterator[Waiting]:
    """Give the decisions that do not hold and are about no deal of the page, and those nobody signed."""
    told = {name for deal in facts.deals for name in names_of(deal)}
    for one in decisions:
        about_a_deal = one.about == "deal" and one.key in told
        if one.state == "refused" and not about_a_deal:
            yield Waiting("refused", one.why or "", decision=one)
        elif one.state == "stale" and not about_a_deal:
            yield Waiting("stale", one.why or "", decision=one)
        if one.by is None:
            yield Waiting("unsigned", "nobody signed it", decision=one)


def doubts_of(facts: FactFile, deal: Deal) -> Iterator[str]:
    """Say what of a deal deserves a second look."""
    for other in deal.disagreements:
        page = deal.evidence[other.evidence].page
        yield f"page {page} says otherwise of its {other.about}: {' '.join(other.said.split())}"
    if deal.binding is Binding.UNCLEAR and deal.type is not DealType.CONCENTRATION:
        yield "how binding it is was not found"
    if any(amount.proof is not Proof.QUOTE for amount in deal.amounts[:1]):
        yield "a line elsewhere or the head of a table says what the figure is counted in"
    if any(piece.match is Match.FUZZY for piece in deal.evidence):
        yield "a quote stands in the document only nearly so"
    pictures = sorted({piece.page for piece in deal.evidence} & set(facts.coverage.recognised or ()))
    if pictures:
        yield f"its words were recognised in a picture: page {', '.join(map(str, pictures))}"
