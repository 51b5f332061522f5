"""``briefs export``: all deals for other programs, and for a browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline import config
from pipeline.cli.loop import folder_of
from pipeline.errors import SettingsError

EXITS = (
    "Exit codes: 0 written, 1 a fact file or document could not be read, or a file not be written, "
    "2 wrong use, 130 stopped."
)
_STDOUT = Path("-")


def export(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="TICKER", help="Only of these companies (default: all briefings).", show_default=False),
    ] = None,
    *,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="A table for spreadsheets; - for standard output.")
    ] = None,
    parquet: Annotated[
        Path | None, typer.Option("--parquet", metavar="FILE", help="A typed table for pandas, DuckDB and the like.")
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="A page for a browser: filter, sort, see each quote on its page."),
    ] = None,
    pages: Annotated[
        int | None,
        typer.Option("--pages", metavar="N", min=0, help="With --html: at most so many pictures (default: 500)."),
    ] = None,
    no_pictures: Annotated[
        bool, typer.Option("--no-pictures", help="With --html: the quotes alone; no document is read.")
    ] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="DIR", help="Folder of the briefings (default: outputs).")
    ] = None,
    columns: Annotated[
        bool, typer.Option("--columns", help="Print what each column holds, as Markdown, and write nothing.")
    ] = False,
) -> None:
    """Write the deals of all briefings into one file: a row for each deal of each document."""
    from pipeline.export import dictionary  # noqa: PLC0415  (help must not pay for it)
    from pipeline.run.exporting import Deals  # noqa: PLC0415  (as above)
    from pipeline.run.picturing import MOST_PAGES, Drawing  # noqa: PLC0415  (as above)

    if columns:
        typer.echo(dictionary(), nl=False)
        return
    wanted = _wanted(csv, parquet, html)
    if html is None and (no_pictures or pages is not None):
        raise SettingsError("--pages and --no-pictures are about --html", remedy="add --html FILE")
    deals = Deals(folder_of(output), names or ())
    said: list[str] = []
    if csv == _STDOUT:
        sys.stdout.buffer.writelines(deals.lines())
    elif csv is not None:
        deals.to_csv(csv)
    if parquet is not None:
        said += deals.to_parquet(parquet)
    if html is not None:
        drawing = Drawing(not no_pictures, MOST_PAGES if pages is None else pages, _heard)
        lacking = deals.to_html(html, config.load({"output": output}), drawing)
        said += lacking.gone
        typer.echo("".join(f"{line}\n" for line in lacking.limits), nl=False, err=True)
    for path in wanted:
        if path != _STDOUT:
            typer.echo(path.as_posix())
    said += [f"{path.as_posix()}: {reason}; its deals are not in it" for path, reason in sorted(deals.unread.items())]
    typer.echo("".join(f"{line}\n" for line in said), nl=False, err=True)
    raise typer.Exit(1 if said else 0)


def _wanted(*paths: Path | None) -> list[Path]:
    wanted = [path for path in paths if path is not None]
    if not wanted:
        raise SettingsError("nothing to write", remedy="give --csv FILE, --parquet FILE or --html FILE")
    if _STDOUT in paths[1:]:
        raise SettingsError("only --csv goes to standard output", remedy="give it a file")
    if len({path.absolute() for path in wanted}) < len(wanted):
        raise SettingsError("two files have the same name", remedy="give each its own")
    return wanted


def _heard(done: int, many: int, name: str) -> None:
    typer.echo(f"[{done}/{many}] {name}", err=True)
