"""When the party of one document is the party of another of the same company."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import lexis
from pipeline.records import PartyKind

if TYPE_CHECKING:
    from pipeline.records import Party

_LABEL = re.compile(r"\s([A-Z]|\d{1,2})$")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_FISCAL_YEAR = re.compile(r"FY\s?(\d{4})")
_SHORTEST = 3
_UNNAMED = frozenset({PartyKind.ANONYMOUS, PartyKind.CLASS})

_core = lru_cache(maxsize=1 << 15)(lexis.legal_core)


def label(party: Party) -> str | None:
    """Give the letter or number a filing calls an unnamed party by: ``A`` of "Customer A"."""
    found = _LABEL.search(party.name) if party.kind is PartyKind.ANONYMOUS else None
    return found[1] if found else None


def fiscal_year(fiscal_period: str | None) -> str | None:
    """Give the fiscal year of ``Q3 FY2026``."""
    found = _FISCAL_YEAR.search(fiscal_period or "")
    return found[1] if found else None


def same_party(one: Party, other: Party) -> bool:
    """Tell whether two parties are one: by a common name, a short form of it, or as one group or label."""
    if one.kind is PartyKind.NAMED and other.kind is PartyKind.NAMED:
        return any(_one_name(a, b) for a in _names(one) for b in _names(other))
    if one.kind in _UNNAMED and other.kind in _UNNAMED:
        return label(one) == label(other) and _role(one) == _role(other)
    return False


def _one_name(one: str, other: str) -> bool:
    """``Brackwater`` is Brackwater Cloud: the whole of the shorter name begins the longer one."""
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer or (len(shorter) >= _SHORTEST and longer.startswith(f"{shorter} "))


@lru_cache(maxsize=1 << 15)
def _names(party: Party) -> frozenset[str]:
    return frozenset(_core(name).removesuffix("s") for name in (party.name, *party.aliases) if name.strip())


@lru_cache(maxsize=1 << 15)
def _role(party: Party) -> str:
    """``Direct Customer A`` and ``Customer A`` are customers, "one end customer" and "an end customer" the same."""
    words = _NOT_PLAIN.sub(" ", _LABEL.sub("", party.name).lower()).split()
    plain = [word for word in words if word not in _ARTICLES] or words
    return plain[-1].removesuffix("s") if label(party) else " ".join(plain).removesuffix("s")


_ARTICLES = frozenset({"a", "an", "the", "one", "our", "its", "single"})
