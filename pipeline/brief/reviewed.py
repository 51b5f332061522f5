"""What people decided about a page, as the page and the list of briefings say it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.inert import clean, cut
from pipeline.languages.language import ENGLISH, language_of
from pipeline.records import Withholding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.languages.language import Language
    from pipeline.records import Deal, Decision, FactFile

_LISTED = 5


class Counts(NamedTuple):
    """How many deals of a page people decided about, and how many not. ``stale`` counts decisions of all kinds."""

    accepted: int
    corrected: int
    added: int
    rejected: int
    waiting: int
    stale: int

    def words(self, lang: Language = ENGLISH) -> str:
        """Say the counts that are not zero; how many deals were not looked at also where all were."""
        said = [
            lang.told("review", key, count=number)
            for key, number in self._asdict().items()
            if number or key == "waiting"
        ]
        return lang.listed(said)


def counts(facts: FactFile) -> Counts:
    """Count the deals by what was decided. What a stale acceptance said is not looked at."""
    found = Counter(deal.review.decision for deal in facts.deals if deal.review and looked_at(deal))
    decisions = facts.review.decisions if facts.review is not None else ()
    return Counts(
        accepted=found["accepted"],
        corrected=found["corrected"],
        added=found["added"],
        rejected=sum(item.reason is Withholding.REJECTED for item in facts.withheld),
        waiting=sum(not looked_at(deal) for deal in facts.deals),
        stale=sum(one.state == "stale" for one in decisions),
    )


def looked_at(deal: Deal) -> bool:
    """Tell whether a person decided about a deal as it stands there."""
    return deal.review is not None and deal.review.counts


def signed_by(facts: FactFile, lang: Language) -> str:
    """Name who signed and the last day: ``Maria Holt and Jo Berg on 2026-11-23``; empty where nobody decided."""
    decisions = facts.review.decisions if facts.review is not None else ()
    if not decisions:
        return ""
    names = [clean(name) for name in dict.fromkeys(one.by for one in decisions if one.by)]
    days = [one.on for one in decisions if one.on]
    both = filter(None, (lang.listed(names[:-1]), *names[-1:]))
    who = lang.words["review"]["and"].join(both) or lang.words["review"]["nobody"]
    return lang.told("review", "signed", names=who, day=str(max(days))) if days else who


def review_line(facts: FactFile) -> str:
    """Say under the title who reviewed the page and what was decided; empty where nobody did."""
    lang = language_of(facts)
    who = signed_by(facts, lang)
    return lang.told("review", "line", who=who, counts=counts(facts).words(lang)) if who else ""


def review_key(facts: FactFile) -> str:
    """Say the same in the front matter, which is English in every language."""
    who = signed_by(facts, ENGLISH)
    return f"{who}: {counts(facts).words()}" if who else "none"


def review_column(facts: FactFile) -> str:
    """Say in the list of briefings how many deals were looked at."""
    lang = language_of(facts)
    if not signed_by(facts, lang):
        return lang.words["review"]["none"]
    counted, whole = counts(facts), len(facts.deals)
    all_or_some = "some" if counted.waiting else "all"
    done = lang.told("review", all_or_some, done=whole - counted.waiting, count=whole)
    return lang.listed([done, *([lang.told("review", "stale", count=counted.stale)] if counted.stale else [])])


def marked(deal: Deal, words: str, lang: Language = ENGLISH) -> str:
    """Mark the parties of a row that a person changed, added, or decided about when it was another."""
    review = deal.review
    if review is None:
        return words
    said = lang.words["review"]
    marks = [said[f"is_{review.decision}"]] if review.decision != "accepted" else []
    marks += [said["reading"]] if "payer" in review.unproved else []
    marks += [said["outdated"]] if review.stale else []
    return f"{words}{lang.told('page', 'bracket', words=lang.listed(marks))}" if marks else words


def read_as(deal: Deal, words: str, lang: Language = ENGLISH) -> str:
    """Mark how binding a deal is where only a person's word says so."""
    if deal.review is None or "binding" not in deal.review.unproved:
        return words
    return f"{words}{lang.told('page', 'bracket', words=lang.words['review']['reading'])}"


def review_gaps(facts: FactFile, lang: Language) -> Iterator[str]:
    """Say what of a review does not hold: a file that cannot be read, what is not proved, outdated or not signed."""
    if facts.review is None:
        return
    if facts.review.fault:
        yield lang.told("review", "fault", fault=cut(facts.review.fault, 200).rstrip("."))
    refused = [one for one in facts.review.decisions if one.state == "refused"]
    for one in refused[:_LISTED]:
        yield lang.told("review", "refused", what=_told(one, lang), why=cut(one.why or "", 160).rstrip("."))
    if len(refused) > _LISTED:
        yield lang.counted("review", "more_refused", len(refused) - _LISTED)
    if stale := sum(one.state == "stale" for one in facts.review.decisions):
        yield lang.counted("review", "changed", stale)
    if unsigned := sum(one.by is None for one in facts.review.decisions):
        yield lang.counted("review", "unsigned", unsigned)


def _told(decision: Decision, lang: Language) -> str:
    what = lang.words["review"][f"about_{decision.about}"]
    if decision.by:
        what = lang.told("review", "by", what=what, name=clean(decision.by))
    claimed = decision.claim.party if decision.claim is not None and decision.claim.party else ""
    about = cut(decision.key or claimed, 60)
    return f"{what}{lang.told('page', 'bracket', words=about)}" if about else what
