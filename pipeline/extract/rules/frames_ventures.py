"""Ventures with partners, options and puts, fees for breaking off (ASC 323, 480)."""

from __future__ import annotations

from pipeline.extract.rules.frames import MEGAWATTS, MONEY, PERCENT, SHARES, Frame
from pipeline.records import Binding, DealType, Payer

_FILER, _OTHER = Payer.FILER, Payer.COUNTERPARTY

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="option.put",
        type=DealType.WARRANT_OPTION,
        payer=_FILER,
        binding=Binding.CONDITIONAL,
        keys=("put right", "right to put", "put option", "require us to purchase", "require the company to purchase"),
        cue=r"(?:put right|right to put|put option|requires? (?:us|the company) to (?:re)?purchase)",
        unless=r"notes|change of control|fundamental change|derivative|hedge|prior to maturity|debentures|"
        r"fair value of the put",
        slots=("between", "given"),
        party="holders of the put right",
        what="price under the put",
        floor=10_000_000,
        rank=3,
        example="Upon exercise of the put right the holders would receive $38.95 a share, an aggregate price of "
        "$1.2 billion.",
    ),
    Frame(
        name="option.call",
        type=DealType.WARRANT_OPTION,
        payer=_FILER,
        binding=Binding.CONDITIONAL,
        keys=("option to purchase", "option to acquire", "option to buy", "call option"),
        cue=r"(?:we|company) .{0,30}?(?:has|have|hold|holds|received|obtained|acquired|was granted|"
        r"were granted) (?:an|the) (?:\w+ ){0,2}?option to (?:purchase|acquire|"
        r"buy) (?!up to [\d,.]+ (?:million )?shares)",
        unless=r"over-?allotment|underwriters|stock options|share-based|aircraft|renew|extend|incremental|fair value",
        slots=("acquired", "from", "with"),
        needs=(MONEY, MEGAWATTS),
        what="price under the option",
        floor=10_000_000,
        rank=4,
        example="The Company has an option to purchase the remaining 40% of Elm Foods LLC for $220 million from 2028.",
    ),
    Frame(
        name="venture.promised",
        type=DealType.JOINT_VENTURE,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("joint venture",),
        cue=r"(?:formed|form|established|entered into|created) .{0,140}?joint venture .{0,250}?(?:(?:committed|"
        r"agreed|obligated|required) to|each (?:\w+ )?(?:will|to|is to)) (?:contribute|fund|invest|"
        r"provide) .{0,40}?\$",
        unless=r"terminated|dissolved",
        slots=("venture", "signs", "with", "together"),
        what="promised to the venture",
        floor=10_000_000,
        rank=10,
        example="We formed a joint venture with Osprey Partners to build a campus, in which we hold 40% and to "
        "which Osprey, which has agreed to contribute up to $300 million, adds land.",
    ),
    Frame(
        name="venture.shared",
        type=DealType.JOINT_VENTURE,
        payer=Payer.MUTUAL,
        binding=Binding.DONE,
        keys=("continue", "retain", "holds", "owns"),
        cue=r"(?:we|company) .{0,20}?(?:acquired|purchased|bought|"
        r"received) \d[\d.]*% .{0,140}?(?:continu\w+ to (?:own|hold)|retain\w*|owns?|holds?) .{0,20}?\d[\d.]*%",
        unless=r"all of the|remaining|compared|revenue",
        slots=("owns",),
        needs=(PERCENT, MONEY),
        floor=10_000_000,
        what="share in the venture",
        rank=24,
        example="At the closing the Company acquired 55% of the interests of NewCo, and Elm Partners continued to "
        "own 45%.",
    ),
    Frame(
        name="venture.intended",
        type=DealType.JOINT_VENTURE,
        payer=Payer.MUTUAL,
        binding=Binding.INTENT,
        keys=("letter of intent", "memorandum of understanding", "term sheet"),
        cue=r"(?:letter of intent|memorandum of understanding|term sheet) .{0,30}?with .{0,80}?to (?:develop|build|"
        r"construct|jointly|form|establish|explore)",
        unless=r"terminated|expired",
        slots=("with",),
        needs=(MONEY, MEGAWATTS),
        floor=10_000_000,
        what="planned together",
        rank=7,
        example="We signed a non-binding letter of intent with Osprey Platforms, Inc. to develop up to 90 "
        "megawatts, at an expected cost of $1.1 billion.",
    ),
    Frame(
        name="venture.held",
        type=DealType.JOINT_VENTURE,
        payer=Payer.NONE,
        binding=Binding.DONE,
        keys=("joint venture", "jvs", " jv"),
        cue=r"(?:hold|holds|own|owns|have|has|formed|established|owned) .{0,80}?joint ventures?|"
        r"joint ventures? .{0,40}?with|\d% .{0,40}?(?:interest|owned) .{0,30}?joint venture",
        unless=r"operating income|licensing gain|compared to|(?:committed|agreed|obligated) to (?:contribute|fund)|"
        r"subsidiaries and joint ventures|loan agreement|may (?:enter|form)|risk",
        slots=("venture", "with", "signs"),
        needs=(MONEY, PERCENT),
        floor=10_000_000,
        what="share in the venture",
        rank=13,
        example="The Company holds a 15% equity interest in two joint ventures with affiliates of Tern "
        "Microelectronics Co., Ltd.",
    ),
    Frame(
        name="venture.announced",
        type=DealType.JOINT_VENTURE,
        payer=Payer.NONE,
        binding=Binding.UNCLEAR,
        keys=(
            "partnership with",
            "collaboration with",
            "alliance with",
            "partnering with",
            "partnered with",
            "joint development",
        ),
        cue=r"(?:announced|formed|expanded|signed|entered into|launched|established) .{0,60}?(?:partnership|"
        r"collaboration|alliance|joint development) .{0,20}?(?:agreement )?with|strategic (?:partnership|"
        r"collaboration|alliance) with|(?:we )?(?:have )?partnered with",
        unless=r"lawsuit|risk|\bmay\b(?! \d)|limited partnership",
        slots=("with",),
        needs=(MONEY, MEGAWATTS, SHARES),
        floor=1_000_000,
        what="partnership",
        rank=52,
        example="We announced a strategic partnership with Osprey AI covering 6 billion of infrastructure worth $6 "
        "billion.",
    ),
    Frame(
        name="fee.break_up",
        type=DealType.OTHER,
        payer=_FILER,
        binding=Binding.CONDITIONAL,
        keys=("termination fee", "break-up fee", "breakup fee", "reverse termination"),
        cue=r"pay .{0,30}?an? (?:reverse )?(?:termination|break-?up) fee\b|(?:termination|break-?up) fee "
        r".{0,100}?\$|\$[\d.,]+ (?:billion|million) .{0,40}?(?:termination|"
        r"break-?up) fee",
        unless=r"\bleas(?:es?|ed|ing)\b|early termination fee|contract termination|customer",
        slots=("pays", "paid", "given", "with", "commits"),
        follows=True,
        what="termination fee",
        floor=5_000_000,
        rank=4,
        example="If the merger agreement is terminated the Company will be required to pay Tarn Health a "
        "termination fee in an amount equal to $380 million.",
    ),
    Frame(
        name="vote.promised",
        type=DealType.OTHER,
        payer=Payer.NONE,
        binding=Binding.FIRM,
        keys=("voting agreement", "support agreement", "voting and support", "irrevocable undertaking"),
        cue=r"(?:entered into|executed|signed|delivered) .{0,60}?(?:voting (?:and support )?agreements?|"
        r"(?:tender and )?support agreements?|irrevocable undertakings?)",
        unless=r"\bmay\b(?! \d)|could |transition support|support agreements? for|technical support|customer|"
        r"price support",
        slots=("with", "from"),
        party="shareholders of the other company",
        needs=(PERCENT,),
        what="share of the votes promised",
        rank=8,
        example="Concurrently with the merger agreement, we entered into a voting agreement with the Elm Family "
        "Trust, which holds approximately 16.9% of the shares of Tarn.",
    ),
)
