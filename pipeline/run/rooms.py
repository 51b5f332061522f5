"""The order of the rooms, written down once: for a run, and for whoever works a document again to tell of it.

Every document goes through ``ruled``: the rules engine costs nothing, and what it proves beside a model is what the
model is held to. ``passed`` goes on from there, with the rules' proposals or with those of a model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.check import check, sifted
from pipeline.extract.rules import RulesEngine
from pipeline.records import Checked, Passage, Selection
from pipeline.resolve import Together, arranged, set_aside
from pipeline.run.jobs import Ways
from pipeline.select import pack, select

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pipeline.extract.model import Steps
    from pipeline.records import Candidate, Document, Hear, Packing, Proposals, Withheld
    from pipeline.records.parties import PartyTable
    from pipeline.resolve import Arrangement


_OF_A_PIECE = {"start", "end", "section", "context"}
_ASKED = ("deals may stand here",)


class Modelled(NamedTuple):
    """A model in these rooms: how it is heard, its name, and the folder whose ``prompts/`` may be edited.

    ``thorough`` in its ``ways`` leaves out the words of others on a call.
    """

    hear: Hear
    name: str
    project: Path
    ways: Ways = Ways()

    @property
    def steps(self) -> Steps:
        """The steps beside the first questions, as the room that takes them knows them."""
        from pipeline.extract.model import Steps  # noqa: PLC0415  (the rules engine needs none of it)

        return Steps(verify=self.ways.second_look, glean=self.ways.glean)


class Ruled(NamedTuple):
    """A document, and what the rules propose of it.

    ``alone`` is what the checks make of that, ``beside`` are the candidates that passed, in the order of
    ``alone.proved``: what a model is held to. Without a model nobody needs the two, and they are empty.
    """

    document: Document
    selection: Selection
    proposals: Proposals
    alone: Checked = Checked()
    beside: tuple[Candidate, ...] = ()


class Passed(NamedTuple):
    """What each room gave for a document.

    ``kept`` are the proposals that were checked; ``checked.withheld`` ends with ``aside``, what was kept out by others
    than the checks: a model that denied it, or a person's ``parties.toml``. ``packing`` is what a model was asked
    about, None without one.
    """

    selection: Selection
    kept: Proposals
    aside: tuple[Withheld, ...]
    checked: Checked
    arrangements: tuple[Arrangement, ...]
    packing: Packing | None = None

    @property
    def asked(self) -> Selection:
        """What the engine was asked about, and what not and why: for a model each piece of its packets."""
        if self.packing is None:
            return self.selection
        return Selection(
            passages=tuple(
                Passage(**piece.model_dump(include=_OF_A_PIECE), key=packet.key, tokens=packet.tokens, reasons=_ASKED)
                for packet in self.packing.packets
                for piece in packet.pieces
            ),
            skipped=tuple(
                Passage(start=left.start, end=left.end, key="", section=left.section, reasons=(left.reason,))
                for left in self.packing.left
            ),
        )


def ruled(
    document: Document, table: PartyTable, *, beside: bool = False, left: Callable[[str], None] = lambda _: None
) -> Ruled:
    """Let the rules propose, and check it where it will stand ``beside`` a model; ``left`` hears each room's name."""
    selection = select(document)
    left("select")
    proposals = RulesEngine().propose(document, selection.passages)
    left("extract")
    first = Ruled(document, selection, proposals)
    if beside:
        kept, _ = set_aside(document.identity, proposals, table)
        alone, passing = sifted(document, kept)
        first = first._replace(alone=alone, beside=passing)
        left("check")
    return first


def passed(
    first: Ruled, table: PartyTable, model: Modelled | None = None, left: Callable[[str], None] = lambda _: None
) -> Passed:
    """Send a document that the rules have seen through the other rooms, up to its deals.

    Raises ``Unheard`` where a model must be asked first.
    """
    document, packing, proposals = first.document, None, first.proposals
    if model is not None:
        packing, proposals = _told(first, model)
        left("extract")
    kept, aside = set_aside(document.identity, proposals, table)
    checked = check(document, kept)
    refused = len(checked.withheld)
    if model is not None:
        checked = _looked_at_twice(first, kept, checked, model)
    checked = checked.model_copy(update={"withheld": (*checked.withheld, *aside)})
    left("check")
    arrangements = arranged(document, checked.proved, table)
    if model is not None:
        checked, arrangements = _joined(document, checked, arrangements, table, model)
    left("resolve")
    return Passed(first.selection, kept, checked.withheld[refused:], checked, arrangements, packing)


def _told(first: Ruled, model: Modelled) -> tuple[Packing, Proposals]:
    """Let a model propose.

    Tokens are estimated and not counted: what is asked about must not depend on whether a vocabulary lies on this
    machine, or every answer would have to be paid for again where it does.
    """
    from pipeline.extract.model import ModelEngine  # noqa: PLC0415  (the rules engine needs none of it)

    packing = pack(first.document, first.selection, hints=tuple(_hints(first.beside)), thorough=model.ways.thorough)
    engine = ModelEngine(model.hear, name=model.name, project=model.project, steps=model.steps)
    return packing, engine.propose(first.document, packing, first.beside)


def _hints(beside: tuple[Candidate, ...]) -> Iterator[tuple[int, int]]:
    """Where the rules found something, a model is asked."""
    for candidate in beside:
        for quote in candidate.quotes:
            if quote.start is not None:
                yield quote.start, quote.start + len(quote.text)


def _looked_at_twice(first: Ruled, kept: Proposals, checked: Checked, model: Modelled) -> Checked:
    """Add what the rules proved and the model lost, and let the model look again at what matters."""
    from pipeline.extract.model import completed, verified  # noqa: PLC0415  (as above)

    whole = completed(first.document, kept, checked, first.beside, first.alone)
    return verified(first.document, whole, model.hear, project=model.project, steps=model.steps)


def _joined(
    document: Document, checked: Checked, first: tuple[Arrangement, ...], table: PartyTable, model: Modelled
) -> tuple[Checked, tuple[Arrangement, ...]]:
    """Let the model say which of the deals are one, and merge those where nothing speaks against it."""
    from pipeline.extract.model import joined  # noqa: PLC0415  (as above)

    told = joined(document, [one.deal for one in first], model.hear, project=model.project)
    together = [
        Together(frozenset(first[at].members[0].place for at in group.places), group.why) for group in told.groups
    ]
    noted = checked.model_copy(update={"notes": (*checked.notes, *told.notes)}) if told.notes else checked
    return noted, arranged(document, checked.proved, table, together) if together else first
