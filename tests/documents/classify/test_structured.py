"""What machines write is known by its fields."""

import json

import pytest

from vendorproof.documents.classify import classify_units
from vendorproof.documents.extract.units import Unit


def kind_of(text: str, name: str, kind: str = "line") -> str | None:
    return classify_units([Unit(1, "line 1", text)], name, kind).document_type


SARIF = {
    "$schema": "sarif-2.1.0",
    "runs": [{"tool": {}, "results": [{"ruleId": "x", "level": "error", "locations": []}]}],
}
AUDIT = {
    "vulnerabilities": {"a": {"severity": "high", "fixAvailable": True, "via": [{"cwe": [], "cvss": {"score": 7}}]}}
}
NMAP = '<?xml version="1.0"?><nmaprun scanner="n"><host><ports><port protocol="tcp"><script id="v" output="CVE"/><vulnerability severity="high"/></port></ports></host></nmaprun>'
BANDIT = {
    "results": [{"issue_severity": "HIGH", "issue_text": "x", "test_id": "B1", "filename": "a", "line_number": 1}]
}
PIP = {
    "dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"], "aliases": []}]}]
}
LEAKS = [{"Description": "key", "RuleID": "aws", "Secret": "x", "File": "a", "StartLine": 3, "Fingerprint": "f"}]
TRIVY = {
    "SchemaVersion": 2,
    "Results": [{"Vulnerabilities": [{"VulnerabilityID": "CVE-1", "PkgName": "a", "Severity": "LOW"}]}],
}
TICKETS = {"issues": [{"key": "A-1", "fields": {"priority": "High", "description": "x", "status": "open"}}]}
CYCLONEDX = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "library", "purl": "pkg:npm/a@1"}]}
SPDX = {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "packages": [{"name": "a", "SPDXID": "SPDXRef-a"}]}
INVOICE = {"invoice_number": "7", "line_items": [{"description": "scan", "level": 2}], "subtotal": 9, "host": "x"}
PACKAGE = {
    "name": "a",
    "version": "1.0.0",
    "scripts": {"test": "t"},
    "dependencies": {"b": "^1"},
    "devDependencies": {},
}
OPENAPI = {"openapi": "3.1.0", "paths": {"/findings": {"get": {"description": "Lists findings", "parameters": []}}}}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (json.dumps(SARIF), "a.txt", "vulnerability_scan_report"),
        (json.dumps(AUDIT), "a.txt", "vulnerability_scan_report"),
        (json.dumps(BANDIT), "a.txt", "vulnerability_scan_report"),
        (json.dumps(PIP), "a.txt", "vulnerability_scan_report"),
        (json.dumps(LEAKS), "a.txt", "vulnerability_scan_report"),
        (json.dumps(TRIVY), "a.txt", "vulnerability_scan_report"),
        (json.dumps(TICKETS), "a.txt", None),
        (NMAP, "a.txt", "vulnerability_scan_report"),
        (
            "Host\tPort\tCVE\tCVSS\tSeverity\tSolution\n10.0.0.1\t22\tCVE-2024-1\t5\tMedium\tUpdate",
            "a.csv",
            "vulnerability_scan_report",
        ),
        (json.dumps(CYCLONEDX), "a.txt", "sbom"),
        (json.dumps(SPDX), "a.txt", "sbom"),
        (json.dumps(INVOICE), "a.txt", None),
        (json.dumps(PACKAGE), "a.txt", None),
        (json.dumps(OPENAPI), "a.txt", None),
        ("Name\tDepartment\tPhone\nAda\tSales\t1", "a.csv", None),
    ],
)
def test_formats(text: str, name: str, expected: str | None) -> None:
    assert kind_of(text, name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Load balancer\nweb1\nweb2\nPostgres", "architecture_diagram"),
        ("()", None),
        ("Happy birthday\nfrom all of us", None),
    ],
)
def test_a_drawing_is_known_by_what_stands_in_its_boxes(text: str, expected: str | None) -> None:
    assert kind_of(text, "a.png", "frame") == expected
