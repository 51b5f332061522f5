"""Every shape this program asks for passes the lint of strict mode."""

from __future__ import annotations

from pipeline.extract.model import PassageAnswer
from pipeline.llm import schema_faults, strict_schema


def test_the_shape_of_a_passage_answer_is_strict() -> None:
    schema = strict_schema(PassageAnswer)
    assert schema_faults(schema) == ()
    assert schema["properties"]["deals"]["items"]["properties"]["payer"] == {
        "type": "string",
        "enum": ["filer", "counterparty", "mutual", "none"],
    }
