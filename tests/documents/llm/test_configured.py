from typing import Any

import pytest

from tests.fixtures.importing import Importer
from vendorproof.config import Settings
from vendorproof.documents.llm import allowance, configured
from vendorproof.documents.llm.allowance import Allowance


def settings(**given: Any) -> Settings:
    return Settings(**{"llm_url": "https://models.example/v1", "llm_model": "m", **given})


@pytest.mark.parametrize(
    ("api", "url", "address"),
    [
        ("openai", "https://models.example/v1", "https://models.example/v1/chat/completions"),
        ("openai", " https://models.example/v1/ ", "https://models.example/v1/chat/completions"),
        ("openai", "http://[::1]:11434/v1/chat/completions", "http://[::1]:11434/v1/chat/completions"),
        ("anthropic", "https://models.example", "https://models.example/v1/messages"),
        ("anthropic", "https://models.example/v1/", "https://models.example/v1/messages"),
        ("anthropic", "https://models.example/proxy/v1/messages", "https://models.example/proxy/v1/messages"),
    ],
)
def test_the_address_that_is_asked(api: str, url: str, address: str) -> None:
    llm = configured.of(settings(llm_api=api, llm_url=url))
    assert llm is not None
    assert llm.api.address(llm.url) == address


def test_without_a_url_there_is_none() -> None:
    assert configured.of(settings(llm_url="")) is None


def test_without_a_key_none_is_sent() -> None:
    for api in configured.APIS.values():
        assert not {"authorization", "x-api-key"} & set(api.headers(""))


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"llm_model": " "}, "LLM_MODEL"),
        ({"llm_url": "models.example"}, "LLM_URL"),
        ({"llm_url": "ftp://models.example"}, "LLM_URL"),
        ({"llm_url": "https://"}, "LLM_URL"),
        ({"llm_url": "https://user:pass-9@models.example"}, "LLM_URL"),
        ({"llm_url": "https://models.example/?key=pass-9"}, "LLM_URL"),
        ({"llm_url": "https://[pass-9"}, "LLM_URL"),
        ({"llm_key": "pass-9\nx"}, "LLM_KEY"),
        ({"llm_key": "pass-9\u00e9"}, "LLM_KEY"),
    ],
)
def test_settings_that_name_no_model_are_told_without_secrets(given: Any, named: str) -> None:
    with pytest.raises(configured.BadLlmSetting, match=named) as told:
        configured.of(settings(**given))
    assert "pass-9" not in str(told.value)


def test_an_organisation_has_to_be_switched_on(importer: Importer, neighbour: Importer) -> None:
    importer.rt = type(importer.rt)(settings(), importer.rt.db, importer.rt.clock, importer.rt.blobs)
    assert configured.configured(importer.rt, importer.scope) is None
    with importer.rt.db.write() as tx:
        allowance.allow(tx, importer.scope, Allowance(is_on=True, monthly_tokens=1))
    assert configured.configured(importer.rt, importer.scope) is not None
    assert configured.configured(importer.rt, neighbour.scope) is None
