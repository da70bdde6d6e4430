"""Chat completions, as most servers of language models have them.

https://platform.openai.com/docs/api-reference/chat/create
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from vendorproof.documents.llm.port import MOST_OUTPUT_TOKENS, NAME_OF_ANSWER, Api, Question, Said, Unreadable, tokens


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Answer(msgspec.Struct):
    choices: list[_Choice]
    usage: Any = None


def _address(url: str) -> str:
    return url if url.endswith("/chat/completions") else f"{url}/chat/completions"


def _headers(key: str) -> Mapping[str, str]:
    return {"authorization": f"Bearer {key}"} if key else {}


def _bodies(model: str, question: Question) -> Sequence[Mapping[str, Any]]:
    """Models that think first refuse a temperature, and call the limit by another name, which other servers do not know."""
    body = {
        "model": model,
        "messages": [{"role": "system", "content": question.system}, {"role": "user", "content": question.user}],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": NAME_OF_ANSWER, "strict": True, "schema": question.schema},
        },
    }
    return {**body, "temperature": 0, "max_tokens": MOST_OUTPUT_TOKENS}, {
        **body,
        "max_completion_tokens": MOST_OUTPUT_TOKENS,
    }


def _said(body: bytes) -> Said:
    try:
        answer = msgspec.json.decode(body, type=_Answer)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    if not answer.choices or answer.choices[0].message.content is None:
        raise Unreadable("it says nothing")
    return Said(answer.choices[0].message.content, tokens(answer.usage, "total_tokens"))


API = Api(_address, _headers, _bodies, _said)
