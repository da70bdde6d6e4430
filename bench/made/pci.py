"""Attestations of compliance with PCI DSS, after the council's forms. Every name in them is invented."""

from collections.abc import Sequence

from bench.made.blocks import Gold, Heading, Made, PageBreak, Paragraph, Table

_PROVIDER_321 = Made(
    name="aoc-321-provider",
    document_type="pci_dss_aoc",
    blocks=(
        Heading("Payment Card Industry (PCI) Data Security Standard"),
        Heading("Attestation of Compliance for Onsite Assessments – Service Providers", 2),
        Paragraph("Version 3.2.1\nJune 2018"),
        PageBreak(),
        Heading("Section 1: Assessment Information", 2),
        Paragraph("Instructions for Submission"),
        Paragraph(
            "This Attestation of Compliance must be completed as a declaration of the results of the service provider's assessment with the Payment Card Industry Data Security Standard Requirements and Security Assessment Procedures (PCI DSS). "
            "Complete all sections: The service provider is responsible for ensuring that each section is completed by the relevant parties, as applicable. Contact the requesting payment brand for reporting and submission procedures."
        ),
        Heading("Part 1. Service Provider and Qualified Security Assessor Information", 3),
        Paragraph("Part 1a. Service Provider Organization Information"),
        Table(
            (
                ("Company Name:", "Quillpay Processing, Inc.", "DBA (doing business as):", "Quillpay"),
                ("Contact Name:", "Dana Whitfield", "Title:", "VP, Security"),
                ("Telephone:", "+1 404 555 0139", "E-mail:", "dana.whitfield@quillpay.example"),
                ("Business Address:", "75 Fifth Street NW", "City:", "Atlanta"),
                ("State/Province:", "GA", "Country:", "USA"),
                ("URL:", "https://www.quillpay.example", "Zip:", "30308"),
            )
        ),
        Paragraph("Part 1b. Qualified Security Assessor Company Information (if applicable)"),
        Table(
            (
                ("Company Name:", "Ironbridge Assurance Group, LLC", "", ""),
                ("Lead QSA Contact Name:", "Marcus Ellery", "Title:", "Senior Consultant"),
                ("Telephone:", "+1 720 555 0166", "E-mail:", "mellery@ironbridge.example"),
                ("Business Address:", "11000 Westmoor Circle", "City:", "Westminster"),
            )
        ),
        Heading("Part 2. Executive Summary", 3),
        Paragraph("Part 2a. Scope Verification"),
        Paragraph("Services that were INCLUDED in the scope of the PCI DSS Assessment (check all that apply):"),
        Paragraph("Name of service(s) assessed: Quillpay Gateway"),
        Paragraph("Type of service(s) assessed:"),
        Table(
            (
                ("Hosting Provider:", "Managed Services (specify):", "Payment Processing:"),
                ("☐ Applications / software", "☐ Systems security services", "☐ POS / card present"),
                ("☐ Hardware", "☐ IT support", "☒ Internet / e-commerce"),
                ("☐ Infrastructure / Network", "☐ Physical security", "☒ MOTO / Call Center"),
            )
        ),
        Table(
            (
                ("☐ Account Management", "☐ Fraud and Chargeback", "☒ Payment Gateway/Switch"),
                ("☐ Back-Office Services", "☐ Issuer Processing", "☐ Prepaid Services"),
            )
        ),
        Paragraph(
            "Services that are provided by the service provider but were NOT INCLUDED in the scope of the PCI DSS Assessment (check all that apply):\nName of service(s) not assessed: Quillpay Gift Cards"
        ),
        Paragraph("Part 2b. Description of Payment Card Business"),
        Paragraph(
            "Quillpay transmits cardholder data received from merchants over TLS 1.2 to acquirers, and stores tokens in place of primary account numbers. Quillpay is a Level 1 Service Provider and processes more than 40 million transactions a year."
        ),
        PageBreak(),
        Heading("Section 2: Report on Compliance", 2),
        Paragraph(
            "This Attestation of Compliance reflects the results of an onsite assessment, which is documented in an accompanying Report on Compliance (ROC)."
        ),
        Table(
            (
                (
                    "The assessment documented in this attestation and in the ROC was completed on:",
                    "September 14, 2022",
                ),
                ("Have compensating controls been used to meet any requirement in the ROC?", "☐ Yes   ☒ No"),
                ("Were any requirements in the ROC identified as being not applicable (N/A)?", "☒ Yes   ☐ No"),
                ("Were any requirements not tested?", "☐ Yes   ☒ No"),
            )
        ),
        Heading("Section 3: Validation and Attestation Details", 2),
        Paragraph("Part 3. PCI DSS Validation"),
        Paragraph("This AOC is based on results noted in the ROC dated September 14, 2022."),
        Paragraph(
            "Based on the results documented in the ROC noted above, the signatories identified in Parts 3b-3d, as applicable, assert(s) the following compliance status for the entity identified in Part 2 of this document (check one):"
        ),
        Paragraph(
            "☒ Compliant: All sections of the PCI DSS ROC are complete, all questions answered affirmatively, resulting in an overall COMPLIANT rating; thereby Quillpay Processing, Inc. has demonstrated full compliance with the PCI DSS."
        ),
        Paragraph(
            "☐ Non-Compliant: Not all sections of the PCI DSS ROC are complete, or not all questions are answered affirmatively, resulting in an overall NON-COMPLIANT rating, thereby (Service Provider Company Name) has not demonstrated full compliance with the PCI DSS.\n"
            "Target Date for Compliance:\nAn entity submitting this form with a status of Non-Compliant may be required to complete the Action Plan in Part 4 of this document. Check with the payment brand(s) before completing Part 4."
        ),
        Paragraph(
            '☐ Compliant but with Legal exception: One or more requirements are marked "Not in Place" due to a legal restriction that prevents the requirement from being met. This option requires additional review from acquirer or payment brand.'
        ),
        Paragraph("Part 3b. Service Provider Attestation"),
        Table(
            (
                ("Signature of Service Provider Executive Officer ↑", "Date: September 20, 2022"),
                ("Service Provider Executive Officer Name: Olivia Tran", "Title: Chief Operating Officer"),
            )
        ),
        Paragraph("Part 3c. Qualified Security Assessor (QSA) Acknowledgement (if applicable)"),
        Table(
            (
                ("Signature of Duly Authorized Officer of QSA Company ↑", "Date: September 21, 2022"),
                ("Duly Authorized Officer Name: Marcus Ellery", "QSA Company: Ironbridge Assurance Group, LLC"),
            )
        ),
    ),
    gold=(
        Gold("entity", "Quillpay Processing, Inc."),
        Gold("assessor_company", "Ironbridge Assurance Group, LLC"),
        Gold("version", "3.2.1"),
        Gold("level", 1),
        Gold("date", "2022-09-14"),
        Gold("status", "compliant"),
        Gold("services_covered", "Quillpay Gateway"),
    ),
    paper="letter",
)

_PROVIDER_40 = Made(
    name="aoc-40-provider",
    document_type="pci_dss_aoc",
    blocks=(
        Heading("Payment Card Industry Data Security Standard"),
        Heading("Attestation of Compliance for Report on Compliance – Service Providers", 2),
        Paragraph("Version 4.0\nRevision 2\nPublication Date: August 2023"),
        Heading("PCI DSS v4.0 Attestation of Compliance for Report on Compliance – Service Providers", 3),
        Paragraph("Entity Name: Vaultgrove Hosting B.V."),
        Paragraph("Assessment End Date: 2024-03-08"),
        Paragraph("Date of Report as noted in the Report on Compliance: 2024-03-22"),
        PageBreak(),
        Heading("Section 1: Assessment Information", 2),
        Paragraph("Instructions for Submission"),
        Paragraph(
            'This Attestation of Compliance (AOC) must be completed as a declaration of the results of the service provider\'s assessment against the Payment Card Industry Data Security Standard (PCI DSS) Requirements and Testing Procedures ("Assessment"). '
            "Contact the entity(ies) to which this AOC will be submitted for reporting and submission procedures."
        ),
        Heading("Part 1. Contact Information", 3),
        Paragraph("Part 1a. Assessed Entity\n(ROC Section 1.1)"),
        Table(
            (
                ("Company name:", "Vaultgrove Hosting B.V."),
                ("DBA (doing business as):", "Vaultgrove"),
                ("Company mailing address:", "Herengracht 182, 1016 BR Amsterdam, The Netherlands"),
                ("Company main website:", "https://www.vaultgrove.example"),
                ("Company contact name:", "Sanne de Wit"),
                ("Company contact title:", "Chief Information Security Officer"),
                ("Contact phone number:", "+31 20 555 0117"),
                ("Contact e-mail address:", "security@vaultgrove.example"),
            )
        ),
        Paragraph("Part 1b. Assessor\n(ROC Section 1.1)"),
        Paragraph(
            "Provide the following information for all assessors involved in the Assessment. If there was no assessor for a given assessor type, enter Not Applicable."
        ),
        Paragraph("PCI SSC Internal Security Assessor(s)"),
        Table((("ISA name(s):", "Not Applicable"),)),
        Paragraph("Qualified Security Assessor"),
        Table(
            (
                ("Company name:", "Greyfriars Assessors Ltd"),
                ("Company mailing address:", "3 Forbes Road, Edinburgh EH10 4EE, United Kingdom"),
                ("Company website:", "https://greyfriars.example"),
                ("Lead Assessor name:", "Fiona Baird"),
                ("Assessor phone number:", "+44 131 555 0148"),
                ("Assessor e-mail address:", "fiona.baird@greyfriars.example"),
                ("Assessor certificate number:", "205-117"),
            )
        ),
        PageBreak(),
        Heading("Part 2. Executive Summary", 3),
        Paragraph("Part 2a. Scope Verification"),
        Paragraph("Services that were INCLUDED in the scope of the Assessment (select all that apply):"),
        Table(
            (
                ("Name of service(s) assessed:", "Vaultgrove Private Cloud; Vaultgrove Colocation"),
                ("Type of service(s) assessed:", ""),
            )
        ),
        Table(
            (
                ("Hosting Provider:", "Managed Services:", "Payment Processing:"),
                ("☐ Applications / software", "☐ Systems security services", "☐ POI / card present"),
                ("☒ Hardware", "☐ IT support", "☐ Internet / e-commerce"),
                ("☒ Infrastructure / Network", "☒ Physical security", "☐ MOTO / Call Center"),
                ("☒ Physical space (co-location)", "☐ Terminal Management System", "☐ ATM"),
            )
        ),
        Paragraph(
            'Note: These categories are provided for assistance only and are not intended to limit or predetermine an entity\'s service description. If these categories do not apply to the assessed service, complete "Others."'
        ),
        Paragraph("Part 2a. Scope Verification (continued)"),
        Paragraph(
            "Services that are provided by the service provider but were NOT INCLUDED in the scope of the Assessment (select all that apply):"
        ),
        Table((("Name of service(s) not assessed:", "Vaultgrove Mail"),)),
        Paragraph("Part 2g. Summary of Assessment (ROC Section 1.8.1)"),
        Table(
            (
                ("PCI DSS Requirement", "In Place", "Not Applicable", "Not Tested", "Not in Place"),
                ("Requirement 1:", "☒", "☐", "☐", "☐"),
                ("Requirement 9:", "☒", "☐", "☐", "☐"),
            )
        ),
        PageBreak(),
        Heading("Section 2: Report on Compliance", 2),
        Paragraph("(ROC Sections 1.2 and 1.3)"),
        Table(
            (
                (
                    "Date Assessment began:\nNote: This is the first date that evidence was gathered, or observations were made.",
                    "2024-01-15",
                ),
                (
                    "Date Assessment ended:\nNote: This is the last date that evidence was gathered, or observations were made.",
                    "2024-03-08",
                ),
                ("Were any requirements in the ROC unable to be met due to a legal constraint?", "☐ Yes ☒ No"),
                ("Were any testing activities performed remotely?", "☒ Yes ☐ No"),
            )
        ),
        Heading("Section 3: Validation and Attestation Details", 2),
        Paragraph("Part 3. PCI DSS Validation (ROC Section 1.7)"),
        Paragraph(
            "This AOC is based on results noted in the ROC dated (Date of Report as noted in the ROC 2024-03-22)."
        ),
        Paragraph("Indicate below whether a full or partial PCI DSS assessment was completed:"),
        Paragraph(
            "☒ Full Assessment – All requirements have been assessed and therefore no requirements were marked as Not Tested in the ROC.\n"
            "☐ Partial Assessment – One or more requirements have not been assessed and were therefore marked as Not Tested in the ROC. Any requirement not assessed is noted as Not Tested in Part 2g above."
        ),
        Paragraph(
            "Based on the results documented in the ROC noted above, each signatory identified in any of Parts 3b-3d, as applicable, assert(s) the following compliance status for the entity identified in Part 2 of this document (select one):"
        ),
        Table(
            (
                (
                    "☒",
                    "Compliant: All sections of the PCI DSS ROC are complete, and all assessed requirements are marked as being either In Place or Not Applicable, resulting in an overall COMPLIANT rating; thereby Vaultgrove Hosting B.V. has demonstrated compliance with all PCI DSS requirements except those noted as Not Tested above.",
                ),
                (
                    "☐",
                    "Non-Compliant: Not all sections of the PCI DSS ROC are complete, or one or more requirements are marked as Not in Place, resulting in an overall NON-COMPLIANT rating; thereby (Service Provider Company Name) has not demonstrated compliance with PCI DSS requirements. Target Date for Compliance: YYYY-MM-DD",
                ),
                (
                    "☐",
                    "Compliant but with Legal exception: One or more assessed requirements in the ROC are marked as Not in Place due to a legal restriction that prevents the requirement from being met and all other assessed requirements are marked as being either In Place or Not Applicable, resulting in an overall COMPLIANT BUT WITH LEGAL EXCEPTION rating.",
                ),
            )
        ),
        Paragraph("Part 3b. Service Provider Attestation"),
        Table(
            (
                ("Signature of Service Provider Executive Officer", "Date: 2024-03-25"),
                ("Service Provider Executive Officer Name: Pieter Kok", "Title: Director"),
            )
        ),
    ),
    gold=(
        Gold("entity", "Vaultgrove Hosting B.V."),
        Gold("assessor_company", "Greyfriars Assessors Ltd"),
        Gold("version", "4.0"),
        Gold("date", "2024-03-22"),
        Gold("status", "compliant"),
        Gold("services_covered", "Vaultgrove Private Cloud"),
        Gold("services_covered", "Vaultgrove Colocation"),
    ),
    absent=("level",),
)

_MERCHANT_401 = Made(
    name="aoc-401-merchant",
    document_type="pci_dss_aoc",
    blocks=(
        Heading("Payment Card Industry Data Security Standard"),
        Heading("Attestation of Compliance for Report on Compliance – Merchants", 2),
        Paragraph("Version 4.0.1\nPublication Date: August 2024"),
        Heading("PCI DSS v4.0.1 Attestation of Compliance for Report on Compliance – Merchants", 3),
        Paragraph(
            "Entity Name: Bramble & Oak Retail Limited\nDate of Report as noted in the Report on Compliance: 2025-02-27\nDate Assessment Ended: 2025-02-14"
        ),
        Heading("Section 1: Assessment Information", 2),
        Heading("Part 1. Contact Information", 3),
        Paragraph("Part 1a. Assessed Merchant (ROC Section 1.1)"),
        Paragraph(
            "Company name: Bramble & Oak Retail Limited\nDBA (doing business as): Bramble & Oak\nCompany mailing address: 9 Foundry Lane, Leeds LS9 8AA\n"
            "Company main website: www.brambleandoak.example\nCompany contact name: Imran Shah\nCompany contact title: Head of IT Risk"
        ),
        Paragraph("Part 1b. Assessor (ROC Section 1.1)"),
        Paragraph(
            "PCI SSC Internal Security Assessor(s)\nISA name(s): Joanna Price\nQualified Security Assessor\nCompany name: Halden Cyber Risk Ltd\nCompany mailing address: 40 Park Row, Leeds LS1 5JL\n"
            "Company website: www.halden.example\nLead Assessor name: Tom Averill\nAssessor certificate number: 204-883"
        ),
        Heading("Part 2. Executive Summary", 3),
        Paragraph("Part 2a. Merchant Business Payment Channels (select all that apply): (ROC Section 2.1)"),
        Paragraph("☐ Mail order/telephone order (MOTO)\n☒ E-Commerce\n☒ Card-present"),
        Paragraph("Are any payment channels not included in this Assessment? ☐ Yes ☒ No"),
        PageBreak(),
        Heading("Section 2: Report on Compliance", 2),
        Table((("Date Assessment began:", "2024-11-04"), ("Date Assessment ended:", "2025-02-14"))),
        Heading("Section 3: Validation and Attestation Details", 2),
        Paragraph("Part 3. PCI DSS Validation (ROC Section 1.7)"),
        Paragraph("This AOC is based on results noted in the ROC dated 2025-02-27."),
        Paragraph(
            "☒ Full Assessment – All requirements have been assessed and therefore no requirements were marked as Not Tested in the ROC.\n☐ Partial Assessment – One or more requirements have not been assessed."
        ),
        Paragraph(
            "☐ Compliant: All sections of the PCI DSS ROC are complete, and all assessed requirements are marked as being either In Place or Not Applicable, resulting in an overall COMPLIANT rating; thereby (Merchant Company Name) has demonstrated compliance with all PCI DSS requirements except those noted as Not Tested above."
        ),
        Paragraph(
            "☒ Non-Compliant: Not all sections of the PCI DSS ROC are complete, or one or more requirements are marked as Not in Place, resulting in an overall NON-COMPLIANT rating; thereby Bramble & Oak Retail Limited has not demonstrated compliance with PCI DSS requirements.\n"
            "Target Date for Compliance: 2025-09-30\nAn entity submitting this form with a Non-Compliant status may be required to complete the Action Plan in Part 4 of this document."
        ),
        Paragraph(
            "☐ Compliant but with Legal exception: One or more assessed requirements in the ROC are marked as Not in Place due to a legal restriction."
        ),
        Paragraph(
            "Part 3b. Merchant Attestation\nSignature of Merchant Executive Officer          Date: 2025-03-03\nMerchant Executive Officer Name: Grace Adeyemi          Title: Chief Financial Officer"
        ),
        Paragraph("Part 4. Action Plan for Non-Compliant Requirements"),
        Table(
            (
                (
                    "PCI DSS Requirement",
                    "Description of Requirement",
                    "Compliant to PCI DSS Requirements (Select One)",
                    "Remediation Date and Actions",
                ),
                (
                    "11",
                    "Test security of systems and networks regularly",
                    "☐ YES ☒ NO",
                    "2025-08-29 Quarterly internal scans",
                ),
            )
        ),
    ),
    gold=(
        Gold("entity", "Bramble & Oak Retail Limited"),
        Gold("assessor_company", "Halden Cyber Risk Ltd"),
        Gold("version", "4.0.1"),
        Gold("date", "2025-02-27"),
        Gold("status", "non_compliant"),
    ),
    absent=("level", "services_covered"),
)

MADE: Sequence[Made] = (_PROVIDER_321, _PROVIDER_40, _MERCHANT_401)
