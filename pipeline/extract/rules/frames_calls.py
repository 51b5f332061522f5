"""What is said on calls: customers and partners named without a sum."""

from __future__ import annotations

from pipeline.extract.rules.frames import Frame
from pipeline.records import Binding, DealType, Payer

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="calls.partners",
        type=DealType.JOINT_VENTURE,
        payer=Payer.NONE,
        binding=Binding.UNCLEAR,
        keys=("partner", "collaborat", "alliance", "relationship with", "together with"),
        cue=r"(?:partnerships?|collaborations?|alliances?) .{0,40}?with|(?:expanded|deepened|extended|strategic|"
        r"commercial|new) .{0,20}?relationships? with|partner(?:ed|ing|s)? with|collaborating with|"
        r"teamed up with",
        unless=r"partnership with (?:our|all|the) (?:customers|suppliers|partners)|may ",
        slots=("with",),
        needs=(),
        what="partnership",
        mention=True,
        rank=70,
        example="We announced partnerships with Osprey, Wren and Lark to deploy our platform.",
    ),
    Frame(
        name="calls.contract",
        type=DealType.SALES_CONTRACT,
        payer=Payer.COUNTERPARTY,
        binding=Binding.FIRM,
        keys=("contract", "agreement", "deal", "signed"),
        cue=r"(?:signed|announced|expanded|extended|won|closed) .{0,70}?(?:contracts?|agreements?|"
        r"deals?) .{0,30}?with|(?:deals?|contracts?) .{0,20}?with",
        unless=r"(?:to|or|and|not|can|must|they|we|dealing|you) deal with|dealing with|contract assets?|credit|"
        r"lender|facility|union|acqui|merger|settle|leases?\b|notes",
        slots=("with",),
        needs=(),
        what="contract with the customer",
        mention=True,
        rank=66,
        example="We also signed multiyear agreements with Finch Labs and Robin AI.",
    ),
    Frame(
        name="calls.customers",
        type=DealType.SALES_CONTRACT,
        payer=Payer.COUNTERPARTY,
        binding=Binding.FIRM,
        keys=("customer", "clients"),
        cue=r"(?:customers?|clients?) .{0,25}?(?:like|such as|including)|(?:added|welcomed|signed|onboarded|"
        r"won) (?:(?!(?:from|with|to|for) )[\w\-]+ ){0,11}?customers?",
        unless=r"competitor|we compete|suppliers|on top of|running on|building|annualized",
        slots=("like",),
        needs=(),
        what="contract with the customer",
        mention=True,
        rank=68,
        example="We added new customers such as Finch Labs and Robin AI.",
    ),
    Frame(
        name="calls.chosen",
        type=DealType.SALES_CONTRACT,
        payer=Payer.COUNTERPARTY,
        binding=Binding.FIRM,
        keys=("select", "chose", "adopt", "deploy"),
        cue=r"(?:has |have |is |are )?(?:select(?:ed|s)|chos(?:e|en)|adopt(?:ed|ing|s)|deploy(?:ed|ing|s)?|"
        r"will deploy|standardiz\w+) .{0,60}?(?:our|us\b|we\b)",
        unless=r"we (?:have )?(?:select|chose|adopt|deploy)",
        slots=("picks",),
        needs=(),
        what="contract with the customer",
        mention=True,
        rank=69,
        example="Osprey has selected our platform to train its models.",
    ),
)
