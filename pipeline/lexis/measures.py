"""The vocabulary of amounts: currencies, scale words, units, number words, qualifiers. Data only.

Each group names a sentence that made it necessary.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from pipeline.lexis.wordlist import words
from pipeline.records import Qualifier

SCALES: Final = {
    "hundred": Decimal(100),
    "thousand": Decimal(1_000),
    "million": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
    "trillion": Decimal(1_000_000_000_000),
}
"""A purchase price of $4.5 billion; one hundred thousand units."""

SHORT_SCALES: Final = {
    "bn": SCALES["billion"],
    "mn": SCALES["million"],
    "mm": SCALES["million"],
    "tn": SCALES["trillion"],
    "B": SCALES["billion"],
    "b": SCALES["billion"],
    "M": SCALES["million"],
    "MM": SCALES["million"],
    "m": SCALES["million"],
    "K": SCALES["thousand"],
    "k": SCALES["thousand"],
    "T": SCALES["trillion"],
}
"""Bookings were $2.1B against $900M (slides and transcripts). Glued to a figure that has a currency sign or a unit."""

SIGNS: Final = {
    "US$": "USD",
    "U.S.$": "USD",
    "U.S. $": "USD",
    "CA$": "CAD",
    "C$": "CAD",
    "AU$": "AUD",
    "A$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "NT$": "TWD",
    "S$": "SGD",
    "R$": "BRL",
    "MX$": "MXN",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "CN¥": "CNY",
    "¥": "JPY",
    "₩": "KRW",
    "₹": "INR",
    "₪": "ILS",
    "kr": "SEK",
}
"""The bonds are in euros (€40 billion), yen (¥90 billion) and Canadian dollars (C$2 million)."""

CODES: Final = (
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "CHF",
    "CAD",
    "AUD",
    "NZD",
    "HKD",
    "TWD",
    "SGD",
    "BRL",
    "MXN",
    "CNY",
    "RMB",
    "KRW",
    "INR",
    "ILS",
    "NIS",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "ZAR",
)
"""A facility of CHF 200 million; a loan of RMB 1.5 billion."""

CODE_SPELLINGS: Final = {"RMB": "CNY", "NIS": "ILS"}

CURRENCY_WORDS: Final = {
    "u.s. dollars": "USD",
    "us dollars": "USD",
    "united states dollars": "USD",
    "canadian dollars": "CAD",
    "australian dollars": "AUD",
    "hong kong dollars": "HKD",
    "singapore dollars": "SGD",
    "new taiwan dollars": "TWD",
    "dollars": "USD",
    "dollar": "USD",
    "euros": "EUR",
    "euro": "EUR",
    "pounds sterling": "GBP",
    "british pounds": "GBP",
    "japanese yen": "JPY",
    "yen": "JPY",
    "swiss francs": "CHF",
    "yuan": "CNY",
    "renminbi": "CNY",
    "won": "KRW",
    "rupees": "INR",
}
"""A term loan of 30 billion Japanese yen; two billion dollars, a speaker says."""

TIMES: Final = {"year": "years", "yr": "years", "month": "months", "week": "weeks", "day": "days"}
"""A five-year term; lead times of 52 weeks; within 90 days."""

POWER: Final = {
    "mw": Decimal(1),
    "megawatt": Decimal(1),
    "megawatts": Decimal(1),
    "gw": Decimal(1_000),
    "gigawatt": Decimal(1_000),
    "gigawatts": Decimal(1_000),
    "kw": Decimal("0.001"),
    "kilowatt": Decimal("0.001"),
    "kilowatts": Decimal("0.001"),
}
"""Capacity of 2.2 GW contracted and 590 MW active: both in MW."""

ONES: Final = {
    word: value
    for value, word in enumerate(
        words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        )
    )
}
TENS: Final = {
    word: 10 * value
    for value, word in enumerate(words("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
"""For a term of twenty-five years; one million shares."""

QUALIFIERS: Final[tuple[tuple[str, Qualifier], ...]] = (
    ("up to", Qualifier.UP_TO),  # lenders agreed to provide up to $650 million
    ("as much as", Qualifier.UP_TO),  # may pay as much as $75 million on milestones
    ("as many as", Qualifier.UP_TO),  # as many as 12 million shares
    ("at most", Qualifier.UP_TO),
    ("a maximum of", Qualifier.UP_TO),  # a maximum of $30 million in earn-outs
    ("maximum of", Qualifier.UP_TO),
    ("maximum exposure of", Qualifier.UP_TO),  # a guarantee with a maximum exposure of $640 million
    ("maximum exposure is", Qualifier.UP_TO),
    ("maximum exposure was", Qualifier.UP_TO),
    ("maximum gross exposure is", Qualifier.UP_TO),  # the maximum gross exposure is $860 million
    ("maximum gross exposure was", Qualifier.UP_TO),
    ("maximum amount of", Qualifier.UP_TO),
    ("maximum aggregate amount of", Qualifier.UP_TO),
    ("ceiling of", Qualifier.UP_TO),  # a contract with a ceiling of $90 million
    ("not to exceed", Qualifier.UP_TO),  # letters of credit not to exceed $100 million
    ("not exceeding", Qualifier.UP_TO),
    ("not exceed", Qualifier.UP_TO),  # its liability will not exceed $860 million
    ("no more than", Qualifier.UP_TO),
    ("not more than", Qualifier.UP_TO),
    ("no greater than", Qualifier.UP_TO),
    ("less than", Qualifier.UP_TO),  # each was less than 10% of revenue
    ("fewer than", Qualifier.UP_TO),
    ("limited to", Qualifier.UP_TO),
    ("capped at", Qualifier.UP_TO),  # the guarantee is capped at $860 million
    ("just under", Qualifier.UP_TO),
    ("under", Qualifier.UP_TO),  # under $50 million, a speaker says
    ("below", Qualifier.UP_TO),
    ("at least", Qualifier.AT_LEAST),  # must buy at least 40,000 wafers a year
    ("more than", Qualifier.AT_LEAST),  # a customer with more than 10% of revenue
    ("greater than", Qualifier.AT_LEAST),
    ("in excess of", Qualifier.AT_LEAST),  # claims in excess of $250 million
    ("exceeding", Qualifier.AT_LEAST),
    ("exceeds", Qualifier.AT_LEAST),
    ("exceeded", Qualifier.AT_LEAST),  # backlog exceeded $30 billion
    ("exceed", Qualifier.AT_LEAST),
    ("a minimum of", Qualifier.AT_LEAST),
    ("minimum of", Qualifier.AT_LEAST),
    ("minimum payments of", Qualifier.AT_LEAST),  # for ten years, with minimum payments of $400 million
    ("minimum annual payments of", Qualifier.AT_LEAST),
    ("minimum commitment of", Qualifier.AT_LEAST),
    ("minimum purchases of", Qualifier.AT_LEAST),
    ("not less than", Qualifier.AT_LEAST),
    ("no less than", Qualifier.AT_LEAST),
    ("no fewer than", Qualifier.AT_LEAST),
    ("upwards of", Qualifier.AT_LEAST),
    ("upward of", Qualifier.AT_LEAST),
    ("north of", Qualifier.AT_LEAST),  # backlog is north of $5 billion, a speaker says
    ("well over", Qualifier.AT_LEAST),
    ("just over", Qualifier.AT_LEAST),
    ("over", Qualifier.AT_LEAST),  # over $1 billion of orders; "over five years" is a term, see quantities
    ("above", Qualifier.AT_LEAST),
    ("approximately", Qualifier.APPROX),  # approximately $800 million
    ("approx.", Qualifier.APPROX),
    ("about", Qualifier.APPROX),
    ("around", Qualifier.APPROX),
    ("roughly", Qualifier.APPROX),
    ("nearly", Qualifier.APPROX),  # nearly $5 billion of networking revenue
    ("almost", Qualifier.APPROX),
    ("close to", Qualifier.APPROX),
    ("circa", Qualifier.APPROX),
    ("some", Qualifier.APPROX),
    ("an estimated", Qualifier.APPROX),
    ("estimated at", Qualifier.APPROX),
    ("estimated to be", Qualifier.APPROX),
    ("on the order of", Qualifier.APPROX),
    ("in the order of", Qualifier.APPROX),
    ("expected to be", Qualifier.APPROX),  # revenue is expected to be $54 billion, plus or minus 2%
    ("~", Qualifier.APPROX),
)

AFTERWARDS: Final[tuple[tuple[str, Qualifier], ...]] = (
    (" or more", Qualifier.AT_LEAST),  # customers with 10% or more of revenue
    (" or greater", Qualifier.AT_LEAST),
    (" or higher", Qualifier.AT_LEAST),
    ("-plus", Qualifier.AT_LEAST),  # a $500 billion-plus programme
    ("+", Qualifier.AT_LEAST),  # $2 billion+ of bookings
    (" or less", Qualifier.UP_TO),  # leases of 12 months or less
    (" or fewer", Qualifier.UP_TO),
)

MONTHS: Final = words(
    "January February March April May June July August September October November December Jan Feb Mar "
    "Apr Jun Jul Aug Sept Sep Oct Nov Dec"
)
"""The delivery is due on March 3."""

FILLERS: Final = (
    r"an?\s+aggregate\s+(?:principal\s+amount\s+)?(?:amount\s+)?of"
    r"|an?\s+(?:combined\s+)?total\s+of|an?\s+additional|an?\s+further|aggregate"
    r"|another|additional|a\s+maximum\s+of|an?|the|its|our|total"
)
"""Words that may stand between a qualifier and its figure: up to an aggregate of 160 million shares."""

LABELS: Final = words(
    "note notes item items section sections page pages part form rule rules exhibit exhibits article "
    "articles schedule topic asc asu level no nos number tier phase chapter figure table regulation "
    "release accounting standard step tranche act version volume proposition suite zip box file code ext "
    "extension room floor paragraph clause appendix annex footnote subtopic gen"
)
"""A number after one of these names a place, not an amount: Note 12, Item 1A, Exhibit 10.1, Level 3."""
