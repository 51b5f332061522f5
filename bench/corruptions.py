"""Ways to corrupt one claim of a planted deal at a time, and to tell whether the false part got in."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from bench.planted import FILER, PAGE
from pipeline.records import Binding, Candidate, Checked, Dates, PartyKind, Proved, Qualifier

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.planted import Field

CLASSES = {
    "lenders": "tenants",
    "lessors": "noteholders",
    "supply purchase obligations": "plaintiffs",
    "landlords": "shareholders",
}
"""For each class that is planted, one that its sentence does not speak of."""


UNITS = ("USD", "EUR", "percent", "shares", "MW", "years")


OTHER_STATUS = {
    Binding.INTENT: (Binding.FIRM, Binding.DONE),
    Binding.CONDITIONAL: (Binding.DONE, Binding.ENDED),
    Binding.FIRM: (Binding.ENDED,),
    Binding.DONE: (Binding.ENDED,),
}


class Draw(NamedTuple):
    """What a way of corrupting draws from."""

    rng: random.Random
    field: Field


def _with_quote(candidate: Candidate, **update: object) -> Candidate:
    return candidate.model_copy(update={"quotes": (candidate.quotes[0].model_copy(update=update),)})


def _with_amount(candidate: Candidate, **update: object) -> Candidate:
    return candidate.model_copy(update={"amounts": (candidate.amounts[0].model_copy(update=update),)})


def _with_party(candidate: Candidate, **update: object) -> Candidate:
    return candidate.model_copy(update={"party": candidate.party.model_copy(update=update)})


def other_word(draw: Draw, candidate: Candidate) -> Candidate:
    """Replace one word of the quote."""
    words = candidate.quotes[0].text.split()
    index = draw.rng.choice([i for i, word in enumerate(words) if sum(c.isalpha() for c in word) > 4] or [0])  # noqa: PLR2004
    words[index] = draw.rng.choice(("pomegranate", "unlikely", "verbally", "forgave", "Wisteria"))
    return _with_quote(candidate, text=" ".join(words), start=None)


def invented(draw: Draw, candidate: Candidate) -> Candidate:
    """Quote a sentence of the prompt's example, or of nowhere."""
    party, amount = candidate.party.name, candidate.amounts[0].as_written
    text = draw.rng.choice(
        (
            f"{party} has irrevocably promised to pay {amount} to the filer next summer",
            f"the example company and {party} shook hands on {amount} at the fair",
            f"{amount} will be wired by {party} as soon as the ship has landed",
        )
    )
    return _with_quote(candidate, text=text, start=None)


def scattered(draw: Draw, candidate: Candidate) -> Candidate:
    """Quote words that all stand in the document, in order, but over a page."""
    text = draw.field.document.text
    start = candidate.quotes[0].start or text.find(candidate.quotes[0].text[:20])
    words = text[max(0, start) : max(0, start) + PAGE].split()
    return _with_quote(candidate, text=" ".join(words[:: draw.rng.randint(3, 7)][:30]), start=None)


def denied(draw: Draw, candidate: Candidate) -> Candidate:
    """Put a "not" into the quote."""
    words = candidate.quotes[0].text.split()
    words.insert(draw.rng.randrange(1, len(words)), draw.rng.choice(("not", "never", "no")))
    return _with_quote(candidate, text=" ".join(words), start=None)


def dropped(draw: Draw, candidate: Candidate) -> Candidate:
    """Leave a word that says something out of the quote."""
    words = candidate.quotes[0].text.split()
    said = [i for i, word in enumerate(words[1:-1], start=1) if sum(c.isalpha() for c in word) > 4]  # noqa: PLR2004
    if said:
        del words[draw.rng.choice(said)]
    return _with_quote(candidate, text=" ".join(words), start=None) if said else invented(draw, candidate)


def cut_short(draw: Draw, candidate: Candidate) -> Candidate:
    """Leave at most three words of the quote, and no figure."""
    words = candidate.quotes[0].text.split()[: draw.rng.randint(1, 3)]
    said = [word for word in words if not any(c.isdigit() for c in word)]
    return _with_quote(candidate, text=" ".join(said), start=None)


def other_digit(draw: Draw, candidate: Candidate) -> Candidate:
    """Change one digit of the value; sometimes also as written, sometimes even in the quote."""
    amount = candidate.amounts[0]
    digits = [i for i, c in enumerate(amount.as_written) if c.isdigit()]
    place = draw.rng.choice(digits)
    old = amount.as_written[place]
    new = draw.rng.choice([c for c in "123456789" if c != old])
    written = amount.as_written[:place] + new + amount.as_written[place + 1 :]
    unscaled_old = Decimal("".join(c for c in amount.as_written if c.isdigit() or c == "."))
    unscaled_new = Decimal("".join(c for c in written if c.isdigit() or c == "."))
    value = amount.value / unscaled_old * unscaled_new
    how = draw.rng.randrange(3)
    if how == 0:
        return _with_amount(candidate, value=value)
    changed = _with_amount(candidate, value=value, as_written=written)
    if how == 1:
        return changed
    return _with_quote(
        changed, text=" ".join(candidate.quotes[0].text.split()).replace(amount.as_written, written), start=None
    )


def other_scale(draw: Draw, candidate: Candidate) -> Candidate:
    """Claim a value that is ten, a thousand or a million times too large or too small."""
    amount = candidate.amounts[0]
    times = draw.rng.choice((Decimal(1000), Decimal(1_000_000), Decimal("0.001"), Decimal("0.000001"), Decimal(10)))
    changed = _with_amount(candidate, value=amount.value * times)
    for word, other in (("billion", "million"), ("million", "billion")):
        if word in amount.as_written and draw.rng.random() < 0.3:  # noqa: PLR2004
            written = amount.as_written.replace(word, other)
            factor = Decimal("0.001") if word == "billion" else Decimal(1000)
            return _with_amount(candidate, value=amount.value * factor, as_written=written)
    return changed


def other_unit(draw: Draw, candidate: Candidate) -> Candidate:
    """Claim the amount in another unit."""
    amount = candidate.amounts[0]
    return _with_amount(
        candidate,
        unit=draw.rng.choice(
            [unit for unit in ("USD", "EUR", "percent", "shares", "MW", "years") if unit != amount.unit]
        ),
    )


def bolder(draw: Draw, candidate: Candidate) -> Candidate | None:
    """Claim "up to" as exact."""
    amount = candidate.amounts[0]
    if amount.qualifier is not Qualifier.UP_TO:
        return None
    return _with_amount(candidate, qualifier=draw.rng.choice((Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.APPROX)))


def other_party(draw: Draw, candidate: Candidate) -> Candidate:
    """Claim another party: one from elsewhere, one from nowhere, the filer, a month, an exchange."""
    party = candidate.party
    if party.kind is PartyKind.ANONYMOUS:
        letter = draw.rng.choice([c for c in "ABCDEFGH" if not party.name.endswith(c)])
        return _with_party(candidate, name=f"Customer {letter}")
    if party.kind is PartyKind.CLASS:
        return _with_party(candidate, name=CLASSES.get(party.as_written[0], "plaintiffs"))
    core = party.name.split()[:2]
    others = [name for name in draw.field.names if name.split()[:2] != core]
    name = draw.rng.choice(
        (draw.rng.choice(others), "Wisteria Holdings Ltd.", FILER, "the Company", "November", "Elm Stock Exchange")
    )
    name = draw.rng.choice((name, draw.rng.choice(others), f"{party.name.split()[0]} Wisteria Inc."))
    how = draw.rng.choice(((name,), party.as_written))
    return _with_party(candidate, name=name, as_written=how)


def other_page(draw: Draw, candidate: Candidate) -> Candidate:
    """Claim another page."""
    page = candidate.quotes[0].page or 1
    last = len(draw.field.document.pages)
    return _with_quote(
        candidate, page=draw.rng.choice([n for n in (page - 2, page - 1, page + 2, page + 3, last + 5) if n > 0])
    )


def firmer(draw: Draw, candidate: Candidate) -> Candidate | None:
    """Claim intent as firm or done, an open condition as done, what is in force as ended; or invent the phrase."""
    false = OTHER_STATUS.get(candidate.binding, ())
    if not false or draw.rng.random() < 0.2:  # noqa: PLR2004
        return candidate.model_copy(
            update={"binding_phrase": draw.rng.choice(("sealed for good", "paid in full", "take-or-pay"))}
        )
    if "warrant" in candidate.quotes[0].text:
        false = (Binding.ENDED,)  # that a warrant was issued is done, and does not say whether it vested
    phrase = draw.rng.choice((None, candidate.binding_phrase))
    quote = candidate.quotes[0].text
    changed = candidate.model_copy(update={"binding": draw.rng.choice(false), "binding_phrase": phrase})
    if draw.rng.random() < 0.3 and not phrase:  # noqa: PLR2004  (a quote cut so that the telling words are left out)
        return _with_quote(changed, text=" ".join(quote.split()[-14:]), start=None)
    return changed


def other_date(draw: Draw, candidate: Candidate) -> Candidate:
    """Claim a date that the quote does not state."""
    dates = candidate.dates.model_copy(
        update={draw.rng.choice(("signed", "start", "end")): f"2019-0{draw.rng.randint(1, 9)}-13"}
    )
    return candidate.model_copy(update={"dates": dates})


KINDS: dict[str, tuple[Callable[[Draw, Candidate], Candidate | None], ...]] = {
    "quote": (other_word, invented, scattered, denied, dropped, cut_short),
    "digit": (other_digit,),
    "scale": (other_scale, other_unit, bolder),
    "party": (other_party,),
    "page": (other_page,),
    "status": (firmer,),
    "date": (other_date,),
}
"""The kinds of corruption, each with its ways."""


def corrupted(seed: int, field: Field, each: int = 1) -> list[tuple[str, str, Candidate]]:
    """Every deal of ``field`` corrupted in every way, ``each`` times: kind, way and the false candidate."""
    draw = Draw(random.Random(seed), field)  # noqa: S311  (a reproducible draw, no secret)
    false: list[tuple[str, str, Candidate]] = []
    for kind, ways in KINDS.items():
        for planted in field.deals:
            for _ in range(each):
                way = draw.rng.choice(ways)
                candidate = way(draw, planted.candidate)
                if candidate is not None and candidate != planted.candidate:
                    false.append((kind, way.__name__, candidate.model_copy(update={"rule": str(len(false))})))
    return false


def got_in(kind: str, false: Candidate, proved: Proved | None) -> bool:
    """Tell whether the false part of a corrupted candidate stands in what was proved."""
    if proved is None:
        return False
    if kind == "date":
        return proved.dates != Dates()
    if kind in {"digit", "scale"}:
        claim = false.amounts[0]
        return any(
            (amount.value, amount.unit, amount.qualifier) == (claim.value, claim.unit, claim.qualifier)
            for amount in proved.amounts
        )
    return True


def came_through(true: Candidate, proved: Proved | None) -> bool:
    """Tell whether an intact candidate was proved whole."""
    if proved is None:
        return False
    claim, quote = true.amounts[0], true.quotes[0]
    return (
        proved.counterparty.name == true.party.name
        and proved.binding is true.binding
        and [(amount.value, amount.unit, amount.qualifier) for amount in proved.amounts]
        == [(claim.value, claim.unit, claim.qualifier)]
        and proved.evidence[proved.amounts[0].evidence].page == quote.page
    )


def by_number(checked: Checked) -> dict[str, Proved]:
    """Give what was proved, by the number of the candidate."""
    return {proved.sources[0].rsplit(" ", 1)[-1]: proved for proved in checked.proved}
