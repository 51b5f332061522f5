"""The scripted model service does what its script says: tests of failures are worth no more than it is."""

from __future__ import annotations

import http.client
import json
import time
from typing import TYPE_CHECKING

import pytest

from tests.serving import CHAT, Call, Reply, cut, dripping, fails, goes, hangs, resets, says, told

if TYPE_CHECKING:
    from tests.serving import Serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def post(serving: Serving, path: str = CHAT, timeout: float = 5.0) -> tuple[int, dict[str, str], bytes]:
    line = http.client.HTTPConnection("127.0.0.1", int(serving.url.rsplit(":", 1)[1].split("/")[0]), timeout=timeout)
    try:
        line.request("POST", path, b'{"n": 1}')
        reply = line.getresponse()
        return reply.status, dict(reply.getheaders()), reply.read()
    finally:
        line.close()


def test_replies_come_in_order_and_the_last_one_for_ever(serving: Serving) -> None:
    serving.replies = [fails(429, "slow_down", Retry_After="7"), says("yes")]
    status, headers, _ = post(serving)
    assert (status, headers["Retry-After"]) == (429, "7")
    for _ in range(2):
        assert json.loads(post(serving)[2])["choices"][0]["message"]["content"] == "yes"
    assert serving.asked == [{"n": 1}] * 3


@pytest.mark.parametrize("reply", [goes(), resets(), resets(says("yes")), Reply(body=b"whole", stop=2)])
def test_connections_end_as_told(serving: Serving, reply: Reply) -> None:
    serving.replies = [reply]
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        post(serving)


def test_silence_lasts_until_the_client_goes(serving: Serving) -> None:
    serving.replies = [hangs()]
    with pytest.raises(TimeoutError):
        post(serving, timeout=0.05)


def test_a_drip_never_pauses_long_and_yet_takes_long(serving: Serving) -> None:
    serving.replies = [dripping(Reply(body=b"0123456789"), 0.02)]
    begun = time.monotonic()
    assert post(serving, timeout=0.5)[2] == b"0123456789"
    assert time.monotonic() - begun >= 0.2


def test_cut_json_comes_in_a_whole_reply(serving: Serving) -> None:
    serving.replies = [cut(says("yes"), after=20)]
    status, headers, body = post(serving)
    assert (status, headers["Content-Length"], len(body)) == (200, "20", 20)


def test_other_endpoints_can_be_added(serving: Serving) -> None:
    def respond(call: Call) -> Reply:
        return told({"got": call.path, "n": call.json["n"]})

    serving.route("POST", r"/v1/batches(/\w+)?", respond)
    assert json.loads(post(serving, "/v1/batches/b1")[2]) == {"got": "/v1/batches/b1", "n": 1}
    assert post(serving, "/v1/files")[0] == 404
    assert [call.path for call in serving.calls] == ["/v1/batches/b1", "/v1/files"]
