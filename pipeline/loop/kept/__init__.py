"""The map as it was drawn last, so that a new filing changes what it touches and leaves the rest.

It is kept in a database of its own beside what is written of the map, and holds nothing that the fact files do not:
whoever loses it draws the whole map again, to the same bytes.
"""

from pipeline.loop.kept.drawing import Blocks, Doc, Sheets, filled, fit, sheets
from pipeline.loop.kept.excerpt import Excerpt
from pipeline.loop.kept.files import Files
from pipeline.loop.kept.names import Change
from pipeline.loop.kept.updating import Updated, updated

__all__ = ["Blocks", "Change", "Doc", "Excerpt", "Files", "Sheets", "Updated", "filled", "fit", "sheets", "updated"]
