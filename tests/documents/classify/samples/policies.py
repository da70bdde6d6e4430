"""Policies, procedures and plans, worded as management systems word them; and texts on the same subjects that are none."""

SAMPLES = {
    "information_security_policy": """Information Security Policy
Version 3.0 – Owner: CISO – Next review: May 2025
1 Purpose. This policy sets out management's commitment to information security and the framework of the information security management system (ISMS).
2 Scope. All employees, contractors and information assets. 3 Objectives: confidentiality, integrity and availability.
4 Responsibilities: top management, the information security officer, all staff. 5 Continual improvement. 6 Exceptions and enforcement.""",
    "access_control_policy": """User Access Management Standard
1 Purpose: to ensure that access rights are granted on the principle of least privilege.
2 Scope: this standard applies to all user accounts of employees and third parties.
3 Requirements. 3.1 Provisioning: access requests must be approved. 3.2 Privileged access uses multi-factor authentication. 3.3 Passwords. 3.4 Access reviews each quarter. 3.5 Deprovisioning within a day.""",
    "acceptable_use_policy": """IT Acceptable Use Policy
Purpose: this policy tells staff what acceptable use of company computers, email and the internet is.
Scope: all employees and contractors. Unacceptable use: you must not view obscene or offensive material, send spam, install pirated software or harass others.
Personal use is permitted within reason. Social media. Misuse may lead to disciplinary action.""",
    "data_protection_policy": """Data Protection Policy
1 Introduction. We process personal data of employees and customers and are committed to the GDPR.
2 Scope: this policy applies to all staff. 3 Data protection principles: lawfulness, purpose limitation, data minimisation, accuracy, storage limitation.
4 Lawful basis. 5 Data subject rights and subject access requests. 6 Data protection officer. 7 Data protection impact assessments. 8 Breaches are reported to the supervisory authority.""",
    "incident_response_plan": """Security Incident Response Procedure
Purpose: to describe how security incidents are detected, triaged, contained and reported. Scope: all personnel.
Roles: incident commander, communications, forensics. Phases: identification, containment, eradication, recovery, post-incident review. Severity levels and escalation. Breach notification within 72 hours.""",
    "business_continuity_plan": """Business Continuity Plan
Document owner: Chief Operating Officer. Approved by the board.
Purpose: this plan ensures that critical business functions go on during a disruption. Business impact analysis: maximum tolerable period of disruption by function.
Crisis management team. Continuity strategies: alternate site, working from home. Exercises and maintenance of the plan.""",
    "disaster_recovery_plan": """IT Disaster Recovery Plan
Scope: production systems in both regions. Recovery time objective (RTO) 4 hours, recovery point objective (RPO) 15 minutes.
Declaring a disaster. Recovery team. Failover to the secondary site. Restoring databases from backups and replication. Failback. Tests: twice a year. This plan must be kept offline.""",
    "vulnerability_management_policy": """Vulnerability and Patch Management Policy
Purpose: to find, rate and remediate technical vulnerabilities. Scope: all servers, workstations and applications.
Policy: systems must be scanned monthly. Critical vulnerabilities (CVSS 9 or more) shall be patched within 7 days, high within 30. Exceptions need approval.""",
    "vulnerability_disclosure_policy": """Vulnerability Disclosure Policy
We welcome reports from security researchers. How to report a vulnerability: write to security@example.org, encrypted with our PGP key, with steps to reproduce.
Please do not disclose it before it is fixed. Safe harbor: we will not take legal action against research in good faith. We acknowledge reports within three days.""",
    "change_management_policy": """Change Control Policy
Purpose: this policy ensures that changes to production are authorised, tested and documented. Scope: all changes by staff and contractors.
Policy: every change request must have a risk rating and a rollback plan. The change advisory board approves normal changes weekly. Emergency changes are reviewed afterwards. Standard changes are pre-approved.""",
    "asset_management_policy": """IT Asset Management Policy
Purpose: to keep an accurate inventory of hardware and software assets. Scope: all assets of the company and those who use them.
Policy: each asset must have an asset owner and be listed in the asset register. Return of assets on leaving. Secure disposal of media. Lost or stolen devices are reported at once.""",
    "encryption_policy": """Cryptography Policy
Purpose: this policy sets requirements for encryption and for cryptographic keys. Scope: all staff and systems that store data.
Policy: data in transit must use TLS 1.2 or better, data at rest AES-256. Keys shall be generated, rotated and destroyed under key management procedures; private keys are kept in an HSM.""",
    "physical_security_policy": """Physical and Environmental Security Policy
Purpose: to prevent unauthorised physical access to offices and server rooms. Scope: employees, contractors, visitors.
Policy: badges must be worn. Visitors shall sign in and be escorted. Secure areas have CCTV and alarms. Clean desk. Fire and water detectors in the server room.""",
    "hr_security_policy": """Human Resources Security Policy
Purpose: security before, during and after employment. Scope: all employees and contractors.
Policy: background checks shall be made before the start date. Employment contracts include confidentiality. Security awareness training each year. Disciplinary process. On termination access is revoked and assets returned.""",
    "risk_management_policy": """Information Security Risk Management Policy
Purpose: to identify, assess and treat risks. Scope: all information assets and staff.
Policy: a risk assessment shall be made yearly. Likelihood and impact give the risk level. Risks are kept in the risk register with a risk owner. Treatment: mitigate, accept, transfer, avoid. Risk appetite is set by management.""",
    "secure_development_policy": """Secure Software Development Lifecycle Policy
Purpose: to build security into software. Scope: all developers and products.
Policy: threat modelling in design. Developers must follow secure coding guidelines (OWASP). Code review of every pull request. Static analysis and dependency checks in the pipeline. Security testing before deployment.""",
    "data_management_policy": """Data Classification and Handling Policy
Purpose: to protect data according to its sensitivity. Scope: all data and all staff.
Classification levels: Public, Internal, Confidential, Restricted. Labelling. Handling rules by level. Retention periods. Data owners are responsible. Secure disposal and destruction of records.""",
    "vendor_management_policy": """Third-Party Risk Management Policy
Purpose: to manage the risk of vendors and suppliers. Scope: all third parties that process our data, and staff that engage them.
Policy: due diligence must be done before a contract. Vendors are tiered by criticality and assessed yearly. Contracts shall contain security clauses. Subcontractors need approval.""",
    "code_of_conduct": """Code of Business Conduct and Ethics
A message from our chief executive. This code applies to all employees, officers and directors.
Conflicts of interest. Gifts and entertainment. Bribery and corruption are forbidden. Fair competition. No discrimination or harassment. Reporting concerns without fear of retaliation. Integrity.""",
    "privacy_policy": """Privacy Notice
Last updated 3 May 2024. This privacy notice explains how we collect and use your personal data when you use our website.
Information we collect: you give us your name and email. How we use it. Our legitimate interest. Who we share your information with: third parties that help us.
How long we keep it: retention. Your rights: access, erasure, objection. Your choices: you may opt out at any time. Children. Changes to this notice. Contact us.""",
    "cookie_policy": """Cookie Policy
What are cookies? Cookies are small text files that a website puts on your device. We use cookies for the purposes below.
Strictly necessary cookies. Performance and analytics cookies. Functional cookies. Advertising cookies. Third-party cookies. Session cookies end when you close the browser.
How to manage cookies: change your browser settings to block cookies or disable cookies.""",
}

NEAR_MISSES = {
    "access_control_policy": """How to configure role-based access control: a tutorial
In this guide you will learn to create roles. Step 1: install the command line client. Prerequisites: a cluster. Getting started: git clone the repository and run make install.""",
    "incident_response_plan": """Incident handling explained
In this article we explain what containment and eradication mean. Posted on 3 May, 4 min read. Further reading and a quiz.""",
    "acceptable_use_policy": """Community Guidelines
We want everybody to feel welcome. Content that infringes copyright is removed; see the takedown and counter-notice rules. Trademark complaints. Piracy. Brand and logo use.""",
    "encryption_policy": """# crypto-box
A library for encryption. Installation: pip install crypto-box. Getting started: this repository holds examples. Contributing: pull requests are welcome. MIT license.""",
    "privacy_policy": """Privacy engineering: lecture 3
Course notes. Learning objectives: differential privacy, anonymisation. Assignment 2 is due in week 5.""",
    "business_continuity_plan": """Business plan 2025: a bakery in Leeds
Abstract. Market, products, staff, costs, pitch to investors. Feasibility study and project timeline.""",
    "code_of_conduct": """Train conductors wanted: job description
We are hiring. Skills, work experience and education required. Apply with a cover letter and references.""",
    "vulnerability_disclosure_policy": """Security bug fixed in release 4.2: release notes
Fixed: overflow in the parser. Added: new option. Changed: default time-out. Deprecated: old flag. Removed: legacy mode. Fixed: typos. Fixed: build. Added: tests.""",
}
