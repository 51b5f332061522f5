"""Small documents made of paragraphs, as the reader would hand them on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pipeline import lexis
from pipeline.extract.rules import RulesEngine
from pipeline.records import (
    Block,
    BlockKind,
    Candidate,
    DealType,
    Document,
    Form,
    Identity,
    Page,
    Passage,
    Proposals,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def make(*paragraphs: str, form: Form = Form.TEN_Q, company: str = "Maplewood Devices, Inc.") -> Document:
    text = "\n\n".join(paragraphs)
    blocks: list[Block] = []
    start = 0
    kind = BlockKind.SPEECH if form is Form.CALL else BlockKind.PARAGRAPH
    for paragraph in paragraphs:
        blocks.append(Block(start=start, end=start + len(paragraph), kind=kind))
        start += len(paragraph) + 2
    return Document(
        path="maplewood.txt",
        sha256="0" * 64,
        media="text",
        identity=Identity(company=company, form=form, period_end=dt.date(2026, 6, 30)),
        text=text,
        pages=(Page(start=0, end=len(text), number=1),),
        blocks=tuple(blocks),
        definitions=tuple(lexis.definitions(text)),
    )


def of(proposals: Proposals, kind: DealType) -> list[Candidate]:
    return [c for c in proposals.candidates if c.type is kind]


@pytest.fixture
def document() -> Callable[..., Document]:
    return make


@pytest.fixture
def propose() -> Callable[..., Proposals]:
    def run(*paragraphs: str, form: Form = Form.TEN_Q) -> Proposals:
        made = make(*paragraphs, form=form)
        whole = Passage(start=0, end=len(made.text), key="document#1")
        return RulesEngine().propose(made, (whole,))

    return run
