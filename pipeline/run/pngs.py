"""The PNG beside every SVG, where a run is asked for it: drawn anew where its SVG changed, taken away with it.

A PNG follows from its SVG alone, so nothing is read again for it. What a PNG was drawn from and how it was left is a
note in the store. A run that is not asked for PNGs takes away those an earlier one left: none may show what was.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from pipeline.run.overview import MAP, as_left
from pipeline.store import Written

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.config import Settings
    from pipeline.store import Store

_NOTE = "png"


class _Drawn(NamedTuple):
    """What a PNG was drawn from, and how it was left; ``lacks`` are letters for want of which there is none."""

    svg: str
    left: Written | None = None
    lacks: str = ""


def are_outdated(output: Path, store: Store, settings: Settings) -> bool:
    """Tell whether a PNG is missing, was changed by hand, shows another picture than its SVG, or should not be."""
    noted = _noted(store)
    if not settings.png and not noted:
        return False
    wanted = _wanted(output, store) if settings.png else {}
    return noted.keys() != wanted.keys() or any(
        not _stands(noted[name], svg, settings.png_font, output) for name, svg in wanted.items()
    )


def refresh(output: Path, store: Store, settings: Settings) -> tuple[str, ...]:
    """Draw what is to be drawn; give what a person should know, each in a sentence.

    Raises ``PublishError`` where a file cannot be written, ``SettingsError`` for a font that is not there.
    """
    from pipeline.brief.png import drawn, lacking  # noqa: PLC0415  (a run that draws nothing needs no renderer)
    from pipeline.run.publish import Publisher  # noqa: PLC0415  (as above)

    publisher, noted = Publisher(output, store, {}), _noted(store)
    wanted = _wanted(output, store) if settings.png else {}
    now: dict[str, _Drawn] = {}
    try:
        for name, svg in wanted.items():
            before = noted.get(name)
            if before is not None and _stands(before, svg, settings.png_font, output):
                now[name] = before
                continue
            picture = (output / name).with_suffix(".svg").read_text("utf-8")
            lacks = "" if settings.png_font else lacking(picture)
            left = before.left if before else None
            if lacks:
                publisher.take_away(name, left)
                now[name] = _Drawn(svg, lacks=lacks)
            else:
                now[name] = _Drawn(
                    _with(svg, settings.png_font), publisher.replace(name, drawn(picture, settings.png_font), left)
                )
        for name in noted.keys() - wanted.keys():
            publisher.take_away(name, noted[name].left)
    finally:
        # Also where it ends early: what was drawn is known, and what was not is drawn the next time.
        store.set_note(
            _NOTE, json.dumps(now | {name: noted[name] for name in noted.keys() & wanted.keys() - now.keys()})
        )
    return (*(f"kept what was changed by hand: {path}" for path in publisher.edited), *_told(now))


def _told(now: dict[str, _Drawn]) -> tuple[str, ...]:
    lacking = [drawn.lacks for drawn in now.values() if drawn.lacks]
    if not lacking:
        return ()
    counted = "1 picture has" if len(lacking) == 1 else f"{len(lacking)} pictures have"
    letters = "".join(dict.fromkeys("".join(lacking)))[:6]
    why = f"the font that comes with the program has no letters such as {letters}"
    return (f"{counted} no PNG: {why}; name a font file in briefs.toml: png_font",)


def _wanted(output: Path, store: Store) -> dict[str, str]:
    """Give the hash of the SVG by the name of each PNG: of every briefing, and of the map."""
    rows = [file for row in store.done().values() for file in row.outputs if file.name.endswith(".svg")]
    rows += [file for file in as_left(store) if file.name == MAP]
    return {
        f"{file.name.removesuffix('.svg')}.png": _digest(file, output)
        for file in rows
        if (output / file.name).is_file()
    }


def _digest(file: Written, output: Path) -> str:
    if file.digest and file.is_left(output):
        return file.digest
    return hashlib.sha256((output / file.name).read_bytes()).hexdigest()[:32]


def _with(svg: str, font: str) -> str:
    return f"{svg} {font}" if font else svg


def _stands(drawn: _Drawn, svg: str, font: str, output: Path) -> bool:
    """Tell whether a PNG shows its SVG and was not touched, or cannot be drawn any more than before."""
    if drawn.left is None:
        return drawn.svg == svg and not font
    return drawn.svg == _with(svg, font) and drawn.left.is_left(output)


def _noted(store: Store) -> dict[str, _Drawn]:
    noted = json.loads(store.note(_NOTE) or "{}")
    return {name: _Drawn(svg, Written(*left) if left else None, lacks) for name, (svg, left, lacks) in noted.items()}
