"""What a person sees: the page and the drawing. True, inert, and the same on every run."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from pipeline.loop import capital_loop, loop_page, loop_picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.loop import Loop

    Make = Callable[..., Any]

EVIL = "A|B](http://evil.example) <script>x</script> {{ 7*7 }} *b* `c` $x$"


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  (our own drawing; that it parses at all is part of the test)


@pytest.fixture
def circle(facts: Make, deal: Make) -> Loop:
    return capital_loop(
        [
            facts(
                "Quillmark",
                deal(
                    "Tessel", "equity_investment", billions="100", binding="intent", qualifier="up_to", quote="We may."
                ),
                deal("Tessel", "sales_contract", "counterparty", billions="30.25", quote="Tessel must buy."),
                deal(
                    "Customer A",
                    "concentration",
                    "counterparty",
                    billions="0.000000022",
                    unit="percent",
                    what="share of revenue",
                    party_kind="anonymous",
                ),
            ),
            facts("Tessel", deal("Quillmark", billions="30"), deal("Old", binding="ended")),
        ]
    )


def test_the_page_tells_a_circle_in_words_with_quotes_and_pages(circle: Loop) -> None:
    page = loop_page(circle, {"Quillmark": "QLMK/2031-06-30_10-Q.md"})
    assert "**1 circle of capital is told by these 2 documents; 0 of them are binding all the way round.**" in page
    assert "### 1. Quillmark → Tessel → Quillmark" in page
    assert "Quillmark puts capital into Tessel for up to $100 billion (only intended): “We may.”" in page
    assert "([Quillmark 10-Q 2031-06-30](QLMK/2031-06-30_10-Q.md), page 7)" in page
    assert "Smallest amount known on it: $30 billion" in page
    assert "both filings agree" in page
    assert "1 deal: the arrangement has ended" in page
    assert "- Quillmark: Customer A, 22% (share of revenue) ([Quillmark" in page


def test_without_a_circle_the_page_says_so(facts: Make, deal: Make) -> None:
    page = loop_page(capital_loop([facts("Quillmark", deal("Tessel"))]))
    assert "**No circle: in these 1 documents no capital comes back to the company it left.**" in page
    assert "No flows between companies" in loop_page(capital_loop([]))


def test_amounts_of_different_strength_stand_in_different_tables(facts: Make, deal: Make) -> None:
    page = loop_page(
        capital_loop([facts("Quillmark", deal("Tessel", binding="intent", billions="5"), deal("Fern", billions="7"))])
    )
    binding, intended = page.split("### Only intended")
    assert "$7 billion" in binding
    assert "$5 billion" in intended
    assert "$12 billion" not in page


@pytest.mark.parametrize(
    ("name", "short"),
    [("Amazing.com, Inc.", "Amazing.com"), ("The Alder Corporation", "Alder"), ("Fern & Birch plc", "Fern & Birch")],
)
def test_companies_are_called_by_their_names_without_legal_form(facts: Make, deal: Make, name: str, short: str) -> None:
    page = loop_page(capital_loop([facts("Quillmark", deal(name), deal("lenders", "debt", party_kind="class"))]))
    assert f"| Quillmark | buys from | {short} |" in page
    assert "| lenders | lend to | Quillmark |" in page


def test_flows_with_groups_are_folded_under_their_short_label(facts: Make, deal: Make) -> None:
    page = loop_page(
        capital_loop([facts("Quillmark Devices, Inc.", deal("Fern LLC"), deal("lessors", "lease", party_kind="class"))])
    )
    open_part, folded = page.split("<details>")
    assert "| Quillmark Devices | buys from | Fern |" in open_part
    assert "| Quillmark Devices | leases from | lessors |" in folded


def test_text_from_filings_stays_inert(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [facts(EVIL, deal(EVIL + "2", summary=EVIL, quote=EVIL), deal(EVIL + "2", "sales_contract", "counterparty"))]
    )
    page = loop_page(loop)
    html = MarkdownIt("gfm-like", {"linkify": False}).render(page)
    assert len(loop.circles) == 1
    assert "<script>" not in html
    assert "<code>" not in html
    assert "href" not in html.replace('<a href="loop.html">loop.html</a>', "")
    assert "49" not in html
    cells = {len(re.findall(r"<t[dh]\b", row)) for row in html.split("<tr>")[1:]}
    assert cells == {7}
    svg = drawn(loop_picture(loop))
    assert not [element for element in svg.iter() if element.tag.endswith(("script", "}a", "image"))]


def test_the_drawing_shows_direction_kind_and_strength(circle: Loop) -> None:
    drawing = loop_picture(circle)
    svg = drawn(drawing)
    lines = [line for line in svg.iter("{http://www.w3.org/2000/svg}path") if line.get("fill") == "none"]
    told = {str(line[0].text): line for line in lines}
    wish = told["Quillmark puts capital into Tessel: up to $100 billion"]
    order = told["Tessel buys from Quillmark: $30 billion"]
    assert wish.get("stroke-dasharray")
    assert not order.get("stroke-dasharray")
    assert wish.get("marker-end") == "url(#investment)"
    assert wish.get("stroke") != order.get("stroke")
    assert "1 circle" in drawing


def test_the_drawing_of_many_shows_forty_and_counts_the_rest(facts: Make, deal: Make) -> None:
    loop = capital_loop([facts("Quillmark", *(deal(f"Firm {number}") for number in range(60)))])
    drawing = loop_picture(loop)
    assert drawing.count("<rect") + drawing.count("<circle") == 1 + 40
    assert "21 more parties" in drawing


def test_the_same_files_give_the_same_bytes(circle: Loop) -> None:
    assert loop_page(circle) == loop_page(circle)
    assert loop_picture(circle) == loop_picture(circle)
    assert loop_picture(capital_loop([])).endswith("</svg>\n")


def test_a_flow_says_what_it_is_for_and_keeps_the_hedge_of_its_amount(facts: Make, deal: Make) -> None:
    """Review 46: "The company" of several, and "at least $3.3 billion" beside "$3.3 billion"."""
    least = deal("Tessel", "purchase_commitment", billions="3.3", qualifier="at_least", what="purchase commitments")
    most = deal("Fernhill", "guarantee", billions="2", qualifier="approx", what="most the filer may have to pay")
    page = loop_page(capital_loop([facts("Quillmark", least, most, deal("Oxmoor", "lease", what="of space"))]))
    assert "| Quillmark | buys from | Tessel | purchase commitments | at least $3.3 billion |" in page
    assert "| most Quillmark may have to pay | about $2 billion |" in page
    assert "| Oxmoor | space or equipment |" in page


def test_names_at_the_foot_end_above_the_legend(facts: Make, deal: Make) -> None:
    """Review 46: outer labels ran into the legend."""
    names = [f"{letter * 33} {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]
    svg = drawn(loop_picture(capital_loop([facts("Quillmark", *(deal(name) for name in names))])))
    height = float(svg.attrib["viewBox"].split()[3])
    (middle,) = [
        g for g in svg.findall("{*}g") if g.attrib.get("transform", "").startswith("translate(") and len(g) > 9
    ]
    top = float(middle.attrib["transform"].split()[1].rstrip(")"))
    for group in middle.findall("{*}g"):
        text = group.find("{*}text")
        if "transform" not in group.attrib or text is None or text.text is None:
            continue
        y = float(group.attrib["transform"].split()[1].rstrip(")"))
        angle = math.radians(float(text.attrib["transform"][7:-1]))
        reach = (11 + 6.6 * len(text.text)) * math.sin(angle) * (-1 if text.attrib["text-anchor"] == "end" else 1)
        assert top + y + reach < height - 60
