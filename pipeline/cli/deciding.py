"""One decision as a person makes it at the terminal: shown in a line, asked for field by field."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import typer

from pipeline.cli import keys
from pipeline.errors import SettingsError
from pipeline.records import Decision, Qualifier
from pipeline.review import block, entries, seen

if TYPE_CHECKING:
    from pipeline.records import Claim, Deal, Seen, Sentence

_LISTS = ("amount", "quote")
_FIELDS = ("type", "party", "kind", "payer", "amount", "what", "binding", "phrase", "signed", "start", "end")
_BESIDES = ("quote", "page", "note", "tier")
_HOW = f"""\
One line for each field that is to change, such as:  amount $4.5 billion
fields: {" ".join(_FIELDS)}, and {" ".join(_BESIDES)}
amount as the document prints it, or none; a date as 2025, 2025-11 or 2025-11-18, or - to take it away;
quote the words of the document that prove it, where those above do not. An empty line ends.
"""
_MISSED = "A deal the page does not tell needs type, party, payer, binding and quote, each in a line of its own.\n"


def line_of(deal: Deal) -> str:
    """Tell the fields of a deal in a line, by the names under which they are corrected."""
    days = [f"{name} {day}" for name, day in deal.dates.model_dump(exclude_none=True).items()]
    what = [f"what {deal.amounts[0].what}"] if deal.amounts and deal.amounts[0].what else []
    phrase = [f"phrase {deal.binding_phrase}"] if deal.binding_phrase else []
    related = ["related party"] if deal.related_party else []
    return " | ".join([told_of(seen(deal)), *what, *phrase, *days, *related])


def told_of(what: Seen) -> str:
    """Tell what a decision rests on in a line."""
    amount = f"amount {what.written} ({_grouped(what.amount)})" if what.amount else "no amount"
    party = f"party {what.party} ({what.kind})"
    return " | ".join([f"type {what.type}", party, f"payer {what.payer}", amount, f"binding {what.binding}"])


def _grouped(amount: str) -> str:
    """Write the figure of "up_to 10000000000 USD" so that a person can read it."""
    qualifier, _, figure = amount.partition(" ")
    value, _, unit = figure.partition(" ")
    if not value.lstrip("-").replace(".", "", 1).isdigit():
        return amount  # somebody edited it
    grouped = f"{Decimal(value):,f} {unit}"
    return grouped if qualifier == Qualifier.EXACT else f"{qualifier} {grouped}"


def of_deal(deal: Deal, verdict: Literal["accept", "correct", "reject"], claim: Claim | None = None) -> Decision:
    """Give a decision about a deal, with what the program says of it now: that is what it is made on."""
    review = deal.review
    key = (review.of if review is not None else None) or deal.id
    was = (review.found if review is not None else None) or seen(deal)
    return Decision(about="deal", verdict=verdict, key=key, claim=claim, was=was)


def of_sentence(
    sentence: Sentence, verdict: Literal["accept", "correct", "reject"], says: str | None = None
) -> Decision:
    """Give a decision about a sentence."""
    text = " ".join(sentence.text.split())
    return Decision(about="sentence", verdict=verdict, key=text, says=says, deals=sentence.deals)


def asked(decision: Decision, name: str) -> Decision | None:
    """Ask for the fields of a correction or of a missed deal; None where there are none, or they make no sense.

    What a correction said before stays as far as nothing else is said now. The lines are read as the review file is.
    """
    typer.echo(_HOW if decision.about == "deal" else _MISSED + _HOW, nl=False)
    said: dict[str, list[str]] = {}
    while (line := keys.line(">")) is not None and line:
        field, _, value = line.partition(" ")
        if field not in (*_FIELDS, *_BESIDES) or not value.strip():
            typer.echo(f"there is no field {field!r}" if value.strip() else "a field and what it should say")
            continue
        said.setdefault(field, []).append("" if value.strip() == "-" else value.strip())
    if not said:
        return None
    try:
        (entry,) = entries(_table(decision, said), name)
    except SettingsError as error:
        typer.echo(f"not understood: {error.reason}; {error.remedy}")
        return None
    return entry.decision


def _table(decision: Decision, said: dict[str, list[str]]) -> str:
    """Write what was said as a table of the review file, over what the decision held before."""
    kept = block(decision).splitlines()
    lines = [line for line in kept if line.partition(" ")[0] not in said]
    lines += [f"{field} = {_value(field, values)}" for field, values in said.items()]
    return "\n".join(lines)


def _value(field: str, values: list[str]) -> str:
    if field == "page":
        return values[-1] if values[-1].isdigit() else json.dumps(values[-1])
    if field in _LISTS and len(values) > 1:
        return json.dumps(values, ensure_ascii=False)
    return json.dumps(values[-1], ensure_ascii=False)
