"""``briefs cost``: what asking a model has cost."""

from __future__ import annotations

import json
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline import config
from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from pipeline.run.spent import Bill, Line

EXITS = "Exit codes: 0 told, also where nothing was asked, 1 the store cannot be read, 2 wrong use or no such run."
_COUNTS = ("requests", "lost", "batched", "sent", "cached", "answered")
_WIDEST = 44


class By(StrEnum):
    """What a line is about."""

    RUN = "run"
    DOCUMENT = "document"
    STAGE = "stage"
    MODEL = "model"


def cost(
    *,
    run: Annotated[
        str | None, typer.Option("--run", metavar="ID", help="This run; the beginning of its id is enough.")
    ] = None,
    last: Annotated[bool, typer.Option("--last", help="The newest run that asked a model (the default).")] = False,
    every: Annotated[bool, typer.Option("--all", help="Every run of the output folder.")] = False,
    by: Annotated[By | None, typer.Option("--by", help="One line for each of these, instead of for all four.")] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="DIR", help="Folder of the briefings (default: outputs).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")] = False,
) -> None:
    """Itemise what asking a model has cost: requests, tokens and US dollars."""
    from pipeline.run.spent import spent  # noqa: PLC0415  (help must not pay for it)

    if (run is not None) + last + every > 1:
        raise SettingsError("--run, --last and --all exclude each other", remedy="leave all but one out")
    bill = spent(config.load({"output": output}), run=run, every=every, by=by and by.value)
    for note in bill.notes:
        typer.echo(note, err=True)
    if as_json:
        typer.echo(json.dumps(_as_json(bill), ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(_table(bill)))


def _as_json(bill: Bill) -> dict[str, Any]:
    return {
        "schema": "filing-briefs/cost/1",
        "by": list(bill.by),
        "runs": list(bill.runs),
        "items": [{**dict(zip(bill.by, line.names, strict=True)), **_figures(line)} for line in bill.lines],
        "total": None if bill.total is None else _figures(bill.total),
    }


def _figures(line: Line) -> dict[str, Any]:
    figures = {name: value for name, value in line._asdict().items() if name != "names"}
    return {**figures, "usd": None if line.usd is None else format(line.usd, "f")}


def _table(bill: Bill) -> list[str]:
    if bill.total is None:
        return ["no model was asked yet"]
    heads = [*bill.by, "began", *_COUNTS, "US dollars"]
    rows = [[*map(_short, line.names), *_cells(line)] for line in bill.lines]
    rows.append(["total", *[""] * (len(bill.by) - 1), *_cells(bill.total)])
    widths = [max(len(row[place]) for row in [heads, *rows]) for place in range(len(heads))]
    left = len(bill.by) + 1
    lines = [
        "  ".join(
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in [heads, *rows]
    ]
    if bill.total.unpriced:
        lines.append(f"no price is known for {bill.total.unpriced} of the requests: they are counted in tokens only")
    if bill.total.open:
        lines.append(f"{bill.total.open} of the requests have no answer yet: they are in no sum of dollars")
    return lines


def _cells(line: Line) -> list[str]:
    began = line.at.removesuffix("+00:00").replace("T", " ")
    return [began, *(f"{getattr(line, name):,}" for name in _COUNTS), _dollars(line)]


def _dollars(line: Line) -> str:
    """Give a sum in full, at least to the hundredth of a cent."""
    usd = line.usd
    if usd is None:
        return "unknown" if line.unpriced else "not yet"
    short = usd.quantize(Decimal("0.0001"))
    return format(short if short == usd else usd.normalize(), "f")


def _short(name: str) -> str:
    return name if len(name) <= _WIDEST else f"…{name[1 - _WIDEST :]}"
