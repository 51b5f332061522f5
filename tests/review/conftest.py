"""A small fictional 10-Q with its deals and the checks of the program, and a project in which it is briefed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pytest

from pipeline import cli, config
from pipeline.check import check
from pipeline.extract.rules import RulesEngine
from pipeline.read import read
from pipeline.records import Deal, Document, FactFile
from pipeline.records.parties import PartyTable
from pipeline.resolve import resolve
from pipeline.run import Options, conduct
from pipeline.run.reviewing import Checks
from pipeline.select import select
from tests.run.conftest import Heard

if TYPE_CHECKING:
    from pathlib import Path
QUARTER = """UNITED STATES
SECURITIES AND EXCHANGE COMMISSION
Washington, D.C. 20549

FORM 10-Q

QUARTERLY REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934

For the quarterly period ended September 30, 2025

Commission file number 001-12345

Alder Systems, Inc.
(Exact name of registrant as specified in its charter)

Securities registered pursuant to Section 12(b) of the Act:

Title of each class    Trading Symbol(s)    Name of each exchange on which registered
Common Stock, par value $0.001 per share    ALDR    The Nasdaq Stock Market LLC

PART I. FINANCIAL INFORMATION

Item 1. Financial Statements

Note 5. Commitments and Contingencies

As of September 30, 2025, we had non-cancelable purchase commitments of $4.5 billion with Birch Foundry
Corporation ("Birch") for wafers, payable through 2028. In the quarter we signed a letter of intent with Cedar Labs LLC
to invest up to $2.0
billion; there is no assurance that a definitive agreement will be signed.

Our hall in Bremond is let by Dogwood Centers Trust, which we pay $35 million through 2031.

Item 2. Management's Discussion and Analysis of Financial Condition and Results of Operations

Revenue was $1,234 million, an increase of 12% from a year ago.

PART II. OTHER INFORMATION

Item 1A. Risk Factors

One customer, Customer A, represented 21% of total revenue.
"""
BIRCH = "birch-foundry-purchase_commitment-filer-c794"
CEDAR = "cedar-labs-equity_investment-filer-cd0f"
CUSTOMER = "customer-a-concentration-counterparty-511a"


class Worked(NamedTuple):
    """The document, its deals by id, and the checks."""

    document: Document
    deals: dict[str, Deal]
    checks: Checks


def work(path: Path) -> Worked:
    document = read(path, path.name)
    proposals = RulesEngine().propose(document, select(document).passages)
    deals = resolve(document, check(document, proposals).proved)
    return Worked(document, {deal.id: deal for deal in deals}, Checks(document, PartyTable()))


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    path = tmp_path_factory.mktemp("review") / "quarter.txt"
    path.write_text(QUARTER, "utf-8")
    return work(path)


class Said(NamedTuple):
    code: int
    out: str
    err: str


Briefs: TypeAlias = Callable[..., Said]


@pytest.fixture
def briefs(fork_server: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Briefs:
    assert fork_server is None

    def called(*arguments: str) -> Said:
        capsys.readouterr()
        code: object = 0
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["briefs", *arguments])
            try:
                cli.main()
            except SystemExit as end:
                code = end.code
        return Said(code if isinstance(code, int) else 0, *capsys.readouterr())

    return called


@dataclass
class Desk:
    """A project with one document, briefed by the rules, and its review."""

    folder: Path
    briefs: Briefs
    stem: str = "ALDR/2025-09-30_10-Q"

    def run(self, *arguments: str) -> Said:
        return self.briefs("run", "--engine", "rules", "--jobs", "1", *arguments)

    @property
    def file(self) -> Path:
        return self.folder / "outputs" / f"{self.stem}.review.toml"

    @property
    def page(self) -> str:
        return (self.folder / "outputs" / f"{self.stem}.md").read_text("utf-8")

    @property
    def facts(self) -> FactFile:
        return FactFile.model_validate_json((self.folder / "outputs" / f"{self.stem}.json").read_bytes())

    def deal(self, id_: str) -> Deal:
        return next(deal for deal in self.facts.deals if deal.id == id_)

    def bytes(self) -> dict[str, bytes]:
        output = self.folder / "outputs"
        files = (path for path in sorted(output.rglob("*")) if path.is_file() and ".briefs" not in path.parts)
        return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="session")
def briefed(tmp_path_factory: pytest.TempPathFactory, fork_server: None) -> Path:
    """A project whose one document is briefed: once, since that takes most of the time of a test."""
    assert fork_server is None
    folder = tmp_path_factory.mktemp("briefed")
    (folder / "filings").mkdir()
    (folder / "filings" / "quarter.txt").write_text(QUARTER, "utf-8")
    flags: dict[str, config.Value | None] = {"engine": "rules", "jobs": 1, "output": str(folder / "outputs")}
    heard = Heard()
    report = conduct((str(folder / "filings"),), config.load(flags, {}), Options(), heard, heard.stop)
    assert report.exit_code == 0
    return folder


@pytest.fixture
def desk(tmp_path: Path, briefed: Path, monkeypatch: pytest.MonkeyPatch, briefs: Briefs) -> Desk:
    folder = tmp_path / "project"
    shutil.copytree(briefed, folder)
    monkeypatch.chdir(folder)
    for variable in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    return Desk(folder, briefs)
