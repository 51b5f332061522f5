"""A whole run against a service that lies, over HTTP: what is published holds none of its lies."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bench.lying.lies import INVENTED, MARKUP
from bench.lying.service import LyingService, shows
from bench.lying.truths import truth
from pipeline import config
from pipeline.brief import lint
from pipeline.run import Options, conduct
from tests.serving import Reply, says

if TYPE_CHECKING:
    from tests.run.conftest import Heard
    from tests.serving import Serving

NAMES = ("HVSN_2026-09-27_10-Q.pdf", "BRKW_2026-06-30_10-Q.htm", "HVSN_2026-09-27_call.txt")


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.enable_socket
def test_a_run_with_a_lying_model_publishes_none_of_its_lies(
    serving: Serving, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heard: Heard
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_BASE_URL", serving.url)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0123456789")
    (tmp_path / "filings").mkdir()
    for name in NAMES:
        shutil.copy(repository / "filings" / "samples" / name, tmp_path / "filings" / name)
    liar = LyingService([truth(tmp_path / "filings" / name) for name in NAMES], seed=9)

    def respond(body: Any) -> Reply:
        return says(liar.answer(body))

    serving.respond = respond
    report = conduct((), config.load({"jobs": 1, "engine": "model"}, {}), Options(), heard, heard.stop)
    assert [outcome.result.value for outcome in report.outcomes] == ["done"] * len(NAMES), report.outcomes
    assert len(liar.told) + len(liar.prose.told) >= 300
    for path in Path("outputs").glob("*/*.json"):
        facts = json.loads(path.read_text("utf-8"))
        inside = [
            (lie.kind, lie.way, lie.said)
            for lie in liar.told
            for deal in facts["deals"]
            if any(source.endswith(": model") for source in deal["sources"]) and shows(lie, deal)
        ]
        assert inside == []
        page = path.with_suffix(".md").read_text("utf-8")
        assert lint(page) == ()
        left_out = r"\n##+ (?:What|More that) could not be read or checked\n.*?(?=\n##+ |\n<)"
        shown = re.sub(left_out, "", page, flags=re.DOTALL)
        for word in (*INVENTED, *MARKUP, "Wisteria", "Emperor", "pomegranate", "Ostrava"):
            assert word not in shown
        for _, text in liar.prose.told:
            assert text.rstrip(".") not in shown
