"""What people should know about how answers came about: for readers of a page, and for whoever pays for the run."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.llm.prices import Prices
    from pipeline.llm.service import Service
    from pipeline.llm.tokens import Counter

_FAR_FEWER = 0.4
"""Tokenizers differ by a half; a service that counts less than this share of ours has not read all of it."""


class Remarks:
    """Sentences, each once, in the order they became known. Safe to use from many threads."""

    def __init__(self, service: Service, prices: Prices, counter: Counter) -> None:
        self._model = service.model
        self._lock = threading.Lock()
        self._now: dict[str, None] = {}
        self._later: dict[str, None] = {}
        if prices.of(service.model) is None:
            capped = ", and the cap counts with the dearest price known." if service.budget_usd is not None else "."
            self.now(f"No price is known for the model {service.model}: cost is given in tokens{capped}")
        if counter.warning:
            self.now(counter.warning)

    @property
    def for_readers(self) -> tuple[str, ...]:
        """Sentences that are the same in every run over the same answers, and may stand on pages."""
        with self._lock:
            return tuple(self._now)

    @property
    def for_the_run(self) -> tuple[str, ...]:
        """Sentences that belong to this run."""
        with self._lock:
            return tuple(self._later)

    def now(self, sentence: str) -> None:
        """Note a sentence for readers."""
        with self._lock:
            self._now[sentence] = None

    def later(self, sentence: str) -> None:
        """Note a sentence for whoever pays."""
        with self._lock:
            self._later[sentence] = None

    def answered_by(self, model: str) -> None:
        """Say so where another model answered; a folder or a maker in front of a name is the same model."""
        told, asked = _bare(model), _bare(self._model)
        if not told.startswith(asked):
            self.now(f"The service says it answered with the model {told!r}, not {asked!r}.")

    def read_of(self, sent: int, counted: int) -> None:
        """Say so where the service has counted far fewer tokens than were sent: some cut long questions silently."""
        if 0 < counted < _FAR_FEWER * sent:
            self.later(
                "The service counted far fewer tokens than were sent: it may cut long questions without a word. Let it"
                " read longer ones (Ollama: OLLAMA_CONTEXT_LENGTH)."
            )


def _bare(model: str) -> str:
    return model.replace("\\", "/").rpartition("/")[2].casefold()
