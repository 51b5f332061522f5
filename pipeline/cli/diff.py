"""``briefs diff``: what changed between two documents of a company."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from pipeline import config

EXITS = "Exit codes: 0 told, 2 wrong use, no such briefing, or nothing to compare it with, 130 stopped by Ctrl-C."


def diff(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="A company for its newest document, or the earlier of two.", show_default=False
        ),
    ],
    later: Annotated[
        str | None, typer.Argument(metavar="[LATER]", help="The later of the two.", show_default=False)
    ] = None,
    *,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="DIR", help="Folder of the briefings (default: outputs).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the changes as JSON.")] = False,
) -> None:
    """Tell what changed since the document before, or between two documents, from their fact files alone."""
    from pipeline.run.differing import newest, of_two  # noqa: PLC0415  (help must not pay for it)

    settings = config.load({"output": output})
    found = newest(name, settings) if later is None else of_two(name, later, settings)
    if as_json:
        typer.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
        return
    typer.echo(found.text, nl=False)
    typer.echo(found.page.as_posix(), err=True)
