"""``briefs score``: fact files against labels made by hand."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003  (typer reads the annotations when the program runs)
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline import config
from pipeline.errors import PublishError, SettingsError

if TYPE_CHECKING:
    from pipeline.run.scoring import Score

EXITS = (
    "Exit codes: 0 every labelled document was scored, 1 some have no fact file or no labels, 2 wrong use, 130 stopped."
)


def score(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="Fact files, pages, or documents to work now.", show_default=False),
    ] = None,
    *,
    gold: Annotated[Path, typer.Option("--gold", metavar="DIR", help="Folder of label files (see docs/labels.md).")],
    facts: Annotated[
        Path | None,
        typer.Option("--facts", metavar="DIR", help="Folder searched for fact files (default: the output folder)."),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE.md", help="Write what was missed, wrong and repeated, and why."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")] = False,
) -> None:
    """Score what was found against labels made by hand.

    With --report each document is worked again to say why a deal was missed or is wrong; a model is never asked,
    its kept answers are read.
    """
    from pipeline.run import scoring  # noqa: PLC0415  (help must not pay for it)

    if files and facts is not None:
        raise SettingsError("name files or --facts, not both", remedy="leave one out")
    settings = config.load({})
    result = scoring.score(gold, facts, files or (), settings)
    for problem in result.problems:
        typer.echo(problem, err=True)
    typer.echo(json.dumps(_as_json(result), indent=1) if as_json else "\n".join(_table(result)))
    if report is not None:
        text = scoring.written(result, settings, lambda stem: typer.echo(f"working {stem} again", err=True))
        try:
            report.write_text(text, "utf-8")
        except OSError as error:
            reason = f"the report cannot be written: {error.strerror}"
            raise PublishError(reason, path=report.as_posix(), remedy="check the path") from error
        typer.echo(report.as_posix(), err=True)
    raise typer.Exit(1 if result.problems else 0)


def _as_json(result: Score) -> dict[str, object]:
    from pipeline.score import besides, figures, totals  # noqa: PLC0415  (as above)

    documents = list(result.documents.values())
    extra = {name: {"right": right.right, "of": right.of} for name, right in besides(documents).items()}
    return {
        "summary": totals(documents),
        "besides": extra,
        "documents": {stem: figures(one) for stem, one in result.documents.items()},
    }


def _table(result: Score) -> list[str]:
    from pipeline.score import SCORED, besides, totals  # noqa: PLC0415  (as above)

    names = [field.name for field in SCORED]
    width = max(28, *(len(stem) for stem in result.documents))
    lines = [
        f"{'document':{width}s} {'core':>8s} {'minor':>8s} deals dup wrong  " + " ".join(f"{n:>8s}" for n in names)
    ]
    for stem, one in result.documents.items():
        core = f"{one.core(found=True)}/{one.core()}"
        minor = f"{one.minor(found=True)}/{one.minor()}"
        fields = " ".join(f"{'{}/{}'.format(*field.of(one.pairs)):>8s}" for field in SCORED)
        counts = f"{len(one.deals):5d} {len(one.repeated):3d} {len(one.wrong):5d}"
        lines.append(f"{stem:{width}s} {core:>8s} {minor:>8s} {counts}  {fields}")
    documents = list(result.documents.values())
    lines += ["", *(f"{name.replace('_', ' '):22s} {value}" for name, value in totals(documents).items())]
    return [*lines, "", *(f"{name:22s} {right.right}/{right.of}" for name, right in besides(documents).items())]
