from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline import templates
from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


def put(folder: Path, name: str, text: str) -> None:
    path = folder / "prompts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_users_copy_wins_over_the_packaged_template(tmp_path: Path) -> None:
    put(tmp_path, "page/page.md.j2", "mine: {{ word }}\n")
    assert templates.render("page/page.md.j2", {"word": "yes"}, project=tmp_path) == "mine: yes\n"


def test_the_hash_changes_with_any_edit_and_not_with_line_ends(tmp_path: Path) -> None:
    shipped = templates.prompts_hash()
    assert templates.prompts_hash(tmp_path) == shipped
    put(tmp_path, "page/page.md.j2", "one\ntwo\n")
    edited = templates.prompts_hash(tmp_path)
    assert edited != shipped
    assert len(edited) == 16
    (tmp_path / "prompts/page/page.md.j2").write_bytes(b"one\r\ntwo\r\n")
    assert templates.prompts_hash(tmp_path) == edited


def test_files_that_are_no_templates_do_not_count(tmp_path: Path) -> None:
    """Review 24: any unrelated ``prompts/**/*.j2`` changed the hash and did every document again."""
    put(tmp_path, "notes.txt", "shopping list")
    put(tmp_path, "somebody/elses.j2", "hello")
    assert templates.prompts_hash(tmp_path) == templates.prompts_hash()
    assert set(templates.in_force(tmp_path)) == set(templates.in_force())


def test_a_misspelt_template_is_told(tmp_path: Path) -> None:
    assert templates.unknown(tmp_path) == ()
    put(tmp_path, "page/page.md.j2", "mine")
    put(tmp_path, "pages/page.md.j2", "of no effect")
    assert templates.unknown(tmp_path) == ("pages/page.md.j2",)


@pytest.mark.parametrize(
    "text",
    [
        "{{ cycler.__init__.__globals__.os.getcwd() }}",
        "{{ word.__class__.__mro__[1].__subclasses__() }}",
        "{{ words.append('more') }}",
        "{{ '%s' | format(word.__class__) }}",
    ],
)
def test_a_template_cannot_reach_out_of_its_sandbox(tmp_path: Path, text: str) -> None:
    """Review 24: a ``prompts/`` that came with a folder of filings ran its code with the user's key around it."""
    put(tmp_path, "page/page.md.j2", text)
    with pytest.raises(SettingsError, match=r"prompts/page/page\.md\.j2"):
        templates.render("page/page.md.j2", {"word": "yes", "words": []}, project=tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% if %}", "line 1"),
        ("{{ nowhere }}", "nowhere"),
        ("{% include 'gone.j2' %}", "gone.j2"),
        ("{{ 1 / 0 }}", "division"),
    ],
)
def test_a_broken_template_is_a_settings_error_that_says_where(tmp_path: Path, text: str, said: str) -> None:
    put(tmp_path, "page/page.md.j2", text)
    with pytest.raises(SettingsError, match=said) as raised:
        templates.render("page/page.md.j2", {}, project=tmp_path)
    assert str(tmp_path) not in str(raised.value)
    assert raised.value.remedy.startswith("correct the copy in prompts/")


def test_a_question_that_asks_for_an_unknown_value_is_told_before_any_document(tmp_path: Path) -> None:
    """Review of the model engine: it failed each document that came so far, after its first questions were paid for."""
    put(tmp_path, "verify.task.md.j2", "{% if claims %}{{ nope }}{% endif %}")
    with pytest.raises(SettingsError, match=r"prompts/verify\.task\.md\.j2 asks for .*nope"):
        templates.compiled(tmp_path)
    put(tmp_path, "verify.task.md.j2", "{% if claims %}{{ claims | length }}{% endif %}")
    templates.compiled(tmp_path)


def test_finalize_sees_every_printed_value(tmp_path: Path) -> None:
    put(tmp_path, "page/source.md.j2", "as is {{ word }}")
    assert (
        templates.render("page/source.md.j2", {"word": "x"}, project=tmp_path, finalize=lambda v: f"<{v}>")
        == "as is <x>"
    )
