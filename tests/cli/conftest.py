"""The command line called in this process, on a small fictional transcript."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pytest

from pipeline import cli

if TYPE_CHECKING:
    from pathlib import Path

CALL = """Alder Systems, Inc. (NASDAQ: ALDR)
Q3 2025 Earnings Call
October 28, 2025

Operator: Good afternoon, and welcome to the Alder Systems third quarter 2025 earnings call.

Maria Holt, Chief Executive Officer: Thank you. Revenue was $1.2 billion, up 12% from a year ago. In the quarter we
signed an agreement with Birch Foundry Corporation to purchase $4.5 billion of wafers through 2028.

Operator: This concludes today's call.
"""


class Said(NamedTuple):
    code: int
    out: str
    err: str


Briefs: TypeAlias = Callable[..., Said]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "filings").mkdir()
    monkeypatch.chdir(tmp_path)
    for variable in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


@pytest.fixture
def call(project: Path) -> Path:
    path = project / "filings" / "call.txt"
    path.write_text(CALL, "utf-8")
    return path


@pytest.fixture
def briefs(
    project: Path, fork_server: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Briefs:
    assert project.is_dir()
    assert fork_server is None

    def called(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["briefs", *arguments])
        code: object = 0
        try:
            cli.main()
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        return Said(code if isinstance(code, int) else 0, out, err)

    return called
