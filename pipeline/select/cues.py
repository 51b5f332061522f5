"""What speaks for asking about a stretch, as data; ``against`` is what speaks against it. Each cue cites its reason.

A cue is looked for only where one of its ``words`` stands, which makes many cues cheap. Phrases are searched in lower
case; they begin with a letter where that can be, which lets the search skip most of a text.
"""

from __future__ import annotations

from typing import NamedTuple


class Cue(NamedTuple):
    """``words``: any of them in the text, in lower case; ``phrases``: any of them must match too, where there are some.

    Cues with the same ``name`` count once. ``points`` are added, or, of a cue against, taken away.
    """

    name: str
    points: int
    words: str
    phrases: tuple[str, ...]
    example: str


DEALS: tuple[Cue, ...] = (
    Cue(
        "debt",
        2,
        "facility facilities revolving revolver lenders lender debentures indenture borrowed borrowings redeemed "
        "redemption refinanced refinancing repaid indebtedness bonds",
        (),
        "we repaid borrowings with what the new notes brought in",
    ),
    Cue("lease", 2, "lease leases leased lessor lessors landlord sublease colocation", (), "leases not yet commenced"),
    Cue(
        "customers",
        4,
        "customer customers client clients payor payors supplier suppliers vendor vendors partner partners receivable "
        "government distributor distributors reinsurer",
        (
            (
                r"(?:%|percent)[^.]{0,80}(?:of (?:our|its|the company.s|total|net|consolidated|accounts|trade|gross|"
                r"all)[^.]{0,40}(?:revenue|sales|receivable|purchases|net income|balance)|more of)"
            ),
            r"(?:accounted for|represented|comprised|constituted|attributable to)[^.]{0,120}\d\s*(?:%|percent)",
            r"customer [a-e]\b",
            (
                r"(?:significant|major|largest|sole|single|limited number of) (?:\w+ )?"
                r"(?:customers?|suppliers?|clients?|sources?|vendors?)"
            ),
        ),
        "four direct customers with sales greater than 10% of total revenue",
    ),
    Cue(
        "warrant",
        3,
        "warrant warrants warrantholder convertible option conversion capped right",
        (
            r"warrants?(?:holder)?\b(?! that)",
            r"(?:call|put) (?:right|option)",
            r"right to (?:purchase|acquire|buy|sell)",
            r"option to (?:purchase|acquire|buy|sell|extend|increase)",
            r"capped call",
            r"convertible (?:senior|preferred|notes|debt)",
            r"conversion (?:price|rate)",
        ),
        "a warrant to purchase up to an aggregate of 160 million shares",
    ),
    Cue(
        "sale",
        3,
        "backlog performance order orders award awarded royalty royalties supply offtake",
        (
            r"backlog",
            r"performance obligations?",
            r"(?:purchase|firm) orders?",
            r"(?:contract|was|been|were) awarded",
            r"royalt",
            r"supply (?:agreement|contract)",
            r"offtake",
        ),
        "remaining performance obligations were approximately $15.22 billion",
    ),
    Cue(
        "agreement",
        3,
        "agreement agreements contract contracts entered memorandum letter amendment amended signed partnership agreed "
        "collaboration collaborative alliance definitive",
        (
            r"entered into",
            r"agreed to",
            r"agreements? (?:with|to|under|that|dated)",
            (
                r"(?:under|pursuant to|terms of|amended) (?:the|this|these|our|its|such|an?|each) [^.]{0,60}"
                r"(?:agreement|contract)"
            ),
            r"letter of intent",
            r"memorandum of understanding",
            r"definitive",
            r"contracts? (?:with|to|for|under)",
            r"signed",
            r"partnership with",
            r"collaborat",
            r"amendment",
        ),
        "we entered into a multi-year agreement",
    ),
    Cue(
        "government",
        3,
        "license licenses licensed government grant grants incentives incentive export tariff subsidy chips",
        (
            r"export (?:\w+ )?(?:licen|control|restriction|require)",
            r"licen[sc]es? (?:is|are|was|were|to|from|require|fee)",
            r"licensed",
            r"government (?:grant|incentive|assistance|official|polic|will|require)",
            r"chips (?:and science )?act",
            r"grants? (?:of|from|under)",
        ),
        "the government granted licenses that would allow us to ship",
    ),
    Cue(
        "buyback",
        3,
        "accelerated asr market atm",
        (r"accelerated share repurchase", r"asr\b", r"at-the-market", r"atm (?:offering|program)"),
        "entered into a $2.0 billion fixed dollar ASR with a bank",
    ),
    Cue(
        "debt",
        2,
        "notes loan loans paper credit debt",
        (
            r"senior (?:secured |unsecured )?notes",
            r"notes (?:due|payable|outstanding|issued|were|was|in|that|mature)",
            r"(?:convertible|fixed[- ]rate|% )notes",
            r"(?:term|bridge|delayed draw|bank) loans?",
            r"loan agreement",
            r"commercial paper",
            r"credit (?:agreement|line)",
            r"lines? of credit",
            r"(?:long|short)-term debt",
            r"(?:total|outstanding) debt",
            r"issuance of (?:\w+ )?(?:debt|notes)",
            r"debt (?:outstanding|obligations|issuance|principal)",
        ),
        "we had $62.5 billion of unsecured senior notes outstanding",
    ),
    Cue(
        "takeover",
        2,
        "acquire acquired acquisition acquisitions acquires merger divestiture divested disposed disposition sold sale "
        "takeover combination",
        (
            r"acquir(?:e|ed|es) ",
            r"acquisitions? of",
            r"merger agreement",
            r"the merger",
            r"divest",
            r"(?:completed|closed|agreed|agreement|definitive)[^.]{0,80}(?:acqui|sale|s[eo]ll)",
            r"sold (?:its|our|the|all|substantially|\w+ for)",
            r"sale of (?:its|our|the|certain|\w+ (?:business|assets|subsidiary))",
            r"business combination",
            r"dispos",
            r"tender offer",
        ),
        "in August we entered into an agreement to acquire Birch Robotics",
    ),
    Cue(
        "commitment",
        2,
        "commitments commitment committed obligations obligated noncancelable noncancellable cancelable cancellable "
        "minimum pay prepayments prepayment prepaid deposits",
        (
            r"commitments?\b",
            r"committed to",
            r"(?:purchase|contractual) obligations?",
            r"non-?cancell?able",
            r"minimum (?:purchase|annual|payment|volume|royalt|guarantee)",
            r"take-or-pay",
            r"obligated to (?:pay|purchase|fund|make|issue)",
            r"prepa(?:yments?|id)",
            r"deposits? (?:of|for|to|with)",
        ),
        "purchase commitments of $12.1 billion",
    ),
    Cue(
        "stake",
        2,
        "invest invested investment investments stake equity venture ventures interest preferred nonmarketable",
        (
            r"invest(?:ed|ing)? (?:in|up to|an?|\$)",
            r"(?:equity|strategic|minority) (?:investments?|interest|stake|method)",
            r"investments? in ",
            r"joint venture",
            r"preferred (?:stock|shares|units)",
            r"%\s+(?:\w+ ){0,3}(?:interest|stake)",
            r"non-?marketable",
        ),
        "to invest up to $10 billion in Alder Labs",
    ),
    Cue(
        "guarantee",
        2,
        "guarantee guarantees guaranteed guaranty backstop indemnify indemnification surety escrow letter letters",
        (r"guarant(?:ee|eed|ees|y)\b", r"backstop", r"indemnif", r"surety bond", r"escrow", r"letters? of credit"),
        "an agreement to guarantee a partner's facility lease",
    ),
    Cue(
        "settlement",
        2,
        "settlement settlements settled settle judgment verdict awarded damages fine fined penalty penalties decree "
        "recovery",
        (
            r"settle",
            r"judgment (?:of|against|in)",
            r"awarded",
            r"verdict",
            r"damages of",
            r"fined?\b",
            r"penalt",
            r"consent decree",
            r"recovery of",
        ),
        "entered into a settlement agreement with the State",
    ),
    Cue(
        "related party",
        2,
        "related affiliate affiliates",
        (r"related[- ]part(?:y|ies)", r"affiliates? of"),
        "notes held by a related party",
    ),
    Cue(
        "offering",
        2,
        "offering ipo issued issuance proceeds",
        (r"public offering", r"private placement", r"ipo\b", r"issued and sold", r"issuance of", r"net proceeds"),
        "we issued and sold 36 million shares in our initial public offering",
    ),
    Cue(
        "purchase",
        2,
        "purchase purchased purchases participation required",
        (
            r"purchas(?:e|ed|es|ing) (?:of |from |approximately |up to |\$)",
            r"purchas(?:e|ed|es|ing) [^.]{0,40}(?:receivables|equipment|capacity)",
            r"participation interest",
            r"required to pay",
        ),
        "we purchased approximately $514 million in merchant receivables",
    ),
)
"""Words of arrangements. With a sum or a party beside them they speak of one, alone perhaps of arrangements at large.

What is found fastest and weighs most stands first: the search ends where a stretch has points enough.
"""

BESIDE: tuple[Cue, ...] = (
    Cue("sum", 2, "$ million billion trillion", (), "an outstanding principal amount of $10.6 billion"),
    Cue("sum", 2, "shares", (r"\d[\d,.]* (?:million )?(?:\w+ ){0,4}shares",), "a warrant for 160 million shares"),
    Cue("sum", 2, "mw gw megawatts gigawatts", (r"\d\s*(?:[mg]w|megawatts|gigawatts)\b",), "access to 133 MW of power"),
    Cue("party", 1, "inc llc corp corporation ltd limited plc gmbh lp bank", (), "an agreement with Birch Corporation"),
    Cue(
        "day",
        1,
        "january february april june july august september october november december",
        (),
        "In June 2023, we issued fixed rate notes",
    ),
)
"""What adds weight to the words of an arrangement."""

AHEAD: tuple[Cue, ...] = (
    Cue(
        "outlook",
        2,
        "guidance outlook expect expects",
        (r"(?:guidance|outlook) ", r"we (?:currently )?expect [^.]{0,120}\d"),
        "we expect revenue of $65.0 billion",
    ),
    Cue(
        "supply",
        2,
        "capacity shortage shortages constraints constrained lead allocation supply",
        (r"lead times?", r"supply (?:constraint|shortage|chain)", r"capacity", r"shortages?", r"allocation"),
        "we have entered into long-term capacity agreements",
    ),
)
"""What is told beside the deals: the outlook, lead times and supply."""

IN_TABLES: tuple[Cue, ...] = (
    Cue(
        "schedule",
        2,
        "thereafter portion maturities maturity due",
        (r"thereafter", r"(?:long|short)-term portion", r"maturit", r"due in"),
        "Due in one year $ 1,000",
    ),
)
"""What adds weight only in a table."""

STATEMENTS = Cue(
    "statement",
    0,
    "assets liabilities investing financing cost",
    (
        r"total (?:current )?(?:assets|liabilities)",
        r"(?:provided by|used (?:in|for)|from) [^.]{0,20}(?:investing|financing) activities",
        r"cost of (?:revenue|sales|goods)",
    ),
    "Condensed Consolidated Balance Sheets: total assets",
)
"""The statements are short and tell debt, purchases and results in one place: a table of them always goes."""


class Anchor(NamedTuple):
    """What makes a sentence speak of one arrangement. ``words`` as in a cue; ``pattern`` for the text as printed."""

    words: str
    pattern: str
    example: str


ANCHORS: tuple[Anchor, ...] = (
    Anchor("$ million billion trillion", r"[$€£¥]\s?\d|(?:mill|bill|trill)ion\b", "a term loan of $100 million"),
    Anchor("% percent", r"\d\s?%|\d percent\b", "four customers with more than 10% of revenue"),
    Anchor("shares mw gw megawatts gigawatts", r"\d (?:shares|[MG]W|megawatts|gigawatts)\b", "133 MW of power"),
    Anchor(
        "inc llc corp corporation ltd plc gmbh ag limited",
        r"(?:Inc|LLC|Corp|Corporation|Ltd|PLC|plc|GmbH|AG)\b|Limited \(",
        "a subsidiary of Birch Ltd",
    ),
    Anchor(
        "agreement agreements contract contracts arrangement arrangements partnership venture ventures merger stake "
        "invested investment investments acquired acquisition sale sold lease leased leases license licensed "
        "affiliates",
        r"(?:greements?|ontracts?|rrangements?|artnership|entures?|erger|stake|nvest(?:ed|ments?)|cquired|cquisition|"
        r"ale|old|ease[sd]?|icen[cs]ed?|ffiliates) (?:\([^)]{1,30}\) )?(?:with|in|of|to|from|by) (?:\w+ )?"
        r"[A-Z][A-Za-z]",
        "We are party to a wafer supply agreement with Birch",
    ),
    Anchor(
        "we",
        r"[Ww]e have (?:also |recently |already )?(?:entered|agreed|committed|signed|paid|guaranteed|issued|invested|"
        r"acquired|provided|made|outstanding|(?:[\w-]+ ){0,2}(?:commitments|obligations))",
        "we have paid premiums, provided deposits, and entered into long-term supply agreements",
    ),
    Anchor(
        "intent memorandum definitive assurance",
        r"letter of intent|memorandum of understanding|definitive agreement|no assurance",
        "no assurance that we will enter into definitive agreements",
    ),
)
