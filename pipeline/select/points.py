"""How the points of cues are counted, as data: what sections add, what is enough, how much may be sent."""

from __future__ import annotations

from typing import NamedTuple


class Prior(NamedTuple):
    """What a section adds to, or takes from, each stretch in it: by its key, or by its title in lower case.

    ``reason`` is what the rest of it is called where it is left out; empty: there is no sign of a deal.
    """

    points: int
    key: str
    title: str
    reason: str
    example: str


_NO_KEY = r"^\Z"

PRIORS: tuple[Prior, ...] = (
    Prior(
        3,
        _NO_KEY,
        r"subsequent event|related[- ]part|commitment|guarant|concentration|acquisition|divestiture|\bdebt\b|borrowing|"
        r"business combination|joint venture|collaborat|notes payable|credit facilit|indebtedness",
        "",
        "Note 11 - Commitments and Contingencies",
    ),
    Prior(
        1,
        _NO_KEY,
        r"financing|lease|investment|revenue|warrant|equity|purchase|contract|legal|contingenc|litigation|segment|loans",
        "",
        "Note 2. Revenue",
    ),
    Prior(-3, r"item1a$", r"risk factors", "risks in general", "Item 1A. Risk Factors"),
    Prior(-2, r"^part1\.item1$", r"^business$", "the business in general", "Item 1. Business"),
    Prior(
        -2,
        _NO_KEY,
        r"accounting policies|basis of presentation|fair value|derivative|earnings per|pension|intangible|goodwill|"
        r"comprehensive|property and equipment",
        "accounting policies",
        "Note 1. Summary of Significant Accounting Policies",
    ),
)
"""The first that matches counts."""

CLAUSES = -2
"""What a clause of a contract filed with a report of an event starts with."""
MOST = 6
"""The most that words can give a stretch, so that a long one that touches everything is worth no more than a short."""
SPECIFIC = 3
"""What is added where a sum or a party stands near the words, and nothing against it is counted."""
NEAR = 160
"""How many characters apart that may be."""
ENOUGH = 2
"""Points that make a stretch worth asking about, unless too much of the document would be sent."""
CERTAIN = 100
"""Points of what is always asked about."""
SENT = 0.385
"""The share of a report's characters, without contracts attached to it, that points may choose, neighbours
included. Headings and hints come on top."""
WHOLE = 60_000
"""Characters up to which a document that is no annual or quarterly report goes whole."""
