"""``briefs score`` gives the figures of the scorer that lies beside the real labels, whatever the deals are."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from pipeline import config
from pipeline.records import Deal, DealType, Payer
from pipeline.run.facts import to_json
from pipeline.run.scoring import score
from pipeline.score import Label, Labels, figures, totals
from tests.score.conftest import fact_file, made_from

if TYPE_CHECKING:
    from pathlib import Path

# The calls and the 8-K are read in a moment; with the three 10-Qs this test would take half a minute.
QUICK = ("AMCR_2022-07-01_8-K.pdf", "CRWV_2025-11-10_call.txt", "NVDA_2025-05-28_call.pdf", "ORCL_2025-09-09_call.txt")


def theirs(gold: Path, labels: Path, facts: Path, folder: Path) -> dict[str, Any]:
    told = folder / "theirs.json"
    command = [
        sys.executable,
        str(gold / "score.py"),
        "--gold",
        str(labels),
        "--facts",
        str(facts),
        "--json",
        str(told),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return dict(json.loads(told.read_text("utf-8")))


def ours(labels: Path, facts: Path) -> dict[str, Any]:
    result = score(labels, facts, (), config.Settings())
    documents = {stem: figures(one) for stem, one in result.documents.items()}
    return {"summary": totals(list(result.documents.values())), "documents": documents}


def bent(labels: tuple[Label, ...], chance: random.Random) -> tuple[Deal, ...]:
    """Deals as an engine might give them: some missing, some told twice, some with a wrong party, sum, side or page."""
    deals: list[Deal] = []
    for number, one in enumerate(labels):
        if chance.random() < 0.3:
            continue
        copies = range(1 + (chance.random() < 0.2))
        deals += [changed(made_from(one, f"deal-{number}-{copy}"), chance, labels) for copy in copies]
    chance.shuffle(deals)
    return tuple(deals)


def changed(deal: Deal, chance: random.Random, labels: tuple[Label, ...]) -> Deal:
    update: dict[str, Any] = {}
    other = made_from(chance.choice(labels), "other")
    if chance.random() < 0.25:
        update["counterparty"] = other.counterparty
    if chance.random() < 0.2:
        words = deal.counterparty.name.split()
        update["counterparty"] = deal.counterparty.model_copy(update={"name": words[0], "aliases": ()})
    if chance.random() < 0.25 and deal.amounts:
        update["amounts"] = deal.amounts[chance.randrange(len(deal.amounts)) :]
    if chance.random() < 0.15:
        update["amounts"] = other.amounts
    if chance.random() < 0.15:
        update["amounts"] = tuple(
            a.model_copy(update={"value": a.value * chance.choice([1, 1000])}) for a in deal.amounts
        )
    if chance.random() < 0.2:
        update["type"] = chance.choice(list(DealType))
    if chance.random() < 0.2:
        update["payer"] = chance.choice(list(Payer))
    if chance.random() < 0.2:
        update["binding"] = other.binding
    if chance.random() < 0.3:
        update["evidence"] = tuple(
            e.model_copy(update={"page": e.page + chance.choice([0, 1, 2]), "quote": e.quote[chance.randrange(20) :]})
            for e in deal.evidence
        )
    return deal.model_copy(update=update)


@pytest.mark.parametrize("seed", range(2))
def test_bent_deals_are_scored_as_there(seed: int, gold: Path, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311  (a test that can be run again)
    facts = tmp_path / "facts"
    for path in sorted((gold / "labels").glob("*.json")):
        deals = bent(Labels.model_validate_json(path.read_bytes()).labels, chance)
        file = facts / path.stem / "x_10-Q.json"
        file.parent.mkdir(parents=True)
        file.write_bytes(to_json(fact_file(f"filings/{path.stem}.pdf", deals)))
    mine = ours(gold / "labels", facts)
    assert mine == theirs(gold, gold / "labels", facts, tmp_path)
    assert 0.2 < mine["summary"]["core_recall"] < 0.95
    assert mine["summary"]["duplicates"] > 0


def test_what_the_rules_find_is_scored_as_there(gold: Path, real_filings: Path, tmp_path: Path) -> None:
    labels, facts = tmp_path / "labels", tmp_path / "facts"
    labels.mkdir()
    files = [real_filings / name for name in QUICK]
    for file in files:
        name = f"{file.stem}.json"
        (labels / name).write_bytes((gold / "labels" / name).read_bytes())
    result = score(labels, None, files, config.Settings(output=str(tmp_path / "outputs")))
    assert result.problems == ()
    for stem, one in result.documents.items():
        path = facts / stem / "x.json"
        path.parent.mkdir(parents=True)
        path.write_bytes(to_json(fact_file(f"filings/{stem}.txt", one.deals)))
    documents = {stem: figures(one) for stem, one in result.documents.items()}
    mine = {"summary": totals(list(result.documents.values())), "documents": documents}
    assert mine == theirs(gold, labels, facts, tmp_path)
