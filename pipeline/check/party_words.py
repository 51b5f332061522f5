"""Words that look like a counterparty and are none, and words that a class of counterparties needs. Data only."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pipeline.lexis.wordlist import words


class FalseParty(NamedTuple):
    """A pattern over the whole name, in small letters, and a sentence that made it necessary."""

    pattern: re.Pattern[str]
    example: str


def _entry(pattern: str, example: str) -> FalseParty:
    return FalseParty(re.compile(pattern), example)


_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"

FALSE_PARTIES: Final = (
    _entry(rf"(?:{_MONTHS}|{_DAYS})(?: \d+)?", "In March the company agreed to buy wafers."),
    _entry(r".*\b(?:stock|securities|options) (?:exchange|market)\b.*", "The shares trade on the Elm Stock Exchange."),
    _entry(r".*\bglobal (?:select )?market\b.*", "Listed on the Elm Global Select Market."),
    _entry(r"securities and exchange commission|sec|commission", "We file reports with the SEC."),
    _entry(r".*\baccounting standards board|fasb|iasb|pcaob", "The FASB issued new guidance on leases."),
    _entry(
        r".*\baccounting firm|.*\bauditors?|.*\btransfer agent", "Our independent registered public accounting firm."
    ),
    _entry(
        r"(?:(?:inc|incorporated|corp|corporation|co|ltd|limited|llc|llp|lp|plc|gmbh|ag|se|sa|nv|bv|ab|asa|oyj?|pte|pty"
        r"|holdings?|group|trust|bank|partners) ?)+",
        "We bought 8,000 machines from Alder (Hong Kong) Limited.",
    ),
    _entry(
        r"(?:indenture |collateral |successor |bond )?trustee|(?:administrative |collateral "
        r"|escrow |paying )agent",
        "Interest is paid to the Trustee.",
    ),
    _entry(
        r"(?:term|bridge|revolving|delayed draw|senior|secured|convertible|the|new|existing"
        r"|\d+)*\s*(?:loans?|revolver|notes?|bonds?|debentures?)(?: facility)?",
        "Drawn under the Term Loan.",
    ),
    _entry(
        r"(?:.* )?(?:credit|loan|purchase|supply|lease|license|merger|services?|warrant|master"
        r"|framework|settlement|transaction) (?:agreements?|facility|facilities)",
        "Borrowings under the Credit Agreement.",
    ),
    _entry(
        r"agreements?|contracts?|facility|facilities|commitments?|warrants?|indentures?"
        r"|transactions?|mergers?|acquisitions?|closing|arrangements?|amendments?",
        "The Warrant vests in tranches.",
    ),
    _entry(
        r"target|seller|buyer|purchaser|borrower|lender|issuer|guarantor|parent|party|parties"
        r"|counterparty|holder|licensee|licensor|tenant|landlord|lessee|lessor",
        "Target is the acquired company.",
    ),
    _entry(
        r"board(?: of directors)?|audit committee|committee|management|directors?|officers?"
        r"|employees?|stockholders?|shareholders?",
        "The Board approved the purchase.",
    ),
    _entry(
        r"(?:item|note|part|section|exhibit|form|page|table|schedule|appendix"
        r"|annex) ?[\divxlc]*[a-z]?",
        "See Note 12.",
    ),
    _entry(
        r"common stock|class [a-z](?: common stock)?|series [a-z](?:-\d)?(?: preferred stock)?"
        r"|preferred stock|ordinary shares?|shares",
        "Shares of Class A Common Stock.",
    ),
    _entry(
        r"united states|us|usa|china|europe|asia|americas|emea|japan|taiwan|germany|france|india"
        r"|canada|mexico|israel|singapore|california|delaware|texas|new york",
        "We lease a data center in Texas.",
    ),
    _entry(
        r"gaap|us gaap|ifrs|asc|asu|sofr|libor|ebitda|adjusted ebitda|gpus?|ai|ip|ppe|roi|eps|ceo"
        r"|cfo|coo|cto|qoq|yoy",
        "Interest accrues at SOFR plus 2%.",
    ),
    _entry(
        r"operator|analysts?|investor relations|speaker|moderator|q|a|qa|thank you|good afternoon"
        r"|good morning",
        "Operator: our next question.",
    ),
    _entry(
        r"company|registrant|corporation|we|us|our|the|it|they|he|she|this|these|those|in|on|at|as"
        r"|for|with",
        "The Company agreed to pay.",
    ),
    _entry(
        r"total|revenue|revenues|net income|other|various|certain|subtotal|balance|amount|none"
        r"|unknown|n a|not disclosed",
        "Total 51 % 48 %.",
    ),
    _entry(
        r"first quarter|second quarter|third quarter|fourth quarter|fiscal|fiscal year|fiscal \d+"
        r"|q[1-4](?: \d+)?|fy ?\d+",
        "In Fiscal 2026 we expect.",
    ),
)
"""A named party that is one of these is none. Each comes from the field: exchanges, auditors, trustees as such, months,
terms the document defines, generic words. No single company stands here."""

ROLES: Final = re.compile(
    r"^[,\s]*(?:(?:n\.a|inc|llc|ltd|corp|company|national association"
    r"|trust company)\.?[,\s]*)*(?:as|acting as|in its capacity as)\s+(?:the\s+)?"
    r"(?:(?:indenture|collateral|successor|administrative|paying|escrow|transfer|exchange"
    r"|rights|calculation|warrant|and|initial)\s+|,\s*)*"
    r"(?:trustee|agent|registrar|depositary|custodian|auditor|counsel|co-?counsel)\b(?![^.;]{0,60}\blenders?\b)",
    re.IGNORECASE,
)
"""What follows a bank that only keeps the books of a deal: "between the company and Elm Bank, N.A., as trustee"."""

LISTED: Final = re.compile(
    r"\b(?:list(?:ed|ing)|traded?s?|trading|quoted|quotation)\s+(?:of\s+\w+\s+)?on\s+(?:the\s+)?$", re.IGNORECASE
)
"""What stands before an exchange: our common stock is listed on the Elmdaq under the symbol ALDR."""

GENERIC: Final = frozenset(
    words(
        "company bank customer customers supplier suppliers vendor vendors lender lenders agreement holder "
        "first second american national united general international global new north south east west city "
        "state federal the group trust fund partner partners"
    )
)
"""A first word that says too little to stand for a whole name: "Bank" is not Bank of the Elms."""

CLASS_STEMS: Final[dict[str, tuple[str, ...]]] = {
    "lessor": ("leas", "rent", "landlord"),
    "landlord": ("leas", "rent", "landlord"),
    "lessee": ("leas", "rent", "tenant"),
    "tenant": ("leas", "rent", "tenant"),
    "lender": (
        "loan",
        "lend",
        "credit",
        "borrow",
        "revolv",
        "facilit",
        "bank",
        "debt",
        "financ",
        "commercial paper",
        "draw",
    ),
    "bank": ("bank", "loan", "lend", "credit", "borrow", "revolv", "facilit", "debt", "commercial paper", "underwrit"),
    "noteholder": (
        "note",
        "indebtedness",
        "bond",
        "debenture",
        "indenture",
        "debt",
        "offering",
        "securities",
        "borrowing",
        "commercial paper",
    ),
    "bondholder": ("note", "bond", "debenture", "indenture", "debt", "offering"),
    "creditor": ("debt", "loan", "credit", "note", "borrow"),
    "supplier": (
        "suppl",
        "purchase",
        "vendor",
        "manufactur",
        "inventor",
        "capacity",
        "component",
        "procure",
        "foundr",
        "commitment",
    ),
    "vendor": ("vendor", "suppl", "purchase", "commitment", "procure", "financ"),
    "manufacturer": ("manufactur", "suppl", "purchase", "foundr"),
    "provider": ("provid", "service", "cloud", "capacity", "purchase", "commitment", "agreement"),
    "customer": (
        "customer",
        "rpo",
        "revenue",
        "sales",
        "backlog",
        "contract",
        "performance obligation",
        "order",
        "deal",
        "book",
        "client",
        "receivable",
        "subscri",
        "deferred",
        "financing commitment",
        "trade-in",
        "industrial participation",
        "offset agreement",
        "offset obligation",
    ),
    "distributor": ("distribut", "resell", "channel"),
    "partner": ("partner", "collaborat", "joint", "allianc"),
    "investor": (
        "invest",
        "purchas",
        "share",
        "stock",
        "equity",
        "offering",
        "placement",
        "note",
        "warrant",
        "unit",
        "capital",
    ),
    "stockholder": ("share", "stock", "equity"),
    "shareholder": ("share", "stock", "equity"),
    "borrower": ("borrow", "loan", "lend", "credit"),
    "holder": (
        "hold",
        "commercial paper",
        "indebtedness",
        "note",
        "share",
        "stock",
        "warrant",
        "option",
        "convertible",
    ),
    "investee": ("invest", "partnership", "venture", "equity", "fund", "compan"),
    "compan": ("compan", "invest", "equity", "acqui", "business"),
    "underwriter": ("underwrit", "offering"),
    "seller": ("sell", "sold", "acqui", "purchase"),
    "buyer": ("buy", "sell", "sold", "sell", "sale", "purchas", "divest"),
    "purchaser": ("purchas", "sale", "sold"),
    "licensor": ("licen", "royalt", "content"),
    "licensee": ("licen", "royalt"),
    "guarantor": ("guarant",),
    "beneficiar": ("guarant", "letter", "indemn", "bond"),
    "plaintiff": (
        "plaintiff",
        "jury",
        "award",
        "damages",
        "judgment",
        "verdict",
        "settle",
        "class action",
        "litigation",
        "lawsuit",
        "court",
        "claim",
    ),
    "opposing": ("plaintiff", "settle", "court", "litigation", "award", "judgment", "verdict", "arbitrat", "escrow"),
    "claimant": ("claim", "settle", "litigation"),
    "government": (
        "government",
        "federal",
        "state",
        "grant",
        "chips act",
        "agenc",
        "incentive",
        "tax",
        "export",
        "licen",
    ),
    "authorit": ("authorit", "government", "regulat", "tax", "fine", "commission", "agenc"),
    "regulator": ("regulat", "decree", "fine", "penalt", "commission", "agenc"),
    "counterpart": (
        "counterpart",
        "derivative",
        "swap",
        "guarant",
        "contract",
        "agreement",
        "commitment",
        "obligation",
    ),
    "part": ("part", "commitment", "obligation", "agreement", "contract", "guarant"),
}
"""A class name's head noun, and the word beginnings of which one must stand in the quotes: lessors need a lease."""
