"""A document about invented companies, answers a model could give about it, and a model that is a function."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.records import (
    Answer,
    Block,
    BlockKind,
    Candidate,
    Definition,
    Document,
    Form,
    Heard,
    Identity,
    Packet,
    Packing,
    Page,
    Piece,
    ProposedQuote,
    Question,
    Scale,
    Section,
    Unanswered,
    Unheard,
)

if TYPE_CHECKING:
    from pipeline.extract.model import ModelEngine
    from pipeline.records import Proposals

UNITS = "(in millions)\n"
INTRODUCED = "Brightwater Cloud Services Inc. (“Brightwater”) runs data centres.\n"
CAPACITY = "On March 3, 2031 we agreed to buy computing capacity from Brightwater for up to $1.5 billion."
SENSORS = "Our customer Ostrava Loom must buy 300 million dollars of sensors."
FIRST = f"{CAPACITY}\n" * 12
SECOND = f"{SENSORS}\n" * 12
START = len(UNITS + INTRODUCED)
TEXT = UNITS + INTRODUCED + FIRST + SECOND

Says = Callable[[Question], str | Unanswered]
"""What a scripted model says to one question."""


def document(text: str = TEXT) -> Document:
    return Document(
        path="filings/quillmark.pdf",
        sha256="0" * 64,
        media="text",
        identity=Identity(company="Quillmark\nDevices", form=Form.TEN_Q, fiscal_period="Q2 2031"),
        text=text,
        pages=(Page(number=1, start=0, end=START), Page(number=2, start=START, end=len(text))),
        blocks=(
            Block(kind=BlockKind.PARAGRAPH, start=START, end=START + len(FIRST)),
            Block(kind=BlockKind.PARAGRAPH, start=START + len(FIRST), end=len(text)),
        ),
        sections=(Section(key="note11", title="Commitments", first_page=2, last_page=2, start=START, end=len(text)),),
        scales=(Scale(start=0, end=13, multiplier=1_000_000, governs_start=14, governs_end=len(text)),),
        definitions=(
            Definition(
                name="Brightwater Cloud Services Inc.",
                term="Brightwater",
                start=14,
                end=60,
                name_start=14,
                name_end=45,
            ),
        ),
    )


def piece(start: int = START, end: int = len(TEXT), **more: Any) -> Piece:
    return Piece(**{"start": start, "end": end, "section": "note11", "title": "Commitments", **more})


def packing(*spans: tuple[int, int]) -> Packing:
    """One packet of one piece for each span."""
    return Packing(
        packets=tuple(
            Packet(key=f"note11#{number}", pieces=(piece(*span),), tokens=100) for number, span in enumerate(spans, 1)
        )
    )


def whole(count: int = 1, text: str = TEXT) -> Packing:
    return packing(*[(START, len(text))] * count)


HALF = START + len(FIRST)
APART = packing((START, HALF), (HALF, len(TEXT)))
"""What is bought in one packet, what is sold in the other."""


def deal(**changed: Any) -> dict[str, Any]:
    amount = {
        "as_written": "$1.5 billion",
        "value": 1500000000,
        "unit": "USD",
        "qualifier": "up_to",
        "what": "capacity",
    }
    return {
        "quotes": [CAPACITY],
        "counterparty": "Brightwater Cloud Services Inc.",
        "kind": "named",
        "as_written": ["Brightwater"],
        "aliases": ["Brightwater"],
        "summary": "Quillmark buys computing capacity.",
        "type": "cloud_compute",
        "payer": "filer",
        "amounts": [amount],
        "binding_phrase": "agreed to buy",
        "binding": "firm",
        "conditions": [],
        "signed": "2031-03-03",
        "start": None,
        "end": None,
        "related_party": False,
        **changed,
    }


LOOM = deal(
    quotes=[SENSORS],
    counterparty="Ostrava Loom",
    as_written=["Ostrava Loom"],
    aliases=[],
    type="sales_contract",
    payer="counterparty",
    binding_phrase="must buy",
    amounts=[],
    signed=None,
)


def told(*deals: dict[str, Any], **more: Any) -> str:
    return json.dumps({"deals": deals, "results": [], "signals": [], **more})


def second(*deals: dict[str, Any], **more: Any) -> str:
    whole_deals = [{"mends": None, "answers": None, **one} for one in deals]
    return json.dumps({"replies": [], "withdrawn": [], "deals": whole_deals, "results": [], **more})


def reply(number: int, verdict: str, entry: int | None = None, why: str = "so it reads") -> dict[str, Any]:
    return {"number": number, "why": why, "verdict": verdict, "entry": entry}


NOTHING = told()


class Model:
    """A model that answers by a function, and remembers each round: what was asked together."""

    def __init__(self, says: Says | str) -> None:
        self._says = says
        self.rounds: list[tuple[Question, ...]] = []

    def __call__(self, questions: Sequence[Question]) -> tuple[Heard, ...]:
        self.rounds.append(tuple(questions))
        return tuple(self._heard(question) for question in questions)

    def _heard(self, question: Question) -> Heard:
        said = self._says if isinstance(self._says, str) else self._says(question)
        return said if isinstance(said, Unanswered) else Answer(text=said, model="m", cached=False)

    @property
    def asked(self) -> list[Question]:
        return [question for questions in self.rounds for question in questions]


def in_turn(*answers: str | Unanswered) -> Model:
    """A model that gives these answers one after the other."""
    left = list(answers)
    return Model(lambda _: left.pop(0))


class Replayed:
    """A line on which every answer is there only the next time: a room must be called again for each round."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.heard: dict[str, Heard] = {}
        self.calls = 0

    def __call__(self, questions: Sequence[Question]) -> tuple[Heard, ...]:
        missing = [question for question in questions if question.mark not in self.heard]
        if missing:
            raise Unheard(missing)
        return tuple(self.heard[question.mark] for question in questions)

    def proposed(self, engine: ModelEngine, *asked: Any) -> Proposals:
        while True:
            self.calls += 1
            try:
                return engine.propose(*asked)
            except Unheard as waiting:
                answers = self._model(waiting.questions)
                self.heard |= dict(zip([question.mark for question in waiting.questions], answers, strict=True))


def found(quote: str, text: str = TEXT, *, rule: str = "a.rule", **said: Any) -> Candidate:
    """A candidate of the rules, its quote with its place."""
    from pipeline.extract.model.parse import deal as parsed  # noqa: PLC0415  (only here)
    from pipeline.extract.model.shape import SaidDeal  # noqa: PLC0415  (as above)

    candidate = parsed(SaidDeal.model_validate_json(json.dumps(deal(quotes=[quote], **said))), "rules")
    place = ProposedQuote(text=quote, start=text.index(quote))
    return candidate.model_copy(update={"rule": rule, "quotes": (place,)})
