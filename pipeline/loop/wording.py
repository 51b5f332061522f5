"""How the map speaks: kinds, strengths and amounts in plain words."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.loop.named import legal_core
from pipeline.loop.records import Agreement, EdgeKind, NodeKind
from pipeline.loop.sizes import is_named, is_worth
from pipeline.records import Binding, DealType, Form, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.loop.records import Edge, Node, Size, Statement

_DOES: Mapping[EdgeKind, str] = MappingProxyType(
    {
        EdgeKind.PURCHASE: "buys from",
        EdgeKind.INVESTMENT: "puts capital into",
        EdgeKind.LOAN: "lends to",
        EdgeKind.LEASE: "leases from",
        EdgeKind.GUARANTEE: "stands surety for",
        EdgeKind.WARRANT: "gives shares or share rights to",
        EdgeKind.OTHER: "pays",
        EdgeKind.CONCENTRATION: "is a large share of the business of",
    }
)

HOW_BINDING: Mapping[Binding, str] = MappingProxyType(
    {
        Binding.DONE: "done",
        Binding.FIRM: "binding",
        Binding.CONDITIONAL: "signed, with conditions",
        Binding.UNCLEAR: "not clear",
        Binding.INTENT: "only intended",
        Binding.ENDED: "ended",
    }
)

STRONGEST_FIRST = (Binding.DONE, Binding.FIRM, Binding.CONDITIONAL, Binding.UNCLEAR, Binding.INTENT)
NOT_BINDING = frozenset({Binding.INTENT, Binding.CONDITIONAL, Binding.UNCLEAR})

TOLD_BY: Mapping[Agreement, str] = MappingProxyType(
    {
        Agreement.SINGLE: "one side",
        Agreement.CONFIRMED: "both sides, the same",
        Agreement.CONFLICTING: "both sides, differently",
    }
)

FORMS: Mapping[Form, str] = MappingProxyType(
    {
        Form.TEN_K: "10-K",
        Form.TEN_Q: "10-Q",
        Form.EIGHT_K: "8-K",
        Form.CALL: "call",
        Form.OTHER: "document",
    }
)

_FOR: Mapping[DealType, str] = MappingProxyType(
    {
        DealType.PURCHASE_COMMITMENT: "goods or services",
        DealType.CLOUD_COMPUTE: "computing capacity",
        DealType.SALES_CONTRACT: "goods or services",
        DealType.CONCENTRATION: "share of business",
        DealType.EQUITY_INVESTMENT: "stake",
        DealType.WARRANT_OPTION: "right to buy shares",
        DealType.ACQUISITION: "takeover",
        DealType.DIVESTITURE: "business or assets",
        DealType.JOINT_VENTURE: "partnership",
        DealType.DEBT: "loan or notes",
        DealType.LEASE: "space or equipment",
        DealType.LICENSE: "licensed rights",
        DealType.GUARANTEE: "guarantee",
        DealType.SETTLEMENT: "legal dispute",
        DealType.GOVERNMENT: "measure of a government",
        DealType.OTHER: "other",
    }
)
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_SCALES = ((1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"))


_DO: Mapping[EdgeKind, str] = MappingProxyType(
    {
        EdgeKind.PURCHASE: "buy from",
        EdgeKind.INVESTMENT: "put capital into",
        EdgeKind.LOAN: "lend to",
        EdgeKind.LEASE: "lease from",
        EdgeKind.GUARANTEE: "stand surety for",
        EdgeKind.WARRANT: "give shares or share rights to",
        EdgeKind.OTHER: "pay",
        EdgeKind.CONCENTRATION: "are a large share of the business of",
    }
)


def does(kind: EdgeKind, giver: Node, teller: str = "") -> str:
    """Give the verb: one company buys, lenders lend. ``teller`` is the node that tells of a concentration.

    A share of what the filer itself buys makes it depend on its supplier, not the supplier on it.
    """
    if kind is EdgeKind.CONCENTRATION and teller == giver.id:
        return "gets a large share of what it buys from"
    return (_DO if giver.kind is NodeKind.GROUP else _DOES)[kind]


def money(size: Size | None) -> str:
    """Give an amount as a person writes it: ``up to $2.5 billion``; ``not disclosed`` where there is none."""
    if size is None:
        return "not disclosed"
    sign = _SIGNS.get(size.unit, f"{size.unit} ")
    figure = f"{size.value:,.2f}".removesuffix(".00")
    for scale, word in _SCALES:
        if size.value >= scale:
            figure = f"{plain(round(size.value / scale, 2))} {word}"
            break
    hedge = "up to " if size.at_most else "at least " if size.at_least else "about " if size.about else ""
    return f"{hedge}{sign}{figure}"


def about(said: Statement, filer: str) -> str:
    """Say what a flow is for: what the document calls its amount, else its kind."""
    told = next((amount.what for amount in said.amounts if is_named(amount) and not is_worth(amount)), "")
    return told.replace("the filer", filer) or _FOR[said.type]


def short_name(node: Node) -> str:
    """Give the name a person uses: a filer's own label, or the company without its legal form."""
    if node.label:
        return node.label
    words, core = node.name.split(), legal_core(node.name)
    while len(words) > 1 and legal_core(" ".join(words[:-1])) == core:
        words.pop()
    if len(words) > 1 and legal_core(" ".join(words[1:])) == core:
        del words[0]
    return " ".join(words).rstrip(",")


def share(edge: Edge) -> str:
    """Give the first percentage of a concentration and what it is a share of."""
    for amount in edge.statements[0].amounts:
        if amount.unit == "percent":
            return f"{plain(amount.value)}%" + (f" ({amount.what})" if amount.what else "")
    return "a share that is not disclosed"
