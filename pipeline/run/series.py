"""What changed from document to document, once all of a run are published: the fact files of a company in order.

The pass is a pure function of the fact files of a folder. It looks only at folders whose documents are not as it left
them, so that one new filing among thousands costs what its company costs; and whatever was killed, and in whatever
order documents came, the next pass leaves the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from pipeline.brief import summarise
from pipeline.compare import in_series
from pipeline.inert import address
from pipeline.languages.language import language
from pipeline.records import FactFile
from pipeline.run.facts import to_json
from pipeline.run.inputs import located, named, project
from pipeline.run.jobs import Job
from pipeline.run.pages import written
from pipeline.run.publish import Publisher

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.records import Summary
    from pipeline.store import Done, Store

_NOTE = "series"


class Retold(NamedTuple):
    """What the pass did: the headlines of the pages it wrote, by page, and where versions edited by hand are."""

    headlines: dict[str, str]
    edited: tuple[str, ...] = ()


def refresh(output: Path, store: Store) -> Retold:
    """Compare the documents of every company with something new, and write what so gets other bytes.

    Raises ``PublishError`` where an output cannot be written.
    """
    noted: dict[str, str] = json.loads(store.note(_NOTE) or "{}")
    rows = _rows(store)
    due = [folder for folder, mine in rows.items() if noted.get(folder) != _key(mine)]
    headlines: dict[str, str] = {}
    edited: list[str] = []
    if due:
        publisher = Publisher(output, store, {})
        for folder in due:
            for stem, facts, places in _compared(output, folder, rows[folder], publisher):
                headlines[f"{output.as_posix()}/{stem}.md"] = facts.summary.headline
                edited += places
    rows = _rows(store) if headlines else rows
    left = {folder: _key(mine) for folder, mine in rows.items()}
    if left != noted:
        store.set_note(_NOTE, json.dumps(left))
    return Retold(headlines, tuple(edited))


def _rows(store: Store) -> dict[str, dict[str, Done]]:
    """Give what is published, by folder and by stem."""
    found: dict[str, dict[str, Done]] = {}
    for row in sorted(store.done().values(), key=lambda row: row.stem or ""):
        if row.stem is not None:
            found.setdefault(PurePosixPath(row.stem).parent.as_posix(), {})[row.stem] = row
    return found


def _key(rows: Mapping[str, Done]) -> str:
    """Give a hash of all that the comparison of a folder depends on and of what it left."""
    parts = [[row.stem, row.fingerprint, *(file.digest for file in row.outputs)] for row in rows.values()]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _compared(
    output: Path, folder: str, rows: Mapping[str, Done], publisher: Publisher
) -> list[tuple[str, FactFile, tuple[str, ...]]]:
    """Compare the documents of one company; give what was written again, by stem, and the edited versions kept."""
    contents = {path.stem: path.read_bytes() for path in sorted((output / folder).glob("*.json"))}
    changed = []
    before = _readable(contents)
    for name, facts in in_series(before).items():
        stem = f"{folder}/{name}"
        # Where there was and is nothing to compare, nothing is told otherwise.
        told = _retold(facts) if facts.compared or before[name].compared else facts
        content = to_json(told)
        # A page without a row in the state may have been left half written: its bytes are looked at.
        if content == contents[name] and stem in rows:
            continue
        pages = written(told, content, _job(told, stem, rows.get(stem), output), stem)
        changed.append((stem, told, publisher.rewrite(stem, pages)))
    return changed


def _readable(contents: Mapping[str, bytes]) -> dict[str, FactFile]:
    """Read fact files; what is none is told with the list of briefings."""
    files = {}
    for name, content in contents.items():
        try:
            files[name] = FactFile.model_validate_json(content, extra="ignore")
        except ValidationError:
            continue
    return files


def _retold(facts: FactFile) -> FactFile:
    """Let templates tell the news first; what a model wrote stays as it is, and what a person decided holds again."""
    if not facts.deals or not _by_templates(facts.summary):
        return facts
    made = summarise(facts, language(facts.summary.language))
    by = None if facts.engine.name == "rules" else "template"
    sentences = tuple(sentence.model_copy(update={"by": by}) for sentence in made.sentences)
    again = facts.model_copy(update={"summary": made.model_copy(update={"sentences": sentences, "by": by})})
    if facts.review is None:
        return again
    from pipeline.run.reviewing import worded  # noqa: PLC0415  (imports the checks; few documents are reviewed)

    return worded(again)


def _by_templates(summary: Summary) -> bool:
    authors = {summary.by, *(sentence.by for sentence in summary.sentences)}
    return authors <= {None, "template", "reviewer"} and not summary.plain


def _job(facts: FactFile, stem: str, row: Done | None, output: Path) -> Job:
    """Say how the page leads to its document. Without a row in the state, what the page there does is kept."""
    document = facts.document
    if row is not None and row.path:
        link = named(located(row.path, output), output).link
    else:
        link = f"../../{document.path}"
        page = output / f"{stem}.md"
        if not page.is_file() or address(link) not in page.read_text("utf-8", "replace"):
            link = ""
    return Job("", document.path, link, document.sha256, "", "", str(project(output)))
