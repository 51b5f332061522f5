"""Score the offline engine on labelled documents and print where the time goes, room by room.

usage: score_rules.py [--filings DIR] [--gold DIR] [--only STEM ...] [--show]

Runs read, select, rules, check and resolve over every document of --filings that has a label file in --gold, writes
fact files to a temporary folder and calls the scorer that lies beside the labels.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from pipeline.check import check
from pipeline.extract.rules import RulesEngine
from pipeline.read import read
from pipeline.resolve import resolve
from pipeline.select import select

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
ROOMS = ("read", "select", "rules", "check", "resolve")


def facts_of(path: Path, spent: dict[str, float]) -> dict[str, object]:
    """One document through the rooms: the part of its fact file the scorer reads."""
    marks = [time.perf_counter()]

    def mark() -> None:
        marks.append(time.perf_counter())

    document = read(path, path.name)
    mark()
    selection = select(document)
    mark()
    proposals = RulesEngine().propose(document, selection.passages)
    mark()
    checked = check(document, proposals)
    mark()
    deals = resolve(document, checked.proved)
    mark()
    for room, start, end in zip(ROOMS, marks, marks[1:], strict=False):
        spent[room] += end - start
    times = " ".join(f"{room} {end - start:5.2f}" for room, start, end in zip(ROOMS, marks, marks[1:], strict=False))
    counts = f"pages {len(document.pages):4d} deals {len(deals):3d} withheld {len(checked.withheld):3d}"
    print(f"{path.name:32s} {counts} {times}")
    return {"document": {"path": path.name}, "deals": [json.loads(deal.model_dump_json()) for deal in deals]}


def main() -> int:
    """Run, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=Path, default=SHARED / "filings")
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "labels")
    parser.add_argument("--only", nargs="*", default=[], help="stems of label files, when not all")
    parser.add_argument("--show", action="store_true", help="list missed labels and wrong deals")
    args = parser.parse_args()
    wanted = {path.stem: path for path in sorted(args.gold.glob("*.json")) if not args.only or path.stem in args.only}
    spent: dict[str, float] = defaultdict(float)
    with tempfile.TemporaryDirectory() as folder:
        gold, facts = Path(folder, "gold"), Path(folder, "facts")
        gold.mkdir()
        facts.mkdir()
        for path in sorted(args.filings.iterdir()):
            label = wanted.get(path.stem)
            if label is not None and path.is_file():
                (gold / label.name).write_text(label.read_text(encoding="utf-8"), encoding="utf-8")
                (facts / f"{path.stem}.json").write_text(json.dumps(facts_of(path, spent)), encoding="utf-8")
        print(" ".join(f"{room} {spent[room]:.2f} s" for room in ROOMS))
        scorer = SHARED / "gold" / "score.py"
        command = [
            sys.executable,
            str(scorer),
            "--gold",
            str(gold),
            "--facts",
            str(facts),
            *(["--show"] if args.show else []),
        ]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
