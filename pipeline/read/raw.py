"""What a reader of one file kind hands to the shared parts of the room: text, pages and what only it could know.

``read_pdf``, ``read_html`` and ``read_text`` each return a ``RawDocument``; ``identify`` reads the cover from it;
``read_call`` returns it again with the speeches of a transcript filled in; ``read`` builds the ``Document``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.read.columns import Layout
    from pipeline.read.sketch import Sketch
    from pipeline.records import Block, Page, PageCoverage, Scale, Section, Speaker


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One file as its reader saw it.

    ``name`` is the file name without folders. ``pages`` cover ``text`` without gaps. ``title`` and ``author`` are
    what the file's own metadata say (PDF information dictionary, HTML ``<title>``). ``hints`` are facts the file
    states in machine-readable form: inline XBRL cover facts under their names (``dei:EntityRegistrantName``) as
    written.

    ``blocks``, ``tables``, ``scales`` and ``sections`` are None where the reader leaves the finding to the shared
    parts, and final where it knew better (HTML tables, a transcript's speeches). ``losses`` names pages on which
    numeric tokens of the source are not in ``text``; ``warnings`` are whole sentences for the reader of the page.
    ``speakers`` are those of a transcript. ``partial`` says that a part of the file could not be read. ``layout`` tells
    where characters stand, and must be closed.
    """

    name: str
    media: Literal["pdf", "html", "text"]
    text: str
    pages: tuple[Page, ...]
    title: str | None = None
    author: str | None = None
    hints: Mapping[str, str] = field(default_factory=dict)
    blocks: tuple[Block, ...] | None = None
    tables: tuple[Sketch, ...] | None = None
    scales: tuple[Scale, ...] | None = None
    sections: tuple[Section, ...] | None = None
    speakers: tuple[Speaker, ...] = ()
    losses: tuple[PageCoverage, ...] = ()
    warnings: tuple[str, ...] = ()
    partial: bool = False
    layout: Layout | None = None
