"""The key and the documents go to the configured endpoint and nowhere else."""

from __future__ import annotations

import logging
import pickle
import socket
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.errors import ModelError, NoKey, Refused
from pipeline.llm import Counter, Service
from pipeline.llm.asked import Desk
from tests.llm.conftest import KEY, RIGHT, WRONG, question
from tests.serving import Reply, fails, goes, says, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pipeline.llm import Client
    from pipeline.store import Shelf
    from tests.serving import Serving

    Make = Callable[..., Client]

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

LOUD = [
    fails(401, None, f"no such key: {KEY}"),
    fails(400, None, f"Bearer {KEY} may not"),
    fails(500, None, KEY),
    goes(),
]


@pytest.mark.parametrize("reply", LOUD, ids=range(len(LOUD)))
def test_the_key_is_in_no_error_whatever_the_service_quotes(serving: Serving, client: Make, reply: Reply) -> None:
    serving.replies = [reply]
    with pytest.raises(ModelError) as caught:
        client(attempts=2).ask(question())
    error: BaseException | None = caught.value
    while error is not None:
        assert "secret" not in f"{error}{error!r}{error.args}{vars(error)}"
        assert type(error).__module__.startswith("pipeline.")
        error = error.__cause__ or error.__context__
    assert b"secret" not in pickle.dumps(caught.value)


def test_the_key_is_in_no_log_at_any_level(serving: Serving, client: Make, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    serving.replies = [says(WRONG), goes(), fails(429), says(RIGHT)]
    client().ask(question("a sentence of a document"))
    assert "secret" not in caplog.text
    assert "a sentence of a document" not in caplog.text


def test_the_key_is_nowhere_on_the_disk_and_in_no_repr(serving: Serving, client: Make, tmp_path: Path) -> None:
    serving.replies = [says(RIGHT)]
    one = client()
    one.ask(question())
    service = Service(model="m", key=KEY, base_url="http://me:secret@host/v1", proxy="http://me:secret@proxy")
    assert "secret" not in repr(service) + repr(one) + repr(vars(one)) + service.endpoint
    assert b"secret" not in pickle.dumps(service)
    assert pickle.loads(pickle.dumps(service)).model == "m"  # noqa: S301  (our own)
    assert all(b"secret" not in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_the_key_is_sent_to_the_endpoint(serving: Serving, client: Make) -> None:
    serving.replies = [says(RIGHT)]
    client().ask(question())
    assert serving.calls[0].headers["authorization"] == f"Bearer {KEY}"


@pytest.fixture
def elsewhere() -> Iterator[Serving]:
    with serving() as other:
        other.replies = [says(RIGHT)]
        yield other


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(serving: Serving, elsewhere: Serving, client: Make, status: int) -> None:
    serving.replies = [Reply(status, b"", {"Location": f"{elsewhere.url}/chat/completions"})]
    with pytest.raises(Refused, match="sends elsewhere"):
        client().ask(question())
    assert elsewhere.calls == []


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"])
def test_a_proxy_of_the_environment_is_not_used(
    serving: Serving, elsewhere: Serving, client: Make, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, elsewhere.url.removesuffix("/v1"))
    serving.replies = [says(RIGHT)]
    client().ask(question())
    assert (len(serving.calls), elsewhere.calls) == (1, [])


def test_a_proxy_of_the_settings_is(serving: Serving, elsewhere: Serving, client: Make) -> None:
    elsewhere.route("POST", r"http://.*", lambda _: says(RIGHT))
    client(proxy=elsewhere.url.removesuffix("/v1")).ask(question())
    assert (serving.calls, len(elsewhere.calls)) == ([], 1)


def test_nothing_but_the_endpoint_is_contacted(serving: Serving, client: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even a name is looked up: every connection of making a client, asking and closing it is watched."""
    contacted, looked_up = set[object](), list[object]()
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def watched(self: socket.socket, address: Any) -> None:
        contacted.add(address)
        connect(self, address)

    def watched_look_up(host: Any, *rest: Any, **more: Any) -> Any:
        looked_up.append(host)
        return look_up(host, *rest, **more)

    monkeypatch.setattr(socket.socket, "connect", watched)
    monkeypatch.setattr(socket, "getaddrinfo", watched_look_up)
    serving.replies = [fails(500), says(RIGHT)]
    with client() as one:
        one.ask(question())
    assert contacted == {("127.0.0.1", int(serving.url.split(":")[2].split("/")[0]))}
    assert {str(host) for host in looked_up} == {"127.0.0.1"}


def test_without_key_and_endpoint_there_is_no_service() -> None:
    with pytest.raises(NoKey):
        Service.from_environment({}, model="m")
    local = Service.from_environment({"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}, model="m", rpm=7)
    assert local.scrub("none of it") == "none of it"
    assert local.rpm == 7


def test_whoever_has_the_store_has_no_secret_with_the_key() -> None:
    one, other = (Desk(model, Counter({})).asked(question()) for model in ("a", "b"))
    assert len({one.key, one.secret, other.key}) == 3
    assert one.secret not in one.key


def test_what_is_kept_is_kept_under_the_key_of_the_words(serving: Serving, client: Make, shelf: Shelf) -> None:
    serving.replies = [says(RIGHT)]
    client().ask(question())
    asked = Desk("gpt-6-luna", Counter({})).asked(question())
    assert shelf.kept(asked.key, asked.secret) == (RIGHT, "gpt-6-luna")
