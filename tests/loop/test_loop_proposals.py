"""Tellings that may be one arrangement: asked about, decided by a person, and never asked again."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from pipeline import config
from pipeline.errors import SettingsError
from pipeline.loop import asked, capital_loop, decisions, loop_proposals
from pipeline.loop.records import Agreement
from pipeline.run import overview
from pipeline.run.facts import to_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[..., Any]

NAME = "outputs/loop-proposals.toml"


@pytest.fixture
def files(facts: Make, deal: Make) -> list[Any]:
    """One side tells an amount, the other none."""
    return [
        facts("Brightwater", deal("Tessel", billions=None, id="ours", quote="We buy “much” of Tessel.")),
        facts("Tessel", deal("Brightwater", "sales_contract", "counterparty", billions="3", id="theirs")),
    ]


def answered(files: list[Any], same: str) -> str:
    return loop_proposals(capital_loop(files), ()).replace('same = "?"', f"same = {same}")


def test_a_doubtful_pair_is_asked_about_with_quotes_and_pages(files: list[Any]) -> None:
    text = loop_proposals(capital_loop(files), ())
    (pair,) = tomllib.loads(text)["pair"]
    assert pair["same"] == "?"
    assert pair["tellings"] == ["brightwater: ours", "tessel: theirs"]
    assert pair["places"][0] == (
        "Brightwater buys from Tessel, not disclosed: filings/brightwater.pdf, page 7: “We buy “much” of Tessel.”"
    )
    assert decisions(asked(text, NAME)) == {}


def test_said_to_be_one_it_is_one_flow_with_two_pieces_of_evidence(files: list[Any]) -> None:
    said = asked(answered(files, "true"), NAME)
    loop = capital_loop(files, None, decisions(said))
    (edge,) = loop.edges
    assert edge.agreement is Agreement.CONFIRMED
    assert len(edge.statements) == 2
    assert edge.size is not None
    assert loop.doubts == ()


def test_said_to_be_two_it_is_not_asked_about_again(files: list[Any]) -> None:
    said = asked(answered(files, "false"), NAME)
    loop = capital_loop(files, None, decisions(said))
    assert len(loop.edges) == 2
    assert loop.doubts == ()
    kept = loop_proposals(loop, said)
    assert "same = false" in kept
    assert asked(kept, NAME) == said


def test_a_person_goes_before_the_amounts(facts: Make, deal: Make) -> None:
    files = [
        facts("Brightwater", deal("Tessel", billions="3", id="ours")),
        facts("Tessel", deal("Brightwater", "sales_contract", "counterparty", billions="9", id="theirs")),
    ]
    key = frozenset({"brightwater: ours", "tessel: theirs"})
    assert len(capital_loop(files).edges) == 2
    (edge,) = capital_loop(files, None, {key: True}).edges
    assert (edge.agreement, edge.differs) == (Agreement.CONFLICTING, ("amount",))
    alike = [
        files[0],
        facts("Tessel", deal("Brightwater", "sales_contract", "counterparty", billions="3", id="theirs")),
    ]
    assert len(capital_loop(alike, None, {key: False}).edges) == 2


@pytest.mark.parametrize(
    "text",
    ["[[pair", "[[pair]]\nsame = true", '[[pair]]\ntellings = ["a", "b"]\nsame = "yes"', "pair = 3"],
)
def test_a_mistake_in_the_file_is_named(text: str) -> None:
    with pytest.raises(SettingsError, match="loop-proposals"):
        asked(text, NAME)


def test_words_of_filings_cannot_write_into_the_file(facts: Make, deal: Make) -> None:
    evil = '"]\nsame = true\n[[pair]]\ntellings = ["a", "b"]\n#\x1b'
    files = [
        facts("Brightwater", deal("Tessel", billions=None, quote=evil)),
        facts("Tessel", deal("Brightwater", "sales_contract", "counterparty", quote=evil)),
    ]
    assert len(asked(loop_proposals(capital_loop(files), ()), NAME)) == 1
    assert decisions(asked(loop_proposals(capital_loop(files), ()), NAME)) == {}


def test_the_overview_writes_the_file_and_works_with_what_it_says(files: list[Any], tmp_path: Path) -> None:
    output = tmp_path / "outputs"
    for file in files:
        folder = output / file.document.company
        folder.mkdir(parents=True)
        (folder / "2031-06-30_10-Q.json").write_bytes(to_json(file))
    overview.redraw(output, config.load({}))
    asked_there = (output / "loop-proposals.toml").read_bytes()
    assert b'same = "?"' in asked_there
    assert (output / "loop.csv").read_bytes().count(b"\n") == 3
    (output / "loop-proposals.toml").write_bytes(asked_there.replace(b'"?"', b"true"))
    overview.redraw(output, config.load({}))
    assert b"same = true" in (output / "loop-proposals.toml").read_bytes()
    assert (output / "loop.csv").read_bytes().count(b"\n") == 2


def test_where_there_is_nothing_to_ask_there_is_no_file(facts: Make, deal: Make, tmp_path: Path) -> None:
    (tmp_path / "ALDR").mkdir()
    (tmp_path / "ALDR" / "2031.json").write_bytes(to_json(facts("Alder", deal("Birch"))))
    overview.redraw(tmp_path, config.load({}))
    assert (tmp_path / "loop.md").is_file()
    assert not (tmp_path / "loop-proposals.toml").exists()
