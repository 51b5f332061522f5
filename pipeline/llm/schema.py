"""Strict JSON Schemas from records, and a lint for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

MAX_LEVELS = 4
# Servers differ in which other words they take in strict mode; these are taken by all we know.
_KEPT = ("type", "properties", "items", "enum", "anyOf", "description", "const")


def strict_schema(shape: type[BaseModel]) -> dict[str, Any]:
    """JSON Schema of a record as strict mode wants it: references written out, closed, every property required."""
    whole = shape.model_json_schema()
    strict = _strict(whole, whole.get("$defs", {}))
    strict.pop("description", None)
    return strict


def _strict(node: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in node:
        # A record's docstring speaks to programmers; what the model is told stands on the fields.
        named = {**definitions[node["$ref"].rsplit("/", 1)[1]], "description": None}
        beside = {key: value for key, value in node.items() if key != "$ref"}
        return _strict({**named, **beside}, definitions)
    kept = {key: node[key] for key in _KEPT if node.get(key) is not None}
    if "properties" in kept:
        kept["properties"] = {name: _strict(part, definitions) for name, part in kept["properties"].items()}
        kept["required"] = list(kept["properties"])
        kept["additionalProperties"] = False
    if "items" in kept:
        kept["items"] = _strict(kept["items"], definitions)
    if "anyOf" in kept:
        kept["anyOf"] = [_strict(part, definitions) for part in kept["anyOf"]]
    return kept


def schema_faults(schema: dict[str, Any]) -> tuple[str, ...]:
    """List what strict mode rejects: free dictionaries, optional or untyped properties, more than four levels."""
    return tuple(_faults(schema, "$", 0))


def _faults(node: dict[str, Any], place: str, level: int) -> Iterator[str]:
    if not {"type", "anyOf", "enum", "const"} & node.keys():
        yield f"{place}: no type"
    if isinstance(node.get("type"), list):
        yield f"{place}: several types outside anyOf"
    if node.get("type") == "object":
        yield from _object_faults(node, place, level + 1)
    if node.get("type") == "array":
        yield from _faults(node.get("items", {}), f"{place}[]", level)
    for part in node.get("anyOf", ()):
        yield from _faults(part, place, level)


def _object_faults(node: dict[str, Any], place: str, level: int) -> Iterator[str]:
    properties = node.get("properties", {})
    if level > MAX_LEVELS:
        yield f"{place}: deeper than {MAX_LEVELS} levels"
    if not properties:
        yield f"{place}: a free dictionary"
    if node.get("additionalProperties") is not False:
        yield f"{place}: not closed"
    for name, part in properties.items():
        if name not in node.get("required", ()):
            yield f"{place}.{name}: optional"
        yield from _faults(part, f"{place}.{name}", level)
