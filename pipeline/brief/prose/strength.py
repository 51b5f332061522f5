"""How bindingly a sentence speaks: never more than the deal's own words do, and never of conditions it has not."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.prose.acting import verbs_in
from pipeline.brief.saying import told_binding
from pipeline.lexis import dates
from pipeline.records import Binding, DealType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.brief.prose.subjects import Subject

_NO_DEAL = r"no (?:binding|signed|final) (?:deal|contract|agreement)"
_OPEN = rf"nothing is (?:binding|signed)|not (?:yet )?binding|{_NO_DEAL}"
_UNSAID = r"how binding is not said|does not say how binding"
_PAPERS = re.compile(
    r"\bsigned (?:only )?an? (?:non-?binding )?(?:letter of intent|memorandum of understanding|outline)\b"
    rf"|\b(?:{_OPEN}|{_UNSAID})\b"
)
_COMMITS = re.compile(
    r"\b(?:must|will|agreed|agrees|agreement|promised|promises|committed|commits|signed|signs|owes?|owed|contract|bound"
    r"|binding|has to|have to|obligations?|firm)\b"
)
_HEDGES = re.compile(r"\b(?:may|might|plans? to|intends? to|hopes? to|wants? to|talks|announced it would)\b")
_CONDITION = re.compile(r"\b(?:if|once|subject to|only after|unless|depends? on)\b")
_DONE = re.compile(r"\b(?:completed?|closed|already|finished|done)\b")
_AHEAD = re.compile(r"\b(?:must|will|may|might|plans?|intends?|hopes?|wants?|agreed to|promised|expects?)\b")
_IN_FORCE = re.compile(r"\b(?:still|must|agreed to)\b|\bwill (?!no longer)")
_NEGATION = re.compile(r"\b(?:not|no|never|nor|nobody|nothing|without|neither|cannot|none)\b|n['\u2019]t\b")
_HONEST = re.compile(rf"\b(?:{_OPEN}|{_UNSAID}|no longer|signed but not begun|not yet (?:begun|delivered|met))\b")


class _Rule(NamedTuple):
    """What a binding asks of a sentence. ``needs`` must be said, ``hedge`` where a verb of paying is said."""

    why: str
    needs: re.Pattern[str] | None = None
    bars: tuple[re.Pattern[str], ...] = ()
    hedge: bool = False
    commits: bool = True
    past: bool = False
    present: bool = True


_RULES: Mapping[Binding, _Rule] = MappingProxyType(
    {
        Binding.INTENT: _Rule(
            "only intended: say “may …, but nothing is binding”, never agreed, signed, owed or done",
            re.compile(rf"\b(?:{_OPEN})\b"),
            (_DONE,),
            hedge=True,
            commits=False,
            present=False,
        ),
        Binding.UNCLEAR: _Rule(
            "the document does not say how binding it is: say “may …; how binding is not said”",
            re.compile(rf"\b(?:{_UNSAID})\b"),
            (_DONE,),
            hedge=True,
            commits=False,
            present=False,
        ),
        Binding.CONDITIONAL: _Rule(
            "conditions are open: say “agreed to …, if conditions are met”, never as done", _CONDITION, present=False
        ),
        Binding.FIRM: _Rule(
            "in force and not done: say “agreed to” or “must”, without an “if”", bars=(_DONE, _CONDITION)
        ),
        Binding.DONE: _Rule("it is done: say it in the past", bars=(_AHEAD, _CONDITION), past=True),
        Binding.ENDED: _Rule(
            "it ended: say “no longer” or “the deal ended”",
            re.compile(r"\b(?:ended|no longer|cancelled|dropped)\b"),
            (_IN_FORCE,),
            past=True,
        ),
    }
)


def strength_faults(subject: Subject, text: str) -> Iterator[str]:
    """Say where a sentence exceeds its deal's binding, denies something or adds conditions. Names are masked."""
    deal, lower = subject.deal, _undated(text).lower()
    if _NEGATION.search(_HONEST.sub(" ", lower)):
        yield "it denies something"
    if deal is None:
        return
    if "no longer" in lower and deal.binding is not Binding.ENDED:
        yield "it says the deal ended"
    if deal.type is DealType.CONCENTRATION:
        if _AHEAD.search(lower):
            yield "a share of business is told as it stands"
        return
    rule = _RULES[told_binding(deal)]
    if "if it chooses" in subject.template and _COMMITS.search(lower):
        yield "it has the choice: say “may …, if it chooses”"
    if _broken(rule, subject.template, lower):
        yield rule.why


def _undated(text: str) -> str:
    # The month of May is no verb.
    for day in reversed(dates(text)):
        text = f"{text[: day.start]}{text[day.end :]}"
    return text


def _broken(rule: _Rule, template: str, text: str) -> bool:
    verbs, usual = verbs_in(text), {one.form for one in verbs_in(template)}
    forms = {one.form for one in verbs} - usual
    first = _CONDITION.split(text)[0]
    return (
        (rule.needs is not None and not rule.needs.search(text))
        or any(bar.search(text) for bar in rule.bars)
        or (rule.hedge and bool(verbs) and not _HEDGES.search(text))
        or (not rule.commits and _COMMITS.search(_PAPERS.sub(" ", text)) is not None)
        or (not rule.past and "past" in forms)
        or (not rule.present and "present" in forms)
        or (rule.needs is _CONDITION and _DONE.search(first) is not None)
    )
