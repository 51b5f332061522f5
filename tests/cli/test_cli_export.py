"""briefs export, on a small fictional transcript."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Briefs

FACTS = "outputs/ALDR/2025-10-28_call.json"


@pytest.fixture
def run(briefs: Briefs, call: Path) -> Briefs:
    assert call.is_file()
    assert briefs("run").code == 0
    return briefs


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_table_goes_to_a_file_and_to_standard_output(run: Briefs) -> None:
    said = run("export", "--csv", "deals.csv")
    assert (said.code, said.out, said.err) == (0, "deals.csv\n", "")
    written = Path("deals.csv").read_bytes()
    (row,) = rows(written.decode())
    assert (row["party"], row["amount"], row["page"]) == ("Birch Foundry Corporation", "4500000000", "1")
    assert run("export", "--csv", "deals.csv").code == 0
    assert Path("deals.csv").read_bytes() == written
    assert run("export", "--csv", "-").out == written.decode()


def test_several_tables_at_once(run: Briefs) -> None:
    pytest.importorskip("pyarrow", reason="needs the extra parquet: pyarrow is not installed")
    said = run("export", "ALDR", "--csv", "deals.csv", "--parquet", "deals.parquet")
    assert (said.code, said.out) == (0, "deals.csv\ndeals.parquet\n")
    assert Path("deals.parquet").read_bytes()[:4] == b"PAR1"
    assert run("export", "--parquet", "deals.parquet").code == 0


def test_a_page_for_a_browser_with_the_words_around_each_quote(run: Briefs, call: Path) -> None:
    said = run("export", "--html", "deals.html")
    assert (said.code, said.out, said.err) == (0, "deals.html\n", "[1/1] filings/call.txt\n")
    assert "In the quarter we" in Path("deals.html").read_text("utf-8")
    said = run("export", "--html", "deals.html", "--no-pictures")
    assert (said.code, said.err[:20]) == (0, "No document was read")
    call.unlink()
    said = run("export", "--html", "deals.html")
    assert said.code == 1
    assert "filings/call.txt was not found" in said.err
    assert "Birch Foundry Corporation" in Path("deals.html").read_text("utf-8")


def test_only_the_companies_that_are_named(run: Briefs) -> None:
    assert run("export", "alder systems", "--csv", "deals.csv").code == 0
    said = run("export", "NONE", "--csv", "deals.csv")
    assert said.code == 2
    assert "there is no briefing of 'NONE'" in said.err


def test_what_is_no_export_is_never_written_over(run: Briefs, call: Path) -> None:
    before = {path: path.read_bytes() for path in (call, Path(FACTS), Path("outputs/loop.csv"))}
    for path in before:
        for form in ("--csv", "--parquet", "--html"):
            said = run("export", form, str(path))
            assert (said.code, "the file there is no earlier export" in said.err) == (2, True)
    assert {path: path.read_bytes() for path in before} == before


def test_a_fact_file_that_cannot_be_read_is_told(run: Briefs) -> None:
    Path("outputs/ALDR/2025-01-01_other.json").write_text("{}", "utf-8")
    said = run("export", "--csv", "deals.csv")
    assert said.code == 1
    assert "2025-01-01_other.json: it is no fact file" in said.err
    assert len(rows(Path("deals.csv").read_text("utf-8"))) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("--csv", "a", "--parquet", "a"),
        ("--csv", "a", "--output", "nowhere"),
        ("--html", "-"),
        ("--csv", "a", "--pages", "3"),
        ("--csv", "a", "--no-pictures"),
    ],
)
def test_wrong_use_is_said_and_nothing_is_written(run: Briefs, wrong: tuple[str, ...]) -> None:
    before = sorted(Path().iterdir())
    assert run("export", *wrong).code == 2
    assert sorted(Path().iterdir()) == before


def test_where_it_cannot_be_written_that_is_said(run: Briefs) -> None:
    said = run("export", "--csv", "nowhere/deals.csv")
    assert said.code == 1
    assert "nowhere/deals.csv: it cannot be written: No such file or directory" in said.err


def test_columns_are_explained(run: Briefs) -> None:
    said = run("export", "--columns")
    assert said.code == 0
    assert "| `amount` | number |" in said.out
