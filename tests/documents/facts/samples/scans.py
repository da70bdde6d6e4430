"""Files of scanners, cut down to what is read; hosts and findings are made up."""

import json

NESSUS = """<?xml version="1.0" ?>
<NessusClientData_v2>
<Policy><policyName>Basic</policyName></Policy>
<Report name="weekly" xmlns:cm="http://www.nessus.org/cm">
<ReportHost name="192.0.2.10"><HostProperties>
<tag name="HOST_END">Mon Mar  4 03:12:45 2024</tag>
<tag name="policy-used">Since 2020-01-01</tag>
<tag name="HOST_START">Mon Mar  4 02:58:01 2024</tag>
</HostProperties>
<ReportItem port="443" svc_name="www" protocol="tcp" severity="3" pluginID="42873" pluginName="SSL Medium Strength Cipher Suites" pluginFamily="General">
<risk_factor>Medium</risk_factor>
<description>A critical issue is not what this is.</description>
</ReportItem>
<ReportItem port="0" svc_name="general" protocol="tcp" severity="0" pluginID="19506" pluginName="Nessus Scan Information" pluginFamily="Settings">
<risk_factor>None</risk_factor>
</ReportItem>
</ReportHost>
<ReportHost name="db.example.test"><HostProperties><tag name="HOST_END">Tue Mar  5 01:00:00 2024</tag></HostProperties>
<ReportItem port="445" svc_name="cifs" protocol="tcp" severity="4" pluginID="97833" pluginName="MS17-010" pluginFamily="Windows"><risk_factor>Critical</risk_factor></ReportItem>
<ReportItem port="22" svc_name="ssh" protocol="tcp" severity="1" pluginID="70658" pluginName="SSH CBC" pluginFamily="Misc."><risk_factor>Low</risk_factor></ReportItem>
</ReportHost>
</Report>
</NessusClientData_v2>"""

QUALYS = """<?xml version="1.0" encoding="UTF-8" ?>
<!DOCTYPE SCAN SYSTEM "https://qualysapi.example.test/qualys/scan-1.dtd">
<SCAN value="scan/1">
<HEADER><KEY value="USERNAME">user</KEY><KEY value="DATE"><![CDATA[2024-02-11T10:00:00Z]]></KEY></HEADER>
<IP value="198.51.100.7" name="www">
<VULNS><CAT value="Web"><VULN number="86729" severity="5" cveid="CVE-2020-1"><TITLE><![CDATA[High Low]]></TITLE></VULN>
<VULN number="86730" severity="2"><TITLE>x</TITLE></VULN></CAT></VULNS>
<PRACTICES><CAT value="Web"><PRACTICE number="11827" severity="2"><TITLE>y</TITLE></PRACTICE></CAT></PRACTICES>
</IP>
</SCAN>"""

ZAP = """<?xml version="1.0"?>
<OWASPZAPReport version="2.14.0" generated="Thu, 8 Feb 2024 09:11:02">
<site name="https://shop.example.test" host="shop.example.test" port="443" ssl="true"><alerts>
<alertitem><alert>CSP Header Not Set</alert><riskcode>2</riskcode><confidence>3</confidence><riskdesc>Medium (High)</riskdesc></alertitem>
<alertitem><alert>Cookie Without Secure Flag</alert><riskcode>1</riskcode><riskdesc>Low (Medium)</riskdesc></alertitem>
<alertitem><alert>Modern Web Application</alert><riskcode>0</riskcode><riskdesc>Informational (Medium)</riskdesc></alertitem>
</alerts></site></OWASPZAPReport>"""

BURP = """<?xml version="1.0"?>
<!DOCTYPE issues [ <!ELEMENT issues (issue*)> ]>
<issues burpVersion="2023.1" exportTime="Fri Jan 27 15:10:45 GMT 2023">
<issue><name><![CDATA[SQL injection]]></name><host ip="192.0.2.1">https://a.example.test</host><severity>High</severity><confidence>Certain</confidence></issue>
<issue><name><![CDATA[Cacheable response]]></name><host ip="192.0.2.1">https://a.example.test</host><severity>Information</severity><confidence>Firm</confidence></issue>
</issues>"""

OPENVAS = """<report id="1"><report id="1"><scan_start>2024-05-01T10:00:00Z</scan_start><scan_end>2024-05-01T11:30:00Z</scan_end>
<results start="1" max="10">
<result id="a"><name>TLS</name><host>192.0.2.5<asset asset_id="1"/></host><nvt oid="1.3.6"><name>TLS</name></nvt><threat>Medium</threat><severity>5.9</severity></result>
<result id="b"><name>OS</name><host>192.0.2.5</host><nvt oid="1.3.7"><name>OS</name></nvt><threat>Log</threat><severity>0.0</severity></result>
<result id="c"><name>RCE</name><host>192.0.2.6</host><nvt oid="1.3.8"><name>RCE</name></nvt><threat>High</threat><severity>9.8</severity></result>
</results><host><ip>192.0.2.5</ip></host><host><ip>192.0.2.6</ip></host></report></report>"""

TRIVY = json.dumps(
    {
        "SchemaVersion": 2,
        "CreatedAt": "2024-06-03T08:00:00.1+02:00",
        "ArtifactName": "registry.example.test/shop:1.4",
        "Results": [
            {
                "Target": "debian 12",
                "Vulnerabilities": [
                    {
                        "VulnerabilityID": "CVE-2024-1",
                        "Severity": "HIGH",
                        "Description": 'A "Severity": "CRITICAL" in words',
                        "VendorSeverity": {"nvd": 4},
                    },
                    {"VulnerabilityID": "CVE-2024-2", "Severity": "LOW"},
                    {"VulnerabilityID": "CVE-2024-3", "Severity": "UNKNOWN"},
                ],
            },
            {
                "Target": "Dockerfile",
                "Misconfigurations": [
                    {"ID": "DS001", "Severity": "MEDIUM", "Status": "FAIL"},
                    {"ID": "DS002", "Severity": "HIGH", "Status": "PASS"},
                ],
            },
            {"Target": "key.pem", "Secrets": [{"RuleID": "k", "Severity": "CRITICAL"}]},
        ],
    },
    indent=2,
)
GRYPE = json.dumps(
    {
        "matches": [
            {
                "vulnerability": {"id": "CVE-1", "severity": "High"},
                "relatedVulnerabilities": [{"id": "CVE-1", "severity": "Critical"}],
            },
            {"vulnerability": {"id": "CVE-2", "severity": "Negligible"}, "relatedVulnerabilities": []},
            {"vulnerability": {"id": "CVE-3", "severity": "Medium"}, "relatedVulnerabilities": []},
        ],
        "source": {"type": "image", "target": {"userInput": "alpine:3.12"}},
        "descriptor": {"name": "grype", "version": "0.74", "timestamp": "2024-03-03T10:00:00Z"},
    },
    indent=1,
)
SARIF = json.dumps(
    {
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "Opengrep", "rules": [{"id": "r", "properties": {"severity": "high"}}]}},
                "invocations": [{"executionSuccessful": True, "endTimeUtc": "2024-01-02T03:04:05Z"}],
                "results": [{"ruleId": "r", "level": "error", "message": {"text": "critical"}}],
            }
        ],
    }
)
NPM_AUDIT = json.dumps(
    {
        "auditReportVersion": 2,
        "vulnerabilities": {"braces": {"severity": "high"}},
        "metadata": {"vulnerabilities": {"info": 0, "low": 1, "moderate": 4, "high": 2, "critical": 0, "total": 7}},
    },
    indent=2,
)
SNYK = json.dumps(
    {
        "vulnerabilities": [
            {"id": "SNYK-1", "severity": "high", "packageManager": "npm", "from": ["a", "b"]},
            {"id": "SNYK-1", "severity": "high", "packageManager": "npm", "from": ["a", "c"]},
            {"id": "SNYK-2", "severity": "medium", "packageManager": "npm", "from": ["a"]},
        ],
        "projectName": "shop",
    },
    indent=2,
)
NUCLEI = "\n".join(
    json.dumps(
        {
            "template-id": name,
            "info": {"name": name, "severity": severity},
            "host": host,
            "timestamp": f"2024-04-0{day}T00:00:00Z",
        }
    )
    for name, severity, host, day in [("tls", "info", "a.example.test", 1), ("xss", "high", "b.example.test", 2)]
)
ROWS = [
    "Plugin ID\tCVE\tCVSS\tRisk\tHost\tProtocol\tPort\tName\tSynopsis\tPlugin Output",
    "1\tCVE-1\t9.8\tCritical\t192.0.2.1\ttcp\t80\tA\tcritical critical\tx",
    "2\t\t\tNone\t192.0.2.1\ttcp\t80\tB\tb\tHigh",
    "3\t\t7.5\tHigh\t192.0.2.2\ttcp\t80\tC\tc\ty",
    "4\t\t7.5\tHigh\t192.0.2.2\ttcp\t81\tC\tc\ty",
]
QUALYS_ROWS = [
    "Scan Results\t02/11/2024 at 10:00",
    "Example\t1 Street",
    "IP\tDNS\tNetBIOS\tOS\tIP Status\tQID\tTitle\tType\tSeverity\tPort",
    "192.0.2.1\ta\t\tLinux\thost scanned, found vuln\t1\tHigh\tVuln\t5\t80",
    "192.0.2.1\ta\t\tLinux\thost scanned, found vuln\t2\tLow\tIg\t1\t80",
    "192.0.2.3\tb\t\tLinux\thost scanned, found vuln\t3\tMedium\tPractice\t3\t80",
]
PROSE = [
    "Vulnerability Scan Report\nNessus Professional\nScan date: 14 March 2024\nHosts scanned: 25",
    "Summary\nThe scan found 12 vulnerabilities: 1 critical, 2 high, 4 medium and 5 low.\nThe previous scan found 20 vulnerabilities: 9 critical and 11 high.",
]
