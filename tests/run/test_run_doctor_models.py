"""The doctor finds a model server on this machine and gives the two lines that use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline import config
from pipeline.llm import servers
from pipeline.run.doctor import Finding, Health, examine
from tests.serving import told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.serving import Serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def found(
    serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> list[Finding]:
    """What the doctor says of models where a server lists ``models`` and the environment is ``environ``."""
    models, environ = request.param
    port = int(serving.url.split(":")[2].removesuffix("/v1"))
    serving.route("GET", "/v1/models", lambda _: told({"data": [{"id": name} for name in models]}))
    monkeypatch.setattr(servers, "PORTS", {port: "Ollama"})
    monkeypatch.chdir(tmp_path)
    return [finding for finding in examine(config.load({}), environ) if finding.what in {"model", "endpoint"}]


@pytest.mark.parametrize("found", [(["nomic-embed", "my model:8b", "other"], {})], indirect=True)
def test_a_server_on_this_machine_is_told_with_the_two_lines_that_use_it(
    found: list[Finding], serving: Serving
) -> None:
    server = found[-1]
    assert server.health is Health.FINE
    assert server.said == f"Ollama or one like it answers at {serving.url} with my model:8b and 2 more"
    assert server.lines == (
        f"export OPENAI_BASE_URL={serving.url}",
        "BRIEFS_MODEL_NAME='my model:8b' briefs run --engine model",
    )


@pytest.mark.parametrize("found", [([], {})], indirect=True)
def test_a_server_without_a_model_is_told_as_that(found: list[Finding]) -> None:
    assert (found[-1].health, found[-1].lines) == (Health.MISSING, ())
    assert "no model" in found[-1].said


@pytest.mark.parametrize(
    "found",
    [(["m"], {"OPENAI_API_KEY": "sk-x"}), (["m"], {"OPENAI_BASE_URL": "http://me:secret@host:1/v1?key=secret"})],
    indirect=True,
)
def test_where_key_or_endpoint_are_set_nobody_is_asked_and_no_password_is_shown(
    found: list[Finding], serving: Serving
) -> None:
    assert serving.calls == []
    (endpoint,) = found
    assert "secret" not in endpoint.said
