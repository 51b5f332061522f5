"""Which part of a document is looked at, and what is said where it is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.errors import SettingsError
from pipeline.look import Choice, chosen

if TYPE_CHECKING:
    from pipeline.records import Document


def test_without_a_choice_it_is_the_whole_document(report: Document) -> None:
    view = chosen(report, Choice())
    assert view.whole
    assert (view.start, view.end) == (0, len(report.text))
    assert len(view.pages) == len(report.pages)


@pytest.mark.parametrize(("wanted", "numbers"), [("3", [3]), ("3-5", [3, 4, 5]), (" 3 – 4 ", [3, 4])])
def test_pages_are_one_or_the_first_and_the_last(report: Document, wanted: str, numbers: list[int]) -> None:
    view = chosen(report, Choice(page=wanted))
    assert [page.number for page in view.pages] == numbers
    assert (view.start, view.end) == (report.pages[numbers[0] - 1].start, report.pages[numbers[-1] - 1].end)


@pytest.mark.parametrize("wanted", ["part1.item2", "PART1.ITEM2"])
def test_a_section_is_found_by_its_key(report: Document, wanted: str) -> None:
    view = chosen(report, Choice(section=wanted))
    assert view.section is not None
    assert view.section.key == "part1.item2"
    assert (view.start, view.end) == (view.section.start, view.section.end)


def test_the_end_of_a_key_is_enough_where_it_is_the_only_one(report: Document) -> None:
    view = chosen(report, Choice(section="item3"))
    assert view.section is not None
    assert view.section.key == "part1.item3"


@pytest.mark.parametrize("wanted", ["note 2", "Item 1A", "item1a", " NOTE2 "])
def test_a_key_is_found_however_it_is_written(report: Document, wanted: str) -> None:
    view = chosen(report, Choice(section=wanted))
    assert view.section is not None
    assert view.section.key in ("note2", "part2.item1a")


def test_an_item_with_a_dot_in_its_number_needs_no_form_before_it(report: Document) -> None:
    event = report.model_copy(
        update={
            "sections": tuple(s.model_copy(update={"key": f"8k.item8.0{n}"}) for n, s in enumerate(report.sections[:3]))
        }
    )
    view = chosen(event, Choice(section="Item 8.01"))
    assert view.section is not None
    assert view.section.key == "8k.item8.01"


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (Choice(page="99"), "there is no page 99; there are pages 1 to 21"),
        (Choice(page="0"), "there is no page 0; there are pages 1 to 21"),
        (Choice(page="5-3"), "there is no page 5-3; there are pages 1 to 21"),
        (Choice(page="five"), r"--page is 'five'; give one page \(23\) or the first and the last"),
        (Choice(table=99), r"there is no table 99; there are tables 1 to \d+$"),
        (Choice(table=0), r"there is no table 0; there are tables 1 to \d+$"),
        (Choice(section="nte2"), "there is no section 'nte2'; did you mean note2"),
        (Choice(section="item1"), "did you mean part1.item1, part2.item1$"),
        (Choice(section="zzz"), "there are part1.item1, note1, .*part2.item6$"),
        (Choice(page="1", table=1), "only one of --page, --section and --table"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(report: Document, choice: Choice, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        chosen(report, choice)


def test_a_document_without_sections_and_tables_says_so(hostile: Document) -> None:
    bare = hostile.model_copy(update={"sections": ()})
    with pytest.raises(SettingsError, match="no sections were found in it"):
        chosen(bare, Choice(section="note1"))
    with pytest.raises(SettingsError, match=r"there is no table$"):
        chosen(bare, Choice(table=1))
    with pytest.raises(SettingsError, match=r"there is 1 page$"):
        chosen(bare, Choice(page="2"))
