"""Schemas as strict mode wants them."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel

from pipeline.llm import schema_faults, strict_schema


class Inner(BaseModel):
    word: str = "a"
    number: float | None = None


class Outer(BaseModel):
    inners: tuple[Inner, ...] = ()
    first: Inner | None = None


def test_a_strict_schema_has_no_faults_and_no_references() -> None:
    schema = strict_schema(Outer)
    assert schema_faults(schema) == ()
    assert "$ref" not in str(schema)
    assert schema["properties"]["inners"]["items"]["required"] == ["word", "number"]


@pytest.mark.parametrize(
    ("schema", "fault"),
    [
        ({"type": "object", "properties": {}, "additionalProperties": False}, "$: a free dictionary"),
        (
            {"type": "object", "properties": {"a": {"type": "string"}}, "required": [], "additionalProperties": False},
            "$.a: optional",
        ),
        ({"type": "object", "properties": {"a": {}}, "required": ["a"], "additionalProperties": False}, "$.a: no type"),
        ({"type": "array"}, "$[]: no type"),
        ({"type": ["string", "null"]}, "$: several types outside anyOf"),
        ({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}, "$: not closed"),
    ],
)
def test_the_lint_names_what_strict_mode_rejects(schema: dict[str, Any], fault: str) -> None:
    assert schema_faults(schema) == (fault,)


def test_the_lint_counts_levels() -> None:
    node: dict[str, Any] = {"type": "string"}
    for _ in range(5):
        node = {"type": "object", "properties": {"a": node}, "required": ["a"], "additionalProperties": False}
    assert schema_faults(node) == ("$.a.a.a.a: deeper than 4 levels",)
