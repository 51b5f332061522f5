"""A document written down in a test: its blocks, with tables, unit lines and sections where the words say so."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.records import (
    Block,
    BlockKind,
    Cell,
    Document,
    Form,
    Identity,
    Page,
    Row,
    Scale,
    Section,
    SpeakerKind,
    Table,
)

UNITS = "(in millions)"


class Part(NamedTuple):
    """One block. Neighbours with the same ``key`` stand in one section."""

    kind: BlockKind
    words: str
    key: str = ""
    speaker: str | None = None
    voice: SpeakerKind | None = None


def paragraph(words: str, key: str = "") -> Part:
    return Part(BlockKind.PARAGRAPH, words, key)


def written(parts: list[Part], form: Form = Form.TEN_Q, titles: dict[str, str] | None = None) -> Document:
    """Write the parts one below the other. A line of a table is a row; "(in millions)" governs what comes after it."""
    text = ""
    blocks: list[Block] = []
    tables: list[Table] = []
    scales: list[Scale] = []
    runs: list[tuple[str, int, int]] = []
    for part in parts:
        start = len(text)
        text += part.words + "\n\n"
        end = start + len(part.words)
        blocks.append(Block(start=start, end=end, kind=part.kind, speaker=part.speaker, voice=part.voice))
        if UNITS in part.words:
            at = start + part.words.index(UNITS)
            scales.append(
                Scale(start=at, end=at + len(UNITS), multiplier=10**6, governs_start=at, governs_end=at + 10**5)
            )
        if part.kind is BlockKind.TABLE:
            tables.append(Table(start=start, end=end, page=1, rows=_rows(part.words, start)))
        if runs and runs[-1][0] == part.key:
            runs[-1] = (part.key, runs[-1][1], len(text))
        else:
            runs.append((part.key, start, len(text)))
    return Document(
        path="maplewood.txt",
        sha256="0" * 64,
        media="text",
        identity=Identity(company="Maplewood Devices, Inc.", form=form),
        text=text,
        pages=(Page(start=0, end=len(text), number=1),),
        blocks=tuple(blocks),
        tables=tuple(tables),
        scales=tuple(scales),
        sections=tuple(
            Section(start=low, end=high, key=key, title=(titles or {}).get(key, key), first_page=1, last_page=1)
            for key, low, high in runs
            if key
        ),
    )


def _rows(words: str, start: int) -> tuple[Row, ...]:
    """Lines with a figure; a line without one is the heading of those below it."""
    rows: list[Row] = []
    group: tuple[str, ...] = ()
    for line in words.split("\n"):
        if any(letter.isdigit() for letter in line):
            cell = Cell(start=start + line.rindex(" ") + 1 if " " in line else start, end=start + len(line), column=0)
            rows.append(Row(start=start, end=start + len(line), label=line, cells=(cell,), group=group))
        elif rows:
            group = (line,)
        start += len(line) + 1
    return tuple(rows)
