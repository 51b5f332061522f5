"""The words of a page are data, one folder per language: what lacks is named and never guessed."""

from __future__ import annotations

import codecs
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from pipeline import languages as listing
from pipeline.brief import lint, page, picture, summarise
from pipeline.errors import SettingsError
from pipeline.languages import FOLDER, languages
from pipeline.languages.language import ENGLISH, fill, language

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.records import FactFile


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


def _coded(words: str) -> str:
    """Turn every word into one of no language, slots and what marks places in a sentence left as they are."""
    return re.sub(r"\{\w+\}|\[The map\]\([^)]*\)|`[^`]*`|[A-Za-z]+", lambda found: _other(found.group()), words)


def _other(word: str) -> str:
    return codecs.encode(word, "rot13") if word[0].isalpha() else word


@pytest.fixture
def invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A third language: English in which every word is coded, in a folder of its own."""
    for code in ("en", "xx"):
        shutil.copytree(FOLDER / "en", tmp_path / code)
    for name in ("words.toml", "sentences.toml"):
        path = tmp_path / "xx" / name
        lines = path.read_text("utf-8").splitlines()
        coded = (re.sub(r'^([^#=]+ = ")(.*)(")$', lambda m: f"{m[1]}{_coded(m[2])}{m[3]}", line) for line in lines)
        path.write_text("\n".join(coded), "utf-8")
    monkeypatch.setattr(listing, "FOLDER", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("invented")
def test_a_third_language_needs_a_folder_and_nothing_else(busy: FactFile) -> None:
    assert languages() == ("en", "xx")
    facts = busy.model_copy(update={"summary": summarise(busy, language("xx"))})
    text = page(facts, "a.pdf", stem="a")
    assert lint(text) == ()
    assert f"# Alder {_coded('agreed to invest')} up to $10 billion" in text
    # What is left of English stands in quotes, is a name, or is of the numbers, the glossary and the free words.
    bare = re.sub(r"“[^”]*”|<[^>]*>|\A---.*?\n---", " ", text, flags=re.DOTALL)
    drawn = re.sub(r"<style>.*?</style>|<[^>]*>", " ", picture(facts), flags=re.DOTALL)
    left = _words(bare + drawn) - _words(_read("numbers.toml", "glossary.toml"))
    coded = {_other(word) for word in _words(_read("words.toml", "sentences.toml"))}
    names = "alder corporation aldr birch labs cedar cloud customer suppliers partner pdf svg"
    assert left - coded - set(names.split()) == {"share", "revenue", "third", "quarter", "investment"} & left


def _words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Za-z]{3,}", text)}


def _read(*names: str) -> str:
    return "".join((FOLDER / "en" / name).read_text("utf-8") for name in names)


def test_a_name_that_looks_like_a_slot_is_printed_and_not_filled() -> None:
    assert fill("{filer} pays {other}", filer="{other}", other="Birch") == "{other} pays Birch"
