"""Who does what: a sentence may not turn the payer, and names both sides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.prose.mentions import mentions
from pipeline.brief.prose.words import GAP, VERBS
from pipeline.lexis import dates, quantities
from pipeline.records import DealType, Payer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.brief.prose.mentions import Mention
    from pipeline.brief.prose.subjects import Subject
    from pipeline.brief.prose.words import Verb
    from pipeline.records import Deal

_AUX = r"(?:to|may|might|must|will|can)"
_BE = r"(?:is|are|was|were|be|been|being|get|gets|got)"
_BASES = "|".join(verb.base.replace(" ", r"\s+") for verb in VERBS if not verb.noun)
_NOUNS = "|".join(verb.base for verb in VERBS if verb.noun)
_PRESENTS = "|".join(verb.present.replace(" ", r"\s+") for verb in VERBS if not verb.noun)
_PASTS = "|".join(past.replace(" ", r"\s+") for verb in VERBS for past in verb.past)
_FORM = re.compile(rf"\b(?:(?P<past>{_PASTS})|(?P<present>{_PRESENTS})|(?P<base>{_BASES}))\b")
_NOUN_FORM = re.compile(rf"\b{_AUX}\s+(?P<base>{_NOUNS})\b")
_PASSIVE = re.compile(rf"\b{_BE}\s+(?:\w+ly\s+)?(?:{_PASTS})\b|\b(?:{_PASTS})\s+by\b")
_ING = re.compile(
    r"\b(?:pay|buy|invest|lend|ow|repay|spend|acquir|purchas|order|rent|fund|financ|guarantee|sell|receiv|borrow|gett"
    r"|collect|deliver|provid|supply|rais|ship)ing\b"
)
_DEPENDS = re.compile(r"\bdepends? on\b")
_WORD = re.compile(r"[A-Za-z]+")


_BOUND = {"give": frozenset({"give", "pay"}), "hold": frozenset({"hold"})}


class Acted(NamedTuple):
    """A verb of paying at a place, in its ``base``, ``present`` or ``past`` form."""

    start: int
    verb: Verb
    form: str


def acting_faults(subject: Subject, text: str, found: tuple[Mention, ...]) -> Iterator[str]:
    """Say where the payer is turned. Deals only; of a result nobody pays."""
    deal = subject.deal
    if deal is None:
        return
    if deal.type is DealType.CONCENTRATION:
        # "Customer A makes up 22% of Alder's revenue": turned round it is another claim.
        filer_first = bool(_DEPENDS.search(text))
        if not found or found[0].filer != filer_first or any(one.filer == filer_first for one in found[1:]):
            yield f"say it in this order: “{subject.template}”"
    else:
        yield from _direction(subject, deal, text, found)


def verbs_in(text: str) -> list[Acted]:
    """Find the verbs by which one side pays the other, in text order."""
    forms = []
    for pattern in (_FORM, _NOUN_FORM):
        for match in pattern.finditer(text.lower()):
            form = next(name for name, words in match.groupdict().items() if words)
            words = " ".join(match[form].split())
            verb = next(v for v in VERBS if words in {v.base, v.present, *v.past})
            forms.append(Acted(match.start(form), verb, form))
    return sorted(forms)


def _direction(subject: Subject, deal: Deal, text: str, found: tuple[Mention, ...]) -> Iterator[str]:
    verbs = [one for one in verbs_in(text) if not any(named.start <= one.start < named.end for named in found)]
    lower = text.lower()
    if _PASSIVE.search(lower) or _ING.search(lower):
        yield "who pays must be the subject of a verb in the active voice, without “-ing” forms"
    first = verbs[0] if verbs else None
    known = deal.payer in {Payer.FILER, Payer.COUNTERPARTY}
    if first is None:
        if known and verbs_in(subject.template):
            yield f"it does not say who pays whom with a known verb; say it like “{subject.template}”"
        return
    if not known:
        yield "nobody is known to pay: leave verbs of paying and selling out"
        return
    usual = verbs_in(subject.template)
    if usual and first.verb.base not in _bound(deal, usual[0].verb.base, first.verb.base):
        yield f"say it with “{usual[0].verb.base}”, as in “{subject.template}”"
    before = [mention for mention in found if mention.end <= first.start]
    if len(before) != 1:
        yield "before the verb stands the one side that acts, and the other behind it"
        return
    gap = _gap(text[before[0].end : first.start])
    if any(word not in GAP for word in gap):
        yield f"between who acts and the verb stands “{' '.join(gap)}”: say it shorter"
    payer_acts = before[0].filer == (deal.payer is Payer.FILER)
    beside = {"issue"} if "issued" in subject.template else set()
    if any(one.verb.gives != payer_acts and one.verb.base not in beside for one in verbs):
        who = "the company pays" if deal.payer is Payer.FILER else "the other side pays"
        yield f"it turns or mixes the direction of money: here {who}"


def _bound(deal: Deal, usual: str, said: str) -> frozenset[str]:
    """Give the verbs that tell the same deal as its template's: who gets shares, a loan or the price is not bought."""
    if (usual == "lend" and deal.payer is Payer.FILER) or (usual == "pay" and deal.type is DealType.ACQUISITION):
        return frozenset({usual})
    return _BOUND.get(usual, frozenset({said}))


def _gap(text: str) -> list[str]:
    spans = [(one.qualifier_start, one.end) for one in quantities(text)] + [(day.start, day.end) for day in dates(text)]
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return [word.lower() for word in _WORD.findall(text)]


def names_both(subject: Subject, found: tuple[Mention, ...]) -> Iterator[str]:
    """Ask for both sides where the template names them, so that nobody else can be meant."""
    if not any(mention.filer for mention in found):
        yield f"name the company: {subject.filer}"
    if subject.deal is None:
        return
    if any(not mention.filer for mention in mentions(subject, subject.template)) and not any(
        not mention.filer for mention in found
    ):
        yield "name the other side as it is called in the list"
