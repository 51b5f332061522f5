"""What is promised beside a deal: options to put and call, units of equity sold, pledges to an authority."""

from __future__ import annotations

from pipeline.extract.rules.frames import SUM, Frame
from pipeline.records import Binding, DealType, Payer

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="option.both_ways",
        type=DealType.WARRANT_OPTION,
        payer=Payer.FILER,
        binding=Binding.CONDITIONAL,
        keys=("put",),
        cue=r"(?:counterparty|party) to (?:certain )?put (?:\([^()]{0,60}\) )?and call (?:\([^()]{0,60}\) "
        r")?(?:options?|"
        r"rights?)|put(?: and |/|-)call (?:options?|rights?|arrangements?) .{0,120}?(?:remaining|interests?|shares|"
        r"stake)",
        unless=r"derivative|hedg|currency|commodit|interest rate|fuel|share repurchase|capped call|notes",
        slots=("invested", "with"),
        what="price under the option",
        floor=10_000_000,
        rank=2,
        example="We are a counterparty to certain put and call options at prices of $450 million to $1.5 billion, to "
        "acquire additional equity interests in Wren Computing from our co-investors.",
    ),
    Frame(
        name="equity.units",
        type=DealType.EQUITY_INVESTMENT,
        payer=Payer.COUNTERPARTY,
        binding=Binding.DONE,
        keys=("equity units", "depositary shares", "preferred units", "mandatory convertible"),
        cue=rf"(?:issued|sold|issuance of|offering of|sale of) (?:and sold )?(?:[\d,.]+ (?:million )?|\w+ million )"
        rf"(?:\w+ ){{0,2}}?(?:equity units|depositary shares|preferred units|shares of .{{0,60}}?mandatory convertible "
        rf"preferred (?:stock|shares)) .{{0,160}}?(?:notional|stated|aggregate|proceeds|price|value) .{{0,60}}?{SUM}",
        unless=r"employee|conver(?:ted|sion) of|acquisition of|repurchase|redeem|vest|dividend",
        party="public investors",
        what="shares issued",
        floor=20_000_000,
        rank=31,
        example="In March, the Company issued 4,430,500 Equity Units with a total notional value of $443 million.",
    ),
    Frame(
        name="government.pledge",
        type=DealType.GOVERNMENT,
        payer=Payer.FILER,
        binding=Binding.FIRM,
        keys=("commitments to", "undertakings to", "commitment to", "committed to the"),
        cue=rf"(?:made|gave|given|offered) (?:certain |binding |legally |several )*(?:commitments?|undertakings?) to "
        rf"(?:the )?"
        rf"(?:[\w.\-]+ ){{1,6}}?(?:commission|government|ministry|authority|agency|council|department)\b.{{0,160}}?"
        rf"(?:provide|invest|pay|spend|contribute|fund|divest|build) .{{0,120}}?{SUM}",
        unless=r"may\b(?! \d)|could|alleg|if we",
        slots=("to",),
        what="value promised",
        floor=20_000_000,
        lone=True,
        rank=5,
        example="We have made certain commitments to the Elm Competition Commission, including a commitment to provide "
        "approximately $500 million in value for the benefit of employees.",
    ),
)
