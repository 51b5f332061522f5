"""One document looked at: read in a process of its own, under the limits of the settings, and shown as asked.

The command line calls ``look``; ``work`` runs in the process that reads.
"""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import Corrupt, SettingsError
from pipeline.run.apart import apart
from pipeline.run.jobs import Looked, Looking

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.look import View

WORK = __name__
"""The module the process imports; it has the function ``work``."""


def look(asked: Looking, settings: Settings) -> Looked:
    """Read the file and give the view asked for.

    Raises ``SettingsError`` for a file that is not there and for a page, section or table it does not have, the
    ``ReadError`` of the reader, ``TooSlow`` past the limits of time and memory, and ``Defect`` where the program
    itself fails on it.
    """
    path = Path(asked.path)
    if path.is_dir():
        raise SettingsError("this is a folder", path=asked.shown, remedy="name one file: briefs read FILE")
    if not path.exists():
        raise SettingsError("there is no such file", path=asked.shown, remedy="check the path")
    return apart(asked, Looked, WORK, settings)


def work(asked: Looking) -> Looked:
    """Read one document and write the view. Raises what ``look`` raises, the limits aside."""
    from pipeline.look import Choice, as_json, as_text, chosen  # noqa: PLC0415  (the parent needs no room)
    from pipeline.read import read  # noqa: PLC0415  (as above)

    document = read(Path(asked.path), asked.shown)
    view = chosen(document, Choice(asked.page, asked.section, asked.table))
    if asked.form == "html":
        return drawn(view, Path(asked.path))
    return Looked(as_json(view) if asked.form == "json" else as_text(view))


def drawn(view: View, path: Path) -> Looked:
    """Draw over the pages of a PDF; mark the text of any other file, and of a PDF only the second reader opens."""
    from pipeline.look import as_html, left_out  # noqa: PLC0415  (as above)
    from pipeline.read.places import PdfPlaces  # noqa: PLC0415  (as above)

    notes = [note for note in (left_out(view),) if note]
    places = None
    if view.document.media == "pdf":
        try:
            places = PdfPlaces(view.document, path)
        except Corrupt as error:
            notes.insert(0, f"{error.reason}; the text is shown instead")
    with places or nullcontext():
        return Looked(as_html(view, places), "\n".join(notes))
