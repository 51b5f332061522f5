from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from pipeline.records import Binding, Claim, DealType, Decision, PartyKind, Payer, Proof, Qualifier, Withholding
from pipeline.review import Applied, applied, seen
from tests.review.conftest import BIRCH, CEDAR, CUSTOMER, Worked

DAY = dt.date(2026, 11, 23)
INTENT = "In the quarter we signed a letter of intent with Cedar Labs LLC"
HALL = "Our hall in Bremond is let by Dogwood Centers Trust, which we pay $35 million through 2031."


def on(deal: str, verdict: Any, by: str | None = "Maria Holt", **fields: Any) -> Decision:
    claim = Claim(**fields) if fields else None
    return Decision(about="deal", verdict=verdict, key=deal, claim=claim, by=by, on=DAY)


def decide(worked: Worked, *decisions: Decision) -> Applied:
    return applied(tuple(worked.deals.values()), decisions, worked.checks)


def states(done: Applied) -> list[str]:
    return [decision.state for decision in done.decisions]


def test_an_accepted_deal_stays_as_it_is_and_says_who_accepted_it(worked: Worked) -> None:
    done = decide(worked, on(BIRCH, "accept"))
    deal = next(deal for deal in done.deals if deal.id == BIRCH)
    assert deal.model_copy(update={"review": None}) == worked.deals[BIRCH]
    assert deal.review is not None
    assert (deal.review.decision, deal.review.by, deal.review.on, deal.review.stale) == (
        "accepted",
        "Maria Holt",
        DAY,
        (),
    )
    assert [deal.review for deal in done.deals if deal.id != BIRCH] == [None, None]
    assert done.decisions[0].was == seen(worked.deals[BIRCH])


def test_a_rejected_deal_is_withheld_with_who_and_why(worked: Worked) -> None:
    done = decide(worked, on(CEDAR, "reject").model_copy(update={"note": "told twice"}))
    assert CEDAR not in {deal.id for deal in done.deals}
    (item,) = done.rejected
    assert (item.reason, item.detail) == (Withholding.REJECTED, "rejected by Maria Holt on 2026-11-23: told twice")


def test_a_corrected_amount_is_read_and_proved_from_the_document(worked: Worked) -> None:
    done = decide(worked, on(BIRCH, "correct", amounts=("$35 million",), quotes=(HALL,), party="Dogwood Centers Trust"))
    assert states(done) == ["holds"]
    (deal,) = (deal for deal in done.deals if deal.review is not None)
    (amount,) = deal.amounts
    assert (amount.value, amount.unit, amount.proof) == (Decimal(35_000_000), "USD", Proof.QUOTE)
    assert deal.evidence[amount.evidence].quote == HALL
    assert deal.counterparty.name == "Dogwood Centers Trust"
    assert deal.id.startswith("dogwood-centers-trust-purchase_commitment-filer-")
    assert deal.review is not None
    assert (deal.review.of, deal.review.found) == (BIRCH, seen(worked.deals[BIRCH]))


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"amounts": ("$5.5 billion",)}, '"$5.5 billion" does not stand in the quotes'),
        ({"amounts": ("a lot",)}, "is not one figure"),
        ({"party": "Elder Mills, Inc."}, "does not stand in the quotes"),
        ({"party": "Alder Systems, Inc."}, "is the company that filed"),
        ({"end": "2031"}, "2031 does not stand in the quotes"),
        ({"binding": Binding.FIRM, "quotes": ("words that nobody wrote in any document",)}, "do not stand in the doc"),
        ({"what": "robots from Elder Mills"}, "do not say"),
    ],
)
def test_what_the_document_does_not_prove_is_refused_and_the_deal_stays(
    worked: Worked, fields: dict[str, Any], why: str
) -> None:
    done = decide(worked, on(BIRCH, "correct", **fields))
    assert states(done) == ["refused"]
    assert why in (done.decisions[0].why or "")
    assert {deal.id: deal for deal in done.deals} == worked.deals


def test_a_signed_person_may_say_how_binding_and_it_is_marked(worked: Worked) -> None:
    done = decide(worked, on(CEDAR, "correct", binding=Binding.FIRM))
    (deal,) = (deal for deal in done.deals if deal.review is not None)
    assert (deal.binding, deal.review and deal.review.unproved) == (Binding.FIRM, ("binding",))


def test_who_did_not_sign_may_not(worked: Worked) -> None:
    done = decide(worked, on(CEDAR, "correct", by=None, binding=Binding.FIRM))
    assert states(done) == ["refused"]
    assert "sign" in (done.decisions[0].why or "")
    assert {deal.id: deal for deal in done.deals} == worked.deals


def test_a_strength_the_words_prove_needs_no_word_of_honour(worked: Worked) -> None:
    done = decide(worked, on(CEDAR, "correct", by=None, binding=Binding.CONDITIONAL, phrase="no assurance"))
    (deal,) = (deal for deal in done.deals if deal.review is not None)
    assert deal.review is not None
    assert (deal.binding, deal.binding_phrase, deal.review.unproved) == (Binding.CONDITIONAL, "no assurance", ())


def test_a_kind_and_that_there_is_no_amount_need_no_proof(worked: Worked) -> None:
    done = decide(worked, on(CEDAR, "correct", type=DealType.LICENSE, amounts=()))
    (deal,) = (deal for deal in done.deals if deal.review is not None)
    assert (deal.type, deal.amounts, deal.summary) == (DealType.LICENSE, (), "")


def test_a_date_is_corrected_and_taken_away(worked: Worked) -> None:
    assert worked.deals[BIRCH].dates.end == "2028"
    done = decide(worked, on(BIRCH, "correct", end=""))
    assert next(deal for deal in done.deals if deal.review).dates.end is None


def missed(**fields: Any) -> Decision:
    base: dict[str, Any] = {
        "type": DealType.LEASE,
        "party": "Dogwood Centers Trust",
        "payer": Payer.FILER,
        "binding": Binding.FIRM,
        "amounts": ("$35 million",),
        "quotes": (HALL,),
    }
    return Decision(about="missed", verdict="add", claim=Claim(**(base | fields)), by="Maria Holt", on=DAY)


def test_a_missed_deal_is_added_when_its_quote_proves_it(worked: Worked) -> None:
    done = decide(worked, missed(end="2031"))
    (deal,) = (deal for deal in done.deals if deal.review is not None)
    assert (deal.counterparty.name, deal.counterparty.kind) == ("Dogwood Centers Trust", PartyKind.NAMED)
    assert (deal.amounts[0].value, deal.amounts[0].qualifier) == (Decimal(35_000_000), Qualifier.EXACT)
    assert (deal.dates.end, deal.sources, deal.review and deal.review.decision) == (
        "2031",
        ("reviewer: by hand",),
        "added",
    )
    assert len(done.deals) == len(worked.deals) + 1


def test_a_missed_deal_that_the_document_does_not_tell_is_refused(worked: Worked) -> None:
    done = decide(worked, missed(quotes=("We pay Dogwood Centers Trust $35 million a day.",)))
    assert (states(done), len(done.deals)) == (["refused"], len(worked.deals))


def test_a_missed_deal_the_program_learns_to_tell_is_not_told_twice(worked: Worked) -> None:
    (added,) = (deal for deal in decide(worked, missed()).deals if deal.review)
    learned = added.model_copy(update={"review": None, "sources": ("rules: lease.hall",)})
    done = applied((*worked.deals.values(), learned), [missed()], worked.checks)
    assert [deal.sources for deal in done.deals if deal.id == added.id] == [("rules: lease.hall",)]


def test_a_party_is_renamed_wherever_it_stands_if_the_words_bear_the_name(worked: Worked) -> None:
    def rename(name: str, says: str) -> Decision:
        return Decision(about="party", verdict="rename", key=name, says=says, claim=Claim(party=says), by="Jo Berg")

    done = decide(worked, rename("Birch Foundry Corporation", "Birch"), rename("Cedar Labs LLC", "Elder Mills, Inc."))
    assert states(done) == ["holds", "refused"]
    (deal,) = (deal for deal in done.deals if deal.review is not None)
    assert (deal.counterparty.name, deal.review and deal.review.decision) == ("Birch", "renamed")
    assert states(decide(worked, rename("Nobody", "Birch"))) == ["gone"]


def moved(worked: Worked, id_: str, **changes: Any) -> Decision:
    """A decision made when the deal was another."""
    return on(id_, "accept").model_copy(update={"was": seen(worked.deals[id_]).model_copy(update=changes)})


@pytest.mark.parametrize(
    "change",
    [
        {"amount": "exact 4000000000 USD"},
        {"binding": Binding.CONDITIONAL},
        {"payer": Payer.MUTUAL},
        {"quote": "other words stood there"},
    ],
)
def test_an_acceptance_whose_evidence_changed_is_stale(worked: Worked, change: dict[str, Any]) -> None:
    done = decide(worked, moved(worked, BIRCH, **change))
    (field,) = change
    assert (states(done), done.decisions[0].why) == (["stale"], f"changed since: {field}")
    assert next(deal.review.stale for deal in done.deals if deal.review) == (field,)


def test_a_quote_that_grew_is_no_change(worked: Worked) -> None:
    whole = worked.deals[BIRCH].evidence[0].quote
    assert states(decide(worked, moved(worked, BIRCH, quote=whole[10:60]))) == ["holds"]


def test_a_stale_correction_holds_and_a_stale_rejection_too(worked: Worked) -> None:
    was = seen(worked.deals[CEDAR]).model_copy(update={"amount": "up_to 1 USD"})
    correct = on(CEDAR, "correct", type=DealType.LICENSE).model_copy(update={"was": was})
    done = decide(worked, correct)
    assert (states(done), next(deal.type for deal in done.deals if deal.review)) == (["stale"], DealType.LICENSE)
    gone = decide(worked, on(CEDAR, "reject").model_copy(update={"was": was}))
    assert (states(gone), len(gone.deals)) == (["stale"], len(worked.deals) - 1)


def test_what_the_program_says_by_now_as_the_person_did_is_not_stale(worked: Worked) -> None:
    was = seen(worked.deals[CEDAR]).model_copy(update={"type": DealType.LEASE})
    done = decide(worked, on(CEDAR, "correct", type=DealType.EQUITY_INVESTMENT).model_copy(update={"was": was}))
    assert states(done) == ["holds"]


def test_a_deal_whose_id_moved_is_found_by_its_words_and_party(worked: Worked) -> None:
    decision = moved(worked, BIRCH).model_copy(update={"key": "an-older-id"})
    done = decide(worked, decision)
    assert (states(done), [deal.id for deal in done.deals if deal.review]) == (["holds"], [BIRCH])


def test_a_reviewed_deal_that_is_no_longer_told_is_kept_while_the_document_proves_it(worked: Worked) -> None:
    rest = [deal for deal in worked.deals.values() if deal.id != BIRCH]
    done = applied(rest, [moved(worked, BIRCH)], worked.checks)
    (deal,) = (deal for deal in done.deals if deal.review is not None)
    assert deal.review is not None
    assert (deal.id, deal.review.decision, deal.review.kept) == (BIRCH, "accepted", True)
    assert deal.amounts[0].value == worked.deals[BIRCH].amounts[0].value
    assert states(applied(rest, [moved(worked, BIRCH, quote="these words are in no document")], worked.checks)) == [
        "refused"
    ]
    assert states(applied(rest, [moved(worked, BIRCH).model_copy(update={"verdict": "reject"})], worked.checks)) == [
        "gone"
    ]


def test_the_last_decision_about_a_deal_counts(worked: Worked) -> None:
    done = decide(worked, on(CUSTOMER, "reject"), on(CUSTOMER, "accept"))
    assert (len(done.deals), states(done)) == (len(worked.deals), ["holds"])


def test_a_decision_about_no_deal_is_told(worked: Worked) -> None:
    done = decide(worked, on("no-such-deal", "accept"))
    assert (states(done), done.decisions[0].why) == (["refused"], "no deal of the document has this id")
