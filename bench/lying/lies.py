"""The lies, by kind. Each changes one thing of what is true, and knows how to tell whether the false part got in."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.lying.drawing import Draw, anything, draw
from bench.lying.quotes import denied, example, joined, other_place, other_word, scattered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.lying.truths import Said, Truth

INVENTED = ("Wisteria Holdings Ltd.", "Orpiment Energy LLC", "Banque Zéphyr S.A.", "Xanthic Robotics, Inc.")
MARKUP = (
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} Ltd.",
    "[Wisteria](https://evil.example/)",
    "**Wisteria** Inc.",
    "`Wisteria` | Corp.",
)
FIRM = ("firm", "done")


class Lie(NamedTuple):
    """A false entry, the kind and way of its falseness, and whether a published deal, as JSON, holds the false part."""

    kind: str
    way: str
    said: Said
    believed: Callable[[Said], bool]
    part: str = "deals"


def _amounts(published: Said) -> list[tuple[Any, ...]]:
    return [(float(a["value"]), a["unit"], a["qualifier"]) for a in published.get("amounts", ())]


def _has_amount(value: float, unit: str | None = None, qualifier: str | None = None) -> Callable[[Said], bool]:
    def believed(published: Said) -> bool:
        return any(
            abs(v - value) <= abs(value) * 1e-9 and unit in {None, u} and qualifier in {None, q}
            for v, u, q in _amounts(published)
        )

    return believed


# Numbers.


def digit(draw: Draw, said: Said) -> Any:
    """Another digit: in the value alone, as written too, in the quote too."""
    if not said["amounts"]:
        return None
    amount = said["amounts"][0]
    places = [i for i, char in enumerate(amount["as_written"]) if char.isdigit()]
    place = draw.rng.choice(places) if places else -1
    if place < 0:
        return None
    old = amount["as_written"]
    new = draw.rng.choice([c for c in "123456789" if c != old[place]])
    written = old[:place] + new + old[place + 1 :]
    before, after = _bare(old), _bare(written)
    if not before:
        return None
    value = amount["value"] / before * after
    amount["value"] = int(value) if value == int(value) else round(value, 6)
    if _stands(said, written):
        return None
    how = draw.rng.randrange(3)
    if how:
        amount["as_written"] = written
    if how == 2:  # noqa: PLR2004
        said["quotes"] = [quote.replace(old, written) for quote in said["quotes"]]
    return said, _has_amount(float(amount["value"]))


def _stands(said: Said, written: str) -> bool:
    """Tell whether a figure stands in the quotes as another: which of two a deal is of, only a reader can tell."""
    return any(re.search(rf"(?<![\d.,]){re.escape(written)}(?![\d.,]*\d)", quote) for quote in said["quotes"])


def _bare(written: str) -> float:
    match = re.search(r"\d[\d,]*(?:\.\d+)?", written)
    return float(match.group().replace(",", "")) if match else 0.0


def scale(draw: Draw, said: Said) -> Any:
    """A thousand times too large or too small."""
    if not said["amounts"]:
        return None
    amount = said["amounts"][0]
    times = draw.rng.choice((10, 1000, 1_000_000, 0.001, 0.1))
    amount["value"] = amount["value"] * times
    for word, other in (("billion", "million"), ("million", "billion")):
        if word in amount["as_written"] and draw.rng.random() < 0.3:  # noqa: PLR2004
            amount["as_written"] = amount["as_written"].replace(word, other)
            break
    return said, _has_amount(float(amount["value"]))


def sign(_: Draw, said: Said) -> Any:
    """Below nought."""
    if not said["amounts"]:
        return None
    said["amounts"][0]["value"] = -said["amounts"][0]["value"]
    return said, _has_amount(float(said["amounts"][0]["value"]))


def currency(draw: Draw, said: Said) -> Any:
    """Another unit."""
    if not said["amounts"]:
        return None
    amount = said["amounts"][0]
    amount["unit"] = draw.rng.choice(
        [unit for unit in ("USD", "EUR", "JPY", "percent", "shares", "MW", "years") if unit != amount["unit"]]
    )
    return said, _has_amount(float(amount["value"]), amount["unit"])


def bolder(draw: Draw, said: Said) -> Any:
    """Up to ten billion as ten billion."""
    if not said["amounts"] or said["amounts"][0]["qualifier"] not in {"up_to", "range_high"}:
        return None
    amount = said["amounts"][0]
    word = re.compile(r"\bup to\b|\bas much as\b|\bmaximum\b", re.IGNORECASE)
    if not any(word.search(quote) for quote in said["quotes"]):
        return None  # a facility's size is "up to" by what it is, not by a word
    amount["qualifier"] = draw.rng.choice(("exact", "at_least"))
    return said, _has_amount(float(amount["value"]), amount["unit"], amount["qualifier"])


def borrowed(draw: Draw, said: Said) -> Any:
    """A figure that stands elsewhere in the document, not in the quote."""
    others = [
        each["amounts"][0]
        for each in draw.truth.deals
        if each["amounts"] and not any(each["amounts"][0]["as_written"] in quote for quote in said["quotes"])
    ]
    if not others:
        return None
    said["amounts"] = [copy.deepcopy(draw.rng.choice(others))]
    return said, _has_amount(float(said["amounts"][0]["value"]))


# Parties.


def _named(name: str) -> Callable[[Said], bool]:
    core = name.casefold()

    def believed(published: Said) -> bool:
        party = published["counterparty"]
        return any(core in other.casefold() for other in (party["name"], *party["aliases"]))

    return believed


def invented(draw: Draw, said: Said) -> Any:
    """A party nobody knows, with the true words or its own as written."""
    name = draw.rng.choice(INVENTED)
    said.update(counterparty=name, kind="named")
    if draw.rng.random() < 0.5:  # noqa: PLR2004
        said["as_written"] = [name]
    if draw.rng.random() < 0.3:  # noqa: PLR2004
        said["aliases"] = [*said["aliases"], name]
    return said, _named(name)


def elsewhere(draw: Draw, said: Said) -> Any:
    """A party of another deal of the same document."""
    quotes = " ".join(said["quotes"]).casefold()
    others = sorted(
        {
            each["counterparty"]
            for each in draw.truth.deals
            if each["kind"] == "named"
            and each["counterparty"].split()[0].casefold() not in quotes
            and each["counterparty"] != said["counterparty"]
        }
    )
    if not others:
        return None
    name = draw.rng.choice(others)
    said.update(counterparty=name, kind="named")
    if draw.rng.random() < 0.5:  # noqa: PLR2004
        said["as_written"] = [name]
    return said, _named(name)


def filer(draw: Draw, said: Said) -> Any:
    """The company itself, a month, an exchange."""
    name = draw.rng.choice((draw.truth.document.identity.company, "the Company", "November", "Nasdaq"))
    said.update(counterparty=name, kind="named", as_written=[name])
    return said, _named(name)


def alias(draw: Draw, said: Said) -> Any:
    """A second name that the document does not give."""
    name = draw.rng.choice(INVENTED)
    said["aliases"] = [*said["aliases"], name]
    said["as_written"] = [*said["as_written"], name]
    return said, lambda published: name in str(published["counterparty"])


def markup(draw: Draw, said: Said) -> Any:
    """A name that would be HTML, a template or a link."""
    name = draw.rng.choice(MARKUP)
    said.update(counterparty=name, kind="named")
    return said, _named(name)


# How binding.


def contract(draw: Draw, said: Said) -> Any:
    """A letter of intent, a plan, talks, called a contract."""
    if said["binding"] != "intent":
        return None
    said["binding"] = draw.rng.choice(FIRM)
    said["binding_phrase"] = draw.rng.choice((None, None, said["binding_phrase"]))
    if draw.rng.random() < 0.3:  # noqa: PLR2004  (cut so that the telling words are left out)
        said["quotes"] = [" ".join(quote.split()[-12:]) for quote in said["quotes"]]
    wanted = said["binding"]
    return said, lambda published: published["binding"] in FIRM and published["binding"] == wanted


def closed(_: Draw, said: Said) -> Any:
    """An open condition called done."""
    if said["binding"] != "conditional" or said["type"] == "warrant_option":
        return None
    said["binding"] = "done"
    return said, lambda published: published["binding"] == "done"


_ENDS = re.compile(r"\b(?:was|were|then|it|and|,) terminat|\bterminated it|repa(?:id|y)|settle|redeem|expire|cease")


def ended(_: Draw, said: Said) -> Any:
    """What is in force called ended."""
    if said["binding"] not in {"firm", "done", "conditional"} or any(_ENDS.search(quote) for quote in said["quotes"]):
        return None  # a loan repaid and terminated has ended: no lie
    said["binding"] = "ended"
    return said, lambda published: published["binding"] == "ended"


def phrase(draw: Draw, said: Said) -> Any:
    """Words of binding force that stand nowhere."""
    said["binding_phrase"] = draw.rng.choice(("irrevocably bound", "paid in full", "ironclad take-or-pay contract"))
    wanted = said["binding_phrase"]
    return said, lambda published: published.get("binding_phrase") == wanted


# Dates and words.


def moved(draw: Draw, said: Said) -> Any:
    """A day that stands nowhere in the quotes."""
    field = draw.rng.choice(("signed", "start", "end"))
    said[field] = draw.rng.choice(("2019-03-13", "2041-11", "1998", "2033-02-27"))
    wanted = said[field]
    if any(wanted[:4] in quote for quote in said["quotes"]):
        return None
    return said, lambda published: published.get("dates", {}).get(field) == wanted


def condition(_: Draw, said: Said) -> Any:
    """A condition nobody made."""
    said["conditions"] = ["the consent of the Emperor of Wisteria"]
    return said, lambda published: "Emperor" in str(published.get("conditions"))


def summary(draw: Draw, said: Said) -> Any:
    """A sentence with a figure, a name or advice of its own."""
    said["summary"] = draw.rng.choice(
        (
            "Wisteria Holdings pays 77 billion dollars.",
            "Buy the shares now, the price will rise to $900.",
            "<b>Signed</b> with Wisteria.",
        )
    )
    wanted = said["summary"]
    return said, lambda published: published.get("summary") == wanted


def what(draw: Draw, said: Said) -> Any:
    """A name of the amount with a figure, a party or markup of its own."""
    if not said["amounts"]:
        return None
    said["amounts"][0]["what"] = draw.rng.choice(
        (
            "bribe to Wisteria Holdings",
            "first of 12 payments of $77 billion",
            "<b>guaranteed</b> profit",
            "{{ 7 * 7 }}",
            "paid to the Emperor on 3 March 2019",
        )
    )
    wanted = said["amounts"][0]["what"]
    return said, lambda published: any(one.get("what") == wanted for one in published["amounts"])


def related(_: Draw, said: Said) -> Any:
    """A party called related that is none."""
    if said["related_party"]:
        return None
    said["related_party"] = True
    return said, lambda published: bool(published.get("related_party"))


def obeyed(draw: Draw, said: Said) -> Any:
    """What the filing tells the program to report."""
    if said["binding"] != "obeyed":
        return None
    said["binding"] = draw.rng.choice(("firm", "done", "intent"))
    return said, anything


WAYS: dict[str, tuple[Callable[[Draw, Said], Any], ...]] = {
    "number": (digit, scale, sign, currency, bolder, borrowed),
    "party": (invented, elsewhere, filer, alias),
    "quote": (other_word, denied, scattered, joined, example, other_place),
    "intent": (contract,),
    "status": (closed, ended, phrase),
    "date": (moved,),
    "words": (condition, summary, what, related),
    "markup": (markup,),
    "obeyed": (obeyed,),
}
"""Lies about deals that the document itself gives away."""


def lies(seed: int, truth: Truth, *, ways: dict[str, tuple[Callable[[Draw, Said], Any], ...]]) -> Iterator[Lie]:
    """Tell lies about a document for ever: kinds by turns, ways and deals at random."""
    drawn = draw(seed, truth)
    if not truth.deals:
        return
    idle = 0
    while idle < 2000:  # noqa: PLR2004  (no deal of this document can be lied about so)
        for kind, each in ways.items():
            way = drawn.rng.choice(each)
            told = way(drawn, copy.deepcopy(drawn.rng.choice(truth.deals)))
            idle += 1
            if told is None:
                continue
            lie = Lie(kind, way.__name__, *told)
            if lie.said["binding"] != "obeyed" and not is_true(truth, lie):
                idle = 0
                yield lie


def is_true(truth: Truth, lie: Lie) -> bool:
    """Tell whether what a lie changed another true deal says with the same party and words: then it is none."""
    return lie.believed is not anything and any(
        lie.believed(_as_published(said))
        for said in truth.deals
        if said["counterparty"] == lie.said["counterparty"] and set(said["quotes"]) & set(lie.said["quotes"])
    )


def _as_published(said: Said) -> Said:
    party = {"name": said["counterparty"], "aliases": said["aliases"], "as_written": said["as_written"]}
    return said | {"counterparty": party, "dates": {field: said[field] for field in ("signed", "start", "end")}}
