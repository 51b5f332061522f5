"""Fact files of a fictional company, made by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from pipeline.records import (
    Amount,
    CoverageFacts,
    Dates,
    Deal,
    DocumentFacts,
    EngineFacts,
    Evidence,
    FactFile,
    Form,
    Party,
    PartyKind,
    Proof,
    SectionCoverage,
    SectionState,
    Summary,
)

NAMED, UNNAMED, GROUP = PartyKind.NAMED, PartyKind.ANONYMOUS, PartyKind.CLASS
NOTE = SectionCoverage(
    key="note9", title="Commitments and Contingencies", first_page=8, last_page=9, state=SectionState.READ
)


def amount(value: str, unit: str = "USD", what: str = "", **fields: Any) -> Amount:
    return Amount(value=Decimal(value), unit=unit, what=what, as_written=value, proof=Proof.QUOTE, **fields)


def deal(party: str, *amounts: Amount, kind: PartyKind = NAMED, **fields: Any) -> Deal:
    dates = {name: fields.pop(name) for name in ("signed", "start", "end") if name in fields}
    aliases = fields.pop("aliases", ())
    quote = fields.pop("quote", f"We agreed with {party} on something worth quoting.")
    piece = Evidence(start=0, end=len(quote), page=fields.pop("page", 7), quote=quote, section="note9")
    given: dict[str, Any] = {
        "id": f"{party}-{fields.get('type', 'sales_contract')}".lower().replace(" ", "-"),
        "type": "sales_contract",
        "payer": "counterparty",
        "binding": "firm",
        "counterparty": Party(name=party, kind=kind, aliases=aliases),
        "amounts": amounts,
        "dates": Dates(**dates),
        "evidence": (piece,),
    }
    return Deal(**(given | fields))


def filing(day: str, *deals: Deal, **fields: Any) -> FactFile:
    coverage = fields.pop("coverage", CoverageFacts(sections=(NOTE,)))
    results = fields.pop("results", ())
    document: dict[str, Any] = {
        "path": f"filings/{day}.pdf",
        "sha256": (day.replace("-", "") * 8)[:64],
        "pages": 60,
        "characters": 300_000,
        "company": "Alder Systems, Inc.",
        "ticker": "ALDR",
        "form": Form.TEN_Q,
        "period_end": dt.date.fromisoformat(day),
        "fiscal_period": f"Q{(int(day[5:7]) + 2) // 3} FY{day[:4]}",
    }
    return FactFile(
        document=DocumentFacts(**(document | fields)),
        engine=EngineFacts(name="rules", prompts="0" * 16, settings="0" * 16, version="0"),
        coverage=coverage,
        deals=deals,
        results=results,
        summary=Summary(headline="Alder told something"),
    )


def call(day: str, *deals: Deal, **fields: Any) -> FactFile:
    return filing(day, *deals, **{"form": Form.CALL, "period_end": None, "held": dt.date.fromisoformat(day)} | fields)
