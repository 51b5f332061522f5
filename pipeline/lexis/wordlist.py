"""How tables of words are written down: as running text, so that a person can read and sort them."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """Split a list of words at its white space."""
    return tuple(text.split())
