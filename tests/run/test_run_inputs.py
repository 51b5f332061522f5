from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.run.inputs import find


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def touch(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(b"x")


def test_a_folder_gives_its_documents_sorted_and_nothing_else(here: Path) -> None:
    touch("filings/b.PDF", "filings/a.txt", "filings/sub/c.htm", "filings/sub/d.html")
    touch("filings/README.md", "filings/README.txt", "filings/make/build.py", "filings/MANIFEST.tsv")
    touch("filings/.hidden/e.pdf", "filings/.f.pdf")
    found = find(["filings"], Path("outputs"))
    assert [source.shown for source in found.sources] == [
        "filings/a.txt",
        "filings/b.PDF",
        "filings/sub/c.htm",
        "filings/sub/d.html",
    ]
    assert found.sources[0].key == "../filings/a.txt"
    assert found.sources[0].path == here / "filings/a.txt"
    assert found.ignored == ()


def test_the_output_folder_is_not_an_input(here: Path) -> None:
    touch("in/a.txt", "in/out/page.html")
    assert [source.shown for source in find([str(here / "in")], Path("in/out")).sources] == ["in/a.txt"]


def test_one_file_named_in_many_ways_is_one_document(here: Path) -> None:
    touch("filings/a.txt")
    ways = ["filings/a.txt", "./filings//a.txt", str(here / "filings" / "a.txt"), "filings", "filings/../filings"]
    found = find(ways, Path("outputs"))
    assert [source.shown for source in found.sources] == ["filings/a.txt"]


def test_a_file_outside_is_named_relative_to_here(here: Path) -> None:
    outside = here.parent / "elsewhere" / "a.txt"
    touch(str(outside))
    (source,) = find([str(outside)], Path("outputs")).sources
    assert (source.shown, source.key) == ("../elsewhere/a.txt", "../../elsewhere/a.txt")


def test_named_files_that_are_no_documents_are_told(here: Path) -> None:
    del here
    touch("a.txt", "README.md", "b.docx", "filing")
    found = find(["a.txt", "README.md", "b.docx", "filing"], Path("outputs"))
    assert [source.shown for source in found.sources] == ["a.txt", "filing"]
    assert found.ignored == ("README.md", "b.docx")


def test_a_path_that_is_not_there_is_wrong_use(here: Path) -> None:
    del here
    with pytest.raises(SettingsError, match="no such file") as caught:
        find(["nowhere.pdf"], Path("outputs"))
    assert caught.value.path == "nowhere.pdf"


def test_a_name_that_is_no_utf8_can_still_be_shown(here: Path) -> None:
    name = b"caf\xe9.txt"
    try:
        Path(here, name.decode("utf-8", "surrogateescape")).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    (source,) = find(["."], Path("outputs")).sources
    assert source.shown.encode() == "caf\ufffd.txt".encode()
    assert source.path.read_bytes() == b"x"
