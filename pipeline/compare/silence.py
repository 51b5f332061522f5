"""What an earlier filing told and this one does not: only where silence says something, and never that it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.compare.moves import told
from pipeline.compare.parties import same_party
from pipeline.compare.terms import lead
from pipeline.records import Binding, DealType, Form, PartyKind, SectionState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.records import Deal, FactFile, Told

FILINGS = frozenset({Form.TEN_K, Form.TEN_Q})
_OPEN = frozenset({Binding.INTENT, Binding.CONDITIONAL, Binding.FIRM})
_ANNUAL_ONLY = ("part1.", "part2.item1", "part2.item5", "part4.")
"""Sections in which a yearly report tells more than a quarterly one must."""


def gone(earlier: FactFile, left: Iterable[Deal], later: FactFile, stem: str) -> tuple[Told, ...]:
    """Pick those of the ``left`` deals of an earlier filing whose absence from a later one a reader would remark.

    A deal with a named party and terms still ahead of it, from a section that the later filing has too and that was
    read whole. Calls and reports of events tell what they like, and their silence says nothing.
    """
    if not {earlier.document.form, later.document.form} <= FILINGS or later.coverage.partial:
        return ()
    return tuple(told(deal, stem) for deal in left if _is_missed(deal, earlier, later))


def _is_missed(deal: Deal, earlier: FactFile, later: FactFile) -> bool:
    if deal.binding not in _OPEN or deal.type is DealType.CONCENTRATION or deal.counterparty.kind is PartyKind.CLASS:
        return False
    if lead(deal) is None and deal.binding is not Binding.INTENT:
        return False
    day, end = later.document.day, deal.dates.end
    if day is not None and end is not None and end <= day.isoformat()[: len(end)]:
        return False  # its own term is over
    return _section_stays(deal, earlier, later) and not _is_named(deal, later)


def _section_stays(deal: Deal, earlier: FactFile, later: FactFile) -> bool:
    """Tell whether the section that told of it is in the later filing, under the same title."""
    key = deal.evidence[0].section
    if key is None:
        return False
    other_form = earlier.document.form is not later.document.form
    if other_form and (key.startswith(_ANNUAL_ONLY) or later.document.form is Form.TEN_Q):
        return False
    titles = {section.key: section.title for section in earlier.coverage.sections}
    read = {section.title.casefold() for section in later.coverage.sections if section.state is SectionState.READ}
    return titles.get(key, "").casefold() in read


def _is_named(deal: Deal, later: FactFile) -> bool:
    """Tell whether the party stands anywhere in what the later filing told."""
    party = deal.counterparty
    if any(same_party(party, other.counterparty) for other in later.deals):
        return True
    names = [name.casefold() for name in (party.name, *party.aliases)]
    quotes = (piece.quote.casefold() for other in later.deals for piece in other.evidence)
    return any(name in quote for quote in quotes for name in names)
