"""Sentences in which a company says that it gives no guidance, which a reader must not take for silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.rules.text import pattern
from pipeline.records import ProposedQuote, ResultCandidate

if TYPE_CHECKING:
    from pipeline.extract.rules.text import Sentence

NO_GUIDANCE = "no guidance given"
"""The name such a sentence has in the fact file's results and on the page."""

_REFUSED = pattern(
    # "We are not providing guidance for fiscal 2027", "the Company does not give quarterly guidance"
    r"(?:we|the company|management) (?:are|is|will|do|does|have|has|did)(?: not|n['’]t) "
    r"(?:be |been |currently |yet |intend to |plan to |expect to )*"
    r"(?:provid|giv|issu|offer|updat|reinstat)\w*(?: \w+){0,4} (?:guidance|outlook)\b"
    # "We are withdrawing our full-year guidance", "the Company has suspended its outlook"
    r"|(?:we|the company) (?:are |is |have |has )?(?:withdr\w+|suspend\w*)(?: \w+){0,4} (?:guidance|outlook)\b"
)


def refused(sentence: Sentence) -> ResultCandidate | None:
    """Give the sentence as a result without a figure where it says that no guidance is given."""
    found = _REFUSED.search(sentence.lower)
    if found is None or sentence.lower.rstrip().endswith("?"):
        return None
    low, high = sentence.window(found.start(), found.end())
    quote = ProposedQuote(text=sentence.written(low, high), start=sentence.start + low)
    return ResultCandidate(metric=NO_GUIDANCE, guidance=True, quotes=(quote,))
