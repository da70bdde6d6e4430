"""A questionnaire of the Vendor Security Alliance."""

from collections.abc import Sequence

from bench.made.blocks import Heading, Made, PageBreak, Paragraph, Table
from bench.made.questionnaires.answers import Row, gold

FULL: Sequence[tuple[str, Sequence[Row]]] = (
    ("Data Protection & Access Controls", (
        ("DP1", "What kinds of data of our customers does your service collect or process?", "Names, e-mail addresses, invoices. No health or payment card data.", ""),
        ("DP2", "Do you encrypt customer data at rest?", "Yes", "AES-256 through the cloud provider's KMS"),
        ("DP3", "How often are access rights reviewed?", "Quarterly", "Monthly for production administrators"),
        ("DP4", "Is multi-factor authentication enforced for all staff who can reach customer data?", "Yes", ""),
    )),
    ("Policies & Standards", (
        ("PS1", "Does a named person own the security program?", "Yes", "VP Engineering"),
        ("PS2", "Have all employees taken privacy and security training in the last year?", "No", "94 % by 1 March"),
        ("PS3", "Which security or privacy standards are you certified against?", "ISO/IEC 27001:2022", ""),
    )),
    ("Proactive Security", (
        ("PR1", "Is there a public way to report vulnerabilities?", "Yes", "security@pinemarten.example"),
        ("PR2", "When was your last penetration test by a third party?", "January 2024", "Summary on request"),
        ("PR3", "Do you keep a software bill of materials for your product?", "No", ""),
    )),
    ("Reactive Security", (
        ("RE1", "Has your organization had a security breach in the last two years?", "No", ""),
        ("RE2", "Within which time are customers told of a breach of their data?", "72 hours", ""),
        ("RE3", "Do you have an incident response retainer?", "", ""),
    )),
)  # fmt: skip


def _blocks() -> list[Heading | Table]:
    made: list[Heading | Table] = []
    for name, rows in FULL:
        made += [Heading(name, 2), Table((("#", "Question", "Answer", "Notes"), *rows))]
    return made


VSA = Made(
    "vsa_full_pinemarten",
    "vsa_questionnaire",
    (
        Heading("VSA Full Questionnaire"),
        Paragraph("Vendor Security Alliance, edition 2024"),
        Paragraph("The VSA questionnaire helps companies judge the security practices of the vendors they rely on."),
        Paragraph("Company name: Pinemarten Billing BV"),
        Paragraph("Date: 6 March 2024"),
        Paragraph("Version history of the form: 2016, 2018, 2021."),
        PageBreak("Questions"),
        *_blocks(),
    ),
    gold([row for _, rows in FULL for row in rows], "VSA", "Full 2024", "Pinemarten Billing BV", "2024-03-06"),
    forms=("xlsx", "docx", "pdf"),
)

MADE: Sequence[Made] = (VSA,)
