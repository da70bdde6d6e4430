"""Consensus Assessments Initiative Questionnaires: 3.1 and 4 as workbooks, 4 printed to PDF."""

from collections.abc import Sequence

from bench.made.blocks import Heading, Made, PageBreak, Paragraph, Table
from bench.made.questionnaires.answers import Row, gold

OLD: Sequence[tuple[str, str, str, Row]] = (
    ("Application & Interface Security", "AIS-01", "Applications and programming interfaces shall be designed in accordance with leading industry standards.", ("AIS-01.1", "Do you use industry standards to build in security for your systems/software development lifecycle?", "Yes", "OWASP ASVS level 2 is the baseline for every service.")),
    ("", "", "", ("AIS-01.2", "Do you use an automated source code analysis tool to detect security defects in code prior to production?", "Yes", "")),
    ("", "", "", ("AIS-01.3", "Do you use manual source-code analysis to detect security defects in code prior to production?", "No", "Reviews are done by peers, but not as a separate security analysis.")),
    ("Audit Assurance & Compliance", "AAC-02", "Independent reviews shall be performed at least annually.", ("AAC-02.1", "Do you allow tenants to view your SOC 2, ISO 27001 or similar third-party audit reports?", "Yes", "Under NDA, through the account team.")),
    ("", "", "", ("AAC-02.2", "Do you conduct network penetration tests of your cloud service infrastructure at least annually?", "Yes", "Last test: November 2020, by an external firm.")),
    ("Business Continuity", "BCR-01", "A consistent unified framework for business continuity planning shall be established.", ("BCR-01.1", "Does your organization have a plan or framework for business continuity management?", "Yes", "")),
    ("", "", "", ("BCR-01.2", "Do you have more than one provider for each service you depend on?", "No", "")),
    ("", "", "", ("BCR-03.1", "Does your organization adhere to international or industry standards when securing utilities services?", "Not Applicable", "Responsibility of the colocation provider.")),
    ("Datacenter Security", "DCS-01", "Assets must be classified in terms of business criticality.", ("DCS-01.1", "Do you classify your assets in terms of business criticality, service-level expectations and operational continuity?", "Yes", "")),
    ("", "", "", ("DCS-01.2", "Do you maintain a complete inventory of all of your critical assets located at all sites?", "", "")),
    ("Encryption & Key Management", "EKM-02", "Policies and procedures shall be established for the management of cryptographic keys.", ("EKM-02.1", "Do you have a capability to allow creation of unique encryption keys per tenant?", "No", "Planned for the second half of 2021.")),
    ("", "", "", ("EKM-02.2", "Do you have a capability to manage encryption keys on behalf of tenants?", "Yes", "")),
    ("Human Resources", "HRS-02", "All candidates shall be subject to background verification.", ("HRS-02.1", "Pursuant to local laws, are all employment candidates, contractors and involved third parties subject to background verification?", "Yes", "Criminal record and identity; credit for finance staff only.")),
    ("Identity & Access Management", "IAM-02", "User access policies and procedures shall be established.", ("IAM-02.1", "Do you have controls in place ensuring timely removal of systems access that is no longer required?", "Yes", "Within 24 hours; immediately for leavers with cause.")),
    ("Mobile Security", "MOS-03", "The company shall have a documented policy prohibiting unapproved applications.", ("MOS-03.1", "Do you have a policy enforcement capability to ensure that only approved applications can be loaded onto a mobile device?", "Not Applicable", "")),
)  # fmt: skip


def _marked(row: Row) -> list[str]:
    return [row[0], row[1], *("X" if row[2] == one else "" for one in ("Yes", "No", "Not Applicable")), row[3]]


def _old(rows: Sequence[tuple[str, str, str, Row]]) -> list[list[str]]:
    return [[domain, control, row[0], specification, row[1], *_marked(row)[2:]] for domain, control, specification, row in rows]  # fmt: skip


CAIQ_31 = Made(
    "caiq31_northgate",
    "caiq_questionnaire",
    (
        Table(
            (
                ("", "Consensus Assessments Initiative Questionnaire v3.1"),
                ("", "Released: April 2020"),
                ("", "The questionnaire lets a cloud provider tell customers which security controls exist. Answer each question with Yes, No or Not Applicable and use the notes for explanations."),
                ("", "Cloud Service Provider:", "Northgate Ledger Ltd."),
                ("", "Service in scope:", "Ledger Cloud (production, EU region)"),
                ("", "Date completed:", "18 January 2021"),
                ("", "Completed by:", "Imogen Salter, Head of Information Security"),
                ("", "© 2020 Cloud Security Alliance. All rights reserved."),
            ),
            sheet="Introduction",
        ),
        PageBreak("CAIQ v3.1"),
        Table(
            (
                ("CONSENSUS ASSESSMENTS INITIATIVE QUESTIONNAIRE v3.1", "", "", "", "", "", "", "", ""),
                ("Control Domain", "Control ID", "Question ID", "Control Specification", "Consensus Assessment Questions", "Consensus Assessment Answers", "", "", "Notes"),
                ("", "", "", "", "", "Yes", "No", "Not Applicable", ""),
                *_old(OLD),
                ("End of Standard", "", "", "", "", "", "", "", ""),
            ),
            merges=True,
        ),
    ),
    gold([row[3] for row in OLD], "CAIQ", "3.1", "Northgate Ledger Ltd.", "2021-01-18"),
    forms=("xlsx",),
)  # fmt: skip

NEW: Sequence[tuple[Row, str, str, str, str, str]] = (
    (("A&A-01.1", "Are audit and assurance policies, procedures, and standards established, documented, approved, communicated, and maintained?", "Yes", "The audit policy AP-07 is approved by the board's audit committee."), "CSP-owned", "", "A&A-01", "Establish, document, approve and maintain audit and assurance policies.", "Audit & Assurance"),
    (("A&A-01.2", "Are those policies, procedures, and standards reviewed and updated at least annually?", "Yes", "Reviewed each February. Who does it?\nThe GRC team, with sign-off by the CISO."), "CSP-owned", "", "A&A-01", "Establish, document, approve and maintain audit and assurance policies.", "Audit & Assurance"),
    (("AIS-02.1", "Are baseline requirements to secure different applications established, documented, and maintained?", "Yes", "Baselines per tier (public, internal, restricted)."), "CSP-owned", "", "AIS-02", "Establish baseline requirements for securing applications.", "Application & Interface Security"),
    (("BCR-08.1", "Is cloud data periodically backed up?", "Yes", "Nightly snapshots, kept for 35 days, copied to a second region."), "Shared CSP and CSC", "Customers export configuration they want to keep longer.", "BCR-08", "Periodically back up data stored in the cloud.", "Business Continuity Management"),
    (("BCR-09.2", "Is the disaster response plan updated at least annually, and when significant changes occur?", "No", "The plan was last updated 16 months ago; the next revision is due in Q3."), "CSP-owned", "", "BCR-09", "Establish a disaster response plan.", "Business Continuity Management"),
    (("CEK-08.1", "Are CSPs providing CSCs with the capacity to manage their own data encryption keys?", "No", ""), "CSP-owned", "", "CEK-08", "CSPs must provide the capability for CSCs to manage their own keys.", "Cryptography, Encryption & Key Management"),
    (("DCS-07.1", "Are physical security perimeters implemented to safeguard personnel, data, and information systems?", "NA", "No data centers of our own; see the reports of the hosting provider."), "3rd-party outsourced", "", "DCS-07", "Implement physical security perimeters.", "Datacenter Security"),
    (("DSP-10.1", "Are processes defined to ensure any transfer of personal or sensitive data is protected from unauthorized access?", "Yes", "TLS 1.2 or higher everywhere; legacy ciphers are off."), "Shared CSP and third-party", "", "DSP-10", "Protect personal data in transfer.", "Data Security & Privacy Lifecycle Management"),
    (("IAM-14.1", "Are multifactor authentication measures for at least privileged user and sensitive data access defined and implemented?", "Yes", "FIDO2 keys for staff. Customers may enforce TOTP or SAML."), "Shared CSP and CSC", "Switch on MFA for your own users.", "IAM-14", "Define strong authentication for privileged access.", "Identity & Access Management"),
    (("LOG-05.1", "Are security audit logs monitored to detect activity outside of typical or expected patterns?", "Yes", ""), "CSP-owned", "", "LOG-05", "Monitor security audit logs.", "Logging and Monitoring"),
    (("SEF-07.1", "Are processes, procedures, and technical measures for security breach notifications defined and implemented?", "Yes", "Affected customers hear from us within 48 hours of confirmation."), "CSP-owned", "", "SEF-07", "Define breach notification.", "Security Incident Management"),
    (("STA-09.1", "Do service agreements between CSPs and CSCs incorporate at least the agreed provisions?", "", ""), "", "", "STA-09", "Service agreements must incorporate agreed terms.", "Supply Chain Management"),
    (("TVM-06.1", "Are processes defined for the periodic performance of penetration testing by independent third parties?", "Yes", "Twice a year; summaries are in the trust center."), "CSP-owned", "", "TVM-06", "Define periodic penetration testing.", "Threat & Vulnerability Management"),
    (("UEM-11.1", "Are managed endpoints configured with data loss prevention technologies and rules per a risk assessment?", "No", "A pilot runs on finance laptops."), "CSP-owned", "", "UEM-11", "Configure DLP on managed endpoints.", "Universal Endpoint Management"),
)  # fmt: skip
HEAD = ("Question ID", "Question", "CSP CAIQ\nAnswer", "SSRM Control Ownership", "CSP Implementation Description (Optional/Recommended)", "CSC Responsibilities (Optional/Recommended)", "CCM Control ID", "CCM Control Specification", "CCM Control Title", "CCM Domain Title")  # fmt: skip

CAIQ_4 = Made(
    "caiq4_halyard",
    "caiq_questionnaire",
    (
        Table(
            (
                ("Consensus Assessment Initiative Questionnaire (CAIQ) v4.0.3",),
                ("Guidance",),
                ("Column", "What to write"),
                ("Question", "The question as the CSA asks it. Do not change it."),
                ("CSP CAIQ Answer", "Yes, No or NA."),
                ("SSRM Control Ownership", "Who is responsible: the CSP, the CSC, both, or a third party."),
                ("Example", "Is data backed up?", "Yes", "CSP-owned", "Backups run nightly."),
                ("Version 4.0.3 of the questionnaire was published on 26 September 2023.",),
            ),
            sheet="Introduction",
        ),
        PageBreak("CAIQv4.0.3"),
        Table(
            (
                ("v4.0.3", "CONSENSUS ASSESSMENTS INITIATIVE QUESTIONNAIRE VERSION 4.0.3", "", "", "", "", "", "", "", ""),
                HEAD,
                *((row[0], row[1], row[2], owner, row[3], customer, control, text, title, title) for row, owner, customer, control, text, title in NEW),
                ("End of Standard", "", "", "", "", "", "", "", "", ""),
                ("© Copyright 2023 Cloud Security Alliance - All rights reserved.", "", "", "", "", "", "", "", "", ""),
            ),
            merges=True,
        ),
        PageBreak("DropDown", hidden=True),
        Table((("Answer", "Ownership"), ("Yes", "CSP-owned"), ("No", "CSC-owned"), ("NA", "Shared CSP and CSC"))),
    ),
    gold([(row[0], row[1], row[2], " ".join(row[3].split())) for row, *_ in NEW], "CAIQ", "4.0.3"),
    absent=("respondent", "date"),
    forms=("xlsx",),
)  # fmt: skip

PRINTED: Sequence[tuple[Row, str]] = (
    (("A&A-02.1", "Are independent audit and assurance assessments conducted according to relevant standards at least annually?", "Yes", "SOC 2 Type II by an independent CPA firm; ISO 27001 surveillance audit in May."), "CSP-owned"),
    (("A&A-05.1", "Is an audit management process defined and implemented to support audit planning, risk analysis, control assessment, and remediation?", "Yes", ""), "CSP-owned"),
    (("AIS-05.1", "Does the testing strategy outline criteria to accept new information systems, upgrades, and new versions?", "Yes", "Release criteria are kept with each service's runbook."), "CSP-owned"),
    (("BCR-06.1", "Are the business continuity and operational resilience plans exercised and tested at least annually and when significant changes occur?", "Yes", "Table-top in spring, failover test in autumn."), "CSP-owned"),
    (("CCC-04.1", "Is the unauthorized addition, removal, update, and management of organization assets restricted?", "Yes", ""), "CSP-owned"),
    (("CEK-03.1", "Are data at rest and in transit cryptographically protected using libraries certified to approved standards?", "Yes", "AES-256 at rest, TLS 1.3 in transit."), "CSP-owned"),
    (("DSP-07.1", "Are systems, products, and business practices based on security principles by design and per industry best practices?", "Yes", ""), "CSP-owned"),
    (("DSP-16.1", "Do data retention, archiving, and deletion practices follow business requirements and applicable laws?", "No", "Deletion of archived tickets is manual today and sometimes late."), "CSP-owned"),
    (("GRC-06.1", "Are roles and responsibilities for planning, implementing, operating, and improving governance programs defined and documented?", "Yes", ""), "CSP-owned"),
    (("HRS-11.1", "Is a security awareness training program for all employees established, documented, communicated, applied, and maintained?", "Yes", "On joining and every twelve months."), "CSP-owned"),
    (("IPY-03.1", "Are cryptographically secure and standardized network protocols implemented for the management, import, and export of data?", "Yes", ""), "Shared CSP and CSC"),
    (("IVS-06.1", "Are applications and infrastructures designed such that CSP and CSC access is appropriately segmented from other tenants?", "NA", "Single-tenant deployments only."), "CSP-owned"),
    (("TVM-03.1", "Are processes defined to enable scheduled and emergency responses to vulnerability identifications?", "Yes", "Critical: 72 hours. High: 14 days."), "CSP-owned"),
)  # fmt: skip

CAIQ_4_PDF = Made(
    "caiq4_osprey_print",
    "caiq_questionnaire",
    (
        Heading("Consensus Assessments Initiative Questionnaire (CAIQ)"),
        Paragraph("Version 4.0.2"),
        Paragraph("CSA STAR Level 1 self-assessment of Osprey Analytics GmbH"),
        Paragraph("Cloud service provider: Osprey Analytics GmbH\nService: Osprey Insights\nSubmission date: 2023-06-30"),
        Paragraph("This document is provided for information. It is valid until replaced; the next review is planned for June 30, 2024."),
        PageBreak(),
        Table((HEAD[:5], *((row[0], row[1], row[2], owner, row[3]) for row, owner in PRINTED))),
        Paragraph("End of Standard"),
    ),
    gold([row for row, _ in PRINTED], "CAIQ", "4.0.2", "Osprey Analytics GmbH", "2023-06-30"),
    forms=("pdf",),
)  # fmt: skip

MADE: Sequence[Made] = (CAIQ_31, CAIQ_4, CAIQ_4_PDF)
