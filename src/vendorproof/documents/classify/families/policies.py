"""Policies, procedures and plans: one form, told apart by their subject."""

from vendorproof.documents.classify.rule import Need, Rule, Topic, Zone, needs, opens, repeats, says, titled, topic

INTERNAL = (
    "information_security_policy access_control_policy acceptable_use_policy data_protection_policy incident_response_plan "
    "business_continuity_plan disaster_recovery_plan vulnerability_management_policy change_management_policy "
    "asset_management_policy encryption_policy physical_security_policy hr_security_policy risk_management_policy "
    "secure_development_policy data_management_policy vendor_management_policy code_of_conduct security_policy_other"
)
_PUBLIC = "privacy_policy cookie_policy"
_DOC = r"(?:polic(?:y|ies)|procedures?|plan|standard|program(?:me)?|process(?:es)?|guidelines?|framework|requirements|management)\b"

FORM: tuple[Rule, ...] = (
    # Earned by every policy; the subject decides which. Weights here are shares of one.
    titled(INTERNAL, r"\b(?:policy|policies|procedure|procedures|plan|standard)\b", 0.5),
    opens(INTERNAL, "this policy|this procedure|this plan|this standard|policy statement|the policy", 0.45),
    opens(INTERNAL, "purpose|scope|objective|applies to|policy requires|responsib|applicab", 0.45, at_least=3),
    opens(
        INTERNAL, "workforce|employees|personnel|staff|contractors|third parties|users|team members", 0.2, at_least=2
    ),
    opens(
        INTERNAL,
        "policy owner|document owner|effective date|next review|last review|approved by|version|revision|classification|document control|review date",
        0.25,
        at_least=2,
    ),
    says(
        INTERNAL,
        "enforcement|exceptions|disciplinary|roles and responsibilities|revision history|compliance|must|shall|policy",
        0.3,
        at_least=4,
    ),
)

TOPICS: tuple[Topic, ...] = (
    topic(
        "information_security_policy",
        "information security management system|isms|information security polic|security program|confidentiality, integrity|information security objective|top management|security governance|information security officer|management commitment|continual improvement|security committee|ciso|overarching|security awareness|information security",
    ),
    topic(
        "access_control_policy",
        "access control|least privilege|user access|access right|password|authentication|multi-factor|mfa|privileged|access review|need-to-know|role-based|rbac|single sign|user account|deprovision|provisioning|access request|logical access|unique user|session|passphrase|identity",
    ),
    topic(
        "acceptable_use_policy",
        "acceptable use|prohibited|unacceptable|personal use|inappropriate|social media|email use|internet use|you may not|you must not|spam|harass|obscene|offensive|pirated|copyright|company resources|computer use|internet and email|not permitted|misuse|chatgpt|generative ai|ai tools|ai systems",
    ),
    topic(
        "data_protection_policy",
        "personal data|data subject|gdpr|lawful basis|legal basis|data protection officer|data protection principle|data minimi|purpose limitation|storage limitation|data protection impact|dpia|supervisory authority|special categor|data controller|ico|data protection act|subject access|records of processing|accountability",
    ),
    topic(
        "incident_response_plan",
        "incident response|security incident|containment|eradication|post-incident|incident manager|incident commander|incident handl|lessons learned|triage|breach notification|severity level|csirt|incident response team|forensic|playbook|escalat|breach|reporting incidents|evidence",
    ),
    topic(
        "business_continuity_plan",
        "business continuity|business impact analysis|continuity plan|critical business|bcdr|bcp|bia |contingency|crisis|maximum tolerable|continuity of operations|resumption|alternate site|recovery time objective|disruption|contingency plan|disaster recovery|pandemic|essential function|continuity",
    ),
    topic(
        "disaster_recovery_plan",
        "disaster recovery|drp|recovery procedure|failover|restore|restoration|recovery point objective|rpo|rto|replicat|backup|secondary site|disaster declaration|declare a disaster|recovery team|hot site|cold site|recovery site|data center",
    ),
    topic(
        "vulnerability_management_policy",
        "vulnerability management|vulnerability scan|patch|vulnerabilities|remediat|cvss|scanning|security updates|critical vulnerab|zero-day|cve|patch management|scan results|penetration test|remediation timeline|vulnerability",
    ),
    topic(
        "change_management_policy",
        "change management|change request|change control|non-emergency|production change|change record|change manager|approved change|post-implementation|emergency chang|proposed change|change advisory|cab |rollback|roll back|emergency change|standard change|configuration management|change approv|backout|release|changes to production|change ticket|baseline configuration|change",
    ),
    topic(
        "asset_management_policy",
        "asset management|asset inventory|inventory|asset owner|hardware asset|software asset|mobile device|byod|personally owned|removable media|return of assets|media sanit|lost or stolen|remote wipe|mdm|asset register|storage media|device encryption|disposal|assets|devices",
    ),
    topic(
        "encryption_policy",
        "encrypt|cryptograph|key management|encryption key|tls|aes|at rest|in transit|key rotation|hsm|cipher|digital certificate|public key|private key|key length|kms|hashing",
    ),
    topic(
        "physical_security_policy",
        "physical security|facilit|visitor|badge|cctv|surveillance|physical access|secure area|perimeter|server room|environmental|clean desk|door|office|alarm|lock|escort|data center|building|entry",
    ),
    topic(
        "hr_security_policy",
        "human resource|background check|onboarding|termination|screening|employment|new hire|disciplinary|sanction|security awareness|employee lifecycle|confidentiality agreement|offboarding|pre-employment|candidates|job description|workforce security|personnel security|non-compliance|training|hr ",
    ),
    topic(
        "risk_management_policy",
        "risk management|risk assessment|risk register|risk treatment|likelihood|residual risk|risk appetite|risk owner|risk acceptance|risk level|risk analysis|risk tolerance|inherent risk|mitigat|threats|risk score|risk rating|risk identification|risks",
    ),
    topic(
        "secure_development_policy",
        "software development|secure development|sdlc|secure coding|code review|source code|threat model|static analysis|sast|dast|owasp|developers|pull request|unit test|security testing|development lifecycle|dependency|repository|application security|secure by design|secure design|deployment|input validation",
    ),
    topic(
        "data_management_policy",
        "data classification|data retention|retention|classification level|data handling|restricted|data lifecycle|confidential data|disposal|data owner|record retention|archiv|destruction|labeling|labelling|data deletion|data management|data disposal|public data|internal use|confidential|data governance|data quality|information classification",
    ),
    topic(
        "vendor_management_policy",
        "vendor|third-party|third party|supplier|due diligence|subcontract|vendor risk|service provider|outsourc|procurement|vendor assessment|supply chain|vendor management|business associate agreement|contractual",
    ),
    topic(
        "code_of_conduct",
        "code of conduct|code of ethics|conflict of interest|conflicts of interest|brib|harassment|discriminat|gift|integrity|ethic|corruption|retaliat|whistleblow|respect|insider trading|fair competition|anti-trust|antitrust|human rights|inclusive|diversity|child labour|child labor|modern slavery",
    ),
    topic(
        "security_policy_other",
        "network security|firewall|logging|audit log|monitoring|remote work|telework|backup polic|wireless|malware|antivirus|endpoint|segmentation|siem|log retention|intrusion|vpn|clock synchron|web filtering|artificial intelligence governance|cloud security|email security",
    ),
)

RULES: tuple[Rule, ...] = (
    titled(
        "information_security_policy",
        r"(?:information|cyber|it|corporate|data|overall|general|enterprise) ?-?security (?:management )?(?:system )?(?:policy|program|plan|charter|framework|manual)|security program|isms policy|isms (?:manual|scope)|written information security",
    ),
    titled("information_security_policy", r"^security polic(?:y|ies)$", 2.0),
    titled(
        "access_control_policy",
        rf"(?:access (?:control|management|rights|review)|password|authentication|identity (?:and|&) access|identity management|privileged access|user access|account management|logical access|remote access|least privilege|mfa\b|single sign|credential)\b.{{0,40}}?{_DOC}",
    ),
    titled("access_control_policy", r"^(?:\W|\d)*(?:user |system |logical )?access(?: control| management)?$", 4.0),
    titled(
        "acceptable_use_policy",
        r"(?:acceptable|fair|appropriate|responsible|allowed|authorized|permitted) ?-?use?\b.{0,40}polic|acceptable (?:use|usage)|acceptable (?:and secure )?use|\baup\b|fair us(?:e|age)|anti-?spam policy|prohibited (?:use|conduct|activities)|usage policy",
    ),
    opens(
        "acceptable_use_policy",
        "acceptable use|acceptable and secure use|acceptable and responsible use|prohibited use|prohibited activit|unacceptable use|permitted use|aup",
        3.0,
        at_least=2,
    ),
    titled(
        "data_protection_policy",
        rf"(?:data (?:protection|privacy)(?: (?:and|&) privacy)?|gdpr|personal (?:data|information) (?:protection|handling)|privacy (?:and|&) data protection|popia|pii\b.{{0,20}}(?:protection|handling)|data subject\w*(?: access)? (?:rights|request)|protection of personal (?:data|information))\b(?: compliance)?.{{0,20}}?{_DOC}",
    ),
    titled(
        "incident_response_plan",
        rf"(?:incident|breach)\b.{{0,45}}?(?:response|management|handling|notification|reporting|investigation)?.{{0,20}}?(?:{_DOC}|playbook|runbook)|incident (?:response|management|handling)|breach (?:investigation|notification|response)|data breach|csirt|incident playbook",
    ),
    titled(
        "business_continuity_plan",
        r"business continuity|continuity (?:plan|of operations|management|policy)|\bbcdr\b|\bbcp\b|contingency plan|business resilience|operational resilience|crisis management|business impact analysis|pandemic plan",
    ),
    titled("disaster_recovery_plan", r"disaster[ -]recovery|\bdrp?\b plan|recovery plan\b|it recovery"),
    titled("business_continuity_plan", r"disaster recovery", 2.0),
    titled("disaster_recovery_plan", r"business continuity|\bbcdr\b|contingency plan", -4.0),
    titled(
        "vulnerability_management_policy",
        rf"(?:vulnerabilit(?:y|ies)|patch|threat and vulnerability)\b(?: (?:and|&) patch)?.{{0,30}}?(?:management|scanning|remediation|{_DOC})|patch(?:ing)? (?:policy|management)",
    ),
    titled(
        "vulnerability_disclosure_policy",
        r"vulnerability (?:disclosure|reporting)|(?:responsible|coordinated) (?:vulnerability )?disclosure|report(?:ing)? (?:a |an |security |the )?(?:security )?(?:vulnerabilit|security (?:issue|bug|problem))|bug bounty (?:policy|program)|security vulnerabilit(?:y|ies) (?:policy|report)",
        8.0,
    ),
    titled(
        "vulnerability_disclosure_policy",
        r"^security(?: policy| vulnerabilities| issues| information)?$|supported versions",
        2.0,
    ),
    opens(
        "vulnerability_disclosure_policy",
        "report a vulnerability|reporting a vulnerability|report a security|report security|reporting security|security vulnerability|vulnerability report|responsible disclosure|coordinated disclosure|safe harbor|supported versions|"
        "do not open a public|please do not report|not disclose|public issue|security advisory|steps to reproduce|security@|pgp key|acknowledge|bounty|researcher|embargo|good faith|private vulnerability",
        6.0,
        at_least=4,
    ),
    titled(
        "change_management_policy",
        rf"(?:change|configuration(?: and change)?|change (?:and|&) (?:release|configuration)|release)\b.{{0,15}}(?:management|control|advisory).{{0,30}}|(?:change|release|deployment|configuration) {_DOC}",
    ),
    titled(
        "asset_management_policy",
        rf"(?:asset|inventory|hardware|mobile device|byod|bring your own|endpoint|device|media|equipment|removable media|end[- ]user device|workstation)\b.{{0,40}}?(?:management|{_DOC}|security|handling|disposal|inventory)",
    ),
    titled(
        "encryption_policy",
        rf"(?:encryption|cryptograph\w*|key management|crypto)\b.{{0,40}}?(?:{_DOC}|controls?|$)|cryptographic (?:controls|key)",
    ),
    titled("encryption_policy", r"data[- ]protection|data security|protection of data", 1.5),
    titled(
        "physical_security_policy",
        rf"(?:physical|facilit(?:y|ies)|environmental|clean ?-?desk|visitor|premises|site security|workplace|building)\b.{{0,40}}?(?:security|access|{_DOC}|protection|controls?)|clear desk",
    ),
    titled(
        "hr_security_policy",
        rf"(?:human resources?|\bhr\b|personnel|employee|workforce|staff|background (?:check|screening)|onboarding|off-?boarding|termination|sanctions?|disciplinary|security awareness|awareness (?:and|&) training|training|pre-employment|recruitment|employment|joiner)\b.{{0,45}}?(?:security|{_DOC}|clearance|checks?|checklist|training)|sanctions$",
    ),
    titled(
        "risk_management_policy",
        rf"(?:risk (?:management|assessment|treatment|analysis|governance|appetite)|enterprise risk|information security risk|cyber risk)\b.{{0,40}}?(?:{_DOC}|methodology|analysis|register|$)",
    ),
    titled(
        "secure_development_policy",
        rf"(?:secure|software|application|system|systems|code|product)\b.{{0,25}}(?:development|coding|engineering|sdlc|acquisition|code review|lifecycle|life cycle)\b.{{0,40}}|\bs?sdlc\b|application security(?! (?:assessment|audit|review|test|report))|secure (?:coding|by design|code)|devsecops|security testing {_DOC}",
    ),
    titled(
        "data_management_policy",
        rf"(?:data|information|records?|document)\b.{{0,15}}(?:management|classification|retention|handling|disposal|destruction|governance|deletion|lifecycle|life cycle|labell?ing|sanitization|backup)\b.{{0,45}}|retention (?:policy|schedule)|records retention|data quality {_DOC}",
    ),
    titled(
        "data_management_policy",
        r"information security (?:management|governance)|records? of processing|incident",
        -5.0,
    ),
    titled(
        "vendor_management_policy",
        rf"(?:vendor|supplier|third[- ]party|outsourc\w+|procurement|supply chain|service provider|contractor|subprocessor)\b.{{0,45}}?(?:management|{_DOC}|security|risk|assessment|due diligence|oversight|relationships?)",
    ),
    titled("vendor_management_policy", r"questionnaire|software (?:notice|licen)|agreement|cookies", -5.0),
    titled(
        "code_of_conduct",
        r"codes? of (?:business |ethical |professional |employee |supplier |vendor )?(?:conduct|ethics)|(?:business )?ethics(?: and| &)?.{0,20}(?:policy|code|conduct)|conduct (?:policy|and ethics)|anti-?(?:bribery|corruption)|whistle-?blow\w*|conflicts? of interest policy|modern slavery|contributor covenant|gifts and (?:entertainment|hospitality)",
        7.0,
    ),
    says(
        "code_of_conduct",
        "code of conduct|conflict of interest|conflicts of interest|harassment|brib|gifts|retaliation|discrimination|ethical|unacceptable behavior|community leaders|enforcement responsibilities|integrity",
        4.0,
        at_least=5,
    ),
    titled(
        "security_policy_other",
        rf"(?:network|firewall|logging|log management|monitoring|audit log\w*|backup|back-up|remote work\w*|telework\w*|wireless|anti-?virus|malware|anti-malware|e-?mail|cloud|wi-?fi|server|database|web|internet of things|iot|operations|operational|communications?|ai|artificial intelligence|data loss|dlp|social media|clock|internal audit|compliance|exception|bring|documents? control|hipaa|ransomware|threat intelligence)\b.{{0,35}}?(?:security )?{_DOC}",
        5.0,
    ),
    # For the public: about cookies, or about people's data.
    titled(
        "privacy_policy",
        r"privacy (?:policy|notice|statement|polic|center|centre|practices)|data privacy (?:notice|statement)|notice of privacy practices|data use policy|privacy &|personal data protection statement|politique de (?:confidentialit|protection)|protection des donn|datenschutzerkl|datenschutzhinweis|pol[ií]tica de privacidad|informativa (?:sulla )?privacy|privacyverklaring|privacybeleid|integritetspolicy|polityka prywatno|politica de confid|protec\w+ de datos|privacybeleid",
        7.0,
    ),
    titled("privacy_policy", r"\bprivacy\b", 2.0),
    says(
        "privacy_policy",
        "information we collect|data we collect|personal information we|personal data we|how we use|we may share|we share|third parties|your rights|your choices|opt out|opt-out|we collect|right to access|your personal|"
        "retention|legitimate interest|children|changes to this privacy|changes to this|contact us|data controller|do not sell|how long|this privacy policy|this privacy notice|privacy policy|donn[ée]es personnelles|vos droits|personenbezogene|datos personales",
        6.0,
        at_least=12,
    ),
    repeats(
        "privacy_policy",
        r"\b(?:we|us|our)\b.{0,60}\b(?:collect|use|share|process|disclose)\b.{0,60}\b(?:your|information|personal data)\b",
        1.5,
        6,
    ),
    titled(
        "cookie_policy",
        r"cookies?(?: (?:and|&) (?:similar|tracking|other)\b.{0,40})? ?(?:policy|notice|statement|use|list|declaration|information|disclosure)?|tracking technolog|\btrackers?\b|use of cookies|politique .{0,25}cookies|cookie-?richtlinie|pol[ií]tica de cookies|cookiebeleid",
        7.0,
    ),
    says(
        "cookie_policy",
        "what are cookies|what is a cookie|strictly necessary cookies|necessary cookies|third-party cookies|third party cookies|performance cookies|analytics cookies|functional cookies|advertising cookies|targeting cookies|session cookies|persistent cookies|web beacon|pixel|manage cookies|browser settings|disable cookies|block cookies|use cookies|cookies we use|types of cookies|first-party cookies|cookie consent|cookies are small|small text file|local storage|tracking technolog",
        6.0,
        at_least=7,
    ),
    titled("privacy_policy", r"cookie", -2.5),
    titled("privacy_policy", r"terms (?:of|and)|user agreement|data processing (?:addendum|agreement|terms)", -2.5),
    titled(
        f"{_PUBLIC} {INTERNAL}",
        r"impact assessment|\bhow to\b|api reference|changelog|readme|template generator|\bprompts?\b|awesome|curriculum|agreement$|addendum|meeting minutes|release notes|questionnaire|penetration test report",
        -4.0,
    ),
)

NEEDS: tuple[Need, ...] = (
    needs(
        "data_protection_policy",
        "personal data",
        r"personal (?:data|information)|personally identifiable|gdpr|data subject|privacy|\bpii\b|data protection (?:act|law|officer|authorit|policy)",
    ),
    needs(
        "privacy_policy",
        "personal data",
        r"personal|your (?:data|information)|informations? |donn[ée]es|daten|datos|dados|persoons|dati",
    ),
    needs("cookie_policy", "cookies or other trackers", r"cookie|track|beacon|pixel|local storage"),
    needs(
        "vulnerability_disclosure_policy",
        "somewhere to report to",
        r"report|disclos|contact|e-?mail|submit",
        zone=Zone.BODY,
    ),
)
