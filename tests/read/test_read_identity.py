# ruff: noqa: E501  (pieces of documents stand on one line, as in a document)
from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.cover import read_cover
from pipeline.read.dating import dates_in, stated_period
from pipeline.read.identity import identify
from pipeline.read.namecase import readable
from pipeline.read.raw import RawDocument
from pipeline.records import Form, Identity, Page

COVER = """UNITED STATES
SECURITIES AND EXCHANGE COMMISSION
Washington, D.C. 20549
FORM 10-Q
QUARTERLY REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934
For the quarterly period ended October 29, 2023
Commission File Number: 001-12345
ACME ROBOTICS, INC.
(Exact name of registrant as specified in its charter)
Delaware 12-3456789
Securities registered pursuant to Section 12(b) of the Act:
Title of each class Trading Symbol(s) Name of each exchange on which registered
Common Stock, $0.001 par value per share ACMR The Nasdaq Global Select Market
Indicate by check mark whether the registrant has filed all reports.
Acme Robotics was founded in Ohio. The nine months ended October 29, 2023. The nine months ended October 29, 2023.
The nine months ended October 30, 2022. In the third quarter of fiscal year 2024 revenue grew. Fiscal year 2024 is long.
"""


def raw(
    text: str, *, name: str = "report.txt", hints: dict[str, str] | None = None, title: str | None = None
) -> RawDocument:
    return RawDocument(
        name=name,
        media="text",
        text=text,
        pages=(Page(start=0, end=len(text), number=1),),
        hints=hints or {},
        title=title,
    )


def test_a_cover_gives_every_field() -> None:
    assert identify(raw(COVER)) == Identity(
        company="Acme Robotics, Inc.",
        ticker="ACMR",
        form=Form.TEN_Q,
        period_end=dt.date(2023, 10, 29),
        fiscal_period="Q3 FY2024",
        fiscal_year_end=1,
        fiscal_is_calendar=False,
    )


def test_an_amendment_is_marked() -> None:
    assert identify(raw(COVER.replace("FORM 10-Q", "FORM 10-Q/A"))).amendment
    assert identify(raw(COVER.replace("FORM 10-Q", "FORM 10-Q\n(Amendment No. 1)"))).amendment
    assert not identify(raw(COVER)).amendment


def test_a_cover_with_one_word_a_line_is_read() -> None:
    found = identify(raw("\n".join(COVER.split())))
    assert (found.company, found.ticker, found.period_end) == ("Acme Robotics, Inc.", "ACMR", dt.date(2023, 10, 29))


def test_a_cover_behind_the_letters_of_an_annual_report_is_found() -> None:
    letter = "Dear shareholders, we thank you for another year of trust. " * 600
    found = identify(raw(letter + "\n" + COVER.replace("10-Q", "10-K").replace("quarterly period", "fiscal year")))
    assert (found.company, found.form, found.period_end) == ("Acme Robotics, Inc.", Form.TEN_K, dt.date(2023, 10, 29))


def test_two_registrants_are_both_named() -> None:
    cover = COVER.replace(
        "Commission File Number: 001-12345\nACME ROBOTICS, INC.\n(Exact name of registrant as specified in its charter)\nDelaware 12-3456789",
        "Commission File Number Exact Name of Registrant as Specified in its Charter State of Incorporation IRS Number\n"
        "1-12609 Acme Holding Corporation Ohio 12-3456789\n1-2348 Acme Gas and Electric Company Ohio 98-7654321",
    )
    found = identify(raw(cover))
    assert found.company == "Acme Holding Corporation"
    assert found.registrants == ("Acme Holding Corporation", "Acme Gas and Electric Company")


def test_inline_facts_win_over_the_printed_cover_and_fill_the_cik() -> None:
    hints = {
        "dei:DocumentType": "10-Q",
        "dei:EntityCentralIndexKey": "0000012345",
        "dei:DocumentFiscalPeriodFocus": "Q2",
        "dei:DocumentFiscalYearFocus": "2023",
        "dei:TradingSymbol": "ACME\nACME28",
    }
    found = identify(raw(COVER, hints=hints))
    assert (found.cik, found.fiscal_period, found.ticker) == ("0000012345", "Q2 FY2023", "ACME")


def test_a_file_name_is_only_a_hint_and_marked() -> None:
    text = COVER.replace("ACMR The Nasdaq Global Select Market", "none").replace("October 29, 2023", "some day")
    found = identify(raw(text, name="ACM_2021-03-31_10-K.txt"))
    assert found.form is Form.TEN_Q
    assert (found.ticker, found.period_end) == ("ACM", dt.date(2021, 3, 31))
    assert set(found.hinted) == {"ticker", "period_end"}
    assert identify(raw(text, name="XYZ_report.txt")).ticker is None


def test_prose_that_mentions_a_form_is_no_filing() -> None:
    text = (
        "Good day, and welcome to the Acme Robotics third quarter 2023 earnings call. Please see our Form 10-Q, filed."
    )
    found = identify(raw(text))
    assert (found.form, found.company, found.fiscal_period) == (Form.CALL, "Acme Robotics", "Q3 FY2023")


@pytest.mark.parametrize(
    ("head", "company", "ticker", "day", "period"),
    [
        (
            "Acme Corp. (NYSE:ACM) Q2 2024 Earnings Call August 1, 2024 8:30 AM ET",
            "Acme Corp.",
            "ACM",
            "2024-08-01",
            "Q2 FY2024",
        ),
        (
            "Q1 2019 Acme Robotics Inc Earnings Call\nAPRIL 30, 2019 / 9:30PM GMT",
            "Acme Robotics Inc",
            None,
            "2019-04-30",
            "Q1 FY2019",
        ),
        ("Acme (ACM) / 6 May 25 / 2025 Q1 Earnings call transcript", "Acme", "ACM", "2025-05-06", "Q1 FY2025"),
        ("Acme(ACM+7.02%)Q1 2025 Earnings CallMay 22, 2024,5:00 p.m. ET", "Acme", "ACM", "2024-05-22", "Q1 FY2025"),
        (
            "Acme Platforms\nQ3 2025 29 Oct, 2025\nSpeaker 5\n0s\nGood day, welcome to the earnings call.",
            "Acme Platforms",
            None,
            "2025-10-29",
            "Q3 FY2025",
        ),
        (
            "Welcome to Acme's Inc. Second Quarter Fiscal Year 2025 Financial Results Conference Call.",
            "Acme Inc.",
            None,
            None,
            "Q2 FY2025",
        ),
        (
            "Good day and welcome to Acme's 2024 first quarter earnings conference call.",
            "Acme",
            None,
            None,
            "Q1 FY2024",
        ),
    ],
)
def test_heads_of_calls(head: str, company: str, ticker: str | None, day: str | None, period: str) -> None:
    found = identify(raw(head, name="call.txt"))
    assert found.form is Form.CALL
    assert (found.company, found.ticker, found.fiscal_period) == (company, ticker, period)
    assert found.held == (dt.date.fromisoformat(day) if day else None)
    assert found.period_end is None


def test_a_call_that_states_the_end_of_its_quarter_has_that_period() -> None:
    text = (
        "Acme (ACM) Q1 2025 Earnings Call May 6, 2025\nOperator\nResults for the quarter ended March 31, 2025 are out."
    )
    found = identify(raw(text))
    assert (found.period_end, found.held, found.day) == (
        dt.date(2025, 3, 31),
        dt.date(2025, 5, 6),
        dt.date(2025, 3, 31),
    )
    assert (found.fiscal_year_end, found.fiscal_is_calendar) == (12, True)


def test_a_press_release_is_other() -> None:
    text = "SPRINGFIELD, Oct. 5, 2025 -- Acme Robotics, Inc. (Nasdaq: ACMR) today reported third quarter 2025 results for the quarter ended September 27, 2025."
    found = identify(raw(text))
    assert (found.form, found.company, found.ticker) == (Form.OTHER, "Acme Robotics, Inc.", "ACMR")
    assert (found.period_end, found.fiscal_period) == (dt.date(2025, 9, 27), "Q3 FY2025")


def test_nothing_known_is_the_file_name_and_marked() -> None:
    found = identify(raw("Some words without a head.", name="notes.txt"))
    assert (found.company, found.form, found.hinted) == ("notes", Form.OTHER, ("company",))


@pytest.mark.parametrize(
    ("printed", "prose", "shown"),
    [
        ("ADOBE INC.", "Adobe sells software.", "Adobe Inc."),
        ("NVIDIA CORPORATION", "We at NVIDIA design chips, and NVIDIA sells them.", "NVIDIA Corporation"),
        ("AMAZON.COM, INC.", "Amazon.com is a shop.", "Amazon.com, Inc."),
        ("CVS HEALTH CORPORATION", "", "CVS Health Corporation"),
        ("THE AES CORPORATION", "Power from AES is cheap, said AES in its plan.", "The AES Corporation"),
        ("BANK OF ACME N.V.", "", "Bank of Acme N.V."),
        ("AMCOR PLC", "", "Amcor plc"),
        ("JPMorgan Chase & Co.", "JPMORGAN", "JPMorgan Chase & Co."),
    ],
)
def test_names_in_capitals_read_well(printed: str, prose: str, shown: str) -> None:
    assert readable(printed, prose) == shown


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Q3 FY2025", "Q3 FY2025"),
        ("Q1 FY 2026 Conference Call", "Q1 FY2026"),
        ("third quarter fiscal year 2024", "Q3 FY2024"),
        ("first quarter of fiscal 2026", "Q1 FY2026"),
        ("fourth quarter and full year 2025", "Q4 FY2025"),
        ("Fiscal Second Quarter 2025", "Q2 FY2025"),
        ("2025 First Quarter Results", "Q1 FY2025"),
        ("3Q25 results", "Q3 FY2025"),
        ("full year 2024 results", "FY2024"),
        ("the third quarter", None),
    ],
)
def test_fiscal_periods_in_words(words: str, period: str | None) -> None:
    assert stated_period(words) == period


def test_dates_with_and_without_spaces() -> None:
    assert dates_in("Period EndedSeptember 30,2025") == [(12, dt.date(2025, 9, 30))]
    assert dates_in("26-Oct-2023") == [(0, dt.date(2023, 10, 26))]
    assert dates_in("February 30, 2024") == []


def test_a_quarter_is_not_guessed_from_one_phrase() -> None:
    """Review 8: three pages of a third quarter were called "Q1 FY2027"."""
    short = COVER.partition("Acme Robotics was")[0] + "Three months ended October 29, 2023. Sales rose.\n"
    assert identify(raw(short)).fiscal_period is None
    stated = short + "See our Form 10-K for the fiscal year ended January 29, 2023.\n"
    assert identify(raw(stated)).fiscal_period == "Q3 FY2024"
    differing = stated + "The six months ended October 29, 2023. " * 3
    assert identify(raw(differing)).fiscal_period is None


def test_a_year_that_ends_in_january_is_named_as_the_filer_names_it() -> None:
    cover = (
        COVER.replace("October 29, 2023", "January 28, 2023")
        .replace("10-Q", "10-K")
        .replace("quarterly period", "fiscal year")
    )
    shop = (
        cover.partition("Acme Robotics was")[0]
        + "In fiscal 2022 sales rose. Fiscal 2022 was long. In fiscal 2022 we opened stores."
    )
    assert identify(raw(shop)).fiscal_period == "FY2022"
    assert identify(raw(shop.replace("iscal 2022", "iscal 2023"))).fiscal_period == "FY2023"


def test_the_day_of_an_8k_is_that_of_the_earliest_event() -> None:
    cover = (
        "UNITED STATES SECURITIES AND EXCHANGE COMMISSION\nFORM 8-K\nCURRENT REPORT\n"
        "Date of Report (Date of earliest event reported): September 6, 2005 (August 30, 2005)\nACME CORP\n(Exact name of registrant)"
    )
    page = read_cover(cover, {})
    assert page is not None
    assert (page.form, page.period_end, page.company) == (Form.EIGHT_K, dt.date(2005, 8, 30), "ACME CORP")


def test_edgars_header_gives_the_day_of_filing() -> None:
    found = identify(raw(COVER, hints={"sec:FILED AS OF DATE": "20231121", "sec:CENTRAL INDEX KEY": "12345"}))
    assert (found.filed, found.cik) == (dt.date(2023, 11, 21), "0000012345")


def test_a_name_in_capitals_is_no_acronym_for_standing_in_a_heading() -> None:
    assert readable("TARGET HOLDINGS", "NUMBER 1-6049\nTARGET HOLDINGS\n(Exact name)") == "Target Holdings"


def test_registrants_without_a_state_in_their_row() -> None:
    cover = (
        "UNITED STATES SECURITIES AND EXCHANGE COMMISSION\nFORM 10-Q\nFor the quarterly period ended March 31, 2024\n"
        "Commission File Number Registrant; State of Incorporation; Address I.R.S. Employer Identification No.\n"
        "1-9513 ACME ENERGY CORPORATION 38-2726431\n(A Michigan Corporation)\n1-5611 ACME POWER COMPANY 38-0442310\n"
    )
    assert identify(raw(cover)).registrants == ("Acme Energy Corporation", "Acme Power Company")


def test_other_forms_of_the_sec_are_other_and_still_named() -> None:
    cover = COVER.replace("FORM 10-Q", "FORM 20-F").replace("quarterly period", "fiscal year")
    found = identify(raw(cover))
    assert (found.form, found.company, found.period_end) == (Form.OTHER, "Acme Robotics, Inc.", dt.date(2023, 10, 29))


def test_a_quarter_is_not_guessed() -> None:
    assert identify(raw(COVER.partition("Acme Robotics was")[0])).fiscal_period is None


def test_the_language_of_a_document_is_told() -> None:
    german = "Wir haben einen Vertrag mit dem Kunden und das ist für die nächsten Jahre der Plan. " * 5
    assert identify(raw(german)).language == "de"
    assert identify(raw("우리는 파트너와 공급 계약을 체결했습니다. " * 5)).language == "ko"
    assert identify(raw("当社はパートナーと供給契約を締結しました。" * 5)).language == "ja"


PIECES = st.sampled_from(
    ["FORM 10-Q", "(Exact name of registrant)", "ACME CORP", "1-2345", "Ohio", "12-3456789", "Date of Report", "welcome to", "earnings call",
     "Q3 2025", "October 32, 2025", "Feb 29, 2023", "12/31/2024", "for the quarterly period ended", "SECURITIES AND EXCHANGE COMMISSION", "12(b)",
     "(NYSE: ACM)", "under the symbol “ACM”", "\n", "99999999999", "é가", "under the symbol"]
)  # fmt: skip


@settings(max_examples=200)
@given(
    st.lists(PIECES, max_size=25),
    st.text(max_size=20),
    st.dictionaries(
        st.sampled_from(
            [
                "dei:DocumentType",
                "dei:TradingSymbol",
                "sec:FILED AS OF DATE",
                "dei:DocumentFiscalYearFocus",
                "dei:EntityCentralIndexKey",
                "dei:DocumentPeriodEndDate",
            ]
        ),
        st.text(max_size=12),
    ),
)
def test_nothing_printed_on_a_cover_crashes(pieces: list[str], name: str, hints: dict[str, str]) -> None:
    found = identify(raw(" ".join(pieces), name=name or "x", hints=hints))
    assert found.company or name.startswith(".")
    assert set(found.hinted) <= {"company", "ticker", "period_end", "fiscal_period", "held"}


def test_long_runs_of_anything_take_no_time() -> None:
    for text in (
        "\n" * 500_000,
        " exact name of " * 30_000,
        "(" * 300_000,
        "Q" * 300_000,
        "ended " * 50_000,
        "1-2345 A" * 30_000,
    ):
        identify(raw(text))
