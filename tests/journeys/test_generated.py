"""Requests generated from our own OpenAPI document, valid ones and broken ones: no 5xx, every answer as declared.

`VENDORPROOF_GENERATED=200` for more cases of each operation and mode than the suite has time for.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from requests import Session
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.errors import InvalidSchema
from schemathesis.core.result import Ok
from schemathesis.generation.case import Case
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.fixtures.servers import Tenant
from tests.journeys import world
from vendorproof.api import app

CASES = int(os.environ.get("VENDORPROOF_GENERATED", "20"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
Operation = APIOperation[Any, Any, Any, Any]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


def _operations() -> Iterator[Operation]:
    for one in schemathesis.openapi.from_dict(app.routes().openapi()).get_all_operations():
        assert isinstance(one, Ok)
        yield one.ok()


@pytest.mark.parametrize("operation", list(_operations()), ids=lambda one: one.definition.raw["operationId"])
@pytest.mark.parametrize("mode", MODES, ids=lambda one: one.value)
def test_every_answer_is_as_declared(tenant: Tenant, operation: Operation, mode: GenerationMode) -> None:
    made = world.build(tenant)
    key = {"Authorization": f"Bearer {tenant.secret}"}
    try:
        cases = operation.as_strategy(generation_mode=mode)
    except InvalidSchema as error:
        pytest.skip(str(error))

    @seed(20260101)
    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, known=st.booleans())
    def check(case: Case[Any], known: bool) -> None:
        if known and case.path_parameters:
            # A fact is there only once its document was read: its id stays as it was made up.
            case.path_parameters = {name: made.known.get(name, one) for name, one in case.path_parameters.items()}
        case.call_and_validate(base_url=tenant.server.url, session=session, headers=key, checks=CHECKS, timeout=30)

    with Session() as session:
        session.trust_env = False
        check()
