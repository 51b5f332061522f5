"""Draw the map over many generated fact files and print what it takes.

usage: python -m bench.loop_scale [--files 10000] [--deals 20] [--companies 5000] [--folder DIR]

Fact files of fictional companies are written to a folder (a new one, or DIR, where they are made only once). Then the
map, the list of briefings and the questions about names are made in a process of its own on one core, as `briefs loop`
does, each step timed; then once more after one new filing has arrived.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

KINDS = (
    ("purchase_commitment", "filer", 0.45),
    ("sales_contract", "counterparty", 0.3),
    ("equity_investment", "filer", 0.1),
    ("lease", "filer", 0.05),
    ("debt", "filer", 0.05),
    ("guarantee", "filer", 0.03),
    ("warrant_option", "counterparty", 0.02),
)
BINDING = ("firm", "firm", "firm", "done", "conditional", "intent", "unclear")
ONSETS = (
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "g",
    "gl",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "qu",
    "r",
    "s",
    "st",
    "t",
    "v",
)
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
CODAS = ("", "l", "m", "n", "nd", "r", "rt", "s", "th", "x")
TRADES = ("Works", "Foundry", "Cloud", "Energy", "Memory", "Bank", "Logistics", "Optics", "Power", "Systems", "Water")
KILO, MEGA = 1024, 1024 * 1024


def name(number: int) -> str:
    """Give a made-up company's name; no two numbers give one name, and few are spelled almost alike."""
    lot = random.Random(number * 7919)  # noqa: S311  (the same name every time)
    made = "".join(lot.choice(ONSETS) + lot.choice(VOWELS) + lot.choice(CODAS) for _ in range(lot.choice((2, 2, 3))))
    return f"{made.capitalize()}{chr(97 + number % 26)}{chr(97 + number // 26 % 26)} {lot.choice(TRADES)}"


def generate(folder: Path, files: int, deals: int, companies: int) -> None:
    """Write the fact files: half of the companies file, several documents each."""
    lot = random.Random(7)  # noqa: S311  (the same fact files every time)
    filers = max(1, min(files, companies // 2))
    for number in range(files):
        filer = number % filers
        quarter = number // filers
        day = f"{2026 + quarter // 4}-{('03-31', '06-30', '09-30', '12-31')[quarter % 4]}"
        ticker = f"T{filer:04}"
        there = folder / ticker
        there.mkdir(exist_ok=True)
        content = facts(lot, ticker, filer, day, (deals, companies, number))
        (there / f"{day}_10-Q.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def facts(lot: random.Random, ticker: str, filer: int, day: str, sizes: tuple[int, int, int]) -> dict[str, object]:
    """Make one fact file."""
    count, companies, number = sizes
    made = []
    for order in range(count):
        other = (filer + 1 + int(lot.paretovariate(0.7)) % (companies - 1)) % companies
        kind, payer, _ = lot.choices(KINDS, weights=[each[2] for each in KINDS])[0]
        value = int(10 ** lot.uniform(6, 10))
        quote = f"We signed an agreement with {name(other)} Inc. for ${value} as described in Note {order} below."
        made.append(
            {
                "id": f"{ticker.lower()}-{number}-{order}",
                "type": kind,
                "counterparty": {"name": f"{name(other)} Inc.", "kind": "named", "aliases": [name(other)]},
                "payer": payer,
                "amounts": [{"value": str(value), "unit": "USD", "as_written": f"${value}", "proof": "quote"}],
                "binding": lot.choice(BINDING),
                "summary": f"An agreement with {name(other)}.",
                "evidence": [{"start": 0, "end": len(quote), "page": order + 1, "quote": quote}],
            }
        )
    return {
        "schema": "filing-briefs/facts/1",
        "document": {
            "path": f"filings/{ticker}_{day}.pdf",
            "sha256": f"{number:064x}",
            "pages": 40,
            "characters": 100000,
            "company": f"{name(filer)} Inc.",
            "ticker": ticker,
            "form": "10-Q",
            "period_end": day,
        },
        "engine": {"name": "rules", "prompts": "", "settings": "", "version": "0"},
        "coverage": {},
        "deals": made,
        "summary": {"headline": ""},
    }


def draw(folder: Path) -> None:
    """Draw the map of a folder and what else a run writes of all documents, and print each step.

    Run in a process of its own. What was drawn before is taken over as in a run.
    """
    from pipeline.records.parties import PartyTable  # noqa: PLC0415  (loaded where it is measured)
    from pipeline.run import contents  # noqa: PLC0415
    from pipeline.run.atlas import Atlas, Said  # noqa: PLC0415
    from pipeline.run.publish import Publisher  # noqa: PLC0415
    from pipeline.store import Place, Store  # noqa: PLC0415

    (folder / ".briefs").mkdir(exist_ok=True)
    said = Said(PartyTable(), {}, "as it is now")
    with ExitStack() as stack:
        store = stack.enter_context(Store.open(Place(folder / ".briefs")))
        clock = Clock()
        atlas = stack.enter_context(Atlas(folder, said))
        publisher = Publisher(folder, store, {})
        drawing = atlas.drawing()
        told = drawing.totals
        clock.told(f"map of {told.parties} parties, {told.flows} flows, {len(drawing.loop.circles)} circles")
        written = []
        for name, content in contents.contents(folder, [], drawing, said):
            written.append(publisher.write(name, content))
            clock.told(f"{name} ({written[-1].size / MEGA:.1f} MB)")
        atlas.keep(written)
        clock.told("what is kept for the next run")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILO
    print(f"{'total':50}{clock.total()}   most memory {peak:.0f} MB")


def add_one(folder: Path, files: int, deals: int, companies: int) -> None:
    """Write one more fact file, of a filer that has some: the next of its days."""
    lot = random.Random(files)  # noqa: S311  (as above)
    filers = max(1, min(files, companies // 2))
    there = folder / f"T{7 % filers:04}"
    day = f"{2031 + len(list(there.iterdir()))}-03-31"
    content = facts(lot, there.name, 7 % filers, day, (deals, companies, 10**6 + len(list(there.iterdir()))))
    (there / f"{day}_10-Q.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


class Clock:
    """Prints the seconds of work each step took: on a machine with other work to do the clock on the wall says less."""

    def __init__(self) -> None:
        self._first = self._last = time.process_time()
        self._began = time.perf_counter()

    def told(self, what: str) -> None:
        """Print a step that ended now."""
        now = time.process_time()
        print(f"{what:50}{now - self._last:8.2f} s", flush=True)
        self._last = now

    def total(self) -> str:
        """Give the seconds since the beginning, of work and on the wall."""
        return f"{self._last - self._first:8.2f} s   on the wall {time.perf_counter() - self._began:.1f} s"


def main() -> int:
    """Generate, draw, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--deals", type=int, default=20)
    parser.add_argument("--companies", type=int, default=5_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--draw", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.draw:
        draw(chosen.folder)
        return 0
    with tempfile.TemporaryDirectory() as made:
        folder = chosen.folder or Path(made) / "outputs"
        if not folder.is_dir():
            folder.mkdir(parents=True)
            generate(folder, chosen.files, chosen.deals, chosen.companies)
        command = [sys.executable, "-P", "-m", "bench.loop_scale", "--draw", "--folder", str(folder)]
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
        for what in ("all of it", "one new filing"):
            print(f"\n{what}", flush=True)
            if what == "one new filing":
                add_one(folder, chosen.files, chosen.deals, chosen.companies)
            subprocess.run(command, env=environment, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
