"""From one ``Document`` to a view of it: what the program sees, as text, as JSON, or as HTML over the page pictures."""

from pipeline.look.choice import Choice, View, chosen
from pipeline.look.data import as_json
from pipeline.look.html import MOST_PICTURES, Sheets, as_html, left_out
from pipeline.look.marked import Mark, marked
from pipeline.look.text import as_text

__all__ = [
    "MOST_PICTURES",
    "Choice",
    "Mark",
    "Sheets",
    "View",
    "as_html",
    "as_json",
    "as_text",
    "chosen",
    "left_out",
    "marked",
]
