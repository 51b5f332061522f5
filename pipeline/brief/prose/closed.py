"""A sentence in another language than English, proved with closed words: whatever is not known there is not said.

Every sign of it must be a name, a figure, a date or a word of the language's own ``prose.toml``. Who comes first, the
verbs and what stands before a name must be those of the template, in its order, and the words that say how binding it
is must be of the same kinds: so nothing can be turned, hardened or denied. What a model may do is to say it in other
words of the same meaning, name what is bought where a quote has the word, and add dates the deal was proved with.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.amounts import rounded
from pipeline.brief.names import party_in_sentence, party_name, short_name
from pipeline.brief.prose.figures import proved_of
from pipeline.brief.prose.quoted import quotes_of
from pipeline.brief.prose.words import SHORT_FORMS
from pipeline.inert import clean
from pipeline.languages.language import MARK, beside
from pipeline.lexis import quantities
from pipeline.records import DealType, PartyKind, Qualifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.brief.prose.figures import Proved
    from pipeline.brief.prose.subjects import Subject
    from pipeline.languages.language import Language

_SIGN = rf"[{MARK}]"
_LATIN = re.compile(r"[A-Za-z][A-Za-z-]*")
_PUNCTUATION = "，；：、（）"
_RUN = re.compile(rf"[A-Za-z -]+|{_SIGN}+")


class Token(NamedTuple):
    """A piece of a sentence: its kind (``name``, ``figure``, ``verbs`` ...) and which of the kind it is."""

    kind: str
    which: str
    text: str


class Said(NamedTuple):
    """A figure as a sentence says it; ``original`` is what stands in brackets behind it."""

    value: Decimal
    unit: str
    qualifier: Qualifier
    per: bool
    original: str
    stepped: bool


def squeezed(text: str) -> str:
    """Leave out spaces beside signs of a script that needs none."""
    return re.sub(rf" (?={_SIGN})|(?<={_SIGN}) ", "", clean(text))


def printed(text: str) -> str:
    """Put a space between Latin letters or digits and signs of such a script, as the templates have it."""
    told = ""
    for part in re.split(rf"({_SIGN}+)", squeezed(text)):
        told = beside(told, part)
    return told


def closed_faults(subject: Subject, text: str) -> Iterator[str]:
    """Say what of a sentence is not proved; nothing where it may stand on the page."""
    reader = Reader(subject)
    said, usual = reader.tokens(text), reader.tokens(subject.template)
    if strange := [token.text for token in said if token.kind == "unknown"]:
        yield f"“{strange[0]}” is no word that can be proved here; keep to the words of the rules and the template"
        return
    if subject.lang.length(text) > max(reader.longest, subject.lang.length(subject.template)):
        yield f"it has more than {reader.longest} signs"
    if not reader.same_sides(said, usual):
        yield f"it must have the sides, the verb and the words before names in the order of “{subject.template}”"
    if _kinds(said, "strength") != _kinds(usual, "strength"):
        yield f"it is not as binding as the entry: say it like “{subject.template}”"
    if subject.deal is None:
        yield from reader.result_faults(said)
    elif subject.deal.type is DealType.CONCENTRATION and _kinds(said, "measure") != _kinds(usual, "measure"):
        yield f"say what it is a share of, like “{subject.template}”"
    yield from reader.figure_faults(said)
    yield from reader.date_faults(said)
    for token in said:
        if token.kind == "things" and token.text not in subject.template and not reader.is_quoted(token.which):
            yield f"“{token.text}” stands in no quote of it"
        if token.kind == "latin" and not reader.is_quoted(token.text, exact=True):
            yield f"“{token.text}” is no name the list proves"


def _kinds(tokens: Sequence[Token], kind: str) -> frozenset[str]:
    return frozenset(token.which for token in tokens if token.kind == kind)


class Reader:
    """Reads sentences about one subject."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._lang = subject.lang
        self._prose = subject.lang.prose
        self.longest = int(self._prose["limits"]["longest"])
        known = {word: (kind, which) for word, kind, which in self._words()}
        for name, side in self._names():
            known[squeezed(name)] = ("name", side)
        self._known = known
        ordered = sorted(known, key=len, reverse=True)
        words = "|".join(rf"(?<![A-Za-z0-9$]){re.escape(word)}(?![A-Za-z0-9])" if word[0].isascii() else re.escape(word)
                         for word in ordered)  # fmt: skip
        self._pattern = re.compile(
            rf"(?P<date>{_date(self._prose['role'])})|(?P<figure>{_figure(self._lang)})|(?P<word>{words})"
        )
        self._extra = self._runs(subject.template)

    def tokens(self, text: str) -> list[Token]:
        """Cut a sentence into tokens; what nothing accounts for is ``unknown``."""
        text, at, found = squeezed(text).rstrip("。."), 0, list[Token]()
        while at < len(text):
            run = next((run for run in self._extra if text.startswith(run, at)), "")
            match = self._pattern.match(text, at)
            if self._is_range(text, at, found):
                found.append(Token("range", "", text[at]))
                at += 1
            elif run and (match is None or len(run) > match.end() - at):
                found.append(Token("template", run, run))
                at += len(run)
            elif match is not None and match.end() > at:
                found.append(self._token(match))
                at = match.end()
            elif latin := _LATIN.match(text, at):
                found.append(Token("latin" if latin.group() in SHORT_FORMS else "unknown", "", latin.group()))
                at = latin.end()
            else:
                if text[at] not in f"{_PUNCTUATION} ":
                    found.append(Token("unknown", "", text[at]))
                at += 1
        return found

    def _token(self, match: re.Match[str]) -> Token:
        if match["date"] is not None:
            return Token("date", "", match.group())
        if match["figure"] is not None:
            return Token("figure", "", match.group())
        kind, which = self._known[match.group()]
        return Token(kind, which, match.group())

    def _is_range(self, text: str, at: int, found: Sequence[Token]) -> bool:
        before, after = self._lang.numbers["style"]["range"].split("{low}")[1].split("{high}")
        joins = bool(found) and found[-1].kind == "figure" and not after and text.startswith(before, at)
        behind = self._pattern.match(text, at + len(before)) if joins else None
        return behind is not None and behind["figure"] is not None

    def _runs(self, template: str) -> tuple[str, ...]:
        """Give what the template says beyond the known words: it may be said again."""
        rest = self._pattern.sub("\n", squeezed(template))
        return tuple(sorted({run.strip() for run in _RUN.findall(rest) if run.strip()}, key=len, reverse=True))

    def _words(self) -> Iterator[tuple[str, str, str]]:
        for kind in ("plain", "things", "measure", "links", "verbs", "strength"):
            for which, words in self._prose[kind].items():
                if kind == "things":
                    yield which, kind, which
                else:
                    yield from ((word, kind, which) for word in words)
        if self._subject.deal is None:
            for which, words in self._prose["result"].items():
                yield from ((word, "result", which) for word in words)

    def _names(self) -> Iterator[tuple[str, str]]:
        subject, lang = self._subject, self._lang
        if subject.deal is not None:
            party = subject.deal.counterparty
            others = {party_in_sentence(party, lang=lang), party_name(party, lang=lang), clean(party.name)}
            if party.kind is PartyKind.NAMED:
                others |= {short_name(name) for name in (party.name, *party.aliases)}
            yield from ((name, "other") for name in others if name and "…" not in name)
        own = {subject.filer, clean(subject.company), *self._prose["names"]["filer"]}
        yield from ((name, "filer") for name in own if name)

    def same_sides(self, said: Sequence[Token], usual: Sequence[Token]) -> bool:
        """Tell whether names, verbs and links stand in the same order."""
        kinds = {"name"} if self._subject.deal is None else {"name", "verbs", "links"}

        def bones(tokens: Sequence[Token]) -> list[tuple[str, str]]:
            return [(token.kind, token.which) for token in tokens if token.kind in kinds]

        return bones(said) == bones(usual)

    def is_quoted(self, word: str, *, exact: bool = False) -> bool:
        """Tell whether a quote has a short form, or one of the words a thing is known by."""
        known = [re.escape(word)] if exact else [re.escape(each) + r"\w*" for each in self._prose["things"][word]]
        flags = re.NOFLAG if exact else re.IGNORECASE
        texts = (
            [*quotes_of(self._subject), *(one.what for one in self._subject.deal.amounts)]
            if self._subject.deal
            else [*quotes_of(self._subject)]
        )
        return any(re.search(rf"\b{each}\b", text, flags) for each in known for text in texts)

    def figure_faults(self, said: Sequence[Token]) -> Iterator[str]:
        """Say which figures are not proved, told twice, left out or without the document's own beside them."""
        allowed = [one for one in proved_of(self._subject) if not one.what]
        told = list(_figures(said, self._lang))
        used: list[Proved] = []
        for token, one in told:
            fitting = [each for each in allowed if each not in used and _fits(one, each)]
            if not fitting:
                yield f"“{token.text}” is no proved figure of what it tells, or not hedged as it is"
            elif one.stepped and not _is_beside(one):
                yield f"“{token.text}” needs the document's own figure in brackets behind it, as the entry has it"
            else:
                used.append(fitting[0])
        main = [one for one in allowed if not one.ago]
        if main and not any(one in used for one in main):
            yield "the amount of what it tells is left out"
        if any(one.qualifiers & {Qualifier.RANGE_LOW} for one in used) and len(used) < len(main):
            yield "a range is told by both ends"

    def date_faults(self, said: Sequence[Token]) -> Iterator[str]:
        """Say which dates are not those the deal was proved with, in their role."""
        dates = self._subject.deal.dates if self._subject.deal else None
        for token in said:
            if token.kind != "date":
                continue
            match = re.fullmatch(_date(self._prose["role"]), token.text)
            role = next((name for name in ("signed", "start", "end") if match and match[name]), "")
            held = getattr(dates, role, None)
            iso = "-".join(number.rjust(2, "0") for number in re.findall(r"\d+", token.text))
            if held is None or not (held == iso or held.startswith(f"{iso}-")):
                yield f"“{token.text}” is no proved date of it"

    def result_faults(self, said: Sequence[Token]) -> Iterator[str]:
        """Say where a reported figure is misnamed, told of another year, or said to move as it did not."""
        result, reading = self._subject.result, self._subject.reading
        if result is None or reading is None:
            return
        if squeezed(reading.metric) not in "".join(token.text for token in said):
            yield f"call the figure {reading.metric}"
        rose = result.value is not None and result.year_ago is not None and abs(result.value) > abs(result.year_ago)
        fell = result.value is not None and result.year_ago is not None and abs(result.value) < abs(result.year_ago)
        moved = _kinds(said, "result") & {"up", "down"}
        ago = False
        for token in said:
            ago = ago or token.which == "year_ago"
            if token.kind == "figure":
                one = read_figure(token.text, self._lang)
                if not any(_fits(one, each) and each.ago == ago for each in proved_of(self._subject)):
                    yield f"“{token.text}” is not the figure of the year it is told of"
                ago = False
        if (
            ("up" in moved and not rose)
            or ("down" in moved and not fell)
            or (moved and not _kinds(said, "result") & {"year_ago"})
        ):
            yield "it did not move that way, or the figure of a year earlier is left out"


def _figures(said: Sequence[Token], lang: Language) -> Iterator[tuple[Token, Said]]:
    """Read the figures of a sentence; two that a word joins are the ends of a range."""
    kinds = ["", *(token.kind for token in said), ""]
    for place, token in enumerate(said, start=1):
        if token.kind != "figure":
            continue
        one = read_figure(token.text, lang)
        if one.qualifier is Qualifier.EXACT and "range" in {kinds[place - 1], kinds[place + 1]}:
            end = Qualifier.RANGE_LOW if kinds[place + 1] == "range" else Qualifier.RANGE_HIGH
            one = one._replace(qualifier=end)
        yield token, one


def _date(roles: Mapping[str, Sequence[str]]) -> str:
    day = r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?"

    def part(role: str) -> str:
        before = "|".join(word for word in roles[f"{role}_before"] if word)
        after = "|".join(word for word in roles[f"{role}_after"] if word)
        open_before, open_after = "" in roles[f"{role}_before"], "" in roles[f"{role}_after"]
        if role == "end":
            return rf"(?:{before}){day}(?:{after})?|{day}(?:{after})"
        return rf"(?:{before}){'?' if open_before else ''}{day}(?:{after}){'?' if open_after else ''}"

    return "|".join(rf"(?P<{role}>{part(role)})" for role in ("signed", "start", "end"))


def _figure(lang: Language) -> str:
    hedges = "|".join(
        sorted({re.escape(word) for word in lang.numbers["hedge"].values() if word}, key=len, reverse=True)
    )
    price = re.escape(lang.numbers["style"]["price"].partition("{amount}")[0])
    steps = "|".join(sorted((re.escape(step) for step in lang.numbers["steps"]), key=len, reverse=True))
    units = "|".join(sorted((re.escape(word) for word in _units(lang)), key=len, reverse=True))
    return rf"(?:{price})?(?:{hedges})?−?\d[\d,]*(?:\.\d+)?(?:{steps})?(?:{units}|%|[A-Z]{{3}}\b)(?:（[^（）]*）)?"


def _units(lang: Language) -> Mapping[str, str]:
    tables = (lang.numbers["unit"], lang.numbers["money"])
    return {
        said.replace("{amount}", "").strip(): unit
        for table in tables
        for unit, said in table.items()
        if unit not in {"other", "number", "percent", "share", "year"} and said.startswith("{amount}")
    }


_PARTS = re.compile(
    r"(?P<before>[^\d−]*)(?P<sign>−?)(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>[^（]*)(?:（(?P<original>.*)）)?"
)


def read_figure(text: str, lang: Language) -> Said:
    """Read a figure of a sentence back: ``至多100亿美元（$10 billion）`` is 10,000,000,000 USD, ``UP_TO``."""
    match = _PARTS.fullmatch(squeezed(text))
    if match is None:
        message = f"no figure: {text}"
        raise ValueError(message)
    price = lang.numbers["style"]["price"].partition("{amount}")[0]
    hedge = match["before"].replace(price, "")
    step = next((step for step in lang.numbers["steps"] if match["unit"].startswith(step)), "")
    unit = match["unit"].removeprefix(step).strip()
    value = Decimal(match["number"].replace(",", "")) * Decimal(lang.numbers["steps"].get(step, "1"))
    return Said(
        value=-value if match["sign"] else value,
        unit="percent" if unit == "%" else _units(lang).get(unit, unit),
        qualifier=next((q for q in Qualifier if hedge and lang.numbers["hedge"][q] == hedge), Qualifier.EXACT),
        per=bool(price) and price in match["before"],
        original=match["original"] or "",
        stepped=bool(step),
    )


def _fits(one: Said, proved: Proved) -> bool:
    shown = rounded(abs(proved.value)) * (-1 if proved.value < 0 else 1)
    same = one.value in {proved.value, shown} and one.unit == proved.unit and one.per == proved.price
    return same and one.qualifier in proved.qualifiers


def _is_beside(one: Said) -> bool:
    """Tell whether the brackets hold the same figure and nothing else."""
    found = quantities(one.original)
    return (
        len(found) == 1
        and (found[0].value, found[0].unit) == (one.value, one.unit)
        and not (one.original[: found[0].start] + one.original[found[0].end :]).strip()
    )
