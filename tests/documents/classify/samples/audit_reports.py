"""Openings of audit evidence as its standards prescribe it, about firms that do not exist; and what only looks like it."""

SAMPLES = {
    "soc1_type1_auditor_report": """Halden Payroll Services, Inc.
System and Organization Controls (SOC) 1 Type 1 Report
Report on Management's Description of its Payroll Processing System and on the Suitability of the Design of Controls as of June 30, 2024

SECTION I: Independent Service Auditor's Report
To the Management of Halden Payroll Services, Inc.
Scope. We have examined Halden's description of its payroll processing system as of June 30, 2024 and the suitability of the design of the controls
included in the description to achieve the related control objectives stated in the description. The controls and control objectives included in the
description are those that management believes are likely to be relevant to user entities' internal control over financial reporting.
Our examination was conducted in accordance with attestation standards established by the American Institute of Certified Public Accountants.
We did not perform any procedures regarding the operating effectiveness of controls and, accordingly, do not express an opinion thereon.
Inherent limitations. Opinion: In our opinion, in all material respects, the description fairly presents the system that was designed and implemented as of June 30, 2024.
SECTION II: Assertion of management. SECTION III: Description of the system. Complementary user entity controls. Subservice organization: data centre.""",
    "soc1_type2_auditor_report": """Independent Service Auditors' Assurance Report on the Description of Controls, their Design and Operating Effectiveness
ISAE 3402 Type II
Brookvale Fund Administration Limited
For the period 1 April 2023 to 31 March 2024

Contents: 1. Management's assertion 2. Independent service auditor's report 3. Description of the system 4. Control objectives, controls and tests of controls
We have been engaged to report on Brookvale's description of its fund administration system throughout the period 1 April 2023 to 31 March 2024 and on the design
and operation of controls related to the control objectives stated in the description. Service organization's responsibilities. Service auditor's responsibilities.
The controls are likely to be relevant to user entities' internal control over financial reporting. Complementary user entity controls are assumed.
In our opinion, in all material respects, the controls tested operated effectively throughout the period from 1 April 2023 to 31 March 2024.
Control objective 4: net asset values are calculated completely. Tests of controls and results: inspected a sample of reconciliations. No exceptions noted.""",
    "soc2_type1_auditor_report": """SOC 2 Type I Report
Description of the Nimbus Ledger Platform Relevant to Security and Availability
As of 15 March 2024

I. Independent Service Auditor's Report
We have examined Nimbus Ledger's accompanying description of its platform as of March 15, 2024 based on the criteria for a description of a service organization's system
in DC section 200, and the suitability of the design of controls stated in the description as of March 15, 2024 to provide reasonable assurance that its service commitments
and system requirements were achieved based on the trust services criteria relevant to security and availability set forth in TSP section 100.
Service organization's responsibilities. Service auditor's responsibilities. Inherent limitations.
Other matter: We did not perform any procedures regarding the operating effectiveness of the controls and do not express an opinion thereon.
In our opinion, in all material respects, the description presents the system designed and implemented as of March 15, 2024.
II. Management's assertion. III. System description: infrastructure, software, people, data. CC6.1 Logical access. CC7.2 Monitoring. Complementary subservice organization controls. Complementary user entity controls.""",
    "soc2_type2_auditor_report": """Report on Tidewater Cloud, LLC's Description of Its Hosting System and on the Suitability of the Design and Operating Effectiveness of Its Controls
Relevant to Security, Availability, and Confidentiality
Throughout the Period October 1, 2022 to September 30, 2023
SOC 2® – Type 2

Section 1 – Independent Service Auditor's Report
We have examined Tidewater's description of its hosting system throughout the period October 1, 2022 to September 30, 2023 based on the description criteria and the suitability
of the design and operating effectiveness of controls to provide reasonable assurance that the principal service commitments and system requirements were achieved
based on the trust services criteria relevant to security, availability, and confidentiality. Tidewater uses a subservice organization; the carve-out method is used.
Complementary user entity controls that are suitably designed are necessary. Service auditor's responsibilities. Inherent limitations. Our examination was conducted in accordance
with attestation standards established by the AICPA. Opinion: in our opinion, in all material respects, the controls operated effectively throughout the period.
Section 2 – Management's Assertion. Section 3 – Description of the System. Section 4 – Tests of Controls and Results of Tests
CC6.1 Access is reviewed quarterly. Inspected the access reviews of two quarters. No exceptions noted. CC8.1 One of 25 changes lacked an approval: exception noted.""",
    "soc3_report": """Tidewater Cloud, LLC
SOC 3® Report: Hosting System
Independent Service Auditor's Report on Controls Relevant to Security and Availability
For the Period October 1, 2022 to September 30, 2023

General Use Report
We have examined management's assertion that the controls within Tidewater's hosting system were effective throughout the period October 1, 2022 to September 30, 2023 to provide
reasonable assurance that its service commitments and system requirements were achieved based on the trust services criteria relevant to security and availability.
Our examination included obtaining an understanding of the system. In our opinion, management's assertion is fairly stated, in all material respects.
Attachment A: description of the boundaries of the system. Attachment B: principal service commitments and system requirements.""",
    "soc_bridge_letter": """Tidewater Cloud, LLC
January 12, 2024
SOC 2 Bridge Letter

To whom it may concern,
Tidewater's most recent SOC 2 Type 2 report covers the period October 1, 2022 to September 30, 2023. This letter covers the time since the end of that period, from October 1, 2023
through the date of this letter. We are not aware of any material changes in our control environment that would adversely affect the conclusions reached in the report.
This letter is not intended to be a substitute for the report. Sincerely, Chief Compliance Officer""",
    "iso_27001_certificate": """CERTIFICATE OF REGISTRATION
Information Security Management System – ISO/IEC 27001:2022
This is to certify that
Ostrava Data Works s.r.o., Nádražní 12, Ostrava
holds Certificate No: IS 704411 and operates an Information Security Management System which complies with the requirements of ISO/IEC 27001:2022 for the following scope:
Development, hosting and support of the data exchange platform in accordance with the Statement of Applicability version 3.1.
Original registration date: 2019-05-02    Effective date: 2022-05-02    Expiry date: 2025-05-01
Certification body accredited by the national accreditation service. This certificate remains valid subject to satisfactory surveillance audits.""",
    "iso_27001_statement_of_applicability": """Statement of Applicability
ISO/IEC 27001:2022 Annex A      Version 2.4
Control\tTitle\tApplicable\tJustification for inclusion or exclusion\tImplementation status
A.5.1\tPolicies for information security\tYes\tRisk treatment\tImplemented
A.5.2\tRoles and responsibilities\tYes\tLegal\tImplemented
A.5.3\tSegregation of duties\tYes\tRisk treatment\tImplemented
A.5.7\tThreat intelligence\tYes\tRisk treatment\tPlanned
A.5.9\tInventory of assets\tYes\tRisk treatment\tImplemented
A.6.1\tScreening\tYes\tContract\tImplemented
A.6.3\tAwareness\tYes\tContract\tImplemented
A.7.1\tPhysical perimeters\tNo\tExcluded: no premises of our own\tNot applicable
A.7.2\tPhysical entry\tNo\tExcluded\tNot applicable
A.7.4\tPhysical security monitoring\tNo\tExcluded\tNot applicable
A.8.1\tUser endpoint devices\tYes\tRisk treatment\tImplemented
A.8.5\tSecure authentication\tYes\tRisk treatment\tImplemented
A.8.8\tTechnical vulnerabilities\tYes\tRisk treatment\tImplemented
A.8.13\tBackup\tYes\tRisk treatment\tImplemented
A.8.24\tUse of cryptography\tYes\tRisk treatment\tImplemented
A.8.28\tSecure coding\tYes\tRisk treatment\tImplemented""",
    "iso_certificate_other": """Certificate
The certification body hereby certifies that the quality management system of
Ostrava Data Works s.r.o.
has been assessed and fulfils the requirements of ISO 9001:2015 for the following activities: software development and customer support.
Certificate registration no. 12 100 55871    Date of certification 2023-02-14    Valid until 2026-02-13
Accredited certification body. The certificate is valid while surveillance audits are carried out.""",
    "pci_dss_aoc": """Payment Card Industry Data Security Standard
Attestation of Compliance for Report on Compliance – Service Providers
Version 4.0
Section 1: Assessment Information
Part 1. Contact Information
Part 1a. Assessed Entity: Cobalt Payments Ltd. Part 1b. Assessor: Qualified Security Assessor company name, Lead QSA, certificate number
Part 2. Executive Summary
Part 2a. Scope Verification: services that were included in the scope of the assessment: payment gateway, tokenisation
Part 2d. In-scope locations. Part 2g. Summary of assessment: requirement 1 in place, requirement 2 in place
Section 3: Validation and Attestation Details
Part 3. PCI DSS Validation: Compliant. Part 3b. Service Provider Attestation, signature of executive officer, date 2024-02-09""",
    "pci_dss_roc": """Payment Card Industry (PCI) Data Security Standard
Report on Compliance
PCI DSS v4.0 Template for Report on Compliance
Cobalt Payments Ltd. – Date of Report: 9 February 2024
1 Contact Information and Summary of Results. 1.8 Summary of assessment: assessment findings In Place, In Place with CCW, Not Applicable, Not Tested, Not in Place
2 Business Overview. 3 Description of Scope of Work and Approach Taken. 4 Details about reviewed environments: cardholder data flows. 5 Quarterly scan results
6 Evidence: sample set reference numbers. 7 Findings and Observations
Requirement 1.1.1 Testing procedures: examine documentation. Reporting instructions: describe how the assessor verified. Assessor's response: policies were examined.""",
    "pci_dss_saq": """Payment Card Industry Data Security Standard
Self-Assessment Questionnaire A and Attestation of Compliance
For merchants, card-not-present, all cardholder data functions outsourced
Section 1: Assessment information. Eligibility to complete Self-Assessment Questionnaire A: merchant accepts only card-not-present transactions.
Section 2: Self-Assessment Questionnaire A
Requirement 3: Expected testing: examine documentation. Response: In Place / In Place with CCW / Not Applicable / Not in Place
Appendix: compensating control worksheet. Part 4: to be reviewed with the acquirer. SAQ completed on 2024-03-01""",
    "hitrust_certification": """HITRUST Letter of Certification
r2 Validated Assessment + Certification
Fjordmed Analytics AS
Based upon representation from management as to the accuracy of the scope, and the validated assessment performed by an external assessor organisation,
the following platform meets the HITRUST CSF v11 certification criteria. The certification is valid for a period of two years from the date of this letter, 8 May 2024,
assuming the interim assessment is completed. Certification number 4471. HITRUST CSF certified.""",
    "fedramp_authorization": """FedRAMP Authorization to Operate (ATO) Letter
MEMORANDUM FOR: Chief Information Officer
SUBJECT: Authorization to Operate for the Harrow Case Management cloud service offering
The authorizing official has reviewed the security package, prepared by an accredited third party assessment organization (3PAO): the system security plan, the assessment report and the plan of action.
The impact level is Moderate according to FIPS 199. The authorization is granted under FISMA for three years, subject to continuous monitoring, from 2024-01-30 and expires 2027-01-29.""",
    "cyber_essentials_certificate": """CERTIFICATE OF ASSURANCE
Fenwick & Rowe Consulting Ltd
14 Mill Lane, Norwich
COMPLIES WITH THE REQUIREMENTS OF THE CYBER ESSENTIALS PLUS SCHEME
Certificate Number: 5c1d-77a0    Profile version: Montpellier    Scope: Whole organisation
Date of certification: 11/01/2024    Recertification due: 11/01/2025
Certification body: an accredited body    Certificate level: Cyber Essentials Plus""",
}

NEAR_MISSES = {
    "soc2_type2_auditor_report": """SOC 2 Type II Readiness Checklist
How to prepare for your audit. Step 1: choose the trust services criteria. Step 2: find a service auditor. Step 3: collect evidence for the period.
A Type II report tests operating effectiveness throughout the period; you need policies, access reviews and a description of the system.""",
    "soc2_type1_auditor_report": """What is a SOC 2 report? A guide for founders
In this guide you will learn the difference between type I and type II, what the trust services criteria are and how to choose an auditor.""",
    "soc1_type2_auditor_report": """Internal Audit Programme 2024
Control objectives for financial reporting are reviewed by the audit committee each quarter. The audit plan lists processes and owners.""",
    "iso_27001_certificate": """Lead Auditor Training Course ISO/IEC 27001
Five days. The course explains certification bodies, accreditation, the scope of certification and surveillance audits. Lessons and exam are included.""",
    "iso_certificate_other": """ISO 9001 Implementation Guide
Step 1: define the quality policy. Step 2: train staff. Step 3: hold an internal audit. Checklist and best practices for a quality management system.""",
    "pci_dss_aoc": """Proof of Compliance
As a merchant you should ask each service provider for its Attestation of Compliance (AOC). The AOC is the only document recognised for PCI DSS validation. What we need: a copy and a letter.""",
    "soc_bridge_letter": """The trouble with bridge letters
A newsletter on third-party risk. A bridge letter is not audited: it is the vendor telling you that nothing changed since the last SOC 2 report. Subscribe for more. 4 min read""",
    "cyber_essentials_certificate": """How to get Cyber Essentials: five controls explained
Firewalls, secure configuration, user access control, malware protection and updates. What is the cost, and which certification body should you choose?""",
}
