"""The model engine through a whole run, against a real HTTP server on loopback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline import config
from pipeline.errors import NoKey, SettingsError
from pipeline.run import Options, Report, conduct
from pipeline.run.explain import explain_deal
from tests import standin
from tests.serving import fails

if TYPE_CHECKING:
    from tests.run.conftest import Heard
    from tests.serving import Serving

CALL = """Alder Systems, Inc. (NASDAQ: ALDR)
Q3 2025 Earnings Call
October 28, 2025

Operator: Good afternoon, and welcome to the Alder Systems third quarter 2025 earnings call.

Maria Holt, Chief Executive Officer: Thank you. In the quarter we signed a definitive agreement with Birch Foundry
Corporation to purchase $4.5 billion of wafers through 2028.

Operator: This concludes today's call.
"""


@pytest.fixture
def service(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> Serving:
    serving.respond = standin.reply
    monkeypatch.setenv("OPENAI_BASE_URL", serving.url)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0123456789")
    return serving


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "filings").mkdir()
    (tmp_path / "filings" / "call.txt").write_text(CALL, "utf-8")
    return tmp_path / "filings"


def run(heard: Heard, *, dry_run: bool = False, force: bool = False, **flags: config.Value) -> Report:
    settings = config.load(
        {"jobs": 1, "engine": "model", **{name.replace("__", "."): flags[name] for name in flags}}, {}
    )
    return conduct((), settings, Options(dry_run=dry_run, force=force), heard, heard.stop)


pytestmark = pytest.mark.enable_socket


def test_what_a_model_says_is_checked_published_and_itemised(inbox: Path, service: Serving, heard: Heard) -> None:
    assert inbox.is_dir()
    report = run(heard)
    assert report.exit_code == 0, report.outcomes
    assert len(service.asked) >= 1
    facts = json.loads(Path("outputs/ALDR/2025-10-28_call.json").read_text("utf-8"))
    assert facts["engine"]["name"] == "model"
    assert facts["engine"]["model"] == "gpt-6-luna"
    assert [deal["counterparty"]["name"] for deal in facts["deals"]] == ["Birch Foundry Corporation"]
    first, *learnt = heard.notes
    assert "USD" in first
    assert any("far fewer tokens" in note for note in learnt)
    summary = report.as_json()
    assert [format(usd, "f") for usd in heard.paid if usd] == [summary["cost"]["usd"]]
    assert summary["estimate"]["requests"] >= 1
    assert sum(item["requests"] for item in summary["cost"]["items"]) == len(service.asked)
    assert float(summary["cost"]["usd"]) > 0
    everything = json.dumps(summary).encode() + b"".join(
        path.read_bytes() for path in Path("outputs").rglob("*") if path.is_file()
    )
    assert b"sk-test" not in everything
    asked = len(service.asked)
    assert run(heard).outcomes[0].result.value == "unchanged"
    again = run(heard, force=True)
    assert len(service.asked) == asked, "an answer was paid for twice"
    assert again.bill is not None
    assert again.bill["items"] == []


def test_the_words_are_asked_for_in_the_language_and_nothing_else_again(
    inbox: Path, service: Serving, heard: Heard
) -> None:
    assert inbox.is_dir()
    told = {}
    for code in ("en", "zh"):
        before = len(service.asked)
        assert run(heard, language=code).exit_code == 0
        told[code] = json.loads(Path("outputs/ALDR/2025-10-28_call.json").read_text("utf-8"))
        told[code]["asked"] = len(service.asked) - before
    assert told["zh"]["asked"] == 1
    assert told["en"]["deals"] == told["zh"]["deals"]
    summary = told["zh"]["summary"]
    assert (summary["language"], summary["by"]) == ("zh", "model")
    assert summary["headline"].startswith("Alder Systems 须向 Birch Foundry 购买 45 亿美元（$4.5 billion）")


def test_a_dry_run_prices_and_sends_nothing(inbox: Path, service: Serving, heard: Heard) -> None:
    assert inbox.is_dir()
    report = run(heard, dry_run=True)
    assert report.forecast is not None
    assert report.forecast.requests >= 1
    assert (len(service.asked), Path("outputs").exists()) == (0, False)


def test_a_refused_key_ends_the_run_and_is_not_remembered(inbox: Path, service: Serving, heard: Heard) -> None:
    (inbox / "later.txt").write_text(CALL.replace("October", "November"), "utf-8")
    service.respond = lambda _: fails(401, "invalid_api_key")
    report = run(heard)
    assert [outcome.result.value for outcome in report.outcomes] == ["failed", "not_reached"]
    assert report.outcomes[0].kind == "Refused"
    assert report.exit_code == 1
    service.respond = standin.reply
    assert [outcome.result.value for outcome in run(heard).outcomes] == ["done", "done"]


def test_the_cap_holds_and_what_it_stopped_is_done_when_raised(inbox: Path, service: Serving, heard: Heard) -> None:
    assert inbox.is_dir()
    report = run(heard, model__budget_usd="0.0001")
    assert report.outcomes[0].kind == "OverBudget"
    assert not service.asked
    assert run(heard).outcomes[0].result.value == "done"


def test_without_a_key_it_is_wrong_use(inbox: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    assert inbox.is_dir()
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    with pytest.raises(NoKey):
        run(heard)
    assert run(heard, engine="auto").outcomes[0].result.value == "done"
    assert not heard.notes


def test_how_a_deal_came_about_is_told_from_kept_answers_and_nothing_is_asked(
    inbox: Path, service: Serving, heard: Heard
) -> None:
    assert inbox.is_dir()
    assert run(heard).exit_code == 0
    asked = len(service.asked)
    page = Path("outputs/ALDR/2025-10-28_call.md")
    (name,) = (deal["id"] for deal in json.loads(page.with_suffix(".json").read_text("utf-8"))["deals"])
    story = explain_deal(page, name, config.Settings())
    assert story.whole, story.text
    assert "by the model gpt-6-luna, asked about the passage with extract.system.md.j2" in story.text
    Path("prompts").mkdir()
    Path("prompts/extract.task.md.j2").write_text("Another question about {{ company }}", "utf-8")
    changed = explain_deal(page, name, config.Settings())
    assert not changed.whole
    assert len(service.asked) == asked
    Path("outputs/.briefs/store.sqlite").unlink()
    with pytest.raises(SettingsError, match="answers of gpt-6-luna are not kept"):
        explain_deal(page, name, config.Settings())
