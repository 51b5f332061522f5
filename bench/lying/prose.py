"""The liar asked for a summary: it rewords the template sentences it is shown, falsely."""

from __future__ import annotations

import json
import random
import re
from typing import TYPE_CHECKING, Any

from pipeline.brief.names import short_name
from pipeline.records import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench.lying.published import Published
    from pipeline.records import Heard, Question

PROSE = "summary"
_ENTRY = re.compile(r"^([DR]\d+) · .*?\n(?:   .*\n)*?   template: (.*)$", re.MULTILINE)
_ASKED = re.compile(r"headline (\w+); breath ([^;]*); plain ([^.\n]*)")


def _digit(rng: random.Random, text: str) -> str:
    places = [i for i, char in enumerate(text) if char.isdigit()]
    if not places:
        return text.rstrip(".") + " for $77 billion."
    at = rng.choice(places)
    return text[:at] + rng.choice([c for c in "123456789" if c != text[at]]) + text[at + 1 :]


def _scale(_: random.Random, text: str) -> str:
    if "illion" not in text:
        return text.rstrip(".") + " for $4 trillion."
    return text.replace("billion", "trillion") if "billion" in text else text.replace("million", "billion")


def _name(rng: random.Random, text: str) -> str:
    words = text.split()
    words.insert(rng.randrange(len(words)), rng.choice(("Wisteria Holdings", "wisteria", "Banque Zéphyr")))
    return " ".join(words)


def _settled(_: random.Random, text: str) -> str:
    said = re.sub(r",? (?:but nothing is binding|if conditions are met)|; how binding is not said", "", text)
    said = re.sub(r"\b(?:may|agreed to|must)\b", "already did", said)
    return said if said != text else text.replace(".", ", and it is already completed.")


def _turned(_: random.Random, text: str) -> str:
    match = re.match(
        r"(.+?) (may|agreed to|must|invested|owes|makes up) (.+?) (in|from|to|for|of) (.+?)([,.;].*)$", text
    )
    if match is None:
        return "Wisteria pays it back."
    return f"{match[5]} {match[2]} {match[3]} {match[4]} {match[1]}{match[6]}"


def _advice(rng: random.Random, text: str) -> str:
    return text.rstrip(".") + rng.choice(
        (", a great deal.", "; buy the shares now.", ", which should please investors.")
    )


def _markup(rng: random.Random, text: str) -> str:
    return text.rstrip(".") + rng.choice((" <b>now</b>.", " {{ 7 * 7 }}.", " [here](https://evil.example/)."))


def _denied(_: random.Random, text: str) -> str:
    return re.sub(r"\b(may|must|agreed|was|makes|invested|owes)\b", r"\1 not", text, count=1) + ""


def _date(rng: random.Random, text: str) -> str:
    return text.rstrip(".") + rng.choice((" until 2041.", " since March 2019.", " by 3 May 1998."))


def _per(_: random.Random, text: str) -> str:
    return (
        re.sub(r"((?:b|m)illion|%|MW)", r"\1 a year", text, count=1)
        if re.search("illion|%|MW", text)
        else f"{text} A year."
    )


WAYS: dict[str, Callable[[random.Random, str], str]] = {
    way.__name__.strip("_"): way
    for way in (_digit, _scale, _name, _settled, _turned, _advice, _markup, _denied, _date, _per)
}


class Prose:
    """Answers questions about a summary with lies, ``told`` as way and sentence, again when asked again."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)  # noqa: S311  (a reproducible draw, no secret)
        self.told: list[tuple[str, str]] = []

    def __call__(self, questions: Sequence[Question]) -> tuple[Heard, ...]:
        """Answer as a service would."""
        return tuple(Answer(text=self.answer(one.messages[1].text), model="liar", cached=False) for one in questions)

    def again(self, task: str) -> None:
        """Draw from here on by the question alone, whatever was asked before."""
        self._rng = random.Random(task)  # noqa: S311  (as above)

    def answer(self, task: str) -> str:
        """Read what is asked and lie about every sentence of it."""
        templates = dict(_ENTRY.findall(task))
        asked = _ASKED.search(task)
        if asked is None:
            return "{}"

        def listed(marks: str) -> list[dict[str, Any]]:
            return [self._lie(mark.strip(), templates) for mark in marks.split(",") if mark.strip()]

        (headline,) = listed(asked[1])
        return json.dumps({"headline": headline, "breath": listed(asked[2]), "plain": listed(asked[3])})

    def _lie(self, mark: str, templates: dict[str, str]) -> dict[str, str]:
        way = self._rng.choice(list(WAYS))
        true = templates.get(mark, "It is so.")
        text = WAYS[way](self._rng, true)
        if text != true:
            self.told.append((way, text))
        return {"about": mark, "text": text}

    def printed(self, text: str, done: Published) -> bool:
        """Tell whether a lie stands in the summary."""
        summary, lie = done.facts.summary, text.rstrip(".")
        said = [summary.headline, *(one.text for one in (*summary.sentences, *(summary.plain or ())))]
        short = lie.removeprefix(f"{short_name(done.facts.document.company)} ")
        return any(
            one.rstrip(".") in {lie, f"It {short}"} or one.startswith((f"{lie} (", f"{lie}, it said")) for one in said
        )
