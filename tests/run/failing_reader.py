"""A worker's module that cannot read one of the samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import Corrupt
from pipeline.run import quoting
from pipeline.run.jobs import Surroundings

if TYPE_CHECKING:
    from pipeline.run.jobs import Quoting


def work(asked: Quoting) -> Surroundings:
    if "CMDP" in asked.path:
        raise Corrupt("the reader gave up on it", path=asked.shown)
    found = quoting.work(asked)
    assert isinstance(found, Surroundings)
    return found
