"""Which layout a database has. Light: a run with nothing to do asks only this."""

from __future__ import annotations

from pipeline.errors import SettingsError

TABLE = "briefs_layout"
NEWEST = "0001"
READ = f"SELECT version_num FROM {TABLE}"  # noqa: S608  (a name of our own)


def is_current(version: str | None, shown: str) -> bool:
    """Tell whether ``version`` needs no migration. Raises ``SettingsError`` where a newer program has written it."""
    if version is not None and version > NEWEST:
        raise SettingsError(
            "the store was written by a newer version of this program",
            path=shown,
            remedy="update the program, or put the store aside: the documents are then worked on again",
        )
    return version == NEWEST
