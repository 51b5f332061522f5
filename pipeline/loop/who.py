"""Which party of the map every name is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.loop.build import in_order
from pipeline.loop.named import called, names_of
from pipeline.loop.parties import Parties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.records import FactFile
    from pipeline.records.parties import PartyTable


def who_is_who(fact_files: Sequence[FactFile], table: PartyTable | None = None) -> dict[tuple[str, str], str]:
    """Give the node of each deal's other party by (sha256 of the document, id of the deal).

    The filer itself stands under an empty id.
    """
    newest = in_order(fact_files)
    parties = Parties(names_of(newest), table)
    found: dict[tuple[str, str], str] = {}
    for file in newest:
        place = parties.place(file.document.sha256)
        found[file.document.sha256, ""] = parties.filers[place]
        for deal in file.deals:
            found[file.document.sha256, deal.id] = parties.party(called(deal.counterparty), place)
    return found
