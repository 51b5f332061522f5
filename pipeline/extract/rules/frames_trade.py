"""Buying and selling ahead: purchases (ASC 440), capacity, leases (ASC 842), backlog (ASC 606), named customers."""

from __future__ import annotations

from pipeline.extract.rules.frames import MEGAWATTS, MONEY, Frame
from pipeline.records import Binding, DealType, Payer

_CHANGE = (
    r"primarily (?:due|driven|attributable|reflect)|partially offset|impairment|interest rate|compared (?:to|with) \$"
)

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="purchase.total",
        type=DealType.PURCHASE_COMMITMENT,
        payer=Payer.FILER,
        binding=Binding.FIRM,
        keys=("commitments", "obligations", "take-or-pay", "commitment", "noncancel", "non-cancel"),
        cue=r"commitments (?:of \$[\d.,]+ (?:million|billion) )?(?:to|with) .{0,70}?(?:contractors|vendors|"
        r"suppliers|manufacturers)|"
        r"(?:purchase (?:commitments?|obligations?|contracts?)|(?:inventory|supply|capacity|capital|construction|"
        r"energy|power|fuel|content|programming|sponsorship|marketing|advertising|minimum|unconditional|contractual|"
        r"future)(?: \w+){0,3} (?:commitments?|obligations?)|"
        r"commitments? .{0,60}?(?:to purchase|for the purchase|to acquire|for (?:capital|inventory|construction|"
        r"the construction))|take-or-pay|non-?cancell?able (?:purchase|commit|obligat|contract|agreement|order)\w*|"
        r"these commitments|future commitments)"
        r" .{0,120}?(?:were|was|are|is|of|grew to|rose to|increased to|totaled|totaling|total|approximately|"
        r"aggregat\w+|amount\w*) .{0,40}?\$|"
        r"\$[\d.,]+ (?:billion|million)?.{0,60}?(?:of|in) .{0,40}?(?:purchase (?:commitments?|obligations?)|"
        r"non-?cancell?able|unconditional purchase|capital (?:expenditure )?commitments)",
        unless=_CHANGE + r"|to pay (?:us|the company|we\b)|orders? with (?:us|we)\b|\bleas(?:es?|ed|ing)\b|cloud|"
        r"performance obligations?|lending|"
        r"loan commitments|commitments? (?:from|of) (?:the )?lenders|credit facilit|unused|pension|"
        r"benefit obligation|fair value|asset retirement|"
        r"excess|charge|accrued|credit agreement|revolving|decommissioning|environmental|"
        r"invest(?:ment)? commitments?|to invest|unfunded|\bvies?\b|funding commitments|letters? of credit|"
        r"aggregate commitments|term loan|guarantee|trade-in|repurchase (?:obligations|commitments)",
        party="suppliers",
        slots=("with", "from"),
        what="purchase commitments",
        floor=10_000_000,
        rank=40,
        example="As of October 26 our purchase obligations for inventory were $50.3 billion.",
    ),
    Frame(
        name="sales.intended",
        type=DealType.SALES_CONTRACT,
        payer=Payer.COUNTERPARTY,
        binding=Binding.INTENT,
        keys=("letter of intent", "memorandum of understanding", "term sheet"),
        cue=r"(?:letter of intent|memorandum of understanding|term sheet) .{0,30}?with .{0,80}?to (?:supply|sell|"
        r"provide|deliver)\b",
        unless=r"terminated|expired|to sell (?:our|the|its)",
        slots=("with",),
        needs=(MONEY, MEGAWATTS),
        what="intended contract",
        floor=10_000_000,
        rank=7,
        example="We signed a memorandum of understanding with Elm Motors Ltd. to supply batteries worth up to $2.5 "
        "billion.",
    ),
    Frame(
        name="purchase.intended",
        type=DealType.PURCHASE_COMMITMENT,
        payer=Payer.FILER,
        binding=Binding.INTENT,
        keys=("letter of intent", "memorandum of understanding", "term sheet"),
        cue=r"(?:letter of intent|memorandum of understanding|term sheet) .{0,30}?with .{0,80}?to (?:purchase|buy|"
        r"procure|source)\b",
        unless=r"terminated|expired|business|shares|stake|equity|all of the|outstanding",
        slots=("with",),
        needs=(MONEY, MEGAWATTS),
        what="intended purchase",
        floor=10_000_000,
        rank=7,
        example="We signed a letter of intent with Elm Power LLC to purchase up to 300 megawatts.",
    ),
    Frame(
        name="purchase.supplied",
        type=DealType.PURCHASE_COMMITMENT,
        payer=Payer.FILER,
        binding=Binding.FIRM,
        keys=(
            "to supply us",
            "to supply we",
            "to supply the company",
            "to provide us",
            "to sell us",
            "to deliver to us",
            "to supply",
        ),
        cue=r"(?:has |have )?(?:agreed|committed|contracted|is obligated|is required) to (?:supply|provide|deliver|"
        r"sell)(?: to)? (?:us|we|the company)\b .{0,110}?\$",
        unless=_CHANGE + r"|loan|credit|financing|capital|notes|shares|guarant",
        slots=("commits",),
        what="supply agreement",
        floor=10_000_000,
        rank=39,
        example="Elm Foundries, Inc. agreed to supply us with memory worth $700 million over three years.",
    ),
    Frame(
        name="any.part",
        type=DealType.PURCHASE_COMMITMENT,
        payer=Payer.FILER,
        binding=Binding.FIRM,
        keys=("of that amount", "of this amount", "of these", "of the total", "of this total", "of which"),
        cue=r"^(?:of (?:that|this|these|the total|which)(?: amounts?| total| commitments?|"
        r" obligations?)?,? .{0,25}?\$[\d.,]+ ?(?:million|billion) (?:relates?|related|is|was|are|were|"
        r"will be) .{0,20}?(?:to|with|for|from))",
        slots=("part_of",),
        what="part of the total",
        floor=10_000_000,
        rank=6,
        example="Of that amount, $2.8 billion relates to Elm Semiconductor Company.",
    ),
    Frame(
        name="purchase.ended",
        type=DealType.PURCHASE_COMMITMENT,
        payer=Payer.FILER,
        binding=Binding.ENDED,
        keys=("terminat", "cancel", "ended"),
        cue=r"(?:agreed to (?:terminate|end|cancel)|terminated|ended|cancell?ed) (?:the|our|that|this|an?|"
        r"its) (?:\w+ ){0,4}?(?:agreement|contract)|"
        r"(?:supply|capacity|purchase|services?|hosting|offtake|manufacturing|foundry|cloud|"
        r"wafer) agreements? .{0,90}?(?:was|were) (?:\w+ )?(?:terminated|cancell?ed|ended)",
        unless=r"credit agreement|loan|\blease|merger|employment|swap|to (?:buy|acquire|sell)|may (?:be )?terminate|"
        r"if |facility|indenture|insurance|license|settlement",
        slots=("with", "together", "to", "paid"),
        follows=True,
        what="paid on termination",
        floor=5_000_000,
        rank=9,
        example="A capacity agreement with Elm Compute was terminated in January and we paid $30 million.",
    ),
    Frame(
        name="purchase.agreement",
        type=DealType.PURCHASE_COMMITMENT,
        payer=Payer.FILER,
        binding=Binding.FIRM,
        keys=("agreement", "contract", "commit", "obligat", "agreed", "ordered", "order", "deposit", "prepayment"),
        cue=r"take-or-pay (?:contract|agreement|arrangement)s? with|(?:contract|"
        r"agreement) with .{0,80}?under which (?:we|company) (?:must|shall|will|is to|are to|is required to|"
        r"are required to|agreed to) (?:pay|purchase|buy|take)|"
        r"(?:orders? for .{0,80}?with|ordered from|is committed to pay|are committed to pay)|"
        r"(?:supply|purchase|capacity|offtake|power purchase|procurement|manufacturing|wafer|foundry|tolling|"
        r"transportation|services?|prepayment) (?:and \w+ )?agreements? .{0,120}?(?:commit|minimum|obligat|purchase|"
        r"\bbuy|"
        r"prepay|prepaid|allocat)|"
        r"(?:we|company) .{0,60}?(?:committed|agreed|obligated|required|contracted|"
        r"ordered) .{0,40}?(?:to )?(?:purchase|buy|procure|order|prepay|spend)|firm orders? (?:for|with)|ordered \d|"
        r"(?:deposits?|prepayments?) (?:\w+ )?with .{0,60}?to secure",
        unless=_CHANGE
        + (
            r"|shares|stock|notes|to acquire all|equity interest|receivables|loans|acquisition|securities|"
            r"business combination|repurchase|goodwill|fair value|treasury|revolving|may be required|"
            r"customer (?:has|have|agreed)|warrant|options? (?:to (?:purchase|buy|order|procure)|for) (?:up to )?"
            r"(?:an )?additional"
        ),
        slots=("with", "from", "paid", "owner", "spent"),
        what="purchase agreement",
        floor=10_000_000,
        needs=(MONEY, MEGAWATTS),
        rank=42,
        example="We are obligated to purchase $300 million of wafers under a supply agreement with Corvid Foundries "
        "through 2026.",
    ),
    Frame(
        name="purchase.minimum",
        type=DealType.PURCHASE_COMMITMENT,
        payer=Payer.FILER,
        binding=Binding.FIRM,
        keys=("wafer supply", "supply agreement", "capacity allocation", "minimum purchase", "purchase target"),
        cue=r"(?:supply agreement with|party to .{0,30}?supply agreement|capacity (?:allocation|"
        r"reservation) .. with).{0,200}?(?:minimum|annual|purchase target|commit|through \d{4})",
        unless=_CHANGE,
        slots=("with",),
        needs=(),
        what="supply agreement",
        rank=43,
        example="We are party to a wafer supply agreement with Corvid Foundries that sets a minimum annual capacity "
        "allocation through 2026.",
    ),
    Frame(
        name="purchase.made",
        type=DealType.PURCHASE_COMMITMENT,
        payer=Payer.FILER,
        binding=Binding.DONE,
        keys=("purchases from", "purchased from"),
        cue=r"(?:our|company's|the) purchases (?:of .{0,40}?)?from (?:the )?",
        unless=_CHANGE + r"|accounted for|represented|concentration",
        slots=("from",),
        what="purchases made",
        floor=10_000_000,
        rank=41,
        example="The Company's purchases from the Tern JV during the quarter were $483 million.",
    ),
    Frame(
        name="sales.rpo",
        type=DealType.SALES_CONTRACT,
        payer=Payer.COUNTERPARTY,
        binding=Binding.FIRM,
        keys=("performance obligation", "rpo", "transaction price"),
        cue=r"(?:remaining performance obligations?|unsatisfied .{0,30}performance obligations?|\brpo\b|"
        r"transaction price .{0,40}?allocated) .{0,220}?\$|"
        r"\$[\d.,]+ (?:billion|million|trillion).{0,60}?(?:\brpo\b|performance obligations?)",
        unless=r"practical expedient|we do not disclose|goodwill|capex|capital expenditures?|will likely|"
        r"expects? .{0,30}to exceed|to exceed|(?:increase|decrease) in our remaining|"
        r"performance obligation period|of this amount",
        party="customers",
        what="remaining performance obligations",
        floor=10_000_000,
        rank=16,
        example="As of March 31, the Company had $14.7 billion of unsatisfied remaining performance obligations.",
    ),
    Frame(
        name="sales.backlog",
        type=DealType.SALES_CONTRACT,
        payer=Payer.COUNTERPARTY,
        binding=Binding.FIRM,
        keys=("backlog", "order book"),
        cue=r"(?:total |revenue |contract |order |our |company |contractual )*(?:backlog|"
        r"order book) .{0,100}?(?:was|of|is|totaled|stood|to|now|exceed\w*|included?|at) .{0,40}?\$|"
        r"\$[\d.,]+ (?:billion|million|trillion) .{0,40}?backlog",
        unless=r"they have|their backlog|told you|"
        r"backlog (?:decreased|increased) by|reduc\w+ .{0,20}backlog (?:by|of)|adjustment|claims|tax|unresolved|"
        r"intangible|fair value|amortiz|acquired",
        party="customers",
        what="backlog",
        floor=10_000_000,
        rank=17,
        example="Total backlog of $404,381 million at December 31 increased by 7%.",
    ),
    Frame(
        name="sales.committed",
        type=DealType.SALES_CONTRACT,
        payer=Payer.COUNTERPARTY,
        binding=Binding.FIRM,
        keys=(
            "partnership",
            "contracted to",
            "prepaid us",
            "will pay us",
            "will pay the company",
            "obliges",
            "obligated",
            "required to",
            "committed to",
            "agreed to",
            "awarded",
            "contract",
            "agreement",
            "deal ",
            "order",
        ),
        cue=r"prepaid (?:us|we|the company)\b|will pay (?:us|we|the company)\b .{0,30}?\$|(?:agreements?|"
        r"contracts?) to (?:sell|supply|provide|deliver) .{0,60}? to\b|awarded (?:us|we|the company) (?:an?|"
        r"the) .{0,60}?(?:contract|order)\b|"
        r"expanded .{0,60}?(?:partnership|agreement|contract|deal)\b|"
        r"\$[\d.,]+ ?(?:billion|million)? .{0,40}?(?:deal|contract|order) (?:with|from)|"
        r"has contracted to (?:purchase|buy|pay)|"
        r"obliges? .{0,60}?to (?:pay|purchase|buy)|(?:is|are) (?:obligated|required|committed) .{0,40}?to (?:pay|"
        r"purchase|buy|take)|(?:placed|had|has) .{0,40}?(?:purchase )?orders? .{0,60}?(?:for|with us|with we)|"
        r"(?:has |have )?(?:committed|agreed) to (?:pay|purchase|buy|spend|prepay) .{0,40}?(?:us|the company|our|"
        r"from us|up to|\$)|"
        r"(?:awarded|signed|won|secured|received|announced|expanded) .{0,70}?(?:contracts?|orders?|agreements?|"
        r"deals?) .{0,30}?(?:with|from|by) |"
        r"(?:deal|contract|agreement) .{0,80}?(?:contract value|worth|valued at|total value)|(?:deal|"
        r"contract) with .{0,50}?(?:for|of|worth) .{0,25}\$|"
        r"(?:we|company) (?:will |to )?(?:provide|supply|deliver|sell)s? .{0,120}?(?:agreements?|"
        r"contracts?) .{0,30}?with",
        unless=r"termination fee|break-?up fee|damages|royalt|upfront|up-front|dividend|earn-?out|tender|\brent\b|"
        r"\bleas(?:es?|ed|ing)\b|credit agreement|lenders|notes|merger|to acquire|acquisition|settle|"
        r"employment|"
        r"(?:we|the company|company) (?:has |have |had |also )*(?:committed|agreed) to|shares of|preferred|"
        r"registration rights|"
        r"merger agreement|plea (?:deal|agreement)|stock purchase|underwriting|equity interest|divest|"
        r"sale of (?:our|the)|investigation|commercial paper|collective bargaining|union",
        slots=("obliges", "commits", "with", "from", "deal", "to"),
        unnamed=True,
        what="contract with the customer",
        needs=(MONEY, MEGAWATTS),
        floor=10_000_000,
        rank=46,
        example="Osprey AI has committed to pay the Company up to $11.9 billion through October 2030.",
    ),
)
