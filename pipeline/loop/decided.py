"""Tellings of two filings that may be one arrangement: asked in a file, decided there by a person."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pipeline.errors import SettingsError
from pipeline.inert import clean, cut
from pipeline.loop import wording

Decisions: TypeAlias = Mapping[frozenset[str], bool]
"""Whether two tellings are one arrangement, by the names ``telling`` gives them."""

if TYPE_CHECKING:
    from pipeline.loop.records import Edge, Loop


UNDECIDED = "?"
MOST_ASKED = 500
"""A person decides a few; the next ones are asked when these are decided."""

_TWO = 2
_LONGEST_QUOTE = 220
_HEAD = """\
# Pairs of tellings that may be one arrangement, told by both sides. Made by a program from the documents; what you
# decide here is kept. Write same = true where both tell of one arrangement: it is then one flow with two pieces of
# evidence. Write same = false where they are two: they are not asked about again. The next run works with it.
# Comments here are lost.
"""


class Asked(NamedTuple):
    """A pair as it stands in the file; ``same`` is None until a person decides."""

    tellings: tuple[str, str]
    same: bool | None
    why: str = ""
    places: tuple[str, ...] = ()


def telling(edge: Edge, filer: str) -> str:
    """Give the name by which a decision knows a telling: who tells, and the id of the deal in its fact file."""
    return f"{filer}: {edge.statements[0].deal}"


def asked(text: str, name: str) -> tuple[Asked, ...]:
    """Read the file; raises ``SettingsError`` naming what is wrong with it."""
    try:
        pairs = tomllib.loads(text).get("pair", [])
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"it is no TOML: {error}", path=name, remedy="correct the line named") from error
    found = []
    for pair in pairs if isinstance(pairs, list) else [pairs]:
        told = pair.get("tellings") if isinstance(pair, dict) else None
        same = pair.get("same") if isinstance(pair, dict) else None
        if not (isinstance(told, list) and len(told) == _TWO and all(isinstance(one, str) for one in told)):
            raise SettingsError("a pair does not name two tellings", path=name, remedy="put back what was there")
        if same != UNDECIDED and not isinstance(same, bool):
            raise SettingsError(f"same = {same!r} says nothing", path=name, remedy='write true, false or "?"')
        places = tuple(str(place) for place in pair.get("places", ()))
        decided = same if isinstance(same, bool) else None
        found.append(Asked((told[0], told[1]), decided, str(pair.get("why", "")), places))
    return tuple(found)


def decisions(pairs: tuple[Asked, ...]) -> Decisions:
    """Give what was decided, by the two tellings."""
    return {frozenset(pair.tellings): pair.same for pair in pairs if pair.same is not None}


def loop_proposals(loop: Loop, before: tuple[Asked, ...]) -> str:
    """Write the file: what waits for a decision, then what was decided. Empty where there is nothing of either."""
    decided = sorted((pair for pair in before if pair.same is not None), key=lambda pair: sorted(pair.tellings))
    known = {frozenset(pair.tellings) for pair in decided}
    edges = {edge.id: edge for edge in loop.edges}
    names = {node.id: wording.short_name(node) for node in loop.nodes}
    nodes = {node.id: node for node in loop.nodes}
    sources = {source.sha256: source for source in loop.sources}

    def place(edge: Edge) -> str:
        said = edge.statements[0]
        does = wording.does(edge.kind, nodes[edge.giver])
        evidence = said.evidence[0]
        told = f"{names[edge.giver]} {does} {names[edge.taker]}, {wording.money(edge.size)}"
        where = f"{sources[said.source].path}, page {evidence.page}"
        return f"{told}: {where}: “{cut(evidence.quote, _LONGEST_QUOTE)}”"

    waiting = []
    for doubt in loop.doubts[:MOST_ASKED]:
        first, second = (edges[edge] for edge in doubt.edges)
        told = [telling(edge, sources[edge.statements[0].source].node) for edge in (first, second)]
        if frozenset(told) not in known:
            waiting.append(Asked((told[0], told[1]), None, doubt.why, (place(first), place(second))))
    blocks = [_block(pair) for pair in (*sorted(waiting), *decided)]
    return "\n".join([_HEAD, *blocks]) if blocks else ""


def _block(pair: Asked) -> str:
    same = _text(UNDECIDED) if pair.same is None else str(pair.same).lower()
    lines = [
        "[[pair]]",
        f"same = {same}",
        f"tellings = [{', '.join(map(_text, pair.tellings))}]",
        f"why = {_text(pair.why)}",
        "places = [",
        *(f"  {_text(place)}," for place in pair.places),
        "]",
    ]
    return "\n".join(lines) + "\n"


def _text(words: str) -> str:
    """Write a TOML string. Without characters that show nothing a JSON string is one."""
    return json.dumps(clean(words), ensure_ascii=False)
