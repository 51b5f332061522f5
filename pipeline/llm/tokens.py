"""How many tokens a text has: exactly where the vocabulary is on this machine, else an estimate that errs high.

tiktoken downloads its vocabulary on first use. This program contacts the configured endpoint and nothing else, so
the vocabulary is used only where a whole copy already lies in tiktoken's own cache folder.
"""

from __future__ import annotations

import collections
import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import tiktoken

if TYPE_CHECKING:
    from collections.abc import Mapping

ENCODING = "o200k_base"
_SOURCE = b"https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken"
_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
_PIECE = re.compile(r"[A-Za-z]+|\d+|[^\S\n]+|\n|[^\x00-\x7f]|.")
# Common English words are one token; long and rare ones break every four to eight letters. Figures break at three.
_LETTERS = 7
_DIGITS = 3


def _cache_folder(environ: Mapping[str, str]) -> Path:
    """Where tiktoken keeps vocabularies, by its own rules."""
    named = environ.get("TIKTOKEN_CACHE_DIR") or environ.get("DATA_GYM_CACHE_DIR")
    return Path(named) if named else Path(tempfile.gettempdir()) / "data-gym-cache"


def _vocabulary(environ: Mapping[str, str]) -> tiktoken.Encoding | None:
    file = _cache_folder(environ) / hashlib.sha1(_SOURCE, usedforsecurity=False).hexdigest()
    # A damaged copy would make tiktoken delete it and go to the network, so it is looked at first.
    if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != _SHA256:
        return None
    return tiktoken.get_encoding(ENCODING)


def _estimate(text: str) -> int:
    # Each different piece is looked at once: few of them make up most of a text.
    count = sum(times * _of_piece(piece) for piece, times in collections.Counter(_PIECE.findall(text)).items())
    return count + count // 8


def _of_piece(piece: str) -> int:
    first = piece[0]
    if first.isascii() and first.isalpha():
        return -(-len(piece) // _LETTERS)
    if first.isdigit():
        return -(-len(piece) // _DIGITS)
    if piece.isspace():
        # One blank before a word belongs to the word's token.
        return 0 if piece == " " else 1
    return 1 if first.isascii() else 2


class Counter:
    """Counts tokens. ``exact`` says whether by the vocabulary; ``warning`` is a sentence for the page if not."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._encoding = _vocabulary(os.environ if environ is None else environ)

    @property
    def exact(self) -> bool:
        """True when the vocabulary is on this machine."""
        return self._encoding is not None

    @property
    def warning(self) -> str | None:
        """What a person should know about the counts."""
        if self.exact:
            return None
        return "Tokens are estimated, on the high side: the tokenizer's vocabulary is not on this machine."

    def count(self, text: str) -> int:
        """Tokens in ``text``; words that look like control tokens are counted as ordinary text."""
        if self._encoding is None:
            return _estimate(text)
        return len(self._encoding.encode_ordinary(text))
