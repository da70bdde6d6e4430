"""Files written by machines: what field names say. JSON, XML and tables have no titles, but their fields are a vocabulary."""

from vendorproof.documents.classify.reading import Reading
from vendorproof.documents.classify.rule import Hit


def _fields(names: str) -> frozenset[str]:
    return frozenset(names.split())


_FLAWS = _fields(
    "vulnerability vulnerabilities vuln vulns vulnerabilityid vulnerabilityname cve cves cveid cwe cweid cwes cvss cvssscore cvssv2 cvssv3 cvssv3base cvssbasescore cvssvector "
    "plugin pluginid pluginname pluginsused pluginoutput nvtoid nvtname nvt qid advisory advisories auditreportversion finding findings findingid issue issues issuename issuetype alert alerts alertitem hashedsecret issecret isverified "
    "ruleid rulename ruletitle checkid checkname checktype checkresult testid testname weakness exploit exploitability exploitavailable templateid matchedat vulnerablesoftware result results interestingfindings "
    "securityissue flaw flaws threat threats xpath query queryid cwename oid detections detection misconfigurations misconfsummary secrets owasp"
)
_GRADES = _fields(
    "severity severitylevel riskfactor risk riskdesc riskcode risklevel level criticality priority rating confidence impact score basescore cvssscore cvss likelihood threatlevel qod threat severitytext "
    "hashedsecret isverified securityseverity high medium low critical warning basemetricv2 riskscore scoretype"
)
_REMEDIES = _fields(
    "solution remediation recommendation recommendations mitigation mitigations fixedversion fixversion fixedversions fixavailable patchedversions stepstoremediate synopsis references reference seealso resolution fix upgradepath solutions correction "
    "vulnerableversions mitigatedby retest retestdate"
)
_TARGETS = _fields(
    "host hosts hostname ip ipaddress port ports protocol portprotocol dnsname netbiosname macaddress uri url site target targets file filename filepath line linenumber startline endline package packagename pkgname installedversion module image imagename asset assets "
    "resource resourceid location locations component dependency dependencies artifact nodeid path affects sitename"
)
_SCANS = _fields(
    "scan scandate scanstart scanstarted scanid scaninfo scantime scanduration scanner scannername scannerversion scanstatus scansummary scantype nessusclientdatav2 nmaprun niktoscan owaspzapreport cxxmlresults invicti netsparker burpversion sarif runs tool tools reportinfo reportdate "
    "scanversion scanengine scanprofile scanneddate scannedby targeturl scantarget scaninitiatedby assetdatareport generatedat pluginsused filtersused"
)
_INVOICES = _fields(
    "invoice invoicenumber billto subtotal lineitems taxrate customerid openapi swagger paths scripts devdependencies compileroptions eslintconfig workflows"
)

_BILLS = (
    "cyclonedx.org/schema",
    '"bomformat"',
    '"spdxversion"',
    "spdx.org/spdxdocs",
    "spdx.org/rdf",
    "spdxref-",
    "spdxversion:",
    "iso/19770/-2",
    "softwareidentity",
)


def bill_of_materials(reading: Reading) -> Hit | None:
    """A marker of one of the standard formats: CycloneDX, SPDX, SWID."""
    head = reading.body[:6_000]
    for marker in _BILLS:
        at = head.find(marker)
        if at >= 0:
            return Hit(1.0, at, len(marker))
    return None


def scan(reading: Reading) -> Hit | None:
    """Fields of findings: what the flaw is, how bad, where, what to do. Each kind adds; flaws or grades have to be among them."""
    keys = reading.keys
    flaws, grades = keys & _FLAWS, keys & _GRADES
    kinds = [flaws, grades, keys & _REMEDIES, keys & _TARGETS, keys & _SCANS]
    found = sum(map(bool, kinds))
    if keys & _INVOICES and not grades:
        return None
    if not flaws or (not grades and found < 4):
        return None
    share = min(1.0, 0.25 * found + 0.03 * len(flaws | grades))
    return Hit(share, *_first(reading, flaws | grades)) if share >= 0.5 else None


def _first(reading: Reading, keys: frozenset[str]) -> tuple[int, int]:
    """The first of these fields that can be quoted as it stands."""
    spans = [(at, len(key)) for key in keys if (at := reading.body.find(key)) >= 0]
    return min(spans, default=(-1, 0))
