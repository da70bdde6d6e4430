"""The command lines of the published Documents page, typed as they stand there with our address and key."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.servers import Tenant

PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n" * 5000
UPLOAD = """
curl -sS -X POST "$BASE/v1/documents" -H "Authorization: Bearer $KEY" -H "Idempotency-Key: soc2-2026" \
  -F "file=@soc2.pdf" -F "vendor_id=$VENDOR" -F "service_ids=$SERVICE" -F "service_ids=$OTHER" \
  -F "assessment_ids=$ASSESSMENT" -F "document_type=soc2_type2_auditor_report" -F "name=SOC 2 Type II 2026"
"""
LIST = 'curl -sS "$BASE/v1/documents?vendor_id=$VENDOR&limit=50&offset=0" -H "Authorization: Bearer $KEY"'
GET = 'curl -sS "$BASE/v1/documents/$DOCUMENT" -H "Authorization: Bearer $KEY"'
DOWNLOAD = 'curl -sS "$BASE/v1/documents/$DOCUMENT/download" -H "Authorization: Bearer $KEY"'
CHANGE = """
curl -sS -X PATCH "$BASE/v1/documents/$DOCUMENT" -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \
  -d '{"name": "SOC 2 (final)", "service_ids": [], "document_type": "soc2_type1_auditor_report"}'
"""
ARCHIVE = 'curl -sS -X DELETE "$BASE/v1/documents/$DOCUMENT" -H "Authorization: Bearer $KEY"'

Shell = Callable[..., bytes]


@pytest.fixture
def shell(tenant: Tenant, tmp_path: Path) -> Shell:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    (tmp_path / "soc2.pdf").write_bytes(PDF)
    vendor = tenant.made("/v1/vendors", {"name": "Acme"})["id"]
    services = [tenant.made(f"/v1/vendors/{vendor}/services", {"name": name})["id"] for name in ("Payroll", "Time")]
    assessment = tenant.made("/v1/assessments", {"vendor_id": vendor, "control_set_ids": []})["id"]
    known = {"BASE": tenant.server.url, "KEY": tenant.secret, "VENDOR": vendor, "ASSESSMENT": assessment}
    known |= {"SERVICE": services[0], "OTHER": services[1]}
    inherited = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}

    def run(line: str, **named: str) -> bytes:
        env = {**inherited, **known, **named}
        return subprocess.run(["sh", "-c", line], env=env, cwd=tmp_path, check=True, capture_output=True).stdout

    return run


def told(output: bytes) -> Any:
    return json.loads(output)


def test_the_published_lines_answer_as_printed(tenant: Tenant, shell: Shell, tmp_path: Path) -> None:
    """«`POST /v1/documents` … | 201 document; idempotent», «A replay returns the original status and body byte for byte»,
    «the URL needs no Authorization, serves the bytes as an attachment under the display name with the right extension,
    supports Range».
    """
    made = shell(UPLOAD)
    document = told(made)
    assert document["name"] == "SOC 2 Type II 2026"
    assert (document["extension"], document["size"]) == ("pdf", len(PDF))
    assert document["document_type"] == "soc2_type2_auditor_report"
    assert len(document["service_ids"]) == 2
    assert len(document["assessment_ids"]) == 1
    assert shell(UPLOAD) == made
    named = {"DOCUMENT": document["id"]}
    page = told(shell(LIST))
    assert (page["total"], page["limit"], page["offset"]) == (1, 50, 0)
    settled = {"status", "updated_at", "classification", "risks"}  # what processing writes meanwhile
    shown = [{key: one[key] for key in one.keys() - settled} for one in (*page["data"], told(shell(GET, **named)))]
    assert shown == [{key: document[key] for key in document.keys() - settled}] * 2

    link = told(shell(DOWNLOAD, **named))
    assert (link["filename"], link["expires_in"]) == ("SOC 2 Type II 2026.pdf", 3600)
    shell('curl -sS -f -D head -o got.pdf "$URL"', URL=link["url"])
    assert hashlib.sha256((tmp_path / "got.pdf").read_bytes()).hexdigest() == document["sha256"]
    head = (tmp_path / "head").read_text("latin-1").lower()
    assert 'content-disposition: attachment; filename="soc 2 type ii 2026.pdf"' in head
    assert "content-type: application/pdf" in head
    assert shell('curl -sS -f -r 0-7 "$URL"', URL=link["url"]) == b"%PDF-1.7"

    changed = told(shell(CHANGE, **named))
    assert (changed["name"], changed["service_ids"]) == ("SOC 2 (final)", [])
    assert changed["assessment_ids"] == document["assessment_ids"]
    gone = shell(ARCHIVE, **named)
    assert list(told(gone)) == ["id", "is_archived", "archived_at"]
    assert shell(ARCHIVE, **named) == gone
    assert told(shell(LIST))["data"] == []


def test_refusals_are_as_printed(shell: Shell, tmp_path: Path) -> None:
    """«400 `unsupported_file_type`», «404 `vendor_not_found`», «422 array | `file` or `vendor_id` missing»."""
    (tmp_path / "setup.exe").write_bytes(b"MZ\x90\0")
    line = 'curl -sS -w "%{http_code}" "$BASE/v1/documents" -H "Authorization: Bearer $KEY" '
    assert b'"unsupported_file_type"' in (refused := shell(line + '-F file=@setup.exe -F "vendor_id=$VENDOR"'))
    assert refused.endswith(b"400")
    unknown = shell(line + "-F file=@soc2.pdf -F vendor_id=cbvndr_0")
    assert unknown == b'{"detail":{"code":"vendor_not_found","message":"Vendor not found."}}404'
    missing = shell(line + "-F file=@soc2.pdf")
    assert missing == b'{"detail":[{"loc":["body","vendor_id"],"msg":"Field required","type":"missing"}]}422'
