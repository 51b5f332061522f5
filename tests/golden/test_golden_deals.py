"""The planted deals of the sample filings, found by the rooms one after the other.

Every core deal must be found with the party, type, payer, strength and page it was planted with, and with the planted
amount in front, because that is the one page, picture and loop show. An intent is never shown as binding, an analyst's
guess never becomes a deal, and every planted sentence is read on the page where it is printed.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipeline.check import check
from pipeline.extract.rules import RulesEngine
from pipeline.lexis import legal_core, normalise
from pipeline.loop import capital_loop
from pipeline.read import read
from pipeline.records import (
    Binding,
    CoverageFacts,
    Deal,
    Document,
    DocumentFacts,
    EngineFacts,
    FactFile,
    PartyKind,
    Summary,
)
from pipeline.resolve import resolve
from pipeline.select import select

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent / "filings" / "samples"
STEMS = sorted(path.stem for path in (HERE / "planted").glob("*.json"))
BOUND = {Binding.FIRM, Binding.DONE}
Label = dict[str, Any]


class Worked(NamedTuple):
    document: Document
    deals: tuple[Deal, ...]
    labels: list[Label]


@cache
def worked(stem: str) -> Worked:
    path = next(path for path in sorted(SAMPLES.iterdir()) if path.is_file() and path.stem == stem)
    document = read(path, f"filings/samples/{path.name}")
    proposals = RulesEngine().propose(document, select(document).passages)
    deals = resolve(document, check(document, proposals).proved)
    labels = json.loads((HERE / "planted" / f"{stem}.json").read_text(encoding="utf-8"))["labels"]
    return Worked(document, deals, labels)


def words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", legal_core(name).lower().replace("\u2019", "'")))


def same_party(label: Label, deal: Deal) -> bool:
    party = label["counterparty"]
    if party["kind"] == "class" and deal.counterparty.kind is PartyKind.CLASS:
        return True
    wanted = [words(name) for name in (party["name"], *party["aliases"])]
    found = [words(name) for name in (deal.counterparty.name, *deal.counterparty.aliases)]
    return any(one and other and (one <= other or other <= one) for one in wanted for other in found)


def same_amount(label: Label, deal: Deal) -> bool:
    if not label["amounts"]:
        return True
    first = label["amounts"][0]
    return any(amount.unit == first["unit"] and amount.value == Decimal(str(first["value"])) for amount in deal.amounts)


def printed_as_planted(label: Label, deal: Deal) -> bool:
    """The first amount is the one that page, picture and loop show; a table's total may be more exact than the text."""
    first, shown = label["amounts"][0], deal.amounts[0]
    planted = Decimal(str(first["value"]))
    bound = {"up_to", "at_least"}
    return (
        shown.unit == first["unit"]
        and abs(shown.value - planted) <= planted / 100
        and (shown.qualifier == first["qualifier"] or not bound & {shown.qualifier, first["qualifier"]})
    )


def right_type(label: Label, deal: Deal) -> bool:
    return deal.type in {label["type"], *label["also_ok"]}


def on_its_page(label: Label, deal: Deal) -> bool:
    pages = {evidence["page"] for evidence in label["evidence"]}
    return any(evidence.page in pages for evidence in deal.evidence)


def likeness(label: Label, deal: Deal) -> tuple[bool, bool, bool, bool]:
    return (
        right_type(label, deal),
        on_its_page(label, deal),
        deal.payer == label["payer"],
        deal.binding == label["binding"],
    )


def pairs(stem: str) -> list[tuple[Label, Deal | None]]:
    """Each label with its deal: same party and amount, the right type first; no deal serves two labels."""
    free = list(worked(stem).deals)
    matched: list[tuple[Label, Deal | None]] = []
    for label in worked(stem).labels:
        fit = [deal for deal in free if same_party(label, deal) and same_amount(label, deal)]
        best = max(fit, key=partial(likeness, label), default=None)
        if best is not None:
            free.remove(best)
        matched.append((label, best))
    return matched


def gaps(stem: str) -> set[str]:
    """What is not as planted, among the core deals: ``HVSN-03 missed``, ``HVSN-04 payer``."""
    found = set()
    for label, deal in pairs(stem):
        if label["tier"] != "core":
            continue
        name = label["id"]
        if deal is None:
            found.add(f"{name} missed")
            continue
        if not right_type(label, deal):
            found.add(f"{name} type")
        if deal.payer not in {label["payer"], *label["also_payer"]}:
            found.add(f"{name} payer")
        if label["type"] != "concentration" and deal.binding not in {label["binding"], *label["also_binding"]}:
            found.add(f"{name} binding")
        if not on_its_page(label, deal):
            found.add(f"{name} page")
        if label["amounts"] and not printed_as_planted(label, deal):
            found.add(f"{name} printed amount")
    return found


@pytest.mark.parametrize("stem", STEMS)
def test_every_core_deal_is_found_as_planted(stem: str) -> None:
    assert sorted(gaps(stem)) == []


@pytest.mark.parametrize("stem", STEMS)
def test_every_planted_sentence_is_read_on_its_page(stem: str) -> None:
    document, _, labels = worked(stem)
    pages = {
        page.number: "".join(normalise(document.text[page.start : page.end]).text.split()) for page in document.pages
    }
    lost = []
    for label in labels:
        for evidence in label["evidence"]:
            quote = "".join(normalise(evidence["quote"]).text.split())
            here = pages.get(evidence["page"], "")
            # A sentence that runs over the page end begins on its page.
            if quote not in here and not (quote[:30] in here and quote[-30:] in pages.get(evidence["page"] + 1, "")):
                lost.append((label["id"], evidence["page"], evidence["quote"]))
    assert lost == []


@pytest.mark.parametrize("stem", STEMS)
def test_no_intent_is_shown_as_binding(stem: str) -> None:
    document, deals, labels = worked(stem)
    for label in (label for label in labels if label["binding"] == "intent"):
        for amount in label["amounts"][:1]:
            shown = [
                deal
                for deal in deals
                if same_party(label, deal) and same_amount({"amounts": [amount]}, deal) and deal.binding in BOUND
            ]
            assert shown == [], (document.path, label["id"])


def test_the_planted_circles_are_found_in_what_was_read() -> None:
    files = [
        FactFile(
            document=DocumentFacts(
                **document.identity.model_dump(),
                path=stem,
                sha256=document.sha256,
                pages=len(document.pages),
                characters=len(document.text),
            ),
            engine=EngineFacts(name="rules", prompts="p", settings="s", version="0"),
            coverage=CoverageFacts(),
            deals=deals,
            summary=Summary(headline="h"),
        )
        for stem in STEMS
        for document, deals, _ in [worked(stem)]
    ]
    assert [(circle.id, circle.strength) for circle in capital_loop(files).circles] == [
        ("brkw>hvsn", Binding.FIRM),
        ("brkw>hvsn>qrnd", Binding.INTENT),
        ("hvsn>qrnd", Binding.INTENT),
    ]


def test_an_analysts_guess_is_no_deal() -> None:
    guessed = {
        (Decimal(15_000_000_000), "USD"),
        (Decimal(10), "percent"),
        (Decimal(30_000_000_000), "USD"),
        (Decimal(40_000_000_000), "USD"),
    }
    _, deals, _ = worked("HVSN_2026-09-27_call")
    assert len(deals) > 0
    for deal in deals:
        assert not guessed & {(amount.value, amount.unit) for amount in deal.amounts}
        for evidence in deal.evidence:
            assert not re.search(r"our checks suggest|I could see you|I read that", evidence.quote)


@pytest.mark.parametrize(
    ("stem", "company", "ticker", "form", "period_end"),
    [
        ("BRKW_2026-06-30_10-Q", "Brackwater Cloud Corporation", "BRKW", "10-Q", "2026-06-30"),
        ("BRKW_2026-09-30_10-Q", "Brackwater Cloud Corporation", "BRKW", "10-Q", "2026-09-30"),
        ("CMDP_2026-09-30_10-Q", "Castlemere Data Properties Trust", "CMDP", "10-Q", "2026-09-30"),
        ("HVSN_2026-09-27_10-Q", "Halvorsen Silicon, Inc.", "HVSN", "10-Q", "2026-09-27"),
        ("QRND_2026-06-30_10-K", "Quorndale Reasoning, Inc.", "QRND", "10-K", "2026-06-30"),
    ],
)
def test_the_cover_is_read(stem: str, company: str, ticker: str, form: str, period_end: str) -> None:
    identity = worked(stem).document.identity
    assert (identity.company, identity.ticker, identity.form) == (company, ticker, form)
    assert identity.period_end is not None
    assert identity.period_end.isoformat() == period_end
