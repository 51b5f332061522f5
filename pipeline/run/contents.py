"""What covers all documents, made from the fact files on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from pipeline.brief import IndexEntry, Unread, index
from pipeline.loop import capital_loop, loop_json, loop_page, loop_picture
from pipeline.records import FactFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.store import Done

INDEX = "README.md"


def contents(output: Path, failures: Sequence[Done]) -> dict[str, bytes]:
    """Give the list of briefings and the three files of the loop, by name."""
    published = fact_files(output)
    entries = [IndexEntry.of(facts, f"{stem}.md") for stem, facts in published.items()]
    unread = [
        Unread(path=row.shown, reason=row.reason or "", remedy=row.remedy or "", page=row.page) for row in failures
    ]
    loop = capital_loop(tuple(published.values()))
    briefings = {facts.document.sha256: f"{stem}.md" for stem, facts in published.items()}
    return {
        "loop.json": loop_json(loop).encode(),
        "loop.svg": loop_picture(loop).encode(),
        "loop.md": loop_page(loop, briefings, project=Path.cwd()).encode(),
        INDEX: index(entries, unread=unread, project=Path.cwd()).encode(),
    }


def fact_files(output: Path) -> dict[str, FactFile]:
    """Read every fact file, by stem; one of another version of the program is left out until it is written again."""
    found: dict[str, FactFile] = {}
    for path in sorted(output.glob("[!.]*/*.json")):
        try:
            found[path.relative_to(output).with_suffix("").as_posix()] = FactFile.model_validate_json(path.read_bytes())
        except ValidationError:
            continue
    return found
