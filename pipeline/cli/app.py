"""The command line as a user meets it."""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import pipeline
from pipeline import config
from pipeline.cli import batch as batches
from pipeline.cli import cost, diff, explain, export, gold, loop, progress, reading, review, score, source, telling
from pipeline.errors import BriefsError, SettingsError
from pipeline.run import Options, Stop, conduct

app = typer.Typer(
    name="briefs",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "One-page plain-language briefings of 10-Ks, 10-Qs, 8-Ks and earnings calls: who pays whom, how much, "
        "how binding, on which page."
    ),
    epilog="Exit codes: 0 all done, 1 some documents failed or are partial, 2 wrong use, 130 stopped by Ctrl-C.",
)


class Engine(StrEnum):
    """Who proposes deals."""

    RULES = "rules"
    MODEL = "model"
    AUTO = "auto"


_EXITS = "Exit codes: 0 all done, 1 some documents failed or are partial, 2 wrong use, 130 stopped by Ctrl-C."
_RIGHTS = "check the rights of this folder"
_OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar="DIR", help="Folder of the briefings (default: outputs).")
]


def _tickers(incomplete: str) -> list[str]:
    """Complete the name of a briefing's folder."""
    try:
        folders = [path.parent.name for path in Path(config.load({}).output).glob("[!.]*/*.md")]
    except (BriefsError, OSError):
        return []
    return sorted({name for name in folders if name.casefold().startswith(incomplete.casefold())})


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"briefs {pipeline.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    del version


@app.command(epilog=_EXITS)
def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files or folders (default: filings).", show_default=False),
    ] = None,
    *,
    output: _OutputOption = None,
    force: Annotated[bool, typer.Option("--force", help="Work on unchanged documents too.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", help="Documents worked on at once (default: one per processor).")
    ] = None,
    engine: Annotated[Engine | None, typer.Option("--engine", help="Who proposes deals (default: auto).")] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="CODE", help="The language briefings are written in (default: en)."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON summary on standard output.")] = False,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="End at the first document that fails.")] = False,
    batch: Annotated[
        bool, typer.Option("--batch", help="Hand questions to the model in as batches: half the price, takes hours.")
    ] = False,
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME", help="The model asked by the model engine.")
    ] = None,
    max_cost: Annotated[
        str | None, typer.Option("--max-cost", metavar="USD", help="The most this run may cost, in US dollars.")
    ] = None,
    png: Annotated[bool, typer.Option("--png", help="Draw every picture as PNG too, beside its SVG.")] = False,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Ask a model about everything, also where nothing points to a deal.")
    ] = False,
    no_store_text: Annotated[
        bool, typer.Option("--no-store-text", help="Keep no text of documents in the store.")
    ] = False,
) -> None:
    """Write a briefing for every document that is new or changed."""
    flags: dict[str, config.Value | None] = {"output": output, "jobs": jobs, "engine": engine and engine.value}
    flags |= {
        "language": language,
        "png": png or None,
        "model.name": model,
        "model.budget_usd": max_cost,
        "model.thorough": thorough or None,
    }
    settings = config.load({**flags, "model.batch": batch or None, "store.text": False if no_store_text else None})
    if batch and config.settled_engine(settings) == "rules":
        raise SettingsError(
            "--batch asks a model, and the engine is rules", remedy="set OPENAI_API_KEY, or add --engine model"
        )
    stop = Stop()
    options = Options(force=force, dry_run=dry_run, fail_fast=fail_fast)
    with stop.on_signals(), progress.watching() as listener:
        report = conduct([str(path) for path in paths or ()], settings, options, listener, stop)
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    telling.tell(report, as_json=as_json)
    raise typer.Exit(report.exit_code)


@app.command()
def show(
    name: Annotated[
        str,
        typer.Argument(help="A ticker, a company, or the path of a page or its source.", autocompletion=_tickers),
    ],
    output: _OutputOption = None,
) -> None:
    """Show the newest briefing of a company, or that of one document."""
    from pipeline.brief import for_terminal  # noqa: PLC0415  (a run with nothing to do must not pay for it)
    from pipeline.run import lookup  # noqa: PLC0415

    settings = config.load({"output": output})
    found = lookup.find(Path(settings.output), name)
    if not found:
        raise SettingsError(f"there is no briefing of {name!r} in {settings.output}/", remedy="see briefs run")
    try:
        text = for_terminal(found[0].page.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = f"the page cannot be read: {_said(error)}"
        raise BriefsError(reason, path=str(found[0].page), remedy="run briefs run again") from error
    if sys.stdout.isatty():
        from rich.console import Console  # noqa: PLC0415
        from rich.markdown import Markdown  # noqa: PLC0415

        Console().print(Markdown(text))
    else:
        typer.echo(text, nl=False)
    typer.echo(f"\n{found[0].page.as_posix()}", err=True)
    for other in found[1:]:
        typer.echo(f"also: {other.page.as_posix()}", err=True)


app.add_typer(batches.app, name="batch")
app.add_typer(gold.app, name="gold")
app.command(epilog=reading.EXITS)(reading.read)
app.command(epilog=review.EXITS)(review.review)
app.command(epilog=score.EXITS)(score.score)
app.command(epilog=explain.EXITS)(explain.explain)
app.command(epilog=cost.EXITS)(cost.cost)
app.command(epilog=diff.EXITS)(diff.diff)
app.command(epilog=loop.EXITS)(loop.loop)
app.command(epilog=loop.ASK_EXITS)(loop.who)
app.command(epilog=loop.ASK_EXITS)(loop.path)
app.command(epilog=source.EXITS)(source.source)
app.command(epilog=source.HIGHLIGHT_EXITS)(source.highlight)
app.command(epilog=export.EXITS)(export.export)


@app.command()
def lint(output: _OutputOption = None) -> None:
    """Hold every page in the output folder to the rules of a page."""
    from pipeline.brief import lint as findings  # noqa: PLC0415
    from pipeline.run import lookup  # noqa: PLC0415

    folder = loop.folder_of(output)
    pages = sorted(item.page for item in lookup.published(folder))
    found = [f"{path.as_posix()}: the fact file cannot be read" for path in lookup.unreadable(folder)]
    for page in pages:
        try:
            found += [f"{page.as_posix()}: {finding}" for finding in findings(page.read_text("utf-8"))]
        except FileNotFoundError:
            found.append(f"{page.as_posix()}: there is no page")
        except (OSError, UnicodeDecodeError) as error:
            found.append(f"{page.as_posix()}: the page cannot be read: {_said(error)}")
    for line in found:
        typer.echo(line)
    typer.echo(f"{telling.count(len(pages), 'page')}, {telling.count(len(found), 'finding')}", err=True)
    raise typer.Exit(1 if found else 0)


def _said(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else "it is no UTF-8 text"


@app.command()
def init(force: Annotated[bool, typer.Option("--force", help="Replace the file that is there.")] = False) -> None:
    """Write a briefs.toml with every setting, explained."""
    path = Path(config.FILE)
    if path.exists() and not force:
        raise SettingsError(f"{config.FILE} is already there", remedy="use --force to replace it")
    beside = path.with_name(f".{config.FILE}.new")
    try:
        beside.write_text(config.template(), "utf-8")
        beside.replace(path)
    except OSError as error:
        raise BriefsError(f"it cannot be written: {error.strerror}", path=config.FILE, remedy=_RIGHTS) from error
    typer.echo(f"wrote {path}")


@app.command()
def doctor() -> None:
    """Say what is there on this machine, and what to do about what is not."""
    from pipeline.run.doctor import Health, examine  # noqa: PLC0415

    findings = examine(config.load({}), os.environ)
    for finding in findings:
        typer.echo(f"{finding.health.value:8}{finding.what:11}{finding.said}")
        if finding.advice:
            typer.echo(f"{'':19}-> {finding.advice}")
        for line in finding.lines:
            typer.echo(f"{'':22}{line}")
    broken = any(finding.health is Health.BROKEN for finding in findings)
    typer.echo("briefs run cannot work until what is broken is mended" if broken else "briefs run can work", err=True)
    raise typer.Exit(1 if broken else 0)


@app.command(hidden=True)
def schema() -> None:
    """Print the JSON Schema of the fact file."""
    from pipeline.run.schema import fact_schema  # noqa: PLC0415

    typer.echo(fact_schema(), nl=False)
