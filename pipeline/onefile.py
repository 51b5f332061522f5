"""A page that is one file: nothing in it comes from outside, and its own policy lets only its own script run.

What a page shows of filings is handed over as text (escaped) or as data (no tag can begin in it), never as markup.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import jinja2


def page(
    folder: Path,
    name: str,
    *,
    printed: Callable[[Any], Any] | None = None,
    images: bool = False,
    **values: object,
) -> str:
    """Render ``NAME.html.j2`` of ``folder`` with ``NAME.css``, ``NAME.js`` and the policy that allows just these.

    ``printed`` is what becomes of each value before it is escaped. With ``images`` there may be some in it, as
    ``data:`` addresses.
    """
    style, script = (_own(folder, f"{name}.{kind}") for kind in ("css", "js"))
    allowed = (
        "default-src 'none'",
        *(("img-src data:",) if images else ()),
        f"style-src {_hash(style)}",
        f"script-src {_hash(script)}",
        "base-uri 'none'",
        "form-action 'none'",
    )
    template = _environment(folder, printed).get_template(f"{name}.html.j2")
    return template.render(**values, style=style, script=script, policy="; ".join(allowed))


def data(told: Any) -> str:
    """Write data for a script element: no tag can begin in it, and none can end it."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@lru_cache(maxsize=8)
def _own(folder: Path, name: str) -> str:
    return (folder / name).read_text("utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"


@lru_cache(maxsize=8)
def _environment(folder: Path, printed: Callable[[Any], Any] | None) -> jinja2.Environment:
    import jinja2  # noqa: PLC0415  (the rooms that write such pages also write texts, which need none)

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=printed,
    )
