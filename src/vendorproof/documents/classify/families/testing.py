"""What testers, scanners and responders write."""

from vendorproof.documents.classify.rule import Need, Rule, Zone, needs, opens, repeats, says, titled

_SEVERITY = (
    r"\b(?:critical|high|medium|moderate|low|informational|severe|severity|cvss|risk rating|risk level|overall risk)\b"
)

RULES: tuple[Rule, ...] = (
    titled("penetration_test_report", r"pen(?:etration)?[- ]?test(?:ing|s)?\b|pentest|ethical hacking|red team", 6.0),
    titled(
        "penetration_test_report",
        r"(?:security|vulnerability|application|network|infrastructure|web|mobile|api|code|smart contract|cryptograph\w+)\b.{0,30}(?:assessment|audit|review|evaluation|test)(?:ing)?\b(?: report)?",
        5.5,
    ),
    titled("penetration_test_report", r"(?:assessment|test|findings|technical|audit|final) report|security test", 1.5),
    says(
        "penetration_test_report",
        "proof of concept|proof-of-concept|steps to reproduce|affected systems|affected hosts|affected resources|attacker could|attacker can|an attacker|exploit|rules of engagement|"
        "in scope|in-scope|out of scope|black box|black-box|white box|white-box|grey box|gray box|remediation|recommendation|executive summary|"
        "findings|finding|cvss|severity|owasp|privilege escalation|lateral movement|enumeration|reconnaissance|testers|consultants|retest|vulnerabilities",
        6.5,
        at_least=13,
    ),
    repeats(
        "penetration_test_report",
        r"(?:severity|risk|impact|rating|likelihood|difficulty|cvss)\W{1,6}(?:score\W{1,3})?(?:critical|high|medium|low|informational|\d\.\d)",
        3.0,
        5,
    ),
    opens(
        "penetration_test_report",
        "penetration test|pentest|was engaged to|were engaged to|engaged us|conducted a security|performed a security|security assessment|security review|assessment of|prepared for|time-boxed",
        2.5,
        at_least=2,
    ),
    titled(
        "penetration_test_report",
        r"checklist|\bguide|methodology$|cheat ?sheet|how to|tutorial|policy|procedure|course|notes|prompt|agent\b|skill\b|roadmap|\bplan\b|scope of work|statement of work|rules of engagement|awesome|questionnaire|agreement|readme|tools?\b",
        -5.0,
    ),
    # Scans for people; those for machines are known by their field names.
    titled(
        "vulnerability_scan_report",
        r"vulnerabilit(?:y|ies) (?:scan|assessment scan)|scan(?:ning)? (?:report|results|summary)|\basv\b|external vulnerability scan|network scan|host(?:s)? (?:report|summary)|vulnerability report",
        6.0,
    ),
    says(
        "vulnerability_scan_report",
        "plugin id|scan start|scan end|scan date|scanned|hosts scanned|live hosts|host information|open ports|qid|nvt|oid:|cve-|cvss base|cvss v3|plugin output|synopsis|"
        "solution|risk factor|asset|port|protocol|fixed version|installed version|affected package|scan policy|scan engine|scanner",
        5.0,
        at_least=8,
    ),
    repeats("vulnerability_scan_report", r"\bcve-\d{4}-\d{4,}", 1.5, 6),
    titled("vulnerability_scan_report", r"penetration|policy|procedure|how to|guide|agent\b|plan\b|program", -4.0),
    titled("sbom", r"software bill of materials|\bsbom\b|\bspdx\b|cyclonedx", 5.0),
    repeats("sbom", r"spdxversion:|spdxid:|packagename:|packagelicenseconcluded:|pkg:[a-z]+/|swidtag", 7.0, 3),
    titled("sbom", r"\bguide|how to|generat|readme|overview|tool|policy|what is|requirements|document", -5.0),
    # Incidents.
    titled(
        "incident_report",
        r"incident (?:report|review|analysis|summary|retrospective)|post[- ]?mortem|root cause analysis|after[- ]action|\brca\b|breach notification (?:letter|report)|notice of (?:data )?(?:breach|security incident)|outage report|service disruption",
        7.0,
    ),
    says(
        "incident_report",
        "root cause|timeline|lessons learned|corrective action|action items|what happened|what went wrong|what went well|impact|detected|resolved|mitigated|contributing factors|customers affected|affected users|utc|resolution|preventive|remediation",
        4.5,
        at_least=8,
    ),
    repeats("incident_report", r"\b\d{1,2}:\d\d(?::\d\d)?\s?(?:am|pm|utc|gmt|[a-z]{3}\b|\W)", 2.0, 5),
    titled(
        "incident_report",
        r"\bplan\b|policy|procedure|playbook|runbook|guide|process|template$|how to|checklist|prompt|agent\b",
        -4.0,
    ),
    # Bounties.
    titled(
        "bug_bounty_report",
        r"bug bounty.{0,40}(?:report|summary|results|assessment|engagement|statistics)|bounty (?:report|summary)|vulnerability disclosure program report|crowdsourced",
        8.0,
    ),
    says(
        "bug_bounty_report",
        "bug bounty|bounty|bounties|researchers|submissions|valid submissions|duplicates|triaged|rewarded|paid out|payout|hackers|program|average response",
        4.5,
        at_least=6,
    ),
    titled("bug_bounty_report", r"policy|how to|guide|tips|write-?ups?|awesome|course|checklist|tools?\b", -6.0),
)

NEEDS: tuple[Need, ...] = (
    needs("penetration_test_report", "severities", _SEVERITY, 2),
    needs(
        "penetration_test_report",
        "an assessment's title",
        r"penetration|pen[- ]?test|assessment|audit|security (?:review|test|evaluation|report|analysis)|red team|code review|findings|vulnerabilit",
        zone=Zone.OPENING,
    ),
    needs(
        "incident_report",
        "an incident told with its cause or its times",
        r"root cause|timeline|what happened|\d\d:\d\d|breach|incident",
    ),
    needs("bug_bounty_report", "submissions", r"submission|reports? received|researcher|bount"),
)
