from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from pipeline.brief import picture
from pipeline.brief.letters import width
from pipeline.brief.picture import alternative
from pipeline.brief.svg import COLOURS
from pipeline.records import CoverageFacts, PartyKind

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def texts(svg: str) -> list[str]:
    return ["".join(map(str, node.itertext())) for node in drawn(svg).iter(f"{SVG}text")]


def strokes(svg: str) -> list[dict[str, str]]:
    return [
        {str(key): str(value) for key, value in node.attrib.items()}
        for node in drawn(svg).iter(f"{SVG}path")
        if node.get("fill") == "none"
    ]


def x_of(svg: str, words: str) -> int:
    return next(
        int(str(node.get("x"))) for node in drawn(svg).iter(f"{SVG}text") if "".join(map(str, node.itertext())) == words
    )


def test_payers_stand_left_and_the_paid_right(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    svg = picture(
        make_facts(
            make_deal("Birch", make_amount("5000000000")),
            make_deal("Cedar", make_amount("4000000000"), payer="counterparty"),
        )
    )
    assert x_of(svg, "Cedar") < x_of(svg, "Alder") < x_of(svg, "Birch")
    assert "$5 billion · stake · p. 3" in texts(svg)


def test_more_money_is_thicker_and_no_amount_is_thin(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    svg = picture(
        make_facts(
            make_deal("Birch", make_amount("40000000000")),
            make_deal("Cedar", make_amount("10000000000")),
            make_deal("Fir"),
        )
    )
    widths = [float(stroke["stroke-width"]) for stroke in strokes(svg)]
    assert widths == [24, 12, 2.5]
    assert "not disclosed · stake · p. 3" in texts(svg)


def test_other_currencies_are_not_compared(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    svg = picture(
        make_facts(
            make_deal("Birch", make_amount("4000000")),
            make_deal("Cedar", make_amount("1000000")),
            make_deal("Fir", make_amount("90000000000", "JPY")),
        )
    )
    by_width = {stroke["stroke-width"] for stroke in strokes(svg)}
    assert by_width == {"24", "12", "6"}
    assert "thicker: more money (in USD only)" in texts(svg)


@pytest.mark.parametrize(
    ("binding", "legend"), [("intent", "only intended"), ("conditional", "conditions not yet met")]
)
def test_what_is_not_binding_is_dashed_and_the_legend_says_why(
    make_facts: Any, make_deal: Any, make_amount: Any, binding: str, legend: str
) -> None:
    svg = picture(make_facts(make_deal("Birch", make_amount("5000000000"), binding=binding)))
    assert "stroke-dasharray" in strokes(svg)[0]
    assert legend in texts(svg)
    firm = picture(make_facts(make_deal("Birch", make_amount("5000000000"))))
    assert "stroke-dasharray" not in firm


def test_parts_of_a_total_are_not_drawn_beside_it(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    notes = [
        make_deal("noteholders", make_amount(str(n * 10**9)), type="debt", kind=PartyKind.CLASS, id=f"n{n}")
        for n in (1, 2, 8)
    ]
    svg = picture(make_facts(*notes))
    assert len(strokes(svg)) == 1
    assert "$8 billion · debt · p. 3" in texts(svg)


def test_at_most_five_a_side_and_the_rest_is_counted(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    svg = picture(make_facts(*(make_deal(f"Party {n}", make_amount("5000000000"), id=f"d{n}") for n in range(10))))
    assert len(strokes(svg)) == 5
    assert "and 5 more" in texts(svg)


def test_ended_deals_and_deals_without_payment_are_not_drawn(make_facts: Any, make_deal: Any) -> None:
    svg = picture(
        make_facts(
            make_deal("Birch", binding="ended"), make_deal("Cedar", payer="none"), make_deal("Fir", payer="mutual")
        )
    )
    assert strokes(svg) == []


def test_a_sum_sued_for_is_not_drawn_as_money_paid(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    claimed = make_deal("Cedar Mining", make_amount("150000000"), type="settlement", binding="unclear")
    settled = make_deal("Elm Mining", make_amount("27000000"), type="settlement", binding="firm")
    drawn = picture(make_facts(claimed, settled))
    assert "Elm Mining" in drawn
    assert "Cedar Mining" not in drawn
    assert "Cedar Mining" not in alternative(make_facts(claimed, settled))


def test_without_deals_both_sides_say_so(make_facts: Any) -> None:
    svg = picture(make_facts())
    assert texts(svg).count("Nobody found") == 2
    partial = make_facts(coverage=CoverageFacts(partial=True))
    assert texts(picture(partial)).count("Nobody found in what was read") == 2
    assert strokes(svg) == []


def test_every_word_fits_the_card(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    long = "The Extraordinarily Long Name Of A Company That Never Ends International Holdings"
    svg = picture(
        make_facts(
            *(
                make_deal(
                    f"{n} {long}",
                    make_amount("123456789000", "CHF", qualifier="at_least"),
                    id=f"{n}{payer}",
                    payer=payer,
                    binding="intent",
                    type="joint_venture",
                )
                for n in range(9)
                for payer in ("filer", "counterparty")
            ),
            company=long,
        )
    )
    root = drawn(svg)
    across = int(str(root.get("width")))
    for node in root.iter(f"{SVG}text"):
        bold = node.get("font-weight", "400") != "400"
        inner = "".join(map(str, node.itertext()))
        length = width(inner, float(str(node.get("font-size"))), bold=bold)
        x, anchor = float(str(node.get("x"))), node.get("text-anchor", "start")
        left = {"start": x, "middle": x - length / 2, "end": x - length}[anchor]
        assert left >= 10, inner
        assert left + length <= across - 10, inner
        if 96 < float(str(node.get("y"))) < 330:  # beside the arrows
            assert left + length <= 328 if anchor == "start" else anchor == "middle" or left >= across - 328, inner
    assert long in str(root.findtext(f".//{SVG}g/{SVG}title"))


def test_hostile_names_stay_text_and_it_is_accessible(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    name = '<script>alert(1)</script> & "Sons" ]]> <!-- \x1b'
    svg = picture(make_facts(make_deal(name, make_amount("5000000000", what=name)), company=name))
    root = drawn(svg)
    assert {etree.QName(node).localname for node in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "rect",
        "text",
        "tspan",
        "line",
        "path",
        "g",
        "style",
    }
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title")
    assert "$5 billion" in str(root.findtext(f"{SVG}desc"))
    assert not re.search(r"(?:href|src|url\(|@import|on\w+=)", svg)


def test_it_can_stand_alone(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    """Shared without its page it says whose it is, of when, from where, and that it is no advice."""
    said = texts(picture(make_facts(make_deal("Birch", make_amount("5000000000")))))
    assert "Alder: who pays whom" in said
    assert "Alder Corporation (ALDR) · 10-Q (quarterly report) · period to 30 September 2025" in said
    source = next(line for line in said if line.startswith("Source"))
    assert source.startswith("Source: the 10-Q, on the pages named (p.).")
    assert source.endswith("not investment advice.")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ground", [0, 1])
def test_words_stand_out_in_light_and_in_dark(ground: int) -> None:
    for name, shades in COLOURS.items():
        if name in {"card", "rule", "box"}:
            continue
        under = COLOURS["box" if name.endswith("on_box") else "card"][ground]
        high, low = sorted((luminance(shades[ground]), luminance(under)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, name


def test_every_colour_used_has_one_for_the_dark(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    svg = picture(
        make_facts(
            *(
                make_deal(f"Birch {kind}", make_amount("5000000000", "USD"), type=kind, binding=binding, id=kind)
                for kind, binding in (("debt", "firm"), ("acquisition", "conditional"), ("other", "intent"))
            )
        )
    )
    style = str(drawn(svg).findtext(f"{SVG}style"))
    for node in drawn(svg).iter():
        for attribute, suffix in (("fill", ""), ("stroke", "-line")):
            shade = node.get(attribute)
            if shade not in {None, "none"}:
                name = next(name for name, shades in COLOURS.items() if shades[0] == shade)
                names = str(node.get("class")).split()
                mine = [each for each in names if each.removesuffix("-line") in COLOURS and each.endswith(suffix)]
                assert any(COLOURS[each.removesuffix("-line")][0] == shade for each in mine), (name, names)
                assert f".{mine[0]}{{" in style


def test_words_in_the_picture_are_shown_in_a_browser(browser: Any, tmp_path: Path, busy: Any) -> None:
    """In light and in dark the card has its ground, and no word leaves it."""
    path = tmp_path / "p.svg"
    path.write_text(picture(busy), "utf-8")
    for scheme, ground in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(13, 17, 23)")):
        tab = browser.new_page(color_scheme=scheme)
        tab.goto(path.as_uri())
        assert tab.evaluate("getComputedStyle(document.querySelector('rect.card')).fill") == ground
        boxes = tab.evaluate(
            "[...document.querySelectorAll('text')].map(t => [t.getBBox().x, t.getBBox().x + t.getBBox().width])"
        )
        assert all(left >= 10 and right <= 1070 for left, right in boxes)
        tab.close()
