"""The printed statements add up: read back from the finished files, not from the script that made them."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
import pytest

if TYPE_CHECKING:
    from pathlib import Path

FIGURE = re.compile(r"\((\d[\d,]*)\s?\)|(?<![\d.(])(\d[\d,]*)(?![\d.%)])|(—)")
FILINGS = (
    "HVSN_2026-09-27_10-Q.pdf",
    "BRKW_2026-09-30_10-Q.pdf",
    "CMDP_2026-09-30_10-Q.pdf",
    "QRND_2026-06-30_10-K.pdf",
    "BRKW_2026-06-30_10-Q.htm",
)


def lines(path: Path) -> list[str]:
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as document:
            return [line for page in document for line in page.get_textpage().get_text_bounded().splitlines()]
    body = path.read_text(encoding="ascii").partition("</ix:header>")[2]
    rows = re.split(r"</tr>|</div>", re.sub(r"</td>", " ", body))
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", "", row)).split()) for row in rows]


def figures(line: str) -> list[int]:
    return [
        -int(negative.replace(",", "")) if negative else int(plain.replace(",", "")) if plain else 0
        for negative, plain, _ in FIGURE.findall(line)
    ]


class Statement:
    """The lines of one statement, from its title to the next title."""

    def __init__(self, path: Path, title: str) -> None:
        every = lines(path)
        starts = [place for place, line in enumerate(every) if re.fullmatch(title, line.strip(), re.IGNORECASE)]
        self.lines = every[starts[-1] : starts[-1] + 70]

    def row(self, label: str) -> list[int]:
        for line, following in pairwise([*self.lines, ""]):
            if line.lower().startswith(label.lower()):
                rest = line[len(label) :]
                found = figures(rest)
                return found or figures(following)
        raise AssertionError(f"no row {label!r}")


def first(statement: Statement, *labels: str) -> list[int]:
    for label in labels:
        try:
            return statement.row(label)
        except AssertionError:
            continue
    raise AssertionError(f"none of {labels}")


@pytest.fixture(params=FILINGS)
def filing(request: pytest.FixtureRequest, repository: Path) -> Path:
    return repository / "filings" / "samples" / str(request.param)


def test_the_balance_sheet_balances(filing: Path) -> None:
    sheet = Statement(filing, r"(condensed )?consolidated balance sheets")
    assets = sheet.row("Total assets")
    claims = first(sheet, "Total liabilities and stockholders\u2019 equity", "Total liabilities and equity")
    liabilities = sheet.row("Total liabilities")
    equity = first(sheet, "Total stockholders\u2019 equity", "Total equity")
    assert len(assets) == 2
    assert assets == claims
    assert [one + other for one, other in zip(liabilities, equity, strict=True)] == assets


def test_cash_flows_explain_the_change_in_cash(filing: Path) -> None:
    flows = Statement(filing, r"(condensed )?consolidated statements? of cash flows")
    operating = first(flows, "Net cash provided by operating activities", "Net cash used in operating activities")
    investing = flows.row("Net cash used in investing activities")
    financing = first(flows, "Net cash provided by financing activities", "Net cash used in financing activities")
    change = first(flows, "Net increase in cash", "Change in cash")
    begin = first(
        flows,
        "Beginning of period",
        "Cash and cash equivalents at beginning of period",
        "Cash and cash equivalents, beginning of year",
        "Cash, cash equivalents and restricted cash at beginning of period",
        "Cash, cash equivalents and restricted cash, beginning of period",
    )
    end = first(
        flows,
        "End of period",
        "Cash and cash equivalents at end of period",
        "Cash and cash equivalents, end of year",
        "Cash, cash equivalents and restricted cash at end of period",
        "Cash, cash equivalents and restricted cash, end of period",
    )
    assert [sum(parts) for parts in zip(operating, investing, financing, strict=True)] == change
    assert [one + other for one, other in zip(begin, change, strict=True)] == end


def test_net_income_is_the_same_in_both_statements(filing: Path) -> None:
    income = Statement(filing, r"(condensed )?consolidated statements of (operations|income)")
    flows = Statement(filing, r"(condensed )?consolidated statements? of cash flows")
    of_income = first(income, "Net income $", "Net loss $", "Net income ", "Net loss ")
    of_flows = first(flows, "Net income", "Net loss")
    annual = "10-K" in filing.name
    assert of_flows == (of_income if annual else of_income[2 : 2 + len(of_flows)])


def test_cash_at_the_end_is_the_cash_of_the_balance_sheet(filing: Path) -> None:
    sheet = Statement(filing, r"(condensed )?consolidated balance sheets")
    flows = Statement(filing, r"(condensed )?consolidated statements? of cash flows")
    restricted = [line for line in sheet.lines if line.lower().startswith("restricted cash")]
    cash = sheet.row("Cash and cash equivalents")[0] + sum(figures(line)[0] for line in restricted)
    end = first(
        flows,
        "End of period",
        "Cash and cash equivalents at end of period",
        "Cash and cash equivalents, end of year",
        "Cash, cash equivalents and restricted cash at end of period",
        "Cash, cash equivalents and restricted cash, end of period",
    )
    assert end[0] == cash
