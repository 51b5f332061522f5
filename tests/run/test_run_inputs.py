from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.run.inputs import find, located, named


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
    assert [source.shown for source in find([str(here / "in")], Path("in/out")).sources] == ["a.txt"]


def test_one_file_named_in_many_ways_is_one_document(here: Path) -> None:
    touch("filings/a.txt")
    ways = ["filings/a.txt", "./filings//a.txt", str(here / "filings" / "a.txt"), "filings", "filings/../filings"]
    found = find(ways, Path("outputs"))
    assert [source.shown for source in found.sources] == ["filings/a.txt"]


def test_a_file_beside_the_project_is_named_from_the_project(here: Path) -> None:
    outside = here.parent / "elsewhere" / "a.txt"
    touch(str(outside))
    (source,) = find([str(outside)], Path("outputs")).sources
    assert (source.shown, source.key) == ("../elsewhere/a.txt", "../../elsewhere/a.txt")
    assert source.link == "../../../elsewhere/a.txt"


def test_names_do_not_depend_on_the_folder_one_stands_in(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch("filings/a.txt", "../elsewhere/b.txt", "sub/c.txt")
    from_here = find(["filings", "../elsewhere", "sub"], Path("outputs")).sources
    monkeypatch.chdir(here / "sub")
    from_sub = find(["../filings", "../../elsewhere", "."], Path("../outputs")).sources
    assert from_sub == from_here
    assert [source.shown for source in from_sub] == ["../elsewhere/b.txt", "filings/a.txt", "sub/c.txt"]


def test_a_file_that_shares_only_the_root_with_the_project_tells_nothing_of_the_machine() -> None:
    source = named(Path("/somewhere/else/filings/a.pdf"), Path("/project/outputs"))
    assert (source.shown, source.link) == ("filings/a.pdf", "")
    assert located(source.key, Path("/project/outputs")) == Path("/somewhere/else/filings/a.pdf")


def test_named_files_that_are_no_documents_are_told(here: Path) -> None:
    del here
    touch("a.txt", "README.md", "b.docx", "filing")
    found = find(["a.txt", "README.md", "b.docx", "filing"], Path("outputs"))
    assert [source.shown for source in found.sources] == ["a.txt", "filing"]
    assert found.ignored == ("README.md", "b.docx")


def test_a_file_named_outright_counts_whatever_its_name(here: Path) -> None:
    del here
    touch(".hidden.txt", "README.txt")
    assert [source.shown for source in find([".hidden.txt", "README.txt"], Path("outputs")).sources] == [
        ".hidden.txt",
        "README.txt",
    ]


def test_a_folder_behind_a_link_is_read_and_a_circle_ends(here: Path) -> None:
    touch("filings/a.txt", "filings/sub/b.txt", "../archive/c.txt")
    Path("filings/archive").symlink_to(here.parent / "archive")
    Path("filings/again").symlink_to("sub")
    Path("../archive/back").symlink_to(here / "filings")
    Path("filings/sub/up").symlink_to("..")
    assert [source.shown for source in find(["filings"], Path("outputs")).sources] == [
        "filings/a.txt",
        "filings/archive/c.txt",
        "filings/sub/b.txt",
    ]


def test_a_path_that_is_not_there_is_wrong_use(here: Path) -> None:
    del here
    with pytest.raises(SettingsError, match="no such file") as caught:
        find(["nowhere.pdf"], Path("outputs"))
    assert caught.value.path == "nowhere.pdf"


def test_names_that_are_no_utf8_stay_apart_and_are_found_again(here: Path) -> None:
    for name in (b"caf\xe9.txt", b"caf\xe8.txt"):
        try:
            Path(here, name.decode("utf-8", "surrogateescape")).write_bytes(name)
        except OSError:
            pytest.skip("this file system takes only UTF-8 names")
    sources = find(["."], Path("outputs")).sources
    assert [source.shown for source in sources] == ["caf%E8.txt", "caf%E9.txt"]
    assert [located(source.key, Path("outputs")).read_bytes() for source in sources] == [b"caf\xe8.txt", b"caf\xe9.txt"]
    assert all(source.key.isprintable() and not source.link for source in sources)
