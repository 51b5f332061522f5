"""How officers tell of deals on a call: first person, round sums, the party in front of the verb.

These frames are tried only on calls. In a filing the same words are too loose: "we agreed to take" and "we have
3 GW of contracted power" stand there in longer sentences that the other tables read better.
"""

from __future__ import annotations

from pipeline.extract.rules.frames import MEGAWATTS, MONEY, POWER, SPOKEN_SUM, Frame
from pipeline.records import Binding, DealType, Payer

_FILER, _OTHER = Payer.FILER, Payer.COUNTERPARTY
_AHEAD = r"expect\w*|plan\w*|target\w*|goal|aim\w*|looking at|will be|going to be|on track to"
_WISH = r"hypothetical|let's say|suppose|imagine|you could"

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="spoken.power",
        type=DealType.LEASE,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("contracted power", "contracted capacity", "contracted data center", "additional power"),
        cue=rf"contracted (?:power|capacity|data cent\w+)(?: capacity|"
        rf" portfolio)?(?: \w+){{0,3}} to .{{0,20}}?{POWER}|"
        rf"{POWER} .{{0,12}}?of .{{0,12}}?(?:total )?contracted (?:power|capacity)|contracted (?:power|"
        rf"capacity) .{{0,50}}?(?:to|of|at|is|was|now) .{{0,25}}?{POWER}|"
        rf"contracted .{{0,30}}?{POWER} of (?:additional |new |data center )*(?:power|capacity)",
        unless=rf"(?:{_AHEAD}) .{{0,160}}?contracted|contracted .{{0,30}}?by (?:the end of )?20\d\d|\bppas?\b|solar|"
        rf"wind|renewable|nuclear|offtake|generation fleet|{_WISH}",
        party="data center providers",
        what="contracted power",
        needs=(MEGAWATTS,),
        rank=8,
        example="We grew our contracted power capacity by 400 MW to 1.9 GW this quarter.",
    ),
    Frame(
        name="spoken.leased",
        type=DealType.LEASE,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("leased",),
        cue=rf"{POWER} .{{0,50}}?we (?:have |had )?(?:already )?leased|we (?:have |"
        rf"had )?(?:already )?leased .{{0,60}}?{POWER}",
        unless=r"leased .{0,40}? to\b|we have leased out",
        slots=("with", "alongside", "from"),
        what="capacity leased",
        needs=(MEGAWATTS,),
        rank=7,
        example="We will continue to work with Tarn Hosting on the 240 MW that we have already leased.",
    ),
    Frame(
        name="spoken.capacity_taken",
        type=DealType.CLOUD_COMPUTE,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("capacity", "compute"),
        cue=r"we(?:'ve)? .{0,20}?(?:agreed|committed|contracted|signed up) to (?:take|buy|purchase|rent|"
        r"pay for) .{0,50}?(?:capacity|compute)",
        unless=r"wafer|foundry|packaging|pipeline|power plant|\bppa",
        slots=("unsold", "from", "with"),
        what="capacity taken",
        needs=(MONEY, MEGAWATTS),
        floor=10_000_000,
        rank=6,
        example="We agreed to take capacity that Osprey cannot sell to others, up to $2.1 billion through 2031.",
    ),
    Frame(
        name="spoken.orders",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("order", "committed"),
        cue=rf"(?:had|has|have|placed|gave|given) (?:us )?.{{0,30}}?{SPOKEN_SUM} (?:of|in|"
        rf"worth of) .{{0,40}}?orders? (?:with|to) (?:us|we)\b|"
        rf"placed .{{0,30}}?orders? .{{0,40}}?(?:with us |with we )?(?:for|worth|of) .{{0,40}}?{SPOKEN_SUM}|"
        rf"committed (?:to )?(?:an? )?(?:additional |further |another )?(?:up to )?{SPOKEN_SUM}|"
        rf"ordered .{{0,60}}?(?:worth|valued? (?:of|at)) .{{0,20}}?{SPOKEN_SUM}",
        unless=r"we (?:have |had )?(?:placed|ordered|committed)|lend|financing|capital|invest",
        slots=("commits",),
        unnamed=True,
        what="orders placed with the filer",
        floor=10_000_000,
        rank=8,
        example="Osprey had $3.1 billion of non-cancelable orders with us at the end of the quarter.",
    ),
    Frame(
        name="spoken.deal_value",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("remaining deal value", "remaining contract value"),
        cue=rf"{SPOKEN_SUM} (?:in|of) (?:total )?remaining (?:deal|contract) value|remaining (?:deal|"
        rf"contract) value .{{0,60}}?{SPOKEN_SUM}",
        party="customers",
        what="remaining deal value",
        lone=True,
        floor=10_000_000,
        rank=18,
        example="We ended the quarter with $2.4 billion in total remaining deal value.",
    ),
    Frame(
        name="spoken.sold_to",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.DONE,
        keys=("sold",),
        cue=rf"we (?:also |have )?sold .{{0,20}}?{SPOKEN_SUM} (?:of|worth of) .{{0,60}}? to (?:an?|one|our|"
        rf"another) .{{0,30}}?customer",
        slots=("to",),
        party="customers",
        what="sold to the customer",
        floor=10_000_000,
        lone=True,
        rank=20,
        example="We also sold $350 million of systems in the quarter to an unrestricted customer abroad.",
    ),
    Frame(
        name="spoken.deployment",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.UNCLEAR,
        keys=("partnership", "agreement", "contract", "deal"),
        cue=rf"(?:partnership|agreement|contract|deal) .{{0,20}}?with .{{0,40}}?to (?:deploy|buy|take|supply|"
        rf"deliver) .{{0,40}}?{POWER}",
        unless=r"power purchase|\bppa|discuss\w* with [^,]{0,30}to deploy",
        slots=("with",),
        what="systems to be deployed",
        needs=(MEGAWATTS,),
        rank=20,
        example="We have a multi-generation partnership with Osprey to deploy six gigawatts of our systems.",
    ),
    Frame(
        name="spoken.awarded",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("award", "gave", "granted"),
        cue=r"(?:awarded|gave|granted) (?:us|we) .{0,60}?(?:contracts?|orders?|award)\b",
        unless=r"damages|jury|court",
        slots=("commits", "with"),
        what="contract with the customer",
        floor=10_000_000,
        rank=21,
        example="The Harbour Authority awarded us a $450 million contract for cranes.",
    ),
    Frame(
        name="spoken.orders_from",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("order",),
        cue=r"(?:secured|received|won|booked|landed|took|announced) .{0,60}?orders? .{0,60}?from ",
        unless=r"court order|in order to|executive order|consent order|we (?:have )?ordered",
        slots=("from",),
        unnamed=True,
        what="orders placed with the filer",
        floor=10_000_000,
        rank=9,
        example="We secured firm orders for 50 aircraft from Skylark Airlines valued at $6 billion.",
    ),
    Frame(
        name="spoken.let",
        type=DealType.LEASE,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("lease",),
        cue=r"leases? .{0,40}?with .{0,140}?(?:contracted|rental|lease|total) revenues?|"
        r"leases? .{0,60}?with .{0,60}?as (?:our |the )?tenant|"
        r"signed .{0,40}?leases? .{0,120}?annualized .{0,15}?rent|backlog .{0,50}?leases",
        unless=r"licen[sc]e",
        slots=("with",),
        party="tenants",
        unnamed=True,
        what="rent",
        needs=(MONEY, MEGAWATTS),
        floor=10_000_000,
        rank=8,
        example="We signed a 15-year lease with Robin AI for 300 megawatts, representing $11 billion in contracted "
        "revenue.",
    ),
    Frame(
        name="spoken.reserved",
        type=DealType.CLOUD_COMPUTE,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("reserved for", "contracted to", "committed to", "dedicated to"),
        cue=r"capacity .{0,40}?(?:reserved|dedicated|committed|contracted) (?:for|to) ",
        slots=("reserved",),
        needs=(),
        what="capacity reserved",
        mention=True,
        rank=64,
        example="The contract lets the capacity reserved for Osprey be resold to others.",
    ),
    Frame(
        name="spoken.renewed",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("customer",),
        cue=r"customer .{0,60}?(?:re-?contracted|renewed (?:its|their|the|that|for)|agreed to (?:extend|renew|"
        r"adjust|amend|expand))",
        unless=r"customers .{0,40}renewed|rate",
        unnamed=True,
        needs=(),
        what="contract renewed",
        mention=True,
        rank=65,
        example="The customer agreed to extend the expiration date of its contract.",
    ),
    Frame(
        name="spoken.supply",
        type=DealType.PURCHASE_COMMITMENT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("agreement", "contract", "prepa"),
        cue=rf"(?:agreement|contract)s? .{{0,20}}?to (?:purchase|buy|source) .{{0,50}}? from |(?:prepaid|"
        rf"prepay\w*) .{{0,15}}?{SPOKEN_SUM} .{{0,15}}?to ",
        unless=r"shares|stock|business|division|stake|interest in|notes|receivables",
        slots=("from", "to"),
        what="purchase agreement",
        needs=(MONEY, MEGAWATTS),
        floor=10_000_000,
        rank=11,
        example="We entered into a $1.2 billion agreement to purchase solar glass from Finch Glass.",
    ),
    Frame(
        name="spoken.commitments",
        type=DealType.PURCHASE_COMMITMENT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("commitments",),
        cue=rf"commitments? (?:for|to|with) .{{0,60}}?(?:stands?|stood|total|totaled|are|were|grew|rose|"
        rf"increased) .{{0,15}}?{SPOKEN_SUM}",
        unless=r"lend|invest|customers?|\bleas(?:es?|ed|ing)\b|loan|cloud|capital call|environment|climate",
        party="suppliers",
        what="purchase commitments",
        floor=10_000_000,
        rank=41,
        example="Commitments for long-lead equipment stand at $1.4 billion.",
    ),
    Frame(
        name="spoken.pays_us",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("pay us", "pays us", "paying us"),
        cue=rf"(?:will pay|is paying|agreed to pay|pays|committed to pay) us .{{0,30}}?{SPOKEN_SUM}",
        unless=r"settle|damages|termination|licen[sc]e|royalt|lawsuit|dividend|interest",
        slots=("pays", "commits"),
        what="contract with the customer",
        floor=10_000_000,
        rank=24,
        example="Kite Wireless will pay us $600 million over five years under the new tower agreement.",
    ),
)
