"""Fact files made by hand, and from labels: what a perfect engine would have written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

from pipeline.brief import summarise
from pipeline.records import (
    Amount,
    CoverageFacts,
    Dates,
    Deal,
    DocumentFacts,
    EngineFacts,
    Evidence,
    FactFile,
    Party,
    PartyKind,
    Proof,
    Result,
    Signal,
    Summary,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

MakeDeal = Callable[..., Deal]
MakeFacts = Callable[..., FactFile]
MakeAmount = Callable[..., Amount]
FromLabels = Callable[[Path], FactFile]


def amount(value: str, unit: str = "USD", **fields: Any) -> Amount:
    return Amount(**{"value": Decimal(value), "unit": unit, "as_written": value, "proof": Proof.QUOTE, **fields})


def deal(name: str = "Birch Cloud, Inc.", *amounts: Amount, **fields: Any) -> Deal:
    quote = f"We agreed with {name} on something worth quoting."
    kind = fields.pop("kind", PartyKind.NAMED)
    given: dict[str, Any] = {
        "id": f"{name}-{fields.get('type', 'other')}",
        "type": "equity_investment",
        "payer": "filer",
        "binding": "firm",
        "counterparty": Party(name=name, kind=kind),
        "amounts": amounts,
        "evidence": (Evidence(start=0, end=len(quote), page=3, quote=quote),),
    }
    return Deal(**(given | fields))


def facts(*deals: Deal, **fields: Any) -> FactFile:
    document: dict[str, Any] = {
        "path": "filings/alder.pdf",
        "sha256": "ab" * 32,
        "pages": 60,
        "characters": 300_000,
        "company": "Alder Corporation",
        "ticker": "ALDR",
        "form": "10-Q",
        "period_end": "2025-09-30",
    }
    coverage = fields.pop("coverage", CoverageFacts(passages=120, asked=120))
    rest = {name: fields.pop(name) for name in ("withheld", "results", "signals") if name in fields}
    made = FactFile(
        document=DocumentFacts(**(document | fields)),
        engine=EngineFacts(name="rules", prompts="0" * 16, settings="0" * 16, version="0.1.0"),
        coverage=coverage,
        deals=deals,
        summary=Summary(headline=""),
        **rest,
    )
    return made.model_copy(update={"summary": summarise(made)})


def from_labels(path: Path) -> FactFile:
    labelled = json.loads(path.read_text(encoding="utf-8"))
    return facts(
        *(_labelled(label) for label in labelled["labels"]),
        path=f"filings/{labelled['document']}.pdf",
        company=labelled["filer"],
        ticker=labelled["document"].split("_")[0],
        form=labelled["form"],
        period_end=labelled["period_end"],
    )


def _labelled(label: dict[str, Any]) -> Deal:
    party = label["counterparty"]
    return Deal(
        id=label["id"],
        type=label["type"],
        counterparty=Party(name=party["name"], kind=party["kind"], aliases=tuple(party["aliases"])),
        payer=label["payer"],
        amounts=tuple(
            amount(str(a["value"]), a["unit"], qualifier=a["qualifier"], what=a["what"]) for a in label["amounts"]
        ),
        binding=label["binding"],
        dates=Dates(**label["dates"]),
        related_party=label["related_party"],
        evidence=tuple(
            Evidence(start=0, end=len(item["quote"]), page=item["page"], quote=item["quote"])
            for item in label["evidence"]
        ),
    )


def section(text: str, name: str) -> str:
    return text.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0].strip()


def inlines(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        yield from token.children or ()


def evidence(quote: str) -> Evidence:
    return Evidence(start=0, end=len(quote), page=7, quote=quote)


@pytest.fixture
def make_amount() -> MakeAmount:
    return amount


@pytest.fixture
def make_deal() -> MakeDeal:
    return deal


@pytest.fixture
def make_facts() -> MakeFacts:
    return facts


@pytest.fixture
def facts_from_labels() -> FromLabels:
    return from_labels


@pytest.fixture
def busy(make_facts: Any, make_deal: Any, make_amount: Any) -> Any:
    """A quarter with something in every section."""
    return make_facts(
        make_deal(
            "Birch Labs", make_amount("10000000000", qualifier="up_to", what="investment"), binding="conditional"
        ),
        make_deal("Cedar Cloud", binding="intent", id="cedar"),
        make_deal("suppliers", make_amount("50300000000"), type="purchase_commitment", kind=PartyKind.CLASS),
        make_deal("partner", make_amount("860000000", qualifier="up_to"), type="guarantee", kind=PartyKind.ANONYMOUS),
        make_deal(
            "Customer A",
            make_amount("22", "percent", what="share of revenue, third quarter"),
            type="concentration",
            payer="counterparty",
            binding="unclear",
        ),
        make_deal(
            "Customer B",
            make_amount("9", "percent", what="share of revenue, third quarter"),
            type="concentration",
            payer="counterparty",
            binding="unclear",
        ),
        results=(
            Result(
                metric="revenue",
                period="Q3",
                value="57006000000",
                year_ago="35082000000",
                unit="USD",
                evidence=(evidence("Revenue 57,006 35,082"),),
            ),
            Result(
                metric="revenue",
                guidance=True,
                value="65000000000",
                unit="USD",
                evidence=(evidence("We expect revenue of $65 billion."),),
            ),
        ),
        signals=(
            Signal(
                kind="lead_time", statement="Lead times grew.", evidence=evidence("Lead times grew to twelve months.")
            ),
        ),
    )
