"""What changed between two documents, from their fact files alone: no document is read and nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.brief import changes_for_terminal
from pipeline.compare import between, in_series
from pipeline.errors import SettingsError
from pipeline.lexis import legal_core
from pipeline.run import lookup
from pipeline.run.filed import facts_in

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.records import DocumentFacts, FactFile

_REMEDY = "name a page, a fact file, a document of the output folder, or its briefing (NVDA/2025-10-26_10-Q)"


class Difference(NamedTuple):
    """A document compared with an earlier one, in words and for programs."""

    facts: FactFile
    page: Path

    @property
    def text(self) -> str:
        """Tell every change in a line."""
        return changes_for_terminal(self.facts)

    def as_json(self) -> dict[str, Any]:
        """Give every deal with its change, and what is not mentioned any more, as the fact file has them."""
        told = self.facts.model_dump(mode="json", by_alias=True, exclude_none=True, include={"compared", "deals"})
        return {
            "schema": "filing-briefs/diff/1",
            "page": self.page.as_posix(),
            "compared": told["compared"],
            "deals": [deal for deal in told["deals"] if "change" in deal],
        }


def newest(name: str, settings: Settings) -> Difference:
    """Compare the newest document of a company, or the one named, with the one before it.

    Raises ``SettingsError`` where there is no such briefing, or nothing before it.
    """
    page = _page(name, settings)
    files = {path.stem: facts_in(path) for path in sorted(page.parent.glob("*.json"))}
    facts = in_series(files)[page.stem]
    if facts.compared is None:
        raise SettingsError("there is no earlier document to compare it with", path=page.as_posix(), remedy="name two")
    return Difference(facts, page)


def of_two(earlier: str, later: str, settings: Settings) -> Difference:
    """Compare any two documents of one company. Raises ``SettingsError`` for two companies."""
    pages = [_page(name, settings) for name in (earlier, later)]
    first, second = (facts_in(page.with_suffix(".json")) for page in pages)
    if not _one_company(first.document, second.document):
        raise SettingsError(
            f"they are of two companies: {first.document.company} and {second.document.company}",
            remedy="name two documents of one",
        )
    return Difference(between((pages[0].stem, first), (pages[1].stem, second)), pages[1])


def _page(name: str, settings: Settings) -> Path:
    """Find a page: a file itself, else by what a person calls it, the newest of several."""
    path = Path(name)
    if path.suffix in {".md", ".json"} and path.with_suffix(".json").is_file():
        return path.with_suffix(".md")
    output = Path(settings.output)
    if (output / f"{name}.json").is_file():
        return output / f"{name}.md"
    found = lookup.find(output, name)
    if not found:
        raise SettingsError(f"there is no briefing of {name!r} in {settings.output}/", remedy=_REMEDY)
    return found[0].page


def _one_company(first: DocumentFacts, second: DocumentFacts) -> bool:
    if first.cik and second.cik:
        return first.cik.lstrip("0") == second.cik.lstrip("0")
    same_ticker = bool(first.ticker) and first.ticker == second.ticker
    return same_ticker or legal_core(first.company) == legal_core(second.company)
