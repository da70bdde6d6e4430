"""Reports of tests, scans and incidents, and what only speaks of them."""

SAMPLES = {
    "penetration_test_report": """Web Application Penetration Test
Final Report – Prepared for Larkspur Insurance AG – 22 November 2023
1 Executive Summary
We were engaged to conduct a grey-box penetration test of the customer portal between 6 and 17 November 2023. An attacker could read other customers' claims.
Findings by severity: Critical 1, High 2, Medium 4, Low 3, Informational 2.
2 Scope and rules of engagement: portal.example.org in scope; the payment provider out of scope
3 Methodology: reconnaissance, enumeration, exploitation; OWASP testing guide; CVSS 3.1 scores
4 Findings
4.1 Insecure direct object reference – Severity: Critical – CVSS 9.1. Affected systems: claims service. Steps to reproduce. Proof of concept. Remediation: check ownership.
4.2 Stored cross-site scripting – Severity: High – CVSS 8.0. Recommendation: encode output. Retest: fixed.""",
    "vulnerability_scan_report": """External Vulnerability Scan Report
Scan start: 2024-02-03 01:00  Scan end: 2024-02-03 04:12  Hosts scanned: 14  Live hosts: 12
Summary by severity: critical 0, high 2, medium 9, low 17
Host 203.0.113.7 – open ports 22, 443 – QID 38739 Deprecated SSH settings – CVSS base 5.3 – Solution: disable weak ciphers
Host 203.0.113.9 – CVE-2023-48795 – plugin output: vulnerable – Risk factor: Medium – fixed version 9.6 – installed version 8.9
Host 203.0.113.12 – CVE-2022-31813, CVE-2022-30556, CVE-2022-28615, CVE-2021-44790, CVE-2021-44224 – Synopsis: web server out of date""",
    "sbom": """SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: ledger-gateway-4.2.0
PackageName: zlib
SPDXID: SPDXRef-Package-zlib
PackageVersion: 1.3.1
PackageLicenseConcluded: Zlib""",
    "incident_report": """Incident Report: API outage on 4 March 2024
Summary: customers could not sign in for 94 minutes. Severity 1. Duration 09:12 to 10:46 UTC.
What happened: a configuration change removed a database route. Impact: 31 % of requests failed; customers affected: 412.
Timeline (UTC): 09:12 change deployed; 09:19 alert detected; 09:31 incident declared; 10:20 mitigated; 10:46 resolved
Root cause: the change passed review without a test of the standby. Contributing factors: no canary.
What went well. What went wrong. Lessons learned. Corrective actions and action items with owners. Preventive measures.""",
    "bug_bounty_report": """Bug Bounty Program Summary Report – H1 2024
Submissions received: 214; valid submissions: 37; duplicates: 61; researchers: 88; bounties paid out: 41,200 USD
Average response time 9 hours; triaged within 2 days. Rewarded findings by severity: critical 1, high 6, medium 18, low 12.
Top researchers of the program and payout by asset.""",
}

NEAR_MISSES = {
    "penetration_test_report": """Penetration Testing Policy
1 Purpose: this policy sets how often penetration tests are carried out. 2 Scope: all production systems.
3 Policy: an independent tester must test every year. Critical and high findings shall be remediated within 30 days.""",
    "vulnerability_scan_report": """How to run your first vulnerability scan
In this tutorial you install the scanner, choose a scan policy and read the report. Step 1: pip install the client.""",
    "sbom": """Software Bill of Materials: an overview for managers
What is an SBOM, which formats exist and why do customers ask for one? This guide explains it.""",
    "incident_report": """Incident Response Plan
Purpose: to define how security incidents are handled. Scope: all employees. Phases: preparation, detection, containment, eradication, recovery, lessons learned.""",
    "bug_bounty_report": """Bug bounty tips and tricks
Write-ups, tools and a checklist for hunters. How to find your first bug and write a good submission.""",
}
