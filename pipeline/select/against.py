"""What speaks against asking about a stretch, as data: words of passages that tell of no arrangement."""

from __future__ import annotations

from pipeline.select.cues import Cue

AGAINST: tuple[Cue, ...] = (
    Cue(
        "accounting policies",
        3,
        "recognize recognized recognizes recorded measured accounted estimates judgments estimated judgment amortized "
        "stated classified evaluate evaluated review reviewed assess capitalize capitalized expensed asu fasb "
        "accounting",
        (
            (
                r"(?:are|is) (?:recognized|recorded|measured|accounted|amortized|stated|classified|included|determined|"
                r"evaluated|reviewed|capitalized|expensed)\b"
            ),
            r"we (?:recognize|record|measure|evaluate|assess|estimate|amortize|classify|account|review|capitalize)\b",
            (
                r"company (?:recognize|record|measure|evaluate|assesse|estimate|amortize|classifie|account|review|"
                r"capitalize)s\b"
            ),
            r"asu\b",
            r"fasb",
            r"critical accounting",
            r"accounting (?:policies|standards|guidance)",
        ),
        "Revenue is recognized when control passes to the customer",
    ),
    Cue(
        "fair values and hedges",
        3,
        "level hedge hedges hedging derivative derivatives swaps swap unrealized securities",
        (
            r"level [123]\b",
            r"hedg",
            r"derivative",
            r"swaps?\b",
            r"unrealized (?:gain|loss)",
            r"available-for-sale",
            r"marketable securities",
        ),
        "classified within Level 2 of the fair value hierarchy",
    ),
    Cue(
        "forward-looking statements",
        6,
        "forward",
        (r"forward[- ]looking statements?",),
        "This report contains forward-looking statements",
    ),
    Cue(
        "signatures",
        6,
        "pursuant duly hereby",
        (r"duly (?:authorized|caused)", r"pursuant to the requirements of the securities", r"hereby certif"),
        "Pursuant to the requirements of the Securities Exchange Act of 1934",
    ),
    Cue(
        "taxes",
        3,
        "tax taxes",
        (
            r"(?:effective|income|deferred|valuation|unrecognized) tax",
            r"tax (?:rate|benefit|position|credit|asset|law|provision)",
        ),
        "The effective tax rate was 14%",
    ),
    Cue(
        "stock plans",
        3,
        "rsus psus vest vesting espp compensation",
        (r"[rp]sus?\b", r"espp", r"(?:stock|share)-based compensation", r"vest(?:s|ing)? over"),
        "RSUs vest over four years",
    ),
    Cue(
        "risks in general",
        2,
        "could may might",
        (r"(?:could|may|might) [^.]{0,200}(?:could|may|might|adverse|harm|result in|unable)",),
        "any of which could adversely affect our business",
    ),
)
"""What is told at length and holds no arrangement. The name is what a reader of the page is told was left out."""
