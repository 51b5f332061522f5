"""Where text stands on a page that can be seen, and the picture of such a page."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """The rectangle of one line of a span, in points of the page's own space: x rightwards, y upwards.

    These are the coordinates a PDF annotation takes. ``page`` counts from 1.
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float


class Seen(NamedTuple):
    """The same rectangle on the page as a viewer shows it: shares of its width and height, y downwards."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class Picture(NamedTuple):
    """One page as an image. ``width`` and ``height`` are those of the page as shown, in points."""

    png: bytes
    width: float
    height: float
