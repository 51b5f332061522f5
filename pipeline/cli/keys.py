"""What a person answers: single keys on a terminal, lines where there is none."""

from __future__ import annotations

import sys

import typer

_ENDS = {"\x04", "\x03", "\x1b"}


def is_terminal() -> bool:
    """Tell whether somebody sits at a keyboard."""
    return sys.stdin.isatty()


def key(question: str) -> str:
    """Ask for one key, in small letters; empty where nothing more will come."""
    typer.echo(f"{question} ", nl=False)
    if not is_terminal():
        line = _line()
        return "" if line is None else (line.strip()[:1].casefold() or " ")
    pressed = typer.getchar()
    typer.echo(pressed if pressed.isprintable() else "")
    return "" if pressed in _ENDS else pressed[:1].casefold()


def line(question: str) -> str | None:
    """Ask for a line; None where nothing more will come."""
    typer.echo(f"{question} ", nl=False)
    return _line()


def _line() -> str | None:
    said = sys.stdin.readline()
    if not is_terminal():
        typer.echo(said.rstrip("\n"))
    return said.strip() if said else None
