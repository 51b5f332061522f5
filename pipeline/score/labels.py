"""Labels: the deals a careful reader found in one document, in the format of docs/labels.md."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from pipeline.records import Binding, Dates, DealType, PartyKind, Payer, Qualifier, Record


class _Lenient(Record):
    """A record that passes over what it does not know: people keep notes of their own in label files."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class LabelAmount(_Lenient):
    """A figure as the document states it. ``value`` in whole units, compared within half a percent."""

    value: float
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    what: str = ""


class LabelParty(_Lenient):
    """Who the deal is with. ``aliases`` are other spellings that count as the same."""

    name: str
    kind: PartyKind
    aliases: tuple[str, ...] = ()


class LabelEvidence(_Lenient):
    """Where the document states it: the page of the PDF from 1 (1 for a text file), and the words."""

    page: int = 1
    quote: str


class Label(_Lenient):
    """One deal a reader found. ``also_ok`` are other types that could be defended; the first amount is the main one."""

    id: str
    type: DealType
    also_ok: tuple[DealType, ...] = ()
    counterparty: LabelParty
    payer: Payer
    amounts: tuple[LabelAmount, ...] = ()
    binding: Binding
    dates: Dates = Dates()
    evidence: tuple[LabelEvidence, ...] = ()
    tier: Literal["core", "minor"]
    related_party: bool = False
    note: str = ""


class Labels(_Lenient):
    """All labels of one document. The name of their file, without ``.json``, is that of the document."""

    labels: tuple[Label, ...] = Field(default=())
