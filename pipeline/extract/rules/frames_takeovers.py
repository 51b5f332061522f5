"""Takeovers, businesses sold, puts, calls and break-up fees (ASC 805)."""

from __future__ import annotations

from pipeline.extract.rules.frames import MONEY, PERCENT, RESULTS, Frame
from pipeline.records import Binding, DealType, Payer

_FILER, _OTHER = Payer.FILER, Payer.COUNTERPARTY

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="acquisition.pending",
        type=DealType.ACQUISITION,
        payer=_FILER,
        binding=Binding.CONDITIONAL,
        keys=("to purchase", "to buy", "acquire", "merger", "acquisition"),
        cue=r"expect .{0,80}?acquisition .{0,20}?to close|acquisition of .{0,90}?(?:is|are) expected to (?:close|"
        r"be completed)|agreements? .{0,60}?to (?:purchase|buy) (?!up to|back|from|at least)|"
        r"(?:agreement|agreed|plan of merger|definitive|proposed|pending|announced) .{0,140}?(?:to acquire|"
        r"to purchase all|acquisition of|acquire |merge with|merger with|merger)|will acquire|"
        r"expected acquisition of|merger agreement .{0,200}?\$",
        unless=r"to (?:acquire|purchase|buy) (?:approximately |up to |an additional )?[\d,]+ (?!%|million|billion|"
        r"shares|percent)|miners|vehicles|aircraft|"
        r"gain (?:of|on)|loss (?:of|on)|"
        + RESULTS
        + r"|completed|closed|in connection with (?:our|the) acquisition|commitments acquired|"
        r"(?:acquire|purchase|buy|acquisition of|purchases? of) .{0,60}?(?:equipment|inventory|electricity|energy|"
        r"services|products|components|wafers|capacity)\b|"
        r"to acquire (?:shares|up to|common)|may acquire|warrants?|rights? plan|stockholders? (?:filed|alleg)|"
        r"lawsuit|complaint|credit agreement",
        slots=("acquired", "assets_of", "with", "signs", "from", "bid"),
        what="purchase price",
        needs=(MONEY,),
        floor=5_000_000,
        rank=27,
        example="On December 20 we entered into an Agreement and Plan of Merger with Tarn Corporation to acquire "
        "Tarn for approximately $28.2 billion.",
    ),
    Frame(
        name="acquisition.done",
        type=DealType.ACQUISITION,
        payer=_FILER,
        binding=Binding.DONE,
        keys=(
            "acqui",
            "merger",
            "purchase consideration",
            "purchase price",
            "purchase of",
            "option to buy",
            "option to purchase",
        ),
        cue=r"exercised (?:our|its|the) (?:\w+ )?option to (?:buy|purchase|acquire) (?!(?:an )?additional|up to|"
        r"[\d,]+ shares)|acquired (?:[\d,]+ )?(?:of the )?(?:issued and )?(?:outstanding )?shares .{0,140}? "
        r"represent\w+ (?:approximately )?(?:5[1-9]|[6-9]\d|100)(?:\.\d+)?%|"
        r"acquisition of .{0,90}?(?:closed|was completed|was consummated)|"
        r"(?:completed|closed|consummated) .{0,60}?(?:acquisition|purchase|merger|acquired)|(?:we|company|"
        r"subsidiary),? (?:also )?(?:had )?acquired|acquisition of .{0,120}?(?:for|was|totaled) .{0,50}?\$|"
        r"(?:total|aggregate|purchase) (?:purchase )?consideration .{0,60}?(?:was|of|for|totaled|transferred)",
        unless=RESULTS + r"|continue[sd]? to (?:own|hold)|upon completion|following the completion|if (?:we|completed)|"
        r"not (?:been )?completed|is expected to close|treasury|repurchase|"
        r"net tangible|allocat|acquisition[- ]related (?:costs|expenses)|borrow|notes|measurement period|retention|"
        r"stock-based|receivables acquired|loans acquired|in-process|capitalized",
        slots=("acquired", "assets_of", "from"),
        what="purchase price",
        floor=5_000_000,
        rank=28,
        example="On March 31, the Company completed the acquisition of Tarn Systems for a total purchase "
        "consideration of $4.4 billion.",
    ),
    Frame(
        name="acquisition.several",
        type=DealType.ACQUISITION,
        payer=_FILER,
        binding=Binding.DONE,
        keys=("acquisitions",),
        cue=r"(?:completed|made|closed) .{0,30}?(?:business |other |several |two |three |four |five |"
        r"six )+acquisitions|acquisitions? .{0,40}total (?:purchase )?consideration",
        unless=RESULTS + r"|may make",
        slots=(),
        party="acquired companies",
        what="purchase price",
        floor=10_000_000,
        rank=39,
        example="We completed other business acquisitions for a total consideration of $467 million.",
    ),
    Frame(
        name="acquisition.earn_out",
        type=DealType.ACQUISITION,
        payer=_FILER,
        binding=Binding.CONDITIONAL,
        keys=("contingent consideration", "earn-out", "earnout"),
        cue=r"(?:settled|paid|pay|payable|payment of) .{0,50}?(?:contingent consideration|earn-?outs?)",
        unless=r"fair value|level 3|primarily (?:due|driven|consist|reflect)",
        slots=("with", "to"),
        party="former shareholders",
        what="contingent consideration",
        floor=5_000_000,
        rank=7,
        example="On October 30 the Company settled the contingent consideration liability of $300 million with the "
        "former stockholders.",
    ),
    Frame(
        name="acquisition.of_filer",
        type=DealType.ACQUISITION,
        payer=_OTHER,
        binding=Binding.CONDITIONAL,
        keys=("acqui", "merger", "converted into the right"),
        cue=r"(?:will acquire|agreed to acquire|to acquire|acquire|would acquire|acquisition of|acquired by|"
        r"merge with and into) (?:all (?:of )?the (?:outstanding )?(?:shares|stock) of )?(?:the company|us|"
        r"we)\b|"
        r"(?:we|company) .{0,40}?(?:will|would) (?:become|be) (?:a |"
        r"an )?(?:\w+ )?(?:wholly[- ]owned )?subsidiary of|each share of (?:our|"
        r"the company's) common stock .{0,200}?converted into the right",
        unless=r"lawsuit|complaint|stockholders? (?:filed|alleg)|third part|anti-?takeover|discourage|rights plan",
        slots=("buys", "commits", "with", "by_whom"),
        floor=0,
        per_share=True,
        what="merger consideration",
        rank=26,
        example="Under the merger agreement Tarn Corporation will acquire the Company for $95.00 per share.",
    ),
    Frame(
        name="divestiture.done",
        type=DealType.DIVESTITURE,
        payer=_OTHER,
        binding=Binding.DONE,
        keys=("sale", "sold", "divest", "dispos"),
        cue=r"(?:completed|closed|consummated) .{0,40}?(?:sale|divestiture|disposition|spin-off|disposal) of|(?:we|"
        r"company) (?:also )?(?:sold|divested) (?:our|the|its|all|a|certain|\d)|"
        r"(?:we|company) (?:also )?(?:sold|divested) [\w.&\- ]{3,40}? for (?:approximately |about )?"
        r"[$€£][\d.,]+ (?:million|billion)",
        unless=r"customers?\b|(?:sold|sale of|sell) .{0,30}?shares of .{0,40}?(?:preferred|common|ordinary|"
        r"class [a-z]) (?:stock|shares)(?! (?:of|in) (?!the company|us\b|we\b))|"
        r"bitcoin|electricity|crypto\w*|digital assets|commodit|"
        + RESULTS
        + (
            r"|notes|bonds|shares of (?:our|its|class a|the company's|common)|marketable|loans held|securities|"
            r"inventory|accounts receivable|receivables|products|vehicles|units|allowances|upon (?:completion|"
            r"closing) of the sale"
        ),
        slots=("to",),
        party="buyers",
        what="sale price",
        floor=10_000_000,
        rank=25,
        example="On October 27, the Company completed the sale of its pump business to Borel Corporation for $2.4 "
        "billion in cash.",
    ),
    Frame(
        name="divestiture.bought",
        type=DealType.DIVESTITURE,
        payer=_OTHER,
        binding=Binding.DONE,
        keys=("acquired", "purchased", "bought", "acquire", "purchase"),
        cue=r"(?:acquired|purchased|bought) (?:all of |substantially all of |certain of |a majority of )*(?:our|"
        r"the company's|we's) .{0,60}?(?:business|division|segment|operations|unit|assets|portfolio|plant|"
        r"interest|stake)",
        unless=RESULTS + r"|customers?\b|products|services|common stock|shares of our",
        slots=("buys",),
        what="sale price",
        floor=10_000_000,
        rank=24,
        example="In May 2026, Borel Corporation acquired our pump business for $2.4 billion in cash.",
    ),
    Frame(
        name="acquisition.from_seller",
        type=DealType.ACQUISITION,
        payer=_FILER,
        binding=Binding.DONE,
        keys=("sold",),
        cue=r"\bsold .{3,80}? to (?:us|we|the company)\b",
        unless=RESULTS + r"|customers?\b|products|services|shares of|notes|receivables|inventory|loans",
        slots=("sells",),
        what="purchase price",
        floor=10_000_000,
        rank=29,
        example="In May 2026, Borel Corporation sold its pump business to the Company for $2.4 billion in cash.",
    ),
    Frame(
        name="divestiture.to_buyer",
        type=DealType.DIVESTITURE,
        payer=_OTHER,
        binding=Binding.CONDITIONAL,
        keys=("acquire our", "purchase our", "buy our", "acquire the company's", "purchase the company's"),
        cue=r"(?:agreed|agreement|will|has contracted) (?:\w+ ){0,4}?(?:to )?(?:acquire|purchase|buy) (?:our|"
        r"the company's) (?:\w+ ){0,5}?(?:business|unit|division|subsidiary|plant|mill|mine|factory|assets|"
        r"stake|interest|portfolio|operations|building|campus|brands?)\b",
        unless=r"lawsuit|credit agreement|receivables|right of first",
        slots=("buys", "commits", "by_whom", "with"),
        what="sale price",
        floor=10_000_000,
        rank=22,
        example="In June Elm Motors Ltd. agreed to acquire our braking business for $1.6 billion, subject to "
        "clearance.",
    ),
    Frame(
        name="divestiture.pending",
        type=DealType.DIVESTITURE,
        payer=_OTHER,
        binding=Binding.CONDITIONAL,
        keys=("to sell", "sale of", "will sell", "divest", "eligible to receive"),
        cue=r"(?:agreement|agreed|definitive|pending) .{0,140}?(?:to sell|will sell|for the sale of|to divest)|"
        r"will sell .{0,60}?for|eligible to receive .{0,40}?(?:additional|contingent) .{0,20}?consideration",
        unless=RESULTS
        + (
            r"|notes|bonds|securities|shares of (?:our|common)|underwrit|completed the|products and services|"
            r"at-the-market|forward sale|repurchase|commercial paper|power|electricity|customers|in escrow and"
        ),
        slots=("to", "with"),
        unnamed=True,
        party="buyers",
        needs=(MONEY, PERCENT),
        what="sale price",
        floor=10_000_000,
        rank=23,
        example="On December 6, we entered into a definitive agreement with Borel, Inc. to sell 24 sites for "
        "approximately $3.6 billion.",
    ),
    Frame(
        name="acquisition.ended",
        type=DealType.ACQUISITION,
        payer=_FILER,
        binding=Binding.ENDED,
        keys=("terminat", "cancel", "withdrew", "ended"),
        cue=r"(?:terminated|cancell?ed|withdrew from|ended|agreed to terminate) (?:an?|the|our|"
        r"its) .{0,40}?(?:agreement|contract|offer) .{0,90}?to (?:buy|acquire|purchase|merge)",
        unless=r"may terminate|if |electricity|power|energy|supply agreement",
        slots=("with", "acquired", "from"),
        what="purchase price",
        floor=5_000_000,
        rank=8,
        example="In March we terminated an agreement with Elm Land Company to buy 90 acres for $41 million.",
    ),
)
