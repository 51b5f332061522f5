"""loop.html of the samples in a real browser: clicked through, by mouse and by keyboard, in light and dark.

Chromium writes its sockets to the machine itself and may not reach out: the page needs nothing from outside.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from bench.loop_truth import as_fact_files, load
from pipeline.loop import capital_loop, loop_html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The map of what a person read: 37 parties, 12 circles."""
    path = tmp_path_factory.mktemp("loop") / "loop.html"
    path.write_text(loop_html(capital_loop(as_fact_files(load()))), "utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1400, "height": 1100}, offline=True)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: None if request.url.startswith("file:") else said.append(request.url))
    opened.goto(address)
    yield opened
    context.close()
    assert said == []


def told(page: Any) -> str:
    return str(page.locator("#told").inner_text())


def shown(page: Any) -> int:
    return int(re.match(r"\d+", page.locator("#count").inner_text())[0])  # type: ignore[index]


def test_a_party_is_chosen_in_the_drawing_and_tells_both_sides(page: Any) -> None:
    page.locator("#drawing .node", has_text="CoreWeave").first.click()
    said = told(page)
    assert said.startswith("CoreWeave")
    assert "Gives (" in said
    assert "Takes (" in said
    assert "NVIDIA puts capital into CoreWeave" in said
    assert page.locator("#drawing .node.chosen").count() == 1
    assert page.evaluate("document.activeElement.id") == "told"


def test_a_flow_tells_its_quote_with_its_page(page: Any) -> None:
    page.locator("#flows button", has_text="OpenAI buys from Microsoft").first.click()
    assert "OpenAI has contracted to purchase an incremental $250billion of Azure services" in told(page)
    assert "page 1" in told(page)
    assert "Circles over it" in told(page)


def test_an_arrow_of_the_drawing_is_a_flow(page: Any) -> None:
    page.locator("#circles button").first.click()
    page.locator("#drawing .flow").first.dispatch_event("click")
    assert page.locator("#told blockquote").count() >= 1
    assert page.evaluate("location.hash").startswith("#flow-")


def test_a_circle_tells_its_story_and_the_way_back_leads_back(page: Any) -> None:
    page.locator("#circles button", has_text="NVIDIA → Oracle → NVIDIA").click()
    assert "NVIDIA buys from Oracle" in told(page)
    assert "which buys from NVIDIA" in told(page)
    assert page.locator("#told blockquote").count() >= 2
    assert page.locator("#drawing .node").count() == 2
    page.go_back()
    assert told(page).startswith("The whole map")


def test_filters_take_away_flows_circles_and_arrows(page: Any) -> None:
    everything = shown(page)
    page.locator("input[name=kind][value=purchase]").uncheck()
    fewer = shown(page)
    assert 0 < fewer < everything
    assert page.locator("#circles button").count() == 0
    page.locator("input[name=kind][value=purchase]").check()
    page.locator("#least").select_option("10000000000")
    assert 0 < shown(page) < fewer
    page.locator("#least").select_option("")
    page.locator("input[name=strength][value=done]").uncheck()
    assert shown(page) < everything
    page.locator("input[name=strength][value=done]").check()
    page.locator("#first").select_option("2025")
    assert shown(page) < everything


def test_arrows_are_one_stop_of_the_tab_key_and_the_arrow_keys_lead_on(page: Any) -> None:
    """Arrows used to be out of reach of the keyboard."""
    page.locator("#circles button").first.click()
    arrows = page.locator("#drawing .flow")
    assert arrows.count() >= 2
    assert page.locator("#drawing .flow[tabindex='0']").count() == 1
    arrows.first.focus()
    seen = [page.evaluate("document.activeElement.getAttribute('aria-label')")]
    for key in ("ArrowRight", "ArrowLeft", "End", "Home"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert seen[0] == seen[2] == seen[4]
    assert seen[1] != seen[0] != seen[3]
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash").startswith("#flow-")
    assert str(seen[0]).split(":", maxsplit=1)[0] in told(page)


def test_the_keyboard_alone_does_it(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("#search").focus()
    page.keyboard.type("NVDA")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert told(page).startswith("NVIDIA")
    node = page.locator("#drawing .node", has_text="Intel").first
    node.focus()
    page.keyboard.press("Enter")
    assert told(page).startswith("Intel")
    page.keyboard.press("Escape")
    assert told(page).startswith("The whole map")


def test_a_reader_of_the_screen_hears_names(page: Any) -> None:
    assert page.get_by_role("button", name=re.compile(r"NVIDIA.*: gives \d+, takes \d+")).count() == 1
    assert page.get_by_role("checkbox").count() >= 12
    assert page.get_by_role("table", name="Flows").count() == 1
    assert page.locator("#told").get_attribute("aria-live") == "polite"
    unnamed = page.evaluate(
        "[...document.querySelectorAll('button, input, select')].filter(e => !(e.textContent.trim() || e.labels?.length"
        " || e.getAttribute('aria-label'))).length"
    )
    assert unnamed == 0


def test_a_link_to_a_circle_opens_it(browser: Any, address: str) -> None:
    opened = browser.new_page()
    opened.goto(f"{address}#circle-0")
    assert "→" in told(opened).splitlines()[0]
    opened.goto(f"{address}#circle-9999")
    assert told(opened).startswith("The whole map")
    opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_ground_in_light_and_dark(browser: Any, address: str, scheme: str) -> None:
    opened = browser.new_page(color_scheme=scheme)
    opened.goto(address)
    names = ["ink", "soft", "mark", "purchase", "investment", "loan", "lease", "guarantee", "warrant", "other"]
    colours = opened.evaluate(
        "names => { const style = getComputedStyle(document.documentElement);"
        " return ['back', ...names].map(name => style.getPropertyValue('--' + name).trim()); }",
        names,
    )
    ground, *others = [_light(colour) for colour in colours]
    poor = [name for name, light in zip(names, others, strict=True) if _contrast(ground, light) < 4.5]
    assert poor == []
    opened.close()


def _light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: float, other: float) -> float:
    high, low = max(one, other), min(one, other)
    return (high + 0.05) / (low + 0.05)


def test_nothing_runs_off_a_narrow_screen(browser: Any, address: str) -> None:
    opened = browser.new_page(viewport={"width": 420, "height": 800})
    opened.goto(address)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 420
    opened.close()


def test_the_committed_page_of_the_samples_opens(browser: Any, repository: Path) -> None:
    opened = browser.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.goto((repository / "outputs" / "loop.html").as_uri())
    assert opened.locator("#circles button").count() == 3
    opened.locator("#circles button").first.click()
    link = opened.locator("#told a").first.get_attribute("href")
    assert (repository / "outputs" / link).is_file()
    assert said == []
    opened.close()
