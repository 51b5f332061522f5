"""``briefs source`` and ``briefs highlight``: from a deal back to the page it is stated on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline import config
from pipeline.cli.telling import count
from pipeline.errors import SettingsError

EXITS = "Exit codes: 0 shown, 1 a document is gone or could not be read, 2 wrong use or no such deal, 130 stopped."
HIGHLIGHT_EXITS = (
    "Exit codes: 0 written, 1 it could not be read or written, 2 wrong use or no briefing of it, 130 stopped."
)


def source(
    deal: Annotated[
        str, typer.Argument(metavar="DEAL_ID", help="The id of a deal, or how it begins.", show_default=False)
    ],
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="TICKER", help="The company whose deal it is, where several have one of that id."),
    ] = None,
    *,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="DIR", help="Folder of the briefings (default: outputs).")
    ] = None,
    launch: Annotated[bool, typer.Option("--open", help="Open the newest document at the page of the quote.")] = False,
) -> None:
    """Show every quote of a deal with the words around it, in each document that states it."""
    from pipeline.run.quoting import sources  # noqa: PLC0415  (help must not pay for it)

    found = sources(deal, config.load({"output": output}), names or ())
    typer.echo(found.text, nl=False)
    if launch and found.open_at is not None:
        typer.launch(found.open_at)
    raise typer.Exit(0 if found.whole else 1)


def highlight(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A page, a fact file, or a PDF.", show_default=False)],
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The copy (default: NAME.marked.pdf, here)."),
    ] = None,
) -> None:
    """Write a copy of a PDF with every quote of its briefing marked, numbered by deal as the fact file lists them."""
    from pipeline.run.quoting import highlighted  # noqa: PLC0415  (help must not pay for it)
    from pipeline.run.replacing import replaced  # noqa: PLC0415  (as above)

    copy, found = highlighted(file, config.load({}))
    path = output or Path(f"{Path(found.shown()).stem}.marked.pdf")
    if path.exists() and found.source is not None and path.samefile(found.source):
        raise SettingsError("--output is the document itself", path=str(path), remedy="give another file")
    with replaced(path) as beside:
        beside.write_bytes(copy.content)
    typer.echo(path.as_posix())
    typer.echo(f"{count(copy.deals, 'deal')} marked on {count(len(copy.pages), 'page')}", err=True)
    if copy.unplaced:
        typer.echo(f"{count(copy.unplaced, 'quote')} not marked: no text stands there, only a picture", err=True)
