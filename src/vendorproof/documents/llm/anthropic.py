"""The messages API of Anthropic. The answer is asked for as a call of a tool, whose input has a schema.

https://docs.anthropic.com/en/api/messages
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from vendorproof.documents.llm.port import MOST_OUTPUT_TOKENS, NAME_OF_ANSWER, Api, Question, Said, Unreadable, tokens

VERSION = "2023-06-01"
COUNTS = ("input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")


class _Block(msgspec.Struct):
    type: str
    input: msgspec.Raw = msgspec.Raw()


class _Answer(msgspec.Struct):
    content: list[_Block]
    usage: Any = None


def _address(url: str) -> str:
    return f"{url.removesuffix('/messages').removesuffix('/v1')}/v1/messages"


def _headers(key: str) -> Mapping[str, str]:
    return {"anthropic-version": VERSION, **({"x-api-key": key} if key else {})}


def _bodies(model: str, question: Question) -> Sequence[Mapping[str, Any]]:
    tool = {"name": NAME_OF_ANSWER, "description": "Report what was found.", "input_schema": question.schema}
    body = {
        "model": model,
        "max_tokens": MOST_OUTPUT_TOKENS,
        "system": question.system,
        "messages": [{"role": "user", "content": question.user}],
        "tools": [tool],
        "tool_choice": {"type": "tool", "name": NAME_OF_ANSWER},
    }
    return (body,)


def _said(body: bytes) -> Said:
    try:
        answer = msgspec.json.decode(body, type=_Answer)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    called = next((bytes(one.input) for one in answer.content if one.type == "tool_use"), b"")
    if not called:
        raise Unreadable("it says nothing")
    return Said(called, tokens(answer.usage, *COUNTS))


API = Api(_address, _headers, _bodies, _said)
