"""The page: one template, given a view in which nothing is markup but what we composed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import templates
from pipeline.brief.dated import dated, fiscal
from pipeline.brief.fold import folded
from pipeline.brief.gaps import gaps
from pipeline.brief.names import short_name
from pipeline.brief.picture import alternative
from pipeline.brief.reach import extent, shortfall, silence
from pipeline.brief.room import Room, narrower
from pipeline.brief.sheet import overflow
from pipeline.brief.sources import Original
from pipeline.brief.terminal import for_terminal
from pipeline.brief.view import day, sentence_with_pages, tables, words_on
from pipeline.brief.wording import FORM
from pipeline.inert import Ours, address, clean, printed, yaml

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.records import EngineFacts, FactFile

_PAGING = {
    "html": "The document is a web page: links open it at its beginning, and page numbers count its printed pages.",
    "text": "The document is a text file: links open it at its beginning, and a file without page marks is one page.",
}
DISCLAIMER = "Made by a program from the document alone; not investment advice."


def page(facts: FactFile, source_link: str, *, stem: str | None = None, project: Path | None = None) -> str:
    """Write the Markdown page of one fact file.

    ``source_link`` is the path from the page to the document, not yet percent-encoded; empty where a page must not
    link to it, and then page numbers are plain. ``stem`` names the picture beside the page (``stem.svg``); without it,
    ``period_form`` is taken. ``project`` is the folder whose ``prompts/`` may hold the user's own templates. Raises
    ``SettingsError`` for a template that cannot be rendered.
    """
    filer = short_name(facts.document.company)
    original = Original(source_link, paged=facts.document.media == "pdf", recognised=facts.coverage.recognised or ())
    fixed: dict[str, object] = {
        "front": _front_matter(facts),
        "headline": facts.summary.headline,
        "document": facts.document,
        "filer": filer,
        "identity": _identity(facts),
        "source": Ours(address(source_link)),
        "picture": Ours(address(f"{stem or default_stem(facts)}.svg")),
        "alternative": alternative(facts),
        "partial": shortfall(facts),
        "breath": [sentence_with_pages(s.text, s.evidence, original) for s in facts.summary.sentences],
        "paging": _PAGING.get(facts.document.media),
        "unread": silence(facts),
        "disclaimer": DISCLAIMER,
    }
    known, room = gaps(facts), Room()
    while True:
        shown = tables(facts, filer, original, room)
        left = known[room.gaps :]
        values = fixed | {
            "tables": shown,
            "gaps": known[: room.gaps],
            "folded_gaps": left,
            "folded": folded(shown, len(left)),
        }
        words = words_on(for_terminal(_render(values | {"words": ()}, project)))
        text = _render(values | {"words": words}, project)
        held = shown.room(len(known) - len(left))
        room = narrower(held, overflow(text))
        if room == held:
            return text


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
        "review": yaml("none"),
    }
    return {Ours(key): value for key, value in values.items()}


def _engine(engine: EngineFacts) -> str:
    """Name who proposed: a model with the hash of the prompts it was asked with, and what ran beside it."""
    if engine.model is None:
        return engine.name
    beside = f"; {engine.beside} beside it" if engine.beside else ""
    return f"{engine.name}: {engine.model}; prompts {engine.prompts}{beside}{'; thorough' if engine.thorough else ''}"


def _identity(facts: FactFile) -> str:
    document = facts.document
    ticker = f" ({clean(document.ticker)})" if document.ticker else ""
    form = FORM[document.form] + (", amended" if document.amendment else "")
    period = dated(document, lambda date: day(date.isoformat()))
    counted = f" ({clean(fiscal(document))})" if document.fiscal_period else ""
    return f"{clean(document.company)}{ticker} · {form} · {period}{counted}"
