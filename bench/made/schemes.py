"""Certificates besides ISO/IEC 27001: other standards, HITRUST, Cyber Essentials. Every name in them is invented."""

from collections.abc import Sequence

from bench.made.blocks import Gold, Heading, Made, Paragraph, Table

_APPROVAL = Made(
    name="iso9001-approval",
    document_type="iso_certificate_other",
    blocks=(
        Paragraph("Current issue date: 9 May 2023\nExpiry date: 8 May 2026\nCertificate identity number: 10524417"),
        Paragraph("Original approval(s):\nISO 9001 - 11 May 2011\nISO 22301 - 9 May 2020"),
        Heading("Certificate of Approval"),
        Paragraph("This is to certify that the Management System of:"),
        Heading("Port of Aldmouth Logistics plc", 2),
        Paragraph("Custom House, Quayside, Aldmouth, AL1 2BB, United Kingdom"),
        Paragraph("has been approved by Lloyd & Hanse Quality Assurance Limited to the following standards:"),
        Heading("ISO 9001:2015, ISO 22301:2019", 2),
        Paragraph("Approval number(s): ISO 9001 – 0041872, ISO 22301 – 0041873"),
        Paragraph("The scope of this approval is applicable to:"),
        Paragraph("Provision of port handling, warehousing and customs clearance services."),
        Paragraph("Paul Graaf\nRegional Director\nIssued by: Lloyd & Hanse Quality Assurance Limited"),
        Paragraph("UKAS MANAGEMENT SYSTEMS 001"),
        Paragraph(
            "Lloyd & Hanse Group Limited, its affiliates and subsidiaries and their respective officers, employees or agents are, individually and collectively, referred to in this clause as 'Lloyd & Hanse'. "
            "Lloyd & Hanse assumes no responsibility and shall not be liable to any person for any loss, damage or expense caused by reliance on the information or advice in this document."
        ),
        Paragraph("Page 1 of 1"),
    ),
    gold=(
        Gold("holder", "Port of Aldmouth Logistics plc"),
        Gold("standard", "ISO 9001"),
        Gold("standard", "ISO 22301"),
        Gold("edition", "2015"),
        Gold("edition", "2019"),
        Gold("certificate_number", "10524417"),
        Gold("body", "Lloyd & Hanse Quality Assurance Limited"),
        Gold("accreditation", "UKAS"),
        Gold("scope", "Provision of port handling, warehousing and customs clearance services."),
        Gold("issue_date", "2023-05-09"),
        Gold("expiry_date", "2026-05-08"),
    ),
)

_HITRUST = Made(
    name="hitrust-r2-letter",
    document_type="hitrust_certification",
    blocks=(
        Paragraph("HITRUST Letter of Certification"),
        Paragraph("January 15, 2024"),
        Paragraph("Meridian Care Analytics, Inc.\n2200 Commerce Street\nNashville, TN 37203"),
        Paragraph(
            "HITRUST has developed the HITRUST CSF, a certifiable framework that provides organizations with the needed structure, detail and clarity relating to information protection. "
            "With input from leading organizations, HITRUST identified a subset of the HITRUST CSF requirements that an organization must meet to be HITRUST Risk-based, 2-year (r2) Certified."
        ),
        Paragraph(
            'HITRUST has determined that the following platforms, facilities, and supporting infrastructure of Meridian Care Analytics, Inc. (the "Organization") meet the HITRUST CSF v9.6.2 '
            "Risk-based, 2-year (r2) certification criteria:"
        ),
        Heading("Platforms:", 3),
        Paragraph("MeridianCare Population Health Platform hosted at AWS us-east-1"),
        Heading("Facilities:", 3),
        Paragraph("Corporate headquarters located in Nashville, Tennessee, United States of America"),
        Paragraph(
            "The certification is valid for a period of two years from the date of this letter, assuming the following occurs. If any of these criteria are not met, HITRUST will perform an investigation:\n"
            "• A monitoring program is in place to determine if the controls continue to operate effectively over time.\n"
            "• Annual progress is being made on areas identified in the Corrective Action Plan(s) (CAPs).\n"
            "• No data security breach reportable to a federal or state agency by law or regulation has occurred.\n"
            "• Timely completion of the interim assessment by January 15, 2025."
        ),
        Paragraph(
            "HITRUST performed a quality assurance review of the r2 Validated Assessment submitted by the Authorized External Assessor, Calder Assurance Partners, LLP. Users of this letter can refer to the document "
            "Leveraging HITRUST Assessment Reports for questions on interpreting this letter. A full copy of the certification report has been issued to the Organization listed above."
        ),
        Paragraph("Additional information on the HITRUST Assurance Program can be found at the HITRUST website."),
        Paragraph("HITRUST Services Corp."),
    ),
    gold=(
        Gold("holder", "Meridian Care Analytics, Inc."),
        Gold("standard", "HITRUST CSF"),
        Gold("edition", "v9.6.2"),
        Gold("body", "HITRUST"),
        Gold("issue_date", "2024-01-15"),
        Gold("scope", "MeridianCare Population Health Platform hosted at AWS us-east-1"),
    ),
    absent=("certificate_number", "accreditation", "expiry_date"),
    paper="letter",
)

_CYBER_ESSENTIALS = Made(
    name="cyber-essentials-plus",
    document_type="cyber_essentials_certificate",
    blocks=(
        Heading("CERTIFICATE OF ASSURANCE"),
        Heading("Thornbury Digital Ltd", 2),
        Paragraph("14 Castle Street, Thornbury, BS35 1HB"),
        Paragraph("COMPLIES WITH THE REQUIREMENTS OF THE CYBER ESSENTIALS PLUS SCHEME"),
        Table(
            (
                ("NAME OF ASSESSOR:", "Priya Nair"),
                ("CERTIFICATE NUMBER:", "3f6c0a1e-52d7-4c51-9a13-6d0e8b5b77ad"),
                ("PROFILE VERSION:", "3.1 (Montpellier)"),
                ("SCOPE:", "Whole Organisation"),
            )
        ),
        Table(
            (
                ("DATE OF CERTIFICATION:", "2024-02-19"),
                ("RECERTIFICATION DUE:", "2025-02-19"),
            )
        ),
        Paragraph("CERTIFICATION MARK"),
        Paragraph("CERTIFICATION BODY: Redcliffe Security Limited          CYBER ESSENTIALS PARTNER: The Consortium"),
        Paragraph(
            "This certificate certifies that the organisation was assessed as meeting the Cyber Essentials Plus implementation profile and thus that, at the time of testing, the organisation's ICT defences were assessed as "
            "satisfactory against commodity based cyber attack. However, this certificate does not in any way guarantee that the organisation's defences will remain satisfactory against a cyber attack."
        ),
    ),
    gold=(
        Gold("holder", "Thornbury Digital Ltd"),
        Gold("standard", "Cyber Essentials Plus"),
        Gold("edition", "3.1"),
        Gold("certificate_number", "3f6c0a1e-52d7-4c51-9a13-6d0e8b5b77ad"),
        Gold("body", "Redcliffe Security Limited"),
        Gold("scope", "Whole Organisation"),
        Gold("issue_date", "2024-02-19"),
        Gold("expiry_date", "2025-02-19"),
    ),
    absent=("accreditation",),
)

_SINCE = Made(
    name="iso27701-since",
    document_type="iso_certificate_other",
    blocks=(
        Heading("MANAGEMENT SYSTEM CERTIFICATE"),
        Table(
            (
                ("Certificate no.:", "Initial certification date:", "Valid:"),
                ("C582114", "03 November 2021", "03 November 2024 – 02 November 2027"),
            )
        ),
        Paragraph("This is to certify that the management system of"),
        Heading("Nordlys Betalinger AS", 2),
        Paragraph("Dronning Eufemias gate 6, 0191 Oslo, Norway"),
        Paragraph("has been found to conform to the Privacy Information Management System standard:"),
        Heading("ISO/IEC 27701:2019", 2),
        Paragraph("as an extension to certificate C441209 to ISO/IEC 27001:2022"),
        Paragraph("This certificate is valid for the following scope:"),
        Paragraph(
            "Processing of personal data as a processor and as a controller in the payment initiation service offered to merchants in the Nordic countries."
        ),
        Table(
            (
                ("Place and date:", "For the issuing office:"),
                (
                    "Høvik, 28 October 2024",
                    "Det Nordiske Sertifiseringsselskap – Business Assurance, Veritasveien 1, 1363 Høvik, Norway",
                ),
            )
        ),
        Paragraph("Norwegian Accreditation MSYS 006"),
        Paragraph("Ingrid Solberg\nManagement Representative"),
        Paragraph(
            "Lack of fulfilment of conditions as set out in the Certification Agreement may render this Certificate invalid. ACCREDITED UNIT: Det Nordiske Sertifiseringsselskap AS, Veritasveien 1, 1363 Høvik, Norway."
        ),
    ),
    gold=(
        Gold("holder", "Nordlys Betalinger AS"),
        Gold("standard", "ISO/IEC 27701"),
        Gold("edition", "2019"),
        Gold("certificate_number", "C582114"),
        Gold("body", "Det Nordiske Sertifiseringsselskap AS"),
        Gold("accreditation", "Norwegian Accreditation"),
        Gold(
            "scope",
            "Processing of personal data as a processor and as a controller in the payment initiation service offered to merchants in the Nordic countries.",
        ),
        Gold("issue_date", "2024-10-28"),
        Gold("expiry_date", "2027-11-02"),
    ),
)

SCHEMES: Sequence[Made] = (_APPROVAL, _SINCE, _HITRUST, _CYBER_ESSENTIALS)
