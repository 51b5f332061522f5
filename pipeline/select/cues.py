"""What speaks for asking about a stretch and what against it, as data. Each cue cites what made it necessary.

A cue is looked for only where one of its ``words`` stands, which makes many cues cheap. Of the cues of one ``group``
the strongest counts, so that a paragraph full of synonyms weighs no more than one that says it once.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Cue(NamedTuple):
    """``words``: any of them in the text, in lower case; and where there is one, ``phrase`` must match too."""

    group: str
    points: int
    words: str
    phrase: str
    example: str


FOR: tuple[Cue, ...] = (
    Cue("sum", 2, "$ € £ ¥ million billion trillion", "", "an outstanding principal amount of $10.6 billion"),
    Cue("sum", 2, "shares", r"\d[\d,.]*\s+(?:million\s+)?(?:\w+\s+){0,4}shares", "a warrant for 160 million shares"),
    Cue("sum", 2, "mw gw megawatts gigawatts", r"\d\s*(?:mw|gw|megawatts?|gigawatts?)\b", "access to 133 MW of power"),
    Cue(
        "debt",
        2,
        "facility facilities revolving revolver lenders lender debentures indenture borrowed borrowings redeemed "
        "redemption refinanced refinancing repaid",
        "",
        "we repaid borrowings on the credit agreement",
    ),
    Cue(
        "debt",
        2,
        "notes loan loans paper credit debt indebtedness bonds mortgage overdraft",
        r"senior (?:secured |unsecured )?notes|notes (?:due|payable|outstanding|issued|were|that|mature)|(?:term|"
        r"bridge|delayed draw|bank) loans?|loan agreement|commercial paper|credit (?:agreement|line)|lines? of credit|"
        r"(?:long|short)-term debt|total debt|outstanding debt|indebtedness|bonds|convertible notes|fixed rate notes|"
        r"promissory|issuance of (?:\w+ )?(?:debt|notes)|debt (?:outstanding|obligations|issuance|principal)",
        "we had $62.5 billion of unsecured senior notes outstanding",
    ),
    Cue(
        "takeover",
        2,
        "acquire acquired acquisition acquires merger divestiture divested disposed disposition sold takeover spin "
        "combination purchaser",
        r"\bacquir(?:e|ed|es) |acquisitions? of|merger agreement|the merger|divest|(?:completed|closed|agreed|"
        r"agreement|definitive)[^.]{0,80}(?:acqui|sale|s[eo]ll)|sold (?:its|our|the|all|substantially|\w+ for)|"
        r"sale of (?:its|our|the|certain|\w+ (?:business|assets|subsidiary))|business combination|dispos|tender offer",
        "In August 2022, we entered into an agreement to acquire Birch Robotics",
    ),
    Cue("lease", 2, "lease leases leased lessor lessors landlord sublease colocation", "", "leases not yet commenced"),
    Cue(
        "commitment",
        2,
        "commitments commitment committed obligations obligated noncancelable noncancellable cancelable cancellable "
        "minimum pay prepayments prepayment prepaid deposits",
        r"commitments?\b|committed to|purchase obligations?|contractual obligations|non-?cancell?able|minimum (?:"
        r"purchase|annual|payment|volume|royalt|guarantee)|take-or-pay|obligated to (?:pay|purchase|fund|make|issue)|"
        r"prepayments?|prepaid|deposits? (?:of|for|to|with)",
        "purchase commitments of $12.1 billion",
    ),
    Cue(
        "customers",
        4,
        "customer customers client clients payor payors supplier suppliers vendor vendors partner partners receivable "
        "government distributor distributors reinsurer",
        r"\d+\s*(?:%|percent)[^.]{0,80}(?:of (?:our|its|the company.s|total|net|consolidated|accounts|trade|gross|all)"
        r"[^.]{0,40}(?:revenue|sales|receivable|purchases|net income|balance)|more of)|(?:accounted for|represented|"
        r"comprised|constituted|attributable to)[^.]{0,120}\d+\s*(?:%|percent)|customer [a-e]\b|(?:significant|major|"
        r"largest|sole|single|limited number of) (?:\w+ )?(?:customers?|suppliers?|clients?|sources?|vendors?)",
        "four direct customers with sales greater than 10% of total revenue",
    ),
    Cue(
        "stake",
        2,
        "invest invested investment investments stake equity venture ventures interest preferred",
        r"\binvest(?:ed|ing)? (?:in|up to|an?|\$)|(?:equity|strategic|minority) (?:investments?|interest|stake)|"
        r"investments? in |joint venture|preferred (?:stock|shares|units)|\d+\s*%\s+(?:\w+ ){0,3}(?:interest|stake)|"
        r"equity method|non-?marketable",
        "to invest up to $10 billion in Alder Labs",
    ),
    Cue(
        "warrant",
        3,
        "warrant warrants warrantholder convertible option conversion capped",
        r"\bwarrants?(?:holder)?\b(?! that)|option to (?:purchase|acquire|buy|sell|extend|increase)|capped call|"
        r"convertible (?:senior|preferred|notes|debt)|conversion (?:price|rate)",
        "a warrant to purchase up to an aggregate of 160 million shares",
    ),
    Cue(
        "guarantee",
        2,
        "guarantee guarantees guaranteed guaranty backstop indemnify indemnification surety escrow letters bonds",
        r"guarant(?:ee|eed|ees|y)\b|backstop|indemnif|surety bond|escrow|letters? of credit",
        "an agreement to guarantee a partner's facility lease",
    ),
    Cue(
        "sale",
        3,
        "backlog performance orders award awarded royalty royalties supply offtake",
        r"\bbacklog|performance obligations?|purchase orders?|firm orders?|(?:contract|was|been|were) awarded|royalt|"
        r"supply (?:agreement|contract)|offtake",
        "remaining performance obligations were approximately $15.22 billion",
    ),
    Cue(
        "agreement",
        3,
        "agreement agreements contract contracts entered memorandum letter amendment amended signed partnership "
        "collaboration alliance definitive",
        r"entered into|agreed to|agreements? (?:with|to|under|that|dated)|(?:under|pursuant to|terms of|amended) (?:"
        r"the|this|these|our|its|such|an?|each) [^.]{0,60}(?:agreement|contract)|letter of intent|memorandum of "
        r"understanding|definitive|contracts? (?:with|to|for|under)|signed|partnership with|collaborat|\bamendment",
        "we entered into a multi-year agreement",
    ),
    Cue(
        "settlement",
        2,
        "settlement settlements settled settle judgment verdict damages fine fined penalty decree arbitration jury",
        r"settle|judgment (?:of|against|in)|awarded|verdict|damages of|\bfined?\b|penalt|consent decree|recovery of",
        "entered into a settlement agreement with the State",
    ),
    Cue(
        "government",
        3,
        "license licenses licensed government grant grants incentives incentive export tariff subsidy chips",
        r"export (?:\w+ )?(?:licen|control|restriction|require)|licen[sc]es? (?:is|are|was|were|to|from|require|fee)|"
        r"government (?:grant|incentive|assistance|official|polic|will|require)|licensed|chips (?:and science )?act|\bgrants? (?:of|from|under)",
        "the government granted licenses that would allow us to ship",
    ),
    Cue(
        "related",
        2,
        "related affiliate affiliates",
        r"related[- ]part(?:y|ies)|affiliates? of",
        "held by a related party",
    ),
    Cue(
        "offering",
        2,
        "offering ipo issued issuance proceeds",
        r"public offering|private placement|\bipo\b|issued and sold|issuance of|net proceeds",
        "we issued and sold 36,590,000 shares",
    ),
    Cue(
        "purchase",
        2,
        "purchase purchased purchases participation receivables required",
        r"purchas(?:e|ed|es|ing) (?:of |from |approximately |up to |\$|[^.]{0,40}(?:receivables|equipment|capacity))|"
        r"participation interest|required to pay",
        "we purchased approximately $514 million in receivables",
    ),
    Cue(
        "buyback",
        3,
        "accelerated asr atm",
        r"accelerated share repurchase|\basr\b|at-the-market|\batm (?:offering|program)",
        "entered into a $2.0 billion fixed dollar ASR with a bank",
    ),
    Cue(
        "event",
        1,
        "january february march april may june july august september october november december",
        r"\b(?:in|on|during|effective|since|dated(?: as of)?) (?:january|february|march|april|may|june|july|august|"
        r"september|october|november|december)\b",
        "In June 2023, we issued fixed rate notes",
    ),
    Cue(
        "outlook",
        2,
        "guidance outlook expect expects anticipate forecast",
        r"(?:guidance|outlook) |we (?:currently )?expect [^.]{0,120}\d",
        "we expect revenue of $65.0 billion",
    ),
    Cue(
        "supply",
        2,
        "capacity shortage shortages constraints constrained lead allocation",
        r"lead times?|supply (?:constraint|shortage|chain)|capacity|shortages?|allocation",
        "we have entered into long-term capacity agreements",
    ),
    Cue(
        "party",
        1,
        "inc llc corp corporation ltd limited plc gmbh lp bank",
        "",
        "an agreement with Birch Foundry Corporation",
    ),
)

AGAINST: tuple[Cue, ...] = (
    Cue(
        "accounting policies",
        3,
        "recognize recognized recognizes measured accounted estimates judgments estimated judgment asu fasb asc gaap",
        r"\b(?:are|is) (?:recognized|recorded|measured|accounted|amortized|stated|classified|included|determined|"
        r"evaluated|reviewed|capitalized|expensed)\b|we (?:recognize|record|measure|evaluate|assess|estimate|amortize|"
        r"classify|account for|review|capitalize)\b|the company (?:recognizes|records|measures|evaluates|assesses|"
        r"estimates|amortizes|classifies|accounts for|reviews|capitalizes)\b|\basu\b|fasb|critical accounting|"
        r"accounting (?:policies|standards|guidance)",
        "Revenue is recognized when control passes to the customer",
    ),
    Cue(
        "fair values and hedges",
        3,
        "level hedge hedges hedging derivative derivatives swaps swap unrealized securities",
        r"level [123]\b|hedg|derivative|swaps?\b|unrealized (?:gain|loss)|available-for-sale|marketable securities",
        "classified within Level 2 of the fair value hierarchy",
    ),
    Cue(
        "forward-looking statements",
        6,
        "forward looking",
        r"forward[- ]looking statements?",
        "This report contains forward-looking statements",
    ),
    Cue(
        "taxes",
        3,
        "tax taxes",
        r"\b(?:effective|income|deferred|valuation|unrecognized) tax|tax (?:rate|benefit|"
        r"position|credit|asset|law|provision)",
        "The effective tax rate was 14%",
    ),
    Cue(
        "stock plans",
        3,
        "rsus psus vest vesting grant espp compensation",
        r"\brsus?\b|\bpsus?\b|espp|stock-based compensation|share-based compensation|vest(?:s|ing)? over",
        "RSUs vest over four years",
    ),
    Cue(
        "what may happen",
        2,
        "could may might would",
        r"\b(?:could|may|might)\b[^.]{0,200}\b(?:could|may|might|adverse|harm|result in|unable)\b",
        "any of which could adversely affect our business",
    ),
)


class Anchor(NamedTuple):
    """What makes a sentence speak of one arrangement: a sum, a share, a party. Looked for in the text as printed."""

    pattern: str
    example: str


ANCHORS: tuple[Anchor, ...] = (
    Anchor(r"[$€£¥]\s?\d|\b(?:million|billion|trillion)\b", "a term loan of $100 million"),
    Anchor(r"\d\s?%|\d percent\b", "four customers with more than 10% of revenue"),
    Anchor(r"\d (?:shares|[MG]W|megawatts|gigawatts)\b", "access to 133 MW of power"),
    Anchor(r"\b(?:Inc|LLC|Corp|Corporation|Ltd|PLC|plc|N\.A|S\.A|GmbH|AG|L\.P)\b|Limited \(", "a subsidiary of Birch Ltd"),
    Anchor(
        r"\b(?:[Aa]greements?|contracts?|arrangements?|partnership|ventures?|merger|stake|invest(?:ed|ments?)|acquired|"
        r"acquisition|sale|sold|lease[sd]?|licen[cs]ed?|affiliates) (?:with|in|of|to|from|by) (?:\w+ )?[A-Z][A-Za-z]",
        "We are party to a wafer supply agreement with Birch",
    ),
    Anchor(
        r"\b[Ww]e have (?:also |recently |already )?(?:entered|agreed|committed|signed|paid|guaranteed|issued|invested|"
        r"acquired|provided|made|outstanding|(?:[\w-]+ ){0,2}(?:commitments|obligations))",
        "we have paid premiums, provided deposits, and entered into long-term supply agreements",
    ),
    Anchor(r"letter of intent|memorandum of understanding|definitive agreement|no assurance", "no assurance of a deal"),
)


IN_TABLES: tuple[Cue, ...] = (
    Cue(
        "statement",
        4,
        "assets liabilities operating revenue revenues",
        r"total (?:current )?(?:assets|liabilities)|(?:provided by|used (?:in|for)|from) [^.]{0,20}(?:investing|financing) "
        r"activities|cost of (?:revenue|sales|goods)",
        "Condensed Consolidated Balance Sheets",
    ),
    Cue(
        "schedule",
        2,
        "thereafter portion maturities maturity due",
        r"thereafter|(?:long|short)-term portion|maturit|due in",
        "Due in one year $ 1,000",
    ),
)
"""What only counts in a table."""


class Prior(NamedTuple):
    """What a section adds to, or takes from, each stretch in it: by its key or its title, in lower case."""

    points: int
    key: str
    title: str
    why: str


PRIORS: tuple[Prior, ...] = (
    Prior(
        3,
        r"^$",
        r"subsequent event|related[- ]part|commitment|guarant|concentration|acquisition|divestiture|\bdebt\b|borrowing|"
        r"business combination|joint venture|collaborat|notes payable|credit facilit|indebtedness",
        "what was agreed is told there",
    ),
    Prior(
        1,
        r"^$",
        r"financing|lease|investment|revenue|warrant|equity|purchase|contract|legal|contingenc|litigation|segment|loans",
        "deals stand among other matters",
    ),
    Prior(-3, r"item1a$", r"risk factors", "risks are told of at length, arrangements in passing"),
    Prior(-2, r"part1\.item1$", r"^business$", "the business at large"),
    Prior(
        -2,
        r"^$",
        r"accounting policies|basis of presentation|fair value|derivative|earnings per|pension|intangible|goodwill|"
        r"comprehensive|property and equipment",
        "notes of accounting",
    ),
)
"""The first that matches counts."""

MOST = 6
SPECIFIC = 3
NEAR = 160
ENOUGH = 3
"""Points that make a stretch worth asking about."""

EXHIBIT = re.compile(r"agreement|contract|lease|warrant|licen[cs]e|commitment|facility|indenture|note", re.IGNORECASE)
