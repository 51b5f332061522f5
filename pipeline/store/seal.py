"""Answers that only who has the question can read.

The key is made of the question's own words, which are never kept; so the store alone tells nothing of a document.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12
_PURPOSE = b"filing-briefs: an answer kept without the question"


def sealed(text: str, secret: str, key: str) -> bytes:
    """Encrypt an answer, bound to the key it is kept under."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(_made_of(secret)).encrypt(nonce, text.encode(), key.encode())


def unsealed(sealed: bytes, secret: str, key: str) -> str | None:
    """Give the answer, None where ``secret`` is another or the bytes were changed."""
    try:
        return AESGCM(_made_of(secret)).decrypt(sealed[:_NONCE], sealed[_NONCE:], key.encode()).decode()
    except InvalidTag:
        return None


def _made_of(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode())
