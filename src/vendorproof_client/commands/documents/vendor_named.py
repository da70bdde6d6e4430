"""A vendor as people name it: by its id, by the id it has elsewhere, or by its name."""

from dataclasses import dataclass

from vendorproof_client.client import Client
from vendorproof_client.commands.failures import CommandFailed
from vendorproof_client.encoding import JsonObject
from vendorproof_client.errors import NotFound
from vendorproof_client.file_names import visible

_CANDIDATES = 10
_PREFIX = "cbvndr_"


@dataclass(frozen=True, slots=True)
class NamedVendor:
    vendor_id: str
    name: str

    def __str__(self) -> str:
        return f"{self.name} ({self.vendor_id})"


def find(client: Client, text: str) -> NamedVendor:
    """Raises CommandFailed, with the candidates, unless exactly one vendor is meant."""
    if text.startswith(_PREFIX):
        try:
            return _named(client.vendors.get(text))
        except NotFound:
            raise CommandFailed(f"There is no vendor {text}.") from None
    alike = list(client.vendors.iterate(name=text))
    meant = {one["id"]: one for one in client.vendors.iterate(external_id=text)}
    meant.update({one["id"]: one for one in alike if one["name"] == text})
    if len(meant) == 1:
        return _named(*meant.values())
    if meant:
        raise CommandFailed(f"{len(meant)} vendors are called {text}; give the id of the one you mean:{_listed(meant)}")
    if alike:
        near = {one["id"]: one for one in alike}
        raise CommandFailed(f"No vendor is called exactly {text}; these are near:{_listed(near)}")
    raise CommandFailed(f"There is no vendor with the external id or the name {text}.")


def _named(vendor: JsonObject) -> NamedVendor:
    return NamedVendor(str(vendor["id"]), visible(str(vendor["name"])))


def _listed(vendors: dict[str, JsonObject]) -> str:
    lines = [
        f"\n  {key}  {visible(str(one['name']))}"
        + (f"  (external id {visible(str(one['external_id']))})" if one.get("external_id") else "")
        for key, one in vendors.items()
    ]
    rest = f"\n  and {len(lines) - _CANDIDATES:,} more" if len(lines) > _CANDIDATES else ""
    return "".join(lines[:_CANDIDATES]) + rest
