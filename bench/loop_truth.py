"""Hold the map to what a person read in real filings (tests/loop/truth).

usage: python -m bench.loop_truth [--filings DIR | --outputs DIR] [--show]

The fact files are those of an output folder, or made now from the filings by the offline engine, or else those of the
truth itself, as if each document had been read without a mistake. Printed: arrangements found, missing because no
engine found the deal, missing because the map lost it, told wrong; circles found, missing, false; parties that stand
on the map twice.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
import tomllib
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, ConfigDict

from pipeline.lexis import legal_core
from pipeline.loop import capital_loop
from pipeline.read import read
from pipeline.records import (
    Amount,
    Binding,
    CoverageFacts,
    Deal,
    DealType,
    DocumentFacts,
    EngineFacts,
    Evidence,
    FactFile,
    Form,
    Party,
    PartyKind,
    Payer,
    Proof,
    Qualifier,
    Summary,
)
from pipeline.records.parties import PartyTable
from pipeline.run.rooms import passed, ruled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.loop import Edge, Loop, Node
    from pipeline.records import Document

TRUTH = Path(__file__).resolve().parent.parent / "tests" / "loop" / "truth"
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TrueEdge(_Told):
    """One arrangement as a person reads it; the fields are those of tests/loop/truth/README.md."""

    document: str
    page: int
    quote: str
    filer: str
    party: str
    aliases: tuple[str, ...] = ()
    type: DealType
    payer: Payer
    edge: str
    kind: str
    kinds: tuple[str, ...] = ()
    strength: Binding
    strengths: tuple[Binding, ...] = ()
    amount: str | None = None
    amounts: tuple[str, ...] = ()
    unit: str = "USD"
    qualifier: Qualifier = Qualifier.EXACT
    sure: bool = True
    lends: bool = False

    @property
    def ends(self) -> tuple[str, str]:
        """Giver and taker."""
        giver, taker = self.edge.split(">")
        return giver, taker


class TrueCircle(_Told):
    """One circle, its companies in the order the capital takes."""

    nodes: tuple[str, ...]
    strength: Binding
    why: str


class TrueTwoWay(_Told):
    """Two parties with flows both ways that are no circle."""

    nodes: tuple[str, str]
    why: str


class Truth(NamedTuple):
    """All of it. ``parties`` gives the spellings of each party."""

    edges: tuple[TrueEdge, ...]
    circles: tuple[TrueCircle, ...]
    two_way: tuple[TrueTwoWay, ...]
    parties: dict[str, tuple[str, ...]]

    def documents(self) -> tuple[str, ...]:
        """Give the names of the documents, each once."""
        return tuple(sorted({edge.document for edge in self.edges}))

    def party(self, name: str) -> str | None:
        """Give the party a spelling belongs to."""
        core = legal_core(name)
        return next((key for key, names in self.parties.items() if core in map(legal_core, names)), None)


class Judged(NamedTuple):
    """What came of one true arrangement: ``found``, ``not extracted``, ``lost`` or ``wrong: ...``."""

    edge: TrueEdge
    verdict: str


class Compared(NamedTuple):
    """The map held to the truth."""

    judged: tuple[Judged, ...]
    circles_found: tuple[str, ...]
    circles_missing: tuple[str, ...]
    circles_blocked: tuple[str, ...]
    circles_false: tuple[str, ...]
    split: tuple[str, ...]

    def count(self, verdict: str) -> int:
        """Count the sure arrangements with a verdict, or whose verdict begins so."""
        return sum(each.verdict.startswith(verdict) for each in self.judged if each.edge.sure)


def load(folder: Path = TRUTH) -> Truth:
    """Read the truth."""
    told = tomllib.loads((folder / "circles.toml").read_text("utf-8"))
    edges = [
        TrueEdge.model_validate(row)
        for path in sorted(folder.glob("edges-*.toml"))
        for row in tomllib.loads(path.read_text("utf-8"))["edge"]
    ]
    parties = tomllib.loads((folder / "nodes.toml").read_text("utf-8"))["parties"]
    return Truth(
        tuple(edges),
        tuple(TrueCircle.model_validate(row) for row in told["circle"]),
        tuple(TrueTwoWay.model_validate(row) for row in told["two_way"]),
        {key: tuple(names) for key, names in parties.items()},
    )


def as_fact_files(truth: Truth, *, doubtful: bool = False) -> tuple[FactFile, ...]:
    """Give the fact files an engine without a fault would write; ``doubtful`` adds what is not sure."""
    documents: dict[str, list[TrueEdge]] = defaultdict(list)
    for edge in truth.edges:
        if edge.sure or doubtful:
            documents[edge.document].append(edge)
    return tuple(_fact_file(name, edges, truth) for name, edges in sorted(documents.items()))


def _fact_file(name: str, edges: Sequence[TrueEdge], truth: Truth) -> FactFile:
    day = _DAY.search(name)
    filer = edges[0].filer
    return FactFile(
        document=DocumentFacts(
            path=f"filings/{name}",
            sha256=name,
            pages=1,
            characters=1,
            company=truth.parties[filer][-1],
            ticker=filer,
            form=Form.CALL if "call" in name else Form.TEN_Q,
            period_end=dt.date(*map(int, day.groups())) if day else None,
        ),
        engine=EngineFacts(name="rules", prompts="", settings="", version="0"),
        coverage=CoverageFacts(),
        deals=tuple(_deal(number, edge) for number, edge in enumerate(edges)),
        summary=Summary(headline=""),
    )


def _deal(number: int, edge: TrueEdge) -> Deal:
    said = f"{edge.quote} (as a lender)" if edge.lends else edge.quote
    values = [edge.amount, *edge.amounts] if edge.amount else []
    return Deal(
        id=f"{legal_core(edge.party).replace(' ', '-')}-{edge.type}-{edge.payer}-{number}",
        type=edge.type,
        counterparty=Party(name=edge.party, kind=PartyKind.NAMED, aliases=edge.aliases),
        payer=edge.payer,
        amounts=tuple(
            Amount(
                value=Decimal(value),
                unit=edge.unit,
                qualifier=edge.qualifier,
                as_written=value,
                proof=Proof.QUOTE,
            )
            for value in values
        ),
        binding=edge.strength,
        evidence=(Evidence(start=0, end=len(said), page=edge.page, quote=said),),
    )


def compare(loop: Loop, files: Sequence[FactFile], truth: Truth) -> Compared:
    """Hold a map and the fact files it was made from to the truth."""
    of = {node.id: _party_of(node, truth) for node in loop.nodes}
    judged = tuple(Judged(edge, _verdict(edge, loop, files, of, truth)) for edge in truth.edges)
    told = {_turned([of[node] or node for node in circle.nodes]) for circle in loop.circles}
    true = {_turned(circle.nodes) for circle in truth.circles}
    drawn = {(of[edge.giver], of[edge.taker]) for edge in loop.edges}
    missing = sorted(true - told)
    blocked = [path for path in missing if not _steps(path) <= drawn]
    doubtful = {edge.ends for edge in truth.edges}
    false = [path for path in told - true if not _steps(path) <= doubtful]
    times = Counter(name for node in loop.nodes if (name := of[node.id]) is not None)
    return Compared(
        judged,
        tuple(sorted(true & told)),
        tuple(path for path in missing if path not in blocked),
        tuple(blocked),
        tuple(sorted(false)),
        tuple(sorted(name for name, count in times.items() if count > 1)),
    )


def _party_of(node: Node, truth: Truth) -> str | None:
    if node.filer and node.ticker in truth.parties:
        return node.ticker
    if node.label:
        return None
    return next((party for name in (node.name, *node.spellings) if (party := truth.party(name))), None)


def _turned(nodes: Sequence[str]) -> str:
    """Write a circle beginning with its smallest name."""
    first = nodes.index(min(nodes))
    return ">".join((*nodes[first:], *nodes[:first]))


def _steps(path: str) -> set[tuple[str | None, str | None]]:
    nodes = path.split(">")
    return set(zip(nodes, [*nodes[1:], nodes[0]], strict=True))


def _verdict(edge: TrueEdge, loop: Loop, files: Iterable[FactFile], of: dict[str, str | None], truth: Truth) -> str:
    between = [one for one in loop.edges if {of[one.giver], of[one.taker]} == set(edge.ends)]
    alike = [one for one in between if one.kind in {edge.kind, *edge.kinds}]
    same_way = [one for one in alike if (of[one.giver], of[one.taker]) == edge.ends]
    if not same_way:
        if alike and not any(one.ends == edge.ends[::-1] and one.kind == edge.kind for one in truth.edges):
            return "wrong: direction"
        extracted = [
            deal
            for file in files
            if file.document.path.rsplit("/", 1)[-1] == edge.document
            for deal in file.deals
            if deal.type is edge.type and truth.party(deal.counterparty.name) in edge.ends
        ]
        return "lost" if extracted else "not extracted"
    sized = [one for one in same_way if edge.amount is None or _has(one, edge)]
    if not sized:
        # Another arrangement of the two may stand there; this one's amount is known to no deal.
        known = any(_told_amount(deal, edge) for file in files for deal in file.deals)
        return "wrong: amount" if known else "not extracted"
    if any(one.strength in {edge.strength, *edge.strengths} for one in sized):
        return "found"
    return f"wrong: strength {sized[0].strength}"


def _has(one: Edge, edge: TrueEdge) -> bool:
    wanted = {Decimal(value) for value in (edge.amount, *edge.amounts) if value is not None}
    return any(amount.value in wanted for said in one.statements for amount in said.amounts)


def _told_amount(deal: Deal, edge: TrueEdge) -> bool:
    wanted = {Decimal(value) for value in (edge.amount, *edge.amounts) if value is not None}
    return deal.type is edge.type and any(amount.value in wanted for amount in deal.amounts)


def facts_of(document: Document) -> FactFile:
    """Give what the offline engine makes of a document."""
    way = passed(ruled(document, PartyTable()), PartyTable())
    return FactFile(
        document=DocumentFacts(
            path=document.path,
            sha256=document.sha256,
            pages=len(document.pages),
            characters=len(document.text),
            **document.identity.model_dump(),
        ),
        engine=EngineFacts(name="rules", prompts="", settings="", version="0"),
        coverage=CoverageFacts(),
        deals=tuple(one.deal for one in way.arrangements),
        summary=Summary(headline=""),
    )


def fact_files(folder: Path) -> tuple[FactFile, ...]:
    """Read the fact files of an output folder."""
    return tuple(
        FactFile.model_validate_json(path.read_bytes(), extra="ignore") for path in sorted(folder.glob("[!.]*/*.json"))
    )


def main() -> int:
    """Print how the map compares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filings", type=Path)
    parser.add_argument("--outputs", type=Path)
    parser.add_argument("--show", action="store_true", help="tell of each arrangement that was not found")
    chosen = parser.parse_args()
    truth = load()
    if chosen.outputs:
        files = fact_files(chosen.outputs)
    elif chosen.filings:
        files = tuple(facts_of(read(chosen.filings / name, name)) for name in truth.documents())
    else:
        files = as_fact_files(truth)
    result = compare(capital_loop(files), files, truth)
    sure = sum(edge.sure for edge in truth.edges)
    print(
        f"arrangements {sure}: found {result.count('found')}, not extracted {result.count('not extracted')}, ", end=""
    )
    print(f"lost by the map {result.count('lost')}, told wrong {result.count('wrong')}")
    print(f"circles {len(truth.circles)}: found {len(result.circles_found)}, ", end="")
    print(f"missing for a deal {len(result.circles_blocked)}, missing {len(result.circles_missing)}, ", end="")
    print(f"false {len(result.circles_false)}; parties split {len(result.split)}")
    if chosen.show:
        for each in result.judged:
            if each.verdict != "found":
                sure_or_not = "" if each.edge.sure else " (not sure)"
                print(f"  {each.verdict}{sure_or_not}: {each.edge.edge} {each.edge.kind}, {each.edge.document}")
        for name in ("circles_blocked", "circles_missing", "circles_false", "split"):
            print(f"  {name}: {'; '.join(getattr(result, name))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
