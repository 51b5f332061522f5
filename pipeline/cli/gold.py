"""``briefs gold export``: reviewed pages as labels for ``briefs score``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline import config
from pipeline.cli.telling import count

EXITS = "Exit codes: 0 every reviewed page was written, 1 some were left out, 2 wrong use or no such page."

app = typer.Typer(
    no_args_is_help=True,
    help="What people decided about pages, as examples to measure with.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _gold() -> None:
    """Keep ``export`` a command of its own while there is only one."""


@app.command(epilog=EXITS)
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the label files.", show_default=False)],
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="Tickers, companies or pages (default: all).", show_default=False),
    ] = None,
    *,
    partly: Annotated[
        bool, typer.Option("--partly", help="Also pages of which some deals were not looked at.")
    ] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="DIR", help="Folder of the briefings (default: outputs).")
    ] = None,
) -> None:
    """Write the reviewed deals of each page as a label file, which briefs score --gold DIR reads."""
    from pipeline.run import gold  # noqa: PLC0415  (help must not pay for it)

    done = gold.export(folder, Path(config.load({"output": output}).output), names or (), partly=partly)
    for path, labels in done.written.items():
        typer.echo(f"{path.as_posix()}: {count(labels, 'label')}")
    for line in done.left:
        typer.echo(f"left out: {line}", err=True)
    typer.echo(f"{count(len(done.written), 'file')} written", err=True)
    raise typer.Exit(1 if done.left else 0)
