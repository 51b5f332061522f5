"""The JSON object in an answer of a service that does not enforce one: fenced, greeted, thought about, comma too many.

Nothing is mended but commas before a closing bracket: what comes out stands in the answer word for word, or the answer
is given back as it is, for the parser to complain about what was really said.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

_THOUGHT = re.compile(r"\A\s*(?:<think(?:ing)?>)?.*?</think(?:ing)?>", re.DOTALL)
_THINKING = re.compile(r"<think(?:ing)?>")
_FENCE = re.compile(r"```[a-zA-Z0-9]*[ \t]*\n(.*?)(?:\n[ \t]*)?```", re.DOTALL)
_BEGIN = re.compile(r"\{|\[(?=\s*\{)")
_LIKE_AN_OBJECT = re.compile(r"(?:\[\s*)?\{\s*[\"}]")
_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.DOTALL)
_DECODER = json.JSONDecoder()


class _Found(NamedTuple):
    """The text of one JSON value, and where what follows it begins. ``text`` is None for several objects in a list."""

    text: str | None
    rest: str


def json_in(text: str) -> str:
    """Take the one JSON object out of an answer; gives ``text`` back where there is none, or where it is torn.

    Never raises. Where several stand in the answer, the last is the answer and the others led to it.
    """
    whole = text.strip()
    if not whole.startswith(("{", "[")):
        # A quote inside JSON may hold these words; before any JSON they are thoughts.
        whole = _THOUGHT.sub("", whole, count=1).strip()
        if _THINKING.match(whole):
            return text
    if not whole.startswith(("{", "[")):
        fenced = [found for part in _FENCE.findall(whole) if (found := _last_object(part)) is not None]
        if fenced:
            return fenced[-1]
    found = _last_object(whole)
    return text if found is None else found


def _last_object(text: str) -> str | None:
    """Find the last whole object that is inside no other; None where there is none, or where one is torn."""
    last: str | None = None
    begin = _BEGIN.search(text)
    while begin is not None:
        at = begin.start()
        if not _LIKE_AN_OBJECT.match(text, at):
            begin = _BEGIN.search(text, at + 1)
            continue
        found = _value(text[at:])
        if found is None:
            # Half an answer: what stands whole inside it is not the answer.
            return None
        last, text = found.text, found.rest
        begin = _BEGIN.search(text)
    return last


def _value(text: str) -> _Found | None:
    """Decode the value that begins ``text``: an object, or the only object of a list."""
    found = _decoded(text) or _decoded(_COMMA.sub(lambda match: match[1] or "", text))
    if found is None:
        return None
    value, end, said = found
    if isinstance(value, list):
        if len(value) != 1 or not isinstance(value[0], dict):
            return _Found(None, said[end:])
        start = said.index("{")
        inner = _decoded(said[start:])
        return None if inner is None else _Found(said[start : start + inner[1]], said[end:])
    return _Found(said[:end], said[end:])


def _decoded(text: str) -> tuple[object, int, str] | None:
    try:
        value, end = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return value, end, text
