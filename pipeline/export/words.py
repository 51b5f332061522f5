"""How the page for the browser speaks: kinds, strengths and documents in plain words, in the order they are listed."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.records import Binding, DealType, Form, Payer

if TYPE_CHECKING:
    from collections.abc import Mapping

STRENGTHS: Mapping[Binding, str] = MappingProxyType(
    {
        Binding.DONE: "completed",
        Binding.FIRM: "binding",
        Binding.CONDITIONAL: "signed, with conditions",
        Binding.INTENT: "only intended",
        Binding.ENDED: "ended",
        Binding.UNCLEAR: "not stated",
    }
)
KINDS: Mapping[DealType, str] = MappingProxyType(
    {
        DealType.PURCHASE_COMMITMENT: "purchases",
        DealType.CLOUD_COMPUTE: "computing capacity",
        DealType.SALES_CONTRACT: "sales",
        DealType.CONCENTRATION: "dependence on a party",
        DealType.EQUITY_INVESTMENT: "stake",
        DealType.WARRANT_OPTION: "warrant or option",
        DealType.ACQUISITION: "takeover",
        DealType.DIVESTITURE: "business sold",
        DealType.JOINT_VENTURE: "partnership",
        DealType.DEBT: "debt",
        DealType.LEASE: "lease",
        DealType.LICENSE: "licence",
        DealType.GUARANTEE: "guarantee",
        DealType.SETTLEMENT: "legal dispute",
        DealType.GOVERNMENT: "government",
        DealType.OTHER: "other",
    }
)
FORMS: Mapping[Form, str] = MappingProxyType(
    {Form.TEN_K: "10-K", Form.TEN_Q: "10-Q", Form.EIGHT_K: "8-K", Form.CALL: "call", Form.OTHER: "document"}
)
PAYERS: Mapping[Payer, str] = MappingProxyType(
    {Payer.FILER: "the company", Payer.COUNTERPARTY: "the other party", Payer.MUTUAL: "both", Payer.NONE: "nobody"}
)
REVIEWS: Mapping[str, str] = MappingProxyType(
    {
        "accepted": "accepted",
        "corrected": "corrected",
        "added": "added by a person",
        "renamed": "party renamed",
        "stale": "to be looked at again",
        "": "not reviewed",
    }
)
"""``stale`` goes before what was decided: it counts as not looked at."""
CHANGES: Mapping[str, str] = MappingProxyType(
    {
        "new": "new",
        "changed": "changed",
        "hardened": "firmer than before",
        "softened": "weaker than before",
        "restated": "restated",
        "repeated": "as before",
    }
)
