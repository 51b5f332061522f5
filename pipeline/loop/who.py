"""Which party of the map every name is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.loop.build import newest_first
from pipeline.loop.parties import Parties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.records import FactFile
    from pipeline.records.parties import PartyTable


def who_is_who(fact_files: Sequence[FactFile], table: PartyTable | None = None) -> dict[tuple[str, str], str]:
    """Give the node of each deal's other party by (sha256 of the document, id of the deal).

    The filer itself stands under an empty id.
    """
    newest = sorted(fact_files, key=newest_first)
    parties = Parties(newest, table)
    found: dict[tuple[str, str], str] = {}
    for file in newest:
        filer = parties.filer(file.document)
        found[file.document.sha256, ""] = filer
        for deal in file.deals:
            found[file.document.sha256, deal.id] = parties.party(deal.counterparty, filer)
    return found
