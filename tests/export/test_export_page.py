"""The page of all deals: a table without a script, quotes and pictures as data, and no word of a filing as markup."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from pipeline.export import Shown, deals_html
from pipeline.export.words import CHANGES, REVIEWS
from pipeline.inert import clean
from pipeline.records import Change, Evidence
from pipeline.records.places import Picture, Seen
from pipeline.records.reviewed import DealReview
from tests.export.conftest import STEM, made
from tests.loop.conftest import make_deal

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Deal

EVIL = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>&amp;{{ 7*7 }}\u2028\u202e]]>"
PICTURE = Picture(b"\x89PNG not really", 612.0, 792.4)


def parsed(page: str) -> Any:
    return html.fromstring(page)


def data(page: str) -> Any:
    (element,) = parsed(page).xpath("//script[@id='told']")
    return json.loads(element.text)


def on_page_seven(**more: Any) -> dict[str, Shown]:
    seen = {(0, 9): (Seen(7, 0.1, 0.25, 0.9, 0.27), Seen(8, 0.1, 0.05, 0.4, 0.07))}
    return {STEM: Shown(around={(0, 9): ("Before\n\n it. ", "We told.", "\nAfter.")}, seen=seen, **more)}


def test_the_table_stands_without_a_script(deal: Callable[..., Deal]) -> None:
    page = deals_html(made(deal("Tessel", "equity_investment", binding="intent", what="sum"), deal("Other")), {})
    lines = [[cell.text_content() for cell in row] for row in parsed(page).xpath("//tbody/tr")]
    assert lines[0] == [
        "Quillmark Inc.",
        "10-Q 2031-06-30",
        "Tessel",
        "stake sum",
        "the company",
        "$1 billion",
        "only intended",
        "",
        "7",
    ]
    assert [line[2] for line in lines] == ["Tessel", "Other"]
    assert "2 deals in 1 document of 1 company." in page


def test_a_quote_comes_with_the_words_around_it_and_its_boxes(deal: Callable[..., Deal]) -> None:
    told = data(deals_html(made(deal("Tessel")), on_page_seven(pictures={7: PICTURE})))
    (quote,) = told["deals"][0]["quotes"]
    assert quote["words"] == ["Before\nit. ", "We told.", "\nAfter."]
    assert quote["boxes"] == [[7, 1000, 2500, 8000, 200]]
    assert told["documents"][0]["why"] == ""


def test_a_picture_is_shared_by_all_quotes_on_its_page(deal: Callable[..., Deal]) -> None:
    page = deals_html(made(deal("Tessel"), deal("Other")), on_page_seven(pictures={7: PICTURE, 8: PICTURE}))
    sheets = parsed(page).xpath("//script[@type='text/plain']")
    assert [sheet.get("id") for sheet in sheets] == ["p0-7", "p0-8"]
    assert (sheets[0].get("data-width"), sheets[0].get("data-height")) == ("612", "792")
    assert base64.b64decode(sheets[0].text) == PICTURE.png


def test_where_there_is_no_document_the_quote_stands_alone_and_that_is_said(deal: Callable[..., Deal]) -> None:
    page = deals_html(made(deal("Tessel")), {STEM: Shown(why="its document was not found")}, ["One is gone."])
    told = data(page)
    assert told["deals"][0]["quotes"][0]["words"] == ["", "We told of Tessel.", ""]
    assert told["documents"][0]["why"] == "its document was not found"
    assert parsed(page).xpath("//ul[@class='notes']/li/text()") == ["One is gone."]


def test_change_is_a_column_only_where_it_is_known(deal: Callable[..., Deal]) -> None:
    assert "Against the document before" not in deals_html(made(deal("Tessel")), {})
    page = deals_html(
        made(deal("Tessel", change=Change(state="hardened", was="intent", stem="2031-03-31_10-Q", page=3))), {}
    )
    assert ["Before", "intent, page 3, 2031-03-31_10-Q"] in data(page)["deals"][0]["told"]
    assert parsed(page).xpath("//select[@id='change']/option/text()") == ["any", "firmer than before"]
    assert parsed(page).xpath("//tbody/tr/td[8]/text()") == ["firmer than before"]


def test_every_state_of_a_change_and_of_a_review_has_its_words() -> None:
    assert set(CHANGES) == set(get_args(Change.model_fields["state"].annotation))
    assert set(REVIEWS) == {*get_args(DealReview.model_fields["decision"].annotation), "stale", ""}


def test_review_is_a_column_only_where_somebody_reviewed(deal: Callable[..., Deal]) -> None:
    assert "Review <select" not in deals_html(made(deal("Tessel")), {})
    by = {"by": "Ada Holt", "on": dt.date(2031, 8, 2)}
    rows = made(
        deal("Tessel", review=DealReview(decision="corrected", unproved=("payer",), **by)),
        deal("Other", review=DealReview(decision="accepted", stale=("amount",))),
        deal("Third"),
    )
    page = deals_html(rows, {})
    assert parsed(page).xpath("//tbody/tr/td[8]/text()") == ["corrected", "to be looked at again", "not reviewed"]
    assert parsed(page).xpath("//select[@id='review']/option/@value") == ["", "corrected", "stale", "none"]
    told = [dict(each["told"]).get("Reviewed", "") for each in data(page)["deals"]]
    assert told[0] == "corrected, by Ada Holt, on 2031-08-02, on that person's word: payer"
    assert told[1:] == ["accepted, changed since: amount", ""]


def test_nothing_comes_from_outside(deal: Callable[..., Deal]) -> None:
    page = deals_html(made(deal("Tessel")), on_page_seven(pictures={7: PICTURE}, link="../filings/a b:c.pdf"))
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page)
    assert "@import" not in page
    assert "url(" not in page
    (policy,) = parsed(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; img-src data:; ")
    (script,) = parsed(page).xpath("//script[not(@type)]")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert data(page)["documents"][0]["link"] == "../filings/a%20b%3Ac.pdf"


def tags(page: str) -> list[str]:
    return [str(element.tag) for element in parsed(page).iter()]


def evil(said: str) -> str:
    piece = Evidence(start=0, end=9, page=7, quote=said, section=said, speaker=said)
    told = make_deal(
        said,
        id=said,
        what=said,
        unit=said,
        aliases=(said,),
        summary=said,
        binding_phrase=said,
        conditions=(said,),
        evidence=(piece,),
        change=Change(state="changed", was=said),
    )
    rows = made(told, filer=said, path=said, ticker=said)
    shown = {STEM: Shown(why=said, link=said, around={(0, 9): (said, said, said)}, pictures={7: PICTURE})}
    return deals_html(rows, shown, [said])


PIECES = (
    "</script>",
    "<script>",
    "<!--",
    "-->",
    "]]>",
    "<img src=x onerror=1>",
    '" onclick="',
    "{{ 7 }}",
    "&lt;",
    "</td>",
)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES) | st.characters(codec="utf-8"), min_size=1).map("".join))
def test_words_of_filings_are_never_markup(said: str) -> None:
    page = evil(f"x{said}")
    assert tags(page) == tags(evil("x"))
    (deal,) = data(page)["deals"]
    assert deal["party"] == clean(f"x{said}")
    (party,) = parsed(page).xpath("//button[@class='open']")
    assert "".join(party.itertext()) == clean(f"x{said}").replace("\x00", "")


def test_the_worst_words_are_never_markup() -> None:
    page = evil(EVIL)
    assert tags(page) == tags(evil("x"))
    assert "<img" not in page
    assert "alert(1)" in data(page)["deals"][0]["quotes"][0]["words"][1]
    assert not data(page)["documents"][0]["link"].lower().startswith(("javascript:", "http", "<"))
