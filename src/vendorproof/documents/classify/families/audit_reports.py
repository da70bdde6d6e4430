"""Reports of service auditors, certificates, attestations: the vocabulary of AICPA, ISO, PCI SSC and their like."""

from vendorproof.documents.classify.rule import Need, Rule, Zone, headed, needs, opens, repeats, says, titled

_SOC1 = "soc1_type1_auditor_report soc1_type2_auditor_report"
_SOC2 = "soc2_type1_auditor_report soc2_type2_auditor_report"
_SOC12 = f"{_SOC1} {_SOC2}"
_TYPE1 = "soc1_type1_auditor_report soc2_type1_auditor_report"
_TYPE2 = "soc1_type2_auditor_report soc2_type2_auditor_report"
_ISO = "iso_27001_certificate iso_certificate_other"
_CERTIFICATES = f"{_ISO} hitrust_certification cyber_essentials_certificate"
_ALL_SOC = f"{_SOC12} soc3_report"

_OTHER_ISO = r"(?:9001|14001|13485|20000|22301|22000|27017|27018|27701|27799|31000|37001|42001|45001|50001|55001|17025)"
_SOC_NAME = r"(?:soc|service organi[sz]ation controls?|system and organi[sz]ation controls?)\W{{0,4}}(?:\(soc\W*{0}?\W*\)\s*)?(?:r\)?\s*)?{0}\b"
_TALK = (
    r"readiness|checklist|\bguide|gap (?:analysis|assessment)|roadmap|overview|how to|preparation|audit procedures|"
    r"mapping|matrix|\bfaqs?\b|\bprompts?\b|certification requirements|newsletter|tutorial|\bnotes\b|lead auditor|training|course|what is|tracker|"
    r"implementation|\bplan\b|playbook|policy\b|timing|program\b|evidence collection|cost|journey|example of|skill\b"
)
_DATE = r"(?:\d{1,2}[ ./-]\w+[ ./-]\d{2,4}|\w+ \d{1,2},? \d{4}|\d{4}-\d\d-\d\d|\w+ \d{4}|[\[{<(_]+ ?\w*date|x{2,}|[\[{<_]{1,2})"

RULES: tuple[Rule, ...] = (
    # The examination itself, whatever its subject.
    says(
        _SOC12,
        "independent service auditor|service auditor's report|service auditors' report|suitability of the design|"
        "operating effectiveness|subservice organization|subservice organisation|complementary user entity controls|"
        "user entities|management's assertion|assertion of management|tests of controls|test of controls|"
        "service organization's system|description of the system|description criteria|reasonable assurance|"
        "service organization's responsibilities|service auditor's responsibilities|inherent limitations",
        7.0,
        at_least=8,
    ),
    says(
        _ALL_SOC, "we have examined|in our opinion, in all material respects|attestation standards established by", 2.0
    ),
    opens(_ALL_SOC, "independent service auditor|independent accountant|certified public accountant|aicpa|isae 3", 1.5),
    # SOC 1: financial reporting and control objectives.
    titled(_SOC1, _SOC_NAME.format("1"), 6.0),
    says(
        _SOC1,
        "internal control over financial reporting|control objectives stated in the description|related control objectives|"
        "ssae no. 16|ssae 16|at-c section 320|isae 3402|at-c 320|control objectives included",
        4.5,
        at_least=2,
    ),
    titled(
        _SOC1,
        r"internal control over financial reporting|isae\W{0,3}(?:no\.? )?3402|ssae\W{0,3}(?:no\.? )?1[68]|csae 3416",
        3.0,
    ),
    # SOC 2: the trust services criteria.
    titled(_SOC2, _SOC_NAME.format("2"), 6.0),
    titled(_SOC2, r"relevant to security|trust services? (?:criteria|principles)", 2.5),
    says(
        _SOC2,
        "trust services criteria|trust services principles|tsp section 100|dc section 200|at-c section 205|at-c 205|"
        "principal service commitments and system requirements|service commitments and system requirements|"
        "applicable trust services|relevant to security|isae 3000",
        4.5,
        at_least=2,
    ),
    repeats(_SOC2, r"\bcc\d\.\d\b", 2.0, 12),
    # Type 2 has a period and tests with results; type 1 a date.
    titled(_TYPE2, r"type\W{0,3}(?:2|ii)\b|operating effectiveness", 6.0),
    titled(_TYPE1, r"type\W{0,3}(?:1|i)\b", 6.0),
    repeats(
        _TYPE2,
        r"(?:throughout|for|during|covering) the (?:\w+ )?period (?:from |of )?\W{0,3}\w+ \w+|(?:review|examination|audit|reporting) period\W",
        3.5,
        2,
    ),
    says(
        _TYPE2,
        "tests of controls and results|results of tests|results of testing|no exceptions noted|no exception noted|deviations noted",
        3.0,
        at_least=2,
    ),
    says(_TYPE2, "operated effectively|operating effectiveness", 1.5, at_least=2),
    repeats(_TYPE1, r"\bas of " + _DATE, 2.5, 2),
    says(
        _TYPE1,
        "did not perform any procedures regarding the operating effectiveness|not perform procedures regarding the operating effectiveness|we do not express an opinion on the operating effectiveness|we do not express an opinion thereon",
        6.0,
    ),
    repeats(_TYPE1, r"throughout the period", -5.0, 2),
    # SOC 3: for everybody, without tests.
    titled("soc3_report", _SOC_NAME.format("3"), 9.0),
    says(
        "soc3_report",
        "general use report|were effective throughout the period|trust services criteria|our examination included|assertion",
        3.0,
        at_least=3,
    ),
    titled("soc3_report", r"general use report", 3.0),
    titled(_SOC12, _SOC_NAME.format("3"), -6.0),
    says("soc3_report", "tests of controls|results of tests|complementary user entity controls", -3.0, at_least=2),
    # Bridge letters.
    titled("soc_bridge_letter", r"(?:bridge|gap|comfort) letter", 8.0),
    opens(
        "soc_bridge_letter",
        "bridge letter|gap letter|comfort letter|this letter|to whom it may concern|dear |not aware of any material change|no material changes|"
        "since the end of|subsequent to the|through the date of this letter|did not identify any|have not been any material|has not been any material",
        6.0,
        at_least=4,
    ),
    opens("soc_bridge_letter", "soc 1|soc 2|soc1|soc2|service auditor|ssae 18|isae 3402", 1.5),
    says(_SOC12, "bridge letter|gap letter|this letter serves|not a substitute for", -6.0, at_least=2),
    # ISO certificates.
    titled("iso_27001_certificate", r"iso(?:\s?/\s?iec)?\W{0,3}27001", 4.0),
    titled("iso_certificate_other", rf"iso(?:\s?/\s?iec)?(?:/ts)?\W{{0,3}}{_OTHER_ISO}", 5.0),
    # Guidance that extends it, named after it, is certified with it.
    titled("iso_27001_certificate", r"\b27001\b[^\0]{0,400}?\b(?:27017|27018|27701)\b", 5.0),
    repeats("iso_27001_certificate", r"iso(?:\s?/\s?iec)?\W{0,3}27001", 2.0, 1, Zone.OPENING),
    repeats("iso_certificate_other", rf"iso(?:\s?/\s?iec)?(?:/ts)?\W{{0,3}}{_OTHER_ISO}", 2.0, 1, Zone.OPENING),
    repeats("iso_27001_certificate", rf"iso(?:\s?/\s?iec)?\W{{0,3}}{_OTHER_ISO}", -1.5, 1, Zone.OPENING),
    titled(
        _ISO,
        r"certificate of (?:registration|approval|conformity|compliance|certification)|^certificat(?:e|ion)\b|\bcertificate\b|zertifikat|certificado",
        3.0,
    ),
    opens(
        _ISO,
        "this is to certify|certifies that|hereby certif|has been assessed and|has been audited|certificate number|certificate no|registration number|"
        "certificate registration|scope of certification|scope of registration|following scope|following activities|for the following|"
        "management system|valid until|expiry date|expiration date|expires|date of issue|issue date|date of certification|original registration|"
        "initial certification|originally registered|original certification|recertification|accredit|certification body|statement of applicability|in accordance with|"
        "fulfils the requirements|fulfills the requirements|complies with the requirements|conforms to|surveillance",
        6.0,
        at_least=7,
    ),
    # Statement of applicability.
    titled(
        "iso_27001_statement_of_applicability", r"statement of applicability|\bsoa\b.{0,30}(?:iso|27001|annex)", 8.0
    ),
    repeats("iso_27001_statement_of_applicability", r"\ba\.?\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\b", 3.0, 15),
    says(
        "iso_27001_statement_of_applicability",
        "justification for inclusion|justification for exclusion|reason for inclusion|reasons for selection|justification|applicable|annex a|implementation status|implemented|not applicable|excluded|exclusion",
        2.5,
        at_least=5,
    ),
    # PCI DSS.
    titled("pci_dss_aoc", r"attestation of compliance|\baoc\b", 8.0),
    titled("pci_dss_roc", r"report on compliance|\broc\b.{0,20}(?:pci|template|report)", 9.0),
    titled("pci_dss_saq", r"self.assessment questionnaire|\bsaq[ -](?:a|b|c|d|p2pe|spoc)\b", 8.0),
    titled("pci_dss_roc pci_dss_saq", r"attestation of compliance (?:\(aoc\) )?for", -6.0),
    titled("pci_dss_aoc", r"questionnaire .{1,20}and attestation|template for report on compliance", -7.0),
    opens(
        "pci_dss_aoc pci_dss_roc pci_dss_saq",
        "payment card industry|pci dss|data security standard|pci ssc|cardholder data",
        2.0,
    ),
    says(
        "pci_dss_aoc",
        "qualified security assessor|assessor company|part 1|part 2|part 2a|part 3|pci dss validation|merchant acknowledgement|executive summary|"
        "service provider attestation|acknowledgement of status|merchant attestation|report on compliance|compliant but with legal exception|service provider executive officer|"
        "services that were included|attestation of compliance|full name of the assessed entity|lead qsa",
        4.5,
        at_least=6,
    ),
    says(
        "pci_dss_roc",
        "assessment findings|reporting instructions|assessor's response|assessor's responses|in place with|in place w/ ccw|testing procedures|scope of work|sample set|describe how|date of report|summary of findings",
        4.0,
        at_least=4,
    ),
    says(
        "pci_dss_saq",
        "eligibility to complete|expected testing|self-assessment questionnaire|saq|acquirer|section 2|ccw|not in place|compensating control",
        4.0,
        at_least=4,
    ),
    # Certifications with a scheme of their own.
    titled(
        "hitrust_certification",
        r"hitrust.{0,60}(?:certif|letter|validated|report|r2|i1|e1)|(?:certif|letter|validated).{0,60}hitrust",
        7.0,
    ),
    opens(
        "hitrust_certification",
        "hitrust csf|hitrust risk|validated assessment|letter of certification|csf certified|hitrust certified|interim assessment|external assessor|certification criteria|two years|2-year",
        4.0,
        at_least=3,
    ),
    titled(
        "fedramp_authorization",
        r"fedramp.{0,60}(?:authori[sz]|\bato\b|letter|p-ato|moderate|high|low|memorandum|package)|(?:authority|authori[sz]ation) to operate",
        7.0,
    ),
    opens(
        "fedramp_authorization",
        "authorization to operate|authority to operate|provisional authorization|authorizing official|impact level|3pao|third party assessment organization|system security plan|continuous monitoring|fisma|fips 199|cloud service offering|jab",
        4.5,
        at_least=4,
    ),
    titled("cyber_essentials_certificate", r"cyber essentials.{0,30}|certificate.{0,40}cyber essentials", 6.0),
    opens(
        "cyber_essentials_certificate",
        "certificate of assurance|certification body|certificate number|date of certification|recertification due|scope:|whole organisation|complies with the requirements|profile version|certificate level",
        4.5,
        at_least=3,
    ),
    # A page about audits is not the audit.
    headed(f"{_ALL_SOC} soc_bridge_letter {_CERTIFICATES} pci_dss_aoc pci_dss_roc fedramp_authorization", _TALK, -7.0),
    opens(
        f"{_ALL_SOC} soc_bridge_letter {_CERTIFICATES} pci_dss_aoc pci_dss_roc pci_dss_saq fedramp_authorization",
        "what is |you should|only document|only official document|what we need|proof of compliance|make sure|newsletter|min read|subscribe|in this post|how to |checklist|best practice|in this article|in this guide|step 1|roadmap|you need|gap analysis|readiness|prepare for|lessons|we need:",
        -4.0,
        at_least=3,
    ),
)

NEEDS: tuple[Need, ...] = (
    needs(
        f"{_TYPE2} soc3_report",
        "a period",
        r"(?:throughout|for|during|covering|over) the (?:\w+ )?period|(?:review|examination|audit|reporting|coverage|report|specified) period|period (?:from|of|covered)|"
        + _DATE
        + r" (?:to|through|until|-) "
        + _DATE,
    ),
    needs(_TYPE1, "an as-of date", r"\bas (?:of|at) " + _DATE + r"|point.in.time|\bas of\b"),
    needs(
        _CERTIFICATES,
        "a certificate number or a validity",
        r"(?:certificate|registration|cert)\.?(?: registration)?\W{0,3}(?:no\b|number|id\b|#|nr)|valid (?:until|through|to|from|for)|two years|expir|validity|date of (?:issue|certification)|issue date|issued|recertification",
    ),
    needs("iso_27001_certificate", "ISO 27001", r"27001"),
    needs("iso_certificate_other", "an ISO standard", rf"\biso\b.{{0,12}}{_OTHER_ISO}"),
    needs("pci_dss_aoc pci_dss_roc pci_dss_saq", "the payment card standard", r"payment card|pci.dss|cardholder"),
    needs(
        "pci_dss_aoc",
        "an assessment and its result",
        r"assess(?:or|ed|ment)\b|part \d|section \d|\bvalidat|\bcompliant\b|signature|\bqsa\b|requirement \d|date of report",
        2,
    ),
    needs("soc_bridge_letter", "the report it bridges from", r"\bsoc\b|service auditor|isae|ssae"),
    needs(
        _SOC12,
        "an auditor's examination or a description of a system",
        r"examin|auditor|assertion|trust services|control objective",
    ),
)
