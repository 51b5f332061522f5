# ruff: noqa: E501, ISC004  (pieces of documents stand as they are printed)
"""An Item that only says where its text stands, and one that says something itself."""

from __future__ import annotations

import pytest

from pipeline.read.lines import cut_lines
from pipeline.read.references import Reference, mere_reference
from pipeline.records import Form, Page


def judged(text: str, form: Form = Form.TEN_K) -> Reference | None:
    return mere_reference(cut_lines(text, [Page(start=0, end=len(text), number=1)]), len("Item 3."), form)


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("Item 3. Legal Proceedings\nSee Note 13 of our notes for information on our legal proceedings.", False),
        ("Item 3. Legal Proceedings. Please see Note 10, Commitments, to the financial statements.", False),
        ("Item 3. LEGAL PROCEEDINGS\nFor a discussion, refer to Note 17 \u2013 Contingencies (Part II, Item 8).", False),
        ("Item 3. Market Risk.\nIncluded in \u201cItem 7. Management\u2019s Discussion and Analysis.\u201d", False),
        ("Item 3. Statements\nThe response to this item is submitted as a separate section of this report.", False),
        ("Item 3.\nLegal Proceedings\nThe information in Item 1.01 is hereby incorporated into this Item 2.03.", False),
        ("Item 3. Compensation\nThe information under \u201cItem 1\u2014Election\u201d in our proxy statement is "
         "incorporated herein by reference. There were no material changes to the procedures.", True),
        ("Item 3. Data\nInformation required by this item is included in the 2016 Annual Report to Shareowners "
         "under the heading \u201cSelected Data\u201d, which is incorporated herein by reference.", True),
        ("Item 3. Risk Factors\nOur business is subject to risks, including those described in Part I, Item 1A of this "
         "report, which could harm us. For our lawsuits, see Legal Proceedings in Part II, Item 1.", False),
        ("Item 3. Risk Factors\nThe risks described in \u201cRisk Factors\u201d in our proxy statement could harm us. These "
         "risk factors do not identify all risks that we face, and others are not presently known to us. Refer also to "
         "the other information in this report.", False),
    ],
)  # fmt: skip
def test_words_that_only_point(text: str, outside: bool) -> None:
    assert judged(text) == Reference(outside=outside)


@pytest.mark.parametrize(
    "text",
    [
        "Item 3. Legal Proceedings\nNone.",
        "Item 3. Legal Proceedings",
        "Item 3. Inspections\nNot applicable.",
        "Item 3. Market Risk\nThe risks are described in Part II, Item 7A, \u201cMarket Risk\u201d of our Annual Report "
        "on Form 10-K. As of April 28, there have been no material changes to them.",
        "Item 3. Legal Proceedings\nWe are party to lawsuits, claims and investigations that could cost us much. For "
        "more see Note 18. We cannot estimate a range of loss for them, and no assurance can be given as to the end.",
        "Item 3. Legal Proceedings\nWe are party to lawsuits in the ordinary course of business. For more see Notes 2 "
        "and 11. We have elected to disclose the proceedings described in Item 103 of Regulation S-K unless we believe "
        "that they will result in sanctions of less than $1 million, as that rule of the Commission permits us to do.",
        "Item 3. Regulation FD\nOn Monday the Company issued a press release on its results. The information in it, which "
        "is furnished, shall not be deemed incorporated by reference into any other filing under the Securities Act.",
        "Item 3. Properties\nOur headquarters are in Springfield, where we own three million square feet of offices. "
        "We lease data centers in many countries and believe all are in good condition. For our leases refer to Note 2.",
    ],
)
def test_words_that_answer(text: str) -> None:
    assert judged(text) is None


def test_the_annual_report_is_another_document_for_a_quarterly_one_only() -> None:
    text = "Item 3. Risk\nThe risks are described in Part I, Item 1A of our Annual Report on Form 10-K."
    assert judged(text, Form.TEN_Q) == Reference(outside=True)
    assert judged(text, Form.TEN_K) == Reference(outside=False)


def test_a_long_item_is_never_a_mere_reference() -> None:
    assert judged("Item 3. Risk\n" + "See Note 13 of our notes for information. " * 200) is None
