"""The rules drawn on a PDF page: thin level lines, as they stand under the heads of a table's columns."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium_c

THIN, SHORTEST = 3.0, 8.0
"""Points. A rule is no thicker and no shorter."""
MOST_OBJECTS = 20_000
"""So many things drawn on a page are looked at."""


def drawn_rules(page: pdfium_c.FPDF_PAGE) -> list[tuple[float, float, float]]:
    """Give left end, right end and upper edge, in points, of every rule drawn on a page, from left to right."""
    edges = [ctypes.c_float() for _ in range(4)]
    left, bottom, right, top = edges
    found: set[tuple[float, float, float]] = set()
    for index in range(min(pdfium_c.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        drawn = pdfium_c.FPDFPage_GetObject(page, index)
        if pdfium_c.FPDFPageObj_GetType(drawn) != pdfium_c.FPDF_PAGEOBJ_PATH:
            continue
        pdfium_c.FPDFPageObj_GetBounds(drawn, *edges)
        if top.value - bottom.value <= THIN and right.value - left.value >= SHORTEST:
            found.add((left.value, right.value, top.value))
    return sorted(found)
