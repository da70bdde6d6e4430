"""Kinds: how one value is read for one target under one report's rules. Pure: no database, clock, network or file."""

from vendorproof.objects.kinds.addresses import PLAIN_EMAIL, plain_emails, plain_urls, url_host
from vendorproof.objects.kinds.date_formats import FIRST_YEAR, LAST_YEAR
from vendorproof.objects.kinds.options import OPTIONS, option_faults, rule_of
from vendorproof.objects.kinds.published import describe, json_schema
from vendorproof.objects.kinds.reading import read, reader
from vendorproof.objects.kinds.values import BLANK, BLANKS, Blank, Digits, Reader, Rule, Unreadable, fold, visible

__all__ = [
    "BLANK",
    "BLANKS",
    "FIRST_YEAR",
    "LAST_YEAR",
    "OPTIONS",
    "PLAIN_EMAIL",
    "Blank",
    "Digits",
    "Reader",
    "Rule",
    "Unreadable",
    "describe",
    "fold",
    "json_schema",
    "option_faults",
    "plain_emails",
    "plain_urls",
    "read",
    "reader",
    "rule_of",
    "url_host",
    "visible",
]
