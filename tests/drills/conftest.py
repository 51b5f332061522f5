"""Small fictional documents, and the program: started as a user starts it, or called in this process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from pipeline import cli

Briefs: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]

Outputs: TypeAlias = Callable[[Path], dict[str, bytes]]

QUARTER = """UNITED STATES
SECURITIES AND EXCHANGE COMMISSION
Washington, D.C. 20549

FORM 10-Q

QUARTERLY REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934

For the quarterly period ended {day}

Commission file number 001-12345

{company}
(Exact name of registrant as specified in its charter)

Securities registered pursuant to Section 12(b) of the Act:

Title of each class    Trading Symbol(s)    Name of each exchange on which registered
Common Stock, par value $0.001 per share    {ticker}    The Nasdaq Stock Market LLC

PART I. FINANCIAL INFORMATION

Item 1. Financial Statements

Note 5. Commitments and Contingencies

As of {day}, we had non-cancelable purchase commitments of $4.5 billion with Birch Foundry Corporation ("Birch") for
wafers, payable through 2028. In the quarter we signed a letter of intent with Cedar Labs LLC to invest up to $2.0
billion; there is no assurance that a definitive agreement will be signed.

Item 2. Management's Discussion and Analysis of Financial Condition and Results of Operations

Revenue was ${revenue} million, an increase of 12% from a year ago. {words}

PART II. OTHER INFORMATION

Item 1A. Risk Factors

One customer, Customer A, represented 21% of total revenue.
"""


def quarter(
    *, company: str = "Alder Systems, Inc.", ticker: str = "ALDR", day: str = "September 30, 2025", words: str = ""
) -> str:
    """Write a short fictional 10-Q as plain text."""
    return QUARTER.format(company=company, ticker=ticker, day=day, revenue=1234, words=words)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    (folder / "filings").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def inbox(project: Path) -> Path:
    """Eight small documents, two of the same identity and one that is broken."""
    filings = project / "filings"
    for name, company, ticker, day in (
        ("a", "Alder Systems, Inc.", "ALDR", "September 30, 2025"),
        ("b", "Birch Foundry Corporation", "BRCH", "September 30, 2025"),
        ("c", "Cedar Labs LLC", "CEDR", "June 30, 2025"),
        ("d", "Alder Systems, Inc.", "ALDR", "June 30, 2025"),
        ("e", "Dogwood Centers, Inc.", "DGWD", "September 30, 2025"),
    ):
        (filings / f"{name}.txt").write_text(quarter(company=company, ticker=ticker, day=day), "utf-8")
    (filings / "f.txt").write_text(quarter(words="This copy was filed twice."), "utf-8")
    (filings / "g.pdf").write_bytes(b"%PDF-1.7\nnothing follows")
    (filings / "h.html").write_text(
        "<html><body>"
        + "".join(f"<p>{line}</p>" for line in quarter(day="March 31, 2025").splitlines())
        + "</body></html>"
    )
    return filings


@pytest.fixture
def started(project: Path) -> Briefs:
    """Run ``briefs`` as a process of its own in the project folder, as a user does; that alone takes seconds."""

    def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipeline.cli", *arguments]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120, check=False)

    return ran


@pytest.fixture
def briefs(
    project: Path, fork_server: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Briefs:
    """Run ``briefs`` in this process: the same command and worker processes, but imported once for all drills."""
    assert project.is_dir()
    assert fork_server is None

    def called(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["briefs", *arguments]
        capsys.readouterr()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", command)
            with pytest.raises(SystemExit) as end:
                cli.main()
        return subprocess.CompletedProcess(command, int(end.value.code or 0), *capsys.readouterr())

    return called


@pytest.fixture
def outputs() -> Outputs:
    """Give every output of a folder by name; the state is none."""

    def read(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and ".briefs" not in path.relative_to(folder).parts
        }

    return read


@pytest.fixture
def quarter_text() -> str:
    return quarter()
