"""Model servers that answer on this machine: found by asking the usual ports of loopback, and nothing else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import httpx2
from pydantic import BaseModel, ValidationError

from pipeline.llm.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Mapping

PORTS: Mapping[int, str] = {11434: "Ollama", 8080: "llama.cpp", 8000: "vLLM", 1234: "LM Studio"}
"""Where each of them listens unless told otherwise."""
_HOST = "127.0.0.1"
_SECONDS = 1.0
_MOST_BYTES = 1_000_000


class Local(NamedTuple):
    """A server that answers: who usually listens there, the address for OPENAI_BASE_URL, the models it names."""

    kind: str
    url: str
    models: tuple[str, ...]


class _Model(BaseModel):
    id: str


class _Models(BaseModel):
    data: list[_Model]


def local_servers(ports: Mapping[int, str] | None = None) -> tuple[Local, ...]:
    """Find those that give a list of models within a second, in the order of ``ports`` (``PORTS``)."""
    ports = PORTS if ports is None else ports
    transport = Transport(seconds=_SECONDS, connections=len(ports))
    with (
        httpx2.Client(transport=transport, trust_env=False, follow_redirects=False) as http,
        ThreadPoolExecutor(max(1, len(ports))) as pool,
    ):
        found = pool.map(lambda port: _asked(http, port, ports[port]), ports)
        return tuple(local for local in found if local is not None)


def _asked(http: httpx2.Client, port: int, kind: str) -> Local | None:
    url = f"http://{_HOST}:{port}/v1"
    try:
        said = http.get(f"{url}/models")
        models = _Models.model_validate_json(said.content[:_MOST_BYTES]) if said.is_success else None
    except (httpx2.HTTPError, ValidationError):
        return None
    return None if models is None else Local(kind, url, tuple(model.id for model in models.data))
