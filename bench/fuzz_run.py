"""A whole run over damaged files: ``python -m bench.fuzz_run FILINGS_DIR [--files 200] [--seed 1]``.

Damages real files, lets ``briefs run`` work on all of them under limits, and says what became of them: how many gave a
briefing, how many were named and why, whether any was left unnamed or blamed on the program, and the peak memory.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench.fuzzing.mutations import mutated

SUFFIXES = frozenset({".pdf", ".htm", ".html", ".txt"})
LARGEST = 1_500_000
"""Larger files take long to damage and teach nothing more."""
DEFECT = "the program failed"
EXIT_CODES = frozenset({0, 1})


def damage(filings: Path, into: Path, count: int, seed: int) -> list[str]:
    """Write ``count`` damaged copies of the files in ``filings`` and give their names."""
    rng = random.Random(seed)  # noqa: S311  (chance that can be repeated)
    sources = [path for path in sorted(filings.iterdir()) if path.suffix in SUFFIXES and path.stat().st_size < LARGEST]
    names = []
    for number in range(count):
        source = sources[number % len(sources)]
        target = into / f"{number:04d}{source.suffix}"
        target.write_bytes(mutated(source.read_bytes(), rng))
        names.append(target.name)
    return names


def run(folder: Path, output: Path, seconds: int, megabytes: int) -> tuple[int, dict[str, Any], float]:
    """Let the program work on ``folder``: its exit code, its summary, the most memory of one process (Linux)."""
    command = [sys.executable, "-m", "pipeline.cli", "run", str(folder), "--output", str(output), "--json"]
    limits = {"BRIEFS_READ_SECONDS": str(seconds), "BRIEFS_READ_MEGABYTES": str(megabytes)}
    root = str(Path(__file__).resolve().parent.parent)
    environment = {**os.environ, **limits, "PYTHONPATH": root}
    summary, log = output.parent / "summary.json", output.parent / "log.txt"
    peak = 0.0
    with (
        summary.open("w") as out,
        log.open("w") as err,
        subprocess.Popen(
            command, cwd=output.parent, stdout=out, stderr=err, env=environment, start_new_session=True
        ) as process,
    ):
        while process.poll() is None:
            peak = max(peak, _most_memory(process.pid))
            time.sleep(0.1)
    if process.returncode not in EXIT_CODES:
        sys.exit(f"the run ended with {process.returncode}: {log.read_text('utf-8')[-2000:]}")
    return process.returncode, json.loads(summary.read_text("utf-8")), peak


def _most_memory(session: int) -> float:
    """The most megabytes that any process of a session has held so far."""
    peak = 0.0
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError, ValueError):
            if os.getsid(int(status.parent.name)) == session:
                held = re.search(r"VmHWM:\s+(\d+)", status.read_text("utf-8"))
                peak = max(peak, int(held[1]) / 1024 if held else 0.0)
    return peak


def main() -> None:
    """Damage, run, print; exit code 1 where the run broke its promise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("filings", type=Path)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=60, help="limit of one document")
    parser.add_argument("--megabytes", type=int, default=1500, help="limit of one document")
    parser.add_argument("--keep", type=Path, help="folder to keep what is made, otherwise it is deleted")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = args.keep or Path(scratch)
        folder = root / "damaged"
        folder.mkdir(parents=True)
        names = damage(args.filings, folder, args.files, args.seed)
        started = time.perf_counter()
        code, summary, peak = run(folder, root / "outputs", args.seconds, args.megabytes)
        wall = time.perf_counter() - started
    entries = summary["documents"]
    unnamed = set(names) - {Path(entry["path"]).name for entry in entries}
    print(f"{len(names)} files in {wall:.0f} s, exit code {code}, peak {peak:.0f} MB of one process")
    for result, number in Counter(entry["result"] for entry in entries).most_common():
        print(f"{number:>6} {result}")
    reasons = Counter(entry.get("reason", "").partition(": ")[2].partition(";")[0][:90] for entry in entries)
    for reason, number in reasons.most_common():
        print(f"{number:>6} {reason or 'no reason, none needed'}")
    failures = [entry["path"] for entry in entries if DEFECT in entry.get("reason", "")]
    if unnamed or failures or peak > args.megabytes:
        sys.exit(
            f"broken promise: unnamed {sorted(unnamed)}, the program's own failures {failures}, peak {peak:.0f} MB"
        )


if __name__ == "__main__":
    main()
