"""Receivables, licences, guarantees (ASC 460), settlements (ASC 450) and governments."""

from __future__ import annotations

from pipeline.extract.rules.frames import PERCENT, RESULTS, Frame
from pipeline.records import Binding, DealType, Payer

_FILER, _OTHER = Payer.FILER, Payer.COUNTERPARTY

# What makes a settlement one at law: "settled" alone is also said of shares, notes and trades.
_LEGAL = (
    r"\b(?:lawsuits?|suits?|courts?|plaintiffs?|claims?|claimants|regulators?|jury|class actions?|complaints?|"
    r"antitrust|fined?|fines|"
    r"penalt\w+|litigation|attorneys?|investigations?|judgments?|verdict|department|commission|agency|state of|"
    r"states|tribes?|legal|"
    r"consent (?:decree|order)|arbitrat\w+|tribunal|allegations?|disputes?|damages|authorit(?:y|ies)|proceedings?)\b"
)
_NOT_LEGAL = (
    r"principal amount|treasury stock|repurchased|share repurchase|of our notes|but not settled|"
    r"operating income|excluding|settle (?:the )?(?:obligations|liabilities)|settle in |awards? .{0,40}settle|"
    r"net (?:share )?settle|"
    r"settlement (?:date|of the convert|of conversion|accounting|obligation|asset)|cash settlement|pension|annuity|"
    r"settled in cash upon|"
    r"hedge|swap|forward|convert|contingent consideration|settlements? of (?:customer|payable)|rate case|"
    r"revenue requirement|base rate|"
    r"insurance|payment card|\btax|stock-based|primarily (?:due|driven)|partially offset|increase|decrease|deferred|"
    r"reserve balance|"
    r"tender offers?|cash offers?|conversions?|rates?\b|unsettled|inventory|purchase obligations|customer accounts|"
    r"settlement assets|awarded (?:contract|grants)"
)

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="receivables.sold",
        type=DealType.OTHER,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("receivables", "factoring"),
        cue=r"(?:agreements?|arrangements?|program|facility) .{0,80}?(?:to sell|sale of|"
        r"to purchase) .{0,60}?receivables|securitization .{0,80}?\$",
        unless=RESULTS + r"|allowance|past due",
        slots=("with", "to"),
        unnamed=True,
        party="purchasers of receivables",
        what="receivables programme",
        floor=50_000_000,
        rank=21,
        example="We have an agreement with a financial institution to sell up to $500 million of trade receivables.",
    ),
    Frame(
        name="receivables.bought",
        type=DealType.OTHER,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("purchase receivables", "purchased receivables", "receivables", "participation interest"),
        cue=r"(?:we|company) (?:have )?purchased? (?:approximately )?(?:\$|.{0,30}?receivables)",
        unless=RESULTS + r"|allowance|past due",
        slots=("from",),
        unnamed=True,
        what="receivables purchased",
        floor=50_000_000,
        rank=21,
        example="We purchase receivables related to credit extended to merchants by a partner institution and "
        "purchased $975 million.",
    ),
    Frame(
        name="license.given",
        type=DealType.LICENSE,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("licens", "royalt", "upfront", "up-front"),
        cue=r"(?:pay|paid|paying) .{0,60}?\$[\d.,]+ (?:million|billion) up-?front|"
        r"received an up-?front payment .{0,30}?\$|licensed .{0,60}?(?:technology|software|content|patents|"
        r"intellectual property|rights) .{0,160}?(?:\$|%)|"
        r"(?:licens\w+ agreement|patent licens\w+|cross-licens\w+|royalt\w+ agreement|exclusive licens\w+|"
        r"rights agreement|licens\w+ .{0,30}?technology to|upfront (?:licens\w+ )?(?:fee|payment)) .{0,160}?(?:\$|%)",
        unless=RESULTS
        + (
            r"|software licens|unlicensed|spectrum|license fees|licensed (?:content|products)|banking license|"
            r"gaming license|export|capitalized"
        ),
        slots=("licensed", "buys", "paid", "with", "to"),
        what="licence payment",
        floor=5_000_000,
        rank=48,
        example="Under a licence agreement with Dunlin Pharma, royalty agreement terms provide an upfront payment "
        "of $250 million from Dunlin.",
    ),
    Frame(
        name="license.share",
        type=DealType.LICENSE,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("distribut", "resell", "revenue share", "revenue-shar", "revenue shar"),
        cue=r"(?:distribution|reseller|revenue[- ]shar\w+|licen[sc]\w+|"
        r"partner\w*) (?:and \w+ )?agreement .{0,200}?(?:retains?|keeps?|receives?|entitled to|"
        r"pays?) .{0,40}?\d[\d.]*%",
        unless=r"primarily|partially offset|interest rate|voting|equity interest|\btax|compared",
        slots=("keeps", "with"),
        needs=(PERCENT,),
        what="share of the price",
        rank=47,
        example="Under a distribution agreement, Elm Software Corporation may include our model in its products and "
        "keeps 20% of the price.",
    ),
    Frame(
        name="guarantee.given",
        type=DealType.GUARANTEE,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("guarant", "backstop", "maximum exposure", "maximum gross exposure", "maximum potential", "indemnif"),
        cue=r"(?:guarantee[sd]?|guaranteed|guaranty|guaranties|backstop\w*) .{0,160}?(?:\$|obligations? of)|"
        r"maximum (?:gross |potential |aggregate |amount of )?(?:exposure|amount|future|undiscounted|"
        r"payments?) .{0,80}?\$|agreement to guarantee",
        unless=r"participations|nonaccrual|past due|delinquen|to extend credit|carrying (?:value|amount) of|"
        r"guaranteed (?:senior|unsecured|notes|by the (?:company|parent))|guarantees? of collection|no guarantee|"
        r"can(?:not)? (?:be )?guarantee|senior guarantee|jointly and severally|fair value hierarchy|"
        r"government[- ]guaranteed|"
        r"guaranteed (?:minimum|benefits)|separate accounts|guaranteed investment|minimum guarantee|"
        r"credit agreement|surety deposit|derivative|loan guaranty|benefit guaranty|guaranty (?:corporation|fund|"
        r"association)|annuit|pension",
        party="guaranteed parties",
        slots=("guarantees", "guaranteed"),
        unnamed=True,
        what="most that may have to be paid",
        floor=10_000_000,
        rank=9,
        example="We agreed to guarantee a partner's facility lease obligations; the maximum gross exposure is $860 "
        "million.",
    ),
    Frame(
        name="settlement.won",
        type=DealType.SETTLEMENT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("settle", "judgment", "verdict", "award", "escrow", "damages", "arbitrat"),
        cue=r"(?:awarded?|award\w* to|award of|pay|paid|paying|released? to|in favor of) (?:to )?(?:us|we|"
        r"the company)\b .{0,120}?\$|"
        r"(?:judgment|verdict|award) in our favor .{0,120}?\$|"
        r"(?:we|company) (?:was|were|has been|have been) awarded .{0,60}?\$|"
        r"(?:we|company) (?:also )?received .{0,60}?\$[\d.,]+ .{0,160}?(?:settle|judgment|verdict|arbitrat|"
        r"litigation|escrow|plaintiff)|"
        r"\$[\d.,]+ (?:million|billion) .{0,80}?(?:released|awarded|paid) to (?:us|we|the company)\b",
        also=_LEGAL,
        unless=_NOT_LEGAL
        + r"|insur|dividend|revenue|contract|grant|stock[- ]based|restricted stock|equity awards?|performance[- ]based",
        slots=("settled", "from", "with"),
        party="opposing parties",
        what="settlement received",
        floor=20_000_000,
        rank=28,
        example="In June the arbitrator ordered that $27.1 million held in escrow be released to the Company under "
        "the settlement of the claim.",
    ),
    Frame(
        name="settlement.agreed",
        type=DealType.SETTLEMENT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=(
            "settle",
            "fine",
            "penalt",
            "judgment",
            "verdict",
            "damages",
            "consent decree",
            "consent order",
            "awarded",
        ),
        cue=r"(?:paying|paid|pay) [^.;]{0,40}?[$€£][\d.,]+ (?:billion|million) fine\b|"
        r"(?:agree\w*|agreement|reached|entered into|approved|paid|pay|recorded|accrued|"
        r"charge) .{0,120}?(?:settlement|to settle|to resolve|consent (?:decree|order)|fines?|"
        r"penalt\w+) .{0,160}?\$|"
        r"settle\w* .{0,120}?(?:for|of|to pay|pay|paid|totaling|payment|would be) .{0,60}?\$|"
        r"(?:\$[\d.,]+ (?:million|billion)) .{0,60}?(?:settlement|to settle|fine|penalty|judgment|verdict|"
        r"damages award)|"
        r"(?:fined|awarded|awarding|imposed|verdict|judgment|issued .{0,25}fine|fine of) .{0,100}?(?:\$|€)",
        also=_LEGAL,
        unless=_NOT_LEGAL
        + r"|(?:awarded?|award to|pay|paid|paying|released? to|in favor of) (?:us|we|the company)\b|in our favor|"
        r"(?:we|company) (?:was|were|has been|have been) awarded|"
        r"annulled|overturned|vacated|refunded|(?:returned|return) to|counterclaims?|seek(?:s|ing)? .{0,80}?damages|"
        r"damages in excess of|"
        r"(?:authoriz\w+|permit\w*|allow\w*|approv\w+) .{0,60}?to (?:collect|recover)|"
        r"(?:another|other|a major|a large|certain other|one|several) .{0,40}?compan(?:y|ies)\b",
        slots=("fines", "imposed_by", "awarded", "settled", "with"),
        party="claimants",
        what="settlement",
        floor=20_000_000,
        rank=29,
        example="In April we reached a $1.4 billion agreement in principle to settle privacy claims with the State "
        "of Rowan for $1.4 billion.",
    ),
    Frame(
        name="government.share",
        type=DealType.GOVERNMENT,
        payer=_FILER,
        binding=Binding.INTENT,
        keys=("government", "usg", "u.s.g."),
        cue=r"(?:government|usg|u\.s\.g\.) .{0,80}?(?:expect\w*|will receive|receive) .{0,60}?\d+%",
        party="U.S. government",
        slots=(),
        needs=(PERCENT,),
        what="share of revenue from licensed sales",
        rank=6,
        example="Government officials have expressed an expectation that the U.S. government will receive 15% of "
        "the revenue generated from licensed sales.",
    ),
    Frame(
        name="government.export",
        type=DealType.GOVERNMENT,
        payer=Payer.NONE,
        binding=Binding.FIRM,
        keys=("export", "license is required", "new requirements"),
        cue=r"(?:issued|imposed|announced) .{0,40}?export (?:controls?|restrictions?|licen\w+)|"
        r"(?:export (?:restrictions?|controls?|licen[sc]\w+|regulations?|rules?)|licen[sc]e (?:is )?required|"
        r"requires? a licen[sc]e|new (?:licen[sc]\w+ )?requirements|export limitations?) .{0,220}?charges?|"
        r"charges? .{0,120}?export|licen[sc]e is required for exports?",
        unless=r"hypothetical|tariff",
        party="U.S. government",
        slots=(),
        what="charge from export rules",
        floor=10_000_000,
        rank=5,
        example="In April 2025, new U.S. export restrictions led to approximately $800 million in inventory and "
        "related charges.",
    ),
    Frame(
        name="government.grant",
        type=DealType.GOVERNMENT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("grant", "incentive", "chips act", "chips and science", "department of energy", "subsid", "award"),
        cue=r"(?:government (?:grants?|incentives?)|capital[- ]related incentives?|(?:chips|department of energy|"
        r"doe|state|federal|governmental) .{0,60}?(?:grants?|incentives?|awards?|funding)|grants? (?:from|"
        r"of up to)) .{0,120}?(?:\$|€)",
        unless=r"stock|equity awards?|restricted|tax|options|share-based|granted to (?:employees|officers)|"
        r"incentive compensation|sales incentives|customer incentives|revenue",
        party="governments",
        slots=("from", "with"),
        what="grant or incentive",
        floor=10_000_000,
        rank=33,
        example="We received government grants of $1.1 billion under agreements with federal agencies.",
    ),
)
