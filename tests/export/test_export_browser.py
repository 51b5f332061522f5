"""The page of all deals of the samples in a real browser: by mouse and by keyboard, light and dark, on paper."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from pipeline.config import Settings
from pipeline.run.exporting import Deals
from pipeline.run.picturing import Drawing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = "h1, th button, td, .open, .strength, .soft, mark, blockquote, dt, dd, legend, label, caption, .notes"
POOR = """chosen => {
  const light = colour => {
    const [r, g, b] = colour.match(/\\d+/g).map(part => part / 255)
      .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = element => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (!colour.endsWith(", 0)")) return colour;
    }
    return getComputedStyle(document.body).backgroundColor;
  };
  const poor = element => {
    const [high, low] = [getComputedStyle(element).color, ground(element)].map(light).sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05) < 4.5;
  };
  return [...document.querySelectorAll(chosen)].filter(poor).map(each => each.className || each.tagName);
}"""
"""Gives the elements whose words stand out from their ground by less than 4.5 to 1."""


@pytest.fixture(scope="module")
def address(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("export")
    shutil.copytree(repository / "filings", folder / "filings")
    shutil.copytree(repository / "outputs", folder / "outputs", ignore=shutil.ignore_patterns(".briefs"))
    (folder / "filings/samples/QRND_2026-06-30_10-K.pdf").unlink()
    Deals(folder / "outputs").to_html(
        folder / "deals.html", replace(Settings(), output=str(folder / "outputs")), Drawing()
    )
    return (folder / "deals.html").as_uri()


def opened(browser: Any, address: str, said: list[str], **how: Any) -> Any:
    context = browser.new_context(**{"viewport": {"width": 1400, "height": 950}, "offline": True, **how})
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda each: None if each.url.startswith(("file:", "data:")) else said.append(each.url))
    page.goto(address)
    return page


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    said: list[str] = []
    page = opened(browser, address, said)
    yield page
    page.context.close()
    assert said == []


def shown(page: Any) -> int:
    return int(re.match(r"\d+", page.locator("#count").inner_text())[0])  # type: ignore[index]


def column(page: Any, key: str) -> list[str]:
    keys = page.locator("thead th").evaluate_all("heads => heads.map(head => head.dataset.key)")
    cells = page.locator(f"#deals tbody tr:not([hidden]) > :nth-child({keys.index(key) + 1})")
    return [text.strip() for text in cells.all_inner_texts()]


def open_deal(page: Any, company: str, party: str) -> None:
    page.locator("#company").select_option(company)
    page.locator("#deals tbody tr:not([hidden]) .open", has_text=party).first.click()


def test_a_quote_opens_on_the_picture_of_its_page(page: Any) -> None:
    open_deal(page, "Castlemere Data Properties Trust", "Larkmoor")
    assert page.locator("#sheet-title").inner_text().startswith("Larkmoor Platforms, Inc.: partnership")
    assert "non-binding letter of intent" in page.locator("#quotes mark").first.inner_text()
    picture = page.locator("#pages svg")
    assert picture.get_attribute("aria-label").startswith("Page 12 of filings/samples/CMDP_")
    boxes = page.locator("#pages rect.chosen")
    assert boxes.count() == 3
    for at in range(3):
        place = boxes.nth(at).bounding_box()
        sheet = picture.bounding_box()
        assert sheet["x"] < place["x"]
        assert place["x"] + place["width"] < sheet["x"] + sheet["width"]
        assert 0 < place["y"] < 950
    drawn = page.evaluate(
        "async () => { const href = document.querySelector('#pages image').getAttribute('href');"
        " const image = new Image(); image.src = href; await image.decode(); return image.naturalWidth; }"
    )
    assert drawn > 900


def test_the_marked_words_are_dark_on_the_highlight(page: Any) -> None:
    open_deal(page, "Castlemere Data Properties Trust", "Larkmoor")
    box = page.locator("#pages rect.chosen").first.bounding_box()
    picture = page.screenshot(clip={"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]})
    other = page.screenshot(clip={"x": box["x"], "y": box["y"] - 60, "width": box["width"], "height": box["height"]})
    assert picture != other
    assert page.evaluate("getComputedStyle(document.querySelector('#pages rect.chosen')).mixBlendMode") == "multiply"


def test_a_deal_stated_on_several_pages_shows_each(page: Any) -> None:
    page.locator("#company").select_option("Brackwater Cloud Corporation")
    told = page.evaluate("JSON.parse(document.getElementById('told').textContent).deals")
    at, deal = next(
        (at, deal)
        for at, deal in enumerate(told)
        if "BRKW/2026-09-30" in str(deal) or len({quote["page"] for quote in deal["quotes"] if quote["boxes"]}) > 1
        if len({quote["page"] for quote in deal["quotes"] if quote["boxes"]}) > 1
    )
    page.locator(f"tr[data-at='{at}'] .open").evaluate("button => button.click()")
    shows = page.locator("#quotes h3 button")
    assert shows.count() == len(deal["quotes"])
    shows.last.click()
    assert page.locator("article.chosen").count() == 1
    assert page.locator("#pages figcaption").first.inner_text() == f"Page {deal['quotes'][-1]['page']} of the file"


def test_a_text_has_its_quote_marked_in_the_words_around_it(page: Any) -> None:
    open_deal(page, "Halvorsen Silicon, Inc.", "Sable Ridge")
    assert page.locator("#pages").is_hidden()
    around = page.locator("#quotes blockquote").first.inner_text()
    own = page.locator("#quotes mark").first.inner_text()
    assert own in around
    assert len(around) > len(own) + 200
    assert "no pictures of pages" in page.locator("#quotes").inner_text()


def test_where_the_document_is_gone_that_is_said(page: Any) -> None:
    assert "QRND_2026-06-30_10-K.pdf was not found" in page.locator("header .notes").inner_text()
    page.locator("#company").select_option(label="Quorndale Reasoning, Inc.")
    page.locator("#deals tbody tr:not([hidden]) .open").first.click()
    assert "was not found: the quote stands as it was kept." in page.locator("#quotes").inner_text()
    assert page.locator("#quotes mark").first.inner_text()


def test_filters_by_each_field(page: Any) -> None:
    everything = shown(page)
    assert everything == page.locator("#deals tbody tr").count()

    def fewer(*, at_least: int = 1) -> int:
        assert at_least <= shown(page) < everything
        assert page.locator("#deals tbody tr:not([hidden])").count() == shown(page)
        found = shown(page)
        page.locator("button[type=reset]").click()
        page.wait_for_function(
            "n => document.getElementById('count').textContent.startsWith(n + ' of')", arg=everything
        )
        return found

    page.locator("#words").fill("Halvorsen shares")
    fewer()
    page.locator("#company").select_option(index=1)
    fewer()
    page.locator("#kind").select_option("lease")
    assert set(column(page, "type")) <= {text for text in column(page, "type") if text.startswith("lease")}
    fewer()
    page.locator("input[value=firm]").uncheck()
    assert "binding" not in column(page, "strength")
    fewer()
    page.locator("#least").fill("1.5bn")
    page.locator("#most").fill("4 billion")
    page.locator("#unit").select_option("USD")
    assert all("billion" in amount for amount in column(page, "amount"))
    fewer()
    page.locator("#first").fill("2026-10-01")
    assert set(column(page, "day")) == {"call 2026-10-28"}
    fewer()
    page.locator("#last").fill("2026-06-30")
    fewer()
    page.locator("#page-first").fill("8")
    page.locator("#page-last").fill("9")
    assert set(column(page, "page")) == {"8", "9"}
    fewer()
    page.locator("#words").fill("no such word anywhere")
    assert page.locator("#none").is_visible()


def test_an_amount_that_is_no_number_is_marked_and_filters_nothing(page: Any) -> None:
    everything = shown(page)
    page.locator("#least").fill("lots")
    assert page.locator("#least").get_attribute("aria-invalid") == "true"
    assert page.locator("#how").is_visible()
    assert shown(page) == everything


def test_every_column_sorts_both_ways(page: Any) -> None:
    heads = page.locator("thead th")
    for number in range(heads.count()):
        head = heads.nth(number)
        head.locator("button").click()
        key, way = head.get_attribute("data-key"), head.get_attribute("aria-sort")
        one = column(page, key)
        head.locator("button").click()
        assert {way, head.get_attribute("aria-sort")} == {"ascending", "descending"}
        other = column(page, key)
        assert sorted(one) == sorted(other)
        assert one != other or len(set(one)) == 1
        assert page.locator("[aria-sort]").count() == 1
    page.locator("th[data-key=company] button").click()
    assert column(page, "company") == sorted(column(page, "company"), key=str.casefold)
    page.locator("th[data-key=page] button").click()
    pages = [int(text) for text in column(page, "page")]
    assert pages == sorted(pages)
    page.locator("#unit").select_option("USD")
    page.locator("th[data-key=amount] button").click()
    amounts = column(page, "amount")
    assert "billion" in amounts[0]
    assert "billion" not in amounts[-1]


def test_the_keyboard_alone_does_it(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    first = page.locator("#deals .open").first
    first.focus()
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "sheet-title"
    title = page.locator("#sheet-title").inner_text()
    assert title.startswith(first.inner_text())
    page.keyboard.press("ArrowRight")
    assert page.locator("#sheet-title").inner_text().startswith(second)
    page.keyboard.press("ArrowLeft")
    assert page.locator("#sheet-title").inner_text() == title
    assert page.locator("#previous").is_disabled()
    page.keyboard.press("Escape")
    assert not page.locator("#sheet").is_visible()
    assert page.evaluate("document.activeElement.textContent") == first.inner_text()


def test_a_link_to_a_deal_opens_it(page: Any, address: str) -> None:
    open_deal(page, "Castlemere Data Properties Trust", "Larkmoor")
    link = page.url
    assert re.search(r"#CMDP/2026-09-30_10-Q/larkmoor-", link)
    page.locator("#close").click()
    page.wait_for_function("location.hash === ''")
    page.goto("about:blank")
    page.goto(link)
    assert page.locator("#sheet-title").inner_text().startswith("Larkmoor")
    page.goto("about:blank")
    page.goto(f"{address}#nothing/of-the-kind")
    assert not page.locator("#sheet").is_visible()


def test_a_reader_of_the_screen_hears_names(page: Any) -> None:
    assert page.get_by_role("table", name=re.compile("Deals")).count() == 1
    assert page.locator("#count").get_attribute("role") == "status"
    unnamed = page.evaluate(
        "[...document.querySelectorAll('button, input, select')].filter(e => !(e.textContent.trim() || e.labels?.length"
        " || e.getAttribute('aria-label'))).length"
    )
    assert unnamed == 0
    page.locator("#deals .open").first.click()
    assert page.get_by_role("dialog").get_attribute("aria-labelledby") == "sheet-title"


def test_without_a_script_the_table_is_there(browser: Any, address: str) -> None:
    said: list[str] = []
    page = opened(browser, address, said, java_script_enabled=False)
    assert page.locator("#deals tbody tr").count() > 100
    assert "Without JavaScript" in page.locator("noscript").inner_text()
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_ground_in_light_and_dark(browser: Any, address: str, scheme: str) -> None:
    page = opened(browser, address, [], color_scheme=scheme)
    page.locator("#deals .open").first.click()
    poor = page.evaluate(POOR, WORDS)
    assert sorted(set(poor)) == []
    page.context.close()


def test_nothing_runs_off_a_narrow_screen(browser: Any, address: str) -> None:
    page = opened(browser, address, [], viewport={"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#company").select_option("Castlemere Data Properties Trust")
    page.locator("#deals tbody tr:not([hidden]) .open", has_text="Larkmoor").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    top = page.locator("#sheet-line").bounding_box()
    assert 0 < top["y"] < 400
    page.locator("#quotes h3 button").first.click()
    page.wait_for_function("document.querySelector('#pages rect.chosen').getBoundingClientRect().top < innerHeight")
    assert page.locator("#pages figure").bounding_box()["width"] >= 500
    page.context.close()


def test_on_paper_there_is_the_table_alone_or_the_open_deal(page: Any) -> None:
    page.emulate_media(media="print")
    assert page.locator("#filters").is_hidden()
    assert page.locator("#deals").is_visible()
    page.emulate_media(media="null")
    open_deal(page, "Castlemere Data Properties Trust", "Larkmoor")
    before = page.evaluate("document.querySelectorAll('*').length")
    told = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    assert len(told) == 2
    assert "non-binding letter of intent with Larkmoor" in told[0]
    assert "Next deal" not in told[0]
    assert "Page 12 of the" in told[1]
    assert page.evaluate("document.querySelectorAll('*').length") == before
