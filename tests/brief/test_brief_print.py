"""Pages printed in a real browser: one sheet of A4 and of Letter, and never higher than the program reckons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.printed import as_html, printed
from pipeline.brief import lint, page, picture, summarise
from pipeline.brief.room import Room, narrower, wider
from pipeline.brief.sheet import HEIGHT, ROW, WIDTH, fits, height, lines, overflow
from pipeline.records import PartyKind, Result, Signal
from pipeline.records.proved import Disagreement
from tests.brief.conftest import evidence

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "outputs").glob("*/*.md"))
LABELLED = ("NVDA_2025-10-26_10-Q", "AMD_2025-09-27_10-Q", "CRWV_2025-11-10_call", "AMCR_2022-07-01_8-K")
_PICTURE = 190
"""A picture of one arrow is this much lower than the highest there is."""


def put(folder: Path, facts: Any, stem: str) -> Path:
    (folder / f"{stem}.svg").write_text(picture(facts), "utf-8")
    path = folder / f"{stem}.md"
    path.write_text(page(facts, f"../{stem}.pdf", stem=stem), "utf-8")
    return path


@pytest.fixture
def crowded(make_facts: Any, make_deal: Any, make_amount: Any) -> Any:
    """More of everything than a sheet holds."""
    deals = [
        make_deal(
            f"Birch Number {n} Holdings and Partners",
            make_amount(f"{n}123456789", what="purchase price of a business with a long description"),
            id=f"a{n:02}",
            type="acquisition",
            binding="conditional",
            dates={"signed": "2025-11-18", "end": "2031-12-31"},
            disagreements=(Disagreement(about="binding", said="intent", evidence=0),),
        )
        for n in range(1, 30)
    ]
    deals += [
        make_deal(f"suppliers {n}", make_amount(f"{n}000000000"), type="purchase_commitment", kind=PartyKind.CLASS)
        for n in range(1, 20)
    ]
    deals += [
        make_deal(
            f"Customer {n}",
            make_amount(str(10 + n), "percent", what=f"share of revenue, quarter {n} of 2025"),
            type="concentration",
        )
        for n in range(1, 12)
    ]
    said = "We expect capacity to grow, and lead times to be longer than in the year before, as we said in spring."
    return make_facts(
        *deals,
        results=tuple(
            Result(metric=f"figure {n}", period="Q3", value="57006000000", year_ago="35082000000", unit="USD",
                   evidence=(evidence(f"Figure {n} 57,006 35,082"),))
            for n in range(9)
        )
        + tuple(
            Result(metric=f"outlook {n}", guidance=True, evidence=(evidence(f"{n}. {said}"),)) for n in range(9)
        ),
        signals=tuple(Signal(kind="supply", statement=said, evidence=evidence(f"{said} {n}")) for n in range(9)),
    )  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_committed_briefing_is_printed_on_one_sheet(browser: Any, tmp_path: Path, sample: Path) -> None:
    (out,) = printed(browser, [sample], tmp_path)
    assert out.sheets == (1, 1)
    assert out.height <= out.reckoned < out.height + _PICTURE


def test_pages_of_labelled_documents_are_printed_on_one_sheet(
    browser: Any, tmp_path: Path, gold: Path, facts_from_labels: Any
) -> None:
    made = [put(tmp_path, facts_from_labels(gold / "labels" / f"{stem}.json"), stem) for stem in LABELLED]
    for out in printed(browser, made, tmp_path):
        assert out.sheets == (1, 1), out.page.name
        assert out.height <= out.reckoned < out.height + _PICTURE, out.page.name


@pytest.mark.parametrize(
    "company",
    [
        "Alder Corporation",
        "Westfold Wondrous Waterworks and Woodmill Management Company",
        "华夏先进半导体设备股份有限公司",
    ],
)
def test_a_page_with_too_much_of_everything_is_cut_to_one_sheet(
    browser: Any, tmp_path: Path, crowded: Any, company: str
) -> None:
    facts = crowded.model_copy(update={"document": crowded.document.model_copy(update={"company": company})})
    facts = facts.model_copy(update={"summary": summarise(facts)})
    (out,) = printed(browser, [put(tmp_path, facts, "crowded")], tmp_path)
    assert out.sheets == (1, 1)
    assert out.height <= out.reckoned
    text = out.page.read_text("utf-8")
    assert lint(text) == ()
    for deal in facts.deals:  # cut, and not lost
        assert f"{deal.counterparty.name} " in text or f"{deal.counterparty.name.capitalize()} " in text


def test_letters_are_as_wide_as_the_font_says(browser: Any, tmp_path: Path) -> None:
    """The table of widths is that of the font the style sheet names, regular and bold."""
    letters = (
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:'\"!?()[]{}|$€£¥%&@#*+-–—…“”‘’→↔−·/\\=<>_^`~"
    )
    tab = browser.new_page()
    (tmp_path / "letters.html").write_text(as_html("x", tmp_path), "utf-8")
    tab.goto((tmp_path / "letters.html").as_uri())
    for weight in (400, 700):
        wide = tab.evaluate(
            """async ([letters, weight]) => {
              await document.fonts.load(`${weight} 100px Arial`);
              const pen = document.createElement('canvas').getContext('2d');
              pen.font = `${weight} 100px Arial`;
              return [...letters].map(letter => pen.measureText(letter).width);
            }""",
            [letters, weight],
        )
        for letter, width in zip(letters, wide, strict=True):
            # Ten letters in a row fill a line of ten widths, and not one of nine and a half.
            points = 75
            assert lines(letter * 10, points, width * 10 * 1.03, bold=weight == 700) == 1, letter
            assert lines(f"{letter} " * 10, points, width * 9, bold=weight == 700) > 1, letter


def test_what_no_reckoning_can_save_is_found_by_the_lint(busy: Any) -> None:
    text = page(busy, "a.pdf")
    assert fits(text)
    longer = text.replace("## Words used here\n\n", "## Words used here\n\n" + "It goes on and on.\n\n" * 60)
    assert overflow(longer) > 0
    assert any("lines too long for one printed sheet" in finding for finding in lint(longer))


def test_what_is_in_a_fold_takes_no_room(busy: Any) -> None:
    text = page(busy, "a.pdf")
    before, fold, after = text.partition("</summary>\n")
    assert height(before + fold + "\nMore.\n" * 100 + after) == height(text)


def test_it_is_cut_from_the_bottom_and_only_as_far_as_needed() -> None:
    held = Room(pays=8, promises=6, shares=2, results=5, outlook=0, signals=2, gaps=4, quotes=12)
    assert narrower(held, -1) == held
    assert narrower(held, 20) == held._replace(quotes=11)
    assert narrower(held, 400).pays == 8
    cut = narrower(held, HEIGHT * 0.6)
    assert cut.quotes == cut.signals == 0
    assert 1 <= cut.pays < 8
    assert sum(narrower(held, WIDTH * 100)) == 0


def test_what_was_cut_too_much_is_given_back_as_far_as_it_fits() -> None:
    """Bug: a sheet with room for two rows more hid the largest promise in the fold."""
    cut = Room(promises=1, pays=3, results=1)
    assert wider(cut, 0, Room()) == cut
    assert wider(cut, 2 * ROW, Room()) == cut._replace(promises=2)
    assert wider(cut, 2 * ROW, cut) == cut
    assert wider(cut, WIDTH * 100, cut._replace(pays=4)) == cut._replace(pays=4)
