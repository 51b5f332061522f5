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
    put(tmp_path, "page/extra.j2", "one\ntwo\n")
    edited = templates.prompts_hash(tmp_path)
    assert edited != shipped
    assert len(edited) == 16
    (tmp_path / "prompts/page/extra.j2").write_bytes(b"one\r\ntwo\r\n")
    assert templates.prompts_hash(tmp_path) == edited


def test_files_that_are_no_templates_do_not_count(tmp_path: Path) -> None:
    put(tmp_path, "notes.txt", "shopping list")
    assert templates.prompts_hash(tmp_path) == templates.prompts_hash()


@pytest.mark.parametrize(
    ("text", "said"),
    [("{% if %}", "line 1"), ("{{ nowhere }}", "nowhere"), ("{% include 'gone.j2' %}", "gone.j2")],
)
def test_a_broken_template_is_a_settings_error_that_says_where(tmp_path: Path, text: str, said: str) -> None:
    put(tmp_path, "broken.j2", text)
    with pytest.raises(SettingsError, match=said):
        templates.render("broken.j2", {}, project=tmp_path)


def test_finalize_sees_every_printed_value(tmp_path: Path) -> None:
    put(tmp_path, "loud.j2", "as is {{ word }}")
    assert templates.render("loud.j2", {"word": "x"}, project=tmp_path, finalize=lambda v: f"<{v}>") == "as is <x>"
