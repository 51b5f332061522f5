"""The order of the rooms, written down once: for a run, and for whoever works a document again to tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from pipeline.check import check
from pipeline.resolve import arranged, set_aside
from pipeline.select import select

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.records import Checked, Document, Passage, Proposals, Selection, Withheld
    from pipeline.records.parties import PartyTable
    from pipeline.resolve import Arrangement

T = TypeVar("T")


class Passed(NamedTuple, Generic[T]):
    """What each room gave for a document. ``notes`` are what the engine left besides its proposals.

    ``kept`` are the proposals that were checked; ``checked.withheld`` ends with ``aside``, what a person's
    ``parties.toml`` keeps out before the checks.
    """

    selection: Selection
    notes: T
    kept: Proposals
    aside: tuple[Withheld, ...]
    checked: Checked
    arrangements: tuple[Arrangement, ...]


def passed(
    document: Document,
    propose: Callable[[Document, Sequence[Passage]], tuple[Proposals, T]],
    table: PartyTable,
    left: Callable[[str], None] = lambda _: None,
) -> Passed[T]:
    """Send a document that was read through the other rooms up to its deals; ``left`` hears each room's name."""
    selection = select(document)
    left("select")
    proposals, notes = propose(document, selection.passages)
    left("extract")
    kept, aside = set_aside(document.identity, proposals, table)
    checked = check(document, kept)
    checked = checked.model_copy(update={"withheld": (*checked.withheld, *aside)})
    left("check")
    arrangements = arranged(document, checked.proved, table)
    left("resolve")
    return Passed(selection, notes, kept, aside, checked, arrangements)
