"""Receivables, licences, guarantees (ASC 460), settlements (ASC 450) and governments."""


from __future__ import annotations

from pipeline.extract.rules.frames import PERCENT, RESULTS, Frame
from pipeline.records import Binding, DealType, Payer

_FILER, _OTHER = Payer.FILER, Payer.COUNTERPARTY

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="receivables.sold",
        type=DealType.OTHER,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("receivables", "factoring"),
        cue=r"(?:agreements?|arrangements?|program|facility) .{0,80}?(?:to sell|sale of|to purchase) .{0,60}?receivables|securitization .{0,80}?\$",
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
        example="We purchase receivables related to credit extended to merchants by a partner institution and purchased $975 million.",
    ),
    Frame(
        name="license.given",
        type=DealType.LICENSE,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("licens", "royalt"),
        cue=r"licensed .{0,60}?(?:technology|software|content|patents|intellectual property|rights) .{0,160}?(?:\$|%)|"
        r"(?:licens\w+ agreement|patent licens\w+|cross-licens\w+|royalt\w+ agreement|exclusive licens\w+|rights agreement|licens\w+ .{0,30}?technology to|upfront (?:licens\w+ )?(?:fee|payment)) .{0,160}?(?:\$|%)",
        unless=RESULTS
        + r"|software licens|unlicensed|spectrum|license fees|licensed (?:content|products)|banking license|gaming license|export|capitalized",
        slots=("licensed", "with", "to"),
        what="licence payment",
        floor=5_000_000,
        rank=48,
        example="Under a licence agreement with Dunlin Pharma, royalty agreement terms provide an upfront payment of $250 million from Dunlin.",
    ),
    Frame(
        name="guarantee.given",
        type=DealType.GUARANTEE,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("guarant", "backstop", "maximum exposure", "maximum gross exposure", "maximum potential", "indemnif"),
        cue=r"(?:guarantee[sd]?|guaranteed|guaranty|guaranties|backstop\w*) .{0,160}?(?:\$|obligations? of)|maximum (?:gross |potential |aggregate |amount of )?(?:exposure|amount|future|undiscounted|payments?) .{0,80}?\$|agreement to guarantee",
        unless=r"guaranteed (?:senior|unsecured|notes|by the (?:company|parent))|guarantees? of collection|no guarantee|can(?:not)? (?:be )?guarantee|senior guarantee|jointly and severally|fair value hierarchy|government[- ]guaranteed|"
        r"guaranteed (?:minimum|benefits)|separate accounts|guaranteed investment|minimum guarantee|credit agreement|surety deposit|derivative|loan guaranty|benefit guaranty|guaranty (?:corporation|fund|association)|annuit|pension",
        party="guaranteed parties",
        slots=("guarantees", "guaranteed"),
        unnamed=True,
        what="most the filer may have to pay",
        floor=10_000_000,
        rank=9,
        example="We agreed to guarantee a partner's facility lease obligations; the maximum gross exposure is $860 million.",
    ),
    Frame(
        name="settlement.agreed",
        type=DealType.SETTLEMENT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("settle", "fine", "penalt", "judgment", "verdict", "damages", "consent decree", "consent order"),
        cue=r"(?:agree\w*|agreement|reached|entered into|approved|paid|pay|recorded|accrued|charge) .{0,120}?(?:settlement|to settle|to resolve|consent (?:decree|order)|fines?|penalt\w+) .{0,160}?\$|"
        r"settle\w* .{0,120}?(?:for|of|to pay|pay|paid|totaling|payment) .{0,60}?\$|(?:\$[\d.,]+ (?:million|billion)) .{0,60}?(?:settlement|fine|penalty|judgment|verdict|damages award)|"
        r"(?:fined|awarded|imposed|verdict|judgment|annulled|issued .{0,25}fine) .{0,100}?(?:\$|€)",
        unless=r"principal amount|treasury stock|of our notes|"
        r"operating income|excluding|settle (?:the )?(?:obligations|liabilities)|settle in |awards? .{0,40}settle|net (?:share )?settle|settlement (?:date|of the convert|of conversion|accounting|obligation|asset)|cash settlement|pension|annuity|settled in cash upon|hedge|swap|forward|convert|contingent consideration|settlements? of (?:customer|payable)|"
        r"rate case|revenue requirement|base rate|insurance|payment card|tax|stock-based|primarily (?:due|driven)|partially offset|increase|decrease|deferred|reserve balance|tender offers?|cash offers?|conversions?|recover|rates?\b|unsettled|inventory|purchase obligations|customer accounts|settlement assets|awarded (?:contract|grants)",
        slots=("settled", "with"),
        party="claimants",
        what="settlement",
        floor=20_000_000,
        rank=29,
        example="In April we reached a $1.4 billion agreement in principle to settle privacy claims with the State of Rowan for $1.4 billion.",
    ),
    Frame(
        name="government.share",
        type=DealType.GOVERNMENT,
        payer=_FILER,
        binding=Binding.INTENT,
        keys=("government", "usg"),
        cue=r"(?:government|usg) .{0,80}?(?:expect\w*|will receive|receive) .{0,60}?\d+%",
        party="U.S. government",
        slots=(),
        needs=(PERCENT,),
        what="share of revenue from licensed sales",
        rank=6,
        example="Government officials have expressed an expectation that the U.S. government will receive 15% of the revenue generated from licensed sales.",
    ),
    Frame(
        name="government.export",
        type=DealType.GOVERNMENT,
        payer=Payer.NONE,
        binding=Binding.FIRM,
        keys=("export", "license is required", "new requirements"),
        cue=r"(?:export (?:restrictions?|controls?|licen[sc]\w+|regulations?|rules?)|licen[sc]e (?:is )?required|requires? a licen[sc]e|new (?:licen[sc]\w+ )?requirements|export limitations?) .{0,220}?charges?|charges? .{0,120}?export|licen[sc]e is required for exports?",
        unless=r"hypothetical|tariff",
        party="U.S. government",
        slots=(),
        what="charge from export rules",
        floor=10_000_000,
        rank=5,
        example="In April 2025, new U.S. export restrictions led to approximately $800 million in inventory and related charges.",
    ),
    Frame(
        name="government.grant",
        type=DealType.GOVERNMENT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("grant", "incentive", "chips act", "chips and science", "department of energy", "subsid", "award"),
        cue=r"(?:government (?:grants?|incentives?)|capital[- ]related incentives?|(?:chips|department of energy|doe|state|federal|governmental) .{0,60}?(?:grants?|incentives?|awards?|funding)|grants? (?:from|of up to)) .{0,120}?(?:\$|€)",
        unless=r"stock|equity awards?|restricted|tax|options|share-based|granted to (?:employees|officers)|incentive compensation|sales incentives|customer incentives|revenue",
        party="governments",
        slots=("from", "with"),
        what="grant or incentive",
        floor=10_000_000,
        rank=33,
        example="We received government grants of $1.1 billion under agreements with federal agencies.",
    ),
)
