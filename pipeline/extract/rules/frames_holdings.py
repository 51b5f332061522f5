"""What the filer holds of others and gave to others: shares held, options and licences given, shares bought back."""

from __future__ import annotations

from pipeline.extract.rules.frames import MONEY, PERCENT, SHARES, SUM, Frame
from pipeline.records import Binding, DealType, Payer

_FILER, _OTHER = Payer.FILER, Payer.COUNTERPARTY
_OWN_SHARES = (
    r"treasury|our (?:common|own|class|ordinary|outstanding)|the company's (?:common|own|class|ordinary)|"
    r"(?:directors?|officers?|employees?|executives?|trustees?|affiliates of ours)\b|beneficial|record holders|"
    r"plan\b|repurchas"
)

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="equity.held_shares",
        type=DealType.EQUITY_INVESTMENT,
        payer=_FILER,
        binding=Binding.DONE,
        keys=("shares", "units"),
        cue=r"(?:we|company)(?: (?:also|still|currently|then|and|its|subsidiaries|together))* (?:held|hold|holds|own|"
        r"owns|owned) "
        r"(?:approximately |about |an aggregate of |a total of |over )?[\d,.]+ (?:million |billion )?(?:\w+ ){0,3}?"
        r"(?:shares|units|adss?) (?:of|in) ",
        unless=_OWN_SHARES + r"|sold|no longer|merger consideration|exchange ratio",
        slots=("shares_of",),
        needs=(SHARES,),
        floor=0,
        what="shares held",
        rank=18,
        example="As of June 30, we held 41 million shares of Quill Motors' Class A common stock, a 12% interest.",
    ),
    Frame(
        name="equity.held_value",
        type=DealType.EQUITY_INVESTMENT,
        payer=_FILER,
        binding=Binding.DONE,
        keys=("investment in", "investments in", "stake in", "interest in"),
        cue=r"(?:our|the company's) (?:\w+ ){0,3}?(?:investments?|stake|interest|holding) in .{0,70}?(?:had|has|have) "
        rf"an? (?:\w+ ){{0,2}}?(?:fair|market) value of (?:approximately )?{SUM}|"
        r"includes? (?:an|our|the company's) (?:\w+ ){0,3}?investments? in .{0,80}?(?:marketable|publicly|equity "
        r"securities|public (?:market|company|offering))",
        unless=_OWN_SHARES + r"|money market|government|municipal|debt securities|corporate bonds|derivative|funds\b",
        slots=("holding_of",),
        needs=(MONEY,),
        floor=20_000_000,
        what="value of the stake",
        rank=19,
        example="Our equity investment in Quill Motors had a fair value of $5.1 billion.",
    ),
    Frame(
        name="equity.held_share",
        type=DealType.EQUITY_INVESTMENT,
        payer=_FILER,
        binding=Binding.DONE,
        keys=("interest of", "stake of"),
        cue=r"(?:investments?|stake|holding) in .{3,70}? represents? (?:an? )?(?:\w+ ){0,2}?(?:interest|stake) of "
        r"(?:approximately |about )?\d|in which we (?:have|hold|own) an? (?:\w+ ){0,2}?(?:interest|stake) of "
        r"(?:approximately |about )?\d",
        unless=_OWN_SHARES + r"|noncontrolling|non-controlling|voting interest",
        slots=("in_which", "holding_of"),
        needs=(PERCENT,),
        floor=0,
        what="share held",
        rank=20,
        example="Our equity investments in Quill Computing represent an ownership interest of approximately 29%.",
    ),
    Frame(
        name="equity.fund",
        type=DealType.EQUITY_INVESTMENT,
        payer=_FILER,
        binding=Binding.DONE,
        keys=("contributed", "invested", "committed"),
        cue=rf"(?:we|company) (?:also |have |has )*(?:contributed|invested) (?:approximately |about |up to )?{SUM} "
        r"(?:to|in|into) "
        r"(?:an?|certain|one|two|the) (?:\w+ ){0,3}?(?:funds?|partnership|vehicle)\b.{0,40}?(?:managed|advised|"
        r"sponsored) by ",
        unless=r"401\(k\)|pension|charit|foundation|money market|benefit",
        slots=("managed_by",),
        floor=10_000_000,
        lone=True,
        what="paid into the fund",
        rank=12,
        example="In June the Company contributed $50 million to a fund managed by Quartz Capital.",
    ),
    Frame(
        name="option.given",
        type=DealType.WARRANT_OPTION,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("option to",),
        cue=r"(?:granted|gave|issued) (?:to )?(?:[\w.,&'\-]+ ){1,8}?(?:an|the) (?:\w+ ){0,2}?option to (?:purchase|"
        r"acquire|"
        r"buy|subscribe for) .{0,60}?(?:of (?:our|the company's|its) (?:\w+ ){0,3}?(?:stock|shares)|shares of (?:our|"
        r"the company))",
        unless=r"underwriter|employee|director|officer|stock options|over-?allotment|incentive plan|initial purchasers|"
        r"in-the-money",
        slots=("issued", "given"),
        needs=(MONEY, SHARES),
        floor=1_000_000,
        what="shares under the option",
        rank=5,
        example="We granted Quartz Capital an option to purchase up to $15 million of our Class A common stock at the "
        "price of the offering.",
    ),
    Frame(
        name="license.granted",
        type=DealType.LICENSE,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("licensed",),
        cue=r"(?:we|company)(?: (?:also|has|have|had|exclusively))* licensed (?:certain (?:of )?|some of )?(?:its|our|"
        r"the company's) [^.;]{0,60}?(?:intellectual property|technolog\w+|patents?|designs?|know-how|rights|software)"
        r"\b[^.;]{0,40}? to ",
        unless=r"open source|sublicen|customers|end users",
        slots=("to",),
        needs=(),
        what="licence fee",
        rank=37,
        example="The Company licensed certain of its intellectual property (the Licensed IP) to Tern JV, payable over "
        "several years.",
    ),
    Frame(
        name="other.buyback",
        type=DealType.OTHER,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("accelerated share", "accelerated stock", " asr"),
        cue=r"entered into .{0,60}?(?:accelerated (?:share|stock) (?:re)?purchase\w*|\basrs?\b)(?: \(\"?asr\"?\))?"
        r".{0,40}? with ",
        unless=r"\bmay\b(?! \d)|from time to time",
        slots=("given",),
        floor=50_000_000,
        lone=True,
        what="shares bought back",
        rank=9,
        example="In January the Company entered into a $2.0 billion fixed dollar ASR with Osprey Bank, N.A.",
    ),
    Frame(
        name="license.promised",
        type=DealType.LICENSE,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("commitments of", "commitments were", "commitments totaling", "payments of", "obligations of"),
        cue=r"(?:content|programming|licens\w+|royalt\w+|media|sports|music|film)\b.{0,60}?(?:agreements?|arrangements?|"
        r"contracts?|rights)\b.{0,60}?(?:fixed|minimum|guaranteed)[\w ]{0,40}?(?:commitments?|payments?|obligations?) "
        rf"(?:of|totaling|were|was) (?:approximately )?{SUM}",
        unless=r"customers|receive|lease|we (?:also )?license (?:our|certain of our)",
        party="content licensors",
        floor=50_000_000,
        lone=True,
        what="fees promised",
        rank=4,
        example="We have content licensing agreements with future fixed or minimum guaranteed commitments of $8.2 "
        "billion.",
    ),
)
