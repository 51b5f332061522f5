"""The plain words of the page, as data: how binding, what kind, why withheld, and terms of art explained."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import Binding, DealType, Form, Withholding

if TYPE_CHECKING:
    from collections.abc import Mapping

DASH = "\N{EN DASH}"

BINDING: Mapping[Binding, str] = MappingProxyType(
    {
        Binding.INTENT: f"only intended {DASH} no binding deal",
        Binding.CONDITIONAL: "signed, but conditions must be met first",
        Binding.FIRM: "binding and in force",
        Binding.DONE: "completed",
        Binding.ENDED: "ended",
        Binding.UNCLEAR: "the document does not say",
    }
)

KIND: Mapping[DealType, str] = MappingProxyType(
    {
        DealType.PURCHASE_COMMITMENT: "Purchases",
        DealType.CLOUD_COMPUTE: "Computing capacity",
        DealType.SALES_CONTRACT: "Goods or services sold",
        DealType.CONCENTRATION: "Dependence",
        DealType.EQUITY_INVESTMENT: "Stake",
        DealType.WARRANT_OPTION: "Warrant or option",
        DealType.ACQUISITION: "Takeover",
        DealType.DIVESTITURE: "Business sold",
        DealType.JOINT_VENTURE: "Partnership",
        DealType.DEBT: "Debt",
        DealType.LEASE: "Lease",
        DealType.LICENSE: "Licence",
        DealType.GUARANTEE: "Guarantee",
        DealType.SETTLEMENT: "Legal dispute",
        DealType.GOVERNMENT: "Government",
        DealType.OTHER: "Other",
    }
)

FORM: Mapping[Form, str] = MappingProxyType(
    {
        Form.TEN_K: "10-K (annual report)",
        Form.TEN_Q: "10-Q (quarterly report)",
        Form.EIGHT_K: "8-K (report of an event)",
        Form.CALL: "earnings call",
        Form.OTHER: "document",
    }
)

SHORT_FORM: Mapping[Form, str] = MappingProxyType(
    {Form.TEN_K: "10-K", Form.TEN_Q: "10-Q", Form.EIGHT_K: "8-K", Form.CALL: "call", Form.OTHER: "document"}
)

WITHHELD: Mapping[Withholding, str] = MappingProxyType(
    {
        Withholding.QUOTE_NOT_FOUND: "the quoted words do not stand in the document",
        Withholding.QUOTE_TOO_SHORT: "the quoted words are too few to prove anything",
        Withholding.PAGE_DIFFERS: "the quoted words stand on another page than claimed",
        Withholding.NOT_THE_FILERS_WORDS: "the quoted words are an analyst's or the operator's",
        Withholding.NUMBER_NOT_IN_QUOTE: "the figure does not stand in the words quoted for it",
        Withholding.NUMBER_DIFFERS: "the figure differs from the one in the document",
        Withholding.PARTY_NOT_IN_QUOTE: "the words quoted do not name the other party",
        Withholding.PARTY_IS_FILER: "the other party turned out to be the company itself",
        Withholding.FALSE_PARTY: "the name found is not a party to a deal",
        Withholding.INTENT_AS_FIRM: "a mere intention was taken for a binding deal",
        Withholding.BINDING_NOT_IN_QUOTE: "the words quoted do not show how binding it is",
        Withholding.DATE_NOT_IN_QUOTE: "the date does not stand in the words quoted",
        Withholding.NOT_IN_QUOTE: "the words quoted do not say what they were said to say",
        Withholding.NO_EVIDENCE: "no words of the document were quoted",
        Withholding.DENIED: "the model, asked about it by name, took it for no arrangement",
    }
)

HINTED: Mapping[str, str] = MappingProxyType(
    {
        "company": "company name",
        "ticker": "ticker",
        "cik": "registration number (CIK)",
        "form": "kind of document",
        "period_end": "end of the period",
        "fiscal_period": "fiscal period",
        "filed": "filing date",
        "held": "day of the call",
    }
)

CHANGE: Mapping[str, str] = MappingProxyType(
    {
        "new": "new since the last document",
        "changed": "changed since the last document",
        "hardened": "firmer than in the last document",
        "softened": "weaker than in the last document",
    }
)

METRIC: Mapping[str, str] = MappingProxyType(
    {
        "eps": "earnings per share",
        "eps_basic": "earnings per share (basic)",
        "eps_diluted": "earnings per share (diluted)",
        "capex": "capital expenditure",
        "rpo": "signed work still to deliver",
    }
)
"""Metrics whose name is no plain English; any other is printed as named."""

SIGNAL: Mapping[str, str] = MappingProxyType(
    {
        "lead_time": "Lead times",
        "input_price": "Input prices",
        "capacity": "Capacity",
        "supply": "Supply",
        "backlog": "Orders in hand",
    }
)


class Term(NamedTuple):
    """A term of art: the pattern it is known by on the page, and what it means in at most twelve words."""

    term: str
    pattern: re.Pattern[str]
    meaning: str


def _term(term: str, pattern: str, meaning: str) -> Term:
    return Term(term, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), meaning)


GLOSSARY: tuple[Term, ...] = (
    _term("letter of intent", r"letters? of intent", "A written plan that usually binds nobody"),
    _term(
        "memorandum of understanding", r"memorand(?:um|a) of understanding", "A written outline, usually not binding"
    ),
    _term("definitive agreement", r"definitive (?:\w+ )?agreements?", "The final signed contract"),
    _term("closing conditions", r"closing conditions?", "What must happen before a signed deal takes effect"),
    _term("take-or-pay", r"take[- ]or[- ]pay", "Pay for the agreed amount even if it is not used"),
    _term(
        "purchase commitment",
        r"purchase (?:commitments?|obligations?)",
        "A promise to buy that cannot simply be dropped",
    ),
    _term("backlog", r"backlog", "Orders signed but not yet delivered"),
    _term(
        "remaining performance obligations",
        r"remaining performance obligations?|RPO",
        "Work sold by contract but not yet delivered",
    ),
    _term("deferred revenue", r"deferred revenue", "Money received for work still to be delivered"),
    _term("warrant", r"warrants?(?! holders)", "A right to buy shares later at a set price"),
    _term("convertible note", r"convertible (?:\w+ )?notes?", "A loan that can be turned into shares"),
    _term("senior notes", r"senior (?:\w+ )?notes?|noteholders?", "Loans sold to investors and repaid on a set date"),
    _term("revolver", r"revolver|revolving (?:\w+ ){0,3}facility", "A bank credit line to draw and repay as needed"),
    _term("commercial paper", r"commercial paper", "Very short loans sold to investors"),
    _term("term loan", r"(?:delayed[- ]draw )?term loans?", "A bank loan repaid by a set date"),
    _term("guarantee", r"guarantees?|guaranteed|backstop", "A promise to pay if someone else does not"),
    _term("escrow", r"escrow", "Money a third party holds until terms are met"),
    _term(
        "lease not commenced",
        r"leases? (?:that (?:have|has) )?not yet commenced|leases? not (?:yet )?commenced",
        "A lease signed for space not yet handed over",
    ),
    _term("accounts receivable", r"receivables?", "Money customers still owe"),
    _term("export licence", r"export (?:licen[cs]es?|controls?)", "Government permission to sell certain goods abroad"),
    _term(
        "contingent consideration",
        r"contingent consideration|earn-?outs?",
        "A part of the price paid only if targets are met",
    ),
    _term(
        "termination fee",
        r"(?:reverse )?termination fees?|break-?up fees?",
        "Money owed if a signed deal falls through",
    ),
    _term("joint venture", r"joint ventures?|JVs?", "A business two companies own together"),
    _term(
        "non-marketable equity securities",
        r"non-?marketable equity securities",
        "Stakes in companies not traded on an exchange",
    ),
    _term("carrying value", r"carrying (?:value|amount)", "What the books say it is worth"),
    _term("guidance", r"guidance", "What the company itself expects"),
    _term("diluted", r"diluted", "Counting shares that may still be issued"),
)
"""In order of what a reader misreads most."""
