"""A model for tests that reads: it tells the deals of a sentence it knows, vouches for claims and repeats templates.

It is a function of the request alone, so that whoever asks it anything twice hears the same.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from tests.serving import says

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.serving import Reply

_SIGNED = re.compile(
    r"we signed a definitive\s+agreement\s+with\s+(?P<party>[A-Z]\w+\s+[A-Z]\w+\s+Corporation)\s+to\s+purchase"
    r"\s+(?P<amount>\$(?P<number>[\d.]+)\s+(?P<scale>million|billion))\s+of\s+(?P<what>\w+)\s+through\s+(?P<end>\d{4})\."
)
_SCALES = {"million": 10**6, "billion": 10**9}
_CLAIM = re.compile(r"^Claim (\d+)\. Party: .*$", re.MULTILINE)
_FIND = re.compile(r"^(\d+)\. \w+, ", re.MULTILINE)
_TEMPLATE = re.compile(r"^([DR]\d+) · .*?\n   template: (.*?)$", re.MULTILINE | re.DOTALL)
_WANTED = re.compile(r"Write as JSON: headline (.*?); breath (.*?); plain (.*?)\.$", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"[DR]\d+")


def shape_of(body: Mapping[str, Any]) -> str:
    """Name the shape a request wants its answer in."""
    return str(body["response_format"]["json_schema"]["name"])


def words_of(body: Mapping[str, Any]) -> str:
    """Give the last message of a request."""
    return str(body["messages"][-1]["content"])


def reply(body: Mapping[str, Any]) -> Reply:
    """Answer as a service does."""
    return says(json.dumps(answer(body)), model=str(body["model"]))


def answer(body: Mapping[str, Any]) -> dict[str, Any]:
    """Answer a request in the shape it wants."""
    return {
        "PassageAnswer": _passage,
        "SecondAnswer": _second,
        "VerifyAnswer": _verdicts,
        "JoinAnswer": lambda _: {"groups": []},
        "ProseAnswer": _prose,
    }[shape_of(body)](words_of(body))


def _passage(text: str) -> dict[str, Any]:
    return {"deals": [_deal(found) for found in _SIGNED.finditer(text)], "results": [], "signals": []}


def _deal(found: re.Match[str]) -> dict[str, Any]:
    party = " ".join(found["party"].split())
    value = round(float(found["number"]) * _SCALES[found["scale"]])
    return {
        "quotes": [" ".join(found[0].split())],
        "counterparty": party,
        "kind": "named",
        "as_written": [party],
        "aliases": [],
        "summary": f"It buys {found['what']}.",
        "type": "purchase_commitment",
        "payer": "filer",
        "amounts": [
            {
                "as_written": " ".join(found["amount"].split()),
                "value": value,
                "unit": "USD",
                "qualifier": "exact",
                "what": found["what"],
            }
        ],
        "binding_phrase": "signed a definitive agreement" if "\n" not in found[0][:60] else None,
        "binding": "firm",
        "conditions": [],
        "signed": None,
        "start": None,
        "end": found["end"],
        "related_party": False,
    }


def _second(text: str) -> dict[str, Any]:
    replies = [
        {"number": int(found[1]), "why": "it is none of these", "verdict": "no_arrangement", "entry": None}
        for found in _FIND.finditer(text)
    ]
    return {"replies": replies, "withdrawn": [], "deals": [], "results": []}


def _verdicts(text: str) -> dict[str, Any]:
    return {
        "verdicts": [
            {
                "number": int(found[1]),
                "why": "it stands there",
                "mentioned": True,
                "type": "purchase_commitment",
                "payer": "filer",
                "binding": "firm",
                "words": None,
            }
            for found in _CLAIM.finditer(text)
        ]
    }


def _prose(text: str) -> dict[str, Any]:
    told = {found[1]: " ".join(found[2].split()) for found in _TEMPLATE.finditer(text)}
    wanted = _WANTED.search(text)
    headline, breath, plain = (_MARK.findall(part) for part in wanted.groups()) if wanted else ([], [], [])
    said = {mark: {"about": mark, "text": told.get(mark, "")} for mark in (*headline, *breath, *plain)}
    return {
        "headline": said[headline[0]] if headline else {"about": "", "text": ""},
        "breath": [said[mark] for mark in breath],
        "plain": [said[mark] for mark in plain],
    }
