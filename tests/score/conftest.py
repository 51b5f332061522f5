"""Labels and deals made of literals, and fact files around them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.records import (
    Amount,
    Binding,
    CoverageFacts,
    Deal,
    DealType,
    DocumentFacts,
    EngineFacts,
    Evidence,
    FactFile,
    Form,
    Party,
    PartyKind,
    Payer,
    Proof,
    Summary,
)
from pipeline.score import Label


def label(name: str = "L-1", **fields: Any) -> Label:
    plain: dict[str, Any] = {
        "id": name,
        "type": "purchase_commitment",
        "counterparty": {"name": "Birch Foundry Corporation", "kind": "named"},
        "payer": "filer",
        "amounts": [{"value": 4_500_000_000, "unit": "USD"}],
        "binding": "firm",
        "evidence": [{"page": 1, "quote": "we agreed to purchase $4.5 billion of wafers from Birch Foundry"}],
        "tier": "core",
    }
    return Label.model_validate(plain | fields)


def made_from(one: Label, name: str) -> Deal:
    """The deal that is the label word for word."""
    return deal(
        name,
        type=one.type,
        counterparty=Party(name=one.counterparty.name, kind=one.counterparty.kind, aliases=one.counterparty.aliases),
        payer=one.payer,
        binding=one.binding,
        amounts=tuple(
            Amount(
                value=Decimal(str(a.value)),
                unit=a.unit,
                qualifier=a.qualifier,
                as_written=str(a.value),
                proof=Proof.QUOTE,
            )
            for a in one.amounts
        ),
        evidence=tuple(Evidence(start=0, end=1, page=e.page, quote=e.quote) for e in one.evidence),
        dates=one.dates,
    )


def deal(name: str = "birch-purchase_commitment-filer-0001", **fields: Any) -> Deal:
    plain: dict[str, Any] = {
        "id": name,
        "type": DealType.PURCHASE_COMMITMENT,
        "counterparty": Party(name="Birch Foundry", kind=PartyKind.NAMED),
        "payer": Payer.FILER,
        "binding": Binding.FIRM,
        "amounts": (Amount(value=Decimal(4_500_000_000), unit="USD", as_written="$4.5 billion", proof=Proof.QUOTE),),
        "evidence": (
            Evidence(start=0, end=1, page=1, quote="we agreed to purchase $4.5 billion of wafers from Birch Foundry"),
        ),
    }
    return Deal.model_validate(plain | fields)


def fact_file(path: str, deals: tuple[Deal, ...]) -> FactFile:
    return FactFile(
        document=DocumentFacts(path=path, sha256="0" * 64, pages=1, characters=1, company="Alder", form=Form.TEN_Q),
        engine=EngineFacts(name="rules", prompts="p", settings="s", version="0"),
        coverage=CoverageFacts(),
        deals=deals,
        summary=Summary(headline="h"),
    )
