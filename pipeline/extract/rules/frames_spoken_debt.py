"""How officers tell of borrowing on a call: tranches, money raised, debt in all and debt repaid."""

from __future__ import annotations

from pipeline.extract.rules.frames import SPOKEN_SUM, Frame
from pipeline.records import Binding, DealType, Payer

_FILER, _OTHER = Payer.FILER, Payer.COUNTERPARTY

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="spoken.debt_amended",
        type=DealType.DEBT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("facilit", "term loan", "ddtl", "revolver", "credit agreement"),
        cue=r"(?:amended|upsized|expanded|increased|extended|refinanced) .{0,60}?(?:facilit\w+|term loan|revolver|"
        r"ddtl|credit agreement) .{0,120}?(?:new \$|to \$|for \$|of \$)",
        party="lenders",
        what="facility",
        floor=50_000_000,
        instrument=True,
        rank=19,
        example="We amended the DDTL 2.0 facility to create a new $3 billion tranche.",
    ),
    Frame(
        name="spoken.debt_closed",
        type=DealType.DEBT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("ddtl", "term loan", "credit facility", "delayed draw", "securitization", "revolver"),
        cue=r"(?:closed|completed|priced|signed|secured) (?:on )?(?:our |a |an |the )?(?:\w+ ){0,3}?(?:ddtl|"
        r"delayed[- ]draw|term loan|credit facilit\w+|revolver|securitization)",
        unless=r"expect to|if we",
        party="lenders",
        what="facility",
        needs=(),
        instrument=True,
        rank=61,
        example="We also closed DDTL 3.0 in the third quarter, priced at SOFR plus 400.",
    ),
    Frame(
        name="spoken.capital_raised",
        type=DealType.DEBT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("debt and equity", "equity and debt", "debt or equity"),
        cue=rf"(?:raised|secured|closed|completed) .{{0,40}}?{SPOKEN_SUM} .{{0,30}}?(?:debt and equity|equity and debt|"
        rf"debt or equity)",
        unless=r"expect to|plan to",
        party="lenders",
        what="debt and equity raised",
        lone=True,
        floor=50_000_000,
        rank=31,
        example="In total we secured more than $18 billion of debt and equity this year.",
    ),
    Frame(
        name="spoken.debt_issued",
        type=DealType.DEBT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("notes", "bonds", "debentures", "convertible"),
        cue=rf"(?:issued|raised|priced|placed) .{{0,20}}?{SPOKEN_SUM} (?:of|in) .{{0,30}}?(?:notes|bonds|debentures|"
        rf"convertibles)",
        unless=r"expect to|plan to|invested in",
        party="noteholders",
        what="notes issued",
        floor=50_000_000,
        instrument=True,
        lone=True,
        rank=21,
        example="We issued $1.5 billion of green bonds and retired $1 billion of notes due 2026.",
    ),
    Frame(
        name="spoken.debt_total",
        type=DealType.DEBT,
        payer=_FILER,
        binding=Binding.FIRM,
        keys=("debt",),
        cue=rf"{SPOKEN_SUM} (?:in|of) (?:total |gross |principal |long-term |outstanding )*debt\b(?! and| or)|"
        rf"(?:principal|total|gross|outstanding)(?: principal)? debt (?:balance )?.{{0,40}}?(?:was|of|is|"
        rf"stands at|stood at) {SPOKEN_SUM}",
        unless=r"expect|plan to|intend|guarantee|repa(?:id|y)|raised|secured|retire|fixed rate|floating rate|"
        r"net debt|issued|interest expense|leverage|cost of",
        party="lenders",
        what="debt outstanding",
        lone=True,
        floor=100_000_000,
        rank=32,
        example="We ended the quarter with $44 billion in cash and $28.8 billion in debt.",
    ),
    Frame(
        name="spoken.debt_repaid",
        type=DealType.DEBT,
        payer=_FILER,
        binding=Binding.DONE,
        keys=("repaid", "bought back", "repurchased", "retire", "extinguish", "paid down", "paid off", "prepaid"),
        cue=rf"(?:repaid|retired|extinguish\w*|paid down|paid off|prepaid) .{{0,30}}?{SPOKEN_SUM} .{{0,20}}?(?:debt|"
        rf"borrowings|term loans?)|(?:bought back|repurchased) .{{0,20}}?{SPOKEN_SUM} .{{0,30}}?notes",
        unless=r"expect to|plan to|customers",
        party="lenders",
        what="debt repaid",
        lone=True,
        floor=50_000_000,
        rank=23,
        example="Subsequent to quarter end, we repaid $1.6 billion of debt.",
    ),
)
