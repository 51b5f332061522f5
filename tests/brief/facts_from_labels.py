"""Turns a labelled document into the fact file a perfect engine would have written."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

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
    Proof,
    Summary,
)

if TYPE_CHECKING:
    from pathlib import Path

ENGINE = EngineFacts(name="rules", prompts="0" * 16, settings="0" * 16, version="0.1.0")


def with_summary(facts: FactFile) -> FactFile:
    return facts.model_copy(update={"summary": summarise(facts)})


def facts_from_labels(path: Path) -> FactFile:
    labelled = json.loads(path.read_text(encoding="utf-8"))
    return with_summary(
        FactFile(
            document=DocumentFacts(
                path=f"filings/{labelled['document']}.pdf",
                sha256="ab" * 32,
                pages=60,
                characters=300_000,
                company=labelled["filer"],
                ticker=labelled["document"].split("_")[0],
                form=labelled["form"],
                period_end=labelled["period_end"],
            ),
            engine=ENGINE,
            coverage=CoverageFacts(passages=120, asked=120),
            deals=tuple(deal_from_label(label) for label in labelled["labels"]),
            summary=Summary(headline=""),
        )
    )


def deal_from_label(label: dict[str, Any]) -> Deal:
    evidence = tuple(
        Evidence(start=0, end=len(item["quote"]), page=item["page"], quote=item["quote"]) for item in label["evidence"]
    )
    party = label["counterparty"]
    return Deal(
        id=label["id"],
        type=label["type"],
        counterparty=Party(name=party["name"], kind=party["kind"], aliases=tuple(party["aliases"])),
        payer=label["payer"],
        amounts=tuple(
            Amount(
                value=Decimal(str(amount["value"])),
                unit=amount["unit"],
                qualifier=amount["qualifier"],
                what=amount["what"],
                as_written=str(amount["value"]),
                proof=Proof.QUOTE,
            )
            for amount in label["amounts"]
        ),
        binding=label["binding"],
        dates=Dates(**label["dates"]),
        related_party=label["related_party"],
        evidence=evidence,
    )
