"""The small markup the sample filings are written in, read into blocks.

``#`` to ``####`` headings, ``- `` bullets, ``^ `` centred lines, ``>>>`` a page break, ``:::`` a table (see
``sheet``), ``!risk name`` a paragraph from the text bank, ``!toc`` and ``!signatures``; all else is a paragraph.
``*slanted*`` and ``**bold**`` may stand inside a paragraph, ``[[name words]]`` marks words that prove the planted deal
``name`` (``[[name* words]]`` its best evidence, ``[[one,two words]]`` that of two), and figures stand in braces:

``{balance.cash}`` as in the table · ``{bn income.revenue}`` billions of a table in millions · ``{mn ...}`` millions of
a table in thousands · ``{pct a / b}`` a share · ``{up a / b}`` growth. ``@2`` names the second column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sheet import Table, Workbook, figure, parse

MACRO = re.compile(r"\{(?:(bn|mn|pct|up) )?([^{}]+)\}")
PROOF = re.compile(r"\[\[([a-z0-9_,]+)(\*?) (.+?)\]\]")


@dataclass(frozen=True)
class Block:
    """One piece of a document. ``kind``: h1 to h4, para, bullet, centre, break, table, toc, signatures."""

    kind: str
    text: str = ""
    table: Table | None = None


class Proofs:
    """The words that prove each planted deal, gathered in text order and given best first."""

    def __init__(self) -> None:
        self._found: dict[str, list[tuple[bool, str]]] = {}

    def take(self, text: str) -> str:
        """Note the marked words of a text and give the text without the marks."""
        for names, best, words in PROOF.findall(text):
            for name in names.split(","):
                self._found.setdefault(name, []).append((not best, plain(words)))
        return PROOF.sub(r"\3", text)

    def ordered(self) -> dict[str, list[str]]:
        """Give the words by deal."""
        return {
            name: [words for _, words in sorted(found, key=lambda one: one[0])] for name, found in self._found.items()
        }


@dataclass(frozen=True)
class Text:
    """A document as written: blocks in order, its tables, and the words that prove each planted deal, best first."""

    blocks: list[Block]
    book: Workbook
    proofs: dict[str, list[str]]


def read(source: str, bank: dict[str, tuple[str, str]]) -> Text:
    """Read a document, work out every figure in braces and take the marks of proof off."""
    written = _blocks(source.splitlines(), bank)
    book = Workbook([block.table for block in written if block.table is not None])
    proofs = Proofs()
    blocks = [Block(block.kind, proofs.take(fill(block.text, book)), block.table) for block in written]
    return Text(blocks, book, proofs.ordered())


def _blocks(lines: list[str], bank: dict[str, tuple[str, str]]) -> list[Block]:
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        line = lines[at].rstrip()
        at += 1
        if not line:
            continue
        if line.startswith(":::"):
            end = next(index for index in range(at, len(lines)) if lines[index].strip() == ":::")
            blocks.append(Block("table", table=parse([line, *(row.rstrip() for row in lines[at:end] if row.strip())])))
            at = end + 1
        elif line.startswith("!risk "):
            head, body = bank[line.removeprefix("!risk ")]
            blocks += [Block("para", f"***{head}***"), *(Block("para", part) for part in body.split("\n\n"))]
        elif line.startswith("!"):
            blocks.append(Block(line[1:]))
        elif line == ">>>":
            blocks.append(Block("break"))
        elif line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            blocks.append(Block(f"h{level}", line.lstrip("# ")))
        else:
            kind = {"- ": "bullet", "^ ": "centre"}.get(line[:2], "para")
            blocks.append(Block(kind, line if kind == "para" else line[2:]))
    return blocks


def fill(text: str, book: Workbook) -> str:
    """Replace each figure in braces."""

    def one(found: re.Match[str]) -> str:
        how, formula = found.groups()
        value = book.compute(formula)
        if how in {"bn", "mn"}:
            return f"${value / 1000:,.1f} {'billion' if how == 'bn' else 'million'}"
        if how in {"pct", "up"}:
            share = (value - (how == "up")) * 100
            return f"{abs(share).quantize(Decimal(1), ROUND_HALF_UP)}%"
        return figure(value)

    return MACRO.sub(one, text)


def bank(source: str) -> dict[str, tuple[str, str]]:
    """Read the text bank: ``## name``, one line that is the heading, then paragraphs."""
    entries = {}
    for part in source.split("\n## ")[1:]:
        name, head, body = part.strip().split("\n", 2)
        entries[name.strip()] = (head.strip(), body.strip())
    return entries


def plain(text: str) -> str:
    """Take the marks off a text."""
    return text.replace("*", "")


def spoken(source: str) -> tuple[str, dict[str, list[str]]]:
    """Read a transcript, which is written as it is served but for the marks of proof: its words, and the proofs."""
    proofs = Proofs()
    return proofs.take(source), proofs.ordered()
