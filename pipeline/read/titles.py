"""A speaker's title and firm, told apart where a transcript prints them as one: "Analyst, Example Bank"."""

from __future__ import annotations

import re
from typing import Final

from pipeline.read.callwords import FIRM

TITLE: Final = re.compile(
    r"\b(?:chief|officer|president|vice|director|chair(?:man|woman|person)?|ceo|cfo|coo|cto|cro|s?e?vp|head|founder"
    r"|co-founder|analyst|relations|treasurer|secretary|manager|executive|counsel|operator|moderator|coordinator"
    r"|representative|attendee|shareholder|speaker|md|associate|partner|strategist|economist)\b",
    re.IGNORECASE,
)
"""A word that makes a stretch between two commas a title."""

ANALYST: Final = re.compile(r"\banalysts?\b|research division|equity research|\bresearch$", re.IGNORECASE)
"""Words only those carry who ask: "Equity Analyst", "Example Securities, LLC, Research Division"."""

OFFICER: Final = re.compile(
    r"\bchief\b|\bC[EFOTR]O\b|\bfounder\b|\bpresident\b(?!, research)|\bchair|\binvestor relations\b|\btreasurer\b"
    r"|\bgeneral counsel\b|^executive$|\bcompany (?:representative|executive|speaker)\b",
    re.IGNORECASE,
)
"""Words of those who speak for a company: "Chief Financial Officer", "VP & Head of Investor Relations"."""

_LEGAL = re.compile(
    r"\b(?:inc|incorporated|llc|l\.l\.c|ltd|corp|corporation|plc|lp|n\.?v|s\.?a|ag|company|bank|securities)\b",
    re.IGNORECASE,
)
_COMMA = re.compile(r",(?!\s*(?:inc|llc|l\.l\.c|ltd|corp|plc|lp|n\.?v|s\.?a)\b)", re.IGNORECASE)
"""A comma that is no part of a name: not that of "Example Robotics, Inc."."""
_DIVISION = re.compile(r"\bdivision$", re.IGNORECASE)
_ASKS = re.compile(r"\banalyst$", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:--+|—)\s*|\s+[-–]\s+")


def role_and_firm(printed: str, shared: frozenset[str] = frozenset()) -> tuple[str | None, str | None]:
    """Split what is printed beside a name: ``Analyst, Example Bank`` -> ``("Analyst", "Example Bank")``.

    ``shared`` are stretches that stand beside several titles, as a company's name does.
    """
    stretches = [stretch.strip(" ,") for stretch in _DASH.split(printed)]
    pieces: list[tuple[str, bool]] = []
    untitled = not any(map(TITLE.search, stretches[1:]))
    for index, stretch in enumerate(stretches):
        behind = untitled and index == len(stretches) - 1 and _is_house(stretches[0]) and not _is_house(stretch)
        if len(stretches) > 1 and (behind or TITLE.search(stretch)):
            pieces.append((stretch, True))
        else:
            pieces.extend(_pieces(stretch, shared))
    role = ", ".join(piece for piece, titled in pieces if titled)
    firm = ", ".join(piece for piece, titled in pieces if not titled)
    return role or None, firm or None


def _is_house(stretch: str) -> bool:
    """Tell a firm's name; what stands behind one and a dash is a title, known or not: "Example Bank - Quant"."""
    return any(words.search(stretch) for words in (_LEGAL, _DIVISION, FIRM))


def last_piece(printed: str) -> str | None:
    """The stretch behind a title that may be the name of a firm, None where there is none."""
    first, _, last = printed.rpartition(",")
    last = last.strip()
    return last if first and TITLE.search(first) and not TITLE.search(last) else None


def _pieces(stretch: str, shared: frozenset[str]) -> list[tuple[str, bool]]:
    """Each stretch between commas, and whether it belongs to the title."""
    words = [piece.strip() for piece in _COMMA.split(stretch) if piece.strip()]
    found: list[tuple[str, bool]] = []
    for index, piece in enumerate(words):
        before = found[-1] if found else None
        if TITLE.search(piece) and not _DIVISION.search(piece):
            titled = True
        elif before is None or not before[1] or piece in shared or _LEGAL.search(piece) or _DIVISION.search(piece):
            titled = False
        elif _ASKS.search(before[0]) or ANALYST.search(before[0]):
            titled = index + 1 < len(words) and not FIRM.search(piece)
        else:
            titled = True
        found.append((piece, titled))
    return found
