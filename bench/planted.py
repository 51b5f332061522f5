"""Deals planted in running text, and ways to corrupt one claim of a deal at a time.

Shared by ``bench/firewall.py`` and the tests of ``check``. Everything follows from the seed. The planted companies
are fictional; the running text is either made here or given (the text of real filings).
"""

from __future__ import annotations

import random
import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexis import definitions
from pipeline.lexis.wordlist import words
from pipeline.records import (
    Binding,
    Candidate,
    Checked,
    Dates,
    DealType,
    Document,
    Form,
    Identity,
    Page,
    PartyKind,
    Payer,
    ProposedAmount,
    ProposedParty,
    ProposedQuote,
    Proved,
    Qualifier,
    Scale,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FILER = "Quillwort Devices, Inc."
PAGE = 3000
TREES = words(
    "Alder Ash Aspen Balsa Beech Birch Bramble Cedar Cherry Cypress Dogwood Elder Elm Fir Gorse Hazel Heather Hickory"
    " Holly Hornbeam Juniper Larch Laurel Linden Lupin Maple Medlar Myrtle Oak Olive Pear Pine Plum Poplar Quince Rowan"
    " Sorrel Spruce Sumac Sycamore Tamarack Teak Thistle Walnut Willow Yarrow Yew"
)
TRADES = words(
    "Foundry Networks Semiconductor Cloud Data Power Labs Logistics Energy Robotics Memory Optics Devices Storage"
)
FORMS = ("Corporation", "Inc.", "Co., Ltd.", "LLC", "plc", "N.V.", "PBC", "Group, Inc.")
FILLER = (
    "Our results depend on the timing of new products and on the willingness of customers to pay for them.",
    "Gross margin was 54.2% in the period, compared with 51.9% a year ago, as mix improved.",
    "We compete with companies of every size, many of which have greater resources than we have.",
    "See Note {n} for further information about our inventories, which were $ {m},{k} at the end of the period.",
    "As of September 27, 2025, we had approximately {k} employees in {n} countries.",
    "Changes in export rules may limit what we can sell. There is no assurance that licenses will be granted.",
    "Operating expenses rose by ${n} million, or {n}%, because of engineering headcount.",
    "We may not be able to hire and keep the people whom we need in the U.S. and elsewhere.",
    "Cash, cash equivalents and marketable securities were ${n}.{n} billion at period end.",
    "The fair value of Level 3 instruments is determined with inputs that cannot be observed.",
)


class Template(NamedTuple):
    """One way a document states a deal. Fields in braces are filled; ``{a}`` is the first amount as written."""

    text: str
    kind: PartyKind
    unit: str
    qualifier: Qualifier
    binding: Binding
    phrase: str | None = None
    party: str = ""
    row: bool = False


_N, _C, _A = PartyKind.NAMED, PartyKind.CLASS, PartyKind.ANONYMOUS
_Q = Qualifier
TEMPLATES = (
    Template(
        "On {d}, we entered into a definitive supply agreement with {name} under which we must "
        "buy wafers for {a} through 2031.",
        _N,
        "USD",
        _Q.EXACT,
        Binding.FIRM,
        "entered into a definitive supply agreement",
    ),
    Template(
        "We have a non-cancelable commitment to purchase memory from {name} for approximately {a} over five years.",
        _N,
        "USD",
        _Q.APPROX,
        Binding.FIRM,
        "non-cancelable commitment",
    ),
    Template(
        "On {d}, we signed a letter of intent with {name}, which intends to invest up to {a} in our data centers.",
        _N,
        "USD",
        _Q.UP_TO,
        Binding.INTENT,
        "letter of intent",
    ),
    Template(
        "In {mo} 2025, {name} and we announced a non-binding memorandum of understanding to "
        "deploy at least {a} of capacity.",
        _N,
        "MW",
        _Q.AT_LEAST,
        Binding.INTENT,
        "memorandum of understanding",
    ),
    Template(
        "We agreed to invest {a} in {name}, subject to customary closing conditions and regulatory approvals.",
        _N,
        "USD",
        _Q.EXACT,
        Binding.CONDITIONAL,
        "subject to customary closing conditions",
    ),
    Template(
        "The acquisition of {name} for {a} in cash is expected to close in the second half of "
        "2026, subject to regulatory approval.",
        _N,
        "USD",
        _Q.EXACT,
        Binding.CONDITIONAL,
        None,
    ),
    Template(
        "On {d}, we completed the purchase of a {p}% stake in {name} for {a}.",
        _N,
        "USD",
        _Q.EXACT,
        Binding.DONE,
        "completed the purchase",
    ),
    Template(
        "We issued to {name} a warrant to purchase up to an aggregate of {a} of our common stock "
        "at an exercise price of $0.01 per share.",
        _N,
        "shares",
        _Q.UP_TO,
        Binding.CONDITIONAL,
        None,
    ),
    Template(
        "{name} (“{short}”) has agreed to provide us with cloud services for {a} under a "
        "seven-year contract that is in force.",
        _N,
        "USD",
        _Q.EXACT,
        Binding.FIRM,
        None,
    ),
    Template(
        "Our guarantee of the lease obligations of {name} is capped at {a} and expires in 2033.",
        _N,
        "USD",
        _Q.UP_TO,
        Binding.FIRM,
        "guarantee",
    ),
    Template(
        "Sales to {name} accounted for {a} of our revenue for the quarter.",
        _N,
        "percent",
        _Q.EXACT,
        Binding.UNCLEAR,
        None,
    ),
    Template(
        "One customer, referred to as {label}, represented {a} of accounts receivable.",
        _A,
        "percent",
        _Q.EXACT,
        Binding.UNCLEAR,
        None,
        "{label}",
    ),
    Template(
        "Our lenders have committed to a revolving facility of {a}, none of which was drawn.",
        _C,
        "USD",
        _Q.EXACT,
        Binding.FIRM,
        "committed",
        "lenders",
    ),
    Template(
        "Leases that have not yet commenced carry payments of {a} to the lessors of {p} data centers.",
        _C,
        "USD",
        _Q.EXACT,
        Binding.FIRM,
        None,
        "lessors",
    ),
    Template(
        "Total manufacturing and supply purchase obligations $ {a} $ 1,204",
        _C,
        "USD",
        _Q.EXACT,
        Binding.FIRM,
        None,
        "supply purchase obligations",
        row=True,
    ),
    Template(
        "Operating leases not yet commenced with landlords {a} 77",
        _C,
        "USD",
        _Q.EXACT,
        Binding.FIRM,
        None,
        "landlords",
        row=True,
    ),
    Template("Shares issued to {name} in the offering {a} 12", _N, "shares", _Q.EXACT, Binding.DONE, None, row=True),
    Template("{label} {a}% 9%", _A, "percent", _Q.EXACT, Binding.UNCLEAR, None, "{label}", row=True),
)
CLASSES = {
    "lenders": "tenants",
    "lessors": "noteholders",
    "supply purchase obligations": "plaintiffs",
    "landlords": "shareholders",
}


class Planted(NamedTuple):
    """A deal that stands in the document, and the candidate that claims it truly."""

    candidate: Candidate
    row: bool


class Field(NamedTuple):
    """A document and the deals planted in it."""

    document: Document
    deals: tuple[Planted, ...]
    names: tuple[str, ...]


def filler(rng: random.Random, paragraphs: int) -> list[str]:
    """Paragraphs of made-up running text."""
    return [
        " ".join(
            sentence.format(n=rng.randint(2, 40), m=rng.randint(1, 9), k=rng.randint(100, 999))
            for sentence in rng.sample(FILLER, 4)
        )
        for _ in range(paragraphs)
    ]


def plant(seed: int, count: int, running: Sequence[str] | None = None) -> Field:
    """Plant ``count`` deals between the paragraphs of ``running`` text (made up where none is given)."""
    rng = random.Random(seed)  # noqa: S311  (a reproducible draw, no secret)
    paragraphs = list(running) if running else filler(rng, count)
    names = _names(rng, count * 2)
    pieces: list[str] = [f"{FILER}\nQuarterly report\n"]
    claims: list[tuple[int, str, Template, dict[str, str], Decimal, str, str]] = []
    scales: list[tuple[int, int, int, int]] = []
    length = len(pieces[0])

    def add(piece: str) -> int:
        nonlocal length
        start = length
        pieces.append(piece)
        length += len(piece)
        return start

    for index in range(count):
        add(paragraphs[index % len(paragraphs)].strip() + "\n\n")
        template = TEMPLATES[index % len(TEMPLATES)]
        fields = _fields(rng, names[index], index)
        value, written = _amount(rng, template)
        sentence = template.text.format(a=written, **fields)
        if template.row:
            head = "(in millions, except per share data)"
            start = add(f"Commitments {head}\n")
            at = add(sentence + "\n")
            add("Other 5 4\n\n")
            scales.append((start + len("Commitments "), start + len("Commitments ") + len(head), at, length))
            quote = sentence
        else:
            set_text = _typeset(rng, sentence)
            before = add(rng.choice(("", "In this quarter much changed. ", "As described in Note 7, demand grew. ")))
            at = before + len(pieces[-1])
            add(set_text + "\n\n")
            quote = rng.choice((set_text, sentence, " ".join(sentence.replace("“", '"').replace("”", '"').split())))
        claims.append((at, quote, template, fields, value, written, sentence))
    text = "".join(pieces)
    document = _document(text, scales)
    return Field(
        document, tuple(_planted(rng, document, number, claim) for number, claim in enumerate(claims)), tuple(names)
    )


def _names(rng: random.Random, count: int) -> list[str]:
    pairs = [(tree, trade) for tree in TREES for trade in TRADES]
    return [f"{tree} {trade} {rng.choice(FORMS)}" for tree, trade in rng.sample(pairs, min(count, len(pairs)))]


def _fields(rng: random.Random, name: str, index: int) -> dict[str, str]:
    month = rng.choice(("March", "May", "August", "October", "November"))
    return {
        "name": name,
        "short": " ".join(name.split()[:2]),
        "d": f"{month} {rng.randint(1, 28)}, 2025",
        "mo": month,
        "p": str(rng.randint(3, 48)),
        "label": f"Customer {'ABCDEFGHJKLM'[index % 12]}",
    }


def _amount(rng: random.Random, template: Template) -> tuple[Decimal, str]:
    """A value in whole units and how it is written."""
    if template.row:
        if template.unit == "percent":
            return (value := Decimal(rng.randint(10, 60))), str(value)
        figure = rng.randint(1001, 98999)
        return Decimal(figure) * (1 if template.unit == "shares" else 1_000_000), f"{figure:,}"
    if template.unit == "percent":
        value = Decimal(rng.randint(10, 60))
        return value, rng.choice((f"{value}%", f"{value} percent"))
    if template.unit == "shares":
        value = Decimal(rng.randint(11, 480))
        return value * 1_000_000, rng.choice((f"{value} million shares", f"{value},000,000 shares"))
    if template.unit == "MW":
        value = Decimal(rng.randint(2, 19))
        return value * 1000, rng.choice((f"{value} gigawatts", f"{value} GW", f"{value},000 MW"))
    tenths = Decimal(rng.randint(11, 998)) / 10
    word, times = rng.choice((("billion", 10**9), ("million", 10**6)))
    return tenths * times, f"${tenths:.1f} {word}"


def _typeset(rng: random.Random, sentence: str) -> str:
    """Break the sentence into lines as a page does, with the marks that typesetting leaves."""
    width = rng.randint(48, 110)
    lines = textwrap.wrap(sentence, width, break_on_hyphens=True)
    text = "\n".join(lines)
    mark = rng.randrange(4)
    if mark == 1:
        text = text.replace("commit", "com\u00admit", 1)
    elif mark == 2:  # noqa: PLR2004  (one mark of four)
        text = text.replace("fi", "\ufb01", 1)
    elif mark == 3:  # noqa: PLR2004
        text = text.replace("agree", "ag-\nree", 1)
    return text


def _document(text: str, scales: list[tuple[int, int, int, int]]) -> Document:
    starts = [0]
    while len(text) - starts[-1] > PAGE:
        starts.append(text.rfind("\n", starts[-1], starts[-1] + PAGE) + 1)
    pages = tuple(
        Page(start=start, end=end, number=number)
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), start=1)
    )
    return Document(
        path="planted.txt",
        sha256="0" * 64,
        media="text",
        identity=Identity(company=FILER, ticker="QLWT", form=Form.TEN_Q),
        text=text,
        pages=pages,
        scales=tuple(
            Scale(start=a, end=b, multiplier=1_000_000, currency="USD", governs_start=c, governs_end=d)
            for a, b, c, d in scales
        ),
        definitions=definitions(text),
    )


def _planted(
    rng: random.Random,
    document: Document,
    number: int,
    claim: tuple[int, str, Template, dict[str, str], Decimal, str, str],
) -> Planted:
    at, quote, template, fields, value, written, _ = claim
    name = fields["name"] if template.kind is _N else template.party.format(**fields)
    stands = name if template.kind is not _N else rng.choice((name, fields["short"]))
    if template.party == "supply purchase obligations":
        name, stands = "manufacturing suppliers", template.party
    candidate = Candidate(
        engine="planted",
        rule=str(number),
        type=DealType.OTHER,
        party=ProposedParty(name=name, kind=template.kind, as_written=(stands,)),
        payer=Payer.FILER,
        amounts=(ProposedAmount(value=value, unit=template.unit, qualifier=template.qualifier, as_written=written),),
        binding=template.binding,
        binding_phrase=template.phrase,
        quotes=(
            ProposedQuote(text=quote, start=at if rng.random() < 0.5 else None, page=document.page_at(at)),  # noqa: PLR2004
        ),
    )
    return Planted(candidate, template.row)


# --- corruptions ----------------------------------------------------------------------------------------------


def _with_quote(candidate: Candidate, **update: object) -> Candidate:
    return candidate.model_copy(update={"quotes": (candidate.quotes[0].model_copy(update=update),)})


def _with_amount(candidate: Candidate, **update: object) -> Candidate:
    return candidate.model_copy(update={"amounts": (candidate.amounts[0].model_copy(update=update),)})


def _with_party(candidate: Candidate, **update: object) -> Candidate:
    return candidate.model_copy(update={"party": candidate.party.model_copy(update=update)})


def other_word(rng: random.Random, field: Field, candidate: Candidate) -> Candidate:
    """One word of the quote is another word."""
    words = candidate.quotes[0].text.split()
    index = rng.choice([i for i, word in enumerate(words) if sum(c.isalpha() for c in word) > 4] or [0])  # noqa: PLR2004
    words[index] = rng.choice(("pomegranate", "unlikely", "verbally", "forgave", "Wisteria"))
    return _with_quote(candidate, text=" ".join(words), start=None)


def invented(rng: random.Random, field: Field, candidate: Candidate) -> Candidate:
    """The quote is a sentence of the prompt's example, or of nowhere."""
    party, amount = candidate.party.name, candidate.amounts[0].as_written
    text = rng.choice(
        (
            f"{party} has irrevocably promised to pay {amount} to the filer next summer",
            f"the example company and {party} shook hands on {amount} at the fair",
            f"{amount} will be wired by {party} as soon as the ship has landed",
        )
    )
    return _with_quote(candidate, text=text, start=None)


def scattered(rng: random.Random, field: Field, candidate: Candidate) -> Candidate:
    """The words of the quote all stand in the document, in order, but over a page."""
    text = field.document.text
    start = candidate.quotes[0].start or text.find(candidate.quotes[0].text[:20])
    words = text[max(0, start) : max(0, start) + PAGE].split()
    return _with_quote(candidate, text=" ".join(words[:: rng.randint(3, 7)][:30]), start=None)


def denied(rng: random.Random, field: Field, candidate: Candidate) -> Candidate:
    """A "not" is put into the quote."""
    words = candidate.quotes[0].text.split()
    words.insert(rng.randrange(1, len(words)), rng.choice(("not", "never", "no")))
    return _with_quote(candidate, text=" ".join(words), start=None)


def dropped(rng: random.Random, field: Field, candidate: Candidate) -> Candidate:
    """A word that says something is left out of the quote."""
    words = candidate.quotes[0].text.split()
    said = [i for i, word in enumerate(words[1:-1], start=1) if sum(c.isalpha() for c in word) > 4]  # noqa: PLR2004
    if said:
        del words[rng.choice(said)]
    return _with_quote(candidate, text=" ".join(words), start=None) if said else invented(rng, field, candidate)


def cut_short(rng: random.Random, field: Field, candidate: Candidate) -> Candidate:
    """At most three words of the quote are left, and no figure."""
    words = candidate.quotes[0].text.split()[: rng.randint(1, 3)]
    said = [word for word in words if not any(c.isdigit() for c in word)]
    return _with_quote(candidate, text=" ".join(said), start=None)


def other_digit(rng: random.Random, field: Field, candidate: Candidate) -> Candidate:
    """One digit of the value differs; sometimes also as written, sometimes even in the quote."""
    amount = candidate.amounts[0]
    digits = [i for i, c in enumerate(amount.as_written) if c.isdigit()]
    place = rng.choice(digits)
    old = amount.as_written[place]
    new = rng.choice([c for c in "123456789" if c != old])
    written = amount.as_written[:place] + new + amount.as_written[place + 1 :]
    unscaled_old = Decimal("".join(c for c in amount.as_written if c.isdigit() or c == "."))
    unscaled_new = Decimal("".join(c for c in written if c.isdigit() or c == "."))
    value = amount.value / unscaled_old * unscaled_new
    how = rng.randrange(3)
    if how == 0:
        return _with_amount(candidate, value=value)
    changed = _with_amount(candidate, value=value, as_written=written)
    if how == 1:
        return changed
    return _with_quote(
        changed, text=" ".join(candidate.quotes[0].text.split()).replace(amount.as_written, written), start=None
    )


def other_scale(rng: random.Random, field: Field, candidate: Candidate) -> Candidate:
    """The value is a thousand or a million times too large or too small."""
    amount = candidate.amounts[0]
    times = rng.choice((Decimal(1000), Decimal(1_000_000), Decimal("0.001"), Decimal("0.000001"), Decimal(10)))
    changed = _with_amount(candidate, value=amount.value * times)
    for word, other in (("billion", "million"), ("million", "billion")):
        if word in amount.as_written and rng.random() < 0.3:  # noqa: PLR2004
            written = amount.as_written.replace(word, other)
            factor = Decimal("0.001") if word == "billion" else Decimal(1000)
            return _with_amount(candidate, value=amount.value * factor, as_written=written)
    return changed


def other_unit(rng: random.Random, field: Field, candidate: Candidate) -> Candidate:
    """The amount is claimed in another unit."""
    amount = candidate.amounts[0]
    return _with_amount(
        candidate,
        unit=rng.choice([unit for unit in ("USD", "EUR", "percent", "shares", "MW", "years") if unit != amount.unit]),
    )


def bolder(rng: random.Random, field: Field, candidate: Candidate) -> Candidate | None:
    """ "Up to" is claimed as exact."""
    amount = candidate.amounts[0]
    if amount.qualifier is not Qualifier.UP_TO:
        return None
    return _with_amount(candidate, qualifier=rng.choice((Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.APPROX)))


def other_party(rng: random.Random, field: Field, candidate: Candidate) -> Candidate:
    """The party is another: one that stands elsewhere, one that stands nowhere, the filer, a month, an exchange."""
    party = candidate.party
    if party.kind is PartyKind.ANONYMOUS:
        letter = rng.choice([c for c in "ABCDEFGH" if not party.name.endswith(c)])
        return _with_party(candidate, name=f"Customer {letter}")
    if party.kind is PartyKind.CLASS:
        return _with_party(candidate, name=CLASSES.get(party.as_written[0], "plaintiffs"))
    core = party.name.split()[:2]
    others = [name for name in field.names if name.split()[:2] != core]
    name = rng.choice(
        (rng.choice(others), "Wisteria Holdings Ltd.", FILER, "the Company", "November", "Elm Stock Exchange")
    )
    name = rng.choice((name, rng.choice(others), f"{party.name.split()[0]} Wisteria Inc."))
    how = rng.choice(((name,), party.as_written))
    return _with_party(candidate, name=name, as_written=how)


def other_page(rng: random.Random, field: Field, candidate: Candidate) -> Candidate:
    """The page claimed is another."""
    page = candidate.quotes[0].page or 1
    last = len(field.document.pages)
    return _with_quote(
        candidate, page=rng.choice([n for n in (page - 2, page - 1, page + 2, page + 3, last + 5) if n > 0])
    )


def firmer(rng: random.Random, field: Field, candidate: Candidate) -> Candidate | None:
    """A letter of intent is claimed as firm or done, an open condition as done; or the phrase is invented."""
    stronger = {Binding.INTENT: (Binding.FIRM, Binding.DONE), Binding.CONDITIONAL: (Binding.DONE,)}.get(
        candidate.binding
    )
    if stronger is None or "warrant" in candidate.quotes[0].text:
        return candidate.model_copy(
            update={"binding_phrase": rng.choice(("sealed for good", "paid in full", "take-or-pay"))}
        )
    phrase = rng.choice((None, candidate.binding_phrase))
    quote = candidate.quotes[0].text
    changed = candidate.model_copy(update={"binding": rng.choice(stronger), "binding_phrase": phrase})
    if rng.random() < 0.3 and not phrase:  # noqa: PLR2004  (a quote cut so that the telling words are left out)
        return _with_quote(changed, text=" ".join(quote.split()[-14:]), start=None)
    return changed


def other_date(rng: random.Random, field: Field, candidate: Candidate) -> Candidate:
    """A date that the quote does not state."""
    dates = candidate.dates.model_copy(update={rng.choice(("signed", "start", "end")): f"2019-0{rng.randint(1, 9)}-13"})
    return candidate.model_copy(update={"dates": dates})


KINDS: dict[str, tuple[Callable[[random.Random, Field, Candidate], Candidate | None], ...]] = {
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
    rng = random.Random(seed)  # noqa: S311
    false: list[tuple[str, str, Candidate]] = []
    for kind, ways in KINDS.items():
        for planted in field.deals:
            for _ in range(each):
                way = rng.choice(ways)
                candidate = way(rng, field, planted.candidate)
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
    """What was proved, by the number of the candidate."""
    return {proved.sources[0].rsplit(" ", 1)[-1]: proved for proved in checked.proved}
