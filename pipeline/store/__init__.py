"""What has been done, and what was asked and paid for: one database for each output folder, or one for many.

The state (``Store``) is a memory, not an output: losing it costs work and never a briefing, because who owns which
page also stands in the published fact files. Answers and money (``Shelf``) were paid for and are kept with care.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.store.place import Place
from pipeline.store.records import Done, Seen, State, Written
from pipeline.store.state import Store

if TYPE_CHECKING:
    from pipeline.store.shelf import Shelf

__all__ = ["Done", "Place", "Seen", "Shelf", "State", "Store", "Written"]


def __getattr__(name: str) -> type[Shelf]:
    """Load the shelf when it is asked for: it brings SQLAlchemy, which a run with nothing to do must not pay for."""
    if name != "Shelf":
        raise AttributeError(name)
    from pipeline.store.shelf import Shelf  # noqa: PLC0415  (that is the point)

    return Shelf
