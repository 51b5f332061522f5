"""One attempt at one request through the openai SDK, with every way it can fail given its own type.

The SDK's own retries are off: what may be sent again, and what it may cost, is decided in ``client``. A request goes
through its general ``post``: the typed method walks through every message again and takes twice the time.
"""

from __future__ import annotations

import email.utils
import json
import logging
import time
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx2
import openai

from pipeline.errors import Unreachable
from pipeline.llm.answers import Billed, NoCompletion, Told, billed
from pipeline.llm.complaints import Allowance, allowance, complaint, failed_generation, meaning
from pipeline.llm.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.errors import BadAnswer, Refused
    from pipeline.llm.service import Service

_PRESSED = frozenset({429, 503, 529})
_NEVER_LEFT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
"""What the connections raise before a byte of the request is sent."""
_SPARE_CONNECTIONS = 8
# The SDK writes whole requests, documents and all, to its log where OPENAI_LOG asks for it.
logging.getLogger("openai").setLevel(logging.WARNING)


class TryAgain(Unreachable):
    """The attempt failed in a way that may pass.

    ``after``: seconds the service asks for; ``sent``: it may bill; ``pressed``: it was asked too much.
    """

    def __init__(self, reason: str, *, after: float | None = None, sent: bool = False, pressed: bool = False) -> None:
        super().__init__(reason)
        self.after, self.sent, self.pressed = after, sent, pressed


class Reply(NamedTuple):
    """A paid answer and what the service says of its limits."""

    billed: Billed
    allowance: Allowance


def sdk(service: Service) -> openai.OpenAI:
    """Give the SDK for a service: no retries, no proxies but the one configured, no redirects, a limit on the whole."""
    transport = Transport(
        seconds=service.seconds, connections=service.together + _SPARE_CONNECTIONS, proxy=service.proxy
    )
    http = httpx2.Client(transport=transport, trust_env=False, follow_redirects=False, timeout=service.seconds)
    return openai.OpenAI(
        api_key=service.key, base_url=service.base_url, max_retries=0, timeout=service.seconds, http_client=http
    )


class Wire:
    """The endpoint."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._sdk = sdk(service)

    def close(self) -> None:
        """Close the connections."""
        self._sdk.close()

    def send(self, body: Mapping[str, Any]) -> Reply:
        """Send once. Raises TryAgain, or what ``complaints.meaning`` finds; a paid answer never raises."""
        failed: httpx2.Response | TryAgain
        try:
            return self._read(self._sdk.post("/chat/completions", cast_to=httpx2.Response, body=body))
        except openai.APIStatusError as error:
            failed = error.response
        except openai.APITimeoutError as error:
            reason = f"no answer within {self._service.seconds:g} seconds"
            failed = TryAgain(reason, sent=left(error), pressed=True)
        except openai.APIConnectionError as error:
            cause = type(error.__cause__).__name__ if error.__cause__ else "no connection"
            failed = TryAgain(f"the connection failed ({cause})", sent=left(error))
        # Raised out here, so that no error of the SDK, which knows the key, hangs on to ours.
        if isinstance(failed, TryAgain):
            raise failed
        return self._failed(failed)

    def _read(self, raw: httpx2.Response) -> Reply:
        try:
            return Reply(billed(raw.content, self._service.model), allowance(raw.headers))
        except NoCompletion as error:
            # Some gateways report the error of the service behind them inside a reply that is none.
            status = _status_inside(raw.content)
            if status is not None:
                return self._failed(httpx2.Response(status, headers=raw.headers, content=raw.content))
            raise TryAgain(error.reason, sent=True) from error

    def _failed(self, response: httpx2.Response) -> Reply:
        body = self._service.scrub(response.text)
        if (written := failed_generation(body)) is not None:
            return Reply(Billed(Told(written, 0, 0, 0, self._service.model), None), allowance(response.headers))
        found: BadAnswer | Refused | None = meaning(complaint(response.status_code, body))
        if found is not None:
            raise found
        told = allowance(response.headers)
        after = retry_after(response.headers)
        raise TryAgain(
            f"the service answered {response.status_code}",
            after=told.pause if after is None else after,
            pressed=response.status_code in _PRESSED,
        )


def left(error: openai.APIConnectionError) -> bool:
    """Tell whether the request may have reached the service, which then bills it whether or not we hear of it."""
    return not isinstance(error.__cause__, _NEVER_LEFT)


def _status_inside(content: bytes) -> int | None:
    try:
        code = json.loads(content)["error"]["code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return code if isinstance(code, int) and 400 <= code < 600 else None  # noqa: PLR2004  (HTTP's errors)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds the service asks to wait, from ``retry-after-ms`` or ``Retry-After`` (seconds or a date)."""
    if (exact := _number(headers.get("retry-after-ms"))) is not None:
        return exact / 1000
    said = headers.get("retry-after")
    if (seconds := _number(said)) is not None:
        return seconds
    parsed = email.utils.parsedate_tz(said) if said else None
    return None if parsed is None else max(0.0, email.utils.mktime_tz(parsed) - time.time())


def _number(text: str | None) -> float | None:
    try:
        value = float(text) if text else None
    except ValueError:
        return None
    return value if value is not None and 0 <= value < float("inf") else None
