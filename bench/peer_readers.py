"""One reader over one PDF, in a process of its own: ``python bench/peer_readers.py READER FILE PAGES GRID_PAGES``.

Runs under any interpreter that has the reader; needs nothing of this project but for the reader ``this``. PAGES and
GRID_PAGES are 1-based numbers with commas between them; empty PAGES are all pages. Prints JSON: seconds of wall and
processor, peak megabytes, the number of pages read, the text of each, and of each of GRID_PAGES its tables as rows of
cells. Imports are not timed.
"""

from __future__ import annotations

import importlib
import json
import re
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Grid = list[list[str]]
    Read = tuple[dict[int, str], dict[int, list[Grid]]]
    Reader = Callable[[str, Sequence[int], Sequence[int]], Read]


def this(path: str, pages: Sequence[int], grid_pages: Sequence[int]) -> Read:
    """Read with this project: the whole Document, whatever pages are asked for."""
    document = importlib.import_module("pipeline.read").read(Path(path), path)
    texts = {page.number: document.text[page.start : page.end] for page in document.pages}
    grids: dict[int, list[Grid]] = {number: [] for number in grid_pages}
    for table in document.tables:
        rows = [[" ".join(row.group), row.label, *_placed(document, row)] for row in table.rows]
        for number in range(table.page, table.last_page + 1):
            if number in grids:
                grids[number].append([["", "", *table.columns], *rows])
    return {number: texts[number] for number in pages or texts}, grids


def _placed(document: Any, row: Any) -> list[str]:
    cells = [""] * (1 + max((cell.column for cell in row.cells), default=-1))
    for cell in row.cells:
        cells[cell.column] = document.text[cell.start : cell.end]
    return cells


def pdfium(path: str, pages: Sequence[int], _: Sequence[int]) -> Read:
    """Bare text of pypdfium2."""
    texts = {}
    with importlib.import_module("pypdfium2").PdfDocument(path) as document:
        for number in pages or range(1, len(document) + 1):
            page = document[number - 1]
            textpage = page.get_textpage()
            texts[number] = textpage.get_text_range()
            textpage.close()
            page.close()
    return texts, {}


def pypdf(path: str, pages: Sequence[int], _: Sequence[int]) -> Read:
    """Bare text of pypdf."""
    reader = importlib.import_module("pypdf").PdfReader(path)
    if reader.is_encrypted:
        reader.decrypt("")
    return {number: reader.pages[number - 1].extract_text() for number in pages or range(1, len(reader.pages) + 1)}, {}


def pdfplumber(path: str, pages: Sequence[int], grid_pages: Sequence[int]) -> Read:
    """Text of pdfplumber, and its tables where grids are asked for."""
    texts, grids = {}, {}
    with importlib.import_module("pdfplumber").open(path) as document:
        for number in pages or range(1, len(document.pages) + 1):
            page = document.pages[number - 1]
            texts[number] = page.extract_text() or ""
            if number in grid_pages:
                grids[number] = [[[cell or "" for cell in row] for row in table] for table in page.extract_tables()]
            page.close()
    return texts, grids


def pymupdf(path: str, pages: Sequence[int], _: Sequence[int]) -> Read:
    """Bare text of PyMuPDF."""
    texts = {}
    with importlib.import_module("pymupdf").open(path) as document:
        for number in pages or range(1, len(document) + 1):
            texts[number] = document[number - 1].get_text()
    return texts, {}


def pymupdf4llm(path: str, pages: Sequence[int], grid_pages: Sequence[int]) -> Read:
    """Markdown of pymupdf4llm, with its tables."""
    chunks = importlib.import_module("pymupdf4llm").to_markdown(
        path, pages=[number - 1 for number in pages] or None, page_chunks=True, use_ocr=False
    )
    count = pages or range(1, len(chunks) + 1)
    texts = {number: chunk["text"] for number, chunk in zip(count, chunks, strict=True)}
    return texts, {number: _markdown_tables(texts[number]) for number in grid_pages if number in texts}


def _markdown_tables(text: str) -> list[Grid]:
    grids: list[Grid] = [[]]
    for line in text.splitlines():
        if line.startswith("|"):
            if not re.fullmatch(r"[|\-: ]+", line):
                cells = line.strip("|").split("|")
                grids[-1].append([re.sub(r"<br>|\*\*|[*_]", " ", cell) for cell in cells])
        elif grids[-1]:
            grids.append([])
    return [grid for grid in grids if grid]


def docling_parse(path: str, pages: Sequence[int], _: Sequence[int]) -> Read:
    """Lines of docling-parse, the layer below docling that needs no models."""
    document = importlib.import_module("docling_parse.pdf_parser").DoclingPdfParser().load(path)
    texts = {}
    for number in pages or range(1, document.number_of_pages() + 1):
        texts[number] = "\n".join(cell.text for cell in document.get_page(number).textline_cells)
        document.unload_pages((number, number + 1))
    return texts, {}


def docling(path: str, pages: Sequence[int], grid_pages: Sequence[int]) -> Read:
    """Everything of docling, whose models it must already have."""
    first, last = (min(pages), max(pages)) if pages else (1, sys.maxsize)
    converter = importlib.import_module("docling.document_converter").DocumentConverter()
    document = converter.convert(path, page_range=(first, last)).document
    texts = {number: document.export_to_markdown(page_no=number) for number in pages or document.pages}
    return texts, {number: _markdown_tables(texts[number]) for number in grid_pages if number in texts}


READERS: dict[str, Reader] = {
    "this": this,
    "pdfium": pdfium,
    "pypdf": pypdf,
    "pdfplumber": pdfplumber,
    "pymupdf": pymupdf,
    "pymupdf4llm": pymupdf4llm,
    "docling_parse": docling_parse,
    "docling": docling,
}
MODULES = {"this": "pipeline.read", "pdfium": "pypdfium2", "docling_parse": "docling_parse.pdf_parser"}


def main() -> None:
    """Read and print."""
    name, path, pages, grid_pages = sys.argv[1:]
    importlib.import_module(MODULES.get(name, name))
    wall, processor = time.perf_counter(), time.process_time()
    texts, grids = READERS[name](path, _numbers(pages), _numbers(grid_pages))
    seconds = time.perf_counter() - wall, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {"wall": seconds[0], "processor": seconds[1], "megabytes": peak, "texts": texts, "grids": grids}
    sys.stdout.write("\n" + json.dumps(result) + "\n")


def _numbers(listed: str) -> list[int]:
    return [int(number) for number in listed.split(",") if number]


if __name__ == "__main__":
    main()
