"""What each form prescribes, as data: Items in their order, with words that prove a heading is the Item's own.

Sources: Form 10-K, Form 10-Q and Form 8-K, general instructions and Items, as amended to 2024.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import NamedTuple

from pipeline.records import Form


class Prescribed(NamedTuple):
    """One Item.

    The key sections carry, part and number as printed, the form's title, a pattern its printed title matches, and
    whether a document of this form is not whole without it. ``since`` and ``until`` bound the ends of the periods whose
    reports the form asks for it in; an ``optional`` Item may be left out at will.
    """

    key: str
    part: int
    item: str
    title: str
    words: re.Pattern[str]
    main: bool = False
    since: dt.date | None = None
    until: dt.date | None = None
    optional: bool = False

    def in_force(self, period_end: dt.date | None) -> bool:
        """Tell whether the form asks for the Item in a report on the period; where it is unknown, it does."""
        if period_end is None:
            return self.until is None
        return (self.since or period_end) <= period_end <= (self.until or period_end)


def _item(
    part: int,
    item: str,
    title: str,
    words: str,
    *,
    main: bool = False,
    since: dt.date | None = None,
    until: dt.date | None = None,
    optional: bool = False,
) -> Prescribed:
    pattern = re.compile(words.replace(r"\s+", r"\s*"), re.IGNORECASE)  # text tools lose blanks: "LEGALPROCEEDINGS"
    return Prescribed(f"part{part}.item{item.casefold()}", part, item, title, pattern, main, since, until, optional)


_OFFERING_REFORM = dt.date(2005, 12, 1)
"""Securities Offering Reform, Release 33-8591, brought Items 1A and 1B."""
_CYBERSECURITY = dt.date(2023, 12, 15)
"""Release 33-11216 brought Item 1C."""
_CONTROLS = dt.date(2003, 8, 14)
"""Release 33-8238 made controls Item 9A; Release 33-8400 brought Item 9B a year later."""
_OTHER_INFORMATION = dt.date(2004, 8, 23)
_SELECTED_DATA = dt.date(2021, 2, 10)
"""Release 33-10890 ended Item 6; its heading may stay, "[Reserved]"."""
_INSPECTIONS = dt.date(2021, 12, 18)
"""Release 34-93701 brought Item 9C."""
_FEES = dt.date(2003, 12, 15)
"""Release 33-8183 made accountant fees Item 14, and the list of exhibits Item 15."""


TEN_K = (
    _item(1, "1", "Business", r"(?:description\s+of\s+)?(?:our\s+)?business", main=True),
    _item(1, "1A", "Risk Factors", r"risk\s+factors", main=True, since=_OFFERING_REFORM),
    _item(1, "1B", "Unresolved Staff Comments", r"unresolved\s+(?:sec\s+)?staff", since=_OFFERING_REFORM),
    _item(1, "1C", "Cybersecurity", r"cyber", since=_CYBERSECURITY),
    _item(1, "2", "Properties", r"(?:description\s+of\s+)?(?:our\s+)?propert"),
    _item(1, "3", "Legal Proceedings", r"legal\s+proceedings"),
    _item(1, "4", "Mine Safety Disclosures", r"mine\s+safety|submission\s+of\s+matters|\(?removed|\[?reserved"),
    _item(2, "5", "Market for Common Equity", r"(?:price\s+range\s+of|market\s+(?:for|price)|stockholder\s+matters)"),
    _item(
        2,
        "6",
        "Selected Financial Data",
        r"selected\s+(?:consolidated\s+)?financial|[\[(]?\s*(?:reserved|removed)",
        until=_SELECTED_DATA,
    ),
    _item(2, "7", "Management's Discussion and Analysis", r"management.{0,3}s?\s+discussion", main=True),
    _item(
        2,
        "7A",
        "Market Risk",
        r"(?:quantitative\s+and\s+qualitative|qualitative\s+and\s+quantitative|(?:disclosures?\s+about\s+)?market\s+risk)",
    ),
    _item(2, "8", "Financial Statements", r"(?:consolidated\s+)?financial\s+statements", main=True),
    _item(2, "9", "Changes in and Disagreements with Accountants", r"(?:changes\s+in\s+and\s+)?disagreements"),
    _item(2, "9A", "Controls and Procedures", r"(?:disclosure\s+)?controls\s+and\s+procedures", since=_CONTROLS),
    _item(2, "9B", "Other Information", r"other\s+information", since=_OTHER_INFORMATION),
    _item(
        2,
        "9C",
        "Foreign Jurisdictions that Prevent Inspections",
        r"disclosures?\s+regarding\s+foreign|not\s+applicable",
        since=_INSPECTIONS,
    ),
    _item(3, "10", "Directors, Executive Officers and Governance", r"directors|executive\s+officers"),
    _item(3, "11", "Executive Compensation", r"(?:executive|management)\s+compensation"),
    _item(3, "12", "Security Ownership", r"(?:security|beneficial|stock)\s+ownership"),
    _item(
        3,
        "13",
        "Certain Relationships and Related Transactions",
        r"(?:certain\s+)?(?:relationships|(?:related\s+)?transactions)",
    ),
    _item(3, "14", "Principal Accountant Fees", r"principal\s+account|(?:audit|accountant)\s+fees", since=_FEES),
    # Until 2003 Item 14 was the list of exhibits: "Item 14. Exhibits, Financial Statement Schedules, and Reports".
    _item(4, "14", "Exhibits and Reports on Form 8-K", r"exhibits?", until=_FEES),
    _item(
        4,
        "15",
        "Exhibits and Schedules",
        r"(?:(?:index|list)\s+(?:of|to)\s+)?(?:exhibits?|financial\s+statements?)",
        since=_FEES,
    ),
    _item(4, "16", "Form 10-K Summary", r"(?:form\s+)?(?:10.?k\s+)?summary|none", optional=True),
)

TEN_Q = (
    _item(
        1,
        "1",
        "Financial Statements",
        r"(?:(?:condensed|consolidated|interim|unaudited)\W+)*financial\s+(?:statements|information)",
        main=True,
    ),
    _item(1, "2", "Management's Discussion and Analysis", r"management.{0,3}s?\s+discussion", main=True),
    _item(
        1,
        "3",
        "Market Risk",
        r"(?:quantitative\s+and\s+qualitative|qualitative\s+and\s+quantitative|(?:disclosures?\s+about\s+)?market\s+risk)",
    ),
    _item(1, "4", "Controls and Procedures", r"(?:disclosure\s+)?controls\s+and\s+procedures"),
    _item(2, "1", "Legal Proceedings", r"legal\s+proceedings"),
    _item(2, "1A", "Risk Factors", r"risk\s+factors"),
    _item(
        2,
        "2",
        "Unregistered Sales of Equity Securities",
        # Until 2004: "Changes in Securities and Use of Proceeds"
        r"unregistered\s+sales|sales?\s+of\s+unregistered|(?:issuer\s+)?purchases?\s+of\s+equity|(?:share\s+)?repurchases?|changes\s+in\s+securities",
    ),
    _item(2, "3", "Defaults upon Senior Securities", r"defaults?\s+upon"),
    _item(2, "4", "Mine Safety Disclosures", r"mine\s+safety|submission\s+of\s+matters|\(?removed|\[?reserved"),
    _item(2, "5", "Other Information", r"other\s+information"),
    # "Item 6. Index of Exhibits"
    _item(2, "6", "Exhibits", r"(?:(?:index|list)\s+(?:of|to)\s+)?exhibits?"),
)

PRESCRIBED: dict[Form, tuple[Prescribed, ...]] = {Form.TEN_K: TEN_K, Form.TEN_Q: TEN_Q}


def prescribed_for(form: Form, period_end: dt.date | None) -> tuple[Prescribed, ...]:
    """Give the Items of a form, in its order. Of two Items with one number and form only the one in force is given."""
    items = PRESCRIBED.get(form, ())
    numbers = Counter(item.item for item in items if form is Form.TEN_K)
    return tuple(item for item in items if numbers[item.item] <= 1 or item.in_force(period_end))


EIGHT_K_TITLES = {
    "1.01": "Entry into a Material Definitive Agreement",
    "1.02": "Termination of a Material Definitive Agreement",
    "1.03": "Bankruptcy or Receivership",
    "1.04": "Mine Safety",
    "1.05": "Material Cybersecurity Incidents",
    "2.01": "Completion of Acquisition or Disposition of Assets",
    "2.02": "Results of Operations and Financial Condition",
    "2.03": "Creation of a Direct Financial Obligation",
    "2.04": "Triggering Events That Accelerate an Obligation",
    "2.05": "Costs Associated with Exit or Disposal Activities",
    "2.06": "Material Impairments",
    "3.01": "Notice of Delisting",
    "3.02": "Unregistered Sales of Equity Securities",
    "3.03": "Material Modification to Rights of Security Holders",
    "4.01": "Changes in Certifying Accountant",
    "4.02": "Non-Reliance on Previously Issued Financial Statements",
    "5.01": "Changes in Control of Registrant",
    "5.02": "Departure or Election of Directors or Officers",
    "5.03": "Amendments to Articles or Bylaws",
    "5.04": "Suspension of Trading under Employee Benefit Plans",
    "5.05": "Amendments to the Code of Ethics",
    "5.06": "Change in Shell Company Status",
    "5.07": "Submission of Matters to a Vote of Security Holders",
    "5.08": "Shareholder Director Nominations",
    "6.01": "ABS Informational and Computational Material",
    "7.01": "Regulation FD Disclosure",
    "8.01": "Other Events",
    "9.01": "Financial Statements and Exhibits",
    # Before August 2004 Form 8-K numbered its Items 1 to 12.
    "1": "Changes in Control of Registrant",
    "2": "Acquisition or Disposition of Assets",
    "3": "Bankruptcy or Receivership",
    "4": "Changes in Certifying Accountant",
    "5": "Other Events",
    "6": "Resignations of Directors",
    "7": "Financial Statements and Exhibits",
    "8": "Change in Fiscal Year",
    "9": "Regulation FD Disclosure",
    "12": "Results of Operations and Financial Condition",
}
