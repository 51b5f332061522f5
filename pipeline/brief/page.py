"""The page: one template, given a view in which nothing is markup but what we composed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import templates
from pipeline.brief.changes import Changes
from pipeline.brief.dated import dated, day, fiscal
from pipeline.brief.fold import folded
from pipeline.brief.gaps import gaps
from pipeline.brief.names import short_name
from pipeline.brief.picture import alternative
from pipeline.brief.reach import extent, shortfall, silence
from pipeline.brief.reviewed import review_key, review_line
from pipeline.brief.room import Room, fitted
from pipeline.brief.scale import scale
from pipeline.brief.sources import Original
from pipeline.brief.terminal import for_terminal
from pipeline.brief.view import sentence_with_pages, tables, words_on
from pipeline.inert import Ours, address, clean, markdown, printed, yaml
from pipeline.languages.language import language_of

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.languages.language import Language
    from pipeline.records import EngineFacts, FactFile


def page(facts: FactFile, source_link: str, *, stem: str | None = None, project: Path | None = None) -> str:
    """Write the Markdown page of one fact file.

    ``source_link`` is the path from the page to the document, not yet percent-encoded; empty where a page must not
    link to it, and then page numbers are plain. ``stem`` names the picture beside the page (``stem.svg``); without it,
    ``period_form`` is taken. ``project`` is the folder whose ``prompts/`` may hold the user's own templates. Raises
    ``SettingsError`` for a template that cannot be rendered.
    """
    filer, lang = short_name(facts.document.company), language_of(facts)
    recognised = facts.coverage.recognised or ()
    original = Original(source_link, paged=facts.document.media == "pdf", recognised=recognised, lang=lang)
    fixed: dict[str, object] = {
        "t": lang.composed,
        "front": _front_matter(facts),
        "headline": facts.summary.headline,
        "document": facts.document,
        "filer": filer,
        "identity": _identity(facts, lang),
        "source": Ours(address(source_link)),
        "review": review_line(facts),
        "picture": Ours(address(f"{stem or default_stem(facts)}.svg")),
        "alternative": alternative(facts),
        "partial": _care(facts, lang),
        "breath": [sentence_with_pages(s.text, s.evidence, original) for s in facts.summary.sentences],
        "scale": scale(facts, original),
        "paging": lang.words["page"].get(f"paging_{facts.document.media}"),
        "unread": silence(facts, lang),
        "no_outlook": lang.told("page", "no_outlook", silence=silence(facts, lang).lower()),
        "disclaimer": lang.words["page"]["disclaimer"],
    }
    known, most = gaps(facts), Changes.of(facts, filer, original)

    def told(room: Room) -> tuple[str, Room]:
        """Render with so much above the fold; give also how much of it there is."""
        shown, changes = tables(facts, filer, original, room), most and most.cut(room.changes)
        left = known[room.gaps :]
        values = fixed | {
            "changes": changes,
            "tables": shown,
            "gaps": known[: room.gaps],
            "folded_gaps": left,
            "folded": folded(shown, len(changes.folded) if changes else 0, len(left), lang),
        }
        words = words_on(for_terminal(_render(values | {"words": ()}, project)), lang)
        text = _render(values | {"words": words}, project)
        return text, shown.room(len(changes.shown) if changes else 0, len(known) - len(left))

    return fitted(told)


def _care(facts: FactFile, lang: Language) -> Ours | None:
    """Say above all else what a reader misses most."""
    missed, heading = shortfall(facts, lang), lang.words["heading"]["gaps"]
    return Ours(lang.told("page", "care", missed=markdown(missed), heading=heading)) if missed else None


def default_stem(facts: FactFile) -> str:
    """Name the outputs of a document: ``2025-10-26_10-Q``."""
    return f"{facts.document.day or 'undated'}_{facts.document.form}"


def _render(values: dict[str, object], project: Path | None) -> str:
    return templates.render("page/page.md.j2", values, project=project, finalize=printed)


def _front_matter(facts: FactFile) -> dict[Ours, Ours]:
    document, engine = facts.document, facts.engine
    values = {
        "company": yaml(document.company),
        "ticker": yaml(document.ticker or ""),
        "form": yaml(document.form + ("/A" if document.amendment else "")),
        "period_end": yaml(str(document.period_end or "")),
        "source": yaml(document.path),
        "sha256": yaml(document.sha256),
        "engine": yaml(_engine(engine)),
        "coverage": yaml(extent(facts)),
        "review": yaml(review_key(facts)),
    } | ({"language": yaml(facts.summary.language)} if facts.summary.language else {})
    return {Ours(key): value for key, value in values.items()}


def _engine(engine: EngineFacts) -> str:
    """Name who proposed: a model with the hash of the prompts it was asked with, and what ran beside it."""
    if engine.model is None:
        return engine.name
    beside = f"; {engine.beside} beside it" if engine.beside else ""
    return f"{engine.name}: {engine.model}; prompts {engine.prompts}{beside}{'; thorough' if engine.thorough else ''}"


def _identity(facts: FactFile, lang: Language) -> str:
    document, words = facts.document, lang.words
    company = clean(document.company)
    if document.ticker:
        company += lang.told("page", "bracket", words=clean(document.ticker))
    form = words["form"][document.form] + (words["page"]["amended"] if document.amendment else "")
    period = dated(document, lambda date: day(date.isoformat(), lang), lang)
    if document.fiscal_period:
        period += lang.told("page", "bracket", words=clean(fiscal(document, lang)))
    return f"{company} · {form} · {period}"
