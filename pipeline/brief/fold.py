"""What the fold says it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.brief.view import Tables


def folded(tables: Tables, gaps: int) -> str:
    """Count what is in the fold: ``7 more deals, 31 quotes``; empty where there is none."""
    counted = (
        (len(tables.pays.folded) + len(tables.promises.folded), "more deal"),
        (len(tables.dependence), "more share"),
        (len(tables.folded_results), "more figure"),
        (len(tables.outlook.folded) + len(tables.signals.folded), "more statement"),
        (gaps, "more gap"),
        (len(tables.folded_sources), "more quote" if tables.sources else "quote"),
    )
    return ", ".join(f"{count} {name}{'s' * (count > 1)}" for count, name in counted if count > 0)
