"""One plain sentence for a candidate, made only of words and figures that its evidence holds or its fields name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Binding, DealType, PartyKind, Payer, Qualifier

if TYPE_CHECKING:
    from pipeline.records import Candidate, ProposedAmount

_BEFORE = {
    Qualifier.APPROX: "about ",
    Qualifier.UP_TO: "up to ",
    Qualifier.AT_LEAST: "at least ",
}
_VERB: dict[tuple[DealType, Payer], str] = {
    (DealType.DEBT, Payer.COUNTERPARTY): "{party} lend or promise to lend the company {money}",
    (DealType.DEBT, Payer.FILER): "The company owes, lent or repaid {money}: {party}",
    (DealType.CONCENTRATION, Payer.COUNTERPARTY): "{party} brings {money} of the company's {what}",
    (DealType.CONCENTRATION, Payer.FILER): "{party} stands for {money} of the company's {what}",
    (DealType.ACQUISITION, Payer.FILER): "The company buys {party} for {money}",
    (DealType.ACQUISITION, Payer.COUNTERPARTY): "{party} buys the company for {money}",
    (DealType.DIVESTITURE, Payer.COUNTERPARTY): "The company sells a business or assets to {party} for {money}",
    (DealType.EQUITY_INVESTMENT, Payer.FILER): "The company invests {money} in {party}",
    (DealType.EQUITY_INVESTMENT, Payer.COUNTERPARTY): "{party} buy shares of the company: {money}",
    (DealType.LEASE, Payer.FILER): "The company is to pay {party} {money} in rent",
    (DealType.PURCHASE_COMMITMENT, Payer.FILER): "The company is to buy from {party}: {money}",
    (DealType.CLOUD_COMPUTE, Payer.FILER): "The company is to pay {party} {money} for cloud or data-centre capacity",
    (
        DealType.CLOUD_COMPUTE,
        Payer.COUNTERPARTY,
    ): "{party} is to pay the company {money} for cloud or data-centre capacity",
    (DealType.SALES_CONTRACT, Payer.COUNTERPARTY): "Contracts under which {party} pay the company: {money}",
    (DealType.WARRANT_OPTION, Payer.COUNTERPARTY): "{party} may buy {money} of the company",
    (DealType.GUARANTEE, Payer.FILER): "The company stands in for {party}, for {money}",
    # A sum sued for, or a fine under appeal, is no settlement.
    (DealType.SETTLEMENT, Payer.FILER): "A legal dispute with {party}, {what}: {money}",
    (DealType.GOVERNMENT, Payer.COUNTERPARTY): "{party} give the company {money}",
    (DealType.GOVERNMENT, Payer.FILER): "{party} would take {money} of revenue",
    (DealType.GOVERNMENT, Payer.NONE): "Rules of {party} cost the company {money}",
}
_STATE = {
    Binding.INTENT: " (intent only)",
    Binding.CONDITIONAL: " (with conditions)",
    Binding.DONE: " (done)",
    Binding.ENDED: " (ended)",
    Binding.UNCLEAR: " (how binding is not said)",
}


def money(amount: ProposedAmount) -> str:
    """An amount as the document writes it, with its qualifier in front and its unit where a table left it out."""
    written = " ".join(amount.as_written.split())
    if amount.unit == "percent" and "%" not in written and "percent" not in written:
        written += "%"
    return _BEFORE.get(amount.qualifier, "") + written


def summary(candidate: Candidate, what: str) -> str:
    """One sentence: who, what, how much, how binding."""
    party = candidate.party.name
    if candidate.party.kind is not PartyKind.NAMED and candidate.party.name[:1].islower():
        party = (
            candidate.party.name
            if candidate.party.kind is PartyKind.CLASS
            else f"an unnamed party ({candidate.party.name})"
        )
    figure = money(candidate.amounts[0]) if candidate.amounts else "an amount not disclosed"
    told = _VERB.get((candidate.type, candidate.payer), "{what} with {party}: {money}")
    # A share of revenue binds nobody.
    state = "" if candidate.type is DealType.CONCENTRATION else _STATE.get(candidate.binding, "")
    sentence = told.format(party=party, money=figure, what=what) + state
    # A name may end with the full stop already: "Alder, Inc."
    return sentence[:1].upper() + sentence[1:].removesuffix(".") + "."
