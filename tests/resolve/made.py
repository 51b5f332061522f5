"""A fictional document and proved statements about it, made by hand."""

from __future__ import annotations

from decimal import Decimal

from pipeline import lexis
from pipeline.records import (
    Amount,
    Binding,
    DealType,
    Document,
    Evidence,
    Form,
    Identity,
    Page,
    Party,
    PartyKind,
    Payer,
    Proof,
    Proved,
)

TEXT = "Maplewood signed with Osprey AI, Inc. (“Osprey”). " * 3


def document() -> Document:
    return Document(
        path="maplewood.txt",
        sha256="0" * 64,
        media="text",
        identity=Identity(company="Maplewood Devices, Inc.", form=Form.TEN_Q),
        text=TEXT,
        pages=(Page(start=0, end=len(TEXT), number=1),),
        definitions=tuple(lexis.definitions(TEXT)),
    )


def proved(
    name: str = "Osprey AI, Inc.",
    *sums: int | str,
    kind: PartyKind = PartyKind.NAMED,
    type_: DealType = DealType.EQUITY_INVESTMENT,
    payer: Payer = Payer.FILER,
    binding: Binding = Binding.FIRM,
    phrase: str | None = None,
    at: int = 0,
    aliases: tuple[str, ...] = (),
    unit: str = "USD",
    what: str = "investment",
) -> Proved:
    quote = f"{name} {' '.join(str(s) for s in sums)} {phrase or ''} at {at}"
    return Proved(
        type=type_,
        counterparty=Party(name=name, kind=kind, aliases=aliases, as_written=(name,)),
        payer=payer,
        amounts=tuple(
            Amount(value=Decimal(s), unit=unit, what=what, as_written=str(s), proof=Proof.QUOTE) for s in sums
        ),
        binding=binding,
        binding_phrase=phrase,
        summary=f"{name}.",
        evidence=(Evidence(start=at, end=at + 20, page=1, quote=quote),),
        sources=("rules: test",),
    )
