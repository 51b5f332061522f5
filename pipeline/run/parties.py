"""What a person decided about names: where it is written, read for a run, and what is asked after it.

``parties.toml`` lies beside the output folder and is only read. ``party-proposals.toml`` lies in it: every run writes
it again with the decisions that stand in it. Light, because a run with nothing to do asks for the hash.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import SettingsError
from pipeline.run.inputs import project

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.records import Deal, Evidence, FactFile
    from pipeline.records.parties import PartyTable
    from pipeline.resolve import Mention
    from pipeline.run.atlas import Drawing

OWN = "parties.toml"
PROPOSALS = "party-proposals.toml"
_READ = 64
"""So many documents are kept at hand while places of names are looked up."""


class Said(NamedTuple):
    """Both files as they are now, empty where there is none. ``digest`` is empty while nothing is decided."""

    own: str
    proposals: str
    proposals_name: str
    digest: str

    def table(self) -> PartyTable:
        """Give the decisions in force; raises ``SettingsError`` naming file and line of what is wrong."""
        from pipeline.resolve import party_table  # noqa: PLC0415  (a run with nothing to do must not pay for it)

        return party_table(self.own, OWN, self.proposals, self.proposals_name)


def said(output: Path) -> Said:
    """Read both files; raises ``SettingsError`` for one that is no text or no TOML, naming its line."""
    own, proposals = project(output) / OWN, output / PROPOSALS
    name = proposals.as_posix()
    mine, proposed = read(own, OWN), read(proposals, name)
    decided = [_decision(pair) for pair in _toml(proposed, name).get("pair", []) if isinstance(pair, dict)]
    content = [_toml(mine, OWN), sorted(filter(None, decided))]
    if content == [{}, []]:
        return Said(mine, proposed, name, "")
    return Said(mine, proposed, name, hashlib.sha256(json.dumps(content, default=str).encode()).hexdigest()[:16])


def proposals(output: Path, drawing: Drawing, table: PartyTable) -> bytes:
    """Write the proposals for a folder; empty where there is nothing to ask and nothing was decided.

    The file is read again here: a run may have taken hours, and a person may have decided in between.
    """
    from pipeline.resolve import Named, doubtful, pairs, proposals_toml  # noqa: PLC0415  (as above)

    now = said(output)

    @lru_cache(maxsize=_READ)
    def told(path: str) -> list[Mention]:
        return [mention for stem in drawing.stems[path] for mention in _mentions(drawing.read(stem))]

    def read(paths: Sequence[str]) -> list[Mention]:
        return [mention for path in paths for mention in told(path)]

    names = [Named(*each) for each in drawing.spelt]
    text = proposals_toml(doubtful(names, table, read), pairs(now.proposals, now.proposals_name))
    return text.encode()


def waiting(now: Said) -> int:
    """Count the pairs that nobody decided yet."""
    from pipeline.resolve import pairs  # noqa: PLC0415  (as above)

    return sum(pair.same is None for pair in pairs(now.proposals, now.proposals_name))


def _mentions(facts: FactFile) -> Iterator[Mention]:
    from pipeline.records import PartyKind  # noqa: PLC0415  (as above)
    from pipeline.resolve import Mention  # noqa: PLC0415

    document = facts.document
    yield Mention(document.company, document.path, 1, "", filer=True)
    for deal in facts.deals:
        party = deal.counterparty
        if party.kind is PartyKind.NAMED:
            piece = _naming(deal)
            yield Mention(party.name, document.path, piece.page, piece.quote, party.aliases)


def _naming(deal: Deal) -> Evidence:
    """Give the piece of evidence that names the party, else the first."""
    names = (deal.counterparty.name, *deal.counterparty.as_written)
    found = (piece for name in names for piece in deal.evidence if " ".join(name.split()) in piece.quote)
    return next(found, deal.evidence[0])


def _decision(pair: dict[str, object]) -> str:
    """What of a pair changes what a run says: the names in their order and the decision; empty where nobody decided."""
    same = pair.get("same")
    return json.dumps([pair.get("names"), same], default=str) if isinstance(same, bool) else ""


def read(path: Path, name: str) -> str:
    """Read a file a person may have written, empty where there is none; raises ``SettingsError`` for no text."""
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise SettingsError(f"it cannot be read: {what}", path=name, remedy="correct it, or take it away") from error


def _toml(text: str, name: str) -> dict[str, list[object]]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"it is no TOML: {error}", path=name, remedy="correct the line named") from error
