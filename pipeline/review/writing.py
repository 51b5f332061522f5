"""Decisions added to a review file: at its end, so that no line a person wrote changes by a byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tomlkit

from pipeline.inert import clean
from pipeline.review.file import entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.records import Claim, Decision, Seen

_HEAD = """\
# What people decided about {document}.
# `briefs review` adds decisions at the end and changes no line; write others by hand: docs/review.md tells how.
"""
_KEY_OF = {"deal": "id", "party": "name", "sentence": "text"}


def begun(document: str) -> str:
    """Give the head of a new review file."""
    return _HEAD.format(document=clean(document))


def added(text: str, name: str, block: str) -> str:
    """Give the file with a block added at its end, in its own kind of line ends.

    Raises ``SettingsError`` where the file cannot be read, as it stood or with the block.
    """
    entries(text, name)
    ends = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text or text.endswith("\n") else ends
    whole = f"{text}{gap}{ends}{block.replace(chr(10), ends)}"
    entries(whole, name)
    return whole


def block(decision: Decision, told: str = "") -> str:
    """Write a decision as a table; ``told`` is the deal in words, as a comment for whoever reads the file."""
    table = tomlkit.table()
    if told:
        table.add(tomlkit.comment(clean(told)))
    for key, value in _values(decision):
        table.add(key, value)
    if decision.was is not None:
        for key, value in _was(decision.was):
            table.append(tomlkit.key(["was", key]), value)
    tables = tomlkit.aot()
    tables.append(table)
    document = tomlkit.document()
    document.add(decision.about, tables)
    return tomlkit.dumps(document).strip("\n") + "\n"


def _values(decision: Decision) -> Iterator[tuple[str, object]]:
    if decision.about in _KEY_OF:
        yield _KEY_OF[decision.about], decision.key
    if decision.about in {"deal", "sentence"}:
        yield "decision", decision.verdict
    if decision.about == "party":
        yield "is", decision.says or ""
    if decision.about == "sentence" and decision.says is not None:
        yield "says", decision.says
    if decision.deals:
        yield "deals", list(decision.deals)
    if decision.claim is not None:
        yield from _claimed(decision.claim, renaming=decision.about == "party")
    for key, value in (("tier", decision.tier), ("note", decision.note), ("by", decision.by), ("on", decision.on)):
        if value is not None:
            yield key, value


def _claimed(claim: Claim, *, renaming: bool) -> Iterator[tuple[str, object]]:
    said = claim.model_dump(mode="json", exclude_none=True, exclude={"party"} if renaming else set())
    for key, value in said.items():
        if key in {"amounts", "quotes"}:
            if value or key == "amounts":
                yield key.removesuffix("s"), "none" if not value else value[0] if len(value) == 1 else value
        else:
            yield key, value


def _was(was: Seen) -> Iterator[tuple[str, object]]:
    yield from was.model_dump(mode="json", exclude_none=True).items()
