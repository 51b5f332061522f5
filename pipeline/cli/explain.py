"""``briefs explain``: how a deal came about."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  (typer reads the annotations when the program runs)
from typing import Annotated

import typer

from pipeline import config
from pipeline.errors import SettingsError

EXITS = (
    "Exit codes: 0 told, 1 the document is gone or the program tells it differently now, 2 wrong use or no such deal, "
    "130 stopped."
)


def explain(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A page, a fact file, or a document.", show_default=False)
    ],
    deal: Annotated[
        str | None, typer.Argument(metavar="DEAL_ID", help="The id of a deal, or how it begins.", show_default=False)
    ] = None,
    *,
    withheld: Annotated[
        int | None, typer.Option("--withheld", metavar="N", help="What was withheld, counted from 1.")
    ] = None,
) -> None:
    """Tell how a deal came about: passage, engine, rule or prompt, checks, merges; without an id, list them.

    The document is worked again by the engine that made the fact file. A model is never asked: its kept answers are
    read.
    """
    from pipeline.run import explain as explaining  # noqa: PLC0415  (help must not pay for it)

    if deal is not None and withheld is not None:
        raise SettingsError("a deal or --withheld, not both", remedy="leave one out")
    settings = config.load({})
    if deal is not None:
        story = explaining.explain_deal(file, deal, settings)
    elif withheld is not None:
        story = explaining.explain_withheld(file, withheld, settings)
    else:
        story = explaining.contents(file, settings)
    typer.echo(story.text, nl=False)
    raise typer.Exit(0 if story.whole else 1)
