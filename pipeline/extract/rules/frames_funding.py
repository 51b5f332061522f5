"""Money raised and paid back in words the other tables do not know: shares sold in the market, factoring, offerings."""

from __future__ import annotations

from pipeline.extract.rules.frames import Frame
from pipeline.records import Binding, DealType, Payer

_FILER, _OTHER = Payer.FILER, Payer.COUNTERPARTY
_BONDS = r"(?:notes?|bonds?|debt|debentures?|convertibles?)"

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="equity.market",
        type=DealType.EQUITY_INVESTMENT,
        payer=_OTHER,
        binding=Binding.DONE,
        keys=("proceeds",),
        cue=r"(?:net |gross |aggregate |total )?proceeds of .{0,160}?from (?:the |our |its )?(?:sales?|issuance) "
        r"(?:and (?:sale|issuance) )?of .{0,60}?shares of .{0,30}?(?:common|ordinary|class [ab]|preferred) (?:stock|"
        r"shares)|"
        r"(?:sold|issued) .{0,50}?shares of .{0,40}?(?:common|ordinary|class [ab]) stock .{0,80}?(?:\batm\b|"
        r"at-the-market|sales agreement|equity distribution) .{0,160}?\$",
        unless=r"employee|espp|stock option|option exercise|exercise of|restricted|acquisition|repurchase|warrants?\b|"
        r"would|could|\bmay (?:be|not|also|have|sell|offer|take)\b|expect|intend|customer|selling (?:stock|"
        r"share)holders",
        party="public investors",
        what="shares issued",
        floor=20_000_000,
        rank=32,
        example="During the quarter the Company received net proceeds of approximately $184 million from the sale of "
        "15,877,000 shares of its common stock under its market offering.",
    ),
    Frame(
        name="receivables.factored",
        type=DealType.OTHER,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("factor", "receivable"),
        cue=r"receivables? (?:were )?sold (?:under|through|pursuant to) .{0,70}?(?:arrangements?|agreements?|programs?|"
        r"facilit\w+) .{0,60}?(?:was|were|totaled|of) .{0,20}?\$|"
        r"(?:we|company) (?:also |have |had |has )*(?:sold|factored|transferred) (?:approximately |about |up to "
        r")?\$[\d.,]+ "
        r"(?:million|billion) of .{0,40}?receivables|"
        r"(?:facility|program|agreement|arrangement) .{0,60}?(?:allows?|permits?|provides?) .{0,40}?(?:sale|sell\w*|"
        r"factor\w*|transfer) .{0,60}?receivables|"
        r"\$[\d.,]+ (?:billion|million) (?:\w+ ){0,2}(?:accounts |trade )?receivables? (?:purchase|sales?|financing|"
        r"factoring|securitization) (?:facilit|program|agreement)|"
        r"receivables? (?:purchase|sales?|financing|factoring|securitization) (?:facility|program|agreement) .{0,60}?"
        r"(?:of|up to|for) .{0,20}?\$",
        unless=r"allowance|past due|charge-?offs?|loans?\b|mortgage|credit card|merchant|consumer|nonaccrual|"
        r"collateral",
        slots=("with", "to"),
        unnamed=True,
        party="purchasers of receivables",
        what="receivables sold",
        floor=50_000_000,
        rank=20,
        example="Accounts receivable sold under non-recourse factoring arrangements were $1.0 billion in the period.",
    ),
    Frame(
        name="debt.called",
        type=DealType.DEBT,
        payer=_FILER,
        binding=Binding.DONE,
        keys=("notes", "bonds", "debentures"),
        cue=r"exercised .{0,30}?(?:call|redemption)s? .{0,280}?\$[\d.,]+ (?:million|billion)|"
        r"\$[\d.,]+ (?:million|billion) .{0,60}?(?:notes|bonds|debentures) .{0,60}?(?:became due|matured) and "
        r"(?:were|was) "
        r"(?:re)?paid|"
        r"(?:we|company) (?:purchased|bought back) (?:approximately )?\$[\d.,]+ (?:million|billion) .{0,60}?(?:notes|"
        r"bonds|"
        r"debentures) .{0,40}?tender offers?",
        unless=r"\bmay be|could|would|option to|held[- ]to[- ]maturity|treasury notes",
        party="noteholders",
        what="debt repaid",
        floor=50_000_000,
        instrument=True,
        rank=23,
        example="In May the Company exercised the par call redemption on its outstanding 3.5% senior notes to redeem "
        "the "
        "entire $1.5 billion aggregate principal amount.",
    ),
    Frame(
        name="debt.stands",
        type=DealType.DEBT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("debt",),
        cue=r"(?:total|gross|principal|outstanding|long-term|funded|consolidated|our) (?:carrying value of (?:this|"
        r"our) )?"
        r"(?:gross )?(?:principal )?debt (?:obligations? )?(?:outstanding )?(?:was|were|totaled|stood at|is|of|at) "
        r"(?:the end of the (?:\w+ )?quarter (?:was|of) )?(?:approximately |about )?\$|"
        r"^(?:.{0,60}?,? )?(?:our|company's|the company's|we's) (?:total )?debt totaled \$|"
        r"\$[\d.,]+ (?:billion|million) (?:in|of) (?:total |gross |outstanding )+(?:principal |long-term |"
        r"consolidated )*debt\b",
        unless=r"net debt|paydown|pay down|repa(?:y|id)|reduc\w+|increas\w+|decreas\w+|ratio|covenant|hypothetical|"
        r"fair value|target\w*|guarantee|variable|floating|maturing|due (?:with)?in|current portion|available-for-sale|"
        r"issuance|refinanc\w+|non-recourse|acquired|assum\w+|subsidiar|segment|captive|if we|default|\bcash\b|"
        r"proceeds|payments of|"
        r"(?:in|out)flows|carrying amount|short-term and",
        party="noteholders",
        what="debt outstanding",
        floor=50_000_000,
        rank=45,
        example="Our total principal debt outstanding was $66.6 billion at the end of the quarter.",
    ),
    Frame(
        name="debt.raised",
        type=DealType.DEBT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("raised", "secured", "closed", "completed", "obtained", "priced"),
        cue=r"(?:raised|secured|closed|completed|obtained|priced) .{0,60}?\$[\d.,]+ ?(?:billion|"
        r"million) .{0,40}?(?:financing|debt|funding|facilit\w+|loan|ddtl|abs\b|high[- ]yield)",
        unless=r"equity and debt|repurchase|acquisition|repaid|series [a-g] ",
        party="lenders",
        what="money borrowed",
        floor=50_000_000,
        instrument=True,
        rank=37,
        example="This quarter we secured $8.5 billion in new debt financing.",
    ),
)

# On calls an offering is told in few words.
SPOKEN: tuple[Frame, ...] = (
    Frame(
        name="spoken.offering",
        type=DealType.DEBT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("offering", "issuance"),
        cue=rf"(?:completed|closed|priced|raised|executed|did|issued) .{{0,60}}?{_BONDS} (?:offerings?|issuances?) "
        r".{0,50}?\$|"
        rf"\$[\d.,]+ ?(?:billion|million)? .{{0,30}}?{_BONDS} (?:offerings?|issuances?)",
        unless=r"repa(?:y|id)|redeem|secondary|equity offering|\bmay (?:be|not|also|have|sell|offer|take)\b|could|"
        r"plan|expect",
        party="noteholders",
        what="notes issued",
        floor=50_000_000,
        rank=29,
        example="During the quarter we completed a convertible bond offering raising $2.3 billion in gross proceeds.",
    ),
)
