"""EDGAR's full submission text files: the header that says who filed, and the documents that are words.

A submission is one file that holds the main document and all exhibits, each between ``<DOCUMENT>`` marks, and with
them pictures as text, spreadsheets and machine-readable data. Only what a person can read is kept.
"""

from __future__ import annotations

import re

_HEADER = re.compile(r"<(?:SEC|IMS)-HEADER>(.*?)</(?:SEC|IMS)-HEADER>\s*", re.DOTALL | re.IGNORECASE)
_ENVELOPE = re.compile(r"\A-----BEGIN PRIVACY-ENHANCED MESSAGE-----.*?\n[ \t]*\n(?=<)", re.DOTALL)
_END = re.compile(
    r"-----END PRIVACY-ENHANCED MESSAGE-----\s*|</?(?:SEC-DOCUMENT|IMS-DOCUMENT)>[^\n]*\n?", re.IGNORECASE
)
_FIELD = re.compile(r"^[ \t]*([A-Z][A-Z0-9 ()/&.-]+?):[ \t]+(\S[^\n]*?)[ \t]*$", re.MULTILINE)
_DOCUMENT = re.compile(r"<DOCUMENT>(.*?)(?:</DOCUMENT>\s*|(?=<DOCUMENT>)|\Z)", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"^\s*<TYPE>([^\s<]+)", re.IGNORECASE)
_LABEL = re.compile(r"^[ \t]*<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>[^\n<]*\n?", re.IGNORECASE | re.MULTILINE)
_WRAPPER = re.compile(r"^[ \t]*</?(?:DOCUMENT|TEXT|XBRL)>[ \t]*\n?", re.IGNORECASE | re.MULTILINE)
_CLOSED = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_HEAD = 2_000
_WORDLESS = re.compile(r"GRAPHIC|ZIP|EXCEL|XML|JSON|EX-10[0-9]\.|EX-101|EX-27|CORRESP|COVER|FEE", re.IGNORECASE)


def main_documents(text: str) -> tuple[str, dict[str, str]]:
    """The text without EDGAR's wrapping, and the header's fields as hints (``sec:COMPANY CONFORMED NAME``).

    Text that is no submission is returned as it is, with no hints.
    """
    head = text[:_HEAD].lstrip()
    if not head.startswith(("-----BEGIN PRIVACY", "<SEC-", "<IMS-", "<DOCUMENT>", "<TYPE>")):
        return text, {}
    text = _ENVELOPE.sub("", text.lstrip(), count=1)
    hints: dict[str, str] = {}
    header = _HEADER.search(text)
    if header:
        for name, value in _FIELD.findall(header[1]):
            key = f"sec:{name.strip()}"
            if value not in hints.get(key, "").split("\n"):
                hints[key] = f"{hints[key]}\n{value}" if key in hints else value
        text = text[: header.start()] + text[header.end() :]
    text = _END.sub("", text)
    parts = [match[1] for match in _DOCUMENT.finditer(text)] or [text]
    kept = []
    for part in parts:
        kind = _TYPE.match(part)
        if kind and _WORDLESS.match(kind[1]) and len(parts) > 1:
            continue
        if kind:
            hints.setdefault("sec:TYPE", kind[1])
        labels_end = part.upper().find("<TEXT>")
        labels = part[:labels_end] if labels_end >= 0 else part[:_HEAD]
        body = part[len(labels) :]
        kept.append(_WRAPPER.sub("", _LABEL.sub("", labels) + body))
    if not any(part.strip() for part in kept):
        return text, hints
    # One page in the end: a closed body would end it after the first document, and each document begins on a new page.
    joined = "\n<PAGE>\n".join(kept)
    return _CLOSED.sub("", joined) if len(kept) > 1 else joined, hints
