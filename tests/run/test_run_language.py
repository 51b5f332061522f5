"""A run in another language finds the same facts, and writes the same bytes every time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline import config
from pipeline.brief import lint
from pipeline.errors import SettingsError
from pipeline.run import Options, conduct
from tests.run.conftest import Heard

if TYPE_CHECKING:
    from collections.abc import Callable

    Runs = Callable[..., dict[str, bytes]]

SAMPLES = ("HVSN_2026-09-27_call.txt", "QRND_2026-06-30_10-K.pdf")


@pytest.fixture
def runs(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    monkeypatch.chdir(tmp_path)
    inbox = tmp_path / "filings"
    inbox.mkdir()
    for name in SAMPLES:
        (inbox / name).write_bytes((repository / "filings" / "samples" / name).read_bytes())

    def run(output: str, *flags: str) -> dict[str, bytes]:
        chosen: dict[str, config.Value | None] = {"output": output, "engine": "rules", "jobs": 1}
        settings = config.load(chosen | dict(flag.split("=") for flag in flags), {}, tmp_path)
        heard = Heard()
        report = conduct((), settings, Options(), heard, heard.stop)
        assert report.exit_code == 0
        files = sorted(path for path in Path(output).rglob("*") if path.is_file() and ".briefs" not in path.parts)
        return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}

    return run


def _facts(content: bytes) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(content)
    del facts["summary"]
    del facts["engine"]["settings"]
    return facts


def test_another_language_changes_words_and_no_fact(runs: Runs) -> None:
    english, chinese = runs("en"), runs("zh", "language=zh")
    assert english.keys() == chinese.keys()
    stems = [name.removesuffix(".json") for name in english if "/" in name and name.endswith(".json")]
    assert len(stems) == len(SAMPLES)
    for stem in stems:
        assert _facts(english[f"{stem}.json"]) == _facts(chinese[f"{stem}.json"])
        told = json.loads(chinese[f"{stem}.json"])["summary"]
        assert told["language"] == "zh"
        assert "language" not in json.loads(english[f"{stem}.json"])["summary"]
        text = chinese[f"{stem}.md"].decode()
        assert lint(text) == ()
        assert text != english[f"{stem}.md"].decode()
        assert told["headline"].replace("$", "") in text.replace("\\$", "").replace("$", "")
    assert chinese["README.md"].decode().startswith("# 简报")


def test_another_language_works_documents_again_and_a_rerun_does_not(runs: Runs) -> None:
    english = runs("out")
    chinese = runs("out", "language=zh")
    assert english["README.md"] != chinese["README.md"]
    assert runs("out", "language=zh") == chinese
    assert runs("other", "language=zh") == chinese
    assert runs("out") == english


def test_a_language_there_is_not_is_refused_with_those_there_are(runs: Runs) -> None:
    with pytest.raises(SettingsError, match="en or zh"):
        runs("out", "language=xx")
