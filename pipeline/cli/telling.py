"""The end of a run, for people. With ``--json`` all of it goes to standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from pipeline.run import Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.run import Report


def tell(report: Report, *, as_json: bool) -> None:
    """Print what failed or is partial, what a model cost, where the pages are and how many of each there are."""
    for line in (*_notes(report), *report.problems):
        typer.echo(line, err=True)
    for line in _results(report):
        typer.echo(line, err=as_json)
    counts = ", ".join(f"{number} {result.replace('_', ' ')}" for result, number in report.counts().items())
    stopped = "stopped; run again to go on: " if report.interrupted else ""
    where = "" if report.dry_run else f"; {report.output}/README.md"
    typer.echo(f"{stopped}{counts or 'no documents found'} ({report.wall:.1f} s){where}", err=True)


def count(number: int, what: str, many: str = "") -> str:
    """Say how many: "1 page", "2 pages"; ``many`` where an s does not make the plural."""
    return f"{number} {what if number == 1 else many or f'{what}s'}"


def _notes(report: Report) -> Iterator[str]:
    for outcome in report.outcomes:
        # What was worked on has been told; a failure that was not, or is shared with a copy, has not.
        if outcome.result is Result.FAILED and (outcome.why is None or outcome.same_as):
            yield f"failed{' before' if outcome.remembered else ''}: {outcome.line()}"
        if outcome.result is Result.DUPLICATE:
            see = f"; see {outcome.page}" if outcome.page else ""
            yield f"{outcome.path} has the same bytes as {outcome.same_as}{see}"
        if outcome.partial:
            yield f"partial: {outcome.path}: {outcome.reason or 'not all of it could be read'}; see {outcome.page}"
        if outcome.kept and outcome.why is None:
            yield f"{outcome.path}: the briefing of its former content stays: {outcome.kept}"
    for path in report.ignored:
        yield f"{path} is no PDF, HTML or text document: ignored"
    yield from dict.fromkeys(note for outcome in report.outcomes for note in outcome.notes)
    if report.bill is not None:
        yield from _bill(report.bill)


def _bill(bill: dict[str, Any]) -> Iterator[str]:
    for item in bill["items"]:
        usage = f"{count(item['requests'], 'request')}, {item['sent']:,} tokens sent, {item['answered']:,} answered"
        waiting = f", {item['open']} without an answer yet" if item["open"] else ""
        yield f"{item['document']} ({item['stage']}): {usage}{waiting}{_dollars(item)}"
    if bill["usd"] is None:
        yield "cost of this run: counted in tokens only, since a price is not known"
    else:
        yield f"cost of this run: {bill['usd']} USD"


def _dollars(item: dict[str, Any]) -> str:
    if item["unpriced"]:
        return ", price not known"
    return f", {item['usd']} USD" if item["usd"] is not None else ""


def _results(report: Report) -> Iterator[str]:
    if report.dry_run:
        for outcome in report.outcomes:
            if outcome.result is Result.PLANNED:
                yield f"would brief {outcome.path} ({outcome.why})"
    elif len(report.outcomes) == 1 and report.outcomes[0].page:
        yield report.outcomes[0].page
        if report.outcomes[0].headline:
            yield report.outcomes[0].headline
