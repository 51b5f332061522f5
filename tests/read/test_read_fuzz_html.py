"""What damaged web pages once did to the reader, each as small as it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.read import read

if TYPE_CHECKING:
    from pathlib import Path

PROSE = "<p>" + "We have a commitment of $4.5 billion with Birch Foundry Corporation. " * 4 + "</p>"


def test_a_page_whose_body_stands_inside_a_container_is_no_article_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html><div><body><nav>Menu</nav>{PROSE * 3}</body></div></html>", "utf-8")
    assert "Birch Foundry" in read(path, path.name).text
