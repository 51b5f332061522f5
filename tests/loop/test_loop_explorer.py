"""The page a person explores: one file, nothing from outside, words of filings as text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from lxml import html

from pipeline.loop import capital_loop, loop_html
from pipeline.loop.explorer import MOST_FLOWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.loop import Loop

    Make = Callable[..., Any]

EVIL = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>&amp;{{ 7*7 }}\u2028"


def parsed(page: str) -> Any:
    return html.fromstring(page)


def data(page: str) -> Any:
    (element,) = parsed(page).xpath("//script[@id='map']")
    return json.loads(element.text)


def circle(facts: Make, deal: Make) -> Loop:
    return capital_loop(
        [
            facts(
                "Quillmark",
                deal("Tessel", "equity_investment", billions="2", binding="intent"),
                deal("Tessel", "sales_contract", "counterparty", billions="6"),
                deal("lenders", "debt", party_kind="class"),
                deal("Customer A", "concentration", "none", billions=None, party_kind="anonymous"),
            )
        ]
    )


def test_everything_told_is_in_the_data(facts: Make, deal: Make) -> None:
    told = data(loop_html(circle(facts, deal), {"Quillmark": "QLMK/2031.md"}))
    assert len(told["flows"]) == 4
    assert {node["kind"] for node in told["nodes"]} == {"company", "group", "anonymous"}
    (one,) = told["circles"]
    assert one["story"].startswith("Quillmark puts capital into Tessel ($2 billion, only intended), which buys from")
    assert "not binding all the way round" in one["story"]
    said = told["flows"][one["legs"][0]]["told"][0]
    assert (said["quote"], said["page"], said["link"]) == ("We told of Tessel.", 7, "QLMK/2031.md")


def test_nothing_comes_from_outside(facts: Make, deal: Make) -> None:
    page = loop_html(circle(facts, deal))
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page)
    assert "@import" not in page
    assert "url(" not in page
    (policy,) = parsed(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    scripts = parsed(page).xpath("//script[not(@type)]")
    digest = base64.b64encode(hashlib.sha256(scripts[0].text.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy


def test_words_of_filings_are_data_and_never_markup(facts: Make, deal: Make) -> None:
    loop = capital_loop([facts(EVIL, deal(EVIL + "2", summary=EVIL, quote=EVIL))])
    page = loop_html(loop, {EVIL: EVIL})
    assert len(parsed(page).xpath("//script")) == 2
    assert "<img" not in page
    told = data(page)
    assert "<script>" in told["flows"][0]["told"][0]["quote"]
    assert "49" not in told["flows"][0]["told"][0]["quote"]
    assert not told["flows"][0]["told"][0]["link"].lower().startswith(("javascript:", "http"))


def test_of_very_many_flows_the_rest_is_counted(facts: Make, deal: Make) -> None:
    count = MOST_FLOWS // 10 + 1
    files = [facts(f"Firm{n}", *(deal(f"Other{n}x{m}", id=f"{m}") for m in range(10))) for n in range(count)]
    page = loop_html(capital_loop(files))
    assert len(data(page)["flows"]) == MOST_FLOWS
    assert "10 more flows are in loop.json." in page


def test_the_legs_of_circles_are_kept_first(facts: Make, deal: Make) -> None:
    many = [facts(f"Firm{n}", *(deal(f"Other{n}x{m}", id=f"{m}", billions="9") for m in range(9))) for n in range(450)]
    small = facts("Alder", deal("Birch", billions="0.1"), deal("Birch", "sales_contract", "counterparty"))
    assert len(data(loop_html(capital_loop([*many, small])))["circles"]) == 1
