"""``briefs read``: what the program sees in one document."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003  (typer reads the annotations when the program runs)
from typing import Annotated

import typer

from pipeline import config
from pipeline.errors import SettingsError

EXITS = (
    "Exit codes: 0 read, 1 it could not be read or written, 2 wrong use or no such page, section or table, 130 stopped."
)


class As(StrEnum):
    """How it is shown."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF, HTML or text file.", show_default=False)],
    *,
    page: Annotated[
        str | None, typer.Option("--page", metavar="N", help="One page, or the first and the last: 23-25.")
    ] = None,
    section: Annotated[
        str | None, typer.Option("--section", metavar="KEY", help="One section: part1.item2, note11, call.questions.")
    ] = None,
    table: Annotated[int | None, typer.Option("--table", metavar="N", help="One table, counted from 1.")] = None,
    form: Annotated[
        As, typer.Option("--as", help="Text for people, JSON for programs, HTML over pictures of the pages.")
    ] = As.TEXT,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file and print its path."),
    ] = None,
) -> None:
    """Show what the program sees in a document: identity, pages, sections, tables and what could not be read.

    With --page, --section or --table it shows that part in full, every block marked as what it is.
    """
    from pipeline.run.jobs import Looking  # noqa: PLC0415  (help must not pay for it)
    from pipeline.run.reading import look  # noqa: PLC0415  (as above)
    from pipeline.run.replacing import replaced  # noqa: PLC0415  (as above)

    if sum(wanted is not None for wanted in (page, section, table)) > 1:
        raise SettingsError("only one of --page, --section and --table can be chosen", remedy="leave the others out")
    if output is None and form is As.HTML and sys.stdout.isatty():
        raise SettingsError("HTML is for a browser, not for a terminal", remedy="give it a file: --output view.html")
    if output is not None and output.exists() and file.exists() and output.samefile(file):
        raise SettingsError("--output is the document itself", path=str(output), remedy="give another file")
    seen = look(Looking(str(file), file.as_posix(), form.value, page, section, table), config.load({}))
    if output is None:
        sys.stdout.buffer.write(seen.content.encode("utf-8", "replace"))
    else:
        with replaced(output) as beside:
            beside.write_text(seen.content, "utf-8", newline="\n")
        typer.echo(output.as_posix())
    if seen.note:
        typer.echo(seen.note, err=True)
