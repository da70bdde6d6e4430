"""Standardized Information Gathering questionnaires: Lite and Core, a tab for each domain."""

from collections.abc import Sequence

from bench.made.blocks import Made, PageBreak, Table
from bench.made.questionnaires.answers import Row, gold

HEAD = (
    "Ques Num",
    "Question/Request",
    "Response",
    "Additional Information",
    "AUP 2024 Reference",
    "ISO 27002:2022 Relevance",
)
LITE: Sequence[tuple[str, Sequence[tuple[Row, str]]]] = (
    ("A. Enterprise Risk Mgmt", (
        (("A.1", "Is there a formalized risk governance policy approved by management that defines the Enterprise Risk Management program?", "Yes", ""), "A.1 Risk governance"),
        (("A.1.1", "Does the program include a risk assessment at least once a year?", "Yes", "Most recent: October 2023, facilitated by Internal Audit."), ""),
        (("A.2", "Are subcontractors, dependent service providers or other Nth parties involved in delivering the services?", "Yes", "Two: hosting and e-mail delivery. See the list on our website."), ""),
    )),
    ("D. Asset and Info Mgmt", (
        (("D.1", "Is there an asset management program approved by management, communicated to constituents, with an owner to maintain and review it?", "Yes", ""), "D.1"),
        (("D.4", "Is scoped data sent or received via physical media?", "No", ""), ""),
        (("D.6", "Is all scoped data encrypted while at rest?", "Yes", "Volumes and backups, AES 256."), "D.4"),
        (("D.6.1", "Are clients able to generate a unique encryption key?", "No", "Under evaluation."), ""),
        (("D.8", "Is there a data retention/destruction requirement that includes information on live media, backup and archived media?", "", "")
        , ""),
    )),
    ("H. Access Control", (
        (("H.2", "Are unique IDs required for authentication to applications, operating systems, databases and network devices?", "Yes", "No shared accounts; break-glass is vaulted."), "H.2"),
        (("H.3", "Is there a set of rules governing the way IDs are created and assigned?", "Yes", ""), ""),
        (("H.4", "Are passwords used?", "N/A", "Passkeys only for staff."), ""),
        (("H.7", "Is multi-factor authentication deployed for remote access?", "Yes", ""), "H.5"),
    )),
    ("J. Cybersecurity Incident Mgmt", (
        (("J.1", "Is there an established incident management program that has been approved by management?", "Yes", "IR plan v6, tested in March."), ""),
        (("J.3", "Has there been a confirmed breach of scoped data in the past three years?", "No", ""), ""),
        (("J.5", "Is there a formal process for reporting incidents to affected clients without delay?", "Yes", "Contracted: 72 hours."), ""),
    )),
)  # fmt: skip


def _tabs(tabs: Sequence[tuple[str, Sequence[tuple[Row, str]]]]) -> list[PageBreak | Table]:
    made: list[PageBreak | Table] = []
    for name, rows in tabs:
        head = [
            (name, "", "", "", "", ""),
            ("Back to Dashboard", f"Questions answered: {len(rows)}", "", "", "", ""),
            HEAD,
        ]
        body = [(*row, reference, "") for row, reference in rows]
        made += [PageBreak(name[:31]), Table((*head, *body), merges=True)]
    return made


SIG_LITE = Made(
    "sig_lite_tamarind",
    "sig_questionnaire",
    (
        Table(
            (
                ("Standardized Information Gathering (SIG) Questionnaire",),
                ("SIG Lite 2024",),
                ("Instructions",),
                ("Respond on each tab with Yes, No or N/A. A response of N/A needs an explanation in Additional Information.",),
                ("Q: What is scoped data?", "A: Data of the client that the service stores, processes or transmits."),
                ("Published by Shared Assessments, November 15, 2023",),
            ),
            sheet="Instructions",
        ),
        PageBreak("Business Information"),
        Table(
            (
                ("Business Information",),
                ("Responder Name", "Rosalind Achebe"),
                ("Responder Job Title", "Director, Trust & Compliance"),
                ("Company Name", "Tamarind Health Systems, Inc."),
                ("Date of Response", "02/28/2024 (MM/DD/YYYY)"),
                ("Publicly or privately held company", "Private"),
                ("Client the response is for", "Bluewater Mutual Insurance"),
            ),
        ),
        *_tabs(LITE),
    ),
    gold([row for _, rows in LITE for row, _ in rows], "SIG", "Lite 2024", "Tamarind Health Systems, Inc.", "2024-02-28"),
    forms=("xlsx",),
    paper="letter",
)  # fmt: skip

CORE: Sequence[tuple[str, str, str, str, str]] = (
    ("B.1", "Is there a documented policy for third party risk management?", "Y", "Vendor Management Standard VMS-3", "Third-Party Risk"),
    ("B.1.1", "Does the policy require contracts with all third parties who have access to scoped systems and data?", "Y", "", "Third-Party Risk"),
    ("B.1.1.1", "Do those contracts contain a right to audit?", "N", "For critical third parties only.", "Third-Party Risk"),
    ("C.1", "Are there information security policies approved by management and published to constituents?", "Y", "14 policies; index attached as C1.pdf", "Information Assurance"),
    ("C.3.2", "Have the policies been reviewed in the last 12 months?", "Y", "", "Information Assurance"),
    ("E.1", "Are background checks performed for constituents prior to access to scoped systems and data?", "Y", "", "HR Security"),
    ("E.1.4", "List the elements of the background check.", "Identity, employment history, criminal records where law permits", "", "HR Security"),
    ("F.1", "Is there a physical security program?", "Y", "Offices only. Data centers are operated by the cloud provider.", "Physical Security"),
    ("F.2.7", "Are visitors escorted?", "Y", "", "Physical Security"),
    ("G.3", "Are application changes tested in an environment that is separate from production?", "Y", "", "IT Operations"),
    ("I.1", "Are applications used to transmit, process or store scoped data?", "Y", "", "Application Security"),
    ("I.2.3", "Is static analysis run on each build?", "Y", "High findings stop the build.", "Application Security"),
    ("K.1", "Is there a business resiliency program with a named executive owner?", "Y", "", "Operational Resilience"),
    ("K.4", "What is the recovery time objective of the service?", "4 hours", "RPO: 15 minutes", "Operational Resilience"),
    ("L.2", "Are there pending regulatory actions against the organization?", "N", "", "Compliance"),
    ("M.1", "Are end user devices used for transmitting, processing or storing scoped data?", "Y", "", "Endpoint Security"),
    ("N.1", "Is there a network security policy?", "Y", "", "Network Security"),
    ("P.1", "Is personal information collected, transmitted, processed, disclosed or stored on behalf of the client?", "Y", "See the record of processing, ref. ROP-2.", "Privacy"),
    ("T.1", "Is there a vulnerability management program?", "Y", "", "Threat Management"),
    ("U.1", "Are servers used for transmitting, processing or storing scoped data?", "Y", "", "Server Security"),
    ("V.1", "Are cloud hosting services provided?", "", "", "Cloud Hosting"),
)  # fmt: skip

SIG_CORE = Made(
    "sig_core_verdigris",
    "sig_questionnaire",
    (
        Table(
            (
                ("SIG 2023 Core", "", "", "", "", ""),
                ("Vendor:", "Verdigris Payments AB", "", "", "", ""),
                ("Completed on:", "2023-09-04", "", "", "", ""),
                ("Shared Assessments Standardized Information Gathering questionnaire. License expires 2024-12-31.", "", "", "", "", ""),
                ("Serial No", "Question Number", "Question Text", "Response", "Additional Information", "Risk Category"),
                *((str(at), number, question, answer, comment, category) for at, (number, question, answer, comment, category) in enumerate(CORE, 1)),
            ),
            sheet="SIG Core",
        ),
    ),
    gold([row[:4] for row in CORE], "SIG", "2023 Core", "Verdigris Payments AB", "2023-09-04"),
    forms=("xlsx", "pdf"),
)  # fmt: skip

MADE: Sequence[Made] = (SIG_LITE, SIG_CORE)
