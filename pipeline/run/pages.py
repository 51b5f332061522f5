"""The page and the picture that stand beside a fact file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.brief import page, picture
from pipeline.run.jobs import Job, Pages

if TYPE_CHECKING:
    from pipeline.records import FactFile


def written(facts: FactFile, content: bytes, job: Job, stem: str) -> Pages:
    """Write the page and the picture that stand beside a fact file under the name ``stem``."""
    text = page(facts, job.link, stem=stem.rpartition("/")[2], project=Path(job.project))
    return Pages(json=content, svg=picture(facts).encode(), md=text.encode())
