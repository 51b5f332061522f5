"""Damage real files and read them: ``python -m bench.fuzz KIND FILINGS_DIR --found FOLDER [--seconds 600]``.

KIND is pdf, html, text. With atheris (``uv pip install --group fuzz``) the damage is steered towards code not yet
reached; without, it is by chance. Whatever is no ``ReadError`` and no sound Document, and whatever takes too long, is
saved in FOLDER with its cause. A hang or a crash of the process itself ends one round; the next goes on.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import importlib.util
import random
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

from bench.fuzzing.corpus import corpus
from bench.fuzzing.invariants import broken
from bench.fuzzing.mutations import mutated
from pipeline.errors import ReadError
from pipeline.read import read

SUFFIX = {"pdf": ".pdf", "html": ".html", "text": ".txt"}
SLOW_SECONDS = 10.0
"""A case is a slice of one or two pages; one that takes longer is saved."""
HANG_SECONDS = 60
MEGABYTES = 2000
LONGEST = 400_000


class Finder:
    """Reads cases and keeps what it finds, one of each cause."""

    def __init__(self, kind: str, found: Path) -> None:
        self.kind = kind
        self.found = found
        self.cases = 0
        self._causes = {path.name.split("-")[0] for path in found.glob("*")}
        self._scratch = Path(tempfile.mkdtemp(), f"case{SUFFIX[kind]}")

    def case(self, data: bytes) -> None:
        """Read one case."""
        self.cases += 1
        self._scratch.write_bytes(data)
        started = time.process_time()
        try:
            faults = broken(read(self._scratch, self._scratch.name))
        except ReadError:
            faults = []
        except Exception:  # noqa: BLE001  (to find what is raised is the purpose)
            faults = [traceback.format_exc()]
        if time.process_time() - started > SLOW_SECONDS:
            faults.append(f"slow: {time.process_time() - started:.0f} s")
        for fault in faults:
            self._keep(fault, data)

    def _keep(self, fault: str, data: bytes) -> None:
        lines = fault.splitlines()
        cause = "".join(line for line in lines if line.lstrip().startswith("File ")) + lines[-1][:20]
        name = hashlib.sha256(cause.encode()).hexdigest()[:8] if len(lines) > 1 else lines[0].split(":")[0]
        name = name.replace(" ", "_")
        if name not in self._causes:
            self._causes.add(name)
            Path(self.found, f"{name}-{self.kind}{SUFFIX[self.kind]}").write_bytes(data)
            Path(self.found, f"{name}-{self.kind}.cause").write_text(fault, "utf-8")
            print(f"{self.kind}: {lines[-1]}", flush=True)


def by_chance(finder: Finder, cases: list[bytes], seconds: float, seed: int) -> None:
    """Damage the cases in turn until the time is over."""
    rng = random.Random(seed)  # noqa: S311  (chance that can be repeated)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        finder.case(mutated(rng.choice(cases), rng))


def steered(finder: Finder, cases: list[bytes], seconds: float, seed: int) -> None:
    """Let atheris damage the cases, with our ways and its own, towards code that was not reached yet."""
    atheris: Any = importlib.import_module("atheris")  # optional

    def mutator(data: bytes, most: int, seed: int) -> bytes:
        rng = random.Random(seed)  # noqa: S311
        changed = mutated(data, rng) if rng.random() < 0.7 else atheris.Mutate(data, most)  # noqa: PLR2004
        return bytes(changed)[:most]

    atheris.instrument_all()
    folder = Path(tempfile.mkdtemp())
    for number, case in enumerate(cases):
        Path(folder, str(number)).write_bytes(case)
    limits = (
        f"-max_total_time={int(seconds)}",
        f"-timeout={HANG_SECONDS}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-max_len={LONGEST}",
        "-len_control=0",
        f"-seed={seed}",
        f"-artifact_prefix={finder.found}/process-{finder.kind}-",
        "-verbosity=0",
        "-print_final_stats=1",
    )
    atheris.Setup([sys.argv[0], *limits, str(folder)], finder.case, custom_mutator=mutator)
    atheris.Fuzz()


def rounds(args: argparse.Namespace) -> None:
    """Start a process a round until the time is over; each begins with another seed."""
    end = time.monotonic() + args.seconds
    seed = args.seed
    while (left := end - time.monotonic()) > 1:
        command = [sys.executable, "-m", "bench.fuzz", args.kind, str(args.filings), "--found", str(args.found)]
        command += ["--seconds", f"{left:.0f}", "--seed", str(seed), "--round"]
        ended = subprocess.run(command, check=False).returncode
        if ended:
            print(f"{args.kind}: the process ended with {ended}; the next round begins", flush=True)
        seed += 1


def main() -> None:
    """Fuzz until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=SUFFIX)
    parser.add_argument("filings", type=Path)
    parser.add_argument("--found", type=Path, required=True, help="folder for what is found")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chance", action="store_true", help="do not steer, even where atheris is installed")
    parser.add_argument("--round", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    args.found.mkdir(parents=True, exist_ok=True)
    can_steer = importlib.util.find_spec("atheris") is not None and not args.chance
    if can_steer and not args.round:
        rounds(args)
        return
    finder = Finder(args.kind, args.found)
    cases = [data for _, data in corpus(args.filings, args.kind)]
    (steered if can_steer else by_chance)(finder, cases, args.seconds, args.seed)
    print(f"{args.kind}: {finder.cases} cases", flush=True)


if __name__ == "__main__":
    main()
