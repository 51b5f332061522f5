"""The view as HTML: self-contained, inert, and with a box for everything that is said to be there."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import pytest
from lxml import html

from pipeline.look import MOST_PICTURES, Choice, as_html, chosen, left_out
from pipeline.records import Document, Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pipeline.read.places import PdfPlaces
    from pipeline.records.places import Picture, Seen


def drawn(document: Document, places: PdfPlaces | None, choice: Choice | None = None) -> HtmlElement:
    return html.document_fromstring(as_html(chosen(document, choice or Choice()), places))


@pytest.fixture(scope="module")
def whole(report: Document, report_places: PdfPlaces) -> HtmlElement:
    return drawn(report, report_places)


def test_every_page_is_a_picture_with_its_blocks_over_it(whole: HtmlElement, report: Document) -> None:
    articles = whole.findall(".//article")
    assert [article.get("id") for article in articles] == [f"p{page.number}" for page in report.pages]
    for article in articles:
        (image,) = article.findall(".//image")
        assert base64.b64decode(image.get("href", "").removeprefix("data:image/png;base64,")).startswith(b"\x89PNG")
        assert article.findall(".//rect")


def test_every_box_lies_on_its_page(whole: HtmlElement) -> None:
    for sheet in whole.findall(".//svg"):
        image = sheet.find("./image")
        assert image is not None
        width, height = float(image.get("width", "0")), float(image.get("height", "0"))
        for box in sheet.findall(".//rect"):
            left, top = float(box.get("x", "-9")), float(box.get("y", "-9"))
            assert -2 <= left <= left + float(box.get("width", "0")) <= width + 2
            assert -2 <= top <= top + float(box.get("height", "0")) <= height + 2


def test_every_figure_has_a_box_and_a_place_in_the_table_as_understood(whole: HtmlElement, report: Document) -> None:
    figures = sum(len(row.cells) for table in report.tables for row in table.rows)
    boxes = [box.get("data-cell") for box in whole.xpath("//svg//*[@data-cell]")]
    places = [cell.get("id") for cell in whole.xpath("//td[@id]")]
    assert len(boxes) == len(set(boxes)) == figures
    assert sorted(map(str, boxes)) == sorted(map(str, places))
    row = next(number for number, row in enumerate(report.tables[0].rows) if row.cells)
    cell = report.tables[0].rows[row].cells[0]
    assert whole.get_element_by_id(f"c1-{row}-0").get("data-printed") == report.quote(cell.start, cell.end)


def test_every_section_has_a_ribbon_that_the_list_leads_to(whole: HtmlElement, report: Document) -> None:
    ribbons = {each.get("id") for each in whole.xpath("//*[starts-with(@id, 's-')]")}
    assert ribbons == {f"s-{section.key}" for section in report.sections}
    links = {link.get("href") for link in whole.xpath("//ul[@class='sections']//a")}
    assert links == {f"#{name}" for name in ribbons}


@pytest.mark.parametrize("choice", [Choice(), Choice(section="note2"), Choice(table=2)])
def test_every_link_leads_somewhere_inside(
    report: Document, report_places: PdfPlaces, webpage: Document, choice: Choice
) -> None:
    for page in (drawn(report, report_places, choice), drawn(webpage, None, choice)):
        names = [each.get("id") for each in page.xpath("//*[@id]")]
        assert len(names) == len(set(names))
        for link in page.xpath("//a"):
            assert link.get("href", "")[:1] == "#"
            assert link.get("href", "")[1:] in names


def test_a_section_without_pictures_shows_its_own_text_only(call: Document) -> None:
    page = drawn(call, None, Choice(section="call.questions"))
    shown = " ".join(str(page.xpath("string(//div[@class='sheet'])")).split())
    section = next(each for each in call.sections if each.key == "call.questions")
    assert call.quote(section.start, section.start + 30) in shown
    assert call.quote(0, 50) not in shown


def test_the_legend_counts_what_is_drawn(whole: HtmlElement, report: Document) -> None:
    counts = {
        str(label.xpath("string(input/@id)")).removeprefix("show-"): int(label.xpath("string(i)"))
        for label in whole.xpath("//fieldset/label")
    }
    assert counts["table"] == len(report.tables)
    assert counts["cell"] == sum(len(row.cells) for table in report.tables for row in table.rows)
    assert counts["section"] == len(report.sections)
    assert "loose" not in counts


@pytest.mark.parametrize("fixture", ["webpage", "call"])
def test_a_file_without_pictures_shows_its_text_with_the_same_marks(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    document: Document = request.getfixturevalue(fixture)
    page = drawn(document, None)
    assert not page.findall(".//svg")
    shown = "".join(str(block.text_content()) for block in page.xpath("//div[contains(@class, 'sheet')]/div"))
    for speaker in page.xpath("//b[@class='speaker']"):
        shown = shown.replace(str(speaker.text_content()), "", 1)
    assert len("".join(shown.split())) >= len("".join(document.text.split())) * 0.98
    figures = sum(len(row.cells) for table in document.tables for row in table.rows)
    assert len(page.xpath("//div[contains(@class, 'sheet')]//*[@data-cell]")) == figures
    assert len(page.xpath("//*[starts-with(@id, 's-')]")) == len(document.sections)


def test_text_of_a_filing_stays_text(hostile: Document) -> None:
    text = as_html(chosen(hostile, Choice()), None)
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "{{ 7 * 7 }}" in text
    page = html.document_fromstring(text)
    assert len(page.findall(".//script")) == 1
    assert '<script>alert("read")</script> Corp' in str(page.xpath("string()"))
    assert not page.xpath("//*[@onerror or @onclick]")


def test_nothing_comes_from_outside_and_nothing_else_may_run(whole: HtmlElement) -> None:
    (policy,) = whole.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (element,) = whole.findall(f".//{tag}")
        digest = base64.b64encode(hashlib.sha256(str(element.text).encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not whole.xpath("//*[@style]")
    for address in whole.xpath("//@src | //@href"):
        assert address.startswith(("#", "data:image/png;base64,"))


def test_one_page_one_section_or_one_table_shows_the_pages_it_is_on(report: Document, report_places: PdfPlaces) -> None:
    def pages(choice: Choice) -> list[str]:
        return [str(each.get("id")) for each in drawn(report, report_places, choice).findall(".//article")]

    assert pages(Choice(page="3-4")) == ["p3", "p4"]
    assert pages(Choice(table=1)) == [f"p{report.tables[0].page}"]
    section = next(each for each in report.sections if each.key == "note2")
    assert pages(Choice(section="note2")) == [f"p{n}" for n in range(section.first_page, section.last_page + 1)]
    chosen_table = drawn(report, report_places, Choice(table=1)).xpath("//table[contains(@class, 'chosen')]/@id")
    assert chosen_table == ["t1"]


def test_words_without_a_place_on_the_picture_stand_beside_it(report: Document, report_places: PdfPlaces) -> None:
    class Blind:
        def seen(self, *_: int) -> tuple[Seen, ...]:
            return ()

        def picture(self, number: int) -> Picture | None:
            return report_places.picture(number)

    page: HtmlElement = html.document_fromstring(as_html(chosen(report, Choice(page="6")), Blind()))
    assert len(page.findall(".//image")) == 1
    assert not page.xpath("//svg//rect")
    beside = "".join(str(page.xpath("string(//div[@class='grids']/div)")).split())
    for block in chosen(report, Choice(page="6")).blocks(report.pages[5].start, report.pages[5].end):
        text = report.text[max(block.start, report.pages[5].start) : min(block.end, report.pages[5].end)]
        assert "".join(text.split()) in beside
    names = [each.get("id") for each in page.xpath("//*[@id]")]
    assert len(names) == len(set(names))


def test_a_very_long_document_says_what_is_left_out(hostile: Document) -> None:
    end = len(hostile.text)
    pages = tuple(
        Page(start=min(number - 1, end), end=min(number, end) if number < MOST_PICTURES + 5 else end, number=number)
        for number in range(1, MOST_PICTURES + 6)
    )
    known = {name: getattr(hostile, name) for name in Document.model_fields}
    long = Document(**known | {"pages": pages, "blocks": (), "sections": ()})
    view = chosen(long, Choice())
    assert left_out(view).startswith(f"pages {MOST_PICTURES + 1} to {MOST_PICTURES + 5} are not in it")
    page = html.document_fromstring(as_html(view, None))
    assert len(page.findall(".//article")) == MOST_PICTURES
    assert left_out(view)[1:] in str(page.xpath("string()"))
    assert left_out(chosen(long, Choice(page="1-9"))) == ""


def test_the_same_document_gives_the_same_bytes(report: Document, report_places: PdfPlaces) -> None:
    view = chosen(report, Choice(page="3"))
    first, second = as_html(view, report_places), as_html(view, report_places)
    assert first == second
    assert not re.search(r"/(?:tmp|home|root)/", first)
