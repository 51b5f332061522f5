"""The deals of a document as people decided: accepted, corrected, rejected, renamed, added."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import Claim, DealReview, Withheld, Withholding
from pipeline.review.claiming import Refused, claim_of, corrected, shown
from pipeline.review.matching import changed, last_of_each, nearest, placed, seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.records import Deal, Decision
    from pipeline.review.claiming import Prover, Shown


class Applied(NamedTuple):
    """The deals as decided, in no order; what was rejected; and each decision with what became of it.

    Decisions about sentences come back as they went in: they are for ``resaid``.
    """

    deals: tuple[Deal, ...]
    rejected: tuple[Withheld, ...]
    decisions: tuple[Decision, ...]


def applied(deals: Sequence[Deal], decisions: Sequence[Decision], prover: Prover) -> Applied:
    """Decide about deals as people did. The last of several decisions about one deal counts.

    A figure, a name or a date that the document does not prove is refused, and its deal stays as the program found it.
    How binding a deal is and who pays a signed person may say without such proof; it is marked. An acceptance whose
    evidence changed is stale and counts for nothing; a stale correction holds as far as it is proved; what was
    rejected stays so. A deal that was accepted or corrected and is no longer told is kept, where it is proved anew.
    """
    work = _Work(deals, last_of_each(decisions), prover)
    for about in (work.on_deals, work.on_missed, work.on_names):
        about()
    return Applied(tuple(_distinct(work.deals.values())), tuple(work.rejected), tuple(work.decisions))


class _Work:
    """The deals on their way, by the ids the program gave them."""

    def __init__(self, deals: Sequence[Deal], decisions: Sequence[Decision], prover: Prover) -> None:
        self.deals = {deal.id: deal for deal in deals}
        self.decisions = list(decisions)
        self.prover = prover
        self.rejected: list[Withheld] = []
        self._told = tuple(deals)
        self._placed = placed(decisions, deals)

    def on_deals(self) -> None:
        for place, decision in enumerate(self.decisions):
            if decision.about != "deal":
                continue
            deal = self._placed.get(place)
            if deal is None:
                self._gone(place, decision)
                continue
            # Made by hand and met for the first time: it is about what stands there now.
            decided = decision if decision.was else decision.model_copy(update={"was": seen(deal)})
            moved = changed(decided.was, deal) if decided.was else ()
            self.decisions[place] = getattr(self, f"_{decision.verdict}")(decided, deal, moved)

    def _accept(self, decision: Decision, deal: Deal, moved: tuple[str, ...]) -> Decision:
        key = decision.key if decision.key != deal.id else None
        review = DealReview(decision="accepted", by=decision.by, on=decision.on, key=key, stale=moved)
        self.deals[deal.id] = deal.model_copy(update={"review": review})
        return _judged(decision, moved, deal)

    def _reject(self, decision: Decision, deal: Deal, moved: tuple[str, ...]) -> Decision:
        del self.deals[deal.id]
        said = f"rejected by {decision.by or 'a reviewer who did not sign'}"
        said += f" on {decision.on}" if decision.on else ""
        said += f": {decision.note}" if decision.note else ""
        self.rejected.append(Withheld(reason=Withholding.REJECTED, detail=said, candidate=deal.as_claimed()))
        return _judged(decision, moved, deal)

    def _correct(self, decision: Decision, deal: Deal, moved: tuple[str, ...]) -> Decision:
        claim = decision.claim or Claim()
        good = shown(claim, deal, self.prover, signed=decision.by is not None) if _to_prove(claim) else None
        if isinstance(good, Refused):
            return _refused(decision, good)
        made = corrected(deal, claim, good, self.prover)
        # What the program now says as the person did needs no second look.
        now, then = seen(deal), seen(made)
        settled = {field for field in claim.fields if getattr(now, field, None) == getattr(then, field, None)}
        still = tuple(field for field in moved if field not in settled)
        review = DealReview(
            decision="corrected",
            by=decision.by,
            on=decision.on,
            of=deal.id if made.id != deal.id else None,
            key=decision.key if decision.key not in {deal.id, made.id} else None,
            found=now,
            fields=claim.fields,
            unproved=good.unproved if good is not None else (),
            stale=still,
        )
        self.deals[deal.id] = made.model_copy(update={"review": review})
        return _judged(decision, still, deal)

    def _gone(self, place: int, decision: Decision) -> None:
        """Keep a deal the program no longer tells, where it was accepted or corrected and is proved anew."""
        if decision.verdict == "reject" or decision.was is None:
            why = "no deal of the document has this id" if decision.was is None else None
            self.decisions[place] = decision.model_copy(update={"state": "refused" if why else "gone", "why": why})
            return
        if nearest(decision.was, self._told) is not None:  # a later decision, under its new id, took its place
            self.decisions[place] = decision.model_copy(update={"state": "gone", "why": None})
            return
        claim = claim_of(decision.was, decision.claim)
        good = shown(claim, None, self.prover, signed=decision.by is not None)
        if isinstance(good, Refused):
            self.decisions[place] = _refused(decision, good)
            return
        verdict = "accepted" if decision.verdict == "accept" else "corrected"
        fields = decision.claim.fields if decision.claim else ()
        review = DealReview(
            decision=verdict, by=decision.by, on=decision.on, fields=fields, unproved=good.unproved, kept=True
        )
        if decision.verdict == "accept":  # it is the same deal, whatever the engine called its amount
            good = good._replace(deal=good.deal.model_copy(update={"id": decision.key}))
        self._add(good, review)
        self.decisions[place] = decision.model_copy(update={"state": "holds"})

    def on_missed(self) -> None:
        for place, decision in enumerate(self.decisions):
            if decision.about != "missed" or decision.claim is None:
                continue
            good = shown(decision.claim, None, self.prover, signed=decision.by is not None)
            if isinstance(good, Refused):
                self.decisions[place] = _refused(decision, good)
                continue
            review = DealReview(decision="added", by=decision.by, on=decision.on, unproved=good.unproved)
            self._add(good, review)

    def _add(self, good: Shown, review: DealReview) -> None:
        """Add a deal; one the program tells by now, in the same words, is only marked."""
        deal = good.deal
        known = next((one for one in self.deals.values() if one.id == deal.id and not changed(seen(deal), one)), None)
        self.deals[deal.id if known is None else known.id] = (known or deal).model_copy(update={"review": review})

    def on_names(self) -> None:
        for place, decision in enumerate(self.decisions):
            if decision.about != "party" or decision.claim is None:
                continue
            meant = [id_ for id_, deal in self.deals.items() if decision.key in _names(deal)]
            refused = [one for one in (self._rename(id_, decision, decision.claim) for id_ in meant) if one is not None]
            if not meant:
                self.decisions[place] = decision.model_copy(
                    update={"state": "gone", "why": "no deal of the document is with a party of this name"}
                )
            elif refused:
                self.decisions[place] = _refused(decision, refused[0])

    def _rename(self, id_: str, decision: Decision, claim: Claim) -> Refused | None:
        deal = self.deals[id_]
        good = shown(claim, deal, self.prover, signed=decision.by is not None)
        if isinstance(good, Refused):
            return good
        made = corrected(deal, claim, good, self.prover)
        before = deal.review or DealReview(decision="renamed", by=decision.by, on=decision.on)
        review = before.model_copy(
            update={
                "of": before.of or (deal.id if made.id != deal.id else None),
                "found": before.found or seen(deal),
                "fields": tuple(dict.fromkeys((*before.fields, *claim.fields))),
            }
        )
        self.deals[id_] = made.model_copy(update={"review": review})
        return None


def _to_prove(claim: Claim) -> bool:
    """Tell whether a claim says anything that the document must bear: all but a kind, or that there is no amount."""
    fields = set(claim.fields) - {"type"} - ({"amount"} if claim.amounts == () else set())
    return bool(fields) or bool(claim.quotes)


def _judged(decision: Decision, moved: tuple[str, ...], deal: Deal) -> Decision:
    """Say whether a decision holds about the deal as the program tells it now."""
    if not moved:
        return decision.model_copy(update={"state": "holds", "why": None, "now": None})
    why = f"changed since: {', '.join(moved)}"
    return decision.model_copy(update={"state": "stale", "why": why, "now": seen(deal)})


def _refused(decision: Decision, why: Refused) -> Decision:
    return decision.model_copy(update={"state": "refused", "why": why.detail})


def _names(deal: Deal) -> Iterator[str]:
    yield from (deal.counterparty.name, *deal.counterparty.aliases)


def _distinct(deals: Iterable[Deal]) -> Iterator[Deal]:
    """Number the ids that a correction made alike."""
    known: Counter[str] = Counter()
    for deal in deals:
        known[deal.id] += 1
        again = known[deal.id]
        yield deal if again == 1 else deal.model_copy(update={"id": f"{deal.id}-{again}"})
