"""The commands. Each parses its options, calls one function and prints; what they do is in ``pipeline.run``."""

from __future__ import annotations

import os
import sys

__all__ = ["main"]

WRONG_USE = 2
INTERRUPTED = 130


def main() -> None:
    """Run the command line; an error that ends the program is one line on standard error."""
    try:
        _run()
    except KeyboardInterrupt:
        # Nothing has begun: once it has, a run takes Ctrl-C as a wish and ends with a summary.
        os.write(2, b"briefs: stopped\n")
        sys.exit(INTERRUPTED)


def _run() -> None:
    # Imported here, so that Ctrl-C in the meantime is no traceback either.
    import typer  # noqa: PLC0415

    from pipeline.cli.app import app  # noqa: PLC0415
    from pipeline.errors import BriefsError, NoKey, OutputLocked, SettingsError  # noqa: PLC0415

    try:
        app()
    except BriefsError as error:
        typer.echo(f"briefs: {error}", err=True)
        sys.exit(WRONG_USE if isinstance(error, SettingsError | OutputLocked | NoKey) else 1)
