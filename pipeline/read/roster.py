"""Who takes part in a call: the lists of participants at a transcript's head or foot, in all their shapes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.callwords import FIRM, NOT_A_NAME, OPERATOR, PARTICIPANTS, PARTICLES, PREPARED, QUESTIONS, ROLE
from pipeline.records import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.read.lines import Line

_SPLIT = re.compile(r"\s*(?:--+|—)\s*|\s+[-–]\s+")
_TAGGED = re.compile(r"(?P<name>.+?)\s+(?P<role>executive|analyst|attendee|speaker|shareholder)s?", re.IGNORECASE)
_TOKEN = re.compile(r"(?:[A-Z][\w’'.-]*|[A-Z]\.)")
_NAME_MAX = 45
_LINE_MAX = 160
_ROLE_MAX = 110
_WORDS_IN_NAME = 5
_INLINE_HEAD = re.compile(r"\b(?:Company|Corporate|Conference Call|Call) Participants\b")
_INLINE_END = re.compile(r"\b(?:Presentation|Prepared Remarks|Operator)\b")
_COMPANYS = re.compile(r"\b(?:company|corporate|management|executives)\b", re.IGNORECASE)
_ASKING = re.compile(r"\b(?:conference\s+call|analysts|sell[- ]side|investor|other)\b", re.IGNORECASE)
_KINDS = {"executive": SpeakerKind.COMPANY, "analyst": SpeakerKind.ANALYST}
_CONTINUED = re.compile(
    r"[A-Z]\w*[.,]?(?:\s.*)?\b(?:division|securities|inc|llc|ltd|corp|incorporated)\.?", re.IGNORECASE
)
"""What runs on under a name that filled its line: "Ann Lee - Example & Co." over "Incorporated, Research Division"."""
_MISFITS = 2
_FIRM_LEAST = 9


class Person(NamedTuple):
    """One participant. ``role`` is what the list says of them: a title, a firm or both; "" when nothing.

    ``kind`` is for whom they speak where the list's heading says so: "Company Participants".
    """

    name: str
    role: str
    kind: SpeakerKind | None = None

    @property
    def shown(self) -> str:
        """``Name, Role``, as speeches are attributed."""
        return f"{self.name}, {self.role}" if self.role else self.name


class Roster:
    """The participants, and the spans of text that list them."""

    def __init__(self, people: Iterable[Person], spans: Iterable[tuple[int, int]]) -> None:
        self.people = tuple(people)
        self.spans = tuple(spans)
        self._by_name: dict[str, Person] = {}
        self._by_role: dict[str, list[Person]] = {}
        self._headings: dict[str, Person] = {}
        for person in self.people:
            self._by_name.setdefault(_fold(person.name), person)
            if person.role:
                self._by_role.setdefault(_fold(person.role), []).append(person)
                self._headings.setdefault(_fold(f"{person.name} {person.role}"), person)
        self._by_surname: dict[str, list[Person]] = {}
        for person in self.people:
            self._by_surname.setdefault(surname(person.name), []).append(person)

    def find(self, label: str) -> Person | None:
        """The person a label stands for: a name, or a role or firm that only one person has."""
        folded = _fold(label)
        if folded in self._by_name:
            return self._by_name[folded]
        people = self._by_role.get(folded, [])
        if not people and len(folded) >= _FIRM_LEAST:
            people = [person for role, found in self._by_role.items() if role.startswith(folded) for person in found]
        return people[0] if len(people) == 1 else None

    def headed(self, line: str) -> Person | None:
        """The person whose name and role a line holds, one after the other."""
        return self._headings.get(_fold(line))

    def has_surname(self, name: str) -> bool:
        """True when the list has the person under another first name ("Bob Ray" for "Robert Ray")."""
        return surname(name) in self._by_surname

    def namesake(self, name: str) -> Person | None:
        """The one person of the list with the same surname."""
        people = self._by_surname.get(surname(name), [])
        return people[0] if len(people) == 1 else None


def surname(name: str) -> str:
    """The last word of a name."""
    return name.rsplit(maxsplit=1)[-1]


def is_name(text: str, *, single: bool = False) -> bool:
    """True for what is written like a person's name: two to five capitalised words, no title, firm or digit."""
    words = text.split()
    if not (1 if single else 2) <= len(words) <= _WORDS_IN_NAME or len(text) > _NAME_MAX:
        return False
    if text.casefold().rstrip(":") in NOT_A_NAME or ROLE.search(text) or FIRM.search(text) or text.isupper():
        return False
    return (
        all(word.casefold() in PARTICLES or _TOKEN.fullmatch(word.strip(',()"“”')) for word in words)
        and text[0].isupper()
    )


def find_roster(lines: Sequence[Line]) -> Roster:
    """Read every list of participants."""
    people: dict[str, Person] = {}
    spans: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        text = lines[index].text
        if len(text) > _LINE_MAX:
            inline, span = _inline(lines[index])
            if inline:
                people.update({person.name: person for person in inline if person.name not in people})
                spans.append(span)
        elif PARTICIPANTS.fullmatch(_bare(text)):
            found, last = _listed(lines, index + 1, kind_of(text))
            if found:
                for person in found:
                    if person.name not in people or not people[person.name].role:
                        people[person.name] = person
                spans.append((lines[index].start, lines[last].end))
                index = last
        index += 1
    return Roster(people.values(), spans)


def kind_of(heading: str) -> SpeakerKind | None:
    """For whom those under a heading speak: "Conference Call Participants" are those who ask."""
    if _ASKING.search(heading):
        return SpeakerKind.ANALYST
    return SpeakerKind.COMPANY if _COMPANYS.search(heading) else None


def _listed(lines: Sequence[Line], index: int, kind: SpeakerKind | None) -> tuple[list[Person], int]:
    """The persons on the lines from ``index`` on, and the index of the last line that belongs to the list."""
    found: list[Person] = []
    last = index - 1
    misfits = 0
    while index < len(lines) and misfits < _MISFITS:
        text = lines[index].text.lstrip("*•· ")
        if len(text) > _LINE_MAX or PREPARED.fullmatch(text) or QUESTIONS.fullmatch(text) or OPERATOR.fullmatch(text):
            break
        if PARTICIPANTS.fullmatch(_bare(text)):
            kind = kind_of(text)
            index += 1
            continue
        person = _person(text)
        if person is None and is_name(text) and lines[index].text.startswith(("*", "•")) and index + 1 < len(lines):
            person = Person(text, lines[index + 1].text[:_ROLE_MAX])
            index += 1
        if person is None and misfits == 0 and found and _CONTINUED.fullmatch(text) and len(text) <= _NAME_MAX:
            found[-1] = found[-1]._replace(role=f"{found[-1].role} {text}"[:_ROLE_MAX])
            last = index
        elif person is None:
            misfits += not re.fullmatch(r"[-=_*]{3,}", text)
        else:
            found.append(person._replace(kind=person.kind or kind))
            last = index
            misfits = 0
        index += 1
    return found, last


def _person(text: str) -> Person | None:
    parts = [part.strip(" ,") for part in _SPLIT.split(text) if part.strip(" ,")]
    if len(parts) > 1:
        if is_name(parts[0]):
            return Person(parts[0], ", ".join(parts[1:])[:_ROLE_MAX])
        words = parts[0].split()
        count = 3 if len(words) > 2 and re.fullmatch(r"[A-Z]\.?", words[1]) else 2  # noqa: PLR2004
        if len(words) > count and is_name(" ".join(words[:count])) and FIRM.search(parts[0]):
            # "Ann Q. Lee Example Inc. - CEO"
            return Person(" ".join(words[:count]), " - ".join([" ".join(words[count:]), *parts[1:]])[:_ROLE_MAX])
        if len(parts) == 2 and is_name(parts[1]) and ROLE.search(parts[0]):  # noqa: PLR2004  ("Chief Executive Officer — Ann Lee")
            return Person(parts[1], parts[0][:_ROLE_MAX])
        return None
    tagged = _TAGGED.fullmatch(text)
    if tagged and is_name(tagged["name"]):
        role = tagged["role"].lower()
        return Person(tagged["name"], role, _KINDS.get(role))
    return None


def _inline(line: Line) -> tuple[list[Person], tuple[int, int]]:
    """Participants set as running text: ``Company Participants Ann Lee - CEO Bob Ray - CFO Presentation Operator``."""
    head = _INLINE_HEAD.search(line.text)
    if head is None:
        return [], (0, 0)
    end = _INLINE_END.search(line.text, head.end())
    stop = end.start() if end else min(len(line.text), head.end() + 3_000)
    found = []
    heads = [*_INLINE_HEAD.finditer(line.text, 0, stop)]
    for at, head in enumerate(heads):
        kind = kind_of(head.group())
        group = line.text[head.end() : heads[at + 1].start() if at + 1 < len(heads) else stop]
        parts = re.split(r"\s+[-–]\s+", group.strip())
        name = parts[0]
        for part in parts[1:-1]:
            role, following = _name_at_end(part)
            found.append(Person(name, role, kind))
            name = following
        if len(parts) > 1:
            found.append(Person(name, parts[-1].strip(), kind))
    good = [person for person in found if is_name(person.name)]
    return good, (line.start, line.start + stop)


def _name_at_end(text: str) -> tuple[str, str]:
    """Cut ``CEO & Director Ann Q. Lee`` into the role and the name: two words, more round initials and particles."""
    words = text.split()
    count = 2
    while count + 1 < len(words) and (re.fullmatch(r"[A-Z]\.?", words[-count]) or words[-count] in PARTICLES):
        count += 1
    return " ".join(words[:-count]).rstrip(","), " ".join(words[-count:])


def _bare(text: str) -> str:
    """A heading without the icons and marks a web page sets in front of it."""
    return re.sub(r"^[^\w#]+", "", text)


def _fold(text: str) -> str:
    return " ".join(text.casefold().replace(".", "").replace(",", " ").split())
