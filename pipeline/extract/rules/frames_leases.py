"""Leases (ASC 842), cloud capacity bought and sold, warrants given to customers."""

from __future__ import annotations

from pipeline.extract.rules.frames import MEGAWATTS, MONEY, SHARES, Frame
from pipeline.records import Binding, DealType, Payer

_CHANGE = (
    r"primarily (?:due|driven|attributable|reflect)|partially offset|impairment|interest rate|compared (?:to|with) \$"
)

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="cloud.commitment",
        type=DealType.CLOUD_COMPUTE,
        payer=Payer.FILER,
        binding=Binding.FIRM,
        keys=(
            "cloud service",
            "cloud computing",
            "cloud capacity",
            "hosting",
            "compute capacity",
            "cloud infrastructure",
        ),
        # "$500 million in senior notes to build cloud infrastructure" is borrowed, not owed for the cloud.
        cue=r"\$[\d.,]+ (?:billion|million) (?:of|in|for) (?:(?!\b(?:notes|bonds|debentures|loans?|debt|borrowings|"
        r"equity|revenues?)\b).){0,70}?(?:cloud (?:service|computing|capacity|"
        r"infrastructure|services)|agreements? with cloud)|"
        r"(?:cloud (?:service|computing|infrastructure|capacity|hosting)\w*|web services|hosting|"
        r"compute capacity) .{0,80}?(?:agreements?|commitments?|obligations?|purchase) .{0,90}?\$|"
        r"(?:commit\w+|obligat\w+|required|agreed) .{0,60}?(?:spend|purchase|pay) .{0,90}?(?:cloud|hosting|compute)|"
        r"future payments related to .{0,40}cloud .{0,100}?\$",
        unless=r"our first|first contract|"
        + _CHANGE
        + r"|revenue|our customers|(?:placed|held|deposited) .{0,40}in escrow|"
        r"committed to pay (?:us|the company)",
        slots=("with", "to", "from"),
        party="cloud service providers",
        what="cloud service commitments",
        floor=10_000_000,
        rank=15,
        example="Multi-year cloud service agreement commitments as of October 26 were $26 billion.",
    ),
    Frame(
        name="lease.not_commenced",
        type=DealType.LEASE,
        payer=Payer.FILER,
        binding=Binding.FIRM,
        keys=("commence",),
        cue=r"(?:(?:have|had|has|that) not (?:yet )?commenced|not yet commenced|yet to commence|"
        r"expect(?:ed)? to commence|will commence|leases? .{0,120}?commence|commence .{0,60}?leases?)",
        unless=r"lawsuit|proceeding|arbitration|commenced an action|tender offer|production|discount rate",
        party="lessors",
        slots=("with",),
        what="leases signed and not commenced",
        floor=5_000_000,
        rank=12,
        example="As of June 30 we had $4.1 billion of additional lease commitments that have not yet commenced.",
    ),
    Frame(
        name="lease.signed",
        type=DealType.LEASE,
        payer=Payer.FILER,
        binding=Binding.FIRM,
        keys=(
            "lease",
            "rent payments",
            "lease payments",
            "lease agreement",
            "lease with",
            "leases with",
            "lease obligation",
        ),
        cue=r"(?:mw|megawatts?|gw) .{0,50}?(?:we have |already )*leased|"
        r"lease (?:agreement )?with .{0,220}?(?:will pay|rent|payments|mw\b|megawatt)|(?:to )?lease .{0,60}?(?:mw\b|"
        r"megawatts?)|"
        r"(?:entered into|executed|signed) .{0,120}?leases? |(?:contractual rent|additional rent|fixed lease|"
        r"future lease|additional lease) (?:payments?|commitments?) .{0,50}?\$|lease agreement .{0,120}?(?:\$|mw\b|"
        r"megawatt)",
        unless=r"gross assets|accumulated|gross assets|assets acquired|"
        r"sale[- ]and[- ]leaseback|sale[- ]leaseback|operating lease (?:cost|expense)|discount rate|imputed|"
        r"right-of-use assets? (?:obtained|of)|present value|impairment|cash paid|letters? of credit|credit facility",
        party="lessors",
        slots=("with", "from"),
        unnamed=True,
        what="lease payments",
        floor=20_000_000,
        needs=(MONEY, MEGAWATTS),
        rank=14,
        example="In April 2025 the Company entered into additional lease agreements and expects to make "
        "approximately $449 million of rent payments.",
    ),
    Frame(
        name="lease.power",
        type=DealType.LEASE,
        payer=Payer.FILER,
        binding=Binding.FIRM,
        keys=("contracted power", "contracted capacity", "contracted data center"),
        cue=r"contracted (?:power|capacity|data cent\w+) .{0,60}?(?:to|of|was|is|at|than|exceed\w*)\b",
        unless=r"we (?:expect|plan|aim|are looking)|by the end of|goal|target|will be|available to be sold|"
        r"\bppas?\b|power purchase|generation|utilit(?:y|ies)|distribution compan",
        party="data center providers",
        what="contracted power",
        needs=(MEGAWATTS,),
        rank=15,
        example="We grew our contracted power capacity over 600 MW to 2.9 GW.",
    ),
    Frame(
        name="lease.out",
        type=DealType.LEASE,
        payer=Payer.COUNTERPARTY,
        binding=Binding.FIRM,
        keys=("leased", "we lease", "company leases", "as tenant", "as our tenant"),
        cue=r"(?:we|company) (?:have |has |also )*leas(?:e|es|ed) .{0,90}? to\b|leases? .{0,60}?as (?:our |"
        r"the )?tenant",
        unless=r"sale[- ]leaseback|property, plant",
        slots=("to", "with"),
        what="rent",
        needs=(MONEY, MEGAWATTS),
        floor=10_000_000,
        rank=11,
        example="We leased the whole of the Elm campus to Osprey Cloud Corporation with aggregate base rent of $2.9 "
        "billion.",
    ),
    Frame(
        name="cloud.customers",
        type=DealType.CLOUD_COMPUTE,
        payer=Payer.COUNTERPARTY,
        binding=Binding.FIRM,
        keys=("cloud contract", "cloud agreement", "contracts with", "agreement with", "deals with"),
        cue=r"signed .{0,40}?(?:cloud|compute|capacity|infrastructure|ai|data center) .{0,20}?(?:contracts?|"
        r"agreements?|deals?|leases?) with",
        unless=r"to acquire|credit agreement",
        slots=("with", "customers"),
        needs=(),
        what="contract with the customer",
        rank=18,
        example="We have signed significant cloud contracts with the leaders of AI, including Osprey, Wren and Lark.",
    ),
    Frame(
        name="cloud.capacity",
        type=DealType.CLOUD_COMPUTE,
        payer=Payer.COUNTERPARTY,
        binding=Binding.FIRM,
        keys=("capacity", "compute", "cloud", "gpu"),
        cue=r"(?:provid\w+|agreement|deal|contract|order) .{0,120}?(?:access to|cloud computing|compute capacity|"
        r"gpu capacity|reserved capacity|cloud capacity|infrastructure) .{0,200}?(?:\$|mw\b|megawatt|billion)|"
        r"(?:\$[\d.,]+ (?:billion|million)) .{0,80}?(?:agreement|contract|deal|order) .{0,40}?with",
        unless=r"\bleas(?:es?|ed|ing)\b|credit (?:agreement|facility)|acquisition|to acquire|notes|"
        r"(?:we|company) (?:has |have )?(?:committed|agreed) to|lenders|settle|customer deposits",
        slots=("commits", "with", "to", "from"),
        needs=(MONEY, MEGAWATTS),
        what="capacity contract",
        floor=10_000_000,
        rank=45,
        example="We signed an agreement with Osprey AI for reserved capacity worth up to $6.5 billion.",
    ),
    Frame(
        name="warrant.given",
        type=DealType.WARRANT_OPTION,
        payer=Payer.COUNTERPARTY,
        binding=Binding.CONDITIONAL,
        keys=("warrant",),
        cue=r"(?:issued|granted|received|issuance of|hold|holds|amend\w*) .{0,140}?warrants?|"
        r"warrants? .{0,80}?(?:to purchase|to acquire|exercisable)",
        unless=r"warranty|warranties|warranted|no warrants|representations? and|capped call|note hedge|"
        r"convertible note|fair value of (?:the|our) warrant|settle the warrants|warrant transactions|"
        r"warrant holders assuming|and warrant ?holders|public warrants",
        slots=("given", "with", "from"),
        needs=(SHARES,),
        what="shares under the warrant",
        rank=10,
        example="The Company issued to Osprey AI a warrant to purchase up to 160 million shares of common stock at "
        "$0.01 per share.",
    ),
)
