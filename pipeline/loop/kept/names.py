"""Who is who after a change: all names are resolved again, and those who are now told of otherwise are found."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, NamedTuple

from pipeline.loop.build import newest_first, source_of
from pipeline.loop.kept.drawing import PUT_DOC, form_rows
from pipeline.loop.kept.tables import read_called, read_filing, unlike_rows
from pipeline.loop.named import Filing, Names, called, filing
from pipeline.loop.parties import Parties
from pipeline.loop.records import Source
from pipeline.loop.written import line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping, Sequence

    from pipeline.loop.kept.drawing import Doc
    from pipeline.loop.named import Called
    from pipeline.records import FactFile
    from pipeline.records.parties import PartyTable


class Known(NamedTuple):
    """A document as it is kept; ``order`` sorts the newest first, ``node`` is the one it was filed by before."""

    stem: str
    order: tuple[int, str, str]
    node: str | None
    filing: Filing
    calls: Sequence[int]


class Resolved(NamedTuple):
    """All documents, the newest first, and who is who. ``affected`` are filers whose flows have to be taken anew."""

    docs: list[Known]
    names: Names
    parties: Parties
    affected: frozenset[str]

    def places(self) -> dict[str, int]:
        """Give the place of each document from the newest to the oldest."""
        return {doc.filing.sha256: place for place, doc in enumerate(self.docs)}

    def paths(self) -> dict[str, str]:
        """Give the path of each document."""
        return {doc.filing.sha256: doc.order[1] for doc in self.docs}

    def filers(self) -> dict[str, str]:
        """Give the node that filed each document."""
        return {doc.filing.sha256: self.parties.filer(doc.filing.sha256) for doc in self.docs}


class Change(NamedTuple):
    """Fact files that are new or other than before, by stem and with their documents, and stems that are no more."""

    docs: Sequence[Doc]
    files: Mapping[str, FactFile]
    gone: Collection[str]


def resolved(base: sqlite3.Connection, change: Change, table: PartyTable) -> Resolved | None:
    """Take a change into the tables of documents and names; None where two fact files are of one document."""
    forms = [read_called(text) for (text,) in base.execute("SELECT called FROM form ORDER BY number")]
    standing = [node for (node,) in base.execute("SELECT node FROM form ORDER BY number")]
    before = _docs(base)
    left = {doc.stem: doc for doc in before}
    touched = [left.pop(stem) for stem in {*change.files, *change.gone} if stem in left]
    numbers = {form: number for number, form in enumerate(forms)}
    docs = [*left.values(), *(_doc(stem, file, numbers) for stem, file in change.files.items())]
    if len({doc.filing.sha256 for doc in docs}) != len(docs):
        return None
    docs.sort(key=lambda doc: doc.order)
    names = Names([doc.filing for doc in docs], tuple(numbers), [doc.calls for doc in docs])
    parties = Parties(names, table)
    affected = {doc.node for doc in touched}
    moved = {number for number, node in enumerate(standing) if parties.standing[number] != node}
    for doc in docs:
        node = parties.filer(doc.filing.sha256)
        if node != doc.node or not moved.isdisjoint(doc.calls):
            affected |= {doc.node, node}
    unlike = unlike_rows(parties.unlike_others(), parties.filers)
    former = dict(base.execute("SELECT node, unlike FROM filer"))
    affected |= {node for node, told in unlike if former.get(node) != told}
    now = Resolved(docs, names, parties, frozenset(filter(None, affected)))
    _write(base, now, change)
    base.execute("DELETE FROM filer")
    base.executemany("INSERT INTO filer VALUES(?,?)", unlike)
    base.executemany("UPDATE form SET node=? WHERE number=?", ((parties.standing[one], one) for one in moved))
    new = len(standing)
    base.executemany(
        "INSERT INTO form VALUES(?,?,?)", form_rows(names.forms[new:], parties.standing[new : len(names.forms)], new)
    )
    return now


def _docs(base: sqlite3.Connection) -> list[Known]:
    rows = base.execute("SELECT stem, day, path, sha, node, filing, calls FROM doc").fetchall()
    filings = json.loads(f"[{','.join(row[5] for row in rows)}]")
    return [
        Known(row[0], row[1:4], row[4], read_filing(told), array("I", row[6]))
        for row, told in zip(rows, filings, strict=True)
    ]


def _doc(stem: str, file: FactFile, numbers: dict[Called, int]) -> Known:
    calls = [numbers.setdefault(called(deal.counterparty), len(numbers)) for deal in file.deals]
    return Known(stem, newest_first(file.document), None, filing(file.document), calls)


def _write(base: sqlite3.Connection, now: Resolved, change: Change) -> None:
    gone = {*change.gone, *change.files}
    base.executemany("DELETE FROM doc WHERE stem=?", ((stem,) for stem in gone))
    rows = {doc.stem: doc for doc in change.docs}
    for doc in now.docs:
        node = now.parties.filer(doc.filing.sha256)
        if doc.stem in rows:
            source = source_of(change.files[doc.stem], node)
            base.execute(PUT_DOC, rows[doc.stem].row(source, doc.filing, doc.calls))
        elif doc.node != node:
            (told,) = base.execute("SELECT source FROM doc WHERE stem=?", (doc.stem,)).fetchone()
            source = Source.model_validate_json(told).model_copy(update={"node": node})
            base.execute("UPDATE doc SET node=?, source=? WHERE stem=?", (node, line(source).decode(), doc.stem))
