"""How fast documents are read, and whether their numbers are kept: ``python bench/reading.py FOLDER [PATTERN]``.

Prints one table: pages, seconds of bare text extraction, seconds to the Document, pages a second, the share of the
numeric tokens pdfium sees that the Document holds.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium

from pipeline.errors import ReadError
from pipeline.read import read

NUMBER = re.compile(r"\d(?:[\d,.]*\d)?")


def bare(path: Path) -> tuple[float, Counter[str]]:
    """Extract the text of a PDF and nothing else: seconds, and the numeric tokens seen."""
    started = time.perf_counter()
    texts = []
    with pdfium.PdfDocument(path) as document:
        for page in document:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
    return time.perf_counter() - started, Counter(number for text in texts for number in NUMBER.findall(text))


def main(folder: Path, pattern: str) -> None:
    """Read every file of ``folder`` that matches and print the table."""
    print(f"{'file':<38}{'pages':>6}{'bare s':>8}{'all s':>8}{'pages/s':>9}{'numbers kept':>14}")
    pages = 0
    seconds = 0.0
    for path in sorted(folder.glob(pattern)):
        try:
            started = time.perf_counter()
            document = read(path, path.name)
            taken = time.perf_counter() - started
        except ReadError as error:
            print(f"{path.name:<38}{type(error).__name__}")
            continue
        pages += len(document.pages)
        seconds += taken
        alone, kept = "", ""
        if document.media == "pdf":
            extraction, seen = bare(path)
            lost = seen - Counter(NUMBER.findall(document.text))
            alone = f"{extraction:.2f}"
            kept = f"{100 * (1 - lost.total() / max(1, seen.total())):.2f} %"
        speed = len(document.pages) / taken
        print(f"{path.name:<38}{len(document.pages):>6}{alone:>8}{taken:>8.2f}{speed:>9.0f}{kept:>14}")
    print(f"{'all':<38}{pages:>6}{'':>8}{seconds:>8.2f}{pages / max(seconds, 0.001):>9.0f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "*.*")  # noqa: PLR2004  (folder and pattern)
