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
    "hashedsecret isverified secret securityseverity high medium low critical warning basemetricv2 riskscore scoretype"
)
_REMEDIES = _fields(
    "solution remediation recommendation recommendations mitigation mitigations fixedversion fixversion fixversions fixedversions fixavailable patchedversions stepstoremediate synopsis references reference seealso resolution fix upgradepath solutions correction "
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
_OTHERS = _fields(
    "invoice invoicenumber billto subtotal lineitems taxrate customerid openapi swagger paths scripts devdependencies compileroptions eslintconfig workflows"
)

_OF_FLAWS = ("vuln", "cve", "cwe", "plugin", "finding", "advisor", "weakness")
_OF_GRADES = ("severity", "cvss", "riskfactor", "risklevel", "riskscore", "riskdesc")
_CERTAIN = ("vuln", "cve", "cwe", "cvss", "hashedsecret", "pluginid", "nvt", "exploit", "severity", "secret")

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
    """Fields of findings: what the flaw is, how bad, where, what to do. Flaws have to be among them, and a grade or, for
    those that only scanners speak of, a place and a remedy.
    """
    keys = reading.keys
    flaws = (keys & _FLAWS) | _having(keys, _OF_FLAWS)
    grades = (keys & _GRADES) | _having(keys, _OF_GRADES)
    found = sum(map(bool, (flaws, grades, keys & _REMEDIES, keys & _TARGETS, keys & _SCANS)))
    certain = bool(_having(keys, _CERTAIN))
    if not flaws or (not grades and (found < 3 or not certain)) or (keys & _OTHERS and not certain):
        return None
    share = min(1.0, 0.25 * found + 0.03 * len(flaws | grades))
    return Hit(share, *_first(reading, flaws | grades)) if share >= 0.5 else None


def _having(keys: frozenset[str], parts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(key for key in keys if any(part in key for part in parts))


def _first(reading: Reading, keys: frozenset[str]) -> tuple[int, int]:
    """The first of these fields that can be quoted as it stands."""
    spans = [(at, len(key)) for key in keys if (at := reading.body.find(key)) >= 0]
    return min(spans, default=(-1, 0))
