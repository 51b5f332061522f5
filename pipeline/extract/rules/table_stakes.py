"""Companies held in part, each in a row of its own with the share held and what it is carried at (ASC 323)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.rules.columns import amounts_of
from pipeline.extract.rules.naming import RUN, is_false
from pipeline.extract.rules.text import fold
from pipeline.records import CellUnit, ProposedAmount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.extract.rules.columns import Around
    from pipeline.records import Cell, Row

# "Our equity method investments consisted of the following": with a column of "Ownership percentages".
_HELD = re.compile(r"equity[- ]method (?:invest|affiliat)|accounted for under the equity method|equity affiliates")
_SHARE_HEAD = re.compile(r"ownership|owned|% (?:held|interest)|interest held|equity interest", re.IGNORECASE)
_NO_COMPANY = re.compile(r"^(?:other|others|total|various|all other)\b", re.IGNORECASE)
_MOST = Decimal(60)


class Held(NamedTuple):
    """A row of such a table: who is held, the share and what it is carried at, the share last."""

    row: Row
    name: str
    amounts: tuple[ProposedAmount, ...]


def held(around: Around) -> Iterator[Held]:
    """The companies of a table of stakes; nothing where no column says how much of each is owned."""
    if not _HELD.search(around.words) or not any(_SHARE_HEAD.search(head) for head in around.table.columns):
        return
    for row in around.table.rows:
        name = " ".join(fold(row.label).split())
        share = _share(row)
        if share is None or _NO_COMPANY.match(name) or is_false(name) or not RUN.fullmatch(name):
            continue
        carried = amounts_of(around, row, "carried at")
        if carried:
            owned = ProposedAmount(
                value=share.value or Decimal(0),
                unit="percent",
                what="share held",
                as_written=around.document.text[share.start : share.end],
            )
            yield Held(row, name, (*carried, owned))


def _share(row: Row) -> Cell | None:
    cells = [c for c in row.cells if c.unit is CellUnit.PERCENT and c.value is not None and 0 < c.value <= _MOST]
    return cells[0] if cells else None
