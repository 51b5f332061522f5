"""The liar as a service: it reads whatever question comes and answers in its shape, falsely."""

from __future__ import annotations

import json
import random
import threading
from typing import TYPE_CHECKING, Any

from bench.lying.drawing import anything, draw
from bench.lying.lies import WAYS, Lie, is_true
from bench.lying.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.lying.truths import Said, Truth

EACH = 5
"""Lies about every true deal of a packet."""


class LyingService:
    """Answers the body of a chat request. ``told`` are the lies about deals, ``prose`` those of summaries."""

    def __init__(self, truths: Sequence[Truth], seed: int) -> None:
        self._truths = truths
        self._seed = seed
        self._lock = threading.Lock()
        self.told: list[Lie] = []
        self.prose = Prose(seed)

    def answer(self, body: Any) -> str:
        """Give the text of an answer."""
        shape = body["response_format"]["json_schema"]["name"]
        with self._lock:
            match shape:
                case "PassageAnswer":
                    return json.dumps(self._passage(body["messages"][-1]["content"]))
                case "SecondAnswer":
                    return json.dumps(self._second(body["messages"]))
                case "VerifyAnswer":
                    return json.dumps({"verdicts": [_verdict(number) for number in range(1, 13)]})
                case "JoinAnswer":
                    return json.dumps({"groups": [{"why": "all are one", "numbers": list(range(1, 100))}]})
                case _:
                    self.prose.again(body["messages"][1]["content"])
                    return self.prose.answer(body["messages"][1]["content"])

    def _passage(self, text: str) -> Said:
        words = " ".join(text.split())
        lies = [lie for truth in self._truths for said in truth.deals for lie in self._about(truth, said, words)]
        self.told += lies
        return {"deals": [lie.said for lie in lies], "results": [], "signals": []}

    def _about(self, truth: Truth, said: Said, words: str) -> list[Lie]:
        if not all(quote in words for quote in said["quotes"]):
            return []
        # By what is lied about, so that requests that overtake each other change nothing.
        rng = random.Random(f"{self._seed}{said['quotes']}{said['amounts']}")  # noqa: S311  (no secret)
        drawn = draw(rng.randrange(1 << 30), truth)
        ways = [(kind, way) for kind, each in WAYS.items() for way in each]
        lies = []
        for _ in range(EACH):
            kind, way = rng.choice(ways)
            told = way(drawn, json.loads(json.dumps(said)))
            lie = Lie(kind, way.__name__, *told) if told is not None else None
            if lie is not None and lie.said["binding"] != "obeyed" and not is_true(truth, lie):
                lies.append(lie)
        return lies

    def _second(self, messages: Sequence[Said]) -> Said:
        """Insist on every lie, and say of whatever else was found that the first lie tells it."""
        first = json.loads(messages[-2]["content"])
        again = [said | {"mends": number, "answers": None} for number, said in enumerate(first["deals"], 1)]
        replies = [{"number": number, "why": "so it is", "verdict": "told", "entry": 1} for number in range(1, 6)]
        return {"replies": replies if again else [], "withdrawn": [], "deals": again, "results": []}


def _verdict(number: int) -> Said:
    return {
        "number": number,
        "why": "it is so",
        "mentioned": True,
        "type": "acquisition",
        "payer": "counterparty",
        "binding": "done",
        "words": "signed by Wisteria Holdings",
    }


def shows(lie: Lie, deal: Said) -> bool:
    """Tell whether a published deal holds the false part of a lie, read from the lie's own words.

    A deal holds other amounts too, read from other quotes: one that happens to be what a lie claims is no hit.
    """
    own = {
        number
        for number, evidence in enumerate(deal["evidence"])
        if any(quote in evidence["quote"] for quote in lie.said["quotes"])
    }
    if deal["counterparty"]["name"] != lie.said["counterparty"] or not own:
        return False
    amounts = [amount for amount in deal["amounts"] if amount["evidence"] in own]
    return lie.believed is anything or lie.believed(deal | {"amounts": amounts})
