"""One request to one address: bounded in time and in size, followed nowhere else."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

MOST_ANSWER_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Heard:
    """`headers` have names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class NoAnswer(Exception):
    """None came, or none that is read to its end. `again`: another try may be worth it. `sent`: somebody may have worked on it."""

    def __init__(self, why: str, *, again: bool, sent: bool = True) -> None:
        super().__init__(why)
        self.again = again
        self.sent = sent


def post(url: str, headers: Mapping[str, str], body: bytes, seconds: float) -> Heard:
    """NoAnswer. In an event loop of its own, because only there a request can be given an end: what threads have are time-outs
    between two bytes, and a server that sends one now and then is never done.
    """
    return asyncio.run(_post(url, headers, body, seconds))


async def _post(url: str, headers: Mapping[str, str], body: bytes, seconds: float) -> Heard:
    # Compressed, a small answer could be a large one.
    plain = {"content-type": "application/json", "accept": "application/json", "accept-encoding": "identity"}
    try:
        async with (
            asyncio.timeout(seconds),
            httpx.AsyncClient(timeout=seconds, follow_redirects=False) as client,
            client.stream("POST", url, headers={**plain, **headers}, content=body) as response,
        ):
            return Heard(response.status_code, dict(response.headers), await _read(response))
    except (TimeoutError, httpx.TimeoutException) as error:
        raise NoAnswer("it takes too long", again=False) from error
    except httpx.ConnectError as error:
        raise NoAnswer("it cannot be reached", again=True, sent=False) from error
    except httpx.HTTPError as error:
        raise NoAnswer(f"it broke off ({type(error).__name__})", again=True) from error


async def _read(response: httpx.Response) -> bytes:
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        raise NoAnswer("it answers compressed, which was not asked for", again=False)
    body = bytearray()
    async for part in response.aiter_raw():
        body += part
        if len(body) > MOST_ANSWER_BYTES:
            raise NoAnswer(f"its answer is longer than {MOST_ANSWER_BYTES:,} bytes", again=False)
    return bytes(body)
