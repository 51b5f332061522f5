"""Servers that know less than strict mode, each in its own words: asked in another way, and it is said once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.errors import BadAnswer, CutOff
from tests.llm.conftest import RIGHT, WRONG, question
from tests.serving import Reply, fails, says, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.llm import Client
    from pipeline.store import Shelf
    from tests.serving import Serving

    Make = Callable[..., Client]

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

CHATTER = f"Gladly:\n```json\n{RIGHT}\n```\nBye {{x}}."


def formats(serving: Serving) -> list[str]:
    return [body.get("response_format", {}).get("type", "none") for body in serving.asked]


def taking(*kinds: str, rejection: Reply) -> Callable[[Any], Reply]:
    """A server that takes these formats and rejects the others."""

    def respond(body: Any) -> Reply:
        kind = body.get("response_format", {}).get("type", "none")
        if kind not in kinds:
            return rejection
        if kind != "json_schema":
            assert '"required": ["name", "count"]' in body["messages"][-1]["content"]
        return says(CHATTER if kind == "none" else RIGHT)

    return respond


REJECTIONS = [
    fails(400, None, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."),
    fails(400, None, "This response_format type is unavailable now"),
    fails(400, None, "This model does not support response format `json_schema`."),
    fails(400, "invalid_value", "Invalid value: 'json_schema'", param="response_format.type"),
    fails(400, None, "json mode is not available for this model"),
    fails(400, None, "Unrecognized request argument supplied: response_format"),
    fails(400, None, 'Either "json_schema" or "grammar" can be specified, but not both'),
    fails(400, None, "The provided JSON schema contains features not supported by xgrammar."),
    fails(501, None, "structured outputs are not implemented"),
    fails(500, None, "failed to load model vocabulary required for format: error parsing grammar"),
    told({"error": "'response_format.type' must be 'text'"}, 400),
    told({"detail": [{"loc": ["body", "response_format"], "msg": "Extra inputs are not permitted"}]}, 422),
    told({"object": "error", "message": "guided_json is not supported", "code": 400}, 400),
    Reply(400, b"response_format: unknown field"),
]


@pytest.mark.parametrize("rejection", REJECTIONS, ids=range(len(REJECTIONS)))
def test_servers_without_any_format_are_asked_in_words_and_it_is_said(
    serving: Serving, client: Make, rejection: Reply
) -> None:
    serving.respond = taking("none", rejection=rejection)
    one = client()
    assert json.loads(one.ask(question()).text) == json.loads(RIGHT)
    one.ask(question("And now?"))
    assert formats(serving) == ["json_schema", "json_object", "none", "none"]
    assert [sentence for sentence in one.warnings if "format" in sentence] == [
        "The service takes no response format: the schema is sent in words, and code alone checks it."
    ]


def test_servers_that_know_json_objects_are_asked_for_one(serving: Serving, client: Make) -> None:
    serving.respond = taking("json_object", rejection=REJECTIONS[0])
    one = client()
    one.ask(question())
    assert formats(serving) == ["json_schema", "json_object"]
    assert any("does not enforce JSON schemas" in sentence for sentence in one.warnings)


@pytest.mark.parametrize("said", [CHATTER, f"[{RIGHT}]", "<think>Three.</think>" + RIGHT, RIGHT[:-1] + ",}"])
def test_a_server_that_takes_the_schema_and_ignores_it_is_found_out(serving: Serving, client: Make, said: str) -> None:
    serving.replies = [says(said)]
    one = client()
    assert json.loads(one.ask(question("1")).text) == json.loads(RIGHT)
    one.ask(question("2"))
    assert formats(serving) == ["json_schema", "json_object"]
    assert "JSON Schema" in serving.asked[1]["messages"][-1]["content"]
    assert sum("does not enforce" in sentence for sentence in one.warnings) == 1


def test_a_server_that_breaks_the_schema_is_asked_again_with_it_in_words(serving: Serving, client: Make) -> None:
    serving.replies = [says(WRONG), says(RIGHT)]
    client().ask(question())
    assert formats(serving) == ["json_schema", "json_object"]
    assert '"required": ["name", "count"]' in serving.asked[1]["messages"][-1]["content"]


def test_an_empty_answer_is_no_proof_that_a_schema_was_ignored(serving: Serving, client: Make) -> None:
    serving.replies = [says(None), says(RIGHT)]
    client().ask(question())
    assert formats(serving) == ["json_schema", "json_schema"]


def test_what_was_found_out_is_trusted_by_later_runs_and_said_again(serving: Serving, client: Make) -> None:
    serving.respond = taking("none", rejection=REJECTIONS[0])
    client().ask(question("1"))
    later = client()
    assert any("takes no response format" in sentence for sentence in later.warnings)
    later.ask(question("2"))
    assert formats(serving) == ["json_schema", "json_object", "none", "none"]


def test_what_was_found_out_is_found_out_anew_when_it_fails(serving: Serving, client: Make) -> None:
    serving.respond = taking("json_object", rejection=REJECTIONS[0])
    client().ask(question("1"))
    serving.asked.clear()
    serving.respond = taking("json_schema", rejection=REJECTIONS[10])
    client().ask(question("2"))
    client().ask(question("3"))
    assert formats(serving) == ["json_object", "json_schema", "json_schema"]


def test_two_models_at_one_endpoint_are_found_out_apart(serving: Serving, client: Make) -> None:
    serving.respond = taking("none", rejection=REJECTIONS[0])
    client(model="gpt-6-luna").ask(question())
    client(model="gpt-6-sol").ask(question())
    assert formats(serving) == ["json_schema", "json_object", "none"] * 2


def test_a_question_rejected_in_every_way_concerns_itself_alone(serving: Serving, client: Make, shelf: Shelf) -> None:
    serving.replies = [REJECTIONS[0]]
    one = client()
    with pytest.raises(BadAnswer, match="rejected the question"):
        one.ask(question())
    assert formats(serving) == ["json_schema", "json_object", "none"]
    assert shelf.held("r1") == 0


OLDER = [
    "Unrecognized request argument supplied: max_completion_tokens",
    "Unrecognized argument: max_completion_tokens",
    "max_completion_tokens: Extra inputs are not permitted",
    "Unsupported parameter: 'max_completion_tokens' is not supported with this model. Use 'max_tokens' instead.",
]


@pytest.mark.parametrize("words", OLDER)
def test_servers_that_know_the_answers_limit_by_its_older_name_get_it(
    serving: Serving, client: Make, words: str
) -> None:
    serving.replies = [fails(400, None, words), says(RIGHT)]
    one = client(answer_tokens=77)
    one.ask(question())
    client(answer_tokens=77).ask(question("later"))
    assert [body.get("max_completion_tokens") for body in serving.asked] == [77, None, None]
    assert [body.get("max_tokens") for body in serving.asked] == [None, 77, 77]


LIMITS = [
    "max_tokens is too large: 16000. This model supports at most 4096 completion tokens, whereas you provided 16000.",
    "max_tokens: 16000 > 4096, which is the maximum allowed number of output tokens for this model",
    "Invalid max_tokens value, the valid range of max_tokens is [1, 4096]",
    "`max_completion_tokens` must be less than or equal to `4096`, the maximum value for `max_completion_tokens`",
    "max_completion_tokens cannot be greater than 4,096",
]


@pytest.mark.parametrize("words", LIMITS)
def test_a_smaller_limit_on_answers_is_taken_from_the_complaint(serving: Serving, client: Make, words: str) -> None:
    serving.replies = [fails(400, None, words), says(RIGHT)]
    client().ask(question())
    client().ask(question("later"))
    assert [body["max_completion_tokens"] for body in serving.asked] == [16_000, 4096, 4096]


REQUESTED = (
    "This model's maximum context length is 16384 tokens. However, you requested 28384 tokens"
    " (12384 in the messages, 16000 in the completion). Please reduce the length of the messages or completion."
)
ROOMS = [
    REQUESTED,
    (
        "'max_tokens' or 'max_completion_tokens' is too large: 16000. This model's maximum context length is 16384"
        " tokens and your request has 12384 input tokens (16000 > 16384 - 12384)."
    ),
]


@pytest.mark.parametrize("words", ROOMS)
def test_what_the_question_leaves_of_the_context_is_asked_for_once(serving: Serving, client: Make, words: str) -> None:
    serving.replies = [fails(400, None, words), says(RIGHT)]
    one = client()
    one.ask(question())
    one.ask(question("later"))
    assert [body["max_completion_tokens"] for body in serving.asked] == [16_000, 4000, 16_000]


TOO_LONG = [
    fails(400, "context_length_exceeded"),
    fails(400, None, REQUESTED.replace("12384 in", "16300 in")),
    fails(400, "exceed_context_size_error", "the request exceeds the available context size, try increasing it"),
    fails(400, None, "prompt is too long: 250000 tokens > 200000 maximum"),
    fails(413),
]


@pytest.mark.parametrize("reply", TOO_LONG, ids=range(len(TOO_LONG)))
def test_a_question_too_long_for_the_model_is_a_cut_off(serving: Serving, client: Make, reply: Reply) -> None:
    serving.replies = [reply]
    with pytest.raises(CutOff):
        client().ask(question())
    assert len(serving.asked) == 1
