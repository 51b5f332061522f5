"""Money set aside before a request and settled after: the cap holds however many requests are under way."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.errors import OverBudget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from pipeline.llm.prices import Prices
    from pipeline.llm.service import Service
    from pipeline.records import Question
    from pipeline.records.keeping import Account


class Receipt:
    """What is set aside for one request that is about to be sent. Settled once; unsettled, it is taken as lost."""

    def __init__(self, settle: Callable[[str, int, int, int], None], sent: int) -> None:
        self._settle, self._sent = settle, sent
        self.settled = False

    def paid(self, sent: int, cached: int, answered: int) -> None:
        """An answer came, of use or not, and the service counted these tokens."""
        self._close("paid", sent, cached, answered)

    def turned_away(self) -> None:
        """The service took nothing, and bills nothing."""
        self._close("refused", 0, 0, 0)

    def lost(self) -> None:
        """It was sent and nothing came back; the service may have answered all the same, and bill it."""
        self._close("lost", self._sent, 0, 0)

    def _close(self, state: str, sent: int, cached: int, answered: int) -> None:
        if not self.settled:
            self.settled = True
            self._settle(state, sent, cached, answered)


class Purse:
    """The money of one run for one model. Safe to use from many threads.

    ``tell`` is given a sentence where the service counts more than could be set aside.
    """

    def __init__(
        self, service: Service, account: Account, run: str, prices: Prices, tell: Callable[[str], None]
    ) -> None:
        self._service, self._account, self._run, self._prices, self._tell = service, account, run, prices, tell
        self._known = prices.of(service.model)
        # What nobody knows the price of counts against the cap as if it were the dearest there is.
        self._price = self._known or prices.dearest()
        self._settled = threading.Condition()
        self._open = 0

    @contextmanager
    def reserved(self, question: Question, sent: int) -> Iterator[Receipt]:
        """Set aside what the longest answer would cost. Raises OverBudget where the cap leaves no room for it.

        Room that requests under way may leave once they are settled is waited for, since few answers are the longest.
        """
        worst = self._prices.cost(self._price, sent=sent, cached=0, answered=self._service.answer_tokens)
        number = self._reserve(question, sent, worst)

        def settle(state: str, sent: int, cached: int, answered: int) -> None:
            cost = self._prices.cost(self._price, sent=sent, cached=cached, answered=answered)
            if cost > worst:
                self._tell(
                    f"The service counted {sent + answered:,} tokens for a request for which at most {worst:.4f} USD"
                    " had been set aside: the cap on cost can be passed by the difference."
                )
            charged = worst if state == "lost" else cost
            self._account.settle(number, state, charged, cost if self._known else None, sent, cached, answered)

        receipt = Receipt(settle, sent)
        try:
            yield receipt
        finally:
            receipt.lost()
            with self._settled:
                self._open -= 1
                self._settled.notify_all()

    def _reserve(self, question: Question, sent: int, worst: Decimal) -> int:
        cap = self._service.budget_usd
        with self._settled:
            while True:
                try:
                    number = self._account.reserve(
                        self._run, question, self._service.model, worst, cap, sent, self._prices.dated
                    )
                except OverBudget:
                    if not self._open:
                        raise
                    self._settled.wait()
                else:
                    self._open += 1
                    return number
