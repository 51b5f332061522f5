"""Text from a filing becomes inert: it can never turn into markup, link, HTML, template or front matter.

Every value a template prints goes through ``markdown``; what the program itself composed (a link, a table cell with
a link) is marked ``Ours`` and passes. A user who edits a template cannot forget to escape.
"""

from __future__ import annotations

import json
import re
import unicodedata
from urllib.parse import quote
from xml.sax.saxutils import escape as _xml


class Ours(str):
    """Markdown the program composed of escaped parts."""

    __slots__ = ()


_BREAK = "&#8203;"
"""A zero-width space, written so that a reader of the raw file sees it: no renderer joins what it parts."""

_ALWAYS = re.compile(r"[\\`*_\[\]<>|~{}#]")
_LIQUID = re.compile(r"(?<=\{)%|%(?=\\\})")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# GitHub sets "$x$" as a formula; a dollar sign before a figure opens none, so amounts stay readable in the raw file.
_FORMULA = re.compile(r"(?<=[^\s(“（])\$|\$(?![\d\s])")
# GitHub and others turn bare addresses into links after backslashes are gone, so only a break helps.
_SCHEME = re.compile(r"(?<=:)(?=//)|(?<=[Mm][Aa][Ii][Ll][Tt][Oo]:)|(?<=[Xx][Mm][Pp][Pp]:)")
_WWW = re.compile(r"(?<=www)(?=\.)", re.IGNORECASE)
_MAIL = re.compile(r"(?=@)")
_TAME = re.compile(r"[A-Za-z][A-Za-z0-9 ,.;()'’-]*|\d[\d-]*")
"""Words with none of what is looked for below: most words of a list of ten thousand briefings."""

_LINE_START = re.compile(r"^(?:[-+=](?=[\s=-]|$)|\d{1,9}(?=[.)](?:\s|$)))")


# In front matter; an underscore within a word ("filings/alder_2025.pdf") is no markup.
_LIVE = re.compile(
    r"[<>{}\[\]`*|~$]|&(?=#?\w+;)|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):|@",
    re.IGNORECASE,
)
_UNSEEN = {"Cc", "Cf", "Co", "Cs"}


def clean(text: str) -> str:
    """Fold white space and drop characters that show nothing or change how their neighbours are shown.

    Control characters could drive a terminal, direction marks could make a name read backwards.
    """
    words = " ".join(text.split())
    if words.isascii() and words.isprintable():
        return words
    kept = "".join(char for char in words if unicodedata.category(char) not in _UNSEEN)
    return " ".join(kept.split())


def markdown(text: str) -> Ours:
    """Give text that renders as itself anywhere in Markdown, a table cell and a list item included."""
    words = clean(text)
    if _TAME.fullmatch(words) and "www" not in words.casefold():
        return Ours(words)
    inert = _ALWAYS.sub(r"\\\g<0>", words)
    inert = _LIQUID.sub(r"\%", inert)
    inert = _ENTITY.sub(r"\\&", inert)
    inert = _FORMULA.sub(r"\\$", inert)
    for place in (_SCHEME, _WWW, _MAIL):
        inert = place.sub(_BREAK, inert)
    return Ours(_LINE_START.sub(_disarm, inert))


def _disarm(match: re.Match[str]) -> str:
    start = match.group()
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def printed(value: object) -> object:
    """Escape what a template prints: Jinja's ``finalize``."""
    return markdown(value) if isinstance(value, str) and not isinstance(value, Ours) else value


def yaml(text: str) -> Ours:
    r"""Quote a front-matter value: a JSON string is a YAML string and holds no line break.

    Many renderers know no front matter and take it for text of the page. What would be markup there is written as
    ``\u003c``, which YAML and JSON read as the character and Markdown as six letters.
    """
    return Ours(_LIVE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(clean(text), ensure_ascii=False)))


def address(path: str, page: int | None = None) -> str:
    """Give a relative link target. The colon is encoded too, so that no path can act as a scheme."""
    target = quote(path.lstrip("/") if path.startswith("//") else path, safe="/")
    return target if page is None else f"{target}#page={page}"


def link(words: str, path: str, page: int | None = None) -> Ours:
    """Compose a link of our own; where there is no path to lead to, only the words."""
    if not path:
        return markdown(words)
    return Ours(f"[{markdown(words)}]({address(path, page)})")


def joined(parts: list[str], separator: str) -> Ours:
    """Join parts, escaping those that are not ours."""
    return Ours(separator.join(part if isinstance(part, Ours) else markdown(part) for part in parts))


def xml(text: str) -> str:
    """Escape for SVG text and attributes."""
    return _xml(clean(text), {'"': "&quot;", "'": "&apos;"})


def cut(text: str, limit: int) -> str:
    """Shorten to at most ``limit`` characters at the end of a word, with an ellipsis."""
    text = clean(text)
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ")
    return f"{head[: space if space > limit // 2 else len(head)].rstrip(' ,;:(')}…"
