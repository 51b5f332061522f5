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
            "the filer must buy goods, components or services (total purchase obligations; a take-or-pay supply)"
        ),
        DealType.CLOUD_COMPUTE: "cloud or data-centre capacity bought or sold (a multi-year agreement for computing)",
        DealType.SALES_CONTRACT: (
            "the filer sells or supplies: orders, backlog, remaining performance obligations, a supply agreement won"
        ),
        DealType.CONCENTRATION: (
            "the share of revenue, receivables or purchases that falls to one party (a customer at 22% of revenue)"
        ),
        DealType.EQUITY_INVESTMENT: "a stake bought, sold or promised, by either side",
        DealType.WARRANT_OPTION: "warrants, options or convertible rights given or received as part of a deal",
        DealType.ACQUISITION: "a business or company bought, or agreed to be bought",
        DealType.DIVESTITURE: "a business or assets sold, or agreed to be sold",
        DealType.JOINT_VENTURE: "a joint venture, formal partnership or collaboration with a party",
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
        Payer.FILER: "the filer pays (also for its outstanding notes and drawn loans, which it repays)",
        Payer.COUNTERPARTY: (
            "the other side pays (its orders; an undrawn facility or new borrowing; the price of its warrant)"
        ),
        Payer.MUTUAL: "both pay",
        Payer.NONE: "no money moves (an export rule)",
    }
)

BINDINGS: Mapping[Binding, str] = MappingProxyType(
    {
        Binding.INTENT: ("letter of intent, memorandum, announced, in negotiation, planned, no definitive agreement"),
        Binding.CONDITIONAL: (
            "signed, but closing, approval or milestones stand between; a warrant that vests on events; "
            "a pending acquisition or sale"
        ),
        Binding.FIRM: (
            "definitive and in force: debt outstanding, a facility, a running or signed lease, purchase obligations, "
            "backlog, a customer contract, a guarantee, a promised investment without conditions"
        ),
        Binding.DONE: "closed, paid, completed, repaid; a stake that is held",
        Binding.ENDED: "terminated, expired, superseded, replaced",
        Binding.UNCLEAR: "the words do not say; always for a concentration",
    }
)

KINDS: Mapping[PartyKind, str] = MappingProxyType(
    {
        PartyKind.NAMED: "a named company, person, government or agency",
        PartyKind.ANONYMOUS: "one party whose name is withheld ('Customer A'); use the label as printed",
        PartyKind.CLASS: "a group ('lenders', 'noteholders', 'lessors', 'manufacturing suppliers')",
    }
)

QUALIFIERS: Mapping[Qualifier, str] = MappingProxyType(
    {
        Qualifier.EXACT: "as it stands",
        Qualifier.APPROX: "about, approximately, nearly",
        Qualifier.UP_TO: "up to, maximum of; also the size of a revolving facility",
        Qualifier.AT_LEAST: "at least, more than, minimum of",
        Qualifier.RANGE_LOW: "the lower end of a range",
        Qualifier.RANGE_HIGH: "the upper end of a range",
    }
)

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
    "gross margin",
    "operating income",
    "net income",
    "diluted EPS",
    "operating cash flow",
    "capital expenditures",
    "operating expenses",
    "tax rate",
)
"""Names to be used for reported and guided figures where one fits."""
