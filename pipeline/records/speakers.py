"""Who speaks in an earnings call, and for whom."""

from __future__ import annotations

from enum import StrEnum

from pipeline.records.base import Record


class SpeakerKind(StrEnum):
    """For whom somebody speaks. ``unknown``: neither the transcript nor the words tell; it may be anyone."""

    OPERATOR = "operator"
    COMPANY = "company"
    ANALYST = "analyst"
    UNKNOWN = "unknown"


class KnownBy(StrEnum):
    """What told the kind of a speaker, the surest first.

    ``list``: a list of participants. ``title``: the title or firm printed with the name. ``called``: the operator or
    the host calls on them for a question. ``remarks``: they speak before the questions begin. ``words``: what they say.
    """

    LIST = "list"
    TITLE = "title"
    CALLED = "called"
    REMARKS = "remarks"
    WORDS = "words"


class Speaker(Record):
    """One who speaks. ``shown`` is how blocks and evidence name them: ``Ann Lee, Chief Executive Officer``.

    ``role`` is the title as printed. ``firm`` is printed too, or only said when they are called on. ``known_by`` is
    None where ``kind`` is ``unknown``. Where a transcript numbers its speakers, one number may stand for several
    people: ``Block.voice`` then says more than ``kind``.
    """

    shown: str
    name: str
    role: str | None = None
    firm: str | None = None
    kind: SpeakerKind = SpeakerKind.UNKNOWN
    known_by: KnownBy | None = None
