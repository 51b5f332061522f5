"""What looks wrong about the Items found: told in plain sentences, never mended in silence.

Each guard is a function from what was found to sentences; a document of a form without bands has none of them to pass.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import Form, SectionState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.read.forms import Prescribed
    from pipeline.records import Identity, Section

HEADING_ONLY = 150
"""An Item that must say something and has no more characters is a heading and nothing else."""
SHORTER, LONGER = 10, 4
"""A tenth of the shortest measured is too short for any company, four times the longest is too long."""
ALWAYS_IN_BAND = 30_000
"""No Item is too long that is shorter: a lawsuit can fill pages where others write "None"."""
TELLS_NOTHING = re.compile(
    r"not\s+(?:applicable|required)|\bn/a\b|smaller\s+reporting\s+compan|\bnone\b|omitted", re.IGNORECASE
)


class Band(NamedTuple):
    """Characters of an Item from heading to end, in the shortest and the longest document measured."""

    shortest: int
    longest: int


BANDS: Mapping[Form, Mapping[str, Band]] = {
    # Measured on 10 annual reports of 2016 to 2025, 9 of them whole, 150 to 1,200 thousand characters each.
    Form.TEN_K: {
        "part1.item1": Band(39_033, 188_364),
        "part1.item1a": Band(20_455, 179_957),
        "part1.item1b": Band(40, 259),
        "part1.item1c": Band(3_933, 5_077),
        "part1.item2": Band(691, 2_584),
        "part1.item3": Band(547, 20_402),
        "part1.item4": Band(48, 11_563),
        "part2.item5": Band(1_713, 6_033),
        "part2.item6": Band(22, 5_769),
        "part2.item7": Band(37_510, 259_073),
        "part2.item7a": Band(1_941, 12_022),
        "part2.item8": Band(104_199, 302_420),
        "part2.item9": Band(99, 149),
        "part2.item9a": Band(1_613, 10_217),
        "part2.item9b": Band(33, 2_375),
        "part2.item9c": Band(84, 348),
        "part3.item10": Band(1_104, 3_005),
        "part3.item12": Band(246, 3_322),
        "part4.item15": Band(1_225, 159_110),
        "part4.item16": Band(42, 9_380),
    },
    # Measured on 16 quarterly reports of 2022 to 2025, 160 to 600 thousand characters each.
    Form.TEN_Q: {
        "part1.item1": Band(39_937, 311_694),
        "part1.item2": Band(28_795, 246_651),
        "part1.item3": Band(281, 11_856),
        "part1.item4": Band(759, 3_003),
        "part2.item1": Band(133, 1_325),
        "part2.item1a": Band(610, 128_953),
        "part2.item2": Band(74, 3_529),
        "part2.item3": Band(46, 56),
        "part2.item4": Band(48, 50),
        "part2.item5": Band(33, 4_956),
        "part2.item6": Band(133, 3_565),
    },
}


class Heading(NamedTuple):
    """A line that heads an Item by number and title. ``order`` is the Item's place in the form."""

    start: int
    page: int
    order: int


class Found(NamedTuple):
    """What the guards look at: the Items found in the order of the text, and every line that looks like a heading.

    ``own_order``: the document says that its order is not the form's, by an index of where the form's Items stand.
    """

    text: str
    sections: Sequence[Section]
    headings: Sequence[Heading]
    prescribed: Sequence[Prescribed]
    own_order: bool = False


def doubts(found: Found, identity: Identity) -> tuple[str, ...]:
    """Everything about the Items found that a person should look at, each in one sentence."""
    return (*_sizes(found, identity.form), *_later_inside(found), *_out_of_order(found), *_absent(found, identity))


def _sizes(found: Found, form: Form) -> Iterator[str]:
    bands = BANDS.get(form, {})
    main = {item.key for item in found.prescribed if item.main}
    for section in found.sections:
        if section.state is not SectionState.READ:
            continue
        length = section.end - section.start
        band = bands.get(section.key)
        if section.key in main and length < HEADING_ONLY and not _tells_nothing(found.text, section):
            yield (
                f"{_named(section)} is a heading with no text under it: a row of the contents may have been taken for "
                "the heading."
            )
        elif band is not None and length * SHORTER < band.shortest and not _tells_nothing(found.text, section):
            yield (
                f"{_named(section)} has only {length:,} characters, where other filings have {band.shortest:,} or more:"
                " a part of it may stand under another heading."
            )
        elif band is not None and length > max(LONGER * band.longest, ALWAYS_IN_BAND):
            yield (
                f"{_named(section)} has {length:,} characters, where other filings have up to {band.longest:,}: text"
                " of other Items may be in it."
            )


def _tells_nothing(text: str, section: Section) -> bool:
    """Tell whether an Item says that there is nothing to say, as smaller companies may."""
    return TELLS_NOTHING.search(text, section.start, min(section.end, section.start + 10 * HEADING_ONLY)) is not None


def _later_inside(found: Found) -> Iterator[str]:
    """Headings of an Item inside an Item that the form puts before it."""
    order = {item.key: at for at, item in enumerate(found.prescribed)}
    begun = {section.start for section in found.sections}
    told = set()
    for heading in found.headings:
        if heading.start in begun:
            continue
        holder = next((one for one in found.sections if one.start < heading.start < one.end), None)
        if holder is None or order.get(holder.key, heading.order) >= heading.order:
            continue
        item = found.prescribed[heading.order]
        if (holder.key, item.key) not in told:
            told.add((holder.key, item.key))
            yield (
                f"{_named(holder)} has a heading of Item {item.item} ({item.title}) inside it, on page {heading.page}: "
                "what follows may belong there."
            )


def _out_of_order(found: Found) -> Iterator[str]:
    if found.own_order:
        return
    order = {item.key: at for at, item in enumerate(found.prescribed)}
    placed = sorted((one for one in found.sections if one.key in order), key=lambda one: (one.start, order[one.key]))
    for before, after in pairwise(placed):
        if order[before.key] > order[after.key]:
            yield f"{_named(before)} stands before {_named(after)}; the form has them the other way round."


def _absent(found: Found, identity: Identity) -> Iterator[str]:
    """Items of an annual report without a heading. A quarterly report may leave out those that do not apply."""
    have = {section.key for section in found.sections}
    asked = [item for item in found.prescribed if not item.optional and item.in_force(identity.period_end)]
    absent = [item.item for item in asked if item.key not in have]
    if identity.form is Form.TEN_K and not identity.amendment and have and absent:
        listed = absent[0] if len(absent) == 1 else f"{', '.join(absent[:-1])} and {absent[-1]}"
        yield f"No heading was found for Item{'s' * (len(absent) > 1)} {listed}."


def _named(section: Section) -> str:
    return f"Item {section.key.rpartition('.item')[2].upper()} ({section.title})"
