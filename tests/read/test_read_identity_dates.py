"""When a document was signed, filed or held, and in which month its company's year ends."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.read.fiscal import year_end_of_call, year_end_of_report
from pipeline.read.identity import identify
from pipeline.read.raw import RawDocument
from pipeline.read.signing import signed_on
from pipeline.records import Form, Identity, Page

END = dt.date(2025, 9, 30)
SIGNED = dt.date(2025, 11, 4)
SIGNING = "Pursuant to the requirements of {} the registrant has duly caused this report to be signed on its behalf{}\n"
ACT = "the Securities Exchange Act of 1934,"
SECTION = "Section 13 or 15(d) of the Securities Exchange Act of 1934,"


def raw(text: str, name: str = "paper.txt") -> RawDocument:
    return RawDocument(name=name, media="text", text=text, pages=(Page(start=0, end=len(text), number=1),))


@pytest.mark.parametrize(
    "page",
    [
        SIGNING.format(ACT, ".") + "Date: November 4, 2025\nAcme Corp\n",
        SIGNING.format(SECTION, ".") + "ACME CORP\nBy: /s/ A. Person\nDated: 11/04/2025\n",
        SIGNING.format(SECTION, ", thereunto duly authorized, on November 4, 2025."),
        SIGNING.format(ACT, ".") + "ACME CORP\nNovember 4, 2025\nBy: /s/ A. Person\n",
        SIGNING.format(ACT, ", in the City of Acme, on this 4th day of November 2025.") + "Date: November 4, 2025\n",
        SIGNING.format("the Securities Exchange Act of 1934", ".").replace("requirements of", "requirements")
        + "Date: November 4, 2025\n",
        "SIGNATURES\nBy: /s/ A. Person\nDate: November 4, 2025\n",
        SIGNING.format(ACT, ".") + "Indenture of May 1, 2020\nDate: November 4, 2025\n",
    ],
)
def test_the_day_of_signing(page: str) -> None:
    assert signed_on(f"The lease was signed. Date: May 1, 2021\n{page}", END) == SIGNED


@pytest.mark.parametrize(
    "page",
    [
        SIGNING.format(ACT, ".") + "ACME CORP\nBy: /s/ A. Person\nExhibit 10.1\nAgreement dated December 1, 2025\n",
        SIGNING.format(ACT, ".") + "Dated: May 1, 2021\n",
        "SIGNATURES\nSee the agreement of November 4, 2025.\n",
        "The indenture was signed. Date: November 4, 2025\n",
    ],
)
def test_another_paper_s_day_is_not_that_of_signing(page: str) -> None:
    assert signed_on(page, END) is None


def test_a_call_is_held_and_has_a_period_only_where_one_is_stated() -> None:
    found = identify(raw("Acme Corp. (NYSE:ACM) Q3 2025 Earnings Call November 4, 2025\nOperator\nWelcome."))
    assert (found.period_end, found.held, found.day) == (None, SIGNED, SIGNED)


def test_a_call_without_a_date_takes_it_from_the_file_name_and_says_so() -> None:
    found = identify(
        raw("Welcome to the Acme third quarter 2025 earnings conference call.", "ACME_2025-11-04_call.txt")
    )
    assert (found.period_end, found.held) == (None, SIGNED)
    assert found.hinted == ("ticker", "held")


def test_a_call_whose_ticker_only_the_file_name_tells_has_it_hinted() -> None:
    text = "Welcome to the Broad Example Inc. second quarter fiscal 2025 earnings conference call."
    found = identify(raw(text, "XQZ_2025_Q2_call.txt"))
    assert (found.ticker, found.hinted) == ("XQZ", ("ticker",))
    assert identify(raw(text, "CALL_2025_Q2.txt")).ticker is None
    assert identify(raw(text, "XQZ_notes.txt")).ticker is None


def test_a_release_bears_the_day_of_its_dateline() -> None:
    text = (
        "7/16/23, 3:13 PM proof.html\nSPRINGFIELD, July 18, 2023 -- Acme Robotics, Inc. (Nasdaq: ACMR) today reported "
        "second quarter 2023 results for the quarter ended June 25, 2023."
    )
    found = identify(raw(text))
    assert (found.form, found.held, found.period_end) == (Form.OTHER, dt.date(2023, 7, 18), dt.date(2023, 6, 25))


def test_the_day_of_a_document_follows_one_order() -> None:
    days = {"period_end": dt.date(2025, 1, 1), "held": dt.date(2025, 1, 2), "filed": dt.date(2025, 1, 3), "signed": END}
    for field in ("period_end", "held", "filed", "signed"):
        assert Identity(company="Acme", form=Form.OTHER, **days).day == days.pop(field)
    assert Identity(company="Acme", form=Form.OTHER).day is None


@pytest.mark.parametrize(
    ("fiscal", "end", "month"),
    [
        ("Q3 FY2026", dt.date(2025, 10, 26), 1),
        ("Q2 FY2023", dt.date(2023, 7, 1), 12),
        ("FY2022", dt.date(2022, 5, 31), 5),
        ("Q1 FY2024", dt.date(2023, 12, 31), 9),
        ("FY2020", dt.date(2021, 1, 2), 12),
        ("Q2 FY2023", dt.date(2023, 6, 2), 11),
    ],
)
def test_the_month_in_which_the_year_ends(fiscal: str, end: dt.date, month: int) -> None:
    assert year_end_of_report(fiscal, end) == (month, month == 12)


@pytest.mark.parametrize(
    ("text", "fiscal", "held", "told"),
    [
        ("", "Q1 FY2026", dt.date(2025, 9, 9), (None, False)),
        ("", "Q3 FY2025", dt.date(2025, 11, 4), (None, None)),
        ("", "Q4 FY2025", dt.date(2026, 2, 3), (None, None)),
        ("For the year ended January 26, 2025 we grew.", "Q1 FY2026", dt.date(2025, 5, 28), (1, False)),
        ("", None, None, (None, None)),
    ],
)
def test_a_call_shows_that_its_year_is_not_the_calendar_s(
    text: str, fiscal: str | None, held: dt.date | None, told: tuple[int | None, bool | None]
) -> None:
    assert year_end_of_call(text, fiscal, None, held) == told


def test_a_cik_printed_without_its_zeros() -> None:
    assert identify(raw("10-K data\nMetadata\nCIK: 123456\nOther: 55\n")).cik == "0000123456"
    assert identify(raw("CIK: 123456\nCIK: 654321\n")).cik is None
    assert identify(raw("https://example.org/edgar/data/123456/000012345624000012")).cik is None
