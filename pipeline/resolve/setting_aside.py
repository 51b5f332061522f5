"""What a person said is no party, or is the filer itself, goes no further; it is told among what was withheld."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.lexis import legal_core
from pipeline.records import PartyKind, Withheld, Withholding

if TYPE_CHECKING:
    from pipeline.records import Candidate, Identity, Proposals
    from pipeline.records.parties import PartyTable


def set_aside(identity: Identity, proposals: Proposals, table: PartyTable) -> tuple[Proposals, tuple[Withheld, ...]]:
    """Take out the candidates whose named party is none by the table, or is the company that filed the document."""
    if not (table.never or table.parties):
        return proposals, ()
    kept: list[Candidate] = []
    withheld: list[Withheld] = []
    for candidate in proposals.candidates:
        refusal = _refusal(identity, candidate, table)
        if refusal is None:
            kept.append(candidate)
        else:
            withheld.append(Withheld(reason=refusal[0], detail=refusal[1], candidate=candidate))
    return proposals.model_copy(update={"candidates": tuple(kept)}), tuple(withheld)


def _refusal(identity: Identity, candidate: Candidate, table: PartyTable) -> tuple[Withholding, str] | None:
    if candidate.party.kind is not PartyKind.NAMED:
        return None
    name = candidate.party.name
    core = legal_core(name)
    if core in table.never:
        return Withholding.FALSE_PARTY, f'"{name}" is no party, says parties.toml'
    known = table.of(core)
    if known is None:
        return None
    own = {legal_core(company) for company in (identity.company, *identity.registrants)}
    same_cik = bool(known.cik and identity.cik and known.cik.lstrip("0") == identity.cik.lstrip("0"))
    if same_cik or not own.isdisjoint(known.cores):
        return Withholding.PARTY_IS_FILER, f'"{name}" is the company that filed the document, by what was decided'
    return None
