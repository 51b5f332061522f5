"""The JSON Schema of the fact file, generated from the records."""

from __future__ import annotations

import json

from pipeline.records import SCHEMA, FactFile


def fact_schema() -> str:
    """Give docs/facts.schema.json: what is written, so numbers are the decimal strings that stand in the files."""
    schema = FactFile.model_json_schema(by_alias=True, mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA}
    return json.dumps(head | schema, indent=1, ensure_ascii=False) + "\n"
