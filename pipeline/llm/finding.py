"""What a service can do, found out by asking, noted for later runs, and found out anew where the note is wrong."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from pipeline.llm.manner import FALLBACK, LOWER, Ability, Manner

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.llm.service import Service
    from pipeline.records.keeping import Abilities


class Finding:
    """The ability trusted at the moment. Safe to use from many threads; ``tell`` is given a sentence for readers."""

    def __init__(self, service: Service, notes: Abilities, tell: Callable[[str], None]) -> None:
        self._where = (service.endpoint, service.model)
        self._notes, self._tell = notes, tell
        noted = Ability.read(notes.ability(*self._where))
        self._ability = self._noted = noted or Ability()
        # A note of an earlier run may be out of date: then everything is tried once more from the top.
        self._may_start_over = noted is not None and noted.manner is not Manner.STRICT
        self._lock = threading.Lock()
        self._say()

    @property
    def ability(self) -> Ability:
        """How to ask now."""
        return self._ability

    def rejected(self, manner: Manner) -> bool:
        """Hear that the service rejects a manner; False where no other is left."""
        with self._lock:
            if self._ability.manner is not manner:
                return True  # another thread heard it before
            if self._may_start_over:
                self._may_start_over = False
                self._ability = self._ability._replace(manner=Manner.STRICT)
            elif manner in LOWER:
                self._ability = self._ability._replace(manner=LOWER[manner])
            else:
                return False
            return True

    def unenforced(self, manner: Manner) -> None:
        """Hear that the service took a strict schema and did not keep to it."""
        with self._lock:
            if self._ability.manner is manner:
                self._ability = self._ability._replace(manner=LOWER[manner])
        self._note()

    def older_name(self) -> None:
        """Hear that the limit on answer tokens goes by its older name."""
        with self._lock:
            self._ability = self._ability._replace(older=True)

    def longest(self, tokens: int) -> None:
        """Hear how many answer tokens the service allows."""
        with self._lock:
            self._ability = self._ability._replace(longest=tokens)

    def worked(self, ability: Ability) -> None:
        """Hear that a way worked, which is then noted where it is news."""
        if ability == self._ability and ability != self._noted:
            self._note()

    def _note(self) -> None:
        with self._lock:
            self._noted = self._ability
        self._say()
        self._notes.note_ability(*self._where, self._noted.noted())

    def _say(self) -> None:
        if self._ability.manner in FALLBACK:
            self._tell(FALLBACK[self._ability.manner])
