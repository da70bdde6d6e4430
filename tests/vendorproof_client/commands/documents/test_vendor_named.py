"""A vendor as people name it."""

import pytest

from tests.vendorproof_client.evidence import Evidence
from vendorproof_client import Client
from vendorproof_client.commands.documents.vendor_named import find
from vendorproof_client.commands.failures import CommandFailed


@pytest.mark.parametrize("text", ["cbvndr_1", "E-1", "Acme"])
def test_by_id_external_id_or_name(client: Client, text: str) -> None:
    assert str(find(client, text)) == "Acme (cbvndr_1)"


@pytest.mark.parametrize("text", ["cbvndr_9", "Nobody", "E-9"])
def test_what_is_not_there(client: Client, text: str) -> None:
    with pytest.raises(CommandFailed, match=f"no vendor .*{text}"):
        find(client, text)


def test_a_part_of_a_name_is_not_enough(client: Client) -> None:
    with pytest.raises(CommandFailed) as caught:
        find(client, "acme")
    assert str(caught.value) == (
        "No vendor is called exactly acme; these are near:\n"
        "  cbvndr_1  Acme  (external id E-1)\n"
        "  cbvndr_2  Acme Payroll  (external id E-2)"
    )


def test_a_name_that_two_have_is_not_guessed(wire: Evidence, client: Client) -> None:
    wire.vendors.append({"id": "cbvndr_3", "name": "Acme", "external_id": None})
    with pytest.raises(CommandFailed, match="2 vendors are called Acme") as caught:
        find(client, "Acme")
    assert "\n  cbvndr_1  Acme  (external id E-1)\n  cbvndr_3  Acme" in f"\n{caught.value}"[1:].replace(
        "cbvndr_3  Acme\n  cbvndr_1", "swapped"
    )


def test_an_external_id_that_is_another_vendors_name_is_not_guessed(wire: Evidence, client: Client) -> None:
    wire.vendors.append({"id": "cbvndr_3", "name": "E-1", "external_id": None})
    with pytest.raises(CommandFailed, match="2 vendors are called E-1"):
        find(client, "E-1")


def test_many_candidates_are_cut(wire: Evidence, client: Client) -> None:
    wire.vendors += [{"id": f"cbvndr_x{n}", "name": "Twin", "external_id": None} for n in range(12)]
    with pytest.raises(CommandFailed, match="and 2 more"):
        find(client, "Twin")
