"""Customers without a name that sign for a stated sum, as officers tell of them on a call."""

from __future__ import annotations

from pipeline.extract.rules.frames import SPOKEN_SUM, Frame
from pipeline.records import Binding, DealType, Payer

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="spoken.customer_signed",
        type=DealType.SALES_CONTRACT,
        payer=Payer.COUNTERPARTY,
        binding=Binding.FIRM,
        keys=("signed", "converted", "expanded", "renewed", "committed", "closed", "inked", "upsized"),
        cue=rf"(?:signed|converted (?:in)?to|expanded (?:in)?to|renewed|committed to|closed|inked|upsized to) (?:an? "
        rf"|another |"
        rf"our )?.{{0,50}}?{SPOKEN_SUM} .{{0,40}}?(?:acv|tcv|arr|engagement|agreement|deal|contract|commitment|order|"
        rf"renewal|subscription|expansion)\b",
        unless=r"notes|debt|facility|financing|loan|acqui|\bleas(?:e|ing)|settle|repurchase|guidance|expect to|"
        r"invest in|"
        r"total of \d+|deals of|contracts of|customers (?:that|who|with)",
        slots=("with",),
        unnamed=True,
        what="contract with the customer",
        floor=5_000_000,
        mention=True,
        lone=True,
        rank=15,
        example="A large health care company did a trial with us and later converted to a 5-year $26 million ACV "
        "agreement.",
    ),
    Frame(
        name="spoken.deal_signed",
        type=DealType.SALES_CONTRACT,
        payer=Payer.COUNTERPARTY,
        binding=Binding.FIRM,
        keys=("deal", "contract", "agreement", "renewal", "order"),
        cue=rf"(?:the|another|an?) {SPOKEN_SUM} (?:\w+ ){{0,2}}?(?:deal|contract|agreement|renewal|order) (?:that )?"
        r"(?:we (?:'ve |have )?|was |were )(?:just |recently )?(?:signed|closed|won|booked|landed)\b",
        unless=r"notes|debt|facility|financing|loan|acqui|lease|settle|repurchase|if we|purchase agreement|buy",
        slots=("with",),
        party="customers",
        what="contract with the customer",
        floor=10_000_000,
        lone=True,
        rank=16,
        example="The quarter a year ago did not have the $250 million deal we signed in the fourth quarter.",
    ),
)
