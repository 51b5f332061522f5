"""Which words stand for a class of parties, and which side pays by the words about the filer and the other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.rules.frames_claims import AT_LAW
from pipeline.extract.rules.parties import in_slot
from pipeline.extract.rules.text import Sentence, pattern
from pipeline.records import Binding, DealType, Payer

if TYPE_CHECKING:
    from pipeline.extract.rules.frames import Frame
    from pipeline.extract.rules.parties import Cast, Found

_DIRECT = re.compile(r"\b(?:with|by|from|to|advised by|held by)\s+(?:the\s+|an?\s+|one of the\s+)?(?:\w+\s+){0,2}$")


# "the Company and Alder Bank, N.A. entered into a term loan agreement"
_SIGNED_WITH_US = re.compile(r"(?:\s*\([^()]{0,60}\))?,?\s+(?:entered into|executed|signed)\b")
_WE_AND = re.compile(r"\b(?:we|company)\s+and\s+$")


def direct(sentence: Sentence, party: Found) -> bool:
    """True when the party itself lends, rather than standing in a list of banks and agents."""
    tail = sentence.lower[party.end : party.end + 120]
    if re.search(
        r"lenders|agent|trustee|banks|party thereto|guarantors?|arranger|as (?:a |the )?(?:co-?)?borrower", tail
    ):
        return False
    if _SIGNED_WITH_US.match(tail) and _WE_AND.search(sentence.lower[: party.start]):
        return True
    return bool(_DIRECT.search(sentence.lower[max(0, party.start - 60) : party.start]))


_LOAN = re.compile(r"\b(?:term loans?|facilit\w+|credit agreement|loans?|borrowings|revolver)\b")
_FINED = re.compile(
    r"\b(?:fines?|fined|penalt\w+|commission|regulator\w*|department of|attorneys? general|agency|consent (?:order|"
    r"decree))\b"
)
_COUNSEL = re.compile(
    r"\b(?:counsel|attorneys?)(?:'s?)?(?: and legal)? fees?(?: awards?)?(?: \w+){0,4} (?:approximately |about )?[$€£]"
)
_FROM_WHOM = re.compile(
    r"\breceived [^.;]{0,60}? from (?:(?:certain|some|the|our|its|former|current|and|of|other) )*"
    r"(directors|officers|insurers|defendants)\b"
)
_PAPER = re.compile(r"\b(?:notes|bonds|debentures|debt securities)\b")


def class_of(sentence: Sentence, frame: Frame) -> str:
    """Lenders for loans, noteholders for paper, where a frame speaks of either."""
    if frame.party == "noteholders" and _LOAN.search(sentence.lower) and not _PAPER.search(sentence.lower):
        return "lenders"
    if frame.name == "settlement.won" and (payers := _FROM_WHOM.search(sentence.lower)):
        return payers[1]
    if frame.type is DealType.SETTLEMENT and frame.payer is Payer.FILER:
        if _COUNSEL.search(sentence.lower):
            return "counsel"
        return "regulators" if _FINED.search(sentence.lower) else "plaintiffs"
    return frame.party


def class_words(sentence: Sentence, frame: Frame, found: re.Match[str]) -> tuple[str, ...]:
    """The words of the sentence that stand for a class: the class itself, else the cue."""
    party = class_of(sentence, frame)
    head = party.split()[-1].rstrip("s") if party else ""
    spot = re.search(rf"\b{re.escape(head)}s?\b", sentence.lower) if head else None
    start, end = spot.span() if spot else found.span()
    words = " ".join(sentence.written(start, end).split()[:4])
    return (words.strip(" .,;:()\"'"),)


_CAPACITY = re.compile(
    r"\b(?:cloud|compute|computing|gpu|data cent(?:er|re)) (?:service|capacity|infrastructure|contract|agreement)\w*|"
    r"(?:reserved|residual|cloud|compute|unsold) (?:\w+ ){0,3}capacity|data center capacity|capacity agreement"
)
_WE_SELL = re.compile(r"\b(?:agreements?|contracts?) to (?:sell|supply|provide|deliver)\b")
# A company whose own revenue is cloud services signs cloud contracts with those who buy them.
_SOLD_CLOUD = re.compile(
    r"^(?!.*\b(?:commit(?:ted|ment)?|obligat\w+|spend|purchase|to pay|payments?)\b).*"
    r"\b(?:signed|announced|closed|won|landed|secured|booked|entered into)\b.{0,80}?\b(?:agreements?|contracts?|"
    r"deals?)\b",
    re.DOTALL,
)
_CAPACITY_ENDED = re.compile(r"\b(?:capacity|cloud|compute|hosting) (?:\w+ )?agreement")
_EACH = re.compile(
    r"\beach (?:\w+ )?(?:will|to|is to|has (?:agreed|committed) to) (?:contribute|fund|invest|provide)\b"
)
_WE_CONTRIBUTE = pattern(
    r"(?:we|company) (?:(?:has|have|is|are|also|each|both|had) )*(?:committed|agreed|obligated|"
    r"required) to (?:contribute|fund|invest|provide)"
)
_AS_LESSEE = pattern(
    r"lessees?|(?:we|company) (?:also )?leases? (?!.{0,60}? to\b)|ground leases?|right-of-use|our leases? of|"
    r"lease liabilit\w+"
)
_AS_LESSOR = re.compile(
    r"\bas (?:a |the )?(?:lessor|landlord)\b|\btenants\b.{0,90}\bpay (?:us|the company)\b|\bour tenants\b"
)
_PAYS_US = pattern(r"pay (?:to )?(?:us|we|the company)\b")
_THEY_BUY = ("obliges", "commits")
_BUYER = re.compile(r"\b(?:customer|client|tenant|licensee|reseller)\b")
_WE_PAID = pattern(r"(?:we|company) .{0,220}?(?:paid|will pay|pays|agreed to pay|is to pay)")
_THEY_INVEST = pattern(
    r"(?:invest\w*|purchase\w*|buy|stake) .{0,60}?in (?:the company|us\b|we\b)|our (?:class|common|preferred|"
    r"non-voting|ordinary)|"
    r"(?:stock|shares) (?:of|in) (?:the company|us\b|we\b)"
)


def directed(sentence: Sentence, frame: Frame, parties: tuple[Found, ...], cast: Cast) -> Frame:
    """The frame with the kind and the side that the sentence's subject gives it.

    "Alder is obligated to purchase our systems" sells; "we are obligated to purchase Alder's" buys.
    """
    lower = sentence.lower
    lets = cast.lets or _AS_LESSOR.search(lower) is not None
    if frame.party == "lessors" and lets and not _AS_LESSEE.search(lower):
        frame = replace(frame, party="tenants", payer=Payer.COUNTERPARTY, what="rent")
    if not parties:
        return frame
    if frame.name == "cloud.commitment" and cast.sells_cloud and _SOLD_CLOUD.search(lower):
        frame = replace(frame, payer=Payer.COUNTERPARTY, what="contract with the customer")
    if frame.name == "purchase.ended" and _CAPACITY_ENDED.search(lower):
        return replace(frame, type=DealType.CLOUD_COMPUTE)
    if frame.name == "venture.promised" and _EACH.search(lower):
        return replace(frame, payer=Payer.MUTUAL)
    if frame.name == "venture.promised" and not _WE_CONTRIBUTE.search(lower):
        return replace(frame, payer=Payer.COUNTERPARTY)
    if frame.name in {"sales.committed", "purchase.agreement"}:
        return _bought_or_sold(sentence, frame, parties, cast)
    payer = _side(sentence, frame, parties)
    return frame if payer is frame.payer else replace(frame, payer=payer)


def _bought_or_sold(sentence: Sentence, frame: Frame, parties: tuple[Found, ...], cast: Cast) -> Frame:
    """A supply agreement with the side of its buyer; capacity is a kind of its own."""
    lower = sentence.lower
    theirs = bool(
        in_slot(sentence, parties, _THEY_BUY)
        or _WE_SELL.search(lower)
        or _PAYS_US.search(lower)
        or _BUYER.search(parties[0].name.lower())
    )
    ours = not theirs and bool(cast.filer_at(lower[: parties[0].start])) and _WE_BUY.search(lower) is not None
    kind, payer = frame.type, frame.payer
    if theirs:
        kind, payer = DealType.SALES_CONTRACT, Payer.COUNTERPARTY
    elif ours:
        kind, payer = DealType.PURCHASE_COMMITMENT, Payer.FILER
    if _CAPACITY.search(lower):
        kind = DealType.CLOUD_COMPUTE
    what = "contract with the customer" if payer is Payer.COUNTERPARTY else "purchase agreement"
    return replace(frame, type=kind, payer=payer, what=what)


_WE_SUE = pattern(r"\b(?:we|company) (?:(?:also|has|have|is|are) )*(?:filed|sued|seeks?|demand\w*|claim\w*|brought)\b")


def _side(sentence: Sentence, frame: Frame, parties: tuple[Found, ...]) -> Payer:
    """Who pays, where the sentence's subject overrules the entry."""
    lower = sentence.lower
    if frame.name == "fee.break_up" and (_PAYS_US.search(lower) or in_slot(sentence, parties, ("pays",))):
        return Payer.COUNTERPARTY
    if frame.name in AT_LAW:
        sued = not in_slot(sentence, parties, ("sues",)) and in_slot(sentence, parties, ("sued",))
        return Payer.COUNTERPARTY if sued or _WE_SUE.search(lower) else frame.payer
    if frame.type is DealType.GUARANTEE and in_slot(sentence, parties, ("guarantees",)):
        return Payer.COUNTERPARTY
    if frame.type is DealType.LICENSE and _WE_PAID.search(lower):
        return Payer.FILER
    theirs = frame.type is DealType.EQUITY_INVESTMENT and frame.binding is not Binding.DONE
    return Payer.COUNTERPARTY if theirs and _THEY_INVEST.search(lower) else frame.payer


_WE_BUY = pattern(
    r"(?:we|company) (?:is|are|has|have|had|also|will|was|were|jointly|agreed|entered|placed|committed|"
    r"signed) .{0,200}?(?:purchase|buy|pay|orders?|take|spend|prepa)|"
    r"it is (?:required|obligated) to purchase|(?:ordered|purchase\w*) from"
)
