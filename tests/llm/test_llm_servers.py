"""Model servers on this machine are found, and whatever else listens there does no harm."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest

from pipeline.llm import Local, local_servers
from tests.serving import Reply, dripping, hangs, page, told

if TYPE_CHECKING:
    from tests.serving import Serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

MODELS = told({"object": "list", "data": [{"id": "nomic-embed"}, {"id": "llama9:8b"}]})


def port_of(serving: Serving) -> int:
    return int(serving.url.split(":")[2].removesuffix("/v1"))


def test_a_server_that_lists_its_models_is_found(serving: Serving) -> None:
    serving.route("GET", "/v1/models", lambda _: MODELS)
    found = local_servers({port_of(serving): "Ollama"})
    assert found == (Local("Ollama", serving.url, ("nomic-embed", "llama9:8b")),)
    assert "authorization" not in serving.calls[0].headers


@pytest.mark.parametrize(
    "reply",
    [page(200, "My page"), page(404), told({"models": []}), told([]), Reply(302, b"", {"Location": "http://x/"})],
    ids=["page", "404", "other", "list", "redirect"],
)
def test_whatever_else_listens_there_is_no_model_server(serving: Serving, reply: Reply) -> None:
    serving.route("GET", "/v1/models", lambda _: reply)
    assert local_servers({port_of(serving): "vLLM"}) == ()


def test_silence_is_not_waited_for_long(serving: Serving) -> None:
    serving.route("GET", "/v1/models", lambda _: hangs())
    begun = time.monotonic()
    assert local_servers({port_of(serving): "vLLM"}) == ()
    assert time.monotonic() - begun < 3


def test_a_drip_is_not_waited_for_long(serving: Serving) -> None:
    serving.route("GET", "/v1/models", lambda _: dripping(MODELS, 0.2))
    begun = time.monotonic()
    assert local_servers({port_of(serving): "vLLM"}) == ()
    assert time.monotonic() - begun < 3


def test_where_nobody_listens_nobody_is_found() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        assert local_servers({nobody.getsockname()[1]: "Ollama"}) == ()
