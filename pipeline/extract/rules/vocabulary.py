"""Words about parties, as data. Each filter and slot carries the kind of sentence that made it necessary.

Patterns are written for ``text.pattern``: a blank is any white space; `` .. `` and `` ~ `` are gaps.
"""

from __future__ import annotations

from typing import NamedTuple


class Filter(NamedTuple):
    """Capitalised words that are no party. ``pattern`` is searched in the bare name."""

    reason: str
    pattern: str
    example: str


FILER_WORDS = (
    r"we|our|us|ours|the company|the company's|the corporation|the registrant|the partnership|the firm|"
    r"the utility|the group|subsidiary|subsidiaries"
)

_DATES = r"January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS = r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"

NOT_A_PARTY: tuple[Filter, ...] = (
    Filter("month or day", rf"^(?:{_DATES}|{_DAYS})\b", "In June 2023 we issued notes"),
    Filter(
        "instrument or paper",
        r"(?:Agreements?|Facility|Facilities|Notes?|Loans?|Bonds?|Debentures?|Indentures?|Warrants?|Commitments?|"
        r"Contracts?|Leases?|Amendments?|Supplement|Statements?|Reports?|Forms?|Exhibits?|Schedules?|Annex|Letters?|"
        r"Receivables?|Payables?|Obligations?|Borrowings?|Securities|Stock|Shares?|Units|Options?|Awards?|Paper|"
        r"Undertaking|Guarantee|Guaranty|Purchase Price|Consideration|Consent|Plans?|Programs?|Policy|Policies|"
        r"Certificate|Bylaws|Proxy|Offering|Amount|Tranche|Term|Line|Revolver|LOC|Transactions?|Debt|Equity|Interest|"
        r"Merger|Acquisitions?|Closing|Proceeds|Swaps?|Rates?|Rights?|Exposure|Order|Decision|Rule|Rules|Mergers?)$",
        "borrowings under the Credit Agreement",
    ),
    Filter(
        "note series",
        r"\b(?:Senior|Notes|Debentures|Bonds) (?:Notes|[Dd]ue)\b|^Series\b|^Class [A-Z]\b",
        "Series A Preferred",
    ),
    Filter(
        "part of the report",
        r"^(?:Item|Items|Note|Notes|Part|Table|Section|Exhibit|Page|Form|Appendix|Management|MD&A|Annual Report|"
        r"Quarterly Report|Consolidated|Condensed|Unaudited|Financial|Results|Overview|Liquidity|Critical|Risk|"
        r"Contents)\b",
        "see Note 11 for details",
    ),
    Filter(
        "the filer's own parts",
        r"^(?:The )?(?:Company|Corporation|Registrant|Board|Board of Directors|Audit Committee|Committee|Directors?|"
        r"Management|Parent|Issuer|Borrowers?|Subsidiary|Subsidiaries|Guarantors?|Group|Partnership|Firm|Utility|"
        r"Stockholders?|Shareholders?|Chief .*|President|Chair.*|Executive.*|Officers?|Segment.*|Merger Sub|Target)$",
        "the Board approved",
    ),
    Filter(
        "shell made for a merger",
        r"\bSub(?: [IVX]+| \d)?(?:,? (?:Inc|LLC|Corp|Ltd)\.?)?$",
        "Alder Merger Sub, Inc. will merge with and into Birch",
    ),
    Filter(
        "generic role",
        r"^(?:The )?(?:Lenders?|Holders?|Trustee|Administrative Agent|Agents?|Underwriters?|Purchasers?|Sellers?|"
        r"Buyers?|"
        r"Customers?|Suppliers?|Vendors?|Partners?|Counterpart(?:y|ies)|Investors?|Lessors?|Landlord|Noteholders?|"
        r"Banks?|Part(?:y|ies)|Warrantholder|Plaintiffs?|Defendants?|Employees?|Licensees?|Licensors?|Dealers?|"
        r"Manufacturers?|Distributors?|Affiliates?(?: of .*)?|Initial Purchasers|Arrangers?|Insurers?|Members?|"
        r"Dodgers)$",
        "the Lenders agreed",
    ),
    Filter(
        "money, measure or standard",
        r"^(?:US|U\.S\.?|USA?|USD|EUR|GBP|JPY|CAD|GAAP|SOFR|LIBOR|EURIBOR|SONIA|EBITDA|IPO|R&D|SG&A|CapEx|Capex|ASC|"
        r"ASU|"
        r"FASB|ASR|RSUs?|PSUs?|ESPP|RPO|ROU|VIEs?|IP|AI|IT|GPUs?|CPUs?|TPUs?|HBM|DRAM|NAND|OEMs?|ODMs?|PPAs?|LOCs?|"
        r"MW|GW|"
        r"EPS|CEO|CFO|COO|CTO|Q[1-4]|FY\d*|YTD|H[12]|TTM|Term SOFR|Base Rate|Level|AOCI|NCI|ESG|CSPs?|SPV|SPE|"
        r"PCS|AWS spectrum|LTE|5G|4G|NM|nm|N/A|TBD|AUM|ARR|SaaS|IaaS|PaaS|COVID.*|FTEs?|FX|OTC|OPEB|SEC|NYSE|NASDAQ|"
        r"Nasdaq.*)$",
        "at SOFR plus 1.25%",
    ),
    Filter(
        "place",
        r"^(?:The )?(?:United States|America|Americas|North America|South America|Latin America|Europe|"
        r"Asia(?:[- ]Pacific)?|"
        r"China|Taiwan|Japan|Korea|South Korea|India|Canada|Mexico|Brazil|Germany|France|Italy|Spain|Ireland|Israel|"
        r"Luxembourg|Singapore|Hong Kong|Malaysia|Vietnam|Australia|Russia|Ukraine|Turkey|Norway|Sweden|Switzerland|"
        r"Netherlands|Belgium|Poland|Chile|Argentina|Colombia|Peru|Africa|South Africa|Middle East|EMEA|APAC|EU|UK|"
        r"U\.K\.?|"
        r"United Kingdom|European Union|California|Texas|New York|Arizona|Ohio|Oregon|Virginia|Nevada|Utah|Delaware|"
        r"Washington|Georgia|Florida|Illinois|Indiana|Tennessee|Kansas|Missouri|Pennsylvania|New Jersey|New Mexico|"
        r"Michigan|"
        r"Minnesota|Wisconsin|Louisiana|Oklahoma|Colorado|Idaho|Massachusetts|North Carolina|South Carolina|Maryland|"
        r"Puerto Rico|Panama|Dominican Republic|Bulgaria|Saudi Arabia|Thailand|Indonesia|Philippines|State|States)$",
        "a plant in Arizona",
    ),
    Filter(
        "nationality",
        r"^(?:American|European|Chinese|Japanese|Korean|Indian|Canadian|Mexican|Brazilian|German|French|Italian|Swiss|"
        r"British|Australian|Russian|Israeli|Chilean|Argentine|Colombian|Peruvian|Vietnamese|Thai|Indonesian|"
        r"Malaysian|Philippine|Filipino|Polish|Swedish|Norwegian|Danish|Finnish|Turkish|Egyptian|Saudi|Bulgarian|"
        r"Greek|Portuguese|Belgian|Austrian|Czech|Hungarian|Romanian|Ukrainian|Nigerian|Pakistani|Dominican|"
        r"Panamanian|Taiwanese|South African|Irish|Dutch|Asian|Nordic|Euro|Sterling|Yen|Dollar)s?$",
        "an Australian subsidiary",
    ),
    Filter(
        "law, court or standard setter",
        r"\b(?:Act|Code|Court|Tribunal|Circuit|Regulation [A-Z0-9\-]+|Regulations|Topic|Subtopic|Chapter|Congress|"
        r"Senate|"
        r"Amendments? Act|Directive|Standards? Board|Accounting Standards.*|Treaty|Constitution|Administrative Code)$|"
        r"^(?:Rule|Regulation|Chapter|Title|Topic|ASC|Directive)\b",
        "under the Securities Act",
    ),
    Filter(
        "exchange or market index",
        r"(?:Stock Exchange|Stock Market|Global Select Market|S&P|Dow Jones|Russell \d+|Nasdaq|NYSE|Bloomberg|Reuters)",
        "listed on the New York Stock Exchange",
    ),
    Filter(
        "rating agency, auditor or agent",
        r"(?:Moody|Standard & Poor|Fitch|KPMG|Deloitte|Ernst & Young|PricewaterhouseCoopers|Computershare|\bLLP\b)",
        "rated by Moody's",
    ),
    Filter("part of a site", r"^(?:Phase|Building|Lot|Tower|Hall) (?:[IVX]+|\d+|[A-Z])$", "we let Phase II to Wren"),
    Filter(
        "period or event",
        r"^(?:(?:First|Second|Third|Fourth|Three|Six|Nine|Twelve) (?:Quarter|Half|Fiscal|Months|Nine|Six|Years?)|"
        r"Quarter|Fiscal|"
        r"Annual|Interim|Effective|Period)\b|(?:Date|Period|Quarter|Year|Day|Maturity)$",
        "during the Third Quarter",
    ),
    Filter(
        "segment or business word",
        r"(?:Segments?|Services|Operations|Solutions|Products?|Business|Division|Platform|Networks?|Systems|Center|"
        r"Centers|"
        r"Devices?|Region|Markets?|Software|Data|Cloud|Graphics|Gaming|Healthcare|Entertainment|Energy Storage)$"
        r"(?<!\w\w Systems)(?<!\w\w Networks)(?<!\w\w Entertainment)(?<!\w\w Solutions)(?<!\w\w Services)(?<!\w\w "
        r"Software)",
        "revenue of Data Center",
    ),
    Filter(
        "bare figure or letter",
        r"^[A-Z]\.?$|^\d+(?:[.,%].*)?$|^\d.*[a-z]{2}|^[IVX]+$|^[A-Z]\d+$|^[A-Z]{1,3}\d+\w*$|^[A-Z]{2,5}s$",
        "Appendix B, H20",
    ),
    Filter(
        "technology",
        r"\b(?:GPU|CPU|TPU|SoC|EUV|LPU|NVLink|Blackwell|Hopper|Rubin|API|APIs|LLMs?)\b",
        "sales of GPU servers",
    ),
    Filter("shouting", r"^[A-Z][A-Z\s,&\-]{24,}$", "NOTES TO CONSOLIDATED FINANCIAL STATEMENTS"),
    Filter(
        "contract words",
        (
            r"^(?:Agreement|Amended|Restated|Supplemental|Master|Purchase and|Registration Rights|Such|Certain|New|"
            r"Additional)\b"
        ),
        "the Amended and Restated agreement",
    ),
)

_LANDS = (
    r"(?:United States|U\.S\.|China|Taiwan|Japan|Korea|India|Canada|Mexico|Brazil|Germany|France|Italy|Spain|"
    r"Ireland|Israel|"
    r"Singapore|Malaysia|Vietnam|Australia|Poland|Chile|Argentina|United Kingdom|California|Texas|New York|Arizona|"
    r"Ohio|"
    r"Oregon|Virginia|Nevada|Utah|Washington|Georgia|Florida|Illinois|Indiana|Tennessee|Kansas|Missouri|Pennsylvania|"
    r"New Jersey|New Mexico|Michigan|Minnesota|Wisconsin|Louisiana|Oklahoma|Colorado|Idaho|Massachusetts|"
    r"North Carolina|"
    r"South Carolina|Maryland|North Dakota|South Dakota|Iowa|Nebraska|Alabama|Mississippi|Kentucky|Connecticut|"
    r"Norway|Sweden|"
    r"Finland|Denmark|Iceland|Portugal|Netherlands|Belgium|Switzerland|Austria|Thailand|Indonesia|Philippines)"
)
# "a plant in Magdeburg, Germany": a name with a land or state behind it is a place.
PLACE_BEHIND = rf",\s+{_LANDS}\b"
# Governments are written in small letters and are parties: "revenues from the U.S. government".
STATES = (
    r"\b((?:(?:U\.S\.|United States|[Ff]ederal|Chinese|Israeli|German|Japanese|Indian|French|Canadian|Irish|"
    r"Polish) [Gg]overnment)|"
    r"(?:U\.S\. )?Department of (?:Defense|Energy|Commerce|Justice|Veterans Affairs|Health and Human Services|"
    r"the Treasury)|"
    r"European Commission|State of [A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=\W)"
)

# Agencies that fine and settle; elsewhere they only receive reports: "we consented to a penalty by the Federal Trade
# Commission".
AGENCIES = (
    r"\b((?:U\.S\. )?(?:Securities and Exchange Commission|Federal Trade Commission|Federal Communications Commission|"
    r"Environmental Protection Agency|Consumer Financial Protection Bureau|Food and Drug Administration|"
    r"Federal Energy Regulatory Commission|Commodity Futures Trading Commission))(?=\W)"
)

# Words that stand capitalised at the start of a sentence or heading and are no part of a name.
OPENERS = frozenset(
    """a about above accordingly additionally after all also although among amounts an and any approximately as at
    because before beginning below between both but by certain commencing concurrent concurrently consequently
    consistent currently customer customers despite due during each effective either except excluding finally
    following for from further furthermore generally given has have having he her here his historically how however i
    if in including instead interest into it its later less like likewise many meanwhile moreover most neither net
    next no none nor not notwithstanding now number of on once one only or other otherwise our outstanding overall
    over part partially payments per previously prior proceeds pursuant rather recent recently repayment
    revenue respectively sales same second separately she should similarly since so some specifically starting
    subject subsequent subsequently substantially such than that the their then there thereafter therefore these they
    this those three through throughout thus to today together total total two under unless until upon us use we
    were what when where whereas which while who whose will with within without yes yet you your four five six seven
    eight nine ten first third fourth fifth well great thanks thank okay look right let let's we're we've i'm i'd i'll
    it's that's there's here's and/or company corporation group inc
    general common real former general new additional increase decrease repaid issued loss gain income long-term
    short-term operating advances investment investments acquisition sale purchase note section item""".split()  # noqa: SIM905  (words read better than a list of quotes)
)

# Those that are no part of a name inside a sentence either.
HARD_OPENERS = frozenset(
    """the our its a an and in on of for with by as at from to if we when under during pursuant their his her this
    customer customers""".split()  # noqa: SIM905  (as above)
)

# An unnamed party that the filer labels: case matters.
ANONYMOUS_LABELS = (
    r"\b(?:Customer|Supplier|Vendor|Distributor|Partner|Lessor|Tenant|Client|Company|Licensee)\s(?:[A-HJ-Z]|"
    r"[1-9]|One|Two|Three)\b(?!\.\d)(?!')"
)

# An unnamed party in words, matched in lower case; group 1 is the party.
ANONYMOUS_HEADS = (
    r"\b(?:a|an|one|another|our|its|the|the company's|single|his)\s+((?:(?:single|certain|other|new|second|third|"
    r"fourth|fifth|sixth|lead|existing|key|"
    r"major|largest|"
    r"second largest|large|strategic|direct|indirect|independent|third-party|third party|unaffiliated|unrelated|global|"
    r"leading|private|related|chartered|commercial|financial|hyperscale|cloud|data center|original equipment|"
    r"original design|"
    r"contract|investment|equity|government|technology|ai|research|and|deployment|enterprise|wholesale|wireless|"
    r"semiconductor|"
    r"automotive|multinational|fortune \d+|u\.s\.|domestic|foreign|international|european|asian|sole|principal|primary|"
    r"distribution|manufacturing|joint venture|affiliated|institutional|long-term|significant|health care|healthcare|"
    r"insurance|pharmaceutical|energy|oil|gas|mining|industrial|telecom|telecommunications|logistics|consumer|"
    r"aerospace|defense|top \d+)\s+)*"
    r"(?:customer|supplier|vendor|partner|distributor|reseller|lessor|landlord|manufacturer|third party|third-party|"
    r"investor|"
    r"investment firm|institution|counterparty|service provider|provider|licensee|licensor|insurer|buyer|purchaser|"
    r"company|"
    r"hyperscaler|investee|joint venture|foundry|retailer|wholesaler|tenant|utility|developer|bank|affiliate|firm))"
    r"(?=[\s.,;:)(]|'s)"
)

# Unnamed parties too bare to be told from the filer or its kind: "the company", "a bank".
TOO_BARE = frozenset({"company", "bank", "firm", "affiliate", "utility", "provider", "developer", "buyer", "purchaser"})

# Words in front of a party. They end where the party begins.
_WHOLE = (
    r"(?: (?:all|substantially|the|of|outstanding|issued|and|remaining|equity|capital|stock|shares|share|interests?|"
    r"interest|"
    r"assets|business(?:es)?|a|an|majority|minority|controlling|certain|entire|membership|common|in|\d[\d.]*%|"
    r"\d[\d,]+|ownership|"
    r"voting|securities|units|its|their|from|privately[- ]held|company|startup|developer|provider|operator|maker|"
    r"leading|operations))*"
)
_DEAL_NOUN = (
    r"(?:agreements?|contracts?|arrangements?|partnerships?|collaborations?|transactions?|alliance|joint ventures?|"
    r"deals?|"
    r"relationships?|deposits?|prepayments?|memorandum of understanding|letter of intent|term sheet|orders?|"
    r"commitments?|settlements?|"
    r"merger|lease|license|venture|ventures|engagement|facility|loan|placement|offering|sale|exchange)"
)
SLOTS: dict[str, str] = {
    # "we entered into an agreement with Alder Networks to ..."
    "with": rf"\b(?:{_DEAL_NOUN} .{{0,70}}?with|(?:partner|partnered|partnering|merge|merged|work|working|contracted|"
    rf"contract|settled|"
    r"collaborat\w+|agreed|signed|together|jointly|signing|deal|invest) with|(?:and|by) and between .{0,60}? and|"
    r"between us and|between we and|"
    r"between the company and)(?: (?:affiliates?|subsidiar(?:y|ies)|certain|funds|entities|managed|an|a|the|its|one|"
    r"of|by|or|"
    r"advised|accounts|wholly[- ]owned))*",
    # "acquired all outstanding shares of Alder Networks"
    "acquired": (
        rf"\b(?:acquir(?:e|ed|ing)|acquisitions? of|purchased?|purchase of|buy|bought|merger with|merge with|"
        rf"takeover of|combination with)(?! from){_WHOLE}"
    ),
    # "acquired from Borel and Osprey Holdings certain assets, subject to certain liabilities, of Osprey"
    "assets_of": (
        r"\b(?:acquir(?:e|ed|ing)|purchased?|bought|buy) from .{1,90}? (?:assets|shares|stock|business(?:es)?|"
        r"operations|interests?)(?:,[^,;]{0,50},)? (?:of|in)"
    ),
    # "completed the sale of our Pump business to Borel Capital"
    "to": (
        r"\b(?:to|by)(?: (?:affiliates?|subsidiar(?:y|ies)|funds|an|a|the|certain|of|by|managed|entities|"
        r"advised|accounts|or))*"
    ),
    # "acquired the Pump business from Borel"
    "from": r"\b(?:from|of|by)(?: (?:affiliates?|subsidiar(?:y|ies)|funds|an|a|the|certain|of|by|managed))*",
    # "invested $2 billion in Quill AI"
    "invested": r"\b(?:in|interest in|stake in|of|into|invest(?:ed|ment|ing)? in|equity in|shares of)"
    # "invested $75 million in convertible debt instruments issued by Quill"
    r"(?: (?:the|a|an|common|preferred|stock|shares|series|of|newly|issued|convertible|privately|held|company|by|debt|"
    r"notes|instruments|redeemable|ordinary|preference|units))*",
    # "sold our stake in Alder" / "the sale of Alder Retail"
    "sold": rf"\b(?:sell|sold|sale of|divest\w*|divestiture of|disposal of|disposition of|spin-off of){_WHOLE}",
    # "a settlement with the State of Ohio"
    "settled": r"\b(?:settle\w*|resolv\w*|agreement|judgment|decree|verdict|award|fine|penalty|lawsuit|litigation|"
    r"claims?|dispute)"
    r" .{0,60}?(?:with|by|from|against|to)(?: (?:the|a|an|certain))*",
    # "the jury awarded Alder Chips $3.0 billion in damages"
    "awarded": (
        r"\b(?:award(?:ed|ing|s)?(?: damages)?(?: to)?|in favor of|damages to|verdict for)(?: (?:the|"
        r"plaintiffs?))*"
    ),
    # "issued a warrant to Alder"
    "given": r"\b(?:to|with|by)(?: (?:the|a|an|certain|affiliates?|of))*",
    # "required to pay Tarn Health a termination fee"
    # "we and Wren ended that agreement"
    # "we keep working closely with Tarn on the capacity"
    "alongside": r"\bwork(?:ing|ed)?(?: \w+ly)? with",
    "and_us": r"\b(?:we|us) and(?: the)?",
    # "to provide the delivery of 130 MW by Osprey"
    "by_supplier": r"\b(?:by|and)",
    # "a settlement with Osprey resulted in the Company receiving $219 million"
    "settlement_with": r"\bsettlement(?: agreement)?(?: was)?(?: reached)? with(?: the)?",
    # "we contributed to Quarry Fab assets of $1.3 billion"
    "contributed_to": r"\bcontributed [^;$]{0,30}?to(?: the)?",
    # "we filed a complaint against Osprey"
    "sued": r"\b(?:against|sued)(?: (?:the|a|an|certain|affiliates?|of|subsidiaries))*",
    # "we have committed to spend $2 billion with Osprey"
    "spent": r"\b(?:spend|spent|buy|purchase|order)\b[^;]{0,50}? (?:with|from)(?: the)?",
    # "the capacity reserved for Osprey"
    "issued": r"\b(?:issued|granted|gave)(?: to)?",
    "reserved": r"\b(?:reserved|dedicated|committed|contracted) (?:for|to)(?: the)?",
    "paid": r"\b(?:pay|paid|paying|owe|owed)(?: to)?(?: the)?",
    # "which obliges Quill to pay up to $6.5 billion"
    "obliges": r"\b(?:obliges?|requires?|commits)",
    # "customers such as Finch Labs and Robin AI"
    "like": r"\b(?:like|such as|including|customers?|with)(?: (?:the|our|new))*",
    # "we will be acquired by Tarn", "a subsidiary of Tarn"
    "by_whom": r"\b(?:acquired by|subsidiary of)(?: (?:the|an?))*",
    # "we licensed the compiler technology of Alder"
    "owned_by": (
        r"\b(?:technology|technologies|software|patents|property|know-how|platform|models?|capacity|"
        r"assets) (?:of|from|that)(?: (?:the|a|an))*"
    ),
    # "we and Alder agreed to terminate the supply agreement"
    "together": r"\b(?:we|company) and",
    # "of that amount, $2 billion relates to systems ordered from Osprey"
    "part_of": (
        r"\b(?:relates? to|related to|is with|was with|are with|is for|with|from|owed to|payable to)(?: (?:the|"
        r"our|an?))*"
    ),
    "between": r"\b(?:between|among)(?: (?:the|us|we|company|and|its|subsidiar\w+|by))*",
    "guaranteed": (
        r"(?:\$[\d.,]+ (?:million |billion )?of|\b(?:(?:obligations?|debt|borrowings|indebtedness|loans?) of|behalf "
        r"of|favor of|for|by|to))"
        r"(?: (?:the|a|an|our|certain|joint|venture|affiliate|investee|lessee))*"
    ),
    "venture": r"\b(?:joint ventures?|partnership|venture|collaboration|alliance) .{0,50}?(?:with|between us and|"
    r"between we and|called|named|,)"
    r"(?: (?:the|a|an|affiliates?|of))*",
    "licensed": (
        r"\b(?:licen[sc]e\w*|royalt\w+|rights|content|distribut\w+) .{0,60}?(?:with|from|to|by|of)(?: (?:the|a|"
        r"an))*"
    ),
    "customers": r"\b(?:sales to|revenues? from|revenues? that came through|sold to|customers?,|customers? such as|"
    r"including|supplier,|purchases from|"
    r"customers? (?:like|including)|from our largest customer,|from)(?: (?:the|our|customer|largest|affiliates?|and|"
    r"its|of))*",
    "lender": (
        r"\b(?:with|by|from|to|among)(?: (?:the|a|an|one|of|certain|affiliates?|funds|or|accounts|managed|"
        r"advised))*"
    ),
}

# Words behind a party.
TAILS: dict[str, str] = {
    # "OpenAI has committed to pay us up to ..."
    "commits": r"(?:,? inc\.?)?,?(?: (?:who|which|has|have|also|will|has also|had|is))? (?:commit(?:ted|s)|agree[ds]|"
    r"plans?|intends?|contracted|"
    r"sign(?:ed|s)|is expected|will pay|agreed|undert(?:ook|aken)|prepaid|selected|chose|has chosen|awarded|ordered|"
    r"placed|is obligated|is required|is committed|had \$|had (?:\w+[\- ]){1,4}orders?)",
    # "the Company and Tarn, Inc. ("Tarn") entered into a merger agreement"
    "signs": (
        r"(?:,? (?:inc|llc|ltd|corp)\.?)?(?: \([^)]{0,60}\)| \"\))?,?(?: (?:each|together|have|"
        r"has))* (?:entered into|executed|signed|formed)"
    ),
    # "Borel acquired the tower rights for an upfront payment"
    "buys": (
        r"(?: \([^)]{0,60}\))?,?(?: (?:has|have|will|would|agreed|to))* (?:acquir(?:e|ed)|purchas(?:e|ed)|"
        r"bought|buy|invest(?:ed)?|pay|paid)"
    ),
    # "the Wren matter was resolved for $35 million"
    "matter": r" (?:matter|case|lawsuit|litigation|dispute)s?\b",
    # "Osprey holds the warrant to buy our shares"
    "holder": r" (?:holds?|has|received|owns?|was (?:granted|issued))\b",
    # "capacity that Osprey cannot sell to others"
    "unsold": r" (?:cannot|can't|could not|does not|doesn't) (?:sell|use|lease)",
    # "what Osprey cannot sell, and we guaranteed its rent"
    "its": r"[^;]{0,140}?\b(?:its|their) (?:rent|lease|debt|obligations?|payments?|loans?)\b",
    # "Borel sold its pump business to the Company"
    "sells": r"(?: \([^)]{0,60}\))?,?(?: (?:has|have|also|had))* (?:sold|divested)",
    # "Borel made up a seventh of our revenue"
    "share": r"(?: \([^)]{0,60}\))?,?(?: and (?:its|their) affiliates?(?: \([^)]{0,40}\))?,?)?(?: each)?(?: (?:also|"
    r"together|has|have|historically))?"
    r" (?:account|represent|compris|constitut|contribut|generat|ma[kd]e|was|at|for \d)",
    # "Osprey has selected our platform"
    "picks": r",?(?: (?:has|have|is|are|will|also))* (?:select|chos|adopt|deploy|standardiz)",
    # "Tarn will be required to pay us a termination fee"
    "pays": r",?(?: (?:will|would|may|could|must|shall|is|be|required|obligated|to))+ pay\b",
    # "Borel has guaranteed up to $600 million of our rent"
    "guarantees": r"(?: \([^)]{0,60}\))?,?(?: (?:has|have|had|also))* guarantee[ds]?\b",
    # "Elm Partners contributed $0.8 billion to the venture"
    "contributes": r",?(?: (?:has|have|also|each))* contributed\b",
    # "$2.5 billion for an HTA settlement"
    "of_settlement": r" (?:\w+ )?settlement\b",
    # "Osprey, Inc. ("Osprey") filed a complaint against us"
    "sues": (
        r"(?:,? (?:inc|llc|ltd|corp)\.?)?(?:,? ?\([^)]{0,60}\))?(?:,[^,;.]{0,50},)?,?(?: (?:has|have|had|also|each|"
        r"subsequently|then|and|its|parent))* (?:filed|brought|commenced|initiated|served|submitted|instituted|lodged|"
        r"sued|asserted|sent) .{0,90}?(?:complaint|lawsuit|suit|petition|claims?|action|proceedings?|demand|"
        r"arbitration|"
        r"us|we|company)\b|(?: (?:also|now|is|are|appear(?:s|ed)? to be))* (?:seeks?|seeking|demands?|claims?) "
        r".{0,40}?[$€£]"
    ),
    # "and Osprey still owns half of the units"
    "owns": (
        r"(?: \([^)]{0,60}\))?,?(?: (?:has|have|will|to|continue[sd]?))* (?:own|hold|retain)(?:s|ed|"
        r"ing)?\b.{0,20}?\d"
    ),
    # "Osprey Software ("Osprey") may include our model in its products and keeps 20% of the price"
    "keeps": (
        r"(?: \([^)]{0,60}\))?,? (?:may|will|can|could|includes?|sells?|offers?|distributes?|resells?|and|"
        r"retains?|keeps?)\b.{0,90}?(?:retains?|keeps?|receives?|is entitled to|pays?|shares?) .{0,30}?\d"
    ),
    # "the pending Tarn acquisition"
    "bid": r" (?:acquisition|merger|takeover)\b",
    # "the Osprey deal we announced in September"
    "deal": r" (?:deal|contract|agreement|order|partnership)\b",
    # "Borel's 60 megawatt campus lease"
    "owner": r"'s? ",
}
