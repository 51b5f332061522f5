"""A TOML file that a person writes: where in it something stands, so that every refusal names the line."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Never

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_HEAD = re.compile(r"^[ \t]*\[\[[ \t]*(\w+)[ \t]*\]\]", re.MULTILINE)
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


class Written:
    """One file, read. Raises ``SettingsError`` naming the line for what is no TOML."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self._starts: dict[str, list[int]] = {}
        for head in _HEAD.finditer(text):
            self._starts.setdefault(head[1], []).append(head.start())
        try:
            self.content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = _AT_LINE.search(str(error))
            self.fail(_AT_LINE.sub("", str(error)), int(line[1]) if line and line[1] else text.count("\n") + 1)

    def line(self, kind: str = "", number: int = 0, key: str = "") -> int:
        """Give the line of a key in the ``number``-th table of a kind, of the table where it lacks the key."""
        starts = self._starts.get(kind, [])
        start = starts[number] if number < len(starts) else 0
        following = _HEAD.search(self.text, start + 1)
        stretch = self.text[start : following.start() if following and kind in self._starts else len(self.text)]
        found = re.search(rf"^[ \t]*[\"']?{re.escape(key)}\b", stretch, re.MULTILINE) if key else None
        blank = len(stretch) - len(stretch.lstrip("\n"))
        return self.text.count("\n", 0, start + (found.start() if found else blank)) + 1

    def fail(self, reason: str, line: int, remedy: str = "correct the line named") -> Never:
        """Refuse what stands in a line."""
        raise SettingsError(reason, path=f"{self.name}, line {line}", remedy=remedy)

    def entries(
        self, kind: str, keys: Collection[str], misplaced: Mapping[str, str] | None = None
    ) -> Iterator[tuple[int, Mapping[str, object]]]:
        """Give the tables of a kind, each with its number; fail for keys no such table has.

        ``misplaced`` says of keys that belong elsewhere what to do with them.
        """
        tables = self.content.get(kind, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.fail(f"{kind} must be written as [[{kind}]]", self.line(key=kind))
        for number, table in enumerate(tables):
            for key in table:
                if key not in keys:
                    known = f"a [[{kind}]] has {', '.join(sorted(keys))}"
                    remedy = (misplaced or {}).get(key, known)
                    self.fail(f"[[{kind}]] has no key {key}", self.line(kind, number, key), remedy)
            yield number, table

    def text_of(self, table: Mapping[str, object], key: str, line: int) -> str | None:
        """Give a value that must be text where it is there."""
        value = table.get(key)
        if value is not None and not (isinstance(value, str) and value.strip()):
            self.fail(f"{key} must be text in quotes", line)
        return value if isinstance(value, str) else None
