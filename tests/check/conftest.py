"""What the tests of the firewall share: a small document, and the planting of ``bench/planted.py``."""

from __future__ import annotations

import sys
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from pipeline.lexis import definitions
from pipeline.records import (
    Binding,
    Candidate,
    DealType,
    Document,
    Form,
    Identity,
    Page,
    PartyKind,
    Payer,
    ProposedAmount,
    ProposedParty,
    ProposedQuote,
    Qualifier,
)

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


class Claim(Protocol):
    """Makes a candidate from a quote and what it claims."""

    def __call__(
        self,
        quote: str,
        party: str,
        *amounts: tuple[str, str, str],
        kind: PartyKind = PartyKind.NAMED,
        as_written: tuple[str, ...] = (),
        qualifier: Qualifier = Qualifier.EXACT,
        **fields: object,
    ) -> Candidate: ...


@pytest.fixture(scope="session")
def claim() -> Claim:
    def make(
        quote: str,
        party: str,
        *amounts: tuple[str, str, str],
        kind: PartyKind = PartyKind.NAMED,
        as_written: tuple[str, ...] = (),
        qualifier: Qualifier = Qualifier.EXACT,
        **fields: object,
    ) -> Candidate:
        base = Candidate(
            engine="test",
            rule="claim",
            type=DealType.OTHER,
            party=ProposedParty(name=party, kind=kind, as_written=as_written),
            payer=Payer.NONE,  # whose side the words take is not what most tests ask
            binding=Binding.UNCLEAR,
            amounts=tuple(
                ProposedAmount(value=Decimal(value), unit=unit, qualifier=qualifier, as_written=written)
                for value, unit, written in amounts
            ),
            quotes=(ProposedQuote(text=quote),),
        )
        return base.model_copy(update=fields)

    return make


@pytest.fixture(scope="session")
def paper() -> Callable[..., Document]:
    """A document of the given pages, with the terms it defines."""

    def make(*pages: str, company: str = "Quillwort Devices, Inc.", **fields: object) -> Document:
        text = "".join(pages)
        edges = [sum(map(len, pages[:index])) for index in range(len(pages) + 1)]
        document = Document(
            path="paper.txt",
            sha256="0" * 64,
            media="text",
            identity=Identity(company=company, ticker="QLWT", form=Form.TEN_Q),
            text=text,
            pages=tuple(
                Page(start=start, end=end, number=number)
                for number, (start, end) in enumerate(pairwise(edges), start=1)
            ),
            definitions=definitions(text),
        )
        return document.model_copy(update=fields)

    return make
