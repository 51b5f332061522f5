"""Where the review of a document lies: beside its page, as ``<stem>.review.toml``. Light, because every plan asks."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".review.toml"


def digest(output: Path, stem: str | None) -> str:
    """Give the hash of the review file of a stem, empty where there is none."""
    if stem is None:
        return ""
    try:
        with open(f"{output}/{stem}{SUFFIX}", "rb") as file:  # noqa: PTH123  (a Path for each of 10,000 pages costs)
            return digest_of(file.read())
    except OSError:
        return ""


def digest_of(content: bytes) -> str:
    """Give the hash of what a review file holds."""
    return hashlib.sha256(content).hexdigest()[:16]


def stem_of(output: Path, natural: str, sha256: str, shown: str) -> str | None:
    """Give the stem whose review file is that of a document, None where it has none.

    It is found by what lies in the output folder alone, as in a fresh clone: under the document's own name with its
    hash, else under its natural name where no other document has that. New bytes of the same file keep its review.
    """
    own = f"{natural}-{sha256[:8]}"
    if (output / f"{own}{SUFFIX}").is_file():
        return own
    if not (output / f"{natural}{SUFFIX}").is_file():
        return None
    try:
        holder = json.loads((output / f"{natural}.json").read_bytes())["document"]
        return natural if holder["sha256"] == sha256 or holder["path"] == shown else None
    except (OSError, ValueError, KeyError, TypeError):
        return natural
