"""The words of a page are data, one folder per language: what lacks is named and never guessed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import SettingsError
from pipeline.languages import FOLDER, languages
from pipeline.languages.language import ENGLISH, fill, language

if TYPE_CHECKING:
    from pathlib import Path


def test_an_unknown_language_is_told_with_those_there_are() -> None:
    with pytest.raises(SettingsError) as told:
        language("xx")
    assert "no language 'xx'" in str(told.value)
    assert ", ".join(languages()) in told.value.remedy


def _third(folder: Path, name: str, old: str, new: str) -> Path:
    """Invent a language: the English folder with one line changed."""
    shutil.copytree(FOLDER / "en", folder / "tlh")
    path = folder / "tlh" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("words.toml", 'firm = "binding and in force"\n', "", "tlh/words.toml lacks binding.firm"),
        ("words.toml", "[change]\n", "[changed]\n", "tlh/words.toml lacks change"),
        ("words.toml", "[change]\n", '[change]\nodd = "x"\n', "has change.odd, which nothing prints"),
        ("sentences.toml", "{subject} must {act}", "{subject} must", "frame.must lacks {act}"),
        ("sentences.toml", "{subject} must {act}", "{subject} must {act} {now}", "has {now}, which nothing fills"),
        ("glossary.toml", "[backlog]\n", "[back]\n", "tlh/glossary.toml lacks backlog"),
        ("numbers.toml", 'at_least = "at least "\n', "", "tlh/numbers.toml lacks hedge.at_least"),
    ],
)
def test_a_language_that_is_not_whole_says_what_it_lacks(
    tmp_path: Path, name: str, old: str, new: str, fault: str
) -> None:
    with pytest.raises(SettingsError) as told:
        language("tlh", _third(tmp_path, name, old, new))
    assert fault in str(told.value)


def test_a_language_is_one_more_folder(tmp_path: Path) -> None:
    folder = _third(tmp_path, "words.toml", 'firm = "binding and in force"', 'firm = "batlh"')
    shutil.copytree(FOLDER / "en", folder / "en")
    assert languages(folder) == ("en", "tlh")
    assert language("tlh", folder).words["binding"]["firm"] == "batlh"
    assert language("tlh", folder).named == "tlh"
    assert ENGLISH.named is None


def test_a_name_that_looks_like_a_slot_is_printed_and_not_filled() -> None:
    assert fill("{filer} pays {other}", filer="{other}", other="Birch") == "{other} pays Birch"
