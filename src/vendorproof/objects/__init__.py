"""The base objects by name."""

from collections.abc import Mapping
from types import MappingProxyType

from vendorproof.objects.assessment import ASSESSMENT
from vendorproof.objects.service import SERVICE
from vendorproof.objects.spec import BaseObject, Field, Kind
from vendorproof.objects.vendor import VENDOR

BASE_OBJECTS: Mapping[str, BaseObject] = MappingProxyType({one.name: one for one in (VENDOR, SERVICE, ASSESSMENT)})

__all__ = ["ASSESSMENT", "BASE_OBJECTS", "SERVICE", "VENDOR", "BaseObject", "Field", "Kind"]
