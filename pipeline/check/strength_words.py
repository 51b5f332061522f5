"""Words that tell how binding a statement is. Data only.

Patterns are matched against folded text in small letters: a hyphen inside a word is gone ("nonbinding"), every white
space is one space.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Wording(NamedTuple):
    """One way of saying it, and a sentence that made it necessary."""

    pattern: str
    example: str


INTENT: Final = (
    Wording(r"letters? of intent\b|\blois?\b", "We signed a letter of intent with Alder to deploy ten gigawatts."),
    Wording(r"memorand(?:um|a) of (?:understanding|intent)|\bmous?\b", "A memorandum of understanding was signed."),
    Wording(r"non ?binding", "The parties signed a non-binding term sheet."),
    Wording(r"term sheets?\b", "We agreed on a term sheet."),
    Wording(r"heads of (?:terms|agreement)", "Heads of terms were signed."),
    Wording(
        r"(?:agreement|framework|deal|pact|understanding|arrangement) in principle",
        "We reached an agreement in principle.",
    ),
    Wording(
        r"no (?:assurance|certainty|guarantee)s? (?:that|as to whether|whether"
        r"|of)[^.;]{0,120}\b(?:definitive|enter into|final agreement|consummat|(?:transaction"
        r"|investment|agreement|deal)s? will)",
        "There is no assurance that we will enter into definitive agreements.",
    ),
    Wording(
        r"cannot (?:assure|guarantee)[^.;]{0,120}\b(?:definitive|enter into)",
        "We cannot assure you that definitive agreements will be signed.",
    ),
    Wording(
        r"(?:not|yet to be|have yet to|has yet to|never) (?:yet )?(?:been )?(?:entered? into"
        r"|execut\w*|sign\w*|finali[sz]\w*|reach\w*|conclud\w*)(?: \w+){0,3} (?:definitive|binding"
        r"|final)",
        "We have not entered into a definitive agreement.",
    ),
    Wording(
        r"in (?:early |active |advanced |preliminary |ongoing |exclusive )*(?:discussions?"
        r"|negotiations?|talks)\b",
        "We are in advanced negotiations with Alder.",
    ),
    Wording(
        r"(?:is|are|currently|still|continue to|continues to) (?:be )?(?:negotiating|discussing"
        r"|exploring|in dialogue)",
        "We are negotiating a supply agreement.",
    ),
    Wording(
        r"until (?:a |the )?(?:definitive|binding|final) (?:\w+ )?agreements?",
        "Nothing is binding until a definitive agreement is signed.",
    ),
    Wording(
        r"subject to (?:the )?(?:negotiation|execution|signing|finali[sz]ation|completion"
        r"|entry into|entering into|agreement on|reaching)[^.;]{0,40}\b(?:definitive|binding"
        r"|final)\b|subject to (?:definitive|final|binding) (?:\w+ )?(?:agreements?|documentation"
        r"|terms)",
        "The investment is subject to definitive documentation.",
    ),
)
"""Nothing is agreed. A sentence with one of these never proves ``firm`` or ``done``."""

PLANS: Final = (
    Wording(
        r"(?:intends?|plans?|expects?|anticipates?|hopes?|aims?|proposes?|intending|planning"
        r"|expecting|proposing|intention|intended"
        r"|planned) (?:\w+ly )?(?:to )?(?:be )?(?:to )?(?:enter(?:ing)? into|sign\w*|execut\w*"
        r"|negotiat\w*|finali[sz]\w*|conclud\w*|invest(?:ing)?\b|acquir\w*|buy\b|form\b|partner\b"
        r"|collaborat\w*)",
        "Alder intends to invest up to $100 billion.",
    ),
    Wording(
        r"proposed (?:\w+ )?(?:transactions?|acquisitions?|mergers?|investments?|ventures?"
        r"|partnerships?|agreements?|offerings?|purchases?|sales?|financings?|deals?)",
        "The proposed investment would be made in stages.",
    ),
    Wording(
        r"(?:may|might|could|would) (?:\w+ly )?(?:enter into|sign|execute) (?:an?|the|definitive"
        r"|one or more)",
        "We may enter into a lease with the landlord.",
    ),
    Wording(
        r"(?:is|are|was|were|been) (?:considering|evaluating|contemplating|exploring)",
        "We are considering a purchase of the site.",
    ),
    Wording(r"\bopportunity to invest\b", "We announced an opportunity to invest in Alder."),
    Wording(
        r"\bannounced (?:its |their |our |an? )?(?:intent|intention|plans?)\b",
        "Alder announced its intention to build plants.",
    ),
)
"""A plan. It never proves ``firm`` or ``done`` unless the same sentence says that something was signed or closed."""

SIGNED: Final = re.compile(
    r"(?:(?:has|have|had|and|also|recently|jointly|we|company|parties|subsidiary|it|they|each"
    r"|both) |, )(?:also |jointly |recently )?"
    r"(?:entered into|signed|executed|agreed|committed|contracted)\b(?! (?:a |an |the |in "
    r"|on )?(?:non ?binding|letters? of intent|memorand|term sheet|principle))"
    r"|\b(?:definitive|binding|noncancell?able) (?:\w+ ){0,3}(?:agreements?|contracts?|commitments?|obligations?)"
    r"|\b(?:under|pursuant to|terms of) (?:the|this|our|its|an?"
    r"|these) (?:\w+ ){0,4}(?:agreements?|contracts?|leases?|facility)"
)
"""Signed after all: under the agreement it plans to buy at least $2 billion of services."""

REPLACED: Final = re.compile(
    r"(?:supersed\w*|replac\w*|follow(?:s|ed|ing)|pursuant to|contemplated by|in line with"
    r"|converted|converting|turned) [^.;]{0,60}"
    r"(?:letters? of intent|memorand(?:um|a) of understanding|term sheets?)"
)
"""The definitive agreement replaces the letter of intent of last spring. Only with ``SIGNED`` in the same sentence."""

CONDITIONS: Final = (
    Wording(
        r"subject to (?:\w+ ){0,6}?(?:closing conditions|regulatory (?:and \w+ )?(?:approvals?"
        r"|clearances?|review)|approvals?|clearances?|conditions|consents?|completion of"
        r"|satisfaction|execution|definitive|antitrust|shareholder|stockholder)",
        "The purchase is subject to customary closing conditions.",
    ),
    Wording(
        r"\b(?:closing|completion|consummation) (?:of (?:\w+ ){1,6})?(?:is|remains) subject to\b",
        "The closing is subject to the consent of the ground lessor.",
    ),
    Wording(
        r"(?:conditioned|conditional|contingent|dependent) (?:up)?on",
        "The commitment is contingent upon delivery milestones.",
    ),
    Wording(
        r"expect(?:s|ed)? (?:the \w+ |the transaction |it )?(?:to (?:be )?(?:close|complet"
        r"|consummat|fund|final)\w*)",
        "The deal is expected to close in the first half of 2026.",
    ),
    Wording(
        r"(?:will|to|would|shall|may) (?:be )?(?:close|closed|completed|consummated) (?:in|on|by"
        r"|upon|during|after|following|no later)",
        "The sale will be completed by June.",
    ),
    Wording(
        r"(?:pending|awaiting|until|upon) (?:\w+ ){0,4}(?:approval|clearance|closing|completion"
        r"|consummation|satisfaction)",
        "Pending regulatory approval.",
    ),
    Wording(
        r"(?:has|have|had|is|are|was) not (?:yet )?(?:been )?(?:closed|completed|consummated"
        r"|occurred|satisfied|funded|vested)",
        "The transaction has not yet closed.",
    ),
    Wording(
        r"if (?:and when )?(?:the )?(?:transaction|acquisition|merger|investment"
        r"|closing)[^.;]{0,40}(?:closes?|is (?:completed|consummated|approved)|occurs)",
        "If the merger is completed we will pay in shares.",
    ),
)
"""Something must still happen. A sentence with one of these does not prove ``done``, unless it says that it did."""

HAPPENED: Final = re.compile(
    r"(?:\b(?:was|were|has|have|had|we|company|it|they|and|been|which|transaction|acquisition"
    r"|merger|sale|purchase|investment|offering|deal|also|then|subsequently) |^|, )"
    r"(?:closed|completed|consummated|funded|repaid|redeemed|acquired|paid|received|settled|purchased|sold|issued)\b"
)
"""It did happen: the sale was subject to approval and was completed on May 5."""
_NOT_YET: Final = r"(?:to be|not|not yet|will be|would be|may be|be|until|if|when|upon being|have been|once) "
UNDONE: Final = re.compile(
    rf"\b{_NOT_YET}(?:been |it (?:is|was) )?(?:closed|completed|consummated|funded|repaid"
    rf"|redeemed|acquired|paid|received|settled|purchased|sold|issued)\b"
    r"|\b(?:paid|funded|received) (?:an? |the )?(?:\w+ )?(?:deposit|down ?payment|advance)\b"
)
"""Expected to be completed, not yet closed, paid a deposit: these words do not say that the deal happened."""

DUE: Final = (
    Wording(r"noncancell?able", "We have non-cancelable commitments for memory."),
    Wording(
        r"(?:agreed|agrees|committed|obligated|required) to \w+", "Alder agreed to provide us with cloud services."
    ),
    Wording(
        r"(?:we|it|company) (?:must|shall|will) (?:pay|buy|purchase|provide|deliver|invest|lease"
        r"|receive)",
        "We must buy wafers through 2031.",
    ),
    Wording(
        r"purchase (?:obligations?|commitments?)", "Purchase obligations were $50 billion at the end of the period."
    ),
)
"""Something is still owed. A sentence with one of these does not prove ``done``, unless it says that it happened."""

OVER: Final = (
    Wording(
        # "the exchange offers, which expired on January 31": the time to take an offer ran out, not what came of it.
        r"(?<!offers, )(?<!offer, )(?:was|were|been|we|it|and|company|parties|which) (?:mutually |subsequently "
        r"|also )?(?:terminated|cancell?ed|expired|superseded|rescinded|lapsed)",
        "The merger agreement was terminated in May.",
    ),
)
"""It is over. A sentence with one of these proves nothing in force, unless it says that something was signed."""

ENDED: Final = re.compile(
    r"\b(?:terminated|termination|expired|expiration|cancell?ed|cancellation|superseded|replaced|lapsed|rescinded|"
    r"withdrawn"
    r"|withdrew|redeemed|redemption|repaid|repayment|retired|extinguished|discontinued|ceased|dissolved|wound down"
    r"|exercised (?:\w+ ){0,4}right to terminate"
    r"|exited|settled|concluded|no longer|unwound"
    r"|(?<!weeks )(?<!months )(?<!month )(?<!quarter )(?<!quarters )(?<!period )(?<!periods )(?<!year )(?<!years )ended"
    r"|satisfied|discharged|eliminated|revoked|paid off|not be able"
    r"|unable|payoff|paid in full|ban|banned|abandoned|forfeited)\b"
)
"""What a claim that something ended needs: the facility was terminated; the option expired; the loan was repaid.

A period that ended, as in "the nine months ended September 30", is none."""

FORECAST: Final = re.compile(
    r"\b(?:is|are) (?:now |currently )?expected to (?:be|come|grow|decline|range|increase"
    r"|decrease)\b|\bwe (?:now |currently |also )?(?:expect|anticipate|project|forecast"
    r"|guide)\b"
    r"|(?<!above )(?<!below )(?<!exceeded )(?<!exceeding )(?<!beat )(?<!beating )(?<!than )(?<!versus )"
    r"(?<!compared to )"
    r"(?<!compared with )(?<!in line with )(?<!end of )(?<!over )"
    r"\b(?:our|the|quarter|year) (?:\w+ )?(?:outlook|guidance)\b"
)
"""Revenue is expected to be $54 billion: guidance, never a reported result. $46.7 billion, above our outlook: one."""


def compiled(wordings: tuple[Wording, ...]) -> re.Pattern[str]:
    """One pattern for a table of wordings."""
    return re.compile("|".join(rf"\b(?:{wording.pattern})" for wording in wordings))
