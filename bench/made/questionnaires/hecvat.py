"""Higher Education Community Vendor Assessment Toolkits: Full 3 and Lite 2 as workbooks, 4 as a printed document."""

from collections.abc import Sequence

from bench.made.blocks import Heading, Made, PageBreak, Paragraph, Table
from bench.made.questionnaires.answers import Row, gold

FULL: Sequence[tuple[str, Sequence[tuple[Row, str]]]] = (
    ("Company Overview", (
        (("COMP-01", "Describe your organization's business background and ownership structure, including all parent and subsidiary relationships.", "Larkspur is a Delaware corporation, employee-owned, with one subsidiary in Ireland.", ""), "Include circumstances that may involve offshoring."),
        (("COMP-02", "Have you had an unplanned disruption to this product/service in the last 12 months?", "Yes", "Two hours on 9 May 2022, a certificate that had expired."), "Provide a brief summary."),
        (("COMP-03", "Do you have a dedicated Information Security staff or office?", "Yes", "Five people, reporting to the CTO."), "Describe the office."),
    )),
    ("Documentation", (
        (("DOCU-01", "Have you undergone a SSAE 18/SOC 2 audit?", "Yes", "Report dated 31 March 2022."), "Provide the date of assessment."),
        (("DOCU-02", "Have you completed the Cloud Security Alliance (CSA) CAIQ?", "No", ""), ""),
        (("DOCU-03", "Have you received the Cloud Security Alliance STAR certification?", "No", "Not planned."), ""),
        (("DOCU-06", "Can you provide overall system and/or application architecture diagrams?", "Yes", "Under NDA."), ""),
    )),
    ("Application Security", (
        (("APPL-01", "Are access controls for institutional accounts based on structured rules, such as role-based access control?", "Yes", "RBAC with six built-in roles."), ""),
        (("APPL-05", "Does the system provide data input validation and error messages?", "Yes", ""), ""),
        (("APPL-09", "Have your developers been trained in secure coding techniques?", "", ""), ""),
    )),
    ("Authentication, Authorization, and Accounting", (
        (("AAAI-02", "Does your solution support single sign-on (SSO) protocols for user and administrator authentication?", "Yes", "SAML 2.0 and OIDC; member of InCommon."), ""),
        (("AAAI-18", "Are audit logs available that include at least login, logout, actions performed, timestamp and source IP address?", "No", "Source addresses are not shown to customers."), ""),
    )),
    ("Data", (
        (("DATA-03", "Do backups containing the institution's data ever leave the institution's data zone either physically or via network routing?", "No", ""), ""),
        (("DATA-21", "Will data regulated by PCI DSS reside in the vended product?", "N/A", "No cardholder data."), ""),
    )),
)  # fmt: skip


def _full() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for section, answers in FULL:
        rows.append((section, "", "Vendor Answers", "Additional Information", "Guidance"))
        rows += [(*row, guidance) for row, guidance in answers]
    return rows


HECVAT_FULL = Made(
    "hecvat_full_larkspur",
    "hecvat_questionnaire",
    (
        Table(
            (
                ("Higher Education Community Vendor Assessment Toolkit",),
                ("Instructions",),
                ("Vendors complete the tab HECVAT - Full. Institutions use the report tabs.",),
                ("Step 1", "Do you host data? Complete every section.", "Answer Yes or No in the column Vendor Answers."),
            ),
            sheet="Instructions",
        ),
        PageBreak("HECVAT - Full"),
        Table(
            (
                ("Higher Education Community Vendor Assessment Tool (HECVAT) - Full", "", "", "Version 3.05", ""),
                ("HEISC Shared Assessments Working Group", "", "", "", ""),
                ("DATE-01", "Date", "2022-08-19", "", ""),
                ("General Information", "", "", "", ""),
                ("GNRL-01", "Vendor Name", "Larkspur Learning, Inc.", "", ""),
                ("GNRL-02", "Product Name", "Larkspur Campus", "", ""),
                ("GNRL-03", "Vendor Contact Name", "Teodor Lind", "", ""),
                ("GNRL-04", "Vendor Contact Title", "Security Program Manager", "", ""),
                *_full(),
            ),
        ),
        PageBreak("Summary Report"),
        Table(
            (
                ("HECVAT Summary Report", "", "", ""),
                ("Report Sections", "Max Score", "Score", "Score %"),
                ("Company Overview", "80", "60", "75%"),
                ("Question", "Vendor Answer", "Preferred Answer", "Analyst Notes"),
                ("Do you have a dedicated Information Security staff or office?", "Yes", "Yes", ""),
            ),
        ),
    ),
    gold([row for _, rows in FULL for row, _ in rows], "HECVAT", "Full 3.05", "Larkspur Learning, Inc.", "2022-08-19"),
    forms=("xlsx",),
)  # fmt: skip

LITE: Sequence[Row] = (
    ("HLGN-01", "Does your organization have a data privacy policy?", "Yes", "https://fernhill.example/privacy"),
    ("HLGN-02", "Do you have a well documented Business Continuity Plan that is tested annually?", "No", "Documented, but last tested in 2021."),
    ("HLAA-01", "Can you enforce password/passphrase aging requirements?", "Yes", ""),
    ("HLAA-02", "Does the application support integration with other authentication and authorization systems?", "Yes", "LDAP, SAML."),
    ("HLAP-01", "Do you support role-based access control for end-users?", "Yes", ""),
    ("HLAP-03", "Can you provide documentation of secure coding practices?", "No", "Internal only."),
    ("HLBC-02", "Is there a defined problem/issue escalation plan in your BCP for impacted clients?", "Yes", ""),
    ("HLCH-01", "Does your Change Management process minimally include authorization, impact analysis, testing, and validation before moving changes to production?", "Yes", ""),
    ("HLDA-01", "Is sensitive data encrypted in transport?", "Yes", "TLS only."),
    ("HLDA-02", "Is sensitive data encrypted in storage?", "Yes", ""),
    ("HLDC-01", "Does the hosting provider have a SOC 2 Type 2 report available?", "Yes", "From the provider's portal."),
    ("HLFI-01", "Are you utilizing a stateful packet inspection firewall?", "Yes", ""),
    ("HLVU-01", "Are your applications scanned externally for vulnerabilities?", "Yes", "Weekly."),
)  # fmt: skip

HECVAT_LITE = Made(
    "hecvat_lite_fernhill",
    "hecvat_questionnaire",
    (
        Heading("HECVAT - Lite"),
        Paragraph("Version 2.11 of the Higher Education Community Vendor Assessment Toolkit"),
        Paragraph("DATE-01 Date: August 3, 2022"),
        Paragraph("Vendor Name: Fernhill Library Software"),
        Paragraph("Product Name: Fernhill Discovery"),
        Paragraph("Institutions review the answers; the date of the toolkit is October 2021."),
        Table((("ID", "Question", "Vendor Answers", "Additional Information"), *LITE), sheet="HECVAT - Lite"),
    ),
    gold(LITE, "HECVAT", "Lite 2.11", "Fernhill Library Software", "2022-08-03"),
    forms=("xlsx", "docx", "pdf"),
    paper="letter",
)

FOUR: Sequence[tuple[Row, str]] = (
    (("COMP-01", "Do you have a dedicated software and system development team, such as customer support, implementation, or product management?", "Yes", "62 people."), "Describe."),
    (("DOCU-04", "Do you have a third-party certification such as ISO 27001?", "Yes", "Certificate IS 714220, valid to November 2026."), "State the certificate."),
    (("THRD-01", "Do you perform security assessments of third-party companies with which you share data?", "Yes", ""), ""),
    (("ITAC-02", "Has a VPAT or ACR been created or updated for the product within the past year?", "No", "Planned for autumn."), ""),
    (("CONS-01", "Will the consulting take place on-premises?", "N/A", ""), ""),
    (("CHNG-04", "Will you notify the institution of major changes to your environment that could affect its security posture?", "Yes", "30 days ahead, by e-mail."), ""),
    (("PPPR-07", "Do you have a documented information security policy?", "Yes", ""), ""),
    (("DPAI-01", "Does your solution leverage machine learning or AI features?", "Yes", "Off by default. No customer data trains models."), "If yes, explain."),
    (("HFIH-03", "Do you have an incident response process and reporting in place to investigate any potential incidents?", "", ""), ""),
)  # fmt: skip

HECVAT_4 = Made(
    "hecvat4_quillfeather",
    "hecvat_questionnaire",
    (
        Table(
            (
                ("HECVAT 4", "", "", "", ""),
                ("Version", "4.04", "", "", ""),
                ("Start Here: choose the sections that fit", "", "", "", ""),
                ("Solution Provider Name", "Quillfeather Tutoring Co.", "", "", ""),
                ("Solution Name", "Quillfeather Live", "", "", ""),
                ("Date Completed", "12 May 2025", "", "", ""),
            ),
            sheet="START HERE",
        ),
        PageBreak("Organization"),
        Table(
            (
                ("Higher Education Community Vendor Assessment Toolkit, organization", "", "", "", ""),
                ("Question ID", "Question", "Answer", "Additional Information", "Guidance"),
                *((*row, guidance) for row, guidance in FOUR),
            ),
            merges=True,
        ),
    ),
    gold([row for row, _ in FOUR], "HECVAT", "4.04", "Quillfeather Tutoring Co.", "2025-05-12"),
    forms=("xlsx",),
)  # fmt: skip

MADE: Sequence[Made] = (HECVAT_FULL, HECVAT_LITE, HECVAT_4)
