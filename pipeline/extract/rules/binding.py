"""How binding a sentence makes a deal: the phrase, what it proves, and for which kinds of deal it counts."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.rules.text import pattern
from pipeline.records import Binding, DealType

_T = DealType
_CLOSING = frozenset(
    {_T.ACQUISITION, _T.DIVESTITURE, _T.EQUITY_INVESTMENT, _T.JOINT_VENTURE, _T.SETTLEMENT, _T.OTHER, _T.LICENSE}
)
_ALL = frozenset(DealType)


class Phrase(NamedTuple):
    """Words that show how binding a deal is. Earlier entries win over later ones."""

    binding: Binding
    words: str
    types: frozenset[DealType]
    example: str


PHRASES: tuple[Phrase, ...] = (
    Phrase(
        Binding.INTENT,
        r"letters? of intent|intent to (?:acquire|merge|buy)|memorand(?:um|a) of understanding|non-?binding|term sheet",
        _ALL,
        "we signed a letter of intent",
    ),
    Phrase(
        Binding.INTENT,
        r"express\w* an expectation|(?:not|no) (?:yet )?(?:published|codif\w+|issued) (?:a |any )?regulation",
        _ALL,
        "officials expressed an expectation that the government will receive 15%",
    ),
    Phrase(
        Binding.INTENT,
        r"no assurance that we will (?:enter|sign|reach)|have not (?:yet )?(?:entered into|signed|executed) (?:a |"
        r"any )?definitive|"
        r"(?:in|under) (?:active |advanced )?(?:discussions?|negotiations?|talks)\b(?! with (?:other|additional|"
        r"several|many|multiple))",
        _ALL,
        "we are in discussions with Wren about a plant",
    ),
    Phrase(
        Binding.INTENT,
        (
            r"(?:we|company) (?:currently )?(?:intends?|plans?|expects?) to (?:enter into|acquire|invest|sign|sell|"
            r"issue)|expect we will sign|opportunity to invest"
        ),
        _ALL,
        "we expect we will sign additional customers",
    ),
    Phrase(
        Binding.INTENT,
        r"(?:will be putting|will put|plan to put|intend to put|putting) in place|(?:plan|intend|expect)s? to (?:file|"
        r"launch|establish|set up)",
        frozenset({_T.EQUITY_INVESTMENT}),
        "tomorrow we will be putting in place an at-the-market programme",
    ),
    Phrase(
        Binding.ENDED,
        r"(?:agreement|facility|contract|commitment|merger|acquisition|transaction|lease|arrangement|"
        r"undertaking)s? .{0,40}?(?:was|were|has been|have been) (?:terminated|cancell?ed|replaced)|"
        r"(?:agreement|facility|contract|lease) .{0,20}?(?:expired|terminated) (?:on|in|upon)|"
        r"mutually agreed to terminate|exercised .{0,30}?right to terminate|terminated (?:an?|the|our|this) "
        r".{0,30}?agreement|"
        r"merger agreement .{0,160}?was terminated|terminated the (?:merger|agreement|acquisition|transaction)",
        _ALL,
        "the facility was terminated in March",
    ),
    Phrase(
        Binding.ENDED,
        (
            r"(?:guarantees?|guaranty|indemnit\w+) .{0,120}?(?:have|has|had|were|was) (?:been )?(?:terminated|"
            r"released|expired)|(?:was|were|been) released from .{0,40}?guarant"
        ),
        frozenset({_T.GUARANTEE}),
        "the guarantees of those notes have terminated under their terms",
    ),
    Phrase(
        Binding.ENDED,
        r"(?:prior|previous|former|predecessor|superseded|old) (?:\w+ ){0,3}?(?:credit agreement|facility|revolver|"
        r"agreement|credit line) .{0,60}?(?:had|was|were|provided)\b|"
        r"(?:we|company) terminated .{0,60}?(?:facility|credit agreement|revolver)|(?:facility|"
        r"credit agreement) .{0,60}?(?:was|were) (?:repaid in full and )?terminated",
        frozenset({_T.DEBT}),
        "the prior credit agreement had a commitment of $1 billion",
    ),
    Phrase(
        Binding.ENDED,
        r"(?:annulled|annulling|overturned|vacated|reversed|set aside|dismissed) .{0,60}?(?:fine|judgment|award|"
        r"verdict|penalty|decision)|"
        r"(?:fine|judgment|award|verdict|penalty|decision) .{0,80}?(?:was|were|been) (?:annulled|overturned|vacated|"
        r"reversed|set aside)",
        frozenset({_T.SETTLEMENT}),
        "the court annulled the fine of $1.5 billion",
    ),
    Phrase(
        Binding.CONDITIONAL,
        (
            r"(?:settlement|agreement|agreed) in principle|in principle to (?:settle|resolve)|"
            r"subject to (?:final )?(?:court )?approval"
        ),
        frozenset({_T.SETTLEMENT}),
        "a settlement in principle of the class action",
    ),
    Phrase(
        Binding.CONDITIONAL,
        (
            r"subject to (?:the )?(?:\w+ ){0,5}?(?:approvals?|clearances?|closing conditions|closing|conditions|"
            r"court approval|definitive (?:documentation|agreements?))"
        ),
        _CLOSING,
        "subject to regulatory approval",
    ),
    Phrase(
        Binding.CONDITIONAL,
        (
            r"(?:is|are) (?:currently )?expected to (?:close|be completed|occur)|expects? .{0,50}?to close|"
            r"to the extent certain conditions|pending (?:regulatory|court|government)"
        ),
        _CLOSING,
        "the transaction is expected to close in the second half",
    ),
    Phrase(
        Binding.CONDITIONAL,
        r"upon (?:the )?(?:achievement|satisfaction)|contingent (?:up)?on",
        # "licensed its designs, payable upon achievement of milestones": the licence is given, its price is to come.
        _CLOSING - {_T.LICENSE},
        "the shares will be issued upon the achievement of milestones",
    ),
    Phrase(
        Binding.CONDITIONAL,
        r"subject to regulatory approvals?|subject to .{0,40}?approvals? and completion of landlord",
        frozenset({_T.LEASE}),
        "commencement dates subject to regulatory approvals",
    ),
    Phrase(
        Binding.DONE,
        r"(?<!\bbe\s)(?<!upon\s)(?<!when\s)(?<!if\s)(?:completed|closed|consummated)\b(?! in escrow)",
        frozenset({_T.ACQUISITION, _T.DIVESTITURE, _T.EQUITY_INVESTMENT, _T.JOINT_VENTURE}),
        "the transaction closed on May 5",
    ),
    Phrase(
        Binding.DONE,
        r"(?:we|company) (?:(?:have|has|also) )?received .{0,30}?\$",
        frozenset({_T.SETTLEMENT}),
        "in connection with the settlement we received $277 million from certain directors",
    ),
    Phrase(
        Binding.FIRM,
        r"we are (?:also )?paying\b",
        frozenset({_T.SETTLEMENT}),
        "we are paying the fine, although the appeal is pending",
    ),
    Phrase(
        Binding.UNCLEAR,
        r"post-trial|motion for (?:a )?new trial|judgment as a matter of law|(?:is|are|has|have) appeal(?:ing|ed)\b|"
        r"filed (?:an? |its |our )?(?:notice of )?appeal",
        frozenset({_T.SETTLEMENT}),
        "we filed a post-trial motion for judgment as a matter of law",
    ),
    Phrase(
        Binding.DONE,
        (
            r"(?:we|company) (?:have |has )?(?:paid|settled)|(?:was|were|been) (?:fully )?paid|payment was made|"
            r"made a (?:cash )?payment|(?:we|company) remitted"
        ),
        frozenset({_T.SETTLEMENT}),
        "we paid the fine in full",
    ),
    Phrase(
        Binding.DONE,
        (
            r"(?:repay|repaid|repaying|redeem|redeemed|paid off|prepaid) .{0,60}?in full|redeemed (?:all|the entire|"
            r"the remaining)|(?:subsequently|fully) repaid|in full repayment|"
            r"assumed .{0,160}?which .{0,50}?(?:was|were|we) (?:\w+ )?(?:re)?paid"
        ),
        frozenset({_T.DEBT}),
        "we paid $1.0 billion to repay in full all obligations under the term loan",
    ),
    Phrase(
        Binding.DONE,
        r"settled the contingent|(?:contingent consideration|earn-?out) .{0,40}(?:was|were) (?:paid|settled)",
        frozenset({_T.ACQUISITION}),
        "we settled the contingent consideration liability in cash",
    ),
    Phrase(
        Binding.UNCLEAR,
        r"appeal\w*|intend to vigorously|seeking|alleg\w+",
        frozenset({_T.SETTLEMENT}),
        "we have appealed the verdict",
    ),
    Phrase(
        Binding.CONDITIONAL,
        r"\bvest(?:s|ed|ing)?\b|milestones?",
        frozenset({_T.WARRANT_OPTION}),
        "the warrant shares vest in tranches",
    ),
    Phrase(
        Binding.FIRM,
        r"we (?:will|are to|have to) (?:contribute|fund) \d[\d.]*%",
        frozenset({_T.JOINT_VENTURE}),
        "we will contribute 30% of the costs of construction",
    ),
    Phrase(
        Binding.FIRM,
        r"fix(?:ed)? the exercise price|exercisable (?:at any time|immediately)|fully vested",
        frozenset({_T.WARRANT_OPTION}),
        "the warrants are exercisable at any time",
    ),
)
_COMPILED: tuple[tuple[re.Pattern[str], Phrase], ...] = tuple((pattern(phrase.words), phrase) for phrase in PHRASES)
# Words in front of a phrase, in its clause, that make it a case thought of: "if the agreement is terminated".
_SUPPOSED = pattern(
    r"\b(?:if|unless|until|upon|in the event|in the case|whether|should|may be|could be|would be|until|"
    r"prior to)\b[^,;.]{0,120}$"
)
_SUPPOSABLE = frozenset({Binding.ENDED, Binding.DONE})
# To the end of the sentence or the clause: a full stop inside a figure or "U.S." is none.
_TO_THE_END = r"(?:[^.;]|\.(?=\S)|(?<=u\.s)\.(?=\s[a-z])){5,600}"
_CONDITIONS = pattern(
    rf"subject to {_TO_THE_END}|unless {_TO_THE_END}|provided that {_TO_THE_END}|contingent (?:up)?on {_TO_THE_END}|"
    rf"upon (?:the )?(?:achievement|satisfaction) of {_TO_THE_END}"
)
_LONG = 240
_PAUSE = re.compile(r",\s(?!(?:19|20)\d\d|inc|llc|ltd|corp|n\.a|l\.p)|\s(?=and (?:the|we|it|is|are|will|has)\s)|\s\(")
_RELATED = pattern(r"related part(?:y|ies)|affiliate of (?:the company|ours)|equity method investee")


def strength(lower: str, kind: DealType, usual: Binding) -> tuple[Binding, tuple[int, int] | None]:
    """How binding a folded lower-case sentence makes a deal of this kind, and the span of the words that show it."""
    for words, phrase in _COMPILED:
        if kind in phrase.types and (found := words.search(lower)):
            if phrase.binding in _SUPPOSABLE and _SUPPOSED.search(lower[max(0, found.start() - 130) : found.start()]):
                continue
            if phrase.binding is Binding.CONDITIONAL and usual is Binding.DONE and kind is not DealType.WARRANT_OPTION:
                continue
            return phrase.binding, found.span()
    return usual, None


def conditions(lower: str) -> tuple[tuple[int, int], ...]:
    """The spans of the conditions a sentence names, each to the end of its clause: never cut inside one."""
    return tuple(_whole(lower, *found.span()) for found in _CONDITIONS.finditer(lower))[:3]


def _whole(lower: str, start: int, end: int) -> tuple[int, int]:
    """A long condition ends at the last pause that fits; where there is none, with its sentence."""
    if end - start <= _LONG:
        return (start, end)
    pauses = [found.start() for found in _PAUSE.finditer(lower, start + 20, start + _LONG)]
    return (start, pauses[-1] if pauses else end)


def related(lower: str) -> bool:
    """True when the sentence itself speaks of a related party."""
    return bool(_RELATED.search(lower))
