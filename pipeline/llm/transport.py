"""The connections to the endpoint: a limit on the whole of an attempt, no detours.

A limit on each read is no limit: a service that sends a byte a minute would hold a question for days. Here every wait
of an attempt, for connecting, sending and receiving, is cut to what is left of the attempt's time.

Nothing else is contacted: proxies named in the environment are not used unless the settings name one, and a redirect
is an error, because the key would go along.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import httpcore2
import httpx2

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

_FAULTS: tuple[tuple[type[Exception], type[httpx2.TransportError]], ...] = (
    (httpcore2.ConnectTimeout, httpx2.ConnectTimeout),
    (httpcore2.PoolTimeout, httpx2.PoolTimeout),
    (httpcore2.TimeoutException, httpx2.ReadTimeout),
    (httpcore2.ProxyError, httpx2.ProxyError),
    (httpcore2.UnsupportedProtocol, httpx2.UnsupportedProtocol),
    (httpcore2.ConnectError, httpx2.ConnectError),
    (httpcore2.NetworkError, httpx2.ReadError),
    (httpcore2.ProtocolError, httpx2.RemoteProtocolError),
)
"""What the connections raise and what the SDK understands, the special before the general."""


class _Clock(threading.local):
    """When the attempt of this thread has to be over."""

    over: float = float("inf")

    def left(self, wanted: float | None, error: type[Exception]) -> float:
        left = self.over - time.monotonic()
        if left <= 0:
            raise error("the time for this attempt is up")
        return left if wanted is None else min(left, wanted)


class _Stream(httpcore2.NetworkStream):
    """A connection whose every wait ends with the attempt."""

    def __init__(self, inner: httpcore2.NetworkStream, clock: _Clock) -> None:
        self._inner, self._clock = inner, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._clock.left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._clock.left(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = self._clock.left(timeout, httpcore2.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._clock)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


class _Backend(httpcore2.SyncBackend):
    def __init__(self, clock: _Clock) -> None:
        self._clock = clock

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        left = self._clock.left(timeout, httpcore2.ConnectTimeout)
        return _Stream(super().connect_tcp(host, port, left, local_address, socket_options), self._clock)


class Transport(httpx2.BaseTransport):
    """Connections for so many requests at once, each over within ``seconds`` from its first step."""

    def __init__(self, *, seconds: float, connections: int, proxy: str | None = None) -> None:
        self._seconds, self._clock = seconds, _Clock()
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            proxy=None if proxy is None else httpcore2.Proxy(proxy),
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=60.0,
            network_backend=_Backend(self._clock),
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send, and read the whole reply, within the time of one attempt."""
        self._clock.over = time.monotonic() + self._seconds
        asked = httpcore2.Request(
            request.method,
            httpcore2.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.read(),
            extensions={"timeout": {"pool": self._seconds}},
        )
        try:
            said = self._pool.handle_request(asked)
            try:
                body = said.read()
            finally:
                said.close()
        except tuple(known for known, _ in _FAULTS) as error:
            raise next(ours for known, ours in _FAULTS if isinstance(error, known))(str(error)) from error
        return httpx2.Response(said.status, headers=said.headers, stream=httpx2.ByteStream(body))

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()
