"""A document worked again, to tell how its deals came about: the same rooms, and what each of them decided.

A model is never asked here: its answers are those kept from the run. This process looks them up, and the one that works
the document takes its turns as in a run.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.check import examined
from pipeline.errors import SettingsError
from pipeline.read import read
from pipeline.records import Unanswered, Unheard
from pipeline.records.parties import PartyTable
from pipeline.run.apart import apart
from pipeline.run.desk import Desk, opened
from pipeline.run.hearing import Hearing
from pipeline.run.jobs import Reworking, Wanted, Ways
from pipeline.run.rooms import Modelled, passed, ruled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.check import Examined
    from pipeline.config import Settings
    from pipeline.extract.rules.trace import Note
    from pipeline.records import Checked, Document, Heard, Proposals, Proved, Question, Selection, Withheld
    from pipeline.resolve import Arrangement, Member
    from pipeline.store import Place

_NOT_KEPT = Unanswered(kind="rejected", reason="no answer about it is kept from the run, and none is asked for now")


class Engine(NamedTuple):
    """Who proposes. ``model`` is empty for the rules; else its answers lie in ``shelf``.

    ``parties`` is what a person decided about names.
    """

    model: str
    shelf: Place
    project: Path
    parties: PartyTable = PartyTable()
    ways: Ways = Ways()


class Again(NamedTuple):
    """What each room gave. ``examined`` has one entry for each candidate, in the order proposed.

    ``places`` says for each of them where its statement stands in ``checked.proved``, None where it does not.
    ``checked.withheld`` ends with ``aside``, what others than the checks kept out: a person's ``parties.toml``, or a
    model that was asked again. Beside a model the candidates of the rules follow its own, ``told`` of which come from
    ``proposals``. ``selection`` is what was asked about. ``notes`` say what the rules made of each sentence; a model
    leaves none.
    """

    document: Document
    selection: Selection
    proposals: Proposals
    examined: tuple[Examined, ...]
    places: tuple[int | None, ...]
    checked: Checked
    arrangements: tuple[Arrangement, ...]
    notes: tuple[Note, ...]
    aside: tuple[Withheld, ...] = ()

    @property
    def told(self) -> tuple[Examined, ...]:
        """The candidates whose checks ``checked.withheld`` tells of."""
        return self.examined[: len(self.proposals.candidates)]

    def member(self, number: int) -> tuple[Arrangement, Member] | None:
        """Give the arrangement that candidate ``number`` became part of, None where it did not."""
        place = self.places[number]
        if place is None:
            return None
        return next((whole, one) for whole in self.arrangements for one in whole.members if one.place == place)

    def candidate(self, member: Member) -> int:
        """Give the number of the candidate that became this member of an arrangement."""
        return self.places.index(member.place)


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
    heard: dict[str, Heard] = {}
    with _memory(engine) as recall, opened(text=not engine.shelf.seal) as desk:
        while True:
            asked = Reworking(str(path.absolute()), shown, engine, heard, desk)
            came = apart(asked, object, __name__, settings)
            if isinstance(came, Again):
                return came
            if not isinstance(came, Wanted):
                raise TypeError(came)  # an answer to another question
            heard |= {question.mark: recall(question) for question in came.questions}


@contextmanager
def _memory(engine: Engine) -> Iterator[Callable[[Question], Heard]]:
    """Give what looks up the answers a model gave in the run."""
    if not engine.model:
        yield lambda _: _NOT_KEPT
        return
    from pipeline.llm import Client, Prices, Service  # noqa: PLC0415  (brings the SDK)
    from pipeline.store import Shelf  # noqa: PLC0415  (brings SQLAlchemy)

    service = Service(model=engine.model, key="none")
    with (
        Shelf.glance(engine.shelf) as shelf,
        Client(service, shelf, run="", prices=Prices.load(engine.project)) as client,
    ):
        yield lambda question: client.kept(question) or _NOT_KEPT


def work(asked: Reworking) -> Again | Wanted:
    """Work one document, in the process that reads it, or as far as what was heard reaches."""
    engine, desk = asked.engine, Desk(asked.desk, "document")
    first = desk.kept()
    if first is None:
        first = ruled(read(Path(asked.path), asked.shown), engine.parties, beside=bool(engine.model))
        desk.keep(first)
    model = None
    if engine.model:
        model = Modelled(Hearing(asked.heard), engine.model, engine.project, engine.ways)
    try:
        way = passed(first, engine.parties, model)
    except Unheard as unheard:
        return Wanted(unheard.questions, {})
    examples = examined(first.document, (*way.kept.candidates, *(first.beside if model else ())))
    return Again(
        first.document,
        way.asked,
        way.kept,
        examples,
        tuple(_places(examples, way.checked.proved)),
        way.checked,
        way.arrangements,
        _notes(first.document, way.selection) if model is None else (),
        way.aside,
    )


def _places(candidates: Sequence[Examined], proved: Sequence[Proved]) -> Iterator[int | None]:
    """Find each candidate's statement among those that are left; both keep the order of the candidates.

    A second look may have weakened a statement or taken it away; the words it rests on and its party stay.
    """
    place = 0
    for one in candidates:
        found = place < len(proved) and one.proved is not None and _same(one.proved, proved[place])
        yield place if found else None
        place += found


def _same(one: Proved, other: Proved) -> bool:
    return (one.evidence, one.counterparty, one.amounts) == (other.evidence, other.counterparty, other.amounts)


def _notes(document: Document, selection: Selection) -> tuple[Note, ...]:
    from pipeline.extract.rules.trace import notes  # noqa: PLC0415  (a model needs none of the vocabulary)

    return notes(document, selection.passages)
