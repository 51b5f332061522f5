"""A document worked again, to tell how its deals came about: the same rooms, and what each of them decided.

A model is never asked here: its answers are those kept from the run.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.check import examined
from pipeline.errors import BadAnswer, SettingsError
from pipeline.extract.rules import RulesEngine
from pipeline.read import read
from pipeline.records.parties import PartyTable
from pipeline.run.apart import apart
from pipeline.run.engines import hearing
from pipeline.run.jobs import Reworking
from pipeline.run.rooms import passed
from pipeline.select import pack, select

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.check import Examined
    from pipeline.config import Settings
    from pipeline.extract.rules.trace import Note
    from pipeline.records import Answer, Checked, Document, Passage, Proposals, Question, Selection, Withheld
    from pipeline.resolve import Arrangement, Member
    from pipeline.store import Place


class Engine(NamedTuple):
    """Who proposes. ``model`` is empty for the rules; else its answers lie in ``shelf``.

    ``parties`` is what a person decided about names.
    """

    model: str
    shelf: Place
    project: Path
    parties: PartyTable = PartyTable()


class Again(NamedTuple):
    """What each room gave. ``examined`` has one entry for each candidate, in the order proposed.

    ``checked.withheld`` ends with ``aside``, what a person's ``parties.toml`` keeps out before the checks.
    ``notes`` say what the rules made of each sentence; a model leaves none.
    """

    document: Document
    selection: Selection
    proposals: Proposals
    examined: tuple[Examined, ...]
    checked: Checked
    arrangements: tuple[Arrangement, ...]
    notes: tuple[Note, ...]
    aside: tuple[Withheld, ...] = ()

    def member(self, number: int) -> tuple[Arrangement, Member] | None:
        """Give the arrangement that candidate ``number`` became part of, None where it was withheld."""
        if self.examined[number].proved is None:
            return None
        place = sum(one.proved is not None for one in self.examined[:number])
        return next((whole, one) for whole in self.arrangements for one in whole.members if one.place == place)

    def candidate(self, member: Member) -> int:
        """Give the number of the candidate that became this member of an arrangement."""
        proved = [number for number, one in enumerate(self.examined) if one.proved is not None]
        return proved[member.place]


def work_again(path: Path, shown: str, engine: Engine, settings: Settings) -> Again:
    """Send a document through the rooms, in a process of its own under the limits of the settings.

    Raises the ``ReadError`` of the reader, and ``TooSlow`` past the limits. Raises ``SettingsError`` where the answers
    of the model are not kept.
    """
    if engine.model and not engine.shelf.is_used:
        reason = f"the answers of {engine.model} are not kept here"
        raise SettingsError(
            reason, path=engine.shelf.folder.as_posix(), remedy="brief the document again with --engine model"
        )
    # That process may stand in another folder.
    engine = engine._replace(shelf=engine.shelf.absolute(), project=engine.project.absolute())
    return apart(Reworking(str(path.absolute()), shown, engine), Again, __name__, settings)


def work(asked: Reworking) -> Again:
    """Work one document, in the process that reads it."""
    engine = asked.engine
    document = read(Path(asked.path), asked.shown)
    way = passed(document, lambda whole, passages: _proposed(whole, passages, engine), engine.parties)
    return Again(
        document,
        way.selection,
        way.kept,
        examined(document, way.kept.candidates),
        way.checked,
        way.arrangements,
        way.notes,
        way.aside,
    )


def _proposed(document: Document, passages: Sequence[Passage], engine: Engine) -> tuple[Proposals, tuple[Note, ...]]:
    if engine.model:
        return _recalled(document, engine), ()
    from pipeline.extract.rules.trace import notes  # noqa: PLC0415  (a model needs none of the vocabulary)

    return RulesEngine().propose(document, passages), notes(document, passages)


def _recalled(document: Document, engine: Engine) -> Proposals:
    """Give what the model said in the run, from the answers kept; a passage without one is among the failed."""
    from pipeline.extract.model import ModelEngine  # noqa: PLC0415  (brings the SDK)
    from pipeline.llm import Client, Prices, Service  # noqa: PLC0415  (as above)
    from pipeline.store import Shelf  # noqa: PLC0415  (as above)

    with ExitStack() as open_files:
        shelf = open_files.enter_context(Shelf.glance(engine.shelf))
        service = Service(model=engine.model, key="none")
        client = open_files.enter_context(Client(service, shelf, run="", prices=Prices.load(engine.project)))
        ask = _from_memory(client.kept)
        model = ModelEngine(hearing(ask), name=engine.model, project=engine.project)
        return model.propose(document, pack(document, select(document)))


def _from_memory(kept: Callable[[Question], Answer | None]) -> Callable[[Question], Answer]:
    def ask(question: Question) -> Answer:
        answer = kept(question)
        if answer is None:
            raise BadAnswer("no answer about it is kept from the run, and none is asked for now")
        return answer

    return ask
