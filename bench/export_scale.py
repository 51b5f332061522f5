"""Export the deals of many generated fact files and print what it takes.

usage: python -m bench.export_scale [--files 10000] [--deals 20] [--companies 5000] [--folder DIR]

The fact files are those of ``bench.loop_scale``, written to a new folder, or DIR, where they are made only once; DIR
may also be an output folder of real briefings. Each form is written by `briefs export` in a process of its own; the
page for a browser without pictures, because the documents are not there.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.loop_scale import KILO, MEGA, generate

FORMS = (("csv",), ("parquet",), ("html", "--no-pictures"))


def export(folder: Path, file: Path, form: str, *more: str) -> None:
    """Write one form and print its time, its memory at most, and its size."""
    command = [sys.executable, "-P", "-m", "pipeline.cli", "export", f"--{form}", str(file), "--output", str(folder)]
    began = time.perf_counter()
    done = subprocess.Popen([*command, *more], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(done.pid, 0)
    seconds = time.perf_counter() - began
    memory = used.ru_maxrss * KILO / MEGA
    print(f"{form:8} {seconds:8.1f} s {memory:8.0f} MB at most {file.stat().st_size / 1e6:10.1f} MB written")


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--deals", type=int, default=20)
    parser.add_argument("--companies", type=int, default=5_000)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = chosen.folder or Path(made) / "outputs"
        if not folder.is_dir():
            folder.mkdir(parents=True)
            generate(folder, chosen.files, chosen.deals, chosen.companies)
        for form, *more in FORMS:
            export(folder, Path(made) / f"deals.{form}", form, *more)
    return 0


if __name__ == "__main__":
    sys.exit(main())
