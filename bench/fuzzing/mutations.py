"""Ways to damage the bytes of a file. Each is a pure function of the bytes and a source of chance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    Mutation = Callable[[bytes, random.Random], bytes]

LONGEST_RUN = 4096
_OBJECT = re.compile(rb"\d+ \d+ obj\b.*?\bendobj", re.DOTALL)
_TAG = re.compile(rb"<[^<>]{1,200}>")
_NUMBER = re.compile(rb"\d+")
_ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp037", "utf-7")
_NUMBERS = (b"0", b"-1", b"65535", b"2147483647", b"4294967296", b"99999999999999999999", b"1e308", b"0.000001")
_PIECES = (
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b"%%EOF",
    b"endobj",
    b"endstream",
    b"</table>",
    b"<table><tr><td colspan=1000000>",
    b"<!--",
    b"<![CDATA[",
    b"&#xD800;",
    b"&#0;",
    b"\xe2\x80\xae",
    b"\r",
    b"\x0c",
    b"\xc2\xa0" * 50,
)


def _place(data: bytes, rng: random.Random) -> int:
    return rng.randrange(len(data) + 1)


def _stretch(data: bytes, rng: random.Random) -> tuple[int, int]:
    start = _place(data, rng)
    return start, min(len(data), start + rng.randint(1, LONGEST_RUN))


def flipped(data: bytes, rng: random.Random) -> bytes:
    """Change bits here and there."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 4, 64, 1024))):
        if changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def truncated(data: bytes, rng: random.Random) -> bytes:
    """Cut the end off, or the beginning."""
    place = _place(data, rng)
    return data[:place] if rng.random() < 0.8 else data[place:]  # noqa: PLR2004  (mostly the end)


def dropped(data: bytes, rng: random.Random) -> bytes:
    """Leave a stretch out."""
    start, end = _stretch(data, rng)
    return data[:start] + data[end:]


def doubled(data: bytes, rng: random.Random) -> bytes:
    """Say a stretch again, perhaps many times."""
    start, end = _stretch(data, rng)
    return data[:end] + data[start:end] * rng.choice((1, 2, 50)) + data[end:]


def spliced(data: bytes, rng: random.Random) -> bytes:
    """Move a stretch elsewhere."""
    start, end = _stretch(data, rng)
    place = _place(data, rng)
    return data[:place] + data[start:end] + data[place:]


def zeroed(data: bytes, rng: random.Random) -> bytes:
    """Set a stretch to one byte."""
    start, end = _stretch(data, rng)
    return data[:start] + bytes([rng.choice((0, 32, 255))]) * (end - start) + data[end:]


def inserted(data: bytes, rng: random.Random) -> bytes:
    """Insert what means something to a reader."""
    place = _place(data, rng)
    return data[:place] + rng.choice(_PIECES) * rng.choice((1, 1, 1000)) + data[place:]


def renumbered(data: bytes, rng: random.Random) -> bytes:
    """Replace a few numbers: lengths, references, sizes, spans."""
    numbers = list(_NUMBER.finditer(data, *_stretch(data, rng)))
    for match in sorted(rng.sample(numbers, min(len(numbers), 3)), key=lambda match: -match.start()):
        data = data[: match.start()] + rng.choice(_NUMBERS) + data[match.end() :]
    return data


def repeated_objects(data: bytes, rng: random.Random) -> bytes:
    """Give objects of a PDF again under each other's numbers."""
    objects = [match.span() for match in _OBJECT.finditer(data)]
    if not objects:
        return doubled(data, rng)
    (a, b), (c, d) = rng.choice(objects), rng.choice(objects)
    head = data[a:b].partition(b"obj")[0]
    return data[:d] + b"\n" + head + b"obj" + data[c:d].partition(b"obj")[2] + data[d:]


def unclosed(data: bytes, rng: random.Random) -> bytes:
    """Leave tags out."""
    tags = [match.span() for match in _TAG.finditer(data)]
    for start, end in sorted(rng.sample(tags, min(len(tags), rng.choice((1, 5, 200)))), reverse=True):
        data = data[:start] + data[end:]
    return data


def nested(data: bytes, rng: random.Random) -> bytes:
    """Put a great depth of elements somewhere."""
    place = _place(data, rng)
    tag = rng.choice((b"<div>", b"<table><tr><td>", b"<b>", b"[", b"<<", b"("))
    return data[:place] + tag * rng.choice((300, 5000)) + data[place:]


def encoded_otherwise(data: bytes, rng: random.Random) -> bytes:
    """Write the text in another encoding, all of it or the second half."""
    cut = rng.choice((0, len(data) // 2))
    return data[:cut] + data[cut:].decode("utf-8", "replace").encode(rng.choice(_ENCODINGS), "replace")


def on_one_line(data: bytes, _: random.Random) -> bytes:
    """Take all line ends out."""
    return data.replace(b"\r", b"").replace(b"\n", b" ")


MUTATIONS: tuple[Mutation, ...] = (
    flipped,
    truncated,
    dropped,
    doubled,
    spliced,
    zeroed,
    inserted,
    renumbered,
    repeated_objects,
    unclosed,
    nested,
    encoded_otherwise,
    on_one_line,
)


def mutated(data: bytes, rng: random.Random) -> bytes:
    """Damage ``data`` in one to four ways."""
    for _ in range(rng.randint(1, 4)):
        data = rng.choice(MUTATIONS)(data, rng)
    return data
