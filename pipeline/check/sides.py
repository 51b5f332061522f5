"""Gate: the money does not flow against what the kind of deal, the party or the grammar of the quote says.

Only what is plain is refused: words that speak of both directions, or of neither, decide nothing.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.check.case import Case, Refusal
from pipeline.lexis import legal_core
from pipeline.records import DealType, PartyKind, Payer, Withholding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.check.source import Source

_BY_KIND: Mapping[DealType, Payer] = MappingProxyType(
    {
        DealType.PURCHASE_COMMITMENT: Payer.FILER,
        DealType.SALES_CONTRACT: Payer.COUNTERPARTY,
        DealType.DIVESTITURE: Payer.COUNTERPARTY,
    }
)
"""Kinds that say by themselves who pays: what the filer must buy, what it sells."""
_CUSTOMER = re.compile(r"^(?:\w+ ){0,2}(?:customers?|clients?|tenants?|resellers?|distributors?)\b", re.IGNORECASE)
_SUPPLIER = re.compile(r"^(?:\w+ ){0,2}(?:suppliers?|vendors?|lessors?|landlords?)\b", re.IGNORECASE)
_EARNED = re.compile(r"\b(?:revenues?|sales|receivables?)\b")
_SPENT = re.compile(r"\b(?:purchas\w+|payables?|costs?|suppl\w+|vendors?|expens\w+|spend\w*)\b")
_OWED = re.compile(
    r"\btotal (?:principal|debt|indebtedness|borrowings)\b|\bdebt total|\bprincipal outstanding\b|\bindebtedness was\b"
)
_LENT = re.compile(
    r"\b(?:issu|borrow|dr[ae]w|facilit|commit|program|avail|undrawn|offer|len[dt]|enter|proceeds|capacity|revolv)"
)
_READ = frozenset(
    {
        DealType.ACQUISITION,
        DealType.CLOUD_COMPUTE,
        DealType.EQUITY_INVESTMENT,
        DealType.GUARANTEE,
        DealType.LEASE,
        DealType.LICENSE,
        DealType.OTHER,
        DealType.SETTLEMENT,
        DealType.WARRANT_OPTION,
    }
)
"""Kinds whose side the grammar may tell. Debt is not among them: who issues notes is paid first and pays later."""
_WE = r"\b(?:we|the company)"
_DOES = (
    r"(?: (?:also|each|then|jointly|have|has|had|are|is|were|was|be|been|will|must|shall|would|may|to"
    r"|agreed|committed|obligated|required|obliged|contracted|intends?|expects?|plans?|completed|closed))*"
)
_GIVES = re.compile(
    rf"{_WE}{_DOES} (?:pay|paid|invest|invested|purchase|purchased|buy|bought|acquire|acquired|guarantee|guaranteed"
    r"|lease[sd]? (?!to\b)[^.;]{0,60}?\bfrom|rent(?:ed)? [^.;]{0,60}?\bfrom|take capacity)\b"
    rf"|{_WE} [^.;]{{0,60}}?(?:agreement|contract|letter of intent) with [^.;]{{0,60}}?"
    r" to (?:buy|purchase|acquire|invest)\b"
    rf"|{_WE} [^.;]{{0,200}}? and (?:paid|will pay|agreed to pay)\b"
    rf"|{_WE} (?:had|have|has) committed [^.;]{{0,30}}?to pay\b"
    r"|\bour (?:[$€£][\d.,]+ (?:million |billion )?)?(?:investment in|investing|purchase of|acquisition of)\b"
)
"""We agreed to pay Alder; the Company acquired Alder; our $2 billion investment in Alder."""
_GETS = re.compile(
    r"\b(?:pay|pays|paid|paying|payable) (?:to )?(?:us|the company)\b"
    r"|\binvest\w* [^.;]{0,80}?\bin (?:us|the company)\b(?!')"
    r"|\b(?:purchas|buy|bought|order|leas|rent|licens)\w* [^.;]{0,80}?\bfrom (?:us|the company)\b(?!')"
    rf"|{_WE}{_DOES} (?:sell|sold|license|licensed|lease|leased|rent|rented|lent) [^.;]{{0,120}}?\bto\b"
    rf"|{_WE}{_DOES} (?:receive|received|collect|collected|sold)\b"
    r"|\bguarante\w+ [^.;]{0,80}?(?:\bto us\b|\bto the company\b|\bour benefit\b)"
    r"|\bto (?:buy|purchase|acquire) [^.;]{0,50}?\b(?:our (?:\w+ ){0,3}(?:shares|stock)"
    r"|(?:shares|stock) of (?:the company|ours)\b)"
)
"""Alder agreed to pay us; will purchase from us; we sold to Alder; Alder invested in us.

Shares issued are none: they may be the price of what the filer buys.
"""
_NEAR = 110


def open_for_sides(source: Source, case: Case) -> Case | Refusal:
    """Refuse a side that the kind of deal excludes, or that the words say is the other one's."""
    candidate = case.candidate
    claimed = candidate.payer
    if claimed not in {Payer.FILER, Payer.COUNTERPARTY}:
        return case
    told = _BY_KIND.get(candidate.type)
    said = tuple(_sentences(source, case))
    if candidate.type is DealType.CONCENTRATION:
        told = _whose_share(case, said)
    if candidate.type is DealType.DEBT and claimed is Payer.COUNTERPARTY:
        told = _who_repays(said)
    if candidate.type is DealType.LEASE and _SUPPLIER.search(candidate.party.name):
        told = Payer.FILER
    elif candidate.type in _READ:
        told = _by_grammar(case, said)
    if told is None or told is claimed:
        return case
    return Refusal(Withholding.NOT_IN_QUOTE, f"by the words it is the {told} who pays, the claim says the {claimed}")


def _sentences(source: Source, case: Case) -> Iterator[str]:
    for index in dict.fromkeys(case.located):
        if index is not None:
            evidence = case.evidence[index]
            for start, end in source.sentences(evidence.start, evidence.end):
                yield source.folded_slice(start, end).text.lower()


def _whose_share(case: Case, said: tuple[str, ...]) -> Payer | None:
    """Customers pay for a share of revenue or receivables, the filer for a share of its purchases."""
    words = " ".join(said)
    earned, spent = _EARNED.search(words) is not None, _SPENT.search(words) is not None
    name = case.candidate.party.name
    if _CUSTOMER.search(name) and not spent:
        return Payer.COUNTERPARTY
    if _SUPPLIER.search(name) and not earned:
        return Payer.FILER
    if earned is spent:
        return None
    return Payer.COUNTERPARTY if earned else Payer.FILER


def _who_repays(said: tuple[str, ...]) -> Payer | None:
    """The filer repays what it owes in all; who lends is said to pay for new borrowings and for what is undrawn."""
    words = " ".join(said)
    return Payer.FILER if _OWED.search(words) and not _LENT.search(words) else None


def _by_grammar(case: Case, said: tuple[str, ...]) -> Payer | None:
    """Give the side of the only direction the words speak of, where that is said of the party or of its amount."""
    party = case.candidate.party
    known = [" ".join(amount.as_written.split()).lower() for amount in case.amounts]
    if party.kind is PartyKind.NAMED:
        known += [core for name in (party.name, *case.as_written) if (core := legal_core(name).split(" ")[0])]
    gives = [near for sentence in said for near in _around(_GIVES, sentence)]
    gets = [near for sentence in said for near in _around(_GETS, sentence)]
    if bool(gives) is bool(gets):
        return None
    if not any(word in near for near in (*gives, *gets) for word in known if word):
        return None
    return Payer.FILER if gives else Payer.COUNTERPARTY


def _around(pattern: re.Pattern[str], sentence: str) -> Iterator[str]:
    for match in pattern.finditer(sentence):
        yield sentence[max(0, match.start() - _NEAR) : match.end() + _NEAR]
