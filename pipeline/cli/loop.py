"""``briefs loop``, ``briefs who`` and ``briefs path``: the map of who pays whom, and what a person asks of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from pipeline import config
from pipeline.errors import SettingsError

EXITS = "Exit codes: 0 drawn, 1 a fact file could not be read, 2 wrong use, 130 stopped by Ctrl-C."
ASK_EXITS = "Exit codes: 0 told, 2 wrong use, or no such party or more than one, 130 stopped by Ctrl-C."

_Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="DIR", help="Folder of the briefings (default: outputs).")
]
_Day = dt.datetime | None


def loop(
    *,
    output: _Output = None,
    as_of: Annotated[
        _Day,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Only documents of this day and before (2025-06-30)."),
    ] = None,
    since: Annotated[
        _Day, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Tell what changed after this day.")
    ] = None,
) -> None:
    """Draw the map of who pays whom again, over all briefings or as of a day, and print where it is."""
    from pipeline.run import mapping, overview  # noqa: PLC0415  (help must not pay for it)

    folder = folder_of(output)
    if as_of is None and since is None:
        missing = overview.redraw(folder, config.load({}))
        page = folder / "loop.md"
    else:
        if since is not None and as_of is not None and since >= as_of:
            raise SettingsError("--since is not before --as-of", remedy="give an earlier day")
        page, missing = mapping.on_a_day(folder, as_of and as_of.date(), since and since.date())
    for line in missing:
        typer.echo(line, err=True)
    typer.echo(page.as_posix())
    raise typer.Exit(1 if missing else 0)


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A company, a ticker or a label.", show_default=False)],
    *,
    output: _Output = None,
) -> None:
    """Tell all that any filing says of a party, from both sides, with quotes and pages."""
    from pipeline.run import mapping  # noqa: PLC0415  (help must not pay for it)

    typer.echo(mapping.who(folder_of(output), name), nl=False)


def path(
    start: Annotated[str, typer.Argument(metavar="FROM", help="A company or a ticker.", show_default=False)],
    end: Annotated[str, typer.Argument(metavar="TO", help="Another.", show_default=False)],
    *,
    output: _Output = None,
) -> None:
    """Tell by which chains of flows capital gets from one party to another, and back."""
    from pipeline.run import mapping  # noqa: PLC0415  (help must not pay for it)

    typer.echo(mapping.path(folder_of(output), start, end), nl=False)


def folder_of(output: str | None) -> Path:
    """Give the output folder; raises ``SettingsError`` where there is none."""
    folder = Path(config.load({"output": output}).output)
    if not folder.is_dir():
        raise SettingsError("there is no such output folder", path=folder.as_posix(), remedy="run briefs run first")
    return folder
