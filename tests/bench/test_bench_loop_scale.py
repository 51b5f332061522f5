"""The bench of the map's scale makes fact files the program reads, and the same ones every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.loop_scale import generate, name
from pipeline.records.parties import PartyTable
from pipeline.run import mapping

if TYPE_CHECKING:
    from pathlib import Path


def test_every_generated_flow_is_on_the_map(tmp_path: Path) -> None:
    generate(tmp_path, files=40, deals=5, companies=30)
    found = mapping.told(tmp_path)
    assert (len(found.files), found.unread) == (40, [])
    loop = mapping.drawn(found.files, PartyTable())
    assert sum(len(edge.statements) for edge in loop.edges) + len(loop.left_out) == 40 * 5
    assert len([node for node in loop.nodes if node.filer]) == 15


def test_the_same_is_generated_every_time(tmp_path: Path) -> None:
    told = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        generate(folder, files=5, deals=3, companies=10)
        told.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.json")})
    assert told[0] == told[1]


def test_no_two_companies_have_one_name() -> None:
    assert len({name(number) for number in range(5000)}) == 5000
