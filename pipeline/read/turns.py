"""Where speakers change: the marks a transcript sets between one speech and the next, in all their shapes."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.callwords import FIRM, NUMBERED_SPEAKER, OPERATOR, PREPARED, QUESTIONS, ROLE, TIME
from pipeline.read.labels import Label, read_label
from pipeline.read.roster import Person, is_name
from pipeline.read.voices import find_calls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.lines import Line
    from pipeline.read.roster import Roster
    from pipeline.records import SpeakerKind

UNNAMED = "Speaker not named"
"""Who speaks where a transcript opens a speech and leaves the name empty."""

_NOBODY = Person(UNNAMED, "")
_RULED = re.compile(r"(?P<label>\S.*?)\s*\[\d{1,3}\]")
_COLON = re.compile(r"(?:\[?\d{1,2}:\d\d(?::\d\d)?\]?\s*[-–]?\s*)?(?P<label>[^:\n]{0,140}?)\s*[*_>\]]*:[*_]*(?:\s|$)")
_TIMED = re.compile(r"(?P<label>[^\d:]{3,60}?)\s*[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?:?")
_DASHED = re.compile(r"(?P<name>[^-–—]{3,45}?)\s*(?:--+|—|\s[-–])\s*(?P<role>.{2,110})")
_LABEL_MAX = 120
_SHORT = 90
_LEAST = 3
_LONG_TEXT = 60
_HEADING = re.compile(f"(?:{PREPARED.pattern}|{QUESTIONS.pattern})", re.IGNORECASE)


class Turn(NamedTuple):
    """One speech: the mark that opens it is ``[start, said)``, what is said ``[said, end)``."""

    start: int
    said: int
    end: int
    person: Person

    @property
    def speaker(self) -> str:
        """The speaker as speeches are attributed: ``Name, Role``."""
        return self.person.shown


class _Mark(NamedTuple):
    start: int
    end: int
    person: Person


def find_turns(text: str, lines: Sequence[Line], roster: Roster, end: int) -> list[Turn]:
    """Every speech up to ``end``, in order; empty when the transcript does not say who speaks.

    ``lines`` are without furniture; lines inside the roster's lists open no speech.
    """
    open_lines = [
        line
        for line in lines
        if line.start < end and not any(a <= line.start and line.end <= b for a, b in roster.spans)
    ]
    marks = _timed(open_lines, roster)
    if len(marks) < _LEAST:
        called = frozenset(call.name for call in find_calls(text, 0, end))
        marks = [*_ruled(open_lines, roster), *_colon(open_lines, roster), *_alone(open_lines, roster, called)]
        marks += _inline(text, roster, end)
    ordered: list[_Mark] = []
    for mark in sorted(set(marks), key=lambda mark: (mark.start, -mark.end, mark.person.shown)):
        if not ordered or mark.start >= ordered[-1].end:
            ordered.append(mark)
    if len(ordered) < _LEAST or len({mark.person.shown for mark in ordered}) < 2:  # noqa: PLR2004  (a conversation)
        return []
    closed = [*ordered, _Mark(end, end, _NOBODY)]
    return [Turn(mark.start, mark.end, following.start, mark.person) for mark, following in pairwise(closed)]


def _timed(lines: Sequence[Line], roster: Roster) -> list[_Mark]:
    """Speaker, perhaps a title, and a time, each on a line of its own; a time over a name; both on one line."""
    marks = []
    for index, line in enumerate(lines):
        if len(line.text) > _SHORT:
            continue
        if TIME.fullmatch(line.text):
            before = lines[index - 1] if index else None
            above = lines[index - 2] if index > 1 else None
            if before is not None and _speaks(before.text, roster):
                first = above if above is not None and _is_name_over_role(above, before, roster) else before
                marks.append(_Mark(first.start, line.end, _speaker(before.text, "", roster)))
            elif (
                before is not None
                and above is not None
                and _speaks(above.text, roster)
                and len(before.text) <= _SHORT
                and not before.text.endswith((".", "?"))
            ):
                marks.append(_Mark(above.start, line.end, _speaker(above.text, before.text, roster)))
            elif index + 1 < len(lines) and _speaks(lines[index + 1].text, roster):
                marks.append(_Mark(line.start, lines[index + 1].end, _speaker(lines[index + 1].text, "", roster)))
        else:
            timed = _TIMED.fullmatch(line.text)
            if timed and _speaks(timed["label"], roster):
                marks.append(_Mark(line.start, line.end, _speaker(timed["label"], "", roster)))
    return marks


def _is_name_over_role(above: Line, line: Line, roster: Roster) -> bool:
    """True where a list knows the name on one line and the title below it as one person."""
    person = roster.find(above.text)
    return person is not None and person == roster.find(line.text) and above.text != line.text


def _ruled(lines: Sequence[Line], roster: Roster) -> list[_Mark]:
    """``Ann Lee,  Example Inc. - CEO    [12]``."""
    marks = []
    for line in lines:
        ruled = _RULED.fullmatch(line.text) if line.text.endswith("]") and len(line.text) <= 2 * _SHORT else None
        if ruled:
            name, _, role = (part.strip() for part in ruled["label"].partition(","))
            if _speaks(name, roster) or is_name(name, single=True):
                marks.append(_Mark(line.start, line.end, _speaker(name, role, roster)))
    return marks


def _colon(lines: Sequence[Line], roster: Roster) -> list[_Mark]:
    """``Ann Lee, Analyst, Example Bank: Thank you.``; a name that stands only once counts when much follows it."""
    found: list[tuple[Line, re.Match[str], Label]] = []
    for line in lines:
        match = _COLON.match(line.text)
        if match:
            found.append((line, match, read_label(match["label"])))
    times = Counter(label for _, _, (label, _, _) in found)
    marks = []
    for line, match, (label, kind, set_off) in found:
        if times.get(label.rstrip("0123456789")) and label[-1:].isdigit() and not NUMBERED_SPEAKER.fullmatch(label):
            # "Ann Lee, CFO2" beside "Ann Lee, CFO": "Speaker 1" was replaced by a name inside "Speaker 12" as well.
            marks.append(_Mark(line.start, line.start + match.end(), _NOBODY))
            continue
        name, _, role = (part.strip() for part in label.partition(","))
        certain = _speaks(label, roster) or (
            bool(role) and ROLE.search(role) is not None and (_speaks(name, roster) or is_name(name, single=True))
        )
        likely = is_name(label) and (set_off or times[label] > 1 or len(line.text) - match.end() >= _LONG_TEXT)
        if certain or likely:
            person = roster.find(label)
            said = line.start + match.end()
            said += _spoken_role(line.text[match.end() :], person)
            marks.append(_Mark(line.start, said, _of_kind(person or _speaker(name, role, roster), kind)))
    if len(marks) < _LEAST:
        return marks
    # ``: us`` is a speech whose speaker the transcript lost; it counts only among other speeches.
    marks.extend(_Mark(line.start, line.start + match.end(), _NOBODY) for line, match, label in found if not label.text)
    return marks


def _alone(lines: Sequence[Line], roster: Roster, called: frozenset[str]) -> list[_Mark]:
    """A speaker's line: a name (perhaps with a title on the same or the next line), or a title that one person has."""
    labels = [read_label(line.text) if len(line.text) <= _LABEL_MAX else Label("") for line in lines]
    times = Counter(label.text for label in labels)
    marks = []
    for index, (line, label) in enumerate(zip(lines, labels, strict=True)):
        text = label.text
        if not text or text.endswith((".", "?", "!", ":", ";")) or _HEADING.fullmatch(text):
            continue
        following = lines[index + 1] if index + 1 < len(lines) else None
        named = _named(text, roster, following, often=times[text] > 1)
        if named is None and following is not None:
            sure = label.set_off or text in called
            named = _unlisted(text, following, roster, sure=sure, often=times[text] > 1, upper=line.text.isupper())
        if named is not None:
            person, under = named
            end = following.end if under and following is not None else line.end
            marks.append(_Mark(line.start, end, _of_kind(person, label.kind)))
    return marks


def _named(text: str, roster: Roster, following: Line | None, *, often: bool) -> tuple[Person, bool] | None:
    """Whom a line stands for that is known by a list or by its form, and whether the next line is their title."""
    if _known(text, roster):
        title = following is not None and _is_title(following.text, roster.find(text))
        return _speaker(text, following.text if following is not None and title else "", roster), title
    headed = roster.headed(text)
    if headed:
        return headed, False
    dashed = _DASHED.fullmatch(text)
    if dashed and (roster.find(dashed["name"]) or (is_name(dashed["name"]) and (ROLE.search(dashed["role"]) or often))):
        return _speaker(dashed["name"].strip(), dashed["role"].strip(), roster), False
    return None


def _unlisted(
    text: str, following: Line, roster: Roster, *, sure: bool, often: bool, upper: bool
) -> tuple[Person, bool] | None:
    """Whom a line stands for that only looks like a name. ``sure``: it is set off, or the operator calls that name."""
    name, _, role = (part.strip() for part in text.partition(","))
    if not is_name(name):
        return None
    if role:
        says = len(following.text) >= _LONG_TEXT or following.text.endswith((".", "?"))
        return (_speaker(name, role, roster), False) if _is_title(role, None) and (sure or says) else None
    under = _is_title(following.text, None) and not _known(following.text, roster)
    if sure or (not roster.people and ((under and not upper) or (often and len(following.text) >= _LONG_TEXT))):
        return _speaker(name, following.text if under else "", roster), under
    return None


def _of_kind(person: Person, kind: SpeakerKind | None) -> Person:
    return person if kind is None or person.kind is not None else person._replace(kind=kind)


def is_mark(line: str) -> bool:
    """True for a line that can be a speaker's whole mark."""
    return OPERATOR.fullmatch(line) is not None or NUMBERED_SPEAKER.fullmatch(line) is not None or is_name(line)


def _is_title(text: str, person: Person | None) -> bool:
    """True for the line under a speaker's name that says what they are: "Chief Financial Officer, Example Inc."."""
    if person is not None and text == person.role:
        return True
    words = text.split()
    capitals = sum(word[:1].isupper() or word in ("of", "and", "&", "the", "for") for word in words)
    ends = text.endswith(("?", ",", "!")) or (text.endswith(".") and not FIRM.fullmatch(words[-1]))
    return len(text) <= _SHORT and ROLE.search(text) is not None and not ends and capitals == len(words)


def _inline(text: str, roster: Roster, end: int) -> list[_Mark]:
    """Marks set in running text, as in ``Please go ahead. Ann Lee Chief Financial Officer Thank you.``."""
    titled = [person for person in roster.people if person.role]
    if not titled:
        return []
    shapes = "|".join(
        rf"(?P<p{index}>{_spaced(person.name)}\s+{_spaced(person.role)})" for index, person in enumerate(titled)
    )
    start = max((stop for _, stop in roster.spans if stop < end), default=0)
    if roster.spans and roster.spans[0][0] > end // 2:
        start = 0
    pattern = re.compile(rf"(?:(?<=[.?!\])\"”]\s)|(?<=\n))(?:{shapes})(?=\s+[A-Z\[\"“])")
    marks = []
    for match in pattern.finditer(text, start, end):
        index = int(str(match.lastgroup)[1:])
        marks.append(_Mark(match.start(), match.end(), titled[index]))
    if marks:
        operator = re.compile(r"(?:(?<=[.?!\]]\s)|(?<=Presentation\s)|(?<=\n))Operator(?=\s+[A-Z\[])")
        marks.extend(
            _Mark(match.start(), match.end(), Person("Operator", ""))
            for match in operator.finditer(text, max(0, start - 12), end)
        )
    return marks


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def _spoken_role(text: str, person: Person | None) -> int:
    """How many characters at the beginning of a speech are its speaker's title, printed again."""
    if person is None or not person.role:
        return 0
    match = re.match(_spaced(person.role) + r"\s+(?=[A-Z\[\"“])", text)
    return match.end() if match else 0


def _speaks(label: str, roster: Roster) -> bool:
    """True when a mark of another kind (a time, a colon, a rule) makes a label that is written like a name certain."""
    label = label.strip()
    return bool(label) and (_known(label, roster) or (not roster.people and is_name(label)))


def _known(label: str, roster: Roster) -> bool:
    return (
        OPERATOR.fullmatch(label) is not None
        or NUMBERED_SPEAKER.fullmatch(label) is not None
        or roster.find(label) is not None
        or _named_operator(label)
        or (is_name(label) and roster.has_surname(label))
    )


def _named_operator(label: str) -> bool:
    name, _, role = label.partition(",")
    return bool(OPERATOR.fullmatch(role.strip())) and is_name(name, single=True)


def _speaker(name: str, role: str, roster: Roster) -> Person:
    person = roster.find(name)
    if person and (person.role or not role):
        return person
    name, role = name.strip(" ,"), " ".join(role.split()).strip(" ,")
    if OPERATOR.fullmatch(name):
        return Person("Operator", "")
    return Person(name, role, person.kind if person else None) if name else _NOBODY
