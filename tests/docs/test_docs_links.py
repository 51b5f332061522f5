"""Every link of README and docs leads somewhere, and what README shows of a page stands on that page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = (
    *(REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "filings/README.md")),
    *sorted((REPOSITORY / "docs").rglob("*.md")),
)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
_EXCERPT = re.compile(r"From the \[[^\]]*\]\((?P<page>[^)]+)\):\n\n(?P<quoted>(?:>[^\n]*\n)+)")


def _links() -> list[tuple[Path, str]]:
    return [(page, link) for page in PAGES for link in sorted(set(_LINK.findall(page.read_text(encoding="utf-8"))))]


@pytest.mark.parametrize(("page", "link"), _links(), ids=lambda value: str(value).removeprefix(f"{REPOSITORY}/"))
def test_a_link_leads_to_a_file(page: Path, link: str) -> None:
    assert (page.parent / link).exists(), f"{page.name} links to {link}, which is not there"


def test_the_excerpt_stands_on_the_page_it_is_from() -> None:
    excerpt = _EXCERPT.search((REPOSITORY / "README.md").read_text(encoding="utf-8"))
    assert excerpt is not None
    page = _without_links((REPOSITORY / excerpt["page"]).read_text(encoding="utf-8"))
    quoted = [line.removeprefix(">").strip() for line in excerpt["quoted"].splitlines()]
    for line in filter(None, quoted):
        assert line in page, f"README shows {line!r}, which is not on {excerpt['page']}"


def _without_links(page: str) -> str:
    """README shows the words of a page, not where they link to."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", page)
