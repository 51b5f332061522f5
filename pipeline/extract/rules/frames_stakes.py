"""Stakes and ventures (ASC 321, 323)."""

from __future__ import annotations

from pipeline.extract.rules.frames import MONEY, PERCENT, RESULTS, SHARES, Frame
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
        # "We intend to fund the purchase price with cash" pays for a takeover; it promises no stake.
        r"purchase price|(?:intend|expect|plan)s? to (?:fund|invest)|"
        r"escrow|in (?:the )?(?:united states|u\.s\.)",
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
        cue=r"(?:we|company) .{0,200}?invested (?:(?:an?|another|further|additional|approximately|about|total|of) )*"
        r"\$[\d.,]+ ?(?:million|billion) in|"
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
        r"subsidiary's|customer|\bmay (?:[a-z]+ ){0,5}?(?:offer|issue|sell)\b|"
        r"(?:plan|intend|expect)s? to|will be putting",
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
        name="equity.at_market",
        type=DealType.EQUITY_INVESTMENT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("at-the-market", "at the market", "equity distribution agreement", "open market sale agreement"),
        cue=r"(?:at[- ]the[- ]market|equity distribution agreements?|open market sale agreement)(?! price) .{0,260}?"
        r"(?:up to|aggregate|maximum|as much as) .{0,60}?(?:\$|€|shares)|"
        r"(?:up to|maximum of|aggregate) .{0,60}?(?:\$|€|shares) .{0,160}?(?:at[- ]the[- ]market|"
        r"equity distribution agreement)(?! price)",
        unless=r"repurchase|employee|terminated|net proceeds of (?:approximately )?\$|sold (?:an aggregate of )?[\d,]+",
        party="public investors",
        what="shares that may be sold",
        needs=(MONEY,),
        floor=20_000_000,
        rank=35,
        example="We entered into an at-the-market sales agreement under which we may sell up to $500 million of our "
        "common stock.",
    ),
    Frame(
        name="equity.at_market_shares",
        type=DealType.EQUITY_INVESTMENT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("at-the-market", "at the market", "equity distribution agreement", "open market sale agreement"),
        cue=r"(?:at[- ]the[- ]market|equity distribution agreements?|open market sale agreement)(?! price) .{0,200}?"
        r"(?:up to|aggregate|maximum|as much as) [\d.,]+ (?:million )?(?:[\w-]+ ){0,4}?shares",
        unless=r"repurchase|employee|terminated|net proceeds of (?:approximately )?\$|sold (?:an aggregate of )?[\d,]+",
        party="public investors",
        what="shares that may be sold",
        needs=(SHARES,),
        floor=20_000_000,
        rank=36,
        example="We will be putting in place an at-the-market equity program for up to 25 million Class A shares.",
    ),
)
