"""This reader beside others: ``python -m bench.peers FILINGS_DIR [--marks tests/marks] [--python INTERPRETER]``.

Every reader reads every PDF in a process of its own, one after the other, one file at a time. The others are run by
INTERPRETER, an environment outside the project (``pip install pypdf pypdfium2 pdfplumber pymupdf4llm docling-parse``):
none of them is shipped or locked for this. A reader that is not installed there is named and left out.

Slow readers read a sample: the marked pages and others spread evenly; the table says so. Kept characters and numbers
are measured against what both pdfium and pypdf see on a page. Reading order and figures are those of the marks.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2

from bench.marking.grids import in_its_row, under_its_head
from bench.marking.marks import Marks, load
from bench.marking.order import score_order

if TYPE_CHECKING:
    from collections.abc import Sequence

SCRIPT = Path(__file__).with_name("peer_readers.py")
WHOLE = ("this", "pdfium", "pymupdf")
SLOW = ("pypdf", "pdfplumber", "pymupdf4llm", "docling_parse", "docling")
WITHOUT_TABLES = frozenset({"pdfium", "pypdf", "pymupdf", "docling_parse"})
WITNESSES = ("pdfium", "pypdf")
NUMBER = re.compile(r"\d(?:[\d,.]*\d)?")
LONGEST_SECONDS = 900


@dataclass
class Tally:
    """What one reader came to over all files."""

    pages: int = 0
    wall: float = 0.0
    processor: float = 0.0
    megabytes: float = 0.0
    kept: dict[str, list[int]] = field(default_factory=lambda: {"characters": [0, 0], "numbers": [0, 0]})
    order: list[int] = field(default_factory=lambda: [0, 0])
    cells: list[int] = field(default_factory=lambda: [0, 0, 0])
    failed: list[str] = field(default_factory=list)

    def add(self, result: dict[str, Any]) -> None:
        """Add the time and memory of one file."""
        self.pages += len(result["texts"])
        self.wall += result["wall"]
        self.processor += result["processor"]
        self.megabytes = max(self.megabytes, result["megabytes"])

    def keep(self, what: str, kept: int, seen: int) -> None:
        """Add what was kept of what the witnesses saw on one page."""
        self.kept[what][0] += kept
        self.kept[what][1] += seen


def run(python: str, reader: str, path: Path, pages: Sequence[int], grids: Sequence[int]) -> dict[str, Any] | str:
    """One reader over one file; a word on why not, where it failed."""
    listed = [",".join(map(str, numbers)) for numbers in (pages, grids)]
    command = [python, str(SCRIPT), reader, str(path), *listed]
    root = {"PYTHONPATH": str(SCRIPT.parent.parent), "PATH": ""} if reader == "this" else None
    try:
        ended = subprocess.run(
            command, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False, env=root, encoding="utf-8"
        )
    except subprocess.TimeoutExpired:
        return f"not finished after {LONGEST_SECONDS} s"
    if ended.returncode:
        return (ended.stderr.strip().splitlines() or [f"ended with {ended.returncode}"])[-1]
    result = json.loads(ended.stdout.strip().splitlines()[-1])
    for part in ("texts", "grids"):
        result[part] = {int(number): value for number, value in result[part].items()}
    return dict(result)


def sample(count: int, marked: set[int], most: int) -> list[int]:
    """The marked pages and, up to ``most`` in all, others spread evenly; 1-based."""
    spread = range(1, count + 1, max(1, count // max(1, most)))
    others = [number for number in spread if number not in marked]
    return sorted({*marked, *others[: max(0, most - len(marked))]})


def witnessed(results: dict[str, dict[str, Any]]) -> dict[int, dict[str, Counter[str]]]:
    """What both witnesses see, for each page that both have read."""
    first, second = (results.get(name, {"texts": {}})["texts"] for name in WITNESSES)
    return {
        number: {what: _seen(what, first[number]) & _seen(what, second[number]) for what in ("characters", "numbers")}
        for number in first.keys() & second.keys()
    }


def _seen(what: str, text: str) -> Counter[str]:
    return Counter(NUMBER.findall(text)) if what == "numbers" else Counter("".join(text.split()))


def compare(tally: Tally, result: dict[str, Any], seen: dict[int, dict[str, Counter[str]]]) -> None:
    """Add what a reader kept of the pages the witnesses and it have read."""
    for number, text in result["texts"].items():
        for what, witness in seen.get(number, {}).items():
            tally.keep(what, (witness & _seen(what, text)).total(), witness.total())


def score(tally: Tally, result: dict[str, Any], marks: Marks, file: str) -> None:
    """Add the errors of order and the right figures of the marked pages of one file."""
    for page in marks.pages:
        if page.file == file and page.page in result["texts"]:
            points = score_order(page, result["texts"][page.page])
            tally.order[0] += sum(not point.right for point in points)
            tally.order[1] += len(points)
    for table in marks.tables:
        if table.file != file or table.page is None:
            continue
        numbers = range(table.page, (table.last_page or table.page) + 1)
        grids = [grid for number in numbers for grid in result["grids"].get(number, [])]
        for cell in table.cell:
            tally.cells[0] += in_its_row(cell, grids)
            tally.cells[1] += under_its_head(cell, grids)
            tally.cells[2] += 1


def marked_pages(marks: Marks, file: str) -> tuple[set[int], set[int]]:
    """The pages of a file with marks of order or tables, and those with tables."""
    tables = {
        number
        for table in marks.tables
        if table.file == file and table.page is not None
        for number in range(table.page, (table.last_page or table.page) + 1)
    }
    return tables | {page.page for page in marks.pages if page.file == file and page.page is not None}, tables


def line(name: str, tally: Tally, *, sampled: bool) -> str:
    """One row of the table."""
    kept = {what: f"{100 * part / whole:.2f} %" if whole else "" for what, (part, whole) in tally.kept.items()}
    cells = "none" if name in WITHOUT_TABLES else "{} / {} of {}".format(*tally.cells)
    return (
        f"{name:<14}{tally.pages:>6}{'*' if sampled else ' '}{tally.pages / max(tally.wall, 0.001):>9.1f}"
        f"{tally.pages / max(tally.processor, 0.001):>9.1f}{tally.megabytes:>8.0f}"
        f"{kept['characters']:>11}{kept['numbers']:>11}{'{} of {}'.format(*tally.order):>12}{cells:>20}"
        + (f"  failed: {'; '.join(tally.failed)}" if tally.failed else "")
    )


HEAD = (
    f"{'reader':<14}{'pages':>7}{'p/s wall':>9}{'p/s cpu':>9}{'MB':>8}{'chars':>11}{'numbers':>11}"
    f"{'order wrong':>12}{'cells row/+head':>20}"
)


def main() -> None:
    """Read and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("filings", type=Path)
    parser.add_argument("--marks", type=Path, default=Path("tests/marks"))
    parser.add_argument("--python", default=sys.executable, help="interpreter that has the other readers")
    parser.add_argument("--only", nargs="*", default=[], help="readers, when not all")
    parser.add_argument("--files", default="*.pdf", help="pattern of file names")
    parser.add_argument("--pages", type=int, default=20, help="pages a slow reader reads of each file; 0 is all")
    args = parser.parse_args()
    names = [name for name in (*WHOLE, *SLOW) if not args.only or name in args.only]
    marks = load(args.marks)
    tallies = {name: Tally() for name in names}
    for path in sorted(args.filings.glob(args.files)):
        _file(path, args, tallies, marks)
    print(HEAD)
    for name, tally in tallies.items():
        print(line(name, tally, sampled=name in SLOW and args.pages > 0))


def _file(path: Path, args: argparse.Namespace, tallies: dict[str, Tally], marks: Marks) -> None:
    try:
        with pypdfium2.PdfDocument(path) as document:
            count = len(document)
    except pypdfium2.PdfiumError:
        return
    marked, tables = marked_pages(marks, path.name)
    pages = sample(count, marked, args.pages) if args.pages else []
    results: dict[str, dict[str, Any]] = {}
    for name, tally in tallies.items():
        python = sys.executable if name == "this" else args.python
        result = run(python, name, path, pages if name in SLOW else (), sorted(tables))
        if isinstance(result, str):
            missing = "ModuleNotFoundError" in result
            tally.failed = ["not installed"] if missing else [*tally.failed, f"{path.name}: {result}"]
            continue
        results[name] = result
        tally.add(result)
    seen = witnessed(results)
    for name, result in results.items():
        compare(tallies[name], result, seen)
        score(tallies[name], result, marks, path.name)


if __name__ == "__main__":
    main()
