"""The review file of one document, read: what people decided, each decision with its line.

::

    by = "Maria Holt"                # for every decision below that names nobody; above the first [[...]]
    on = 2026-11-23

    [[deal]]
    id = "birch-lease-filer-1f2e"    # as in the fact file
    decision = "correct"             # accept, correct or reject
    amount = "$4.5 billion"          # as the document prints it
    quote = "words that prove it"    # where the deal's own quotes do not

    [[party]]
    name = "Birch"                   # a name on the page
    is = "Birch Foundry Corporation"

    [[sentence]]
    text = "Alder may buy Birch."    # as on the page
    decision = "reject"

    [[missed]]                       # a deal the program did not tell
    type = "lease"
    party = "Cedar Labs LLC"
    payer = "filer"
    binding = "firm"
    quote = "words of the document"
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Literal, NamedTuple, Never, TypeVar

from pydantic import ValidationError

from pipeline.records import Binding, Claim, DealType, Decision, PartyKind, Payer, Seen
from pipeline.written import Written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from enum import StrEnum

    from pipeline.records.reviewed import About, Verdict

_SIGNED = ("by", "on", "note")
_PROOF = ("quote", "page")
_CLAIMS = ("type", "party", "kind", "payer", "amount", "what", "binding", "phrase", "signed", "start", "end", *_PROOF)
_KEYS: dict[About, tuple[str, ...]] = {
    "deal": ("id", "decision", *_CLAIMS, "tier", *_SIGNED, "was"),
    "party": ("name", "is", "kind", *_PROOF, *_SIGNED),
    "sentence": ("text", "decision", "says", "deals", *_SIGNED),
    "missed": (*_CLAIMS, "tier", *_SIGNED),
}
_NEEDED: dict[About, tuple[str, ...]] = {
    "deal": ("id", "decision"),
    "party": ("name", "is"),
    "sentence": ("text", "decision"),
    "missed": ("type", "party", "payer", "binding", "quote"),
}
_VERDICTS: tuple[Verdict, ...] = ("accept", "correct", "reject")
_TIERS: tuple[Literal["core", "minor"], ...] = ("core", "minor")
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
_NO_AMOUNT = frozenset({"", "none", "not disclosed"})
_E = TypeVar("_E", bound="StrEnum")
_S = TypeVar("_S", bound=str)


class Entry(NamedTuple):
    """A decision and the line its table begins in."""

    decision: Decision
    line: int


def entries(text: str, name: str) -> tuple[Entry, ...]:
    """Read a review file called ``name``, the decisions in the order of the file.

    Raises ``SettingsError`` naming the line for what is no TOML, a key or value that does not exist, a decision
    without what it needs, and a correction that corrects nothing.
    """
    file = Written(text.removeprefix("\ufeff"), name)
    for key in file.content:
        if key not in {"by", "on", *_KEYS}:
            known = "there are by, on, [[deal]], [[party]], [[sentence]] and [[missed]]"
            file.fail(f"there is no {key}", file.line(key=key), known)
    by, on = file.text_of(file.content, "by", file.line(key="by")), _day_of(file, file.content, file.line(key="on"))
    found = [
        Entry(_Table(file, about, number, table).decision(by, on), file.line(about, number))
        for about in _KEYS
        for number, table in file.entries(about, _KEYS[about])
    ]
    return tuple(sorted(found, key=lambda entry: entry.line))


def _day_of(file: Written, table: Mapping[str, object], line: int) -> dt.date | None:
    value = table.get("on")
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        file.fail("on must be a day", line, "write it as on = 2026-11-23")


class _Table:
    """One table of the file."""

    def __init__(self, file: Written, about: About, number: int, table: Mapping[str, object]) -> None:
        self.file, self.about, self.number, self.table = file, about, number, table

    def decision(self, by: str | None, on: dt.date | None) -> Decision:
        for key in _NEEDED[self.about]:
            if key not in self.table:
                self.fail(f"a [[{self.about}]] needs {', '.join(_NEEDED[self.about])}")
        signer = self.text("by")
        kept = Decision(
            about=self.about,
            verdict="add",
            by=by if signer is None else signer,
            on=_day_of(self.file, self.table, self.line("on")) or (on if signer is None or signer == by else None),
            note=self.text("note"),
            tier=self.one_of("tier", _TIERS),
        )
        made: dict[About, Iterator[tuple[str, object]]] = {
            "deal": self.deal(),
            "party": self.party(),
            "sentence": self.sentence(),
            "missed": iter([("claim", self.claim())]),
        }
        return kept.model_copy(update=dict(made[self.about]))

    def deal(self) -> Iterator[tuple[str, object]]:
        verdict, claim = self.one_of("decision", _VERDICTS), self.claim()
        if verdict == "correct" and not claim.fields:
            self.fail("the correction corrects nothing", "decision", "add amount, party, binding or what is to change")
        if verdict != "correct" and (wrong := next((key for key in _CLAIMS if key in self.table), None)):
            self.fail(f'with decision = "{verdict}" nothing is corrected', wrong, 'write decision = "correct"')
        yield from (("key", self.text("id")), ("verdict", verdict), ("was", self.was()))
        yield "claim", claim if verdict == "correct" else None

    def party(self) -> Iterator[tuple[str, object]]:
        claim = Claim(
            party=self.text("is"), kind=self.member("kind", PartyKind), quotes=self.quotes(), page=self.page()
        )
        yield from (("key", self.text("name")), ("verdict", "rename"), ("says", claim.party), ("claim", claim))

    def sentence(self) -> Iterator[tuple[str, object]]:
        verdict, says = self.one_of("decision", _VERDICTS), self.text("says")
        if (verdict == "correct") is (says is None):
            self.fail('says goes with decision = "correct", and only with it', "says" if says else "decision")
        yield from (("key", " ".join((self.text("text") or "").split())), ("verdict", verdict))
        yield from (("says", says and " ".join(says.split())), ("deals", self.texts("deals") or ()))

    def claim(self) -> Claim:
        amounts = self.texts("amount", "it must be in quotes, as the document prints it", empty=True)
        return Claim(
            type=self.member("type", DealType),
            party=self.text("party"),
            kind=self.member("kind", PartyKind),
            payer=self.member("payer", Payer),
            amounts=amounts and tuple(one for one in amounts if one.casefold() not in _NO_AMOUNT),
            what=self.text("what"),
            binding=self.member("binding", Binding),
            phrase=self.text("phrase"),
            signed=self.day("signed"),
            start=self.day("start"),
            end=self.day("end"),
            quotes=self.quotes(),
            page=self.page(),
        )

    def was(self) -> Seen | None:
        value = self.table.get("was")
        if value is None:
            return None
        try:
            return Seen.model_validate(value, strict=False)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(("was", *map(str, first["loc"])))
            self.fail(f"{where}: {first['msg']}", "was", "put back what was there, or take the was lines away")

    def quotes(self) -> tuple[str, ...]:
        return self.texts("quote") or ()

    def page(self) -> int | None:
        value = self.table.get("page")
        if value is not None and not (isinstance(value, int) and not isinstance(value, bool) and value > 0):
            self.fail("page must be a number, the first page being 1", "page")
        return value

    def day(self, key: str) -> str | None:
        value = self.table.get(key)
        said = value.isoformat() if isinstance(value, dt.date) else value
        if said is not None and not (isinstance(said, str) and (not said or _DAY.fullmatch(said))):
            self.fail(
                f"{key} must be a date", key, 'write 2025, 2025-11 or 2025-11-18 in quotes, or "" to take it away'
            )
        return said

    def texts(self, key: str, remedy: str = "", *, empty: bool = False) -> tuple[str, ...] | None:
        value = self.table.get(key)
        if value is None:
            return None
        listed = value if isinstance(value, list) else [value]
        said = tuple(one.strip() for one in listed if isinstance(one, str))
        if len(said) < len(listed) or not (empty or all(said)):
            self.fail(f"{key} must be text in quotes, or a list of such", key, remedy or "correct the line named")
        return said

    def member(self, key: str, kind: type[_E]) -> _E | None:
        said = self.one_of(key, tuple(each.value for each in kind))
        return None if said is None else kind(said)

    def one_of(self, key: str, known: tuple[_S, ...]) -> _S | None:
        said = self.text(key)
        if said is None:
            return None
        found = next((one for one in known if one == said), None)
        if found is None:
            self.fail(f"there is no {key} {said!r}", key, f"there are {', '.join(known)}")
        return found

    def text(self, key: str) -> str | None:
        return self.file.text_of(self.table, key, self.line(key))

    def line(self, key: str) -> int:
        return self.file.line(self.about, self.number, key)

    def fail(self, reason: str, key: str = "", remedy: str = "correct the line named") -> Never:
        self.file.fail(reason, self.line(key), remedy)
