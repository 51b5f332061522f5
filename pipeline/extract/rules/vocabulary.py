"""Words about parties, as data. Each filter carries the kind of sentence that made it necessary."""

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
    it's that's there's here's they're they've they'll you're
    you've he's she's who's what's don't and/or company corporation group inc
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
