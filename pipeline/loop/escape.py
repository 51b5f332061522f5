"""Text from a filing becomes inert in Markdown and SVG. Jinja's ``finalize`` escapes what a template prints."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote
from xml.sax.saxutils import escape as _xml


class Ours(str):
    """Markdown this program composed of escaped parts."""

    __slots__ = ()


_BREAK = "&#8203;"
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~{}#]|&(?=#?\w+;)|(?<=[^\s(])\$|\$(?!\d)")
# Bare addresses become links after backslashes are gone; only a break, visible in the raw file, prevents that.
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=[Mm][Aa][Ii][Ll][Tt][Oo]:)|(?i:(?<=www)(?=\.))|(?=@)")
_LINE_START = re.compile(r"^(?:[-+=](?=[\s=-]|$)|(\d{1,9})(?=[.)](?:\s|$)))")
_UNSEEN = {"Cc", "Cf", "Co", "Cs"}


def clean(text: str) -> str:
    """Fold white space and drop characters that show nothing or turn their neighbours around."""
    words = " ".join(text.split())
    return words if words.isascii() else "".join(c for c in words if unicodedata.category(c) not in _UNSEEN)


def markdown(text: str) -> Ours:
    """Give text that renders as itself anywhere in Markdown, table cells included."""
    inert = _ADDRESS.sub(_BREAK, _SPECIAL.sub(r"\\\g<0>", clean(text)))
    return Ours(_LINE_START.sub(lambda found: f"{found[1]}\\" if found[1] else f"\\{found[0]}", inert))


def printed(value: object) -> object:
    """Escape what a template prints."""
    return markdown(value) if isinstance(value, str) and not isinstance(value, Ours) else value


def link(words: str, target: str) -> Ours:
    """Compose a link of our own to a relative path."""
    return Ours(f"[{markdown(words)}]({quote(target.lstrip('/'), safe='/#=')})")


def xml(text: str) -> str:
    """Escape for SVG text and attributes."""
    return _xml(clean(text), {'"': "&quot;", "'": "&apos;"})


def cut(text: str, limit: int) -> str:
    """Shorten to at most ``limit`` characters, at the end of a word where there is one, with an ellipsis."""
    text = clean(text)
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ")
    return f"{head[: space if space > limit // 2 else len(head)].rstrip(' ,;:(')}…"
