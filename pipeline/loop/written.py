"""The map as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.loop.records import Loop


def loop_json(loop: Loop) -> str:
    """Give the whole map as JSON: field names are those of ``pipeline.loop.records``, money is decimal strings."""
    return json.dumps(loop.model_dump(mode="json", exclude_none=True), indent=1, ensure_ascii=False) + "\n"
