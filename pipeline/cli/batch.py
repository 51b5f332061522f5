"""``briefs batch``: what was handed in and is not answered yet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline import config
from pipeline.cli.telling import count
from pipeline.run import Stop

if TYPE_CHECKING:
    from pipeline.run.batches import Ended, Shown

_EXITS = "Exit codes: 0 nothing is under way any more, 1 something still is, 2 wrong use, 130 stopped by Ctrl-C."
_STOPPED = 130

app = typer.Typer(
    no_args_is_help=True,
    help="The batches handed in by briefs run --batch: list them, take them in, cancel them.",
    context_settings={"help_option_names": ["-h", "--help"]},
)

_OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar="DIR", help="Folder of the briefings (default: outputs).")
]


@app.command(name="list")
def list_(
    output: _OutputOption = None,
    *,
    ended: Annotated[bool, typer.Option("--all", help="Also those that are over.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON list on standard output.")] = False,
) -> None:
    """List the batches under way, with what the service says of them."""
    from pipeline.run import batches  # noqa: PLC0415  (brings the SDK; help must not pay for it)

    found = batches.shown(config.load({"output": output}), ended=ended)
    if as_json:
        typer.echo(json.dumps([one._asdict() for one in found], indent=1))
        return
    for one in found:
        typer.echo(_line(one))
    typer.echo(count(len(found), "batch", "batches"), err=True)


@app.command(epilog=_EXITS)
def wait(output: _OutputOption = None) -> None:
    """Wait until the batches under way have ended and keep their answers, for the next run to find."""
    from pipeline.run import batches  # noqa: PLC0415  (as above)

    stop = Stop()
    with stop.on_signals():
        _tell(batches.wait(config.load({"output": output}), _say, stop), stop)


@app.command(epilog=_EXITS)
def cancel(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="As briefs batch list names them (default: all).")
    ] = None,
    output: _OutputOption = None,
) -> None:
    """Cancel batches, and keep what they have answered. What was not worked on costs nothing."""
    from pipeline.run import batches  # noqa: PLC0415  (as above)

    stop = Stop()
    with stop.on_signals():
        _tell(batches.cancel(config.load({"output": output}), names or (), _say, stop), stop)


def _say(line: str) -> None:
    typer.echo(line, err=True)


def _line(one: Shown) -> str:
    what = count(one.requests, "question") if one.answered is None else f"{one.answered} of {one.requests} answered"
    return f"{one.name}  {one.model}  {one.status or one.state}  {what}  prepared {one.at}, until {one.deadline}"


def _tell(ended: Ended, stop: Stop) -> None:
    for line in ended.warnings:
        typer.echo(line, err=True)
    left = f"; still under way: {', '.join(ended.left)}" if ended.left else ""
    typer.echo(f"{count(ended.taken_in, 'batch', 'batches')} taken in{left}", err=True)
    raise typer.Exit(_STOPPED if stop.asked else 1 if ended.left else 0)
