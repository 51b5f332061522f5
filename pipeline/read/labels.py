"""What a transcript prints to say who speaks, without its ornaments: ``**ANN LEE (CEO)**`` is "Ann Lee, CEO"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.callwords import PARTICLES
from pipeline.records import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_ORNAMENTS = "*#_[]<> "
_PART = re.compile(r"(?P<part>[QA])\s*[-–—:.]\s*(?=[A-Z])")
"""A question or an answer: "<Q - Ann Lee>", "A - Bob Ray"."""
_BESIDE = re.compile(r"(?P<name>[^()|]{3,45}?)\s*(?:\((?P<title>[^()]{2,110})\)|\|\s*(?P<barred>.{2,110}))")
"""A title in brackets or behind a bar: "Ann Lee (CEO)", "Ann Lee | CEO"."""
_KINDS: Mapping[str, SpeakerKind] = {"Q": SpeakerKind.ANALYST, "A": SpeakerKind.COMPANY}
_LETTERS_OF_NAME = 4
_GENERATIONS = frozenset({"ii", "iii", "iv", "jr", "jr.", "sr", "sr."})


class Label(NamedTuple):
    """``text`` is name, or name and title after a comma. ``set_off``: its ornaments show that it is a label."""

    text: str
    kind: SpeakerKind | None = None
    set_off: bool = False


def read_label(printed: str) -> Label:
    """Take the ornaments off what stands before a colon or alone on a line."""
    text = printed.replace("*", "").strip(_ORNAMENTS)
    set_off = printed.strip()[:1] in {*"*#[<"}
    part = _PART.match(text)
    if part is not None:
        text = text[part.end() :]
    beside = _BESIDE.fullmatch(text)
    if beside is not None:
        text = f"{beside['name']}, {beside['title'] or beside['barred']}"
    name, comma, role = text.partition(",")
    if name.isupper() and " " in name.strip() and sum(map(str.isalpha, name)) >= _LETTERS_OF_NAME:
        text = f"{_in_small(name)}{comma}{role}"
    return Label(text, _KINDS[part["part"]] if part else None, set_off or part is not None)


def _in_small(name: str) -> str:
    """``MONA VAN DER BERG`` -> ``Mona van der Berg``."""
    first, *rest = name.title().split(" ")
    return " ".join([first, *(word.lower() if word.lower() in PARTICLES - _GENERATIONS else word for word in rest)])
