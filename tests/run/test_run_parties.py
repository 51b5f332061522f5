"""What a person decided about names, as a run sees it: read, hashed, and told by the doctor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline import config
from pipeline.errors import SettingsError
from pipeline.run import parties
from pipeline.run.doctor import Finding, Health, examine

if TYPE_CHECKING:
    from tests.run.conftest import World

Q3 = "ALDR|10-Q|2025-09-30|"
PARTY = '[[party]]\nname = "Birch"\naliases = ["Birch Foundry"]\n'
PAIR = '[[pair]]\nsame = "?"\nnames = ["Elm Labs", "Elm Laboratories"]\n'


def digest(world: World) -> str:
    return parties.said(world.folder / world.output).digest


def test_a_decision_makes_every_page_again_and_a_comment_none(world: World) -> None:
    world.put("filings/a.txt", Q3 + "a")
    world.run()
    world.put("parties.toml", PARTY)
    assert list(world.results(world.run()).values()) == ["done"]
    world.put("parties.toml", f"# Birch was renamed.\n{PARTY}")
    assert list(world.results(world.run()).values()) == ["unchanged"]
    world.put("parties.toml", PARTY.replace("Foundry", "Forge"))
    assert list(world.results(world.run()).values()) == ["done"]


def test_a_pair_counts_once_it_is_decided(world: World) -> None:
    assert digest(world) == ""
    world.put("outputs/party-proposals.toml", PAIR)
    assert digest(world) == ""
    world.put("outputs/party-proposals.toml", PAIR.replace('"?"', "true"))
    assert digest(world) != ""


@pytest.mark.parametrize(
    ("name", "text"),
    [("parties.toml", "[[party"), ("parties.toml", '[[party]]\nnaem = "Birch"\n'), ("parties.toml", "\udc80")],
)
def test_a_file_that_makes_no_sense_is_wrong_use_and_nothing_is_done(world: World, name: str, text: str) -> None:
    world.put("filings/a.txt", Q3 + "a")
    (world.folder / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsError) as caught:
        world.run()
    assert "parties.toml" in str(caught.value)
    assert not any(name.startswith("ALDR") for name in world.bytes())


def found() -> list[Finding]:
    return [finding for finding in examine(config.load({}), {"OPENAI_API_KEY": "sk-x"}) if finding.what == "parties"]


def test_the_doctor_names_the_file_and_what_waits(world: World) -> None:
    assert found() == []
    world.put("parties.toml", PARTY)
    world.put("outputs/party-proposals.toml", PAIR)
    fine, waits = found()
    assert (fine.health, waits.health) == (Health.FINE, Health.MISSING)
    assert (Path.cwd() / "parties.toml").as_posix() in fine.said
    assert waits.said.startswith("1 pair of names that may be one party in outputs/party-proposals.toml")
    world.put("parties.toml", PARTY + "same = 1\n")
    (broken,) = found()
    assert broken.health is Health.BROKEN
    assert "parties.toml, line 4" in broken.said
