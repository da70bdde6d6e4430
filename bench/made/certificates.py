"""Certificates as bodies of several countries issue them. Every name in them is invented."""

from collections.abc import Sequence

from bench.made.blocks import Gold, Heading, Made, PageBreak, Paragraph, Table
from bench.made.schemes import SCHEMES

_REGISTRATION = Made(
    name="iso27001-registration",
    document_type="iso_27001_certificate",
    blocks=(
        Heading("Certificate of Registration"),
        Heading("INFORMATION SECURITY MANAGEMENT SYSTEM - ISO/IEC 27001:2022", 2),
        Paragraph("This is to certify that:"),
        Paragraph(
            "Larkfield Cloud Services Limited\nUnit 4, Orchard Business Park\nMill Lane\nReading\nRG2 9XX\nUnited Kingdom"
        ),
        Paragraph("Holds Certificate Number: IS 748213"),
        Paragraph(
            "and operates an Information Security Management System which complies with the requirements of ISO/IEC 27001:2022 for the following scope:"
        ),
        Paragraph(
            "The management of information security for the design, development, hosting and support of the Larkfield document exchange platform. "
            "This is in accordance with the Statement of Applicability version 6.1 dated 12 January 2024."
        ),
        Paragraph(
            "For and on behalf of Northgate Assurance UK Limited:\nHelen Marsh, Managing Director, Certification Services"
        ),
        Paragraph(
            "Original Registration Date: 2015-04-21          Effective Date: 2024-04-21\n"
            "Latest Revision Date: 2024-03-28                    Expiry Date: 2027-04-20"
        ),
        Paragraph("Page: 1 of 2\n0003\n...making excellence a habit."),
        Paragraph(
            "This certificate was issued electronically and remains the property of Northgate Assurance and is bound by the conditions of contract. "
            "An electronic certificate can be authenticated online. Printed copies can be validated at www.northgate.example/ClientDirectory. "
            "Information and Contact: Northgate Assurance, Kestrel Court, Davy Avenue, Milton Keynes MK5 8PP. Tel: + 44 345 080 9000. "
            "Northgate Assurance UK Limited, registered in England under number 07805321 at 389 Chiswick High Road, London W4 4AL, UK."
        ),
        PageBreak(),
        Paragraph("Certificate No: IS 748213"),
        Table(
            (
                ("Location", "Registered Activities"),
                (
                    "Larkfield Cloud Services Limited\nUnit 4, Orchard Business Park, Mill Lane, Reading RG2 9XX, United Kingdom",
                    "Head office; design, development, support and operation of the document exchange platform.",
                ),
                (
                    "Larkfield Cloud Services Limited\n2nd Floor, 11 Quay Street, Manchester M3 3HN, United Kingdom",
                    "Customer support.",
                ),
                (
                    "Larkfield Polska Sp. z o.o.\nul. Prosta 20, 00-850 Warszawa, Poland",
                    "Software development.",
                ),
            )
        ),
        Paragraph(
            "Original Registration Date: 2015-04-21          Effective Date: 2024-04-21\n"
            "Latest Revision Date: 2024-03-28                    Expiry Date: 2027-04-20\nPage: 2 of 2"
        ),
    ),
    gold=(
        Gold("holder", "Larkfield Cloud Services Limited"),
        Gold("standard", "ISO/IEC 27001"),
        Gold("edition", "2022"),
        Gold("certificate_number", "IS 748213"),
        Gold("body", "Northgate Assurance UK Limited"),
        Gold(
            "scope",
            "The management of information security for the design, development, hosting and support of the Larkfield document exchange platform.",
        ),
        Gold("issue_date", "2024-04-21"),
        Gold("expiry_date", "2027-04-20"),
    ),
    absent=("accreditation",),
)

_BILINGUAL = Made(
    name="iso27001-bilingual",
    document_type="iso_27001_certificate",
    blocks=(
        Heading("ZERTIFIKAT / CERTIFICATE"),
        Paragraph(
            "Die Zertifizierungsstelle der TÜV Mittelrhein Cert GmbH bescheinigt, dass das Unternehmen\n"
            "The certification body of TÜV Mittelrhein Cert GmbH certifies that the company"
        ),
        Heading("Sternberg Datentechnik AG", 2),
        Paragraph("Industriestraße 17\n70565 Stuttgart\nDeutschland / Germany"),
        Paragraph(
            "einschließlich der Standorte gemäß Anlage / including the sites listed in the annex\n"
            "für den Geltungsbereich / for the scope"
        ),
        Paragraph(
            "Entwicklung, Betrieb und Wartung von Cloud-Diensten für die Personalabrechnung\n"
            "Development, operation and maintenance of cloud services for payroll"
        ),
        Paragraph(
            "ein Informationssicherheitsmanagementsystem eingeführt hat und anwendet.\n"
            "has established and applies an information security management system."
        ),
        Paragraph(
            "Durch ein Audit, Bericht-Nr. 70012345, wurde der Nachweis erbracht, dass die Forderungen der\n"
            "An audit was performed, Report No. 70012345. Proof has been furnished that the requirements according to"
        ),
        Heading("DIN EN ISO/IEC 27001:2017", 2),
        Paragraph("erfüllt sind. / are fulfilled."),
        Paragraph(
            "Version der Erklärung zur Anwendbarkeit / Version of the statement of applicability: 4.2, 03.02.2022"
        ),
        Table(
            (
                ("Zertifikat-Registrier-Nr. / Certificate registration no.:", "12 310 48213 TMR"),
                ("Erstzertifizierung / First certification:", "2016-06-14"),
                ("Gültig ab / Valid from:", "2022-06-14"),
                ("Gültig bis / Valid until:", "2025-06-13"),
            )
        ),
        Paragraph("Stuttgart, 2022-05-30"),
        Paragraph("Dr. Katrin Vogel\nLeiterin der Zertifizierungsstelle / Head of certification body"),
        Paragraph(
            "Akkreditiert durch die DAkkS nach DIN EN ISO/IEC 17021-1. Die Akkreditierung gilt nur für den in der Urkundenanlage D-ZM-14137-01-00 aufgeführten "
            "Akkreditierungsumfang."
        ),
        PageBreak(),
        Heading("Anlage zum Zertifikat / Annex to certificate 12 310 48213 TMR", 2),
        Table(
            (
                ("Standort / Site", "Geltungsbereich / Scope"),
                (
                    "Sternberg Datentechnik AG, Industriestraße 17, 70565 Stuttgart",
                    "Zentrale, Entwicklung / Headquarters, development",
                ),
                (
                    "Sternberg Rechenzentrum GmbH, Hafenweg 3, 60327 Frankfurt am Main",
                    "Betrieb der Rechenzentren / Data centre operations",
                ),
            )
        ),
    ),
    gold=(
        Gold("holder", "Sternberg Datentechnik AG"),
        Gold("standard", "ISO/IEC 27001"),
        Gold("edition", "2017"),
        Gold("certificate_number", "12 310 48213 TMR"),
        Gold("body", "TÜV Mittelrhein Cert GmbH"),
        Gold("accreditation", "DAkkS"),
        Gold("scope", "Development, operation and maintenance of cloud services for payroll"),
        Gold("issue_date", "2022-05-30"),
        Gold("expiry_date", "2025-06-13"),
    ),
)

_CYCLES = Made(
    name="iso27001-cycles",
    document_type="iso_27001_certificate",
    blocks=(
        Paragraph("Veritor Certification"),
        Heading("CERTIFICATE"),
        Paragraph("Certificate awarded to"),
        Heading("HELIX GENOMICS INFORMATICS, INC.", 2),
        Paragraph("400 Innovation Drive, Suite 210, Durham, NC 27713, USA"),
        Paragraph(
            "This is a multi-site certificate. Additional site details are listed in the appendix to this certificate."
        ),
        Paragraph(
            "Veritor Certification Holding SAS – UK Branch certifies that the Management System of the above organization has been audited and found to be in "
            "accordance with the requirements of the management system standards detailed below"
        ),
        Heading("ISO/IEC 27001:2013", 2),
        Heading("Scope of certification", 3),
        Paragraph(
            "Information security management system covering the development, hosting and support of the Helix laboratory information platform, including "
            "corporate functions, in accordance with the Statement of Applicability Rev. 9."
        ),
        Table(
            (
                ("Original cycle start date:", "17 August 2018"),
                ("Expiry date of previous cycle:", "16 August 2021"),
                ("Certification / Recertification audit date:", "25 June 2021"),
                ("Certification / Recertification cycle start date:", "17 August 2021"),
                (
                    "Subject to the continued satisfactory operation of the organization's Management System, this certificate expires on:",
                    "16 August 2024",
                ),
            )
        ),
        Paragraph("Certificate No. US012845        Version: 2        Issue date: 02 September 2021"),
        Paragraph("Signed on behalf of Veritor Certification Holding SAS - UK Branch\nJames Okoro, Technical Director"),
        Paragraph(
            "Certification body address: 5th Floor, 66 Prescot Street, London, E1 8HG, United Kingdom\n"
            "Local office: 16800 Greenspoint Park Drive, Houston, Texas 77060, USA"
        ),
        Paragraph(
            "UKAS Management Systems 0008. The use of the accreditation mark indicates accreditation in respect of those activities covered by the accreditation certificate number 0008."
        ),
        Paragraph(
            "Further clarifications regarding the scope of this certificate and the applicability of the management system requirements may be obtained by consulting the organization. "
            "To check this certificate validity please call +1 281 555 0110."
        ),
        PageBreak(),
        Heading("Appendix", 2),
        Table(
            (
                ("Site", "Address", "Scope"),
                (
                    "HEADQUARTERS",
                    "400 Innovation Drive, Suite 210, Durham, NC 27713, USA",
                    "Development, support, corporate functions",
                ),
                ("LONDON", "1 Triton Square, London NW1 3DX, United Kingdom", "Support"),
            )
        ),
        Paragraph("Certificate No. US012845        Version: 2        Issue date: 02 September 2021"),
    ),
    gold=(
        Gold("holder", "HELIX GENOMICS INFORMATICS, INC."),
        Gold("standard", "ISO/IEC 27001"),
        Gold("edition", "2013"),
        Gold("certificate_number", "US012845"),
        Gold("body", "Veritor Certification Holding SAS – UK Branch"),
        Gold("accreditation", "UKAS"),
        Gold(
            "scope",
            "Information security management system covering the development, hosting and support of the Helix laboratory information platform, including "
            "corporate functions, in accordance with the Statement of Applicability Rev. 9.",
        ),
        Gold("issue_date", "2021-09-02"),
        Gold("expiry_date", "2024-08-16"),
    ),
    paper="letter",
)

_CPA_FIRM = Made(
    name="iso27001-extension",
    document_type="iso_27001_certificate",
    blocks=(
        Heading("Certificate of Registration"),
        Paragraph("Information Security Management System – ISO/IEC 27001:2022"),
        Paragraph(
            "The Certification Body of Prism Compliance, LLC hereby certifies that the following organization operates an Information Security Management System that conforms to the requirements "
            "of ISO/IEC 27001:2022 and the additional control implementation guidance of ISO/IEC 27017:2015 and ISO/IEC 27018:2019"
        ),
        Heading("Bluefin Analytics, Inc.", 2),
        Paragraph("for the following scope of registration"),
        Paragraph(
            "The scope of the ISO/IEC 27001:2022 certification is limited to the information security management system supporting the Bluefin Insight analytics service and its Denver and Dublin personnel, "
            "in accordance with the statement of applicability, version 2.3, dated February 2, 2023."
        ),
        Paragraph("which includes the following in-scope location(s) on page 2 of 2"),
        Table(
            (
                ("Certificate Number:", "1482213-4"),
                ("Issue Date of Certificate:", "March 30, 2023"),
                ("Original Registration Date:", "April 2, 2020"),
                ("Registration Period:", "April 1, 2023 to March 31, 2026"),
            )
        ),
        Paragraph(
            "Authorized by: Daniel Ruiz\nPresident, Prism Compliance, LLC\n1 Harbour Island Blvd, Suite 900, Tampa, Florida 33602"
        ),
        Paragraph("ANSI National Accreditation Board - ACCREDITED - MANAGEMENT SYSTEMS CERTIFICATION BODY"),
        Paragraph("Page 1 of 2"),
        PageBreak(),
        Heading("In-scope location(s)", 2),
        Table(
            (
                ("Location", "Function / Role"),
                ("1801 California Street, Denver, Colorado 80202, United States", "Main location of the ISMS"),
                ("70 Sir John Rogerson's Quay, Dublin 2, Ireland", "Engineering and customer success"),
            )
        ),
        Paragraph(
            "This certificate is valid subject to surveillance audits. Conditions of use are found in the certification agreement between Prism Compliance, LLC and the certified organization dated January 4, 2023."
        ),
        Paragraph("Page 2 of 2"),
    ),
    gold=(
        Gold("holder", "Bluefin Analytics, Inc."),
        Gold("standard", "ISO/IEC 27001"),
        Gold("standard", "ISO/IEC 27017"),
        Gold("standard", "ISO/IEC 27018"),
        Gold("edition", "2022"),
        Gold("edition", "2015"),
        Gold("edition", "2019"),
        Gold("certificate_number", "1482213-4"),
        Gold("body", "Prism Compliance, LLC"),
        Gold("accreditation", "ANSI National Accreditation Board"),
        Gold(
            "scope",
            "The scope of the ISO/IEC 27001:2022 certification is limited to the information security management system supporting the Bluefin Insight analytics service and its Denver and Dublin personnel, "
            "in accordance with the statement of applicability, version 2.3, dated February 2, 2023.",
        ),
        Gold("issue_date", "2023-03-30"),
        Gold("expiry_date", "2026-03-31"),
    ),
    paper="letter",
)

MADE: Sequence[Made] = (_REGISTRATION, _BILINGUAL, _CYCLES, _CPA_FIRM, *SCHEMES)
