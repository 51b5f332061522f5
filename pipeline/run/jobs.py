"""What goes to a worker process and what comes back. Light, because the parent process imports it too."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self, TypeAlias

from pipeline.languages import MEASURE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.config import ModelSettings
    from pipeline.errors import BriefsError
    from pipeline.records import Deal, Decision, Heard, Question
    from pipeline.records.parties import PartyTable
    from pipeline.records.places import Picture, Seen
    from pipeline.run.again import Again, Engine

READY = "ready"
TAKEN = "taken"


class Ways(NamedTuple):
    """How a model is asked beyond its first questions; each costs.

    ``thorough``: about everything the rules read, also where nothing points to a deal. ``second_look``: again, from the
    quotes alone, about deals that matter. ``glean``: about every part again, for what is still lacking.
    """

    thorough: bool = False
    second_look: bool = False
    glean: bool = False

    @classmethod
    def of(cls, model: ModelSettings) -> Self:
        """Take them from the settings."""
        return cls(model.thorough, model.second_look, model.glean)


class Asking(NamedTuple):
    """What a worker knows of the model: its name. It has neither key nor network; the parent asks."""

    model: str
    ways: Ways = Ways()


class Job(NamedTuple):
    """One document: ``path`` opens it, ``shown`` names it, ``link`` leads to it from its page's folder.

    ``link`` is empty where the page must not link to it. ``sha256`` is what the plan saw; ``project`` is the folder
    whose ``prompts/`` may hold edited templates. ``asking`` is None for the rules engine. ``parties`` is what a person
    decided about names, None where nothing is. ``heard`` is what became of the questions asked so far, by their marks,
    None before the first; ``desk`` the folder in which the document lies ready between two turns, empty where there
    will be only one. ``output`` is the folder in which reviews of documents lie, empty where none is to be looked for.
    ``language`` is that of the page.
    """

    path: str
    shown: str
    link: str
    sha256: str
    prompts: str
    settings: str
    project: str
    asking: Asking | None = None
    parties: PartyTable | None = None
    heard: Mapping[str, Heard] | None = None
    desk: str = ""
    output: str = ""
    language: str = MEASURE


class Looking(NamedTuple):
    """One document to be looked at: how, and at most one of ``page``, ``section`` and ``table``.

    ``form`` is ``text``, ``json`` or ``html``; the three others are as ``pipeline.look.Choice`` takes them.
    """

    path: str
    shown: str
    form: str = "text"
    page: str | None = None
    section: str | None = None
    table: int | None = None


class Looked(NamedTuple):
    """A view, ready to be printed. ``note`` says what is not in it, empty where all is."""

    content: str
    note: str = ""


class Reworking(NamedTuple):
    """One document to be worked again by the engine that wrote its fact file. ``path`` is absolute.

    ``heard`` and ``desk`` are as in ``Job``.
    """

    path: str
    shown: str
    engine: Engine
    heard: Mapping[str, Heard]
    desk: str


class Quoting(NamedTuple):
    """One document whose quotes are to be shown where they stand: start and end of each, in its text.

    ``sha256`` is that of the document the spans were made from. ``pages`` are those of which pictures are wanted.
    """

    path: str
    shown: str
    sha256: str
    spans: tuple[tuple[int, int], ...]
    pages: frozenset[int] = frozenset()


class Surroundings(NamedTuple):
    """For each span the words before it, its own, and those after it; and its lines on the pages that were drawn.

    ``pictures`` are those pages by number, with the next one where a span runs over onto it.
    """

    told: tuple[tuple[str, str, str], ...]
    seen: tuple[tuple[Seen, ...], ...] = ()
    pictures: tuple[tuple[int, Picture], ...] = ()


class Trying(NamedTuple):
    """Decisions a person is about to make on one document, to be tried on the deals as the program tells them.

    ``parties`` is what is decided about names.
    """

    path: str
    shown: str
    sha256: str
    deals: tuple[Deal, ...]
    decisions: tuple[Decision, ...]
    parties: PartyTable


class Tried(NamedTuple):
    """What became of each decision, and the deals as they would be."""

    decisions: tuple[Decision, ...]
    deals: tuple[Deal, ...]


class Marking(NamedTuple):
    """One PDF of which a copy is wanted with quotes marked: number, note, colour, start and end of each."""

    path: str
    shown: str
    sha256: str
    quotes: tuple[tuple[int, str, str, int, int], ...]


class Copied(NamedTuple):
    """The marked copy. ``pages`` are those with a mark, ``deals`` counts the deals that have one.

    ``unplaced`` counts quotes that no place was found for.
    """

    content: bytes
    pages: tuple[int, ...]
    deals: int
    unplaced: int


class Pages(NamedTuple):
    """The three outputs of a document, in the order in which they are put in place.

    The fact file goes first because it says whose stem it is, the page last because it shows the picture.
    """

    json: bytes
    svg: bytes
    md: bytes


class Product(NamedTuple):
    """All that the run needs to know of a finished document. ``stem`` is the one it has if nobody else claims it.

    ``unanswered`` counts questions to ask again in the next run, ``notes`` are about how a model answered, ``missing``
    says in a few words why the briefing is partial; ``seconds`` by room are for the summary only and
    never reach an output. ``review`` is the hash of the review file that was in force, empty without one.
    """

    stem: str
    pages: Pages
    headline: str
    partial: bool
    unanswered: int
    deals: int
    withheld: int
    page_count: int
    warnings: tuple[str, ...]
    seconds: dict[str, float]
    notes: tuple[str, ...] = ()
    missing: str = ""
    review: str = ""


class Wanted(NamedTuple):
    """A document that cannot go on before these questions are asked; ``seconds`` by room as in ``Product``."""

    questions: tuple[Question, ...]
    seconds: dict[str, float]


class Fault(NamedTuple):
    """The program itself failed. The worker ends after it, and ``trace`` is kept for whoever mends it."""

    error: BriefsError
    trace: str


Given: TypeAlias = "Job | Looking | Marking | Quoting | Reworking | Trying"
"""What a worker is asked."""
Gotten: TypeAlias = "Product | Wanted | Copied | Looked | Surroundings | Tried | Again"
"""What it answers with, errors aside."""
