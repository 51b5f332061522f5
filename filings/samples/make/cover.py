"""The cover page of Form 10-Q and Form 10-K, as data and as lines to be set."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cover:
    """What a registrant puts on its cover, and how its filing is set."""

    company: str
    form: str
    period: str
    period_end: str
    fiscal: str
    file_number: str
    cik: str
    state: str
    ein: str
    address: str
    zip: str
    phone: str
    securities: tuple[tuple[str, str, str], ...]
    shares: str
    filed: str
    header: str
    signatures: tuple[tuple[str, str], ...]
    status: str = "Large accelerated filer"
    market_value: str = ""
    font: str = "Helvetica"
    size: float = 9.5
    tinted: bool = False
    ragged: bool = False
    running: str = "contents"


WORDS = tomllib.loads((Path(__file__).parent / "content" / "forms" / "cover.toml").read_text(encoding="utf-8"))


def read(data: dict[str, object]) -> Cover:
    """Make a cover from the ``[cover]`` table of a content file."""
    fixed = dict(data)
    for key in ("securities", "signatures"):
        rows = data[key]
        if not isinstance(rows, list):
            raise TypeError(f"{key} is a list of rows")
        fixed[key] = tuple(tuple(row) for row in rows)
    return Cover(**fixed)  # type: ignore[arg-type]  # a wrong key or shape is a typing error of the content file


def cover_lines(cover: Cover) -> list[tuple[str, str]]:
    """Give (kind, text) from top to bottom. ``pair`` holds cells divided by ``|``."""
    annual = cover.form == "10-K"
    fields = {
        **asdict(cover),
        "kind": "ANNUAL" if annual else "QUARTERLY",
        "length": "fiscal year" if annual else "quarterly period",
    }
    lines: list[tuple[str, str]] = []
    for kind, text in WORDS["lines"]:
        if kind.startswith("10-K "):
            lines += [(kind.removeprefix("10-K "), text.format(**fields))] if annual else []
        elif kind == "securities":
            lines += [("pair", "|".join(row)) for row in cover.securities]
        elif kind == "statuses":
            boxes = [f"{name} {'[X]' if name == cover.status else '[ ]'}" for name in WORDS["statuses"]]
            lines.append(("centre", "   ".join(box.replace(" ", "\u00a0") for box in boxes)))
        else:
            lines.append((kind, text.format(**fields)))
    return lines


def opening(cover: Cover) -> str:
    """Give the sentence above the signatures."""
    return str(WORDS["opening"][cover.form])
