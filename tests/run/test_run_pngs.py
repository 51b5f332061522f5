"""PNGs beside the pictures: asked for, kept true, taken away, and never at the cost of somebody's own file."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.brief.png import FONTS, drawn, lacking
from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline import config
    from tests.run.conftest import Heard

ALDER = "ALDR|10-Q|2025-09-30|Alder buys"
BIRCH = "BRCH|10-K|2025-06-30|Birch sells"
PNG: dict[str, config.Value | None] = {"png": True}


def pngs(world: Any) -> list[str]:
    return [name for name in world.bytes() if name.endswith(".png")]


def size(content: bytes) -> tuple[int, int]:
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = struct.unpack(">II", content[16:24])
    return wide, high


def test_every_picture_and_the_map_get_a_png_where_they_are_asked_for(world: Any) -> None:
    world.put("filings/a.txt", ALDER)
    world.put("filings/b.txt", BIRCH)
    world.run()
    assert pngs(world) == []
    world.run(flags=PNG)
    assert pngs(world) == ["ALDR/2025-09-30_10-Q.png", "BRCH/2025-06-30_10-K.png", "loop.png"]
    wide, high = size(world.bytes()["ALDR/2025-09-30_10-Q.png"])
    assert wide == 1620
    assert 300 < high < wide


def test_a_second_run_draws_nothing(world: Any) -> None:
    world.put("filings/a.txt", ALDER)
    world.run(flags=PNG)
    before = {name: (world.output / name).stat().st_mtime_ns for name in pngs(world)}
    report = world.run(flags=PNG)
    assert set(world.results(report).values()) == {"unchanged"}
    assert before == {name: (world.output / name).stat().st_mtime_ns for name in pngs(world)}


def test_a_setting_asks_for_them_as_well_as_the_flag(world: Any) -> None:
    world.put("filings/a.txt", ALDER)
    world.put("briefs.toml", "png = true\n")
    world.run()
    assert "ALDR/2025-09-30_10-Q.png" in pngs(world)


def test_a_picture_that_changed_is_drawn_again(world: Any) -> None:
    world.put("filings/a.txt", ALDER)
    world.run(flags=PNG)
    first = world.bytes()["ALDR/2025-09-30_10-Q.png"]
    world.put("filings/a.txt", f"{ALDER} partial")
    world.run(flags=PNG)
    assert world.bytes()["ALDR/2025-09-30_10-Q.png"] != first  # it says that not everything was read


def test_a_png_goes_with_its_page(world: Any) -> None:
    world.put("filings/a.txt", ALDER)
    world.put("filings/b.txt", f"{ALDER} again")
    world.run(flags=PNG)
    (former,) = (name for name in pngs(world) if "10-Q-" in name)
    world.put("filings/b.txt", f"{ALDER} corrected")
    world.run(flags=PNG)
    assert former not in pngs(world)
    assert len(pngs(world)) == 3


def test_a_png_changed_by_hand_is_kept_aside_and_made_again(world: Any, heard: Heard) -> None:
    world.put("filings/a.txt", ALDER)
    world.run(flags=PNG)
    path = world.output / "ALDR/2025-09-30_10-Q.png"
    ours = path.read_bytes()
    path.write_bytes(b"my own")
    world.run(flags=PNG, heard=heard)
    assert path.read_bytes() == ours
    (kept,) = (world.output / ".briefs/edited").rglob("*.png")
    assert kept.read_bytes() == b"my own"
    assert any(kept.name in note for note in heard.notes)


def test_a_file_that_was_there_before_is_kept_aside(world: Any) -> None:
    world.put("filings/a.txt", ALDER)
    world.run()
    (world.output / "loop.png").write_bytes(b"somebody's")
    world.run(flags=PNG)
    (kept,) = (world.output / ".briefs/edited").rglob("*.png")
    assert kept.read_bytes() == b"somebody's"


def test_a_deleted_png_is_drawn_again_without_reading_the_document_again(world: Any) -> None:
    world.put("filings/a.txt", ALDER)
    world.run(flags=PNG)
    (world.output / "ALDR/2025-09-30_10-Q.png").unlink()
    report = world.run(flags=PNG)
    assert set(world.results(report).values()) == {"unchanged"}
    assert "ALDR/2025-09-30_10-Q.png" in pngs(world)


def test_a_run_that_is_not_asked_takes_them_away(world: Any) -> None:
    world.put("filings/a.txt", ALDER)
    world.run(flags=PNG)
    world.run()
    assert pngs(world) == []


def test_letters_the_font_has_not_leave_a_picture_without_png_and_are_told(world: Any, heard: Heard) -> None:
    world.put("filings/a.txt", ALDER)
    world.put("filings/b.txt", BIRCH.replace("BRCH", "华夏"))
    world.run(flags=PNG, heard=heard)
    # The map shows no company without a deal, so it has its letters.
    assert pngs(world) == ["ALDR/2025-09-30_10-Q.png", "loop.png"]
    (told,) = (note for note in heard.notes if "PNG" in note)
    assert told.startswith("1 picture has no PNG: the font that comes with the program has no letters such as 华夏")
    before = len(heard.notes)
    world.run(flags=PNG, heard=heard)
    assert not any("PNG" in note for note in heard.notes[before:])  # said once, not every night


def test_a_font_of_ones_own_draws_them(world: Any) -> None:
    world.put("filings/b.txt", BIRCH.replace("BRCH", "华夏"))
    world.run(flags=PNG)
    world.run(flags={**PNG, "png_font": str(FONTS / "LiberationSans-Regular.ttf")})
    assert len(pngs(world)) == 2


def test_a_font_that_is_not_there_is_told_and_no_page_is_lost(world: Any) -> None:
    world.put("filings/a.txt", ALDER)
    report = world.run(flags={**PNG, "png_font": "gone.ttf"})
    assert any("no such font file" in problem for problem in report.problems)
    assert "ALDR/2025-09-30_10-Q.md" in world.bytes()


def test_the_same_picture_gives_the_same_bytes_whatever_fonts_a_machine_has(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40" width="200" height="40" '
        'font-family="Arial, Liberation Sans, sans-serif"><text x="5" y="25" font-weight="700">Alder → 5</text></svg>'
    )
    first = drawn(svg)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "none.conf"))
    assert drawn(svg) == first
    assert drawn(svg.replace("Alder", "     ")) != first  # its letters are drawn
    with pytest.raises(SettingsError, match="no such font file"):
        drawn(svg, "gone.ttf")


def test_letters_said_to_be_in_the_font_are_in_it() -> None:
    """Each is drawn otherwise than a letter that no font of the program has."""
    image = pytest.importorskip("PIL.ImageFont", reason="needs Pillow, which looks into the font")
    for face in ("Regular", "Bold"):
        font = image.truetype(str(FONTS / f"LiberationSans-{face}.ttf"), 40)
        none = bytes(font.getmask("\uffff"))
        said = [chr(code) for code in range(0x21, 0x2300) if chr(code).isprintable() and not chr(code).isspace()]
        for letter in said:
            if not lacking(f"<t>{letter}</t>" if letter not in "<&" else "<t/>"):
                assert bytes(font.getmask(letter)) != none, hex(ord(letter))
    assert lacking("<svg><text>Ωmega, Ελλάς, Москва, Łódź, €5 – “é” → 华为 ©</text></svg>") == "华为"
