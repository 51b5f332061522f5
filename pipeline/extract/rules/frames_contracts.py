"""Contracts told over several sentences: awards, options for more, power, and promises made to customers."""

from __future__ import annotations

from pipeline.extract.rules.frames import MEGAWATTS, POWER, Frame
from pipeline.records import Binding, DealType, Payer

_FILER, _OTHER = Payer.FILER, Payer.COUNTERPARTY
_TOTALED = r"(?:totaled|totaling|totalled|were|was|are|is|amounted to|aggregat\w+|of|up to)"

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="customer.prepaid",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("prepay", "prepaid", "advance payment", "deposit", "down payment"),
        cue=r"(?:we|company) .{0,20}?(?:received|collected|obtained) .{0,60}?(?:prepayments?|advance payments?|"
        r"(?:customer |refundable |security )*deposits?|down payments?) .{0,50}?from ",
        unless=r"escrow|interest|bank|tenant|sale of (?:our|the|its)|lease|acquisition|purchase price|merger|landlord|"
        r"buyer|insur|\btax\b|trust|brokered|consumer|member",
        slots=("from",),
        unnamed=True,
        what="paid in advance by the customer",
        floor=20_000_000,
        rank=39,
        example="We received a $600 million prepayment from our lead customer to secure capacity.",
    ),
    Frame(
        name="contract.awarded",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("awarded",),
        cue=r"(?:we|company) (?:(?:was|were|been|has|have|had|also|recently|jointly|then|subsequently) )*awarded "
        r"(?!damages|costs|attorney).{0,140}?(?:contracts?|task orders?|programs?|lots?|orders?)\b",
        unless=r"damages|\bjury\b|court|stock|restricted|grants?\b|incentive|bonus|compensation|arbitrat|tribunal|"
        r"\btax\b|shares|settlement",
        slots=("with", "from"),
        what="contract with the customer",
        floor=10_000_000,
        rank=38,
        example="In the first quarter we were awarded the tug contract by the Harbour Authority, at a price of $890 "
        "million.",
    ),
    Frame(
        name="contract.price",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("fixed-price", "fixed price", "cost-plus", "contract price", "contract value", "contract and", "lots"),
        cue=r"(?:fixed[- ]price|cost-plus|cost-reimbursable)(?: \w+){0,2} contract .{0,200}?"
        r"(?:is|was|price|value|valued|worth|totals?|totaling|totaled) .{0,40}?\$|"
        r"\bcontract (?:price|value) (?:of|is|was|totals?|totaled) .{0,30}?\$|"
        r"\bcontracts? and .{0,60}?total (?:approximately |about )?\$",
        also=r"we|company|our|contract",
        unless=r"damages|settle|increase|decrease|charge|loss|percentage|less than|in excess of|estimated at|expected|"
        r"revenue|derivative|purchase price|customers? with|hedg|currency|liabilit|deferred|acquisition|merger|"
        r"\bleas(?:es?|ed|ing)\b|insurance|annuit|supplier|subcontract",
        slots=("with", "from", "owner"),
        what="contract price",
        floor=50_000_000,
        rank=37,
        example="Our firm fixed-price contract for the Coast Guard's cutter is a $4.3 billion programme.",
    ),
    Frame(
        name="license.milestone",
        type=DealType.LICENSE,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("milestone",),
        cue=r"(?:we|company) (?:(?:also|have|has|had) )*(?:received|earned|achieved|collected) .{0,60}?milestones? "
        r".{0,60}?\$[\d.,]+ .{0,30}?from |(?:we|company) (?:(?:also|have|has|had) )*(?:received|earned|collected) "
        r"\$[\d.,]+ (?:million|billion) .{0,40}?milestones? .{0,30}?from ",
        unless=r"construction|landlord|lender|incentive|grant|stock",
        slots=("from",),
        what="milestone payment",
        floor=5_000_000,
        rank=38,
        example="In July we received a milestone payment of $60 million from Borel Pharma Ltd. under the agreement.",
    ),
    Frame(
        name="option.more",
        type=DealType.PURCHASE_COMMITMENT,
        payer=_FILER,
        binding=Binding.CONDITIONAL,
        keys=("option to", "options to", "option for", "options for"),
        cue=r"(?:provid\w+|giv\w+|grant\w+|includ\w+|ha[sd]|have|with|contain\w*)(?: to)?(?: us| we| the company)?(?: "
        r"with)?(?: an| the| additional| certain)? options? (?:to (?:purchase|buy|order|procure|acquire)|for the "
        r"purchase of|"
        r"for) (?:up to )?(?:an )?(?:additional|further|another|more)\b",
        unless=r"shares|stock|\bequity\b|interests?\b|underwriters?|over-?allotment|initial purchasers|notes|"
        r"units of|customers? (?:has|have|the)|renew|extend|lease term|square f|land\b",
        slots=("with", "from"),
        follows=True,
        needs=(),
        what="option for more",
        rank=36,
        example="The purchase agreement also provides the Company an option to purchase up to an additional 400 MW of "
        "cooling systems.",
    ),
    Frame(
        name="power.supply",
        type=DealType.PURCHASE_COMMITMENT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("power", "energy", "electric"),
        cue=rf"(?:power (?:supply|purchase|services?)|energy (?:supply|services?|purchase)|electricity supply|"
        rf"electric service)(?: and \w+)? (?:agreement|contract)s? .{{0,180}}?{POWER}|"
        rf"{POWER} .{{0,90}}?(?:power (?:supply|purchase)|energy supply|electricity supply) (?:agreement|contract)",
        unless=r"to sell|sells|sold to|customers|our (?:generation|fleet|project)|projects? under|solar facilit|wind "
        r"farm|"
        r"under construction|operating|acquired|backlog|signed \d|capacity charge|utility's|battery|storage|"
        r"expect\w*|plan\w*|could|\bmay (?:be|not|also|have|sell|offer|take)\b",
        slots=("with", "together", "by_supplier", "from"),
        what="power supply",
        gathers=True,
        needs=(MEGAWATTS,),
        rank=41,
        example="We entered into a power supply agreement with Elm Power LLC for the delivery of 130 megawatts.",
    ),
    Frame(
        name="promise.financing",
        type=DealType.DEBT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("financing commitments", "commitments to finance", "commitments to extend", "lending commitments"),
        cue=rf"(?:customer |aircraft |equipment |vendor |dealer |wholesale )?financing commitments "
        rf".{{0,220}}?{_TOTALED} "
        rf".{{0,25}}?\$|commitments to (?:finance|provide .{{0,20}}financing to) .{{0,80}}?{_TOTALED} .{{0,25}}?\$",
        unless=r"from (?:our )?(?:lenders|banks)|we (?:obtained|received|secured)|bridge|term loan|received|obtained|"
        r"notes|revolv|fund the (?:merger|acquisition)|by the lenders",
        party="customers",
        what="financing promised to customers",
        floor=100_000_000,
        rank=12,
        example="Customer financing commitments totaled $16.1 billion at December 31.",
    ),
    Frame(
        name="promise.take_back",
        type=DealType.PURCHASE_COMMITMENT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("trade-in", "repurchase commitment", "buy-back", "buyback commitment", "residual value guarant"),
        cue=rf"(?:trade-in|buy-?back|(?:contingent |vehicle |equipment |inventory |product |dealer )repurchase) "
        rf"(?:commitments?|obligations?|guarantees?|agreements?) .{{0,60}}?{_TOTALED} .{{0,25}}?\$|"
        rf"residual value guarantees? .{{0,80}}?{_TOTALED} .{{0,25}}?\$",
        unless=r"share|stock|fair value|notes|lessor|lease liabilit|probable of|charge|revers|warehouse",
        party="customers",
        what="taken back from customers",
        floor=20_000_000,
        rank=12,
        example="At December 31, total contractual trade-in commitments were $1.1 billion.",
    ),
    Frame(
        name="promise.offset",
        type=DealType.OTHER,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("industrial participation", "offset agreement", "offset obligation", "offset commitment"),
        cue=rf"(?:industrial participation|offset) (?:agreements?|obligations?|commitments?) .{{0,420}}?(?:{_TOTALED}|"
        rf"value) .{{0,40}}?\$",
        party="foreign customers",
        what="offset obligations",
        floor=50_000_000,
        rank=13,
        example="We have entered into industrial participation agreements with customers abroad totaling $24.8 "
        "billion.",
    ),
    Frame(
        name="sales.committed_later",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("not yet recognized", "not yet been recognized", "yet to be recognized"),
        cue=r"(?:commitments|contracted (?:revenue|sales)|contract revenue|revenue under contract|amounts? under "
        r"contract) "
        r".{0,30}?(?:not yet (?:been )?recognized|yet to be recognized) .{0,80}?(?:was|were|of|totaled) .{0,20}?\$",
        unless=r"compensation|stock|lease|deferred tax",
        party="customers",
        what="remaining performance obligations",
        floor=50_000_000,
        rank=17,
        example="For contracts with terms over one year, those commitments not yet recognized were $4.3 billion.",
    ),
)

_BY_OTHERS = r"\b(?!(?:we|us|company|and|also|has|have|had|was|were|is|that|which|it|they)\b)[\w.\"')]+"
_OF_A_VENTURE = r"joint ventures?|newco|contributions|membership|holdco|\bjv\b|partnership"

# What each side of a venture puts in.
VENTURES: tuple[Frame, ...] = (
    Frame(
        name="venture.contributed",
        type=DealType.JOINT_VENTURE,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("contributed",),
        cue=r"(?:we|company) (?:(?:also|has|have|had) )*contributed .{0,30}?to .{0,150}?\$.{0,120}?(?:commitments?|"
        r"future|"
        r"remaining|additional) .{0,60}?contributions?\b",
        also=_OF_A_VENTURE,
        unless=r"pension|401\(k\)|foundation|charit|stockholders'",
        slots=("contributed_to",),
        what="promised to the venture",
        floor=20_000_000,
        rank=12,
        example="We contributed to Quarry Fab LLC assets of $1.3 billion and, with our commitment for future "
        "contributions, "
        "will contribute $14.8 billion.",
    ),
    Frame(
        name="venture.put_in",
        type=DealType.JOINT_VENTURE,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("contributed",),
        cue=_BY_OTHERS + r" contributed .{0,30}?to .{0,150}?\$.{0,120}?(?:commitments?|future|remaining|additional) "
        r".{0,60}?contributions?\b",
        also=_OF_A_VENTURE,
        unless=r"pension|401\(k\)|foundation|charit|stockholders'",
        slots=("contributes",),
        what="promised to the venture",
        floor=20_000_000,
        rank=12,
        example="Elm Partners contributed to Quarry Fab LLC $0.8 billion in cash and, with its commitments for future "
        "contributions, will contribute $14.8 billion.",
    ),
    Frame(
        name="venture.agreed",
        type=DealType.JOINT_VENTURE,
        payer=_FILER,
        binding=Binding.CONDITIONAL,
        keys=("joint venture",),
        cue=r"entered into (?:an? |definitive |binding )*agreements? with .{0,80}?to (?:establish|form|create) .{0,30}?"
        r"joint ventures? .{0,260}?\$",
        unless=r"letter of intent|memorandum|non-binding|lease|loan",
        slots=("with",),
        what="price of the share in the venture",
        floor=20_000_000,
        rank=9,
        example="We entered into agreements with Osprey Jets S.A. to establish joint ventures, of which we were "
        "expected to "
        "acquire an 80 percent stake for $4.2 billion.",
    ),
)

# How officers tell of orders on a call; the customer often stays without a name.
SPOKEN: tuple[Frame, ...] = (
    Frame(
        name="spoken.settlement",
        type=DealType.SETTLEMENT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("settlement",),
        cue=r"\$[\d.,]+ (?:billion|million) (?:charge |expense |payment |accrual )?(?:for|related to|associated with|"
        r"from) "
        r"(?:an?|the|our) .{0,40}?settlement\b",
        unless=r"received|gain|in our favor|customer|swap|pension|awarded",
        slots=("of_settlement", "settled", "with"),
        party="plaintiffs",
        what="settlement",
        floor=20_000_000,
        lone=True,
        rank=28,
        example="Operating income would have been higher if not for $2.5 billion for a Wren settlement.",
    ),
    Frame(
        name="spoken.capacity_sold",
        type=DealType.CLOUD_COMPUTE,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("committed", "agreed", "contracted", "signed up"),
        cue=rf"(?:customer|hyperscaler|client|lab) .{{0,30}}?(?:committed to|agreed to|contracted for|contracted to|"
        rf"signed "
        rf"up for|signed up to) .{{0,50}}?{POWER}",
        unless=r"expect|discuss|could|\bmay (?:be|not|also|have|sell|offer|take)\b|letter of intent|pipeline|we "
        r"(?:have )?(?:committed|agreed|contracted)",
        slots=("commits",),
        unnamed=True,
        what="capacity taken by the customer",
        needs=(MEGAWATTS,),
        rank=20,
        example="A hyperscale customer has committed to take 300 megawatts at the new campus.",
    ),
)
