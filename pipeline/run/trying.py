"""In the process that reads: the words around quotes, and what would become of decisions, of a document read once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import review
from pipeline.errors import Unavailable
from pipeline.read import read
from pipeline.run.jobs import Quoting, Surroundings, Tried
from pipeline.run.quoting import around
from pipeline.run.reviewing import Checks

if TYPE_CHECKING:
    from pipeline.records import Document
    from pipeline.run.jobs import Trying


def work(asked: Quoting | Trying) -> Surroundings | Tried:
    """Answer about one document. Raises what the reader raises, ``Unavailable`` where it changed."""
    document = _document(asked.path, asked.shown, asked.sha256)
    if isinstance(asked, Quoting):
        return Surroundings(tuple(around(document.text, start, end) for start, end in asked.spans))
    done = review.applied(asked.deals, asked.decisions, Checks(document, asked.parties))
    return Tried(done.decisions, done.deals)


@lru_cache(maxsize=1)
def _document(path: str, shown: str, sha256: str) -> Document:
    document = read(Path(path), shown)
    if document.sha256 != sha256:
        raise Unavailable("the file changed since it was briefed", path=shown)
    return document
