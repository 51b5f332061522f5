"""``briefs review``: what of the pages waits for a person, and deciding about it at the terminal."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline import config
from pipeline.cli import keys
from pipeline.cli.telling import count
from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.run.papers import Paper

EXITS = (
    "Exit codes: 0 done; with --check nothing waits, 1 with --check something does, else a review file cannot be read, "
    "2 wrong use or no such page, 130 stopped."
)


def review(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="A ticker, a company or a page (default: all).", show_default=False),
    ] = None,
    *,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", envvar="BRIEFS_BY", help="Who decides and signs."),
    ] = None,
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="Only what is in doubt, and decisions that do not hold as they stand.")
    ] = False,
    check: Annotated[bool, typer.Option("--check", help="Print what waits, decide nothing; for CI.")] = False,
    stale: Annotated[
        bool, typer.Option("--stale", help="With --check: deals nobody looked at do not count, decisions do.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what waits as one JSON list.")] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="DIR", help="Folder of the briefings (default: outputs).")
    ] = None,
) -> None:
    """Decide about what is new or doubtful on the pages, one after the other; every decision is written at once."""
    from pipeline.run import papers  # noqa: PLC0415  (help must not pay for it)

    if stale and not check:
        raise SettingsError("--stale goes with --check", remedy="leave it out, or use --doubtful")
    settings = config.load({"output": output})
    folder = Path(settings.output)
    found = papers.papers(folder, name)
    lost = papers.strays(folder) if name is None else ()
    if as_json:
        typer.echo(json.dumps(_listed(found), ensure_ascii=False, indent=1))
    if check:
        raise typer.Exit(_checked(found, lost, stale=stale, quiet=as_json))
    for fault in [paper.fault for paper in found if paper.fault]:
        typer.echo(fault, err=True)
    if not as_json:
        from pipeline.cli.walk import Walk  # noqa: PLC0415  (as above)

        readable = [paper for paper in found if not paper.fault]
        Walk(readable, settings, _signer(by), _today(), doubtful=doubtful).go()
    raise typer.Exit(1 if any(paper.fault for paper in found) else 0)


def _signer(by: str | None) -> str:
    if by and by.strip():
        return by.strip()
    said = keys.line("Who decides? Your name signs each decision:") if keys.is_terminal() else None
    if not said:
        raise SettingsError("nobody said who decides", remedy="say it with --by NAME, or set BRIEFS_BY")
    return said


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _checked(found: Sequence[Paper], lost: Sequence[Path], *, stale: bool, quiet: bool) -> int:
    """Print what waits, in lines; give the exit code."""
    faults = [paper.fault for paper in found if paper.fault]
    faults += [f"{path.as_posix()} lies beside no page: move it beside the page it is about" for path in lost]
    waiting = [(paper, one) for paper in found for one in paper.waits() if not (stale and one.kind == "unreviewed")]
    for paper, one in waiting if not quiet else ():
        why = f" ({one.why})" if one.why and one.kind != "unreviewed" else ""
        typer.echo(f"{paper.page.as_posix()}: {one.kind}: {one.about}{why}")
    for fault in faults:
        typer.echo(fault, err=True)
    pages = len({paper.page for paper, _ in waiting})
    typer.echo(f"{count(len(waiting), 'thing')} waiting on {count(pages, 'page')}", err=True)
    return 1 if waiting or faults else 0


def _listed(found: Sequence[Paper]) -> list[dict[str, object]]:
    from pipeline.review import seen  # noqa: PLC0415  (as above)

    listed: list[dict[str, object]] = []
    for paper in found:
        document = paper.facts.document
        for one in paper.waits():
            entry: dict[str, object] = {
                "page": paper.page.as_posix(),
                "file": paper.file.as_posix(),
                "document": document.path,
                "company": document.company,
                "kind": one.kind,
                "why": one.why,
            }
            if one.deal is not None:
                entry |= {"deal": one.deal.id, "told": paper.told(one.deal), "doubts": list(one.doubts)}
                entry |= {
                    "at": one.deal.evidence[0].page,
                    "says": seen(one.deal).model_dump(mode="json", exclude_none=True),
                }
            if one.sentence is not None:
                entry |= {"sentence": one.sentence.text}
            if one.decision is not None:
                entry |= {"decision": one.decision.model_dump(mode="json", exclude_none=True)}
            listed.append(entry)
    return listed
