"""What a model is asked, and what of the labelled deals stands in it: ``python -m bench.selection FILINGS LABELS ...``.

For each document of FILINGS with labels: characters, the share of them that is sent, core deals whose first evidence is
sent, core evidence sent, packets and tokens; once by the cues alone and once with what the rules found as hints. Then
the totals of the labels the cues were tuned on and of those held out. ``--all`` adds the documents without labels, and
what packing costs beside reading.

Held out: every third document by name among the annual and quarterly reports of tests/labels, and every third among
its other documents. The rule was written down before anybody looked at one of them. Labels of other folders count as
tuned on.
"""

from __future__ import annotations

import argparse
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.check import check
from pipeline.errors import ReadError
from pipeline.extract.rules import RulesEngine
from pipeline.llm.tokens import Counter
from pipeline.read import read
from pipeline.records import Form
from pipeline.score import Labels
from pipeline.score.finding import Finder
from pipeline.select import pack, select

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.records import Document, Packing
    from pipeline.score.labels import Label

OWN = Path(__file__).resolve().parent.parent / "tests" / "labels"
REPORTS = ("_10-K", "_10-Q")
WHOLE = 0.9
"""A quote is kept where so much of it is sent: it may run over a page end, and running heads are in no piece."""


def held_out(folder: Path = OWN) -> frozenset[str]:
    """Names of the documents whose labels nobody may tune on."""
    names = sorted(path.stem for path in folder.glob("*.json"))
    reports = [name for name in names if name.endswith(REPORTS)]
    others = [name for name in names if not name.endswith(REPORTS)]
    return frozenset([*reports[2::3], *others[2::3]])


class Kept(NamedTuple):
    """What of one document's core labels is sent. ``evidence`` counts quotes that stand in the text as it was read."""

    deals: int
    deals_kept: int
    evidence: int
    evidence_kept: int
    lost: tuple[str, ...]


def kept(document: Document, packing: Packing, labels: Iterable[Label]) -> Kept:
    """Compare the core labels with the packets."""
    spans = [(piece.start, piece.end) for packet in packing.packets for piece in packet.pieces]
    finder = Finder(document)
    deals = deals_kept = evidence = evidence_kept = 0
    lost: list[str] = []
    for label in labels:
        if label.tier != "core":
            continue
        deals += 1
        for number, one in enumerate(label.evidence):
            place = finder.place(one)
            if place is None:
                lost.append(f"{label.id} {number}: its words are not in the text that was read")
                continue
            sent = sum(max(0, min(place[1], end) - max(place[0], start)) for start, end in spans)
            whole = sent >= WHOLE * (place[1] - place[0])
            evidence += 1
            evidence_kept += whole
            deals_kept += whole and number == 0
            if not whole:
                lost.append(f"{label.id} {number}: {_why(packing, place[0])}: {document.quote(*place)[:90]}")
    return Kept(deals, deals_kept, evidence, evidence_kept, tuple(lost))


def _why(packing: Packing, start: int) -> str:
    return next((one.reason for one in packing.left if one.start <= start < one.end), "sent in part")


def hints(document: Document) -> tuple[tuple[int, int], ...]:
    """Where the rules found something that was proved."""
    checked = check(document, RulesEngine().propose(document, select(document).passages))
    return tuple((one.start, one.end) for proved in checked.proved for one in proved.evidence)


def share(document: Document, packing: Packing) -> float:
    """The share of the document's characters that is sent."""
    sent = sum(piece.end - piece.start for packet in packing.packets for piece in packet.pieces)
    return sent / len(document.text) if document.text else 0.0


class Row(NamedTuple):
    """One document packed: by the cues alone, and with hints."""

    name: str
    is_report: bool
    group: str
    shares: tuple[float, float]
    kept: tuple[Kept, Kept] | None


def told(name: str, document: Document, labels: Sequence[Label] | None, group: str) -> Row:
    """Pack one document both ways and print its line."""
    selection = select(document)
    packings = [pack(document, selection, hints=spans, count=COUNT) for spans in ((), hints(document))]
    both = [kept(document, packing, labels) for packing in packings] if labels is not None else None
    sent = [share(document, packing) for packing in packings]
    tokens = sum(packet.tokens for packet in packings[1].packets)
    line = f"{name:31.31} {len(document.text):>8} {sent[0]:>6.1%} {sent[1]:>6.1%}"
    if both:
        line += "".join(f"{one.deals_kept:>5}/{one.deals:<3}{one.evidence_kept:>4}/{one.evidence:<4}" for one in both)
    else:
        line += " " * 34
    print(f"{line}{len(packings[1].packets):>4} {tokens:>7}")
    is_report = document.identity.form in {Form.TEN_K, Form.TEN_Q}
    return Row(name, is_report, group, (sent[0], sent[1]), (both[0], both[1]) if both else None)


COUNT = Counter().count
HEAD = f"{'document':31} {'chars':>8} {'sent':>6} {'hinted':>6}{'deals, quotes':>17}{'hinted':>17}  packets tokens"


def totals(rows: Sequence[Row], group: str) -> None:
    """Print what was kept of one group of labels."""
    some = [row for row in rows if row.group == group]
    for number, how in enumerate(("cues alone", "with hints")):
        found = [row.kept[number] for row in some if row.kept]
        deals, first = sum(one.deals for one in found), sum(one.deals_kept for one in found)
        evidence, sent = sum(one.evidence for one in found), sum(one.evidence_kept for one in found)
        if deals:
            print(
                f"{group}, {how}: {len(found)} documents, first evidence of {first}/{deals} core deals, "
                f"{sent}/{evidence} = {sent / evidence:.1%} of core evidence"
            )


def cost(paths: Sequence[Path]) -> None:
    """Print the processor time of reading and of packing, counted in characters and counted in exact tokens."""
    spent = dict.fromkeys(("read", "pack", "pack with exact tokens"), 0.0)
    for path in paths:
        started = time.process_time()
        try:
            document = read(path, path.name)
        except ReadError:
            continue
        spent["read"] += time.process_time() - started
        selection = select(document)
        for name, work in (
            ("pack", partial(pack, document, selection)),
            ("pack with exact tokens", partial(pack, document, selection, count=COUNT)),
        ):
            started = time.process_time()
            work()
            spent[name] += time.process_time() - started
    for name, seconds in spent.items():
        print(f"{name}: {seconds:.2f} s, {seconds / spent['read']:.1%} of reading")


def main() -> None:
    """Pack and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("filings", type=Path)
    parser.add_argument("labels", type=Path, nargs="*", default=[OWN])
    parser.add_argument("--all", action="store_true", help="documents without labels too, and what packing costs")
    parser.add_argument("--held-out", action="store_true", help="the held-out labels too: not while tuning")
    parser.add_argument("--lost", action="store_true", help="list what is not sent")
    args = parser.parse_args()
    labelled = {path.stem: path for folder in args.labels for path in sorted(folder.glob("*.json"))}
    apart = held_out()
    print(HEAD)
    rows: list[Row] = []
    paths = sorted(
        path
        for path in args.filings.iterdir()
        if path.stem in labelled or (args.all and path.stem not in {"README", "MANIFEST"})
    )
    for path in paths:
        if path.stem in apart and not args.held_out:
            continue
        try:
            document = read(path, path.name)
        except ReadError as error:
            print(f"{path.name:31.31} {type(error).__name__}")
            continue
        source = labelled.get(path.stem)
        labels = Labels.model_validate_json(source.read_bytes()).labels if source else None
        row = told(path.stem, document, labels, "held out" if path.stem in apart else "tuned on")
        rows.append(row)
        if args.lost and row.kept:
            print("".join(f"    {one}\n" for one in row.kept[0].lost), end="")
    for group in ("tuned on", "held out"):
        totals(rows, group)
    reports = [row.shares for row in rows if row.is_report]
    for number, how in enumerate(("cues alone", "with hints")):
        shares = [one[number] for one in reports]
        print(f"reports, {how}: {sum(shares) / len(shares):.1%} sent on average, at most {max(shares):.1%}")
    if args.all:
        cost(paths)


if __name__ == "__main__":
    main()
