"""The cover page of Form 10-Q and Form 10-K, as data and as lines to be set."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cover:
    """What a registrant puts on its cover, and how its filing is set."""

    company: str
    form: str
    period: str
    period_end: str
    fiscal: str
    file_number: str
    cik: str
    state: str
    ein: str
    address: str
    zip: str
    phone: str
    securities: tuple[tuple[str, str, str], ...]
    shares: str
    filed: str
    header: str
    signatures: tuple[tuple[str, str], ...]
    status: str = "Large accelerated filer"
    market_value: str = ""
    font: str = "Helvetica"
    size: float = 9.5
    tinted: bool = False
    ragged: bool = False
    running: str = "contents"


def read(data: dict[str, object]) -> Cover:
    """A cover from the ``[cover]`` table of a content file."""
    fixed = dict(data)
    for key in ("securities", "signatures"):
        rows = data[key]
        if not isinstance(rows, list):
            raise TypeError(f"{key} is a list of rows")
        fixed[key] = tuple(tuple(row) for row in rows)
    return Cover(**fixed)  # type: ignore[arg-type]  # a wrong key or shape is a typing error of the content file


def cover_lines(cover: Cover) -> list[tuple[str, str]]:
    """(kind, text) from top to bottom. ``pair`` holds cells divided by ``|``."""
    annual = cover.form == "10-K"
    this, other = ("ANNUAL", "TRANSITION") if annual else ("QUARTERLY", "TRANSITION")
    length = "fiscal year" if annual else "quarterly period"
    statuses = ("Large accelerated filer", "Accelerated filer", "Non-accelerated filer", "Smaller reporting company", "Emerging growth company")
    boxes = "   ".join(f"{name} {'[X]' if name == cover.status else '[ ]'}".replace(" ", "\u00a0") for name in statuses)
    lines = [
        ("agency", "UNITED STATES"),
        ("agency", "SECURITIES AND EXCHANGE COMMISSION"),
        ("strong", "Washington, D.C. 20549"),
        ("rule", ""),
        ("form", f"FORM {cover.form}"),
        ("strong", "(Mark One)"),
        ("box", f"[X]  {this} REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934"),
        ("strong", f"For the {length} ended {cover.period}"),
        ("strong", "OR"),
        ("box", f"[ ]  {other} REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934"),
        ("centre", f"Commission File Number: {cover.file_number}"),
        ("name", cover.company),
        ("centre", "(Exact name of registrant as specified in its charter)"),
        ("pair", f"**{cover.state}**|**{cover.ein}**"),
        ("pair", "(State or other jurisdiction of incorporation or organization)|(I.R.S. Employer Identification No.)"),
        ("pair", f"**{cover.address}**|**{cover.zip}**"),
        ("pair", "(Address of principal executive offices)|(Zip Code)"),
        ("strong", cover.phone),
        ("centre", "(Registrant’s telephone number, including area code)"),
        ("strong", "Securities registered pursuant to Section 12(b) of the Act:"),
        ("pair", "**Title of each class**|**Trading Symbol(s)**|**Name of each exchange on which registered**"),
        *(("pair", "|".join(row)) for row in cover.securities),
    ]
    if annual:
        lines += [
            ("strong", "Securities registered pursuant to Section 12(g) of the Act: None"),
            ("text", "Indicate by check mark if the registrant is a well-known seasoned issuer, as defined in Rule 405 of the Securities Act. Yes [X] No [ ]"),
            ("text", "Indicate by check mark if the registrant is not required to file reports pursuant to Section 13 or Section 15(d) of the Act. Yes [ ] No [X]"),
        ]
    lines += [
        ("text", "Indicate by check mark whether the registrant (1) has filed all reports required to be filed by Section 13 or 15(d) of the Securities Exchange Act of 1934 during the preceding 12 months (or for such shorter period that the registrant was required to file such reports), and (2) has been subject to such filing requirements for the past 90 days. Yes [X] No [ ]"),
        ("text", "Indicate by check mark whether the registrant has submitted electronically every Interactive Data File required to be submitted pursuant to Rule 405 of Regulation S-T (§232.405 of this chapter) during the preceding 12 months (or for such shorter period that the registrant was required to submit such files). Yes [X] No [ ]"),
        ("text", "Indicate by check mark whether the registrant is a large accelerated filer, an accelerated filer, a non-accelerated filer, a smaller reporting company, or an emerging growth company. See the definitions of “large accelerated filer,” “accelerated filer,” “smaller reporting company,” and “emerging growth company” in Rule 12b-2 of the Exchange Act."),
        ("centre", boxes),
        ("text", "If an emerging growth company, indicate by check mark if the registrant has elected not to use the extended transition period for complying with any new or revised financial accounting standards provided pursuant to Section 13(a) of the Exchange Act. [ ]"),
        ("text", "Indicate by check mark whether the registrant is a shell company (as defined in Rule 12b-2 of the Exchange Act). Yes [ ] No [X]"),
    ]
    if cover.market_value:
        lines.append(("text", cover.market_value))
    lines.append(("text", cover.shares))
    if annual:
        lines.append(("strong", "DOCUMENTS INCORPORATED BY REFERENCE"))
        lines.append(("text", "Portions of the registrant’s definitive proxy statement for its annual meeting of stockholders, to be filed within 120 days after the end of the fiscal year, are incorporated by reference into Part III of this report."))
    return lines
