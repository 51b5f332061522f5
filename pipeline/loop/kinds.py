"""What each type of deal moves, which way, and what closes a circle. Data, with the case that made each needed."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.loop.records import EdgeKind, NodeKind
from pipeline.records import Binding, DealType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.loop.records import Edge

KIND: Mapping[DealType, EdgeKind] = MappingProxyType(
    {
        DealType.PURCHASE_COMMITMENT: EdgeKind.PURCHASE,
        DealType.CLOUD_COMPUTE: EdgeKind.PURCHASE,
        DealType.SALES_CONTRACT: EdgeKind.PURCHASE,
        DealType.LICENSE: EdgeKind.PURCHASE,
        # Assets sold for money: the buyer pays, the assets are the goods.
        DealType.DIVESTITURE: EdgeKind.PURCHASE,
        DealType.CONCENTRATION: EdgeKind.CONCENTRATION,
        DealType.EQUITY_INVESTMENT: EdgeKind.INVESTMENT,
        DealType.ACQUISITION: EdgeKind.INVESTMENT,
        DealType.JOINT_VENTURE: EdgeKind.INVESTMENT,
        DealType.WARRANT_OPTION: EdgeKind.WARRANT,
        DealType.DEBT: EdgeKind.LOAN,
        DealType.LEASE: EdgeKind.LEASE,
        DealType.GUARANTEE: EdgeKind.GUARANTEE,
        DealType.SETTLEMENT: EdgeKind.OTHER,
        DealType.GOVERNMENT: EdgeKind.OTHER,
        DealType.OTHER: EdgeKind.OTHER,
    }
)

CLOSING = frozenset(
    {
        EdgeKind.PURCHASE,
        EdgeKind.INVESTMENT,
        EdgeKind.LOAN,
        EdgeKind.LEASE,
        EdgeKind.GUARANTEE,
        EdgeKind.WARRANT,
    }
)
"""Kinds that can be a leg of a circle. A fine or a grant that happens to run the other way recycles nothing, and a
share of revenue is not an arrangement."""


def closes(edge: Edge) -> bool:
    """Say whether an edge can be a leg of a circle.

    Notes redeemed are over: what was lent went back long ago. An indemnity without an amount is the small print of
    some other bargain, not capital put at risk.
    """
    if edge.kind is EdgeKind.LOAN and edge.strength is Binding.DONE:
        return False
    return edge.kind in CLOSING and not (edge.kind is EdgeKind.GUARANTEE and edge.size is None)


def kind_of(node: str) -> NodeKind:
    """Tell from the id of a party what it is: groups and parties without a name carry it there."""
    head = node.partition(":")
    return NodeKind(head[0]) if head[1] else NodeKind.COMPANY


def between_single(edge: Edge) -> bool:
    """Say whether one known party is at either end: no group, and nobody told by the part played alone.

    "Customer A" is one customer wherever its filer says so; "a supplier" here and "a supplier" there may be two.
    """
    return not any(kind_of(end) is NodeKind.GROUP or _any_such(end) for end in (edge.giver, edge.taker))


def _any_such(node: str) -> bool:
    return kind_of(node) is NodeKind.ANONYMOUS and node.replace(":", "-").rsplit("-", 1)[-1] in ROLES


_SECURITIES = frozenset({EdgeKind.INVESTMENT, EdgeKind.LOAN, EdgeKind.WARRANT})


def consideration(forth: EdgeKind, back: EdgeKind) -> bool:
    """Say whether two flows between the same two parties are one bargain: capital given, warrants received for it.

    A lender that is given warrants with its loan has bought something; a customer that is given warrants for buying
    chips gets its money back, which is a circle.
    """
    return EdgeKind.WARRANT in {forth, back} and {forth, back} <= _SECURITIES


def mirrored(forth: Edge, back: Edge) -> bool:
    """Say whether two opposite flows are one arrangement told by both sides, one of them with the payer mistaken.

    Two companies that tell, each in its own filing, of an investment of $20 billion, one each way, tell of one.
    """
    told = {said.source for said in forth.statements}.isdisjoint(said.source for said in back.statements)
    return told and forth.kind is back.kind and forth.size is not None and forth.size == back.size


LENDING = re.compile(
    r"\b(?:(?:lend|lends|lent|loaned)\b(?! (?:to )?(?:us|the company|our)\b)|(?:loan|note)s? receivable"
    r"|as (?:a|the) lender|provide funds (?:for|to) (?!us\b|the company\b|our\b)"
    r"|(?:loans?|advances?|advanced|financing) to (?!us\b|the company\b|our\b|fund\b|finance\b)"
    r"|(?:convertible|promissory) notes? (?:of|from|issued by) (?!us\b|the company\b|our\b))",
    re.IGNORECASE,
)
"""Words that show the filer of a debt deal to be the lender ("a loan to a customer", "note receivable from a cloud
company"). Without them the filer is the borrower, as nearly always, whichever side the deal's payer is: the payer of
outstanding notes repays what the lender gave."""

SHARES = re.compile(r"\b(?:warrants?|shares?|stock|equity|convertible|units of)\b", re.IGNORECASE)
"""Words without which an option is one to buy things ("an option to purchase the adjoining land"), not share rights."""

ISSUED = re.compile(
    r"\b(?:we|the company) (?:has |have )?(?:also )?(?:issued|granted)\b[^.;]{0,40}"
    r"\bshares of (?:our|its|the company.s)\b[^.;]{0,60}\bto\b",
    re.IGNORECASE,
)
"""Own shares given away ("we issued 8,750,000 shares of our common stock to the customer"): what moves is equity of the
filer, as with a warrant, and not money put into the other side."""

OWED_TO_FILER = re.compile(
    r"\bguarant\w+ (?!our\b|the company.s\b)[^.;]{0,80}\b(?:obligations?|payments?|rent|performance|debts?)\b"
    r"[^.;]{0,40}? to (?:us|the company)\b",
    re.IGNORECASE,
)
"""A surety told by the one it protects: "has guaranteed the tenant's obligations to us". It stands for the tenant."""

LENDERS = re.compile(
    r"\b(?:lenders?|(?:note|bond|debenture)holders?|holders|banks?|creditors?|financial institutions?)\b", re.IGNORECASE
)
"""Groups whose name says that they lend: no words near by can make them borrowers ("a lender, which may lend more")."""

SAME_KIND = (frozenset({EdgeKind.PURCHASE, EdgeKind.LEASE}),)
"""Kinds under which the two sides of one arrangement may tell of it: capacity sold by one, leased by the other."""

WEAKEST_FIRST = (
    Binding.ENDED,
    Binding.INTENT,
    Binding.UNCLEAR,
    Binding.CONDITIONAL,
    Binding.FIRM,
    Binding.DONE,
)

ROLES = frozenset({
    "agent", "bank", "banks", "borrower", "buyer", "company", "contractor", "counterparty", "customer", "customers",
    "government", "guarantor", "holder", "holders", "investor", "investors", "issuer", "landlord", "lender", "lenders",
    "lessor", "licensee", "licensor", "manufacturer", "parent", "partner", "partners", "purchaser", "seller",
    "sellers", "sponsor", "supplier", "suppliers", "target", "tenant", "trustee", "vendor", "vendors",
})  # fmt: skip
"""Defined terms that name a part played, not a party: "(the Lender)" in two filings is two lenders."""

ONCE = frozenset({DealType.ACQUISITION, DealType.DIVESTITURE})
"""What two parties do once: a call that tells of the purchase without its price tells of the one in the report."""

ENTITY = frozenset({
    "bidco", "global", "holdco", "intermediate", "midco", "opco", "operating", "parent", "topco",
})  # fmt: skip
"""Words that say which entity of a group signs, not which group: one filing deals with the operating company of a
laboratory, another holds shares of its global one, and both call it by the same short name. Not "international": a
company and its former international business are two."""


def strength_rank(binding: Binding) -> int:
    """Give the place in the order from weakest to strongest."""
    return WEAKEST_FIRST.index(binding)
