"""``briefs export``: all deals for other programs, and for a browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

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

    if columns:
        typer.echo(dictionary(), nl=False)
        return
    wanted = [path for path in (csv, parquet) if path is not None]
    if not wanted:
        raise SettingsError("nothing to write", remedy="give --csv FILE, --parquet FILE or both")
    if len({path.absolute() for path in wanted}) < len(wanted):
        raise SettingsError("two files have the same name", remedy="give each its own")
    deals = Deals(folder_of(output), names or ())
    said: list[str] = []
    if csv == _STDOUT:
        sys.stdout.buffer.writelines(deals.lines())
    elif csv is not None:
        deals.to_csv(csv)
    if parquet is not None:
        said += deals.to_parquet(parquet)
    for path in wanted:
        if path != _STDOUT:
            typer.echo(path.as_posix())
    said += [f"{path.as_posix()}: {reason}; its deals are not in it" for path, reason in sorted(deals.unread.items())]
    for line in said:
        typer.echo(line, err=True)
    raise typer.Exit(1 if said else 0)
