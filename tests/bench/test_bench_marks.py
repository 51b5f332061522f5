"""The scorer of marks, on documents and marks written here."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from bench.marking.calls import score_call
from bench.marking.identity import score_identity
from bench.marking.items import score_items
from bench.marking.marks import (
    CallMark,
    CellMark,
    IdentityMark,
    ItemMark,
    ItemsMark,
    Marks,
    NoteMark,
    OrderMark,
    SlipOfThePen,
    SpeakerMark,
    TableMark,
    load,
)
from bench.marking.order import positions, score_order
from bench.marking.points import Point, Share, shares
from bench.marking.score import score
from bench.marking.tables import ReadCell, ReadTable, read_tables, score_table
from bench.marking.words import squash
from pipeline.records import (
    Block,
    BlockKind,
    Cell,
    CellUnit,
    Document,
    Form,
    Identity,
    Page,
    Row,
    Scale,
    Section,
    SectionState,
    Table,
)

TEXT = "Item 1. Business\nWe saw wood.\nItem 2. Properties\nRevenue $ 1,200 (34)\nCosts 7 —\n"
FIRST, SECOND, ROW, COSTS = 0, TEXT.index("Item 2"), TEXT.index("Revenue"), TEXT.index("Costs")


def figure(words: str, column: int, value: str | None, unit: CellUnit | None = None) -> Cell:
    start = TEXT.index(words)
    return Cell(
        start=start,
        end=start + len(words),
        column=column,
        value=None if value is None else Decimal(value),
        unit=unit,
        currency="USD",
        multiplier=1000,
    )


def document(**update: object) -> Document:
    scale = Scale(start=0, end=5, multiplier=1000, currency="USD", governs_start=0, governs_end=len(TEXT))
    table = Table(
        start=ROW,
        end=len(TEXT),
        page=2,
        columns=("2025", "2024"),
        rows=(
            Row(
                start=ROW,
                end=COSTS,
                label="Revenue",
                cells=(figure("$ 1,200", 0, "1200", CellUnit.MONEY), figure("(34)", 1, "-34")),
            ),
            Row(start=COSTS, end=len(TEXT), label="Costs", cells=(figure("7", 0, "7"), figure("—", 1, None))),
        ),
        scale=scale,
    )
    whole = Document(
        path="a.pdf",
        sha256="0" * 64,
        media="pdf",
        identity=Identity(company="Alder Systems, Inc.", ticker="ALDR", form=Form.TEN_K, hinted=("ticker",)),
        text=TEXT,
        pages=(Page(start=0, end=SECOND, number=1), Page(start=SECOND, end=len(TEXT), number=2)),
        sections=(
            Section(start=FIRST, end=SECOND, key="part1.item1", title="Business", first_page=1, last_page=1),
            Section(start=SECOND, end=len(TEXT), key="part1.item2", title="Properties", first_page=2, last_page=2),
        ),
        tables=(table,),
    )
    return whole.model_copy(update=update)


def wrong(points: list[Point]) -> list[tuple[str, str]]:
    return [(point.kind, point.field) for point in points if not point.right]


def test_typography_tells_no_difference() -> None:
    assert squash("“Oﬃce”  of the\u00adworld’s — No. 5") == squash('"office" of the worlds no 5')


def test_an_identity_that_is_right() -> None:
    mark = IdentityMark(
        "a.pdf", "10-K", company="ALDER SYSTEMS, INC", ticker="ALDR", only_in_file_name=("ticker",), cik=None
    )
    assert wrong(score_identity(mark, document().identity)) == []


def test_a_hint_passed_off_as_read_and_a_period_made_up_are_wrong() -> None:
    read = document().identity.model_copy(update={"hinted": (), "period_end": dt.date(2025, 9, 30)})
    mark = IdentityMark(
        "a.pdf", "10-K", companies=("Alder", "Alder Systems"), ticker="ALDR", only_in_file_name=("ticker",)
    )
    assert wrong(score_identity(mark, read)) == [
        ("identity", "company"),
        ("identity", "period_end"),
        ("identity", "hinted"),
    ]


def test_a_hint_where_nothing_is_marked_is_neither() -> None:
    mark = IdentityMark("a.pdf", "10-K", company="Alder Systems, Inc.")
    assert wrong(score_identity(mark, document().identity)) == []


def test_items_at_their_place() -> None:
    mark = ItemsMark(
        "a.pdf",
        item=(
            ItemMark("part1.item1", page=1, starts="Item 1. Business We saw"),
            ItemMark("part1.item2", page=2, starts="Item 2. Properties"),
            ItemMark("part1.item3", state="missing"),
        ),
    )
    assert wrong(score_items(mark, document())) == []


def test_an_item_on_another_page_one_not_found_and_one_too_many() -> None:
    mark = ItemsMark(
        "a.pdf",
        item=(ItemMark("part1.item1", page=2, starts="Item 1. Business"), ItemMark("part1.item1a", page=1, starts="x")),
    )
    assert wrong(score_items(mark, document())) == [
        ("items", "place"),
        ("items", "place"),
        ("items", "state"),
        ("items", "none extra"),
    ]


@pytest.mark.parametrize(("either", "expected"), [(True, []), (False, [("items", "state")])])
def test_an_item_that_says_little_may_be_either(either: bool, expected: list[tuple[str, str]]) -> None:
    items = tuple(
        section.model_copy(update={"state": SectionState.BY_REFERENCE}) for section in document().sections[:1]
    )
    mark = ItemsMark("a.pdf", item=(ItemMark("part1.item1", page=1, either=either),))
    assert wrong(score_items(mark, document(sections=items))) == expected


def test_a_note_shifted_by_one_and_a_title_cut_short() -> None:
    notes = (
        Section(start=0, end=5, key="note1", title="Leases", first_page=1, last_page=1),
        Section(start=5, end=9, key="note2", title="Debt and", first_page=1, last_page=1),
    )
    mark = ItemsMark("a.pdf", note=(NoteMark("1", "Leases", page=2), NoteMark("2", "Debt and Credit", page=1)))
    assert wrong(score_items(mark, document(sections=notes))) == [("notes", "place"), ("notes", "title")]


def test_order_counts_neighbours_out_of_order_and_missing() -> None:
    mark = OrderMark("a.pdf", "two columns", ("the left top", "left below", "right top", "right below"), page=1)
    assert wrong(score_order(mark, "The left top\nleft below\nright top\nright below")) == []
    assert len(wrong(score_order(mark, "The left top right top\nleft below right below"))) == 1
    assert len(wrong(score_order(mark, "The left top\nright top\nright below"))) == 2


def test_of_several_places_the_one_near_the_rarest_snippet_counts() -> None:
    text = "Contents of it all. And much later: only here. Contents of it. The end"
    assert positions(("only here", "Contents of it"), text) == [text.index("only"), text.rindex("Contents")]


def test_a_table_read_right() -> None:
    mark = TableMark(
        "a.pdf",
        page=2,
        first_label="Revenue (1)",
        figure_rows=2,
        figures=4,
        cell=(CellMark("Revenue", "2025", "$ 1,200", "1200", unit="money", currency="USD", multiplier=1000),),
    )
    assert wrong(score_table(mark, read_tables(document()))) == []


def test_each_thing_a_figure_does_not_know_is_named() -> None:
    mark = TableMark(
        "a.pdf",
        page=2,
        first_label="Revenue",
        figure_rows=3,
        figures=4,
        last_page=3,
        cell=(
            CellMark("Costs", "2024", "—", "", unit="money", currency="USD", multiplier=1000, group="Of sales"),
            CellMark("Nothing", "2024", "9", "9", unit="money"),
        ),
    )
    found = wrong(score_table(mark, read_tables(document())))
    assert found[:4] == [("tables", "last_page"), ("tables", "figure_rows"), ("cells", "group"), ("cells", "unit")]
    assert len(found) == 5 + 8


def test_of_two_rows_of_one_label_the_one_of_the_marked_group_is_meant() -> None:
    def cell(group: str, value: str) -> ReadCell:
        return ReadCell("Total", (group,), "2025", value, Decimal(value), "money", "USD", 1)

    table = ReadTable(1, 1, ("Total", "Total"), (cell("Assets", "5"), cell("Debts", "6")))
    mark = TableMark(
        "a.pdf",
        "Total",
        2,
        2,
        page=1,
        cell=(CellMark("Total", "2025", "6", "6", unit="money", currency="USD", group="Debts"),),
    )
    assert wrong(score_table(mark, [table])) == []


def test_a_table_that_is_not_there_costs_every_point() -> None:
    mark = TableMark("a.pdf", "Assets", 1, 1, page=1, cell=(CellMark("Assets", "2025", "1", "1", unit="money"),))
    assert len(wrong(score_table(mark, []))) == 4 + 8


def test_a_call() -> None:
    text = "Ann Alder: Good day.\nOperator: We take questions.\n"
    at = text.index("Operator")
    read = document(
        text=text,
        blocks=(
            Block(start=0, end=at, kind=BlockKind.SPEECH, speaker="Ann Alder, CEO"),
            Block(start=at, end=len(text), kind=BlockKind.SPEECH, speaker="Operator"),
        ),
        sections=(Section(start=at, end=len(text), key="call.questions", title="Q", first_page=1, last_page=1),),
    )
    mark = CallMark(
        "a.pdf",
        has_speakers=True,
        questions_start="We take questions",
        turns=3,
        speaker=(
            SpeakerMark("Ann Alder", "company", "Good day", role="Chief Executive Officer"),
            SpeakerMark("Bob Birch", "analyst", "We take"),
        ),
    )
    assert wrong(score_call(mark, read)) == [
        ("calls", "speaker"),
        ("calls", "kind"),
        ("calls", "role"),
        ("calls", "speaker"),
        ("calls", "kind"),
        ("calls", "first words"),
        ("calls", "turns"),
    ]


def test_a_call_without_speakers_or_questions() -> None:
    assert wrong(score_call(CallMark("a.pdf", has_speakers=False), document())) == []


def test_a_document_is_read_once_and_shares_add_up() -> None:
    asked: list[str] = []

    def read(name: str) -> Document:
        asked.append(name)
        return document()

    marks = Marks(
        pages=(OrderMark("a.pdf", "one column", ("Item 1", "We saw", "no such words"), page=1),),
        items=(ItemsMark("a.pdf", item=(ItemMark("part1.item1", page=1), ItemMark("part1.item2", page=2))),),
    )
    found = shares(score(marks, read))
    assert asked == ["a.pdf"]
    assert found["order", "neighbours"] == Share(1, 2)
    assert found["items", "place"].part == 1.0


def test_marks_come_from_toml(tmp_path: Path) -> None:
    Path(tmp_path, "items_10k.toml").write_text(
        '[[document]]\nfile = "a.pdf"\n[[document.item]]\nkey = "part1.item1A"\npage = 3\nwhy = "seen"\n', "utf-8"
    )
    assert load(tmp_path).items == (ItemsMark("a.pdf", item=(ItemMark("part1.item1a", page=3),)),)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tables.toml", '[[table]]\nfile = "a.pdf"\npages = 3\n'),
        ("tables.toml", '[[table]]\nfile = "a.pdf"\npage = 3\n'),
        ("tables.toml", '[[tabel]]\nfile = "a.pdf"\n'),
        ("tables.toml", "[[table\n"),
        ("lists.toml", ""),
    ],
)
def test_a_slip_of_the_pen_is_named(tmp_path: Path, name: str, content: str) -> None:
    Path(tmp_path, name).write_text(content, "utf-8")
    with pytest.raises(SlipOfThePen, match=name):
        load(tmp_path)
