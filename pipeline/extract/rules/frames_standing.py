"""What is owed at a day and what was paid back, in the words of balances: notes, loans, rent, purchases."""

from __future__ import annotations

from pipeline.extract.rules.frames import SUM, Frame
from pipeline.records import Binding, DealType, Payer

_ABOUT = r"(?:approximately |about |an aggregate of |a total of |up to |over |nearly )*"
_OWED = r"(?:notes|bonds|debentures|borrowings|debt|indebtedness|loans?)"
_RULES_OF_ACCOUNTS = (
    r"fair value (?:of|was)|hypothetical|basis points?|swaps?\b|hedg|receivable|available[- ]for[- ]sale|"
    r"held[- ]to[- ]maturity|treasury|primarily (?:due|driven|reflect|consist)|partially offset|covenant|"
    r"events? of default|\bliens\b|\bmay\b(?! \d)|could|would|interest expense|compared (?:to|with) \$|guarant"
)
_NO_PURCHASE = (
    r"\bleas(?:es?|ed|ing)\b|loan|lend|credit facilit|letters? of credit|pension|benefit|fair value|hypothetical|"
    r"securities|equity|shares|stock|notes|investments? in|partnerships?|\bfunds?\b|mortgage|derivative|forward|"
    r"swap|hedg|unfunded|primarily (?:due|driven|attributable)|compared (?:to|with) \$|remaining performance|"
    r"customers? "
    r"(?:has|have|had|are|is)|acqui(?:re|sition) of|business combination|tax"
)

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="debt.owed",
        type=DealType.DEBT,
        payer=Payer.FILER,
        binding=Binding.FIRM,
        keys=("outstanding",),
        cue=rf"{SUM} (?:and {SUM} )?(?:of|in) (?:\w[\w\-]* ){{0,5}}?{_OWED}\b.{{0,110}}?\b(?:we|company) (?:have|had|"
        rf"has) outstanding",
        unless=r"^if |quoted|ratio|default|foreign (?:currency )?denominated|current portion|floating|variable[- ]rate",
        party="noteholders",
        what="debt outstanding",
        floor=50_000_000,
        lone=True,
        rank=45,
        example="The trading prices of the $4.5 billion and $6.5 billion of senior notes and other long-term "
        "borrowings "
        "that we had outstanding were lower.",
    ),
    Frame(
        name="debt.drawn",
        type=DealType.DEBT,
        payer=Payer.FILER,
        binding=Binding.FIRM,
        keys=("outstanding", "drawn"),
        cue=rf"(?:outstanding borrowings|borrowings outstanding|amounts? outstanding|outstanding balance) (?:under|"
        rf"on|of) "
        rf"(?:the|our|this|such) (?:[\w\-]+ ){{0,5}}?(?:facility|facilities|loans?|program|agreement|warehouse|"
        rf"securitization)\b.{{0,30}}? (?:was|were|is|totaled|amounted to) {_ABOUT}{SUM}",
        unless=_RULES_OF_ACCOUNTS + r"|revolv|commercial paper|no (?:outstanding|borrowings|amounts?)",
        party="lenders",
        what="borrowings outstanding",
        floor=50_000_000,
        instrument=True,
        lone=True,
        rank=35,
        example="As of December 31, outstanding borrowings under the ABS Financing Facility were $2.5 billion.",
    ),
    Frame(
        name="debt.paid_back",
        type=DealType.DEBT,
        payer=Payer.FILER,
        binding=Binding.DONE,
        keys=(
            "redeem",
            "repay",
            "repaid",
            "extinguish",
            "retire",
            "pay off",
            "paid off",
            "prepay",
            "cancelled",
            "canceled",
        ),
        cue=rf"(?:paid|used) {_ABOUT}{SUM} .{{0,30}}?to (?:fully |early |partially |optionally )?(?:redeem|repay|"
        rf"extinguish|retire|pay off|prepay|repurchase) .{{0,120}}?(?:{_OWED}|facility)\b|"
        rf"(?:notes|bonds|debentures) .{{0,60}}?(?:being |were )?(?:repurchased|redeemed) and cancell?ed for "
        rf"{_ABOUT}{SUM}|"
        rf"{SUM} .{{0,90}}?(?:notes|bonds|debentures) (?:\w+ ){{0,3}}?matured and (?:were|was) (?:re)?paid",
        unless=r"fair value (?:of|was)|hypothetical|receivable|covenant|events? of default|\bmay\b(?! \d)|could|would|"
        r"(?:swaps?|customers?) .{0,20}(?:repa|terminat)|shares of|common stock|dividends|proceeds .{0,60}(?:will|to "
        r"be) used|intend|expect|"
        r"cash flows? (?:used|from)|used (?:in|for) financing",
        party="noteholders",
        what="debt repaid",
        floor=50_000_000,
        instrument=True,
        rank=23,
        example="We paid $750 million to redeem all $750 million outstanding principal amount of our 2.25% senior "
        "notes "
        "due May 2026.",
    ),
    Frame(
        name="debt.governed",
        type=DealType.DEBT,
        payer=Payer.FILER,
        binding=Binding.FIRM,
        keys=("governs", "governing"),
        cue=rf"(?:trust deed|indenture|fiscal agency agreement|note purchase agreement) (?:governs|governing) "
        rf".{{0,60}}?"
        rf"(?:\b[a-z]{{1,3}})?{SUM} .{{0,90}}?(?:notes|bonds|debentures)\b",
        unless=r"\bmay\b(?! \d)|default|covenant|redemption price",
        party="noteholders",
        what="notes outstanding",
        floor=50_000_000,
        instrument=True,
        rank=29,
        example="The Trust Deed governs Tarn's $1.5 billion Zero Coupon Convertible Notes due 2029.",
    ),
    Frame(
        name="lease.commitments",
        type=DealType.LEASE,
        payer=Payer.FILER,
        binding=Binding.FIRM,
        keys=("lease commitments",),
        cue=rf"(?:operating |finance |data cent(?:er|re) |additional |total |future |capital |minimum )*lease "
        rf"commitments"
        rf"(?: were| was| of| to| totaled| totaling| is| are| amounted to| at)+ {_ABOUT}{SUM}|"
        rf"{SUM} (?:of|in) (?:\w+ ){{0,3}}?lease commitments",
        unless=r"present value|imputed|sublease|lease (?:cost|expense)|letters? of credit|purchase (?:and|or) ",
        party="lessors",
        what="lease commitments",
        floor=20_000_000,
        rank=13,
        example="There were no other changes than an increase in our operating lease commitments to $36.2 billion.",
    ),
    Frame(
        name="purchase.owed",
        type=DealType.PURCHASE_COMMITMENT,
        payer=Payer.FILER,
        binding=Binding.FIRM,
        keys=("commitment", "committed", "obligat", "purchase orders", "contracts to"),
        cue=rf"commitments? (?:\w+ ){{0,2}}?(?:to (?:purchase|buy|acquire|pay for)|for (?:the )?(?:purchase|supply|"
        rf"delivery|"
        rf"acquisition) of) (?:[^.;]|\.(?=\d)){{0,220}}?(?:total(?:ing|ed|s)|aggregat(?:ing|ed)|amount(?:ing|ed) to|"
        rf"of|were|"
        rf"was) {_ABOUT}{SUM}|"
        rf"(?:open|outstanding|firm|noncancell?able|non-cancell?able) purchase (?:orders|contracts) .{{0,80}}?(?:of|"
        rf"total\w*|"
        rf"aggregat\w+|amount\w*|were|was) {_ABOUT}{SUM}|"
        rf"(?:we|company) (?:were|was|are|is|had|have|has) (?:contractually )?(?:committed|obligated) to (?:purchase|"
        rf"buy|spend|pay) {_ABOUT}{SUM} .{{0,40}}?(?:under|of|for|on|in) (?!our common)",
        unless=_NO_PURCHASE,
        party="suppliers",
        slots=("with", "from"),
        what="purchase commitments",
        floor=20_000_000,
        rank=47,
        example="We have several commitments primarily to purchase programming, network services and equipment from a "
        "variety of suppliers totaling $16.8 billion.",
    ),
)
