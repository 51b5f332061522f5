"""Files that could not be opened. They have no hash, so the state knows them by key, in one note."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from pipeline.run.inputs import located
from pipeline.store import Done, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.run.report import Outcome
    from pipeline.store import Store

_NOTE = "unopened"


def remember(store: Store, opened: set[str], failed: Mapping[str, Outcome]) -> None:
    """Note which files could not be opened in this run, and forget those that could."""
    noted = _noted(store)
    now = {key: said for key, said in noted.items() if key not in opened}
    now |= {key: [outcome.path, outcome.reason or "", outcome.remedy or ""] for key, outcome in failed.items()}
    if now != noted:
        store.set_note(_NOTE, json.dumps(now, sort_keys=True))


def rows(output: Path, store: Store) -> list[Done]:
    """Give those that still lie where they lay, as failures."""
    return [
        Done("", key, shown, "", State.FAILED, kind="Unavailable", reason=reason, remedy=remedy)
        for key, (shown, reason, remedy) in _noted(store).items()
        if os.path.lexists(located(key, output))
    ]


def _noted(store: Store) -> dict[str, list[str]]:
    return dict(json.loads(store.note(_NOTE) or "{}"))
