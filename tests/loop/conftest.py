"""Fact files as literals: a few fictional companies and what their filings say."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

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
    Qualifier,
    Summary,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def make_deal(
    party: str,
    kind: str = "purchase_commitment",
    payer: str = "filer",
    billions: str | None = "1",
    binding: str = "firm",
    **more: Any,
) -> Deal:
    named = PartyKind(more.pop("party_kind", "named"))
    said = f"We told of a warrant of {party}." if kind == "warrant_option" else f"We told of {party}."
    quote = more.pop("quote", said)
    amounts = (
        (
            Amount(
                value=Decimal(billions) * 1_000_000_000,
                unit=more.pop("unit", "USD"),
                qualifier=Qualifier(more.pop("qualifier", "exact")),
                what=more.pop("what", "total"),
                as_written=f"${billions} billion",
                proof=Proof.QUOTE,
            ),
        )
        if billions is not None
        else ()
    )
    fields: dict[str, Any] = {
        "id": f"{party}-{kind}-{payer}-{binding}".lower().replace(" ", "-"),
        "type": DealType(kind),
        "counterparty": Party(name=party, kind=named, aliases=more.pop("aliases", ())),
        "payer": Payer(payer),
        "amounts": amounts,
        "binding": Binding(binding),
        "summary": f"About {party}.",
        "evidence": (Evidence(start=0, end=9, page=7, quote=quote),),
        **more,
    }
    return Deal(**fields)


def make_facts(company: str, *deals: Deal, **more: Any) -> FactFile:
    fields: dict[str, Any] = {
        "path": f"filings/{company.lower().replace(' ', '_')}.pdf",
        "sha256": f"{company}{more.get('period_end', '')}{more.get('path', '')}",
        "pages": 40,
        "characters": 1000,
        "company": company,
        "form": Form.TEN_Q,
        "period_end": dt.date(2031, 6, 30),
        **more,
    }
    return FactFile(
        document=DocumentFacts(**fields),
        engine=EngineFacts(name="rules", prompts="p", settings="s", version="0"),
        coverage=CoverageFacts(),
        deals=deals,
        summary=Summary(headline="h"),
    )


@pytest.fixture
def deal() -> Callable[..., Deal]:
    return make_deal


@pytest.fixture
def facts() -> Callable[..., FactFile]:
    return make_facts
