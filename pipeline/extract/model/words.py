"""What the fixed words mean, as told to the model: the labelling guideline's meaning in this program's own words.

One entry per enum member; a test keeps them in step. Each definition carries the short case that made it needed.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.records import Binding, DealType, PartyKind, Payer, Qualifier

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES: Mapping[DealType, str] = MappingProxyType(
    {
        DealType.PURCHASE_COMMITMENT: (
            "the filer must buy, or under a running supply agreement buys, goods, components or services (total "
            "purchase obligations; a take-or-pay supply; purchases from a related supplier)"
        ),
        DealType.CLOUD_COMPUTE: "cloud or data-centre capacity bought or sold (a multi-year agreement for computing)",
        DealType.SALES_CONTRACT: (
            "the filer sells or supplies: a supply agreement won, orders, backlog, remaining performance obligations "
            "(its party is `customers` where none is named)"
        ),
        DealType.CONCENTRATION: (
            "the share of revenue, receivables or purchases that falls to one party (a customer at 22% of revenue)"
        ),
        DealType.EQUITY_INVESTMENT: "a stake bought, sold or promised, by either side",
        DealType.WARRANT_OPTION: "warrants, options or convertible rights given or received as part of a deal",
        DealType.ACQUISITION: "a business or company bought, or agreed to be bought, also while pending",
        DealType.DIVESTITURE: "a business or assets sold, or agreed to be sold",
        DealType.JOINT_VENTURE: (
            "a joint venture, also an interest held in one (its party is the partner, the venture's name an alias); a "
            "formal partnership or collaboration with a party"
        ),
        DealType.DEBT: "notes, loans, credit facilities, commercial paper, with the filer on either side",
        DealType.LEASE: "leases, also those signed that have not commenced",
        DealType.LICENSE: "intellectual property, content, royalties, revenue shares",
        DealType.GUARANTEE: "a guarantee, backstop or indemnity with an amount, given or received",
        DealType.SETTLEMENT: "a lawsuit, fine or claim by a party or a regulator, with an amount",
        DealType.GOVERNMENT: "grants, incentives, export rules or licences, arrangements with a government",
        DealType.OTHER: "an arrangement that is none of these (a break-up fee)",
    }
)

PAYERS: Mapping[Payer, str] = MappingProxyType(
    {
        Payer.FILER: (
            "the filer pays: what it buys, invests, lends, rents, guarantees; a supplier's share of its purchases; its "
            "outstanding notes and drawn loans, which it repays"
        ),
        Payer.COUNTERPARTY: (
            "the other side pays: its orders and its share of revenue; a new borrowing or issue of notes of the "
            "period, and a facility from which more may still be drawn (the lender pays out); the price of a warrant "
            "it was given"
        ),
        Payer.MUTUAL: "both pay",
        Payer.NONE: "no money is told to move (an export rule; a partnership; an interest held in a venture)",
    }
)

BINDINGS: Mapping[Binding, str] = MappingProxyType(
    {
        Binding.INTENT: (
            "letter of intent, memorandum, in negotiation, planned, no definitive agreement; what officials expect and "
            "no rule says; a partnership or joint project of which only the announcement is told (we announced a "
            "partnership, a plant together with)"
        ),
        Binding.CONDITIONAL: (
            "signed, but closing, approval or milestones stand between: a pending acquisition or sale, a warrant that "
            "vests on events, a settlement a court must approve, a break-up fee"
        ),
        Binding.FIRM: (
            "definitive and in force: debt outstanding, notes issued, facilities and programmes, drawn or not (what "
            "was drawn and repaid under one is part of it); leases running or signed; purchase obligations and running "
            "supply; backlog; a customer contract signed or running, also where payment depends on the service being "
            "delivered; a partnership signed or running (our partnership with); a guarantee; a licence or grant given; "
            "a settlement or fine agreed and unpaid; a promised investment without conditions; a total of these, also "
            "where a part of it still waits"
        ),
        Binding.DONE: (
            "closed, paid, completed: a stake or an interest in a venture held or bought, a deal closed, notes or a "
            "loan repaid, a settlement paid"
        ),
        Binding.ENDED: "terminated, expired, superseded, replaced",
        Binding.UNCLEAR: (
            "the words do not say whether anything is agreed: a party only named as one to work with or to build (we "
            "are partnering with it on, it is building for us), an acquisition called announced with no word on its "
            "closing; a claim pending or under appeal; always for a concentration"
        ),
    }
)

KINDS: Mapping[PartyKind, str] = MappingProxyType(
    {
        PartyKind.NAMED: "a named company, person, government or agency",
        PartyKind.ANONYMOUS: "one party whose name is withheld ('Customer A'); use the label as printed",
        PartyKind.CLASS: "a group ('lenders', 'noteholders', 'lessors', 'manufacturing suppliers')",
    }
)

CLASSES = (
    "customers",
    "cloud service providers",
    "suppliers",
    "manufacturing suppliers",
    "lessors",
    "lenders",
    "noteholders",
    "commercial paper holders",
    "investees",
)
"""Names for groups that a document does not name otherwise."""

QUALIFIERS: Mapping[Qualifier, str] = MappingProxyType(
    {
        Qualifier.EXACT: "as it stands",
        Qualifier.APPROX: "about, approximately, nearly",
        Qualifier.UP_TO: "up to, maximum of; also the size of a revolving facility",
        Qualifier.AT_LEAST: "at least, over, more than, minimum of",
        Qualifier.RANGE_LOW: "the lower end of a range",
        Qualifier.RANGE_HIGH: "the upper end of a range",
    }
)

WHATS = (
    "share of revenue",
    "share of accounts receivable",
    "share of purchases",
    "share of revenue, compared period",
    "remaining performance obligations",
    "backlog",
    "contract with the customer",
    "purchase commitments",
    "cloud service commitments",
    "leases signed and not commenced",
    "total debt",
    "notes issued",
    "debt repaid",
    "revolving credit facility",
    "commercial paper programme",
    "loan facility",
    "coupon",
    "purchase price",
    "sale price",
    "stake",
    "intended investment",
    "investment promised",
    "shares under the warrant",
    "per share",
    "most that may have to be paid",
    "termination fee",
    "settlement",
)
"""Names of amounts; the same words from page to page let code see that two statements are one arrangement."""

SIGNALS: Mapping[str, str] = MappingProxyType(
    {
        "lead_time": "how long supply takes to arrive",
        "input_price": "prices of components, materials, energy, wages",
        "capacity": "capacity being added, full or short",
        "supply": "supply tight, constrained or easing",
        "backlog": "orders waiting, rising or falling",
    }
)

METRICS = (
    "revenue",
    "gross profit",
    "gross margin",
    "operating income",
    "net income",
    "diluted EPS",
    "operating cash flow",
    "capital expenditure",
    "operating expenses",
    "tax rate",
)
"""Names to be used for reported and guided figures where one fits."""
