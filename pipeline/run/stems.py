"""Where a document's outputs belong: ``<TICKER or company>/<day>_<form>``, by the one day that stands for it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.records import DocumentFacts

_LONGEST = 60
_TICKER = re.compile(r"[^A-Z0-9.-]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
# Windows keeps these names for devices; some are tickers.
_DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)", re.IGNORECASE)


def natural_stem(document: DocumentFacts) -> str:
    """Give the stem a document has unless another one claims it: ``NVDA/2025-10-26_10-Q``, ``acme/undated_call``."""
    period = document.day.isoformat() if document.day else "undated"
    amended = "-A" if document.amendment else ""
    return f"{folder(document.ticker, document.company)}/{period}_{document.form}{amended}"


def folder(ticker: str | None, company: str) -> str:
    """Give the folder of a company: its ticker, or a slug of its name in plain letters."""
    name = _TICKER.sub("", (ticker or "").upper()).strip(".-")
    if not name:
        plain = unicodedata.normalize("NFKD", company).encode("ascii", "ignore").decode().lower()
        name = _NOT_SLUG.sub("-", plain).strip("-")[:_LONGEST].strip("-") or "unknown"
    return f"{name}_" if _DEVICES.fullmatch(name) else name
