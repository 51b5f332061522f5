"""What is left out, as data: kinds of sections and headings that hold no deals, each with its reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.records import Document


class Silence(NamedTuple):
    """``key`` matches a section key, ``title`` a section title in lower case; either empties the section."""

    reason: str
    key: str
    title: str
    example: str


SILENT: tuple[Silence, ...] = (
    Silence(
        "the service's own summary, not the company's words",
        r"^call\.summary$",
        r"^$",
        "Key takeaways: revenue beat by 4%",
    ),
    Silence(
        "operator and legal introduction of the call", r"^call\.operator$", r"^$", "At this time all lines are muted"
    ),
    Silence("cover page", r"^cover$", r"^cover(?: page)?$", "Indicate by check mark whether the registrant"),
    Silence("table of contents", r"^contents$", r"^(?:table of )?contents$|^index$", "Item 1. Business 4"),
    Silence(
        "signatures and certifications",
        r"^signatures$",
        r"^signatures?$|certification|power of attorney",
        "Pursuant to the requirements of the Securities Exchange Act",
    ),
    Silence(
        "auditor's report",
        r"^auditor$",
        r"report of independent registered|^independent auditor",
        "We have audited the accompanying consolidated balance sheets",
    ),
    Silence(
        "controls and procedures",
        r"item9a|part1\.item4$",
        r"controls and procedures",
        "our disclosure controls and procedures were effective",
    ),
    Silence(
        "executive pay and governance",
        r"item1[01]$",
        r"^(?:executive compensation|directors, executive officers)",
        "Information is incorporated from the proxy statement",
    ),
    Silence("mine safety", r"^$", r"mine safety", "Not applicable"),
    Silence("staff comments", r"item1b$", r"unresolved staff comments", "None"),
    Silence(
        "market for the stock",
        r"part2\.item6$",
        r"market for registrant|selected financial data",
        "Our common stock trades under the symbol",
    ),
    Silence(
        "stock plans",
        r"^$",
        r"^(?:note \d+[ .:\-–—]*)?(?:stock|share|equity)[- ]based compensation",
        "RSUs vest over four years",
    ),
    Silence(
        "income taxes",
        r"^$",
        r"^(?:note \d+[ .:\-–—]*)?(?:provision for )?income taxes",
        "The effective tax rate was 14%",
    ),
    Silence(
        "earnings per share",
        r"^$",
        r"^(?:note \d+[ .:\-–—]*)?(?:net (?:income|earnings|loss).{0,12} per share|earnings per share)",
        "Diluted shares were 24,483",
    ),
    Silence(
        "pensions",
        r"^$",
        r"^(?:note \d+[ .:\-–—]*)?(?!.*\bdebt\b)(?:.{0,20}(?:pension|(?<!asset )retirement|postretirement|benefit "
        r"plans))",
        "Net periodic benefit cost",
    ),
    Silence(
        "new accounting rules",
        r"^$",
        # "1. Basis of presentation and recent accounting pronouncements" heads a note that also counts the backlog.
        r"^(?!.*(?:basis|polic|summary|organi[sz]ation|business|nature|description)).*(?:recent|new).{0,20}accounting "
        r"(?:pronouncement|standard)",
        "In November the FASB issued",
    ),
)
_COMPILED = tuple((re.compile(s.key), re.compile(s.title), s.reason) for s in SILENT)
ATTACHED = "a contract filed as an exhibit"
OTHERS_WORDS = "a question or the operator: no statement of the company"
EXHIBIT_LIST = "exhibit list"
_SIGNATURES = re.compile(r"^\s*SIGNATURES?\s*$", re.MULTILINE)
_EXHIBIT = re.compile(r"^\s*(?:EXHIBIT|Exhibit)\s+(2|3|4|10|99)\.\d+\s*$", re.MULTILINE)
_MATERIAL = re.compile(r"agreement|contract|lease|warrant|license|commitment|facility", re.IGNORECASE)


def reason_for_silence(key: str, title: str) -> str | None:
    """Why a section is not asked about, or None."""
    title = " ".join(title.lower().split())
    for by_key, by_title, reason in _COMPILED:
        if (key and by_key.search(key)) or (title and by_title.search(title)):
            return reason
    return None


def is_material_contract(text: str) -> bool:
    """True for a row of the exhibit index that names a contract (Regulation S-K, Item 601(b)(10))."""
    return bool(re.match(r"\s*[†*+#]*\s*(?:2|4|10)\.\d+", text) and _MATERIAL.search(text))


def attached_contracts(document: Document) -> tuple[tuple[int, int], ...]:
    """The spans of contracts filed behind the signatures (Exhibits 2, 3, 4 and 10).

    Their clauses are no reports of what was agreed. A press release (Exhibit 99) is the company's word and is kept.
    """
    signed = _SIGNATURES.search(document.text)
    if signed is None:
        return ()
    marks = [(m.start(), m[1]) for m in _EXHIBIT.finditer(document.text, signed.end())]
    if not marks:
        return ()
    ends = [start for start, _ in marks[1:]] + [len(document.text)]
    return tuple((start, end) for (start, number), end in zip(marks, ends, strict=True) if number != "99")
