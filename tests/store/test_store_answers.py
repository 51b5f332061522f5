"""Answers: kept, found, replaced, forgotten; sealed where no text of a document may be kept."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from pipeline.store import Done, Place, Shelf, State, Store
from pipeline.store.layout import answers, done

if TYPE_CHECKING:
    from pathlib import Path

WORDS = (
    "Alder Woods Corporation has agreed to purchase cloud capacity from Fernhill Compute for $4.5 billion through 2031"
    ", and Fernhill may cancel if delivery is later than the third quarter."
)
ANSWER = f'{{"quote": "{WORDS[:90]}", "names": ["Fernhill Compute", "Alder Woods Corporation"]}}'


def test_an_answer_comes_back_after_reopening(place: Place) -> None:
    with Shelf.open(place) as shelf:
        assert shelf.kept("k", "s") is None
        shelf.keep("k", "s", ANSWER, "m")
        assert shelf.kept("k", "s") == (ANSWER, "m")
    with Shelf.open(place) as shelf:
        assert shelf.kept("k", "another secret") == (ANSWER, "m")  # not sealed, so the key is enough


def test_an_answer_kept_again_takes_the_place_of_the_former_one(shelf: Shelf) -> None:
    shelf.keep("k", "s", "old", "m")
    shelf.keep("k", "s", "new", "n")
    shelf.keep("other", "s", "x", "m")
    assert shelf.kept("k", "s") == ("new", "n")
    shelf.forget("k")
    shelf.forget("unknown")
    assert shelf.kept("k", "s") is None
    assert shelf.kept("other", "s") == ("x", "m")


def test_answers_are_shared_by_output_folders_of_one_database(postgres: str, tmp_path: Path) -> None:
    with Shelf.open(Place(tmp_path / "one", postgres)) as one, Shelf.open(Place(tmp_path / "two", postgres)) as two:
        one.keep("k", "s", "text", "m")
        assert two.kept("k", "s") == ("text", "m")


def test_many_threads_keep_and_find_answers(shelf: Shelf) -> None:
    def keep(number: int) -> tuple[str, str] | None:
        shelf.keep(f"k{number}", "s", f"answer {number}", "m")
        return shelf.kept(f"k{number}", "s")

    with ThreadPoolExecutor(50) as threads:
        assert list(threads.map(keep, range(300))) == [(f"answer {number}", "m") for number in range(300)]


def test_a_glance_finds_answers_and_forgets_none(place: Place) -> None:
    with Shelf.glance(place) as shelf:
        assert shelf.kept("k", "s") is None
    assert not place.folder.exists()
    with Shelf.open(place) as shelf:
        shelf.keep("k", "s", "text", "m")
    with Shelf.glance(place) as shelf:
        assert shelf.kept("k", "s") == ("text", "m")
        shelf.forget("k")
    with Shelf.open(place) as shelf:
        assert shelf.kept("k", "s") == ("text", "m")


def test_a_sealed_answer_opens_with_the_question_only(place: Place) -> None:
    with Shelf.open(dataclasses.replace(place, seal=True)) as shelf:
        shelf.keep("k", WORDS, ANSWER, "m")
        assert shelf.kept("k", WORDS) == (ANSWER, "m")
        assert shelf.kept("k", WORDS + " ") is None


def test_a_sealed_answer_moved_to_another_key_opens_no_more(place: Place, database: Any) -> None:
    with Shelf.open(dataclasses.replace(place, seal=True)) as shelf:
        shelf.keep("k", WORDS, ANSWER, "m")
        with database() as connection:
            connection.execute(text("UPDATE briefs_answers SET key = 'other'"))
        assert shelf.kept("other", WORDS) is None


def test_sealed_and_plain_answers_serve_side_by_side(place: Place) -> None:
    with Shelf.open(place) as shelf:
        shelf.keep("plain", WORDS, "in the open", "m")
    with Shelf.open(dataclasses.replace(place, seal=True)) as shelf:
        assert shelf.kept("plain", WORDS) == ("in the open", "m")
        shelf.keep("sealed", WORDS, "hidden", "m")
    with Shelf.open(place) as shelf:
        assert shelf.kept("sealed", WORDS) == ("hidden", "m")
        shelf.keep("sealed", WORDS, "now in the open", "m")
        assert shelf.kept("sealed", "whatever") == ("now in the open", "m")


def pieces(words: str, length: int = 12) -> set[bytes]:
    return {words[start : start + length].encode() for start in range(len(words) - length + 1)}


@pytest.mark.parametrize("seal", [True, False])
def test_without_text_no_twelve_characters_of_a_document_are_in_the_file(tmp_path: Path, *, seal: bool) -> None:
    """Neither in the file nor in what SQLite writes beside it, while it is open and after. Unsealed they are there."""
    place = Place(tmp_path, seal=seal)
    page = Done("ab" * 32, "../filings/a.pdf", "filings/a.pdf", "f", State.DONE, stem="ALDR/x", headline=WORDS[:60])
    contents = b""
    with Store.open(place) as store, Shelf.open(place) as shelf:
        shelf.keep("k", WORDS, ANSWER, "m")
        store.keep(page)
        contents += b"".join(path.read_bytes() for path in tmp_path.iterdir())
        assert (tmp_path / "store.sqlite-wal").stat().st_size > 0
        assert shelf.kept("k", WORDS) == (ANSWER, "m")
        assert store.done()[page.sha256].headline == (None if seal else page.headline)
    contents += b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert any(piece in contents for piece in pieces(WORDS)) is not seal


def test_without_text_no_twelve_characters_of_a_document_are_in_the_tables(place: Place, database: Any) -> None:
    sealing = dataclasses.replace(place, seal=True)
    page = Done("ab" * 32, "../filings/a.pdf", "filings/a.pdf", "f", State.DONE, stem="ALDR/x", headline=WORDS[:60])
    with Store.open(sealing) as store, Shelf.open(sealing) as shelf:
        shelf.keep("k", WORDS, ANSWER, "m")
        store.keep(page)
    with database() as connection:
        rows = [*connection.execute(answers.select()), *connection.execute(done.select())]
    values = [value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row]
    assert len(rows) == 2
    assert not any(piece in value for piece in pieces(WORDS) for value in values)
