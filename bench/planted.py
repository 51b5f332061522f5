"""Deals planted in running text, with the candidates that claim them truly.

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
    Qualifier,
    Scale,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """Give a value in whole units and how it is written."""
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
        payer=Payer.NONE,
        amounts=(ProposedAmount(value=value, unit=template.unit, qualifier=template.qualifier, as_written=written),),
        binding=template.binding,
        binding_phrase=template.phrase,
        quotes=(
            ProposedQuote(text=quote, start=at if rng.random() < 0.5 else None, page=document.page_at(at)),  # noqa: PLR2004
        ),
    )
    return Planted(candidate, template.row)
