"""Claims at law: sums sued for, investigations settled, findings in the filer's favour (ASC 450)."""

from __future__ import annotations

from pipeline.extract.rules.frames import Frame
from pipeline.records import Binding, DealType, Payer

_FILER, _OTHER = Payer.FILER, Payer.COUNTERPARTY
_NOT_AT_LAW = (
    r"insur|dividend|\btax\b|stock-based|pension|rate case|base rate|merger agreement|hedg|swap|notes due|"
    r"principal amount|reinsur"
)

# Suits name the parties on each side in full; the first stands for its side.
AT_LAW = frozenset({"claim.filed", "claim.made"})
_FILED = r"(?:filed|brought|commenced|initiated|served|submitted|instituted|lodged) (?:an?|its|their|the|suit|this)\b"

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="claim.filed",
        type=DealType.SETTLEMENT,
        payer=_FILER,
        binding=Binding.UNCLEAR,
        keys=("filed", "brought", "commenced", "initiated", "served", "submitted", "instituted", "lodged"),
        cue=_FILED + r" .{0,60}?(?:complaint|lawsuit|suit|petition|claim|action|proceedings?|arbitration|demand)\b",
        unless=r"motion to|appeal|class action|derivative|securities (?:act|exchange act|class)|patent|bankruptcy|"
        r"chapter 11|registration|form (?:10|8)|counterclaims?|dismissed|settled|declaratory|injunct",
        slots=("sues", "sued"),
        what="sum claimed",
        floor=20_000_000,
        rank=34,
        example="In May, Elm Colocation, Inc. filed a petition against us for breach of contract.",
    ),
    Frame(
        name="claim.made",
        type=DealType.SETTLEMENT,
        payer=_FILER,
        binding=Binding.UNCLEAR,
        keys=("seek", "demand", "claim", "sought", "alleg", "sued"),
        cue=r"(?:seek(?:s|ing)?|sought|demand(?:s|ed|ing)?|claim(?:s|ed|ing)) .{0,110}?(?:damages|recover\w*|"
        r"compensation|reimbursement|payments?|restitution|penalties|losses|award)\b .{0,60}?[$€£]|"
        r"(?:seek(?:s|ing)?|sought|demand(?:s|ed|ing)?|claim(?:s|ed|ing)) (?:to recover )?(?:at least |approximately |"
        r"about |more than |over |up to |an? |the |some )*[$€£][\d.,]+ ?(?:million|billion)?.{0,50}?(?:damages|losses|"
        r"compensation|recover|under the|relief|alleged|payments?|unpaid|owed)|"
        r"\bsued .{0,80}? for .{0,20}?[$€£][\d.,]+ (?:million|billion)|"
        r"alleg\w+ .{0,220}?(?:subject to|liable for) .{0,20}?[$€£].{0,20}? in damages",
        also=r"\b(?:complaint|lawsuits?|suits?|arbitrat\w+|petition|plaintiffs?|courts?|claimants?|tribunal|alleg\w+|"
        r"litigation|counterclaims?|sued|writ|proceedings?|filed)\b",
        unless=_NOT_AT_LAW + r"|settled|dismissed|punitive damages award|counterclaims?",
        slots=("sues", "sued"),
        what="sum claimed",
        floor=20_000_000,
        rank=27,
        example="In June, Elm Colocation, Inc. filed a complaint against us seeking damages in excess of $150 million.",
    ),
    Frame(
        name="settlement.charged",
        type=DealType.SETTLEMENT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("settled", "resolve"),
        cue=r"agreed .{0,80}?to pay .{0,40}?[$€£][\d.,]+ (?:million|billion) .{0,40}?to (?:resolve|settle)\b|"
        r"(?:settled|resolved) .{0,60}?(?:investigations?|inquir(?:y|ies)|lawsuits?|litigation|claims?|charges|"
        r"proceedings?|complaints?|allegations?|actions?|matters?) .{0,260}?(?:charge|payment|penalty|fine|payments|"
        r"paid|pay|paying) (?:of )?(?:approximately |about )?[$€£]",
        unless=_NOT_AT_LAW + r"|insurance|received|in our favor|notes\b|treasury",
        slots=("settled", "with"),
        party="regulators",
        what="settlement",
        floor=20_000_000,
        rank=29,
        example="In September we settled an investigation by the Harbour Commission into the accidents, which resulted "
        "in a charge of $200 million that was paid in October.",
    ),
    Frame(
        name="settlement.receiving",
        type=DealType.SETTLEMENT,
        payer=_OTHER,
        binding=Binding.DONE,
        keys=("receiving", "released", "in favor of", "distributed to"),
        cue=r"settle\w* .{0,200}?(?:us|we|the company) receiving .{0,20}?[$€£]|"
        r"(?:finding|found|ruled|determin\w+|decision|award\w*|rendered) .{0,60}?in favor of (?:us|we|the company) "
        r".{0,90}?[$€£].{0,90}?(?:released|distributed|paid)",
        unless=_NOT_AT_LAW + r"|in favor of the plaintiffs",
        slots=("settlement_with",),
        party="opposing parties",
        what="settlement received",
        floor=10_000_000,
        rank=28,
        example="A settlement with holders in a derivative lawsuit resulted in the Company receiving $219 million.",
    ),
)
