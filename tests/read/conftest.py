"""A web page given as its body, and what its blocks show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.read.html import read_html

if TYPE_CHECKING:
    from pipeline.read.raw import RawDocument
    from pipeline.records import BlockKind


def page(body: str, head: str = "") -> RawDocument:
    return read_html("page.htm", f"<html><head>{head}</head><body>{body}</body></html>".encode(), "page.htm")


def shown(raw: RawDocument, *kinds: BlockKind) -> list[str]:
    return [raw.text[block.start : block.end] for block in raw.blocks or () if not kinds or block.kind in kinds]
