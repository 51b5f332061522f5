"""What the fold says it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.brief.view import Tables
    from pipeline.languages.language import Language


def folded(tables: Tables, changes: int, gaps: int, lang: Language) -> str:
    """Count what is in the fold: ``7 more deals, 31 quotes``; empty where there is none."""
    counted = (
        (changes, "changes"),
        (len(tables.pays.folded) + len(tables.promises.folded), "deals"),
        (len(tables.dependence), "shares"),
        (len(tables.folded_results), "figures"),
        (len(tables.outlook.folded) + len(tables.signals.folded), "statements"),
        (gaps, "gaps"),
        (len(tables.folded_sources), "more_quotes" if tables.sources else "quotes"),
    )
    return lang.listed([lang.counted("fold", name, count) for count, name in counted if count > 0])
