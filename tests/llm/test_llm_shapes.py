"""Every shape this program asks for passes the lint of strict mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.extract.model import JoinAnswer, PassageAnswer, SecondAnswer, VerifyAnswer
from pipeline.llm import schema_faults, strict_schema

if TYPE_CHECKING:
    from pydantic import BaseModel


@pytest.mark.parametrize("shape", [PassageAnswer, SecondAnswer, VerifyAnswer, JoinAnswer])
def test_every_shape_is_strict(shape: type[BaseModel]) -> None:
    assert schema_faults(strict_schema(shape)) == ()


def test_the_shape_of_a_passage_answer_says_which_words_it_takes() -> None:
    schema = strict_schema(PassageAnswer)
    assert schema["properties"]["deals"]["items"]["properties"]["payer"] == {
        "type": "string",
        "enum": ["filer", "counterparty", "mutual", "none"],
    }
