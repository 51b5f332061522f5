"""What a run is said to take before it is begun: all of its rounds, as measured, and nothing that is paid already."""

from __future__ import annotations

import sqlite3
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline import config
from pipeline.run import Options, conduct
from pipeline.run.jobs import Ways
from pipeline.run.rounds import LATER, still
from tests import standin
from tests.drills.calls import call

if TYPE_CHECKING:
    from pipeline.run.money import Forecast
    from tests.run.conftest import Heard
    from tests.serving import Serving


def test_the_measured_run_is_told_as_it_was() -> None:
    """Nine documents, 36 first questions: 53 requests followed, of 275,576 tokens and what their schemas take.

    Which deals are one was not asked then.
    """
    questions = (2, 5, 4, 3, 3, 3, 3, 5, 8)
    requests: Counter[str] = Counter()
    measured = [later for later in LATER if later.stage != "join"]
    for later in measured:
        requests[later.stage] += round(sum(later.requests(first) for first in questions))
    assert requests == {"mend": 10, "verify": 25, "summarise": 18}
    sent = sum(later.requests(first) * later.sent for later in measured for first in questions)
    assert 275_576 < sent < 1.2 * 275_576


@pytest.mark.parametrize(
    ("asked", "follow"),
    [
        (["extract"], ["mend", "verify", "join", "summarise", "summarise"]),
        (["extract", "extract", "mend"], ["verify", "join", "summarise", "summarise"]),
        (["extract", "verify"], ["join", "summarise", "summarise"]),
        (["extract", "verify", "join", "summarise"], ["summarise"]),
        (["extract", "verify", "summarise", "summarise"], []),
    ],
)
def test_what_was_asked_follows_no_more(asked: list[str], follow: list[str]) -> None:
    assert [later.stage for later in still(asked, Ways(second_look=True))] == follow


def test_what_is_not_wished_for_is_not_priced() -> None:
    """The second look is off unless it is asked for; gleaning asks about every part again."""
    assert [later.stage for later in still(["extract"], Ways())] == ["mend", "join", "summarise", "summarise"]
    assert still(["extract"], Ways(glean=True))[0].requests(7) == 7


@pytest.mark.enable_socket
def test_a_forecast_is_of_all_rounds_and_what_is_answered_is_in_none(
    serving: Serving, heard: Heard, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    serving.respond = standin.reply
    monkeypatch.setenv("OPENAI_BASE_URL", serving.url)
    monkeypatch.chdir(tmp_path)
    Path("filings").mkdir()
    Path("filings", "a.txt").write_text(call(0), "utf-8")
    settings = config.load({"jobs": 1, "engine": "model"}, {})

    def told(*, dry_run: bool = True) -> Forecast:
        found = conduct((), settings, Options(dry_run=dry_run, force=True), heard, heard.stop).forecast
        assert found is not None
        return found

    fresh = told(dry_run=False)
    first = sum(standin.shape_of(body) == "PassageAnswer" for body in serving.asked)
    later = sum(one.requests(first) for one in still(["extract"], Ways()))
    assert fresh.requests == round(first + later) > first
    assert "about" in fresh.line()
    done = told()
    assert (done.requests, done.tokens, done.likely_usd) == (0, 0, Decimal(0))
    assert done.kept == len(serving.asked)

    with sqlite3.connect("outputs/.briefs/store.sqlite") as store:
        store.execute("DELETE FROM briefs_answers WHERE text LIKE '%headline%'")
    store.close()
    half = told()
    assert 1 <= half.requests <= 2
    assert half.likely_usd is not None
    assert fresh.likely_usd is not None
    assert 0 < half.likely_usd < fresh.likely_usd / 2
