"""The commands. Each parses its options, calls one function and prints; what they do is in ``pipeline.run``."""

from __future__ import annotations

import sys

import typer

from pipeline.cli.app import app
from pipeline.errors import BriefsError, NoKey, OutputLocked, SettingsError

__all__ = ["app", "main"]

WRONG_USE = 2


def main() -> None:
    """Run the command line; an error that ends the program is one line on standard error."""
    try:
        app()
    except BriefsError as error:
        typer.echo(f"briefs: {error}", err=True)
        sys.exit(WRONG_USE if isinstance(error, SettingsError | OutputLocked | NoKey) else 1)
