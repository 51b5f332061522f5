"""What every test may use: the shared real filings, or a clear reason why a test that needs them is skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def real_filings() -> Path:
    folder = SHARED / "filings"
    if not folder.is_dir():
        pytest.skip("needs the real filings in ../shared/filings, which are not part of the project")
    return folder


@pytest.fixture(scope="session")
def gold() -> Path:
    folder = SHARED / "gold"
    if not folder.is_dir():
        pytest.skip("needs the labels in ../shared/gold, which are not part of the project")
    return folder
