"""Documents to look at: the fictional samples, and one made to do harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.read import read
from pipeline.read.places import PdfPlaces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.records import Document

HOSTILE = """<script>alert("read")</script> Corp "><img src=x onerror=alert(1)>
Q3 2025 Earnings Call
October 28, 2025

Operator: Good afternoon, and welcome to the call. {{ 7 * 7 }} \x1b[31mred\x1b[0m \u202egnp.exe &amp; </style></script>

Maria "><b>Holt, Chief Executive Officer: Revenue was $1.2 billion, up 12% from a year ago. We signed an agreement with
Birch Foundry Corporation to purchase $4.5 billion of wafers through 2028.

Operator: This concludes today's call.
"""


@pytest.fixture(scope="session")
def samples(repository: Path) -> Path:
    return repository / "filings" / "samples"


@pytest.fixture(scope="session")
def report(samples: Path) -> Document:
    return read(samples / "BRKW_2026-09-30_10-Q.pdf", "filings/report.pdf")


@pytest.fixture(scope="session")
def report_places(samples: Path, report: Document) -> Iterator[PdfPlaces]:
    with PdfPlaces(report, samples / "BRKW_2026-09-30_10-Q.pdf") as places:
        yield places


@pytest.fixture(scope="session")
def webpage(samples: Path) -> Document:
    return read(samples / "BRKW_2026-06-30_10-Q.htm", "filings/webpage.htm")


@pytest.fixture(scope="session")
def call(samples: Path) -> Document:
    return read(samples / "HVSN_2026-09-27_call.txt", "filings/call.txt")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("hostile") / "call.txt"
    path.write_text(HOSTILE, "utf-8")
    return read(path, 'filings/<script>"call".txt')
