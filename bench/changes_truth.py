"""Hold the comparison to what a person read in pairs of real filings (tests/compare/truth).

usage: python -m bench.changes_truth [--filings DIR | --outputs DIR] [--truth DIR] [--show]

The fact files are those of an output folder, or made now from the filings by the offline engine. Printed for each pair:
core changes found, told as another state, and not told because the deal was not extracted in one of the two documents;
false states of all entries, core or not; and how many lines the page has, six of which are seen.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.loop_truth import facts_of
from pipeline.brief.changes import lines_of
from pipeline.brief.names import short_name
from pipeline.brief.sources import Original
from pipeline.compare import between
from pipeline.lexis import legal_core, quantities
from pipeline.read import read
from pipeline.records import FactFile, SectionCoverage
from pipeline.records.base import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pipeline.records import Deal, Document, Proved

TRUTH = Path(__file__).resolve().parent.parent / "tests" / "compare" / "truth"
FILINGS = Path(__file__).resolve().parent.parent.parent / "shared" / "filings"
_NEAR = (
    {"cloud_compute", "sales_contract"},
    {"cloud_compute", "purchase_commitment"},
    {"joint_venture", "sales_contract"},
    {"joint_venture", "cloud_compute"},
    {"acquisition", "equity_investment"},
    {"divestiture", "other"},
    {"guarantee", "lease"},
)
_LEAST_WORDS = 4


class Expected(Record):
    """One entry; the fields are those of tests/compare/truth/README.md."""

    party: str
    type: str
    state: str
    also: tuple[str, ...] = ()
    now: str = ""
    then: str = ""
    quote_now: str = ""
    quote_then: str = ""
    core: bool


class Pair(NamedTuple):
    """Two documents and what changed between them."""

    name: str
    earlier: str
    later: str
    expected: tuple[Expected, ...]


class Judged(NamedTuple):
    """What came of one entry: ``found``, ``not extracted``, ``not told``, or ``told as ...``."""

    entry: Expected
    verdict: str

    @property
    def false(self) -> bool:
        """Whether the page says something else than the person."""
        return self.verdict.startswith("told as")


class Scored(NamedTuple):
    """One pair held to the truth. ``lines`` are all that its page has."""

    pair: Pair
    judged: tuple[Judged, ...]
    lines: int

    def core(self, verdict: str, *, gone: bool = False) -> int:
        """Count core entries whose verdict begins so; silence is counted by itself."""
        return sum(
            each.verdict.startswith(verdict)
            for each in self.judged
            if each.entry.core and (each.entry.state == "gone") is gone
        )


def load(folder: Path = TRUTH) -> tuple[Pair, ...]:
    """Read the truth."""
    return tuple(_pair(path) for path in sorted(folder.glob("*.toml")))


def _pair(path: Path) -> Pair:
    told = tomllib.loads(path.read_text("utf-8"))
    entries = tuple(
        Expected(
            party=each["party"],
            type=each["type"],
            state=each["state"],
            also=tuple(each.get("also", ())),
            now=each["is"],
            then=each["was"],
            quote_now=each["quote_is"],
            quote_then=each["quote_was"],
            core=each["core"],
        )
        for each in told["change"]
    )
    return Pair(path.stem, told["earlier"], told["later"], entries)


def facts_from(document: Document) -> FactFile:
    """Give the fact file the offline engine makes of a document, with the sections that were read."""
    facts = facts_of(document)
    sections = tuple(
        SectionCoverage(**section.model_dump(include=set(SectionCoverage.model_fields)))
        for section in document.sections
    )
    return facts.model_copy(update={"coverage": facts.coverage.model_copy(update={"sections": sections})})


def score(pair: Pair, earlier: FactFile, later: FactFile) -> Scored:
    """Hold the comparison of two fact files to what a person read."""
    found = between(("earlier", earlier), ("later", later))
    compared = found.compared
    gone = {told.id for told in compared.gone} if compared else set()
    used: set[str] = set()
    judged = []
    for entry in pair.expected:
        now = _find(entry, entry.now, entry.quote_now, found.deals, used)
        then = _find(entry, entry.then, entry.quote_then, earlier.deals, set())
        if now is not None:
            used.add(now.id)
        judged.append(Judged(entry, _verdict(entry, now, then, gone)))
    lines = lines_of(found, short_name(found.document.company), Original(""))
    return Scored(pair, tuple(judged), len(lines))


def _verdict(entry: Expected, now: Deal | None, then: Deal | None, gone: set[str]) -> str:
    if entry.state == "gone":
        if then is None:
            return "not extracted"
        return "found" if then.id in gone else "not told"
    if now is None or (then is None and entry.state != "new"):
        missing = now is None or (now.change is not None and now.change.state == "new")
        return "not extracted" if missing else _state(entry, now)
    return _state(entry, now)


def _state(entry: Expected, now: Deal | None) -> str:
    state = now.change.state if now is not None and now.change is not None else "none"
    if state in {entry.state, *entry.also}:
        return "found"
    return "not told" if state == "none" else f"told as {state}"


def _find(entry: Expected, amount: str, quote: str, deals: Sequence[Deal], used: set[str]) -> Deal | None:
    """Give the deal that is meant: by words of the quote, amount, party and type, as many as fit."""
    if not quote:
        return None
    ranked = sorted(
        ((_fit(entry, amount, quote, deal), deal) for deal in deals if deal.id not in used),
        key=lambda item: (-item[0], item[1].id),
    )
    return ranked[0][1] if ranked and ranked[0][0] >= _ENOUGH else None


_ENOUGH = 4
"""Party and type, type and amount, or the quoted words and any of these."""


def _fit(entry: Expected, amount: str, quote: str, deal: Deal) -> int:
    kind = 2 if deal.type == entry.type else 1 if {deal.type.value, entry.type} in _NEAR else -3
    figures = {(q.value, q.unit) for q in quantities(amount)}
    told = {(a.value, a.unit) for a in deal.amounts}
    figure = 2 if figures & told else -1 if figures and told else 0
    party = 2 if _names(entry.party) & _party(deal) else 0
    return kind + figure + party + (2 if _stands(quote, deal) else 0)


def _names(party: str) -> frozenset[str]:
    core = legal_core(party)
    return frozenset({core, core.removesuffix("s"), core.split(" ")[0]}) - _PLAIN


_PLAIN = frozenset({"the", "u", "customer", "direct", "one", "two", "three", "four", "a", "data", "an", "largest"})


def _party(deal: Deal) -> frozenset[str]:
    party = deal.counterparty
    return frozenset(name for spelling in (party.name, *party.aliases) for name in _names(spelling))


def _stands(quote: str, deal: Proved) -> bool:
    """Tell whether the quoted words and those of the deal overlap by more than a few."""
    words = quote.casefold().split()
    texts = [" ".join(piece.quote.casefold().split()) for piece in deal.evidence]
    starts = range(max(1, len(words) - _LEAST_WORDS + 1))
    return any(" ".join(words[start : start + _LEAST_WORDS]) in text for start in starts for text in texts)


def scored(pairs: Iterable[Pair], facts: Callable[[str], FactFile]) -> list[Scored]:
    """Score all pairs; ``facts`` gives the fact file of a document by its file name."""
    return [score(pair, facts(pair.earlier), facts(pair.later)) for pair in pairs]


def of_outputs(folder: Path) -> Mapping[str, FactFile]:
    """Give the fact files of an output folder by the file names of their documents."""
    files = (FactFile.model_validate_json(path.read_bytes(), extra="ignore") for path in folder.glob("[!.]*/*.json"))
    return {facts.document.path.rsplit("/", 1)[-1]: facts for facts in files}


def main() -> int:
    """Print how the comparison does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filings", type=Path, default=FILINGS)
    parser.add_argument("--outputs", type=Path)
    parser.add_argument("--truth", type=Path, default=TRUTH)
    parser.add_argument("--show", action="store_true", help="tell of each entry that was not found")
    chosen = parser.parse_args()
    known = dict(of_outputs(chosen.outputs)) if chosen.outputs else {}

    def facts(name: str) -> FactFile:
        if name not in known:
            known[name] = facts_from(read(chosen.filings / name, name))
        return known[name]

    total = Counter[str]()
    print("pair | core | found | not extracted | not told | other state | gone told of core | false of all | lines")
    for one in scored(load(chosen.truth), facts):
        row = {
            "core": one.core(""),
            "found": one.core("found"),
            "not extracted": one.core("not extracted"),
            "not told": one.core("not told"),
            "other state": one.core("told as"),
            "gone": one.core("", gone=True),
            "gone told": one.core("found", gone=True),
            "all": len(one.judged),
            "false": sum(each.false for each in one.judged),
            "lines": one.lines,
        }
        total.update(row)
        _print(one.pair.name, row)
        for each in one.judged if chosen.show else ():
            if each.verdict != "found":
                mark = "*" if each.entry.core else " "
                print(
                    f"  {mark} {each.verdict}: {each.entry.state} {each.entry.party} {each.entry.type} {each.entry.now}"
                )
    _print("all", total)
    return 0


def _print(name: str, row: Mapping[str, int]) -> None:
    told = " | ".join(str(row[key]) for key in ("core", "found", "not extracted", "not told", "other state"))
    print(f"{name} | {told} | {row['gone told']} of {row['gone']} | {row['false']} of {row['all']} | {row['lines']}")


if __name__ == "__main__":
    sys.exit(main())
