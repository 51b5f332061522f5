"""Which model where, and how far to go with it."""

from __future__ import annotations

import re
import urllib.parse
from dataclasses import dataclass, field
from decimal import Decimal  # noqa: TC003  (a dataclass' annotations are part of its interface)
from typing import TYPE_CHECKING, Any

from pipeline.errors import NoKey

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_ENDPOINT = "https://api.openai.com/v1"
_LOOKS_LIKE_A_KEY = re.compile(r"\b(?:sk|key|pk)-[\w*.-]{6,}|\bBearer\s+\S+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Service:
    """One model at one endpoint.

    ``base_url`` None is the SDK's default endpoint. ``seconds`` is the time limit of one attempt, ``attempts`` how
    often a question is sent before giving up, ``together`` how many are under way at once, ``answer_tokens`` the
    longest answer allowed (it is what the budget reserves), ``budget_usd`` the cap of the run. ``rpm`` and ``tpm`` are
    the requests and tokens allowed a minute; 0 is what the service says of itself. ``proxy`` is the address of a proxy;
    those named in the environment are not used.
    """

    model: str
    key: str = field(repr=False)
    base_url: str | None = field(default=None, repr=False)
    seconds: float = 600.0
    attempts: int = 6
    together: int = 32
    answer_tokens: int = 16_000
    budget_usd: Decimal | None = None
    rpm: int = 0
    tpm: int = 0
    proxy: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str], *, model: str, budget_usd: Decimal | None = None, **limits: Any
    ) -> Service:
        """Take key and endpoint from OPENAI_API_KEY and OPENAI_BASE_URL; ``limits`` are the other fields.

        Raises NoKey where there is neither.
        """
        key = environ.get("OPENAI_API_KEY", "").strip()
        base_url = environ.get("OPENAI_BASE_URL", "").strip() or None
        if not key and base_url is None:
            raise NoKey("there is no key and no endpoint for the model engine")
        # Local servers want no key, but the SDK wants some word in its place.
        return cls(model=model, key=key or "none", base_url=base_url, budget_usd=budget_usd, **limits)

    @property
    def endpoint(self) -> str:
        """The address as it may be shown and stored: without a name and password that may stand in it."""
        return shown_address(self.base_url) if self.base_url else DEFAULT_ENDPOINT

    def scrub(self, text: str) -> str:
        """Give ``text`` without the key or anything that looks like one: services quote keys in their complaints."""
        bare = text.replace(self.key, "[key]") if len(self.key) > 4 else text  # noqa: PLR2004  ("none" is no secret)
        return _LOOKS_LIKE_A_KEY.sub("[key]", bare)

    def __getstate__(self) -> dict[str, object]:
        # Only the process that asks needs the key: what is handed to others, or written down, has none.
        return {**vars(self), "key": "none", "proxy": None, "base_url": self.base_url and self.endpoint}


def shown_address(url: str) -> str:
    """An address without a name and password, and without what follows a question mark."""
    parts = urllib.parse.urlsplit(url)
    return urllib.parse.urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path.rstrip("/"), "", ""))
