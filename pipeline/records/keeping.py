"""What is kept of asking a model: answers, money, batches, and what a service can do.

``store`` keeps it and ``llm`` uses it; neither knows the other, so what they agree on stands here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from pipeline.records.asking import Question


class Cost(NamedTuple):
    """One line of the account: what one document, stage and model took in one run.

    ``usd`` is None where nothing of it has a known price. ``lost`` requests were sent and not answered in time: the
    service may have charged for them. ``batched`` of the requests went through a batch. ``open`` ones have no answer
    yet, and so no cost; ``unpriced`` ones have one and the price of their model is not known.
    """

    run: str
    at: str
    document: str
    stage: str
    model: str
    requests: int
    lost: int
    batched: int
    sent: int
    cached: int
    answered: int
    open: int
    unpriced: int
    usd: Decimal | None


class BatchState(StrEnum):
    """Where a batch stands. ``PREPARED``: written down before anything was sent, so that a kill loses nothing.

    ``SENDING``: from here on the service may know of it. Only a kill in this one leaves open whether it does.
    """

    PREPARED = "prepared"
    SENDING = "sending"
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"


class BatchItem(NamedTuple):
    """One question of a batch: the key of its answer, and the number of its reservation."""

    key: str
    reservation: int


class Batch(NamedTuple):
    """One file of questions handed to a service. ``name`` is ours and goes along as metadata; ``remote`` is theirs.

    ``at`` is the ISO time it was prepared; ``deadline`` the one after which what is missing is asked online.
    """

    name: str
    run: str
    endpoint: str
    model: str
    state: BatchState
    at: str
    deadline: str
    requests: int
    tokens: int
    remote: str | None = None
    items: tuple[BatchItem, ...] = ()


class Answers(Protocol):
    """The answers kept. ``secret`` is made of the question's own words: whoever has them may open a sealed answer."""

    def kept(self, key: str, secret: str) -> tuple[str, str] | None:
        """Text and model of the answer kept under ``key``, if any."""

    def keep(self, key: str, secret: str, text: str, model: str) -> None:
        """Keep an answer that was judged good."""

    def forget(self, key: str) -> None:
        """Drop an answer that turned out unusable."""


class Account(Protocol):
    """The money. What is reserved, paid or lost counts against the cap of its run."""

    def reserve(  # noqa: PLR0917  (one row, written once)
        self, run: str, question: Question, model: str, usd: Decimal, cap: Decimal | None, sent: int, prices: str,
        *, batched: bool = False,
    ) -> int:  # fmt: skip
        """Set ``usd`` aside before sending; gives the number of the request. Raises OverBudget, having set nothing."""

    def settle(  # noqa: PLR0917  (as above)
        self, number: int, state: str, charged: Decimal, cost: Decimal | None, sent: int, cached: int, answered: int
    ) -> None:
        """Replace the reservation: ``charged`` counts against the cap, ``cost`` is the known price or None.

        ``state`` is ``paid``, ``lost`` or ``refused``; only ``refused`` is free.
        """

    def held(self, run: str) -> Decimal:
        """US dollars that count against the run's cap: paid, lost and under way."""

    def paid(self, run: str) -> Decimal | None:
        """US dollars that what is settled of a run has cost; None where a price is not known."""

    def costs(self, run: str | None = None) -> tuple[Cost, ...]:
        """Itemise the account of one run, or of all, in the order the runs were made."""


class Batches(Protocol):
    """The batches handed in and not yet taken back."""

    def save(self, batch: Batch) -> None:
        """Write a batch down, in place of what was known of it under its name; ``items`` only once."""

    def batches(self, *states: BatchState) -> tuple[Batch, ...]:
        """The batches in these states (all where none is named), oldest first, with their items."""

    def take(self, name: str, keys: Iterable[str]) -> None:
        """Strike items whose answers were taken in, or that will be asked another way."""


class Abilities(Protocol):
    """What a service turned out to be able to do, so that it is not found out anew every night."""

    def ability(self, endpoint: str, model: str) -> str | None:
        """How a shape is best asked for there, as noted; None where nothing is known."""

    def note_ability(self, endpoint: str, model: str, manner: str) -> None:
        """Note how a shape is best asked for there."""


class Shelf(Answers, Account, Batches, Abilities, Protocol):
    """All of it. Safe for threads of one process and for several processes."""
