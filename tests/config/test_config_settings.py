from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline import config
from pipeline.config import KEY, Settings, settled_engine
from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, text: str) -> Path:
    (folder / config.FILE).write_text(text, "utf-8")
    return folder


def test_nothing_said_means_defaults(tmp_path: Path) -> None:
    assert config.load({}, {}, tmp_path) == config.Settings()


def test_flags_go_before_environment_before_file(tmp_path: Path) -> None:
    folder = write(tmp_path, 'output = "file"\njobs = 3\nfilings = "file"\n[read]\nseconds = 7\n')
    environ = {"BRIEFS_OUTPUT": "environment", "BRIEFS_JOBS": "5", "BRIEFS_READ_MEGABYTES": "900"}
    settings = config.load({"output": "flag", "jobs": None}, environ, folder)
    assert (settings.output, settings.jobs, settings.filings) == ("flag", 5, "file")
    assert settings.read == config.ReadSettings(seconds=7.0, megabytes=900)


def test_money_is_decimal(tmp_path: Path) -> None:
    folder = write(tmp_path, "[model]\nbudget_usd = 2.1\n")
    assert config.load({}, {}, folder).model.budget_usd == Decimal("2.1")


@pytest.mark.parametrize(
    ("text", "named", "near"),
    [
        ('outptu = "x"\n', "outptu", "output"),
        ("[read]\nsecond = 4\n", "read.second", "read.seconds"),
        ("[reed]\nseconds = 4\n", "reed.seconds", "read.seconds"),
        ("seconds = 4\n", "seconds", "read.seconds"),
        ("[reda]\n", "reda", "read"),
    ],
)
def test_an_unknown_key_is_named_with_its_neighbour(tmp_path: Path, text: str, named: str, near: str) -> None:
    with pytest.raises(SettingsError) as caught:
        config.load({}, {}, write(tmp_path, text))
    assert f"does not exist: {named}" in caught.value.reason
    assert near in caught.value.remedy


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("jobs = true\n", "whole number"),
        ("jobs = 2.5\n", "whole number"),
        ("jobs = -1\n", "at least 0"),
        ('engine = "magic"\n', "rules or model or auto"),
        ('output = ""\n', "must be text"),
        ("output = 3\n", "must be text"),
        ("[read]\nseconds = nan\n", "must be a number"),
        ("[read]\nseconds = inf\n", "must be a number"),
        ("[read]\nseconds = 1e300\n", "at most 1e"),
        ("[model]\nbudget_usd = inf\n", "must be a number"),
        ('[read]\nseconds = "soon"\n', "must be a number"),
        ("jobs = [1]\n", "whole number"),
        ("jobs = = 1\n", "cannot be read"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint):
        config.load({}, {}, write(tmp_path, text))


def test_a_bad_variable_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="BRIEFS_JOBS is 'many'"):
        config.load({}, {"BRIEFS_JOBS": "many"}, tmp_path)


@pytest.mark.parametrize("text", ["NaN", "sNaN", "inf", "-inf", "Infinity"])
@pytest.mark.parametrize("variable", ["BRIEFS_MODEL_BUDGET_USD", "BRIEFS_READ_SECONDS", "BRIEFS_JOBS"])
def test_a_number_without_end_is_refused(tmp_path: Path, variable: str, text: str) -> None:
    with pytest.raises(SettingsError, match=f"{variable} is '{text}', but it must be"):
        config.load({}, {variable: text}, tmp_path)


def test_a_variable_that_does_not_exist_is_named_with_its_neighbour(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not exist: BRIEFS_OUPTUT; did you mean BRIEFS_OUTPUT"):
        config.load({}, {"BRIEFS_OUPTUT": "x"}, tmp_path)


def test_an_empty_variable_is_none_and_a_bad_one_is_no_error_under_a_flag(tmp_path: Path) -> None:
    assert config.load({}, {"BRIEFS_JOBS": ""}, tmp_path) == config.Settings()
    assert config.load({"jobs": 2}, {"BRIEFS_JOBS": "many"}, tmp_path).jobs == 2


def test_an_empty_table_changes_nothing(tmp_path: Path) -> None:
    assert config.load({}, {}, write(tmp_path, "[read]\n")) == config.Settings()


def test_a_file_that_cannot_be_read_is_named_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        config.load({}, {}, write(tmp_path, "jobs = = 1\n"))
    assert str(caught.value).count(config.FILE) == 2  # once where it says what failed, once in the remedy


def test_the_template_changes_nothing_and_shows_every_key(tmp_path: Path) -> None:
    text = config.template()
    assert config.load({}, {}, write(tmp_path, text)) == config.Settings()
    opened = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    found = {name for name, _ in _flat(tomllib.loads(opened))}
    assert found == {entry.key for entry in config.entries()}
    assert config.load({}, {}, write(tmp_path, opened)) == config.Settings()


def _flat(table: dict[str, object], prefix: str = "") -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for key, value in table.items():
        found += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(prefix + key, value)]
    return found


@pytest.mark.parametrize(
    ("chosen", "key", "engine"),
    [("auto", "sk-1", "model"), ("auto", "", "rules"), ("rules", "sk-1", "rules"), ("model", "", "model")],
)
def test_a_key_is_a_wish_to_ask_a_model_unless_the_rules_are_chosen(chosen: str, key: str, engine: str) -> None:
    assert Settings().engine == "auto"
    assert settled_engine(replace(Settings(), engine=chosen), {KEY: key}) == engine
