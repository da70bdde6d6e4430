"""Certificates of insurance: the form of the United States in several fillings, and a broker's letter. Every name in them is invented."""

from collections.abc import Mapping, Sequence
from typing import Any

from bench.made.blocks import Block, Gold, Heading, Made, PageBreak, Paragraph, Table

_MATTER = (
    "THIS CERTIFICATE IS ISSUED AS A MATTER OF INFORMATION ONLY AND CONFERS NO RIGHTS UPON THE CERTIFICATE HOLDER. THIS CERTIFICATE DOES NOT AFFIRMATIVELY OR NEGATIVELY AMEND, EXTEND OR ALTER THE COVERAGE AFFORDED BY THE POLICIES BELOW. "
    "THIS CERTIFICATE OF INSURANCE DOES NOT CONSTITUTE A CONTRACT BETWEEN THE ISSUING INSURER(S), AUTHORIZED REPRESENTATIVE OR PRODUCER, AND THE CERTIFICATE HOLDER."
)
_IMPORTANT = (
    "IMPORTANT: If the certificate holder is an ADDITIONAL INSURED, the policy(ies) must have ADDITIONAL INSURED provisions or be endorsed. If SUBROGATION IS WAIVED, subject to the terms and conditions of the policy, certain policies may require an endorsement. "
    "A statement on this certificate does not confer rights to the certificate holder in lieu of such endorsement(s)."
)
_CERTIFY = (
    "THIS IS TO CERTIFY THAT THE POLICIES OF INSURANCE LISTED BELOW HAVE BEEN ISSUED TO THE INSURED NAMED ABOVE FOR THE POLICY PERIOD INDICATED. NOTWITHSTANDING ANY REQUIREMENT, TERM OR CONDITION OF ANY CONTRACT OR OTHER DOCUMENT WITH RESPECT TO WHICH THIS CERTIFICATE MAY BE ISSUED OR MAY PERTAIN, "
    "THE INSURANCE AFFORDED BY THE POLICIES DESCRIBED HEREIN IS SUBJECT TO ALL THE TERMS, EXCLUSIONS AND CONDITIONS OF SUCH POLICIES. LIMITS SHOWN MAY HAVE BEEN REDUCED BY PAID CLAIMS."
)
_CANCELLATION = "SHOULD ANY OF THE ABOVE DESCRIBED POLICIES BE CANCELLED BEFORE THE EXPIRATION DATE THEREOF, NOTICE WILL BE DELIVERED IN ACCORDANCE WITH THE POLICY PROVISIONS.\nAUTHORIZED REPRESENTATIVE"
_FOOT = "© 1988-2015 ACORD CORPORATION. All rights reserved.\nACORD 25 (2016/03)          The ACORD name and logo are registered marks of ACORD"
_HEAD = (
    "INSR LTR",
    "TYPE OF INSURANCE",
    "ADDL INSD",
    "SUBR WVD",
    "POLICY NUMBER",
    "POLICY EFF (MM/DD/YYYY)",
    "POLICY EXP (MM/DD/YYYY)",
    "LIMITS",
)


def _policy(
    kind: str, number: str, effective: str, expiry: str, limits: Mapping[str, int], currency: str | None = None
) -> Gold:
    value: dict[str, Any] = {
        "kind": kind,
        "number": number,
        "effective": effective,
        "expiry": expiry,
        "limits": [
            {"name": name, "amount": {"amount": amount, "currency": currency}} for name, amount in limits.items()
        ],
    }
    return Gold("policies", value)


def _insurer(letter: str | None, name: str, naic: str | None) -> Gold:
    return Gold("insurers", {"letter": letter, "name": name, "naic": naic})


_GENERAL = (
    "COMMERCIAL GENERAL LIABILITY\n☐ CLAIMS-MADE ☒ OCCUR\nGEN'L AGGREGATE LIMIT APPLIES PER:\n☒ POLICY ☐ PROJECT ☐ LOC"
)
_OPENING: tuple[Block, ...] = (Heading("CERTIFICATE OF LIABILITY INSURANCE"),)

_SOFTWARE = Made(
    name="acord25-software",
    document_type="certificate_of_insurance",
    blocks=(
        *_OPENING,
        Paragraph("DATE (MM/DD/YYYY)\n03/04/2024"),
        Paragraph(_MATTER),
        Paragraph(_IMPORTANT),
        Table(
            (
                ("PRODUCER", "CONTACT NAME: Rebecca Stone"),
                (
                    "Harbor Point Insurance Brokers, Inc.\n101 California Street, Suite 2700\nSan Francisco, CA 94111",
                    "PHONE (A/C, No, Ext): (415) 555-0182\nE-MAIL ADDRESS: certs@harborpoint.example",
                ),
            )
        ),
        Table(
            (
                (
                    "INSURED\nTessellate Software, Inc.\n548 Market Street\nSan Francisco, CA 94104",
                    "INSURER(S) AFFORDING COVERAGE",
                    "NAIC #",
                ),
                ("", "INSURER A : Pacific Crest Indemnity Company", "20346"),
                ("", "INSURER B : Old Meridian Casualty Co.", "11000"),
                ("", "INSURER C : Lantern Specialty Insurance Company", "37885"),
                ("", "INSURER D :", ""),
                ("", "INSURER E :", ""),
                ("", "INSURER F :", ""),
            )
        ),
        Paragraph("COVERAGES          CERTIFICATE NUMBER: 24-25 Master          REVISION NUMBER:"),
        Paragraph(_CERTIFY),
        Table(
            (
                _HEAD,
                (
                    "A",
                    _GENERAL,
                    "",
                    "",
                    "PCI 3580-22-17",
                    "02/01/2024",
                    "02/01/2025",
                    "EACH OCCURRENCE $ 1,000,000\nDAMAGE TO RENTED PREMISES (Ea occurrence) $ 500,000\nMED EXP (Any one person) $ 10,000\nPERSONAL & ADV INJURY $ 1,000,000\nGENERAL AGGREGATE $ 2,000,000\nPRODUCTS - COMP/OP AGG $ 2,000,000",
                ),
                (
                    "A",
                    "AUTOMOBILE LIABILITY\n☐ ANY AUTO ☒ HIRED AUTOS ONLY ☒ NON-OWNED AUTOS ONLY",
                    "",
                    "",
                    "7360-41-08",
                    "02/01/2024",
                    "02/01/2025",
                    "COMBINED SINGLE LIMIT (Ea accident) $ 1,000,000\nBODILY INJURY (Per person) $\nBODILY INJURY (Per accident) $\nPROPERTY DAMAGE (Per accident) $",
                ),
                (
                    "B",
                    "WORKERS COMPENSATION AND EMPLOYERS' LIABILITY\nANY PROPRIETOR/PARTNER/EXECUTIVE OFFICER/MEMBER EXCLUDED? (Mandatory in NH) Y / N: N",
                    "N / A",
                    "",
                    "WC 0098-114-52",
                    "07/15/2023",
                    "07/15/2024",
                    "☒ PER STATUTE ☐ OTHER\nE.L. EACH ACCIDENT $ 1,000,000\nE.L. DISEASE - EA EMPLOYEE $ 1,000,000\nE.L. DISEASE - POLICY LIMIT $ 1,000,000",
                ),
                (
                    "C",
                    "Technology E&O / Cyber Liability",
                    "",
                    "",
                    "LSI-TEO-2024-00817",
                    "02/01/2024",
                    "02/01/2025",
                    "Each Claim $ 5,000,000\nAggregate $ 5,000,000\nRetention $ 50,000",
                ),
            )
        ),
        Paragraph(
            "DESCRIPTION OF OPERATIONS / LOCATIONS / VEHICLES (ACORD 101, Additional Remarks Schedule, may be attached if more space is required)\nEvidence of coverage. Services agreement dated 01/12/2023."
        ),
        Table(
            (
                ("CERTIFICATE HOLDER", "CANCELLATION"),
                ("Granite State Bancorp\nAttn: Vendor Management\n900 Elm Street\nManchester, NH 03101", _CANCELLATION),
            )
        ),
        Paragraph(_FOOT),
    ),
    gold=(
        Gold("insured", "Tessellate Software, Inc."),
        _insurer("A", "Pacific Crest Indemnity Company", "20346"),
        _insurer("B", "Old Meridian Casualty Co.", "11000"),
        _insurer("C", "Lantern Specialty Insurance Company", "37885"),
        _policy(
            "COMMERCIAL GENERAL LIABILITY",
            "PCI 3580-22-17",
            "2024-02-01",
            "2025-02-01",
            {
                "EACH OCCURRENCE": 1_000_000,
                "DAMAGE TO RENTED PREMISES (Ea occurrence)": 500_000,
                "MED EXP (Any one person)": 10_000,
                "PERSONAL & ADV INJURY": 1_000_000,
                "GENERAL AGGREGATE": 2_000_000,
                "PRODUCTS - COMP/OP AGG": 2_000_000,
            },
        ),
        _policy(
            "AUTOMOBILE LIABILITY",
            "7360-41-08",
            "2024-02-01",
            "2025-02-01",
            {"COMBINED SINGLE LIMIT (Ea accident)": 1_000_000},
        ),
        _policy(
            "WORKERS COMPENSATION AND EMPLOYERS' LIABILITY",
            "WC 0098-114-52",
            "2023-07-15",
            "2024-07-15",
            {
                "E.L. EACH ACCIDENT": 1_000_000,
                "E.L. DISEASE - EA EMPLOYEE": 1_000_000,
                "E.L. DISEASE - POLICY LIMIT": 1_000_000,
            },
        ),
        _policy(
            "Technology E&O / Cyber Liability",
            "LSI-TEO-2024-00817",
            "2024-02-01",
            "2025-02-01",
            {"Each Claim": 5_000_000, "Aggregate": 5_000_000, "Retention": 50_000},
        ),
        Gold("certificate_holder", "Granite State Bancorp"),
    ),
    paper="letter",
)

_BROKEN_LINES = Made(
    name="acord25-text-columns",
    document_type="certificate_of_insurance",
    blocks=(
        Paragraph("ACORD™          CERTIFICATE OF LIABILITY INSURANCE          DATE (MM/DD/YYYY)\n11/22/2023"),
        Paragraph(_MATTER),
        Paragraph(
            "PRODUCER\nCrescent Risk Partners LLC\n2 Poydras Plaza\nNew Orleans LA 70130\nCONTACT\nNAME: Luc Broussard\nPHONE\n(A/C, No, Ext): 504-555-0120\nFAX\n(A/C, No): 504-555-0121\nE-MAIL\nADDRESS: lbroussard@crescentrisk.example"
        ),
        Paragraph(
            "INSURER(S) AFFORDING COVERAGE NAIC #\nINSURER A : Gulf & Plains Mutual Insurance Company 14788\nINSURED TIDEWA-1\nTidewater Managed IT, LLC\n4400 Old Shell Road\nMobile AL 36608\n"
            "INSURER B : Keystone Bay Surety Company 22667\nINSURER C :\nINSURER D :\nINSURER E :\nINSURER F :"
        ),
        Paragraph("COVERAGES CERTIFICATE NUMBER: 1187340025 REVISION NUMBER:"),
        Paragraph(_CERTIFY),
        Paragraph(
            "INSR\nLTR TYPE OF INSURANCE ADDL\nINSD\nSUBR\nWVD POLICY NUMBER POLICY EFF\n(MM/DD/YYYY)\nPOLICY EXP\n(MM/DD/YYYY) LIMITS"
        ),
        Paragraph(
            "A X COMMERCIAL GENERAL LIABILITY Y Y GPM-CGL-0045127 10/01/2023 10/01/2024 EACH OCCURRENCE $ 1,000,000\n"
            "CLAIMS-MADE X OCCUR DAMAGE TO RENTED\nPREMISES (Ea occurrence) $ 100,000\nMED EXP (Any one person) $ 5,000\nPERSONAL & ADV INJURY $ 1,000,000\n"
            "GEN'L AGGREGATE LIMIT APPLIES PER: GENERAL AGGREGATE $ 2,000,000\nPOLICY X PRO-\nJECT LOC PRODUCTS - COMP/OP AGG $ 2,000,000\nOTHER: $"
        ),
        Paragraph(
            "A AUTOMOBILE LIABILITY GPM-BAP-0045128 10/01/2023 10/01/2024 COMBINED SINGLE LIMIT\n(Ea accident) $ 1,000,000\nX ANY AUTO BODILY INJURY (Per person) $\nOWNED\nAUTOS ONLY\nSCHEDULED\nAUTOS BODILY INJURY (Per accident) $"
        ),
        Paragraph(
            "B X UMBRELLA LIAB X OCCUR KBS UMB 771204 10/01/2023 10/01/2024 EACH OCCURRENCE $ 5,000,000\nEXCESS LIAB CLAIMS-MADE AGGREGATE $ 5,000,000\nDED X RETENTION $ 10,000 $"
        ),
        Paragraph(
            "DESCRIPTION OF OPERATIONS / LOCATIONS / VEHICLES (ACORD 101, Additional Remarks Schedule, may be attached if more space is required)\nCertificate holder is additional insured as required by written contract dated 08/15/2023."
        ),
        Paragraph(
            "CERTIFICATE HOLDER CANCELLATION\nBayou Regional Health System\n1415 Tulane Avenue\nNew Orleans LA 70112\nSHOULD ANY OF THE ABOVE DESCRIBED POLICIES BE CANCELLED BEFORE\n"
            "THE EXPIRATION DATE THEREOF, NOTICE WILL BE DELIVERED IN\nACCORDANCE WITH THE POLICY PROVISIONS.\nAUTHORIZED REPRESENTATIVE"
        ),
        Paragraph(_FOOT),
    ),
    gold=(
        Gold("insured", "Tidewater Managed IT, LLC"),
        _insurer("A", "Gulf & Plains Mutual Insurance Company", "14788"),
        _insurer("B", "Keystone Bay Surety Company", "22667"),
        _policy(
            "COMMERCIAL GENERAL LIABILITY",
            "GPM-CGL-0045127",
            "2023-10-01",
            "2024-10-01",
            {
                "EACH OCCURRENCE": 1_000_000,
                "DAMAGE TO RENTED PREMISES (Ea occurrence)": 100_000,
                "MED EXP (Any one person)": 5_000,
                "PERSONAL & ADV INJURY": 1_000_000,
                "GENERAL AGGREGATE": 2_000_000,
                "PRODUCTS - COMP/OP AGG": 2_000_000,
            },
        ),
        _policy(
            "AUTOMOBILE LIABILITY",
            "GPM-BAP-0045128",
            "2023-10-01",
            "2024-10-01",
            {"COMBINED SINGLE LIMIT (Ea accident)": 1_000_000},
        ),
        _policy(
            "UMBRELLA LIAB",
            "KBS UMB 771204",
            "2023-10-01",
            "2024-10-01",
            {"EACH OCCURRENCE": 5_000_000, "AGGREGATE": 5_000_000, "RETENTION": 10_000},
        ),
        Gold("certificate_holder", "Bayou Regional Health System"),
    ),
    paper="letter",
)

_FORM_FIELDS = Made(
    name="acord25-filled-form",
    document_type="certificate_of_insurance",
    blocks=(
        *_OPENING,
        Paragraph(
            "DATE (MM/DD/YYYY)\nPRODUCER\nCONTACT NAME:\nPHONE (A/C, No, Ext):\nE-MAIL ADDRESS:\nINSURED\nINSURER(S) AFFORDING COVERAGE\nNAIC #\nINSURER A :\nINSURER B :\nINSURER C :\nINSURER D :\nINSURER E :\nINSURER F :"
        ),
        Paragraph(_MATTER),
        Paragraph(_CERTIFY),
        Paragraph(
            "INSR LTR\nTYPE OF INSURANCE\nADDL INSD\nSUBR WVD\nPOLICY NUMBER\nPOLICY EFF (MM/DD/YYYY)\nPOLICY EXP (MM/DD/YYYY)\nLIMITS\nCOMMERCIAL GENERAL LIABILITY\nEACH OCCURRENCE $\nDAMAGE TO RENTED PREMISES (Ea occurrence) $\nGENERAL AGGREGATE $\n"
            "AUTOMOBILE LIABILITY\nCOMBINED SINGLE LIMIT (Ea accident) $\nUMBRELLA LIAB\nEXCESS LIAB\nWORKERS COMPENSATION AND EMPLOYERS' LIABILITY\nDESCRIPTION OF OPERATIONS / LOCATIONS / VEHICLES\nCERTIFICATE HOLDER\nCANCELLATION"
        ),
        Paragraph(_CANCELLATION),
        Paragraph(_FOOT),
        Paragraph(
            "Form_CompletionDate_A: 06/12/2024\nProducer_FullName_A: Summit Ridge Agency\nNamedInsured_FullName_A: Alder Peak Data Centers LLC\nNamedInsured_MailingAddress_LineOne_A: 7700 Technology Way\n"
            "Insurer_FullName_A: Continental Prairie Insurance Company\nInsurer_NAICCode_A: 35289\nInsurer_FullName_B: Westmark Assurance Corporation\nInsurer_NAICCode_B: 10357\n"
            "GeneralLiability_InsurerLetterCode_A: A\nPolicy_GeneralLiability_PolicyNumberIdentifier_A: CPI 6043 221\nPolicy_GeneralLiability_EffectiveDate_A: 05/01/2024\nPolicy_GeneralLiability_ExpirationDate_A: 05/01/2025\n"
            "GeneralLiability_EachOccurrence_LimitAmount_A: 2,000,000\nGeneralLiability_GeneralAggregate_LimitAmount_A: 4,000,000\n"
            "Policy_WorkersCompensationAndEmployersLiability_PolicyNumberIdentifier_A: WAC-WC-5528\nPolicy_WorkersCompensationAndEmployersLiability_EffectiveDate_A: 04/01/2024\nPolicy_WorkersCompensationAndEmployersLiability_ExpirationDate_A: 04/01/2025\n"
            "CertificateHolder_FullName_A: County of Larimer\nCertificateHolder_MailingAddress_LineOne_A: 200 West Oak Street"
        ),
    ),
    gold=(
        Gold("insured", "Alder Peak Data Centers LLC"),
        _insurer("A", "Continental Prairie Insurance Company", "35289"),
        _insurer("B", "Westmark Assurance Corporation", "10357"),
        _policy(
            "GeneralLiability",
            "CPI 6043 221",
            "2024-05-01",
            "2025-05-01",
            {"EachOccurrence": 2_000_000, "GeneralAggregate": 4_000_000},
        ),
        _policy("WorkersCompensationAndEmployersLiability", "WAC-WC-5528", "2024-04-01", "2025-04-01", {}),
        Gold("certificate_holder", "County of Larimer"),
    ),
    paper="letter",
)

_BROKER_LETTER = Made(
    name="insurance-broker-letter",
    document_type="certificate_of_insurance",
    blocks=(
        Paragraph("Ashworth Lane Insurance Brokers Limited\n22 Colmore Row\nBirmingham B3 2QD"),
        Paragraph("4 April 2024"),
        Heading("TO WHOM IT MAY CONCERN", 2),
        Heading("Evidence of Insurance", 2),
        Paragraph("Insured: Copperfield Payroll Solutions Limited and subsidiary companies"),
        Paragraph(
            "As insurance brokers to the above named we confirm that the following insurances are in force at the date of this letter:"
        ),
        Heading("Professional Indemnity and Cyber", 3),
        Paragraph(
            "Insurer: Severn & Trent Underwriting Limited\nPolicy Number: PI/20448817/24\nPeriod of Insurance: 1 April 2024 to 31 March 2025, both days inclusive\nLimit of Indemnity: £10,000,000 any one claim and in the aggregate\nExcess: £25,000 each and every claim"
        ),
        Heading("Employers' Liability", 3),
        Paragraph(
            "Insurer: Northern Provident Insurance plc\nPolicy Number: NP-EL 7741902\nPeriod of Insurance: 1 October 2023 to 30 September 2024\nLimit of Indemnity: £10,000,000 any one occurrence"
        ),
        Heading("Public and Products Liability", 3),
        Paragraph(
            "Insurer: Northern Provident Insurance plc\nPolicy Number: NP-PL 7741903\nPeriod of Insurance: 1 October 2023 to 30 September 2024\nLimit of Indemnity: £5,000,000 any one occurrence"
        ),
        Paragraph(
            "This document is furnished to you as a matter of information only. Its issue does not make the person or organisation to whom it is issued an additional insured, nor does it modify in any manner the contract of insurance between the insured and the insurers. "
            "Any amendment, change or extension to such contract can only be effected by specific endorsement attached thereto."
        ),
        Paragraph("Yours faithfully\n\nMartin Ashworth\nDirector"),
        Paragraph("Authorised and regulated by the Financial Conduct Authority. Registered in England No. 02914477."),
        PageBreak(),
        Paragraph(
            "Privacy notice: we hold the personal data of our clients for seven years from the end of the policy period."
        ),
    ),
    gold=(
        Gold("insured", "Copperfield Payroll Solutions Limited and subsidiary companies"),
        _insurer(None, "Severn & Trent Underwriting Limited", None),
        _insurer(None, "Northern Provident Insurance plc", None),
        _policy(
            "Professional Indemnity and Cyber",
            "PI/20448817/24",
            "2024-04-01",
            "2025-03-31",
            {"Limit of Indemnity": 10_000_000, "Excess": 25_000},
            "GBP",
        ),
        _policy(
            "Employers' Liability",
            "NP-EL 7741902",
            "2023-10-01",
            "2024-09-30",
            {"Limit of Indemnity": 10_000_000},
            "GBP",
        ),
        _policy(
            "Public and Products Liability",
            "NP-PL 7741903",
            "2023-10-01",
            "2024-09-30",
            {"Limit of Indemnity": 5_000_000},
            "GBP",
        ),
    ),
    absent=("certificate_holder",),
)

MADE: Sequence[Made] = (_SOFTWARE, _BROKEN_LINES, _FORM_FIELDS, _BROKER_LETTER)
