"""Stakes, takeovers, businesses sold, puts and ventures (ASC 321, 323, 805)."""

from __future__ import annotations

from pipeline.extract.rules.frames import MEGAWATTS, MONEY, PERCENT, RESULTS, SHARES, Frame
from pipeline.records import Binding, DealType, Payer

_FILER, _OTHER = Payer.FILER, Payer.COUNTERPARTY

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="equity.intent",
        type=DealType.EQUITY_INVESTMENT,
        payer=_FILER,
        binding=Binding.INTENT,
        keys=("letter of intent", "opportunity to invest", "memorandum of understanding", "non-binding", "nonbinding"),
        cue=r"(?:letter of intent|memorandum of understanding|non-?binding) .{0,120}?(?:to invest\b|investing|"
        r"invest (?:up to|\$)|invests? (?:of|in)\b|investment in|stake|equity)|opportunity to invest in",
        slots=("invested", "with"),
        needs=(),
        what="intended investment",
        rank=8,
        example="We entered into a letter of intent with an opportunity to invest in Quill AI.",
    ),
    Frame(
        name="equity.promised",
        type=DealType.EQUITY_INVESTMENT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("invest", "fund", "contribute"),
        cue=r"investment in .{0,90}?funding commitments|funding commitments? .{0,40}?to\b|"
        r"(?:(?:we|company) .{0,60}?|agreement.{0,50}?|commitments? |obligated )(?:committed|agreed|agreement|"
        r"commitment)?.{0,60}?to (?:invest|fund|contribute) .{0,100}?\$|"
        r"(?:invest|contribute) up to \$|investment commitments? (?:are|were|of|totaled|is) |"
        r"unfunded (?:commitments?|investment)",
        unless=r"joint venture|"
        r"capital expenditures?|pension|401|charit|foundation|research and development|in infrastructure|"
        r"over the next|marketable|customer funds|loan commitments|lending|mortgage|"
        r"escrow|expects? to invest|plans? to invest|in (?:the )?(?:united states|u\.s\.)",
        slots=("invested", "with"),
        party="investees",
        what="investment promised",
        floor=10_000_000,
        rank=11,
        example="In November we entered into an agreement, subject to closing conditions, to invest up to $10 "
        "billion in Quill AI.",
    ),
    Frame(
        name="equity.made",
        type=DealType.EQUITY_INVESTMENT,
        payer=_FILER,
        binding=Binding.DONE,
        keys=("invest", "stake", "interest in", "shares of", "preferred", "equity method"),
        cue=r"(?:we|company) .{0,200}?invested \$[\d.,]+ ?(?:million|billion) in|"
        r"(?:closed|completed|made|funded) .{0,40}?investment in|"
        r"(?:we|company|subsidiaries) (?:.{0,40}?|[^.;]{0,260}? and (?:also )?)(?:invested|purchased|acquired|"
        r"made) .{0,80}?(?:stake|interest|shares|preferred|equity|investment|invested)|"
        r"(?:hold|holds|held|own|owns|owned) [^%]{0,40}?(?<![\d.])(?:[1-4]?\d(?:\.\d+)?|50)% .{0,50}?(?:interest|"
        r"stake|equity|ownership|shares)",
        unless=r"gain (?:of|on)|loss (?:of|on)|"
        + RESULTS
        + r"|repurchase|our common stock|marketable|real estate|treasury|noncontrolling|under the 20|"
        r"acquisition of|completed the acquisition|all of the (?:outstanding|issued)|restricted stock|"
        r"debt securities|available-for-sale|property|capital expenditure|beneficial|directors|employee|"
        r"voting power|bitcoin|infrastructure|technolog|per share .{0,30}dividend|short-term invest|money market|"
        r"business combination|assets acquired",
        slots=("invested",),
        what="stake",
        needs=(MONEY, PERCENT),
        floor=10_000_000,
        rank=26,
        example="We invested $550 million in Series A convertible preferred shares issued by Plover Drinks.",
    ),
    Frame(
        name="equity.received",
        type=DealType.EQUITY_INVESTMENT,
        payer=_OTHER,
        binding=Binding.DONE,
        keys=(
            "sale to",
            "investment in",
            "private placement",
            "public offering",
            "issued and sold",
            "equity distribution",
            "at-the-market",
            "invested",
            "preferred stock",
            "share purchase",
            "purchase from us",
            "preferred",
        ),
        cue=r"issued \$[\d.,]+ (?:million|billion) (?:of|in) .{0,50}?(?:preferred|common|ordinary) (?:stock|"
        r"shares) to\b|(?:sold|issued) .{0,30}?shares of .{0,50}?(?:preferred|common|ordinary) (?:stock|"
        r"shares) to\b|"
        r"sale to .{0,50}? of .{0,60}?(?:common|preferred|ordinary) (?:stock|shares)|"
        r"(?:private placement|initial public offering|at-the-market|issued and sold|"
        r"sale of .{0,40}?shares of (?:our )?(?:common|preferred|class)|invested .{0,40}?in (?:the company|us)\b|"
        r"equity distribution agreement|issued .{0,60}?shares of .{0,40}?(?:common|preferred|"
        r"class a) .{0,20}?stock .{0,60}?to )"
        r".{0,160}?(?:proceeds|\$|price)|investment in (?:us|we)\b",
        unless=r"notes|debentures|restricted stock|employee|equity incentive|option exercise|upon exercise|"
        r"repurchase|acquisition|warrant|fair value based|holders of .{0,40}convert|espp|vesting|treasury|"
        r"subsidiary's|customer",
        slots=("given", "with", "from", "owner"),
        party="public investors",
        what="shares issued",
        floor=20_000_000,
        rank=32,
        example="We completed our initial public offering, in which we issued and sold 36 million shares for net "
        "proceeds of $1.4 billion.",
    ),
    Frame(
        name="equity.taken",
        type=DealType.EQUITY_INVESTMENT,
        payer=_OTHER,
        binding=Binding.DONE,
        keys=("invested", "purchased", "bought"),
        cue=r"invested (?:[^.,;]|[.,](?=\d)){0,60}?\bin (?:us|we|the company)\b(?! ')|(?:purchased|"
        r"bought) (?:[^.,;]|[.,](?=\d)){0,60}? from (?:us|we|the company)\b|(?:purchased|"
        r"bought) .{0,60}?of our (?:common|class|preferred|ordinary)",
        unless=r"repurchase|employee|espp|notes|receivables|customers?\b|products|services|open market|directors|"
        r"officers|business|inventory",
        slots=("buys",),
        what="shares bought from the filer",
        needs=(MONEY, SHARES),
        floor=5_000_000,
        rank=33,
        example="In March 2026, Quartz Fund Ltd. invested $125 million in the Company in exchange for Class A "
        "common stock.",
    ),
    Frame(
        name="equity.given",
        type=DealType.EQUITY_INVESTMENT,
        payer=_FILER,
        binding=Binding.DONE,
        keys=("issued",),
        cue=r"(?:as part of|in connection with|pursuant to|in accordance with|under) (?:the|our|"
        r"this) .{0,50}agreement.{0,160}?issued .{0,40}shares|"
        r"issued .{0,60}shares .{0,70}to .{0,60}(?:in accordance with|pursuant to|as part of) .{0,60}agreement",
        unless=r"merger|acqui|underwrit|warrant|conver|restricted|employee|incentive|notes|registration rights|sold|"
        r"exercise|equity distribution|at-the-market",
        slots=("given",),
        follows=True,
        needs=(SHARES,),
        what="shares given",
        rank=31,
        example="As part of the Supply Agreement with Osprey AI, the Company issued 8,750,000 shares of its common "
        "stock to Osprey AI.",
    ),
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
        slots=("acquired", "with", "signs", "from", "bid"),
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
        slots=("acquired", "from"),
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
        r"company) (?:also )?(?:sold|divested) (?:our|the|its|all|a|certain|\d)",
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
            r"at-the-market|forward sale|repurchase|commercial paper|power|electricity|customers"
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
        unless=r"lawsuit|risk|may|limited partnership",
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
        cue=r"(?:termination|break-?up) fee .{0,100}?\$|\$[\d.,]+ (?:billion|million) .{0,40}?(?:termination|"
        r"break-?up) fee",
        unless=r"lease|early termination fee|contract termination|customer",
        slots=("pays", "paid", "given", "with", "commits"),
        follows=True,
        what="termination fee",
        floor=5_000_000,
        rank=4,
        example="If the merger agreement is terminated the Company will be required to pay Tarn Health a "
        "termination fee in an amount equal to $380 million.",
    ),
)
