"""Where the store of an output folder is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE = "store.sqlite"
FORMER = ("state.sqlite", "model.sqlite")
"""What an earlier version kept; taken over when the store is opened."""


@dataclass(frozen=True)
class Place:
    """``folder`` is the ``.briefs`` of an output folder; the store is a file in it unless ``url`` names a database.

    With ``seal`` no text of a document is kept that could be read without the document. ``url`` may hold a password
    and is in no ``repr``.
    """

    folder: Path
    url: str = field(default="", repr=False)
    seal: bool = False

    @property
    def is_used(self) -> bool:
        """Tell whether anything may have been kept here, without opening it."""
        return bool(self.url) or any((self.folder / name).is_file() for name in (FILE, *FORMER))

    @property
    def shown(self) -> str:
        """The place as it may be printed. Raises ``SettingsError`` where the URL is none of PostgreSQL."""
        if not self.url:
            return (self.folder / FILE).as_posix()
        from pipeline.store.server import shown  # noqa: PLC0415  (brings SQLAlchemy)

        return shown(self.url)

    def absolute(self) -> Place:
        """Give the same place for a process that stands in another folder."""
        return replace(self, folder=self.folder.absolute())
