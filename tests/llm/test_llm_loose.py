"""The object in an answer that is almost JSON: found in chatter, never out of a torn answer, never invented."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.llm.loose import json_in

WHOLE = '{"a": [1, {"b": "}"}]}'


@pytest.mark.parametrize(
    "said",
    [
        WHOLE,
        f"  {WHOLE}\n",
        f"Here it is:\n```json\n{WHOLE}\n```\nDone.",
        f"```\n{WHOLE}```",
        f"[{WHOLE}]",
        f"```json\n[\n{WHOLE}\n]\n```",
        f"As in {{x}} or [y]: {WHOLE} (see {{z}})",
        f"<think>Maybe {{}} or ```json\n{{}}\n```?</think>\n{WHOLE}",
        f"a thought whose beginning the template swallowed</think>{WHOLE}",
        f'First {{"a": 0}}, but on reflection {WHOLE}',
        f'```json\n{{"a": 0}}\n```\nCorrected:\n```json\n{WHOLE}\n```',
    ],
)
def test_the_object_is_found(said: str) -> None:
    assert json_in(said) == WHOLE


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ('{"a": [1, 2,], }', '{"a": [1, 2] }'),
        ('{"a": "1,]", "b": ",}",}', '{"a": "1,]", "b": ",}"}'),
        ('[{"a": 1,},]', '{"a": 1}'),
    ],
)
def test_commas_before_a_closing_bracket_are_dropped_but_never_inside_words(said: str, found: str) -> None:
    assert json_in(said) == found


@pytest.mark.parametrize(
    "said",
    [
        "no object",
        "",
        '{"a": [{"b": 1}',
        'Sure: {"a": [{"b": 1}',
        '{"a": {"b": 1}, "c',
        '[{"a": 1}, {"a": 2}]',
        '{"a": 1} and then {"b": ',
        "{'a': 1}",
        '{"a": 1,,}',
        "<think>{}",
        "[" * 50_000 + "{",
    ],
)
def test_what_is_torn_or_is_none_or_several_is_given_back_as_it_is(said: str) -> None:
    assert json_in(said) == said


def test_words_in_a_quote_that_look_like_thoughts_or_fences_stay() -> None:
    said = json.dumps({"quote": "He said </think> and ```json\n{}\n``` on page 3"})
    assert json_in(said) == said


@given(st.text(alphabet=st.sampled_from('{}[]",:\\ \n`ab1</think>json'), max_size=80))
def test_never_raises_and_gives_an_object_or_the_text(said: str) -> None:
    found = json_in(said)
    if found != said:
        assert isinstance(json.loads(found), dict)


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_stands_in_the_object_that_did_not_stand_in_the_answer(before: str, after: str) -> None:
    said = before + WHOLE + after
    found = json_in(said)
    for word in str(found).replace(",", " ").split():
        assert word in said.replace(",", " ")


VALUES: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
CHATTER = st.text(alphabet=st.characters(exclude_characters="{[<`"), max_size=40)


@given(st.dictionaries(st.text(max_size=4), VALUES, max_size=4), CHATTER, CHATTER, st.sampled_from(["{}", "[{}]"]))
def test_whatever_is_said_around_it_the_object_comes_out_whole(
    value: dict[str, Any], before: str, after: str, around: str
) -> None:
    assert json.loads(json_in(before + around.replace("{}", json.dumps(value)) + after)) == value
