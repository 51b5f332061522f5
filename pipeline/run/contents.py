"""What covers all documents, made from the fact files on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.brief import IndexEntry, News, Unread, digest, index
from pipeline.loop import decisions, loop_proposals
from pipeline.run import mapping
from pipeline.run.inputs import project
from pipeline.run.mapping import briefings, drawn, rendered, told
from pipeline.run.parties import PROPOSALS, proposals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.records.parties import PartyTable
    from pipeline.store import Done

INDEX = "README.md"
CHANGES = "CHANGES.md"


def contents(
    output: Path, failures: Sequence[Done], table: PartyTable
) -> tuple[Iterator[tuple[str, bytes]], list[Unread]]:
    """Give the files of the loop, what is asked and the list of briefings, by name; and the fact files they lack.

    They come one after the other and the fact files are let go before. There is no file of questions where there is
    nothing to ask and none there that was asked before.
    """
    published, unreadable = told(output)
    templates = project(output)
    entries = [IndexEntry.of(facts, f"{stem}.md") for stem, facts in published.items()]
    unread = [
        Unread(path=row.shown, reason=row.reason or "", remedy=row.remedy or "", page=row.page) for row in failures
    ]
    news = [News.of(facts, f"{stem}.md") for stem, facts in published.items()]
    small = {
        INDEX: index(entries, unread=[*unread, *unreadable], project=templates).encode(),
        CHANGES: digest(news, project=templates).encode(),
    }
    asked = proposals(output, published, table)
    if asked or (output / PROPOSALS).is_file():
        small[PROPOSALS] = asked
    about_tellings = mapping.proposals(output)
    loop, pages = drawn(published, table, decisions(about_tellings)), briefings(published)
    pairs = loop_proposals(loop, about_tellings).encode()
    if pairs or (output / mapping.PROPOSALS).is_file():
        small[mapping.PROPOSALS] = pairs

    def all_files() -> Iterator[tuple[str, bytes]]:
        yield from rendered(loop, pages, templates)
        yield from small.items()

    return all_files(), unreadable
