"""Compare words as a person does: typography, case and spaces tell no difference between two copies of a sentence."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from typing import NamedTuple


class Squashed(NamedTuple):
    """Letters and digits only, in small letters, and where each stood in the text."""

    text: str
    origin: tuple[int, ...]


def squash(text: str) -> str:
    """Letters and digits only, ligatures apart, in small letters."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def squashed(text: str) -> Squashed:
    """As ``squash``, with the place of each letter."""
    pieces: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        if char.isascii():
            if char.isalnum():
                pieces.append(char.lower())
                origin.append(place)
        elif piece := squash(char):
            pieces.append(piece)
            origin.extend([place] * len(piece))
    return Squashed("".join(pieces), tuple(origin))


def places(haystack: str, needle: str) -> list[int]:
    """Where ``needle`` begins in ``haystack``, both squashed; nothing for an empty needle."""
    found: list[int] = []
    at = haystack.find(needle) if needle else -1
    while at >= 0:
        found.append(at)
        at = haystack.find(needle, at + 1)
    return found


def nearest(ordered: list[int], to: int) -> int:
    """The one of ``ordered`` that lies nearest to ``to``."""
    at = bisect_left(ordered, to)
    return min(ordered[max(0, at - 1) : at + 1], key=lambda place: abs(place - to))
