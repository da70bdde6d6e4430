"""Whether there is a language model to ask, by the settings of the server and by what the organisation wants."""

import re
from collections.abc import Mapping

import httpx

from vendorproof.config import PREFIX, Settings
from vendorproof.core.scope import Scope
from vendorproof.documents.llm import anthropic, openai
from vendorproof.documents.llm.allowance import allowed
from vendorproof.documents.llm.port import Api, Llm, Patience
from vendorproof.runtime import Runtime

APIS: Mapping[str, Api] = {"openai": openai.API, "anthropic": anthropic.API}

_HOST = re.compile(r"[\w.:-]+")


class BadLlmSetting(ValueError):
    """The settings name no model that could be asked: says what would be accepted."""


def configured(rt: Runtime, scope: Scope) -> Llm | None:
    """The model that this organisation's documents may be shown to; opens no connection. BadLlmSetting."""
    llm = of(rt.settings)
    if llm is None:
        return None
    with rt.db.read() as tx:
        return llm if allowed(tx, scope).is_on else None


def of(settings: Settings) -> Llm | None:
    """The model that the settings name; BadLlmSetting."""
    if not settings.llm_url:
        return None
    if not settings.llm_model.strip():
        raise BadLlmSetting(f"{PREFIX}LLM_MODEL is empty; with {PREFIX}LLM_URL it has to name the model.")
    key = settings.llm_key.strip()
    if not key.isascii() or not key.isprintable():
        raise BadLlmSetting(f"{PREFIX}LLM_KEY holds characters that no key has.")
    patience = Patience(settings.llm_timeout_seconds)
    return Llm(APIS[settings.llm_api], _address(settings.llm_url), settings.llm_model.strip(), key, patience)


def _address(url: str) -> str:
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError):
        parsed = httpx.URL()
    more = parsed.userinfo or parsed.query or parsed.fragment
    if parsed.scheme not in ("http", "https") or not _HOST.fullmatch(parsed.host) or more:
        # What is there is not shown: it may hold a password.
        raise BadLlmSetting(
            f"{PREFIX}LLM_URL is no address of a language model; https://host/v1 is. A key belongs in {PREFIX}LLM_KEY."
        )
    return str(parsed).rstrip("/")
