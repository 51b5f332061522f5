"""What covers all documents, made from the fact files on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from pipeline.brief import IndexEntry, Unread, index
from pipeline.loop import capital_loop, loop_json, loop_page, loop_picture
from pipeline.records import FactFile
from pipeline.run.inputs import project
from pipeline.run.parties import PROPOSALS, proposals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.records.parties import PartyTable
    from pipeline.store import Done

INDEX = "README.md"
_UNREADABLE = "the fact file cannot be read, so the list and the map lack it"
_REMEDY = "brief its document again with --force, or delete the file and its page"


def contents(output: Path, failures: Sequence[Done], table: PartyTable) -> tuple[dict[str, bytes], list[Unread]]:
    """Give the list of briefings, the three files of the loop and the proposals, by name; and the fact files they lack.

    There is no file of proposals where there is nothing to ask and none there that was asked before.
    """
    published, unreadable = fact_files(output)
    entries = [IndexEntry.of(facts, f"{stem}.md") for stem, facts in published.items()]
    unread = [
        Unread(path=row.shown, reason=row.reason or "", remedy=row.remedy or "", page=row.page) for row in failures
    ]
    loop = capital_loop(tuple(published.values()), table)
    briefings = {facts.document.sha256: f"{stem}.md" for stem, facts in published.items()}
    templates = project(output)
    files = {
        "loop.json": loop_json(loop).encode(),
        "loop.svg": loop_picture(loop).encode(),
        "loop.md": loop_page(loop, briefings, project=templates).encode(),
        INDEX: index(entries, unread=[*unread, *unreadable], project=templates).encode(),
    }
    asked = proposals(output, published, table)
    if asked or (output / PROPOSALS).is_file():
        files[PROPOSALS] = asked
    return files, unreadable


def fact_files(output: Path) -> tuple[dict[str, FactFile], list[Unread]]:
    """Read every fact file, by stem; give those of another shape apart.

    A field this version does not know is passed over: a newer version adds fields without a new schema.
    """
    found: dict[str, FactFile] = {}
    unreadable: list[Unread] = []
    for path in sorted(output.glob("[!.]*/*.json")):
        name = path.relative_to(output)
        try:
            found[name.with_suffix("").as_posix()] = FactFile.model_validate_json(path.read_bytes(), extra="ignore")
        except (ValidationError, OSError) as error:
            said = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error.strerror
            unreadable.append(Unread(path=name.as_posix(), reason=f"{_UNREADABLE} ({said})", remedy=_REMEDY))
    return found, unreadable
