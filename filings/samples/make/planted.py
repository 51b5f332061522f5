"""The planted deals of one document as labels, with the page of each proof read back from the finished file."""

from __future__ import annotations

import html
import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from pathlib import Path

    from cover import Cover

PAGE_END = "page-break-after"
TAG = re.compile(r"<[^>]+>")
FOLDS = str.maketrans({"\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\ufffe": "-", "\x02": "-"})


def folded(text: str) -> str:
    """Text for comparison: no white space, one kind of quotation mark."""
    return re.sub(r"\s+", "", text.translate(FOLDS))


def pages(path: Path, furniture: str) -> list[str]:
    """Give the folded text of each page without its running head and page number."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        raw = [page.get_textpage().get_text_bounded() for page in document]
        document.close()
        found = []
        for number, text in enumerate(raw, 1):
            lines = [line for line in text.splitlines() if line.strip()]
            if number > 1:
                lines = [line for line in lines if line.strip() not in {furniture, str(number)}]
            found.append(folded(" ".join(lines)))
        return found
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".htm":
        body = text.partition("</ix:header>")[2]
        parts = re.split(rf"<hr[^>]*{PAGE_END}[^>]*>", body)
        return [folded(html.unescape(TAG.sub("", part))) for part in parts]
    return [folded(text)]


def page_of(quote: str, found: list[str]) -> int:
    """Find the page on which a quote begins."""
    wanted = folded(quote)
    for number, page in enumerate(found, 1):
        if wanted in page:
            return number
    for number, (page, following) in enumerate(pairwise(found), 1):
        if wanted in page + following:
            return number
    raise ValueError(f"not in the finished document: {quote}")


def labels(cover: Cover, deals: list[dict[str, object]], proofs: dict[str, list[str]], path: Path) -> str:
    """Write the label file of one document."""
    stem = path.stem
    found = pages(path, "Table of Contents" if cover.running == "contents" else cover.running)
    unused = set(proofs) - {str(deal["proof"]) for deal in deals}
    if unused:
        raise ValueError(f"{stem}: marked in the text but not labelled: {sorted(unused)}")
    rows = []
    for number, deal in enumerate(deals, 1):
        quotes = [*proofs.get(str(deal["proof"]), []), *_list(deal.get("rows"))]
        if not quotes:
            raise ValueError(f"{stem}: nothing in the text proves {deal['proof']}")
        party, kind, *aliases = _list(deal["party"])
        rows.append(
            {
                "id": f"{stem.partition('_')[0]}-{number:02d}",
                "type": deal["type"],
                "also_ok": deal.get("also_ok", []),
                "counterparty": {"name": party, "kind": kind, "aliases": aliases},
                "payer": deal["payer"],
                "also_payer": deal.get("also_payer", []),
                "amounts": [
                    dict(zip(("value", "unit", "qualifier", "what"), _list(row), strict=True))
                    for row in _list(deal.get("amounts"))
                ],
                "binding": deal["binding"],
                "also_binding": deal.get("also_binding", []),
                "dates": {key: deal.get(key) for key in ("signed", "start", "end")},
                "evidence": [{"page": page_of(str(quote), found), "quote": quote} for quote in quotes],
                "tier": deal.get("tier", "core"),
                "related_party": bool(deal.get("related_party", False)),
                "note": deal.get("note", ""),
            }
        )
    label = {
        "document": stem,
        "filer": cover.company,
        "form": cover.form,
        "period_end": cover.period_end,
        "labels": rows,
    }
    return json.dumps(label, indent=1, ensure_ascii=False) + "\n"


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []
