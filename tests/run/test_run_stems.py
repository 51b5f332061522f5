from __future__ import annotations

import datetime as dt

import pytest

from pipeline.records import DocumentFacts, Form
from pipeline.run.stems import folder, natural_stem


def facts(
    form: Form, *, ticker: str | None = "ALDR", amendment: bool = False, period: dt.date | None = None
) -> DocumentFacts:
    return DocumentFacts(
        path="a.pdf",
        sha256="0",
        pages=1,
        characters=1,
        company="Alder Systems, Inc.",
        ticker=ticker,
        form=form,
        amendment=amendment,
        period_end=period,
    )


def test_a_stem_names_company_period_and_form() -> None:
    day = dt.date(2025, 9, 30)
    assert natural_stem(facts(Form.TEN_Q, period=day)) == "ALDR/2025-09-30_10-Q"
    assert natural_stem(facts(Form.TEN_Q, period=day, amendment=True)) == "ALDR/2025-09-30_10-Q-A"
    assert natural_stem(facts(Form.CALL, ticker=None)) == "alder-systems-inc/undated_call"
    assert natural_stem(facts(Form.OTHER, ticker="")) == "alder-systems-inc/undated_other"


@pytest.mark.parametrize(
    ("ticker", "company", "expected"),
    [
        ("brk.b", "x", "BRK.B"),
        ("../..", "Acme", "acme"),
        (None, "../../etc/passwd", "etc-passwd"),
        (None, "Ørsted & Söhne A/S", "rsted-sohne-a-s"),
        (None, "株式会社", "unknown"),
        (None, "x" * 300, "x" * 60),
        ("CON", "Concord", "CON_"),
        (None, ".briefs", "briefs"),
    ],
)
def test_a_folder_name_is_always_safe(ticker: str | None, company: str, expected: str) -> None:
    assert folder(ticker, company) == expected
