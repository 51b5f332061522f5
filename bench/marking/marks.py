"""The marks as records, and the folder of TOML files they are kept in.

A file's name begins with its kind: ``identity*.toml``, ``items*.toml``, ``order*.toml``, ``tables*.toml``,
``calls*.toml``. A key that no record has is a slip of the pen and raises ``SlipOfThePen``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

REMARKS = frozenset({"remark", "why", "comment"})
"""Keys a person may add to any mark to say how it was judged."""


class OfOneFile(Protocol):
    """Any mark of a document: ``file`` is the document's name."""

    @property
    def file(self) -> str:
        """The document's name."""


class SlipOfThePen(Exception):
    """A file of marks holds what no mark has."""


@dataclass(frozen=True)
class IdentityMark:
    """Who filed what for when. ``None`` where the document does not print it."""

    file: str
    form: str
    company: str | None = None
    companies: tuple[str, ...] = ()
    ticker: str | None = None
    cik: str | None = None
    amendment: bool = False
    period_end: dt.date | None = None
    fiscal_period: str | None = None
    fiscal_is_calendar: bool | None = None
    filed: dt.date | None = None
    registrants: tuple[str, ...] = ()
    only_in_file_name: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True)
class ItemMark:
    """An Item: where its heading stands.

    ``index``: it has no heading, ``page`` is where its content begins. ``either``: it says a little more than where it
    stands, so that "read" and "by_reference" are both right.
    """

    key: str
    page: int | None = None
    starts: str | None = None
    state: str = "read"
    index: bool = False
    either: bool = False
    stands_on_page: int | None = None


@dataclass(frozen=True)
class NoteMark:
    """A note to the financial statements."""

    number: str
    title: str
    page: int | None = None


@dataclass(frozen=True)
class ItemsMark:
    """Every Item and note of one document."""

    file: str
    item: tuple[ItemMark, ...] = ()
    note: tuple[NoteMark, ...] = ()


@dataclass(frozen=True)
class OrderMark:
    """Snippets of one page in the order a person reads them; of the whole file where it has no pages."""

    file: str
    layout: str
    snippets: tuple[str, ...]
    page: int | None = None


@dataclass(frozen=True)
class CellMark:
    """One figure. ``value`` has its sign and no scale, and is empty for a dash."""

    row: str
    column: str
    printed: str
    value: str
    unit: str
    multiplier: int = 1
    currency: str | None = None
    group: str | None = None


@dataclass(frozen=True)
class TableMark:
    """A table, joined where it runs over page ends, and some of its figures; no page where the file has none."""

    file: str
    first_label: str
    figure_rows: int
    figures: int
    page: int | None = None
    last_page: int | None = None
    title: str | None = None
    cell: tuple[CellMark, ...] = ()


@dataclass(frozen=True)
class SpeakerMark:
    """One who speaks in a call. ``first``: their first words; ``firm_said``: the firm only the operator names."""

    name: str
    kind: str
    first: str
    role: str | None = None
    firm: str | None = None
    firm_said: str | None = None


@dataclass(frozen=True)
class CallMark:
    """Who speaks in a call, and the first words of the speech that opens the questions, empty where none does.

    ``turns``: speeches, ``blocks``: heads as printed. ``anonymous``: speakers are numbered instead of named.
    """

    file: str
    has_speakers: bool
    questions_start: str = ""
    turns: int | None = None
    blocks: int | None = None
    anonymous: bool = False
    speaker: tuple[SpeakerMark, ...] = ()


@dataclass(frozen=True)
class Marks:
    """All marks of a folder."""

    identities: tuple[IdentityMark, ...] = ()
    items: tuple[ItemsMark, ...] = ()
    pages: tuple[OrderMark, ...] = ()
    tables: tuple[TableMark, ...] = ()
    calls: tuple[CallMark, ...] = ()

    def files(self) -> tuple[str, ...]:
        """The names of all documents that bear a mark."""
        named: tuple[tuple[OfOneFile, ...], ...] = (self.identities, self.items, self.pages, self.tables, self.calls)
        return tuple(sorted({mark.file for marks in named for mark in marks}))


_PARTS: dict[str, type] = {
    "item": ItemMark,
    "note": NoteMark,
    "cell": CellMark,
    "speaker": SpeakerMark,
}
_KINDS: dict[str, tuple[str, str, type]] = {
    "identity": ("identities", "document", IdentityMark),
    "items": ("items", "document", ItemsMark),
    "order": ("pages", "page", OrderMark),
    "tables": ("tables", "table", TableMark),
    "calls": ("calls", "call", CallMark),
}


def load(folder: Path) -> Marks:
    """Read every file of marks in ``folder``. Raises ``SlipOfThePen`` where a mark does not hold together."""
    found: dict[str, list[Any]] = {}
    for path in sorted(folder.glob("*.toml")):
        kind = next((kind for kind in _KINDS if path.stem.startswith(kind)), None)
        if kind is None:
            raise SlipOfThePen(f"{path.name}: its name begins with none of {', '.join(_KINDS)}")
        try:
            content = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise SlipOfThePen(f"{path.name}: {error}") from error
        into, array, record = _KINDS[kind]
        if content.keys() - {array}:
            raise SlipOfThePen(f"{path.name}: {', '.join(sorted(content.keys() - {array}))} is no [[{array}]]")
        found.setdefault(into, []).extend(_made(record, entry, path.name) for entry in content.get(array, []))
    return Marks(**{into: tuple(marks) for into, marks in found.items()})


def _made(record: type[Any], entry: dict[str, Any], where: str) -> Any:
    """One record from its TOML table."""
    where = f"{where}: {entry.get('file', entry.get('row', entry.get('key', '')))}"
    known = {field.name for field in fields(record)}
    if unknown := entry.keys() - known - REMARKS:
        raise SlipOfThePen(f"{where}: no {record.__name__} has {', '.join(sorted(unknown))}")
    values = {key: _value(key, value, where) for key, value in entry.items() if key in known}
    try:
        return record(**values)
    except TypeError as error:
        raise SlipOfThePen(f"{where}: {error}") from error


def _value(key: str, value: Any, where: str) -> Any:
    if key in _PARTS and isinstance(value, list):
        return tuple(_made(_PARTS[key], part, where) for part in value)
    if isinstance(value, list):
        return tuple(value)
    if key == "key":
        return str(value).lower()
    return str(value) if key in {"number", "value", "printed", "cik"} else value
