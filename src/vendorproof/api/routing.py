"""The router every route file starts from."""

from fastapi import APIRouter


def make_router(tag: str) -> APIRouter:
    """A router whose operations stand under `tag` in the reference.

    Each `/v1` operation names itself with `operation_id="<group>.<action>"` (`vendors.create`): the audit log's
    event_group and event_type, and the operationId of the OpenAPI document.
    """
    return APIRouter(tags=[tag])
