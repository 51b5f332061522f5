"""Finding published briefings by what a person would call them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import SettingsError
from pipeline.run.inputs import project

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_DAYS = ("period_end", "held", "filed", "signed")
"""As ``Identity.day`` takes them."""


class Published(NamedTuple):
    """A briefing in the output folder. ``day`` is the one that stands for its document, or empty.

    ``source`` is the path of its document.
    """

    page: Path
    company: str
    ticker: str
    form: str
    day: str
    source: str
    headline: str


def published(output: Path) -> list[Published]:
    """List every briefing, newest first."""
    return sorted(_published(output), key=lambda item: (item.day, item.page.as_posix()), reverse=True)


def unreadable(output: Path) -> list[Path]:
    """List what lies where fact files lie and is none that this version can read."""
    found = {item.page for item in _published(output)}
    return sorted(path for path in output.glob("[!.]*/*.json") if path.with_suffix(".md") not in found)


def find(output: Path, name: str) -> list[Published]:
    """Find briefings by path of the page or of its source, by ticker or by (part of) the company's name.

    The first of these that finds anything counts; newest first.
    """
    everything = published(output)
    wanted = name.casefold().strip()
    for matches in (_is_path, _is_ticker, _is_company):
        found = [item for item in everything if matches(item, wanted)]
        if found:
            return found
    return []


def fact_files(output: Path, names: Sequence[str] = ()) -> list[Path]:
    """List the fact files of all briefings, or of those that names as in ``find`` find, in the order of their paths.

    Raises ``SettingsError`` where a name finds none.
    """
    if not names:
        return sorted(output.glob("[!.]*/*.json"))
    chosen: set[Path] = set()
    for name in names:
        found = find(output, name)
        if not found:
            reason = f"there is no briefing of {name!r} in {output.as_posix()}/"
            raise SettingsError(reason, remedy="name a ticker, a company, or the path of a page")
        chosen |= {item.page.with_suffix(".json") for item in found}
    return sorted(chosen)


def _published(output: Path) -> Iterator[Published]:
    for path in output.glob("[!.]*/*.json"):
        page = path.with_suffix(".md")
        try:
            facts = json.loads(path.read_bytes())
            document = facts["document"]
            yield Published(
                page,
                document["company"],
                document.get("ticker", ""),
                document["form"] + ("/A" if document.get("amendment") else ""),
                next((document[key] for key in _DAYS if document.get(key)), ""),
                os.path.normpath(project(output) / document["path"]),
                facts["summary"]["headline"],
            )
        except (OSError, ValueError, KeyError, TypeError):
            continue  # ``unreadable`` tells of it


def _is_path(item: Published, wanted: str) -> bool:
    source = Path(item.source)
    short = {source.name, source.stem, item.page.name, f"{item.page.parent.name}/{item.page.name}"}
    short |= {f"{item.page.parent.name}/{item.page.stem}"}
    whole = {os.path.abspath(path).casefold() for path in (source, item.page, item.page.with_suffix(""))}  # noqa: PTH100  (links stay as the user wrote them)
    return wanted in {name.casefold() for name in short} or os.path.abspath(wanted).casefold() in whole  # noqa: PTH100  (as above)


def _is_ticker(item: Published, wanted: str) -> bool:
    return wanted in (item.ticker.casefold(), item.page.parent.name.casefold())


def _is_company(item: Published, wanted: str) -> bool:
    return bool(wanted) and wanted in item.company.casefold()
