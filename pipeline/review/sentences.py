"""The sentences of a summary as people decided about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.records import Decision, Sentence

Faults: TypeAlias = "Callable[[Sentence, str], tuple[str, ...]]"
"""Lists what of the words that are to stand in place of a sentence is not proved by what it tells of."""


class Resaid(NamedTuple):
    """The sentences in their order, None in place of one that was rejected; and what became of each decision."""

    sentences: tuple[Sentence | None, ...]
    decisions: tuple[Decision, ...]


def resaid(sentences: Sequence[Sentence], decisions: Sequence[Decision], faults: Faults) -> Resaid:
    """Word sentences as people did, where what they wrote is proved; leave out what they rejected.

    A sentence is known by its words, and once these have changed by the deals it tells of. Then an acceptance or a
    rejection is stale and counts for nothing; a correction holds as far as it is proved.
    """
    standing: list[Sentence | None] = list(sentences)
    judged: list[Decision] = []
    for decision in decisions:
        if decision.about != "sentence":
            judged.append(decision)
            continue
        place, is_same = _place(decision, sentences)
        if place is None:
            judged.append(decision.model_copy(update={"state": "gone", "why": "no sentence of the page says so"}))
            continue
        known = sentences[place]
        state, why = ("holds", None) if is_same else ("stale", "changed since: words")
        # The deals are noted so that it is found when the words have changed.
        deals = decision.deals or known.deals
        kept = decision.model_copy(update={"state": state, "why": why, "deals": deals})
        if decision.verdict == "correct" and decision.says is not None:
            wrong = faults(known, decision.says)
            if wrong:
                kept = kept.model_copy(update={"state": "refused", "why": "; ".join(wrong)})
            else:
                standing[place] = known.model_copy(update={"text": decision.says, "by": "reviewer"})
        elif decision.verdict == "reject" and is_same:
            standing[place] = None
        judged.append(kept)
    return Resaid(tuple(standing), tuple(judged))


def _place(decision: Decision, sentences: Sequence[Sentence]) -> tuple[int | None, bool]:
    wanted = {words.rstrip(".") for words in (decision.key, decision.says) if words}
    for place, sentence in enumerate(sentences):
        if " ".join(sentence.text.split()).rstrip(".") in wanted:
            return place, True
    for place, sentence in enumerate(sentences):
        if decision.deals and sentence.deals == decision.deals:
            return place, False
    return None, False
