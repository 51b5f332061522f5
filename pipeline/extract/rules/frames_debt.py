"""Notes, loans and facilities (ASC 470). Undrawn or newly borrowed: the lender pays; outstanding: the filer repays."""

from __future__ import annotations

from pipeline.extract.rules.frames import PERCENT, Frame
from pipeline.extract.rules.text import pattern
from pipeline.records import Binding, DealType, Payer

_DEBT = DealType.DEBT
_LENDER, _FILER = Payer.COUNTERPARTY, Payer.FILER
_NOT_OURS = (
    r"treasury notes|notes? receivables? (?:was|were|of|had|totaled)|held[- ]to[- ]maturity|"
    r"available[- ]for[- ]sale|debt securities|"
    r"hypothetical|basis points? (?:increase|change)|derivative|swaps? |hedg|"
    r"interest expense (?:was|of|increased|decreased)|fair value of (?:our|the) (?:notes|debt|long|senior|outstanding)|"
    r"accrued interest of|issuance costs of \$|amortiz\w+ of debt"
)
# Terms of an agreement, its thresholds and baskets, are no agreement of their own.
_COVENANT = (
    r"|cross[- ](?:default|accelerat)|events? of default|(?:financial |maintenance |restrictive )covenants?|"
    r"minimum liquidity|to permit |compliance with .{0,40}covenants|contains? (?:various|certain|customary|"
    r"a number of) .{0,30}covenants|"
    r"\bliens\b|trading price|(?:last )?reported sale price|measurement period|(?:repurchase|redemption|"
    r"conversion) price|"
    r"at a price equal to|fundamental change|change of control|financing order|decision (?:finding|authoriz|approv)\w*"
)
COVENANT = pattern(_COVENANT[1:])
_PAPER = (
    r"(?:notes|debentures|bonds|senior notes|convertible notes|debt securities|junior subordinated|"
    r"first mortgage bonds)"
)

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="debt.commercial_paper_issued",
        type=_DEBT,
        payer=_LENDER,
        binding=Binding.FIRM,
        keys=("commercial paper",),
        cue=r"issu(?:ed|ance of|ing) (?:about |approximately )?\$[\d.,]+ (?:billion|million) (?:of|in) (?:\w+ ){0,2}?"
        r"commercial paper",
        unless=r"up to|program|invest\w* in commercial paper|matur|" + _NOT_OURS,
        party="commercial paper holders",
        what="commercial paper issued",
        floor=100_000_000,
        rank=19,
        example="Within the quarter we issued $950 million of commercial paper to help fund our acquisition of Wren.",
    ),
    Frame(
        name="debt.commercial_paper",
        type=_DEBT,
        payer=_LENDER,
        binding=Binding.FIRM,
        keys=("commercial paper",),
        cue=r"(?:commercial paper .. program|program .. commercial paper|issu\w+ .. commercial paper|"
        r"commercial paper .. up to|up to .. commercial paper)",
        unless=r"sources of liquidity|"
        + _NOT_OURS
        + (
            r"|back-?up|invest\w* in commercial paper|cash equivalents (?:include|consist)|repa(?:id|"
            r"yment) of commercial paper .. (?:net|offset)"
        ),
        party="commercial paper holders",
        what="commercial paper programme",
        floor=100_000_000,
        capped=True,
        rank=20,
        example="We have a $575 million commercial paper program to support general corporate purposes.",
    ),
    Frame(
        name="debt.loan_made",
        type=_DEBT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("lend", "loan", "note receivable", "unused credit"),
        cue=r"(?:(?:we|company),? as (?:a )?lender|(?:loaned|lent) .{0,30}?\$|note receivable .. (?:commitment|from|"
        r"issued)|"
        r"(?:term )?loan(?: agreement)? with (?:one of )?the \w+ (?:jvs?|joint venture)|provid\w+ (?:a|"
        r"an) .{0,40}?loans? .{0,30}?to (?!us|the company)|"
        r"unused credit .{0,30}?available to|(?:we|company) (?:made|extended|funded) .{0,30}?loans? .{0,30}?to (?!us))",
        unless=_NOT_OURS + r"|to us\b|employees|officers|ppp loans|co-?borrower",
        slots=("with", "to", "from"),
        unnamed=True,
        party="borrowers",
        what="loan made",
        floor=20_000_000,
        rank=22,
        example="On October 9, 2024 the Company entered into a one-year term loan agreement with one of the Wren JVs "
        "for $100 million to provide funds.",
    ),
    Frame(
        name="debt.repaid",
        type=_DEBT,
        payer=_FILER,
        binding=Binding.DONE,
        keys=("repa", "redeem", "redempt", "retire", "repurchase", "tender"),
        cue=rf"(?:repaid|redeemed|retired|repurchased|paid off|prepaid|repayments? of|redemptions? of|"
        rf"early redemption|to repay(?: in full)?|tender offers? .. (?:purchased|redeem)) .{{0,110}}?"
        rf"(?:{_PAPER}|term loan\w*|loans?\b|borrowings|credit (?:facility|agreement)|facilit\w+|indebtedness)",
        unless=_NOT_OURS
        + _COVENANT
        + r"|used for repayments|cash flows? (?:used|from)"
        + r"|(?:sellers|customers|merchants|borrowers|consumers|members|students) .{0,30}repa|shares of (?:our |"
        r"its |class )|common stock|net proceeds .{0,60} to repay|proceeds .{0,60}(?:for general|will be used|"
        r"used to)|"
        r"used for repayments?|cash used|total debt (?:de|in)creased|may (?:be )?(?:redeem|repay|repurchase)|"
        r"right to redeem|option to|offset by|prior to maturity .{0,40}may|intend to|expect to|if we|could|"
        r"require us to|holders of at least|partially offset|primarily (?:due|driven|consist|reflect)",
        party="noteholders",
        what="debt repaid",
        floor=50_000_000,
        instrument=True,
        rank=24,
        example="In April 2025 we paid $1.0 billion to repay in full all outstanding obligations under our Term "
        "Loan Facility loans.",
    ),
    Frame(
        name="debt.assumed",
        type=_DEBT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("assumed", "assumption of"),
        cue=rf"(?:we|company) (?:also |have |has )*assumed .{{0,90}}?(?:{_PAPER}|term loans?|loans?\b|borrowings|"
        rf"indebtedness|debt\b|mortgages?)",
        unless=_NOT_OURS + _COVENANT + r"|liabilities assumed|assumed discount|if we|could|would have",
        party="noteholders",
        what="debt assumed",
        floor=50_000_000,
        instrument=True,
        rank=23,
        example="In connection with the takeover of Tarn, we assumed $1.6 billion of senior notes and other "
        "borrowings, of which $1.5 billion were paid on June 8.",
    ),
    Frame(
        name="debt.issued",
        type=_DEBT,
        payer=_LENDER,
        binding=Binding.FIRM,
        keys=("notes", "bonds", "debentures"),
        cue=rf"(?:issued|issuance of|issue and sale of|sold|priced|raised|offering of|completed the sale of|borrowed)"
        # "We sold shares for $1 billion and issued notes of $2 billion": the notes belong to the last verb.
        rf" (?:(?!\b(?:issued|sold|priced|raised|borrowed)\b).){{0,140}}?{_PAPER}",
        unless=_NOT_OURS
        + _COVENANT
        + (
            r"|may issue|could issue|(?<!and.)issuance costs|issuance of (?:these|such|the) ~ resulted|redeemed|"
            r"commercial paper|partially offset|offset by|"
            r"primarily (?:due|driven|consist|reflect)|pursuant to the indenture .{0,80}may|"
            r"holders of the notes|in connection with the (?:issuance|"
            r"offering) of the .{0,60}(?:notes), we (?:entered|paid)|capped call|anticipated issuance|"
            r"may be used|defeasance|lock"
        ),
        party="noteholders",
        what="notes issued",
        floor=50_000_000,
        instrument=True,
        rank=30,
        example="In June 2023, we issued fixed rate notes with varying maturity dates for an aggregate principal "
        "amount of $900 million.",
    ),
    Frame(
        name="debt.indenture",
        type=_DEBT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("indenture",),
        cue=r"(?:notes|loans|debentures|bonds) .{0,70}?(?:were|was) (?:repaid|redeemed|retired)|"
        r"indenture.{0,220}?governing .{0,120}?(?:notes|bonds|debentures)",
        unless=_NOT_OURS
        + _COVENANT
        + r"|\bmay\b(?! \d)|default|of the principal amount|coupons? of (?:2\d|[3-9]\d|1\d\d)%",
        party="noteholders",
        needs=(PERCENT,),
        what="coupon",
        instrument=True,
        rank=31,
        example="The issuers entered into a Second Supplemental Indenture governing the 3.625% Senior Notes due 2026.",
    ),
    Frame(
        name="debt.revolver",
        type=_DEBT,
        payer=_LENDER,
        binding=Binding.FIRM,
        keys=("revolv", "credit facilit", "credit agreement", "line of credit", "lines of credit", "credit line"),
        cue=r"(?:revolving (?:credit|loan|line)|revolver|(?:unsecured|secured|committed|syndicated|"
        r"credit) .{0,40}?(?:credit )?facilit|credit agreements?|lines? of credit|credit lines?)",
        unless=r"consideration (?:was|is|paid|payable)|purchase price|obtain (?:up to )?(?:an )?additional|"
        r"lenders to provide|request .{0,60}(?:be increased|additional commitments|increases? (?:in|to|of))|"
        r"home equity|helocs?\b|loans? held|retained loans|letters? of credit (?:facilit|agreement|total|"
        r"aggregat)|letters? of credit agreements|surety|interest (?:incurred|payments)|home equity|"
        r"sources of liquidity|"
        r"liens|default|in excess of|pledged|collateral for|"
        + _NOT_OURS
        + _COVENANT
        + r"|repaid|term loan|letters? of credit (?:outstanding|issued|of)|issued .{0,40}letters of credit|"
        r"partially offset|net (?:increase|decrease)|decreased|increased by|primarily (?:due|driven|reflect|"
        r"consist)|\d (?:basis points|bps)\b.{0,20}$|covenant .{0,40}ratio|minimum liquidity|"
        r"customers? .{0,20}revolving|credit card|consumer|repayments? of|repay|prior credit agreement|to permit|"
        r"outstanding drawings|terminated (?:our|the|all)|access to approximately .{0,30}liquidity|total liquidity",
        party="lenders",
        what="revolving credit facility",
        floor=50_000_000,
        instrument=True,
        capped=True,
        rank=34,
        example="The Company has $3.0 billion available under an unsecured revolving credit facility that expires "
        "on April 29, 2027.",
    ),
    Frame(
        name="debt.facility",
        type=_DEBT,
        payer=_LENDER,
        binding=Binding.FIRM,
        keys=(
            "facility",
            "tranche",
            "term loan",
            "delayed draw",
            "construction loan",
            "mortgage loan",
            "bridge",
            "credit agreement",
            "financing arrangement",
            "financing agreement",
            "loan agreement",
            "loan facility",
        ),
        cue=r"(?:amended|upsized|expanded|increased|extended) .{0,60}?(?:credit |loan |ddtl \d?\.?\d? ?|"
        r"financing )?(?:facility|tranche) |"
        r"(?:entered into|executed|closed|signed|obtained|provid\w+ for|borrowed|drew|amended|established|"
        r"available) .{0,160}?"
        r"(?:term loans?|delayed draw|construction loans?|mortgage loans?|bridge (?:loan|credit|facility)|"
        r"loan (?:credit )?agreement|loan facility|financing (?:arrangements?|agreements?)|credit agreement)",
        unless=r"manufacturing|production|plants?\b|data cent|square f|warehouse|distribution cent|"
        + _NOT_OURS
        + _COVENANT
        + r"|letters? of credit (?:total|aggregat|outstanding|issued)|surety bonds"
        + (
            r"|repaid in full|terminated|commitment to lend|as (?:a )?lender|partially offset|primarily (?:due|"
            r"driven|reflect)"
        ),
        party="lenders",
        slots=("lender", "signs"),
        unnamed=True,
        what="loan facility",
        floor=50_000_000,
        instrument=True,
        capped=True,
        rank=36,
        example="On May 16, 2024 we entered into a second delayed draw term loan facility of up to $7.6 billion "
        "with various lenders.",
    ),
    Frame(
        name="debt.facility_term",
        type=_DEBT,
        payer=_LENDER,
        binding=Binding.FIRM,
        keys=("delayed draw", "term loan", "financing arrangement", "financing agreement", "notional"),
        cue=r"(?:delayed draw term loan|term loan (?:facility|agreement)|term loans?|financing (?:arrangements?|"
        r"agreements?)) .{0,120}?"
        r"(?:up to|aggregate|of \$|balance of|consisting of|principal)|"
        r"\$[\d.,]+ (?:billion|million) (?:(?:senior|unsecured|secured|committed|delayed draw|bridge) ){0,4}term loan",
        unless=_NOT_OURS + _COVENANT + r"|repa(?:y|id)|partially offset|primarily (?:due|driven|reflect)",
        party="lenders",
        slots=("lender",),
        unnamed=True,
        what="loan facility",
        floor=50_000_000,
        instrument=True,
        capped=True,
        rank=38,
        example="The financing arrangements will have an aggregate available balance of up to $4.0 billion.",
    ),
    Frame(
        name="debt.total",
        type=_DEBT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("indebtedness", "outstanding", "total debt", "debt totaled", "principal amount"),
        cue=r"(?:have|had) \$[\d.,]+ ?(?:billion|million) (?:in |of )?(?:senior |unsecured |convertible |secured |"
        r"subordinated )+(?:notes|debentures|bonds) outstanding|carrying value of (?:this|our|all) (?:debt|"
        r"notes)|^debt totaled|principal amount of (?:all )?our outstanding (?:notes|debt|borrowings) (?:was|were|"
        r"totaled)|"
        r"total (?:principal|amount) outstanding under (?:all|our|the)|"
        r"had \$[\d.,]+ (?:billion|million) (?:aggregate principal amount )?of .{0,40}?(?:notes|debt|indebtedness)|"
        r"(?:total (?:outstanding )?(?:consolidated )?(?:indebtedness|debt|long-term debt|notes) .{0,40}?(?:was|"
        r"were|of|totaled)|"
        r"(?:had|have|totaling|with|was|were) .{0,50}?(?:of |in )?(?:total |aggregate |outstanding |"
        r"consolidated )+(?:principal |long-term |senior |unsecured |"
        r"convertible )*(?:amount of )?.{0,30}?(?:indebtedness|debt|notes|borrowings)\b|"
        rf"outstanding (?:aggregate )?principal (?:amount|balance) of .{{0,80}}?(?:{_PAPER}|debt)|(?:senior|"
        rf"unsecured) {_PAPER} .{{0,60}}?outstanding .{{0,40}}?(?:total|aggregate|carrying))",
        unless=_NOT_OURS
        + _COVENANT
        + (
            r"|(?:due|maturing|matures?|payable) within (?:one year|the next)|current portion|"
            r"foreign (?:currency )?denominated"
        )
        + (
            r"|repaid|redeem|if we|no (?:outstanding|borrowings|amounts?)|ratio|"
            r"non-recourse debt .{0,60}default|variable[- ]rate|floating|guarantee|commercial paper|defeasance|"
            r"at least \d+%|default"
        ),
        party="noteholders",
        what="debt outstanding",
        floor=50_000_000,
        rank=44,
        example="As of March 31, 2025 our total indebtedness was $8.8 billion.",
    ),
    Frame(
        name="debt.party_holds",
        type=_DEBT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("held by", "outstanding under"),
        cue=r"outstanding (?:and )?(?:was |were )?held by|outstanding under the \w+ loan",
        unless=_NOT_OURS + r"|shares|stock|cash .{0,30}held by|voting",
        slots=("lender",),
        what="debt held by the party",
        floor=20_000_000,
        instrument=True,
        rank=19,
        example="As of March 31, 2025 $413 million of the Term Facility was outstanding and held by funds managed "
        "by Quarrel Capital.",
    ),
)
