"""How time and memory grow with pages and processors: ``python -m bench.scaling FILINGS_DIR [--pages 100 200 ...]``.

Joins the PDFs of a folder to one document of so many pages, reads it in a process of its own beside bare pypdfium2, and
prints seconds, pages a second and peak memory, with the straight line that fits best. Then reads the same documents
with one and with two processes. ``--profile`` lists what the largest one spends its time on.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdf
import pypdf.errors

from pipeline.errors import ReadError
from pipeline.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SCRIPT = Path(__file__).with_name("peer_readers.py")
COUNTS = (100, 200, 333, 500, 667)
COSTLIEST = 12


def joined(folder: Path, counts: Sequence[int], into: Path) -> Iterator[Path]:
    """Write one PDF of each count, with as many pages from each PDF of the folder: every count is the same mixture."""
    readers = [reader for path in sorted(folder.glob("*.pdf")) if (reader := _opened(path)) is not None]
    for count in counts:
        writer = pypdf.PdfWriter()
        for number, reader in enumerate(readers):
            share = (count - len(writer.pages)) // (len(readers) - number)
            for index in _spread(len(reader.pages), share):
                writer.add_page(reader.pages[index])
        target = into / f"{count}.pdf"
        writer.write(target)
        yield target


def _opened(path: Path) -> pypdf.PdfReader | None:
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted:
            reader.decrypt("")
        reader.pages[0].extract_text()
    except (pypdf.errors.PyPdfError, LookupError):
        print(f"{path.name} is damaged and left out", file=sys.stderr)
        return None
    return reader


def _spread(pages: int, share: int) -> list[int]:
    """Indices of ``share`` pages spread evenly over a document, some of them more than once where it is short."""
    return sorted(index * pages // share % pages for index in range(share))


def measured(reader: str, path: Path) -> dict[str, Any]:
    """Seconds of wall and processor, peak megabytes and pages of one reader over one file, in a process of its own.

    Without a path no text recognition is found: it would take longer than all else.
    """
    command = [sys.executable, str(SCRIPT), reader, str(path), "", ""]
    ended = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(SCRIPT.parent.parent), "PATH": ""}
    )
    return dict(json.loads(ended.stdout.strip().splitlines()[-1]))


def fit(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Slope, intercept and share of the variation told (R²) of the line of least squares."""
    count = len(points)
    mean_x, mean_y = (sum(values) / count for values in zip(*points, strict=True))
    across = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / across if across else 0.0
    start = mean_y - slope * mean_x
    total = sum((y - mean_y) ** 2 for _, y in points)
    left = sum((y - start - slope * x) ** 2 for x, y in points)
    return slope, start, 1 - left / total if total else 1.0


def _pages(path: Path) -> int:
    try:
        return len(read(path, path.name).pages)
    except ReadError:
        return 0


def with_processes(paths: Sequence[Path], processes: int) -> float:
    """Seconds of wall to read all files with so many processes, their start included in neither."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        list(pool.map(_pages, paths[:processes]))
        started = time.perf_counter()
        list(pool.map(_pages, paths))
        return time.perf_counter() - started


def profiled(path: Path) -> str:
    """The functions that cost most by themselves, each with its share of the whole."""
    profile = cProfile.Profile()
    profile.runcall(read, path, path.name)
    stats = pstats.Stats(profile)
    every: dict[tuple[str, int, str], tuple[int, int, float, float, Any]] = stats.stats  # type: ignore[attr-defined]
    whole = sum(entry[2] for entry in every.values())
    ordered = sorted(every.items(), key=lambda item: -item[1][2])[:COSTLIEST]
    return "\n".join(
        f"{own / whole:6.1%} {calls:>9} calls  {'/'.join(Path(file).parts[-2:])}:{at} {name}"
        for (file, at, name), (calls, _, own, _, _) in ordered
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("filings", type=Path)
    parser.add_argument("--pages", type=int, nargs="*", default=COUNTS)
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = list(joined(args.filings, args.pages, Path(folder)))
        print(f"{'pages':>6}{'wall s':>9}{'cpu s':>9}{'pages/s':>9}{'MB':>7}{'pdfium cpu s':>14}{'of pdfium':>11}")
        points = []
        for path in paths:
            whole, bare = measured("this", path), measured("pdfium", path)
            count, cpu = len(whole["texts"]), whole["processor"]
            points.append((float(count), cpu))
            print(
                f"{count:>6}{whole['wall']:>9.2f}{cpu:>9.2f}{count / cpu:>9.0f}{whole['megabytes']:>7.0f}"
                f"{bare['processor']:>14.2f}{bare['processor'] / cpu:>11.0%}"
            )
        slope, start, told = fit(points)
        print(f"{1000 * slope:.2f} ms a page and {start:+.2f} s; R² {told:.4f}")
        if args.profile:
            print(profiled(paths[-1]))
    files = sorted(args.filings.glob("*.pdf"), key=lambda path: -path.stat().st_size)
    one, two = with_processes(files, 1), with_processes(files, 2)
    print(f"{len(files)} files: {one:.1f} s with one process, {two:.1f} s with two: {one / two:.2f} times as fast")


if __name__ == "__main__":
    main()
