"""Where documents lie ready between two turns: gone with the run, also a killed one, and not where no text may lie."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline import config
from pipeline.run import Options, conduct
from pipeline.run.desk import opened
from tests import standin
from tests.drills.calls import call

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from tests.run.conftest import Heard
    from tests.serving import Reply, Serving

_DIES = """
import os, signal
from pathlib import Path
from pipeline.run.desk import opened
with opened(text=True) as folder:
    Path(folder, "a.pickle").write_bytes(b"text of a document")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def pickles(temporary: Path) -> list[Path]:
    return list(temporary.rglob("*.pickle"))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a kill that nobody hears of")
def test_what_a_killed_run_left_is_removed_and_what_a_running_one_uses_stays(temporary: Path) -> None:
    with opened(text=True) as running:
        Path(running, "mine.pickle").touch()
        subprocess.run([sys.executable, "-P", "-c", _DIES], check=False)
        assert len(pickles(temporary)) == 2
        with opened(text=False) as none:
            assert none == ""
            assert [path.name for path in pickles(temporary)] == ["mine.pickle"]
    assert list(temporary.iterdir()) == []


@pytest.mark.enable_socket
@pytest.mark.parametrize("text", [True, False])
def test_documents_lie_ready_in_a_run_unless_no_text_may_be_kept(
    temporary: Path, serving: Serving, heard: Heard, monkeypatch: pytest.MonkeyPatch, *, text: bool
) -> None:
    seen: list[int] = []

    def respond(body: Mapping[str, Any]) -> Reply:
        seen.append(len(pickles(temporary)))
        return standin.reply(body)

    serving.respond = respond
    monkeypatch.setenv("OPENAI_BASE_URL", serving.url)
    monkeypatch.chdir(temporary.parent)
    Path("filings").mkdir()
    Path("filings", "a.txt").write_text(call(0), "utf-8")
    settings = config.load({"jobs": 1, "engine": "model", "store.text": text}, {})
    report = conduct((), settings, Options(), heard, heard.stop)
    assert [outcome.result.value for outcome in report.outcomes] == ["done"]
    assert len(seen) > 5
    assert set(seen) == {1 if text else 0}
    assert pickles(temporary) == []
