"""Where what has been done and answered is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.store import Place

if TYPE_CHECKING:
    from pipeline.config import Settings

FOLDER = ".briefs"


def place_of(settings: Settings, output: Path | None = None) -> Place:
    """Give the place of the store of ``output``, which is the output folder of the settings unless it is named."""
    folder = (Path(settings.output) if output is None else output) / FOLDER
    return Place(folder, settings.store.url, seal=not settings.store.text)
