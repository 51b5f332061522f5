"""Earnings calls long enough for several questions, each of which tells a deal of its own."""

from __future__ import annotations

_HEAD = """{company}, Inc. (NASDAQ: {ticker})
Q3 2025 Earnings Call
October {day}, 2025

Operator: Good afternoon, and welcome to the {company} third quarter 2025 earnings call.

"""
_SPEECH = """Maria Holt, Chief Executive Officer: In the quarter we signed a definitive agreement with {party}
Foundry Corporation to purchase ${amount} million of wafers through 2028. {filler}

"""
_FILLER = (
    "Customers in many places asked how our teams work, and our people in the field listened to them with patience. "
)
_COMPANIES = ("Alder", "Beech", "Chestnut", "Ebony", "Ginkgo", "Hornbeam", "Ironwood", "Katsura", "Linden", "Mulberry")
_PARTIES = ("Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gum", "Hazel", "Juniper", "Larch", "Maple")


def call(number: int = 0, deals: int = 5, characters: int = 12_000) -> str:
    """Write a call with so many deals, and so many characters of talk after each of them."""
    filler = (_FILLER * (characters // len(_FILLER) + 1))[:characters].rsplit(". ", 1)[0] + "."
    name = _COMPANIES[number]
    head = _HEAD.format(company=f"{name} Systems", ticker=name[:4].upper(), day=number + 1)
    speeches = (
        _SPEECH.format(party=_PARTIES[place % len(_PARTIES)], amount=100 + 10 * number + place, filler=filler)
        for place in range(deals)
    )
    return head + "".join(speeches) + "Operator: This concludes today's call.\n"
