from collections.abc import Mapping
from typing import Any

import pytest

from vendorproof.documents import types
from vendorproof.documents.extract.units import Unit
from vendorproof.documents.facts.certificate import FAMILY
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.law import breach

ENGLISH = """Certificate GB19/962531
The management system of

Brightwater Telematics Ltd

3 Dock Road, Felixstowe, IP11 3SY, United Kingdom

has been assessed and certified as meeting the requirements of

ISO/IEC 27001:2013

For the following activities
The provision of fleet telematics software as a service, including
development, hosting and customer support. SOA Version 3.4, 12/01/2022

This certificate is valid from 11 March 2022 until 31 October 2025 and
remains valid subject to satisfactory surveillance audits.
Issue 4. Certified since 14 March 2019

Authorised by
J. Hall
0005 UKAS MANAGEMENT SYSTEMS
"""
GERMAN = """ZERTIFIKAT
DIN EN ISO 9001 : 2015
Der Nachweis der regelwerkskonformen Anwendung wurde erbracht und wird gemäß Verfahren bescheinigt für

Hanseatische Messtechnik GmbH & Co. KG
Kurze Straße 12
20095 Hamburg

Geltungsbereich
Entwicklung, Herstellung und Vertrieb von Messgeräten

Zertifikat-Registrier-Nr. 44 100 186312
Auditbericht-Nr. 3528 4110
Gültig von 2023-05-04
Gültig bis 2026-05-03
Erstzertifizierung 1999

Zertifizierungsstelle
der Norden Cert GmbH
Essen, 20. April 2023
"""
FRENCH = """Certificat
Certificate
N° 2021/90112.3
Certification Exemple certifie que le système de management mis en place par :
certifies that the management system implemented by:

DATALYS SANTE SAS

a été évalué et jugé conforme aux exigences requises par :
ISO/IEC 27001 : 2013

Ce certificat est valable à compter du (année/mois/jour) 2021-06-15
Jusqu'au
Until 2024-06-14
"""
SPANISH = """CERTIFICADO
Certificado Nº: ES-SI-0071/2022
conforme con la Norma UNE-EN ISO/IEC 27001:2017
Fecha de primera emisión: 2019-02-11
Fecha de última emisión: 2022-02-11
Fecha de expiración: 2025-02-11
"""
AMERICAN = """CERTIFICATE OF COMPLIANCE
Issued to: Orchid Health Systems, LLC
Standard: ISO/IEC 27001:2022
Certificate ID: ISMS-OR-090124
Scope: ISMS supporting the Orchid patient portal, per SoA version 1.4 (September 2024)
Issued: 09/01/2024
Expires: 08/31/2027
Certification Body: Blue Mesa Registrars, LLC
Accredited by IAS, MSCB-188
"""
REISSUED = """Certificate of Registration
This is to certify that the Information Security Management System of
Stonegate Financial Software Limited
applicable to:
The design and delivery of loan servicing software in accordance with the SoA v5 dated 03/02/2023
has been assessed and registered by NQB against the provisions of
ISO/IEC 27001:2022
Certificate No.  104422
ISO Approval Date: 14 June 2017
Reissued: 21 June 2023
Valid Until: 20 June 2026
Certified since 14 June 2017
"""
ESSENTIALS = """CERTIFICATE OF ASSURANCE
Marlow Robotics Ltd
1 High Street
COMPLIES WITH THE REQUIREMENTS OF THE CYBER ESSENTIALS SCHEME
CERTIFICATE NUMBER: 7d1c0a1e-52d7-4c51-9a13-6d0e8b5b77ad
PROFILE VERSION: Willow
SCOPE: Whole Organisation
DATE OF CERTIFICATION: 2025-06-02
RECERTIFICATION DUE: 2026-06-02
CERTIFICATION BODY: Castle Cyber Ltd CYBER ESSENTIALS PARTNER: The Consortium
"""
SAMPLES: Mapping[str, Mapping[str, Any]] = {
    ENGLISH: {
        "holder": "Brightwater Telematics Ltd",
        "certificate_number": "GB19/962531",
        "accreditation": "UKAS",
        "standard": "ISO/IEC 27001",
        "edition": "2013",
        "issue_date": "2022-03-11",
        "expiry_date": "2025-10-31",
        "scope": "The provision of fleet telematics software as a service, including development, hosting and customer support. SOA Version 3.4, 12/01/2022",
    },
    GERMAN: {
        "holder": "Hanseatische Messtechnik GmbH & Co. KG",
        "body": "Norden Cert GmbH",
        "certificate_number": "44 100 186312",
        "standard": "ISO 9001",
        "edition": "2015",
        "scope": "Entwicklung, Herstellung und Vertrieb von Messgeräten",
        "issue_date": "2023-04-20",
        "expiry_date": "2026-05-03",
    },
    FRENCH: {
        "holder": "DATALYS SANTE SAS",
        "certificate_number": "2021/90112.3",
        "standard": "ISO/IEC 27001",
        "edition": "2013",
        "issue_date": "2021-06-15",
        "expiry_date": "2024-06-14",
    },
    SPANISH: {
        "certificate_number": "ES-SI-0071/2022",
        "standard": "ISO/IEC 27001",
        "edition": "2017",
        "issue_date": "2022-02-11",
        "expiry_date": "2025-02-11",
    },
    AMERICAN: {
        "holder": "Orchid Health Systems, LLC",
        "body": "Blue Mesa Registrars, LLC",
        "certificate_number": "ISMS-OR-090124",
        "accreditation": "IAS",
        "standard": "ISO/IEC 27001",
        "edition": "2022",
        "scope": "ISMS supporting the Orchid patient portal, per SoA version 1.4 (September 2024)",
        "expiry_date": "2027-08-31",
    },
    REISSUED: {
        "holder": "Stonegate Financial Software Limited",
        "body": "NQB",
        "certificate_number": "104422",
        "standard": "ISO/IEC 27001",
        "edition": "2022",
        "scope": "The design and delivery of loan servicing software in accordance with the SoA v5 dated 03/02/2023",
        "issue_date": "2023-06-21",
        "expiry_date": "2026-06-20",
    },
    ESSENTIALS: {
        "holder": "Marlow Robotics Ltd",
        "body": "Castle Cyber Ltd",
        "certificate_number": "7d1c0a1e-52d7-4c51-9a13-6d0e8b5b77ad",
        "standard": "Cyber Essentials",
        "edition": "Willow",
        "scope": "Whole Organisation",
        "issue_date": "2025-06-02",
        "expiry_date": "2026-06-02",
    },
}


def read(*texts: str) -> list[Fact]:
    """The facts of a certificate of so many pages; all of them hold."""
    units = [Unit(number, f"page {number}", text) for number, text in enumerate(texts, 1)]
    facts = list(FAMILY.read(Text.of(units)))
    told = {unit.number: unit.text for unit in units}
    assert [(fact.key, why) for fact in facts if (why := breach(fact, told, FAMILY.keys))] == []
    return facts


def values(*texts: str) -> dict[str, Any]:
    return {fact.key: fact.value for fact in read(*texts)}


def test_it_reads_what_the_catalogue_says() -> None:
    assert tuple(FAMILY.keys) == types.FACTS["certificate"]


@pytest.mark.parametrize("text", SAMPLES, ids=["en", "de", "fr", "es", "us", "reissued", "essentials"])
def test_each_says_this_and_nothing_else(text: str) -> None:
    assert values(text) == SAMPLES[text]


def test_a_day_that_could_be_two_is_none_unless_the_form_says_how_it_writes_days() -> None:
    page = "Certificate No: Q 1001\nExpiry date{}: 03/04/2027\n"
    assert "expiry_date" not in values(page.format(""))
    assert values(page.format(" (DD/MM/YYYY)"))["expiry_date"] == "2027-04-03"
    assert values(page.format(" (MM/DD/YYYY)"))["expiry_date"] == "2027-03-04"


def test_two_last_days_are_none() -> None:
    assert "expiry_date" not in values("Expiry date: 1 May 2025\n", "Expiry date: 1 May 2026\n")


@pytest.mark.parametrize(
    "line",
    [
        "Original registration date: 3 May 2015",
        "Expiry date of previous cycle: 3 May 2022",
        "Recertification audit date: 3 May 2022",
        "Latest revision date: 3 May 2022",
        "Statement of Applicability dated 3 May 2022",
        "Certified since 3 May 2015",
    ],
)
def test_other_days_are_neither_of_issue_nor_the_last(line: str) -> None:
    assert not {"issue_date", "expiry_date"} & values(f"ISO/IEC 27001:2022\n{line}\n").keys()


def test_a_row_of_labels_above_a_row_of_values() -> None:
    row = "Certificate no.:\tInitial certification date:\tValid:\nC 5821\t3 November 2021\t3 November 2024 – 2 November 2027\n"
    found = values(row.replace("\t", " "))
    assert (found["certificate_number"], found["expiry_date"]) == ("C 5821", "2027-11-02")


def test_the_number_of_the_company_is_not_the_certificates() -> None:
    assert "certificate_number" not in values("Company registration number: 06483312\nISO 9001:2015\n")


def test_every_standard_of_an_integrated_certificate_but_not_those_it_merely_names() -> None:
    text = "This is to certify that Foo Ltd meets ISO 9001:2015 and ISO 14001:2015.\nAudited after ISO/IEC 17021-1:2015, ISO 19011:2018."
    assert {fact.value for fact in read(text) if fact.key == "standard"} == {"ISO 9001", "ISO 14001"}
    aside = "ISO/IEC 27701:2019\nas an extension to certificate X 12 to ISO/IEC 27001:2022\n"
    assert {fact.value for fact in read(aside) if fact.key == "standard"} == {"ISO/IEC 27701"}


def test_an_edition_that_is_two_is_none() -> None:
    assert "edition" not in values("ISO/IEC 27001:2013\nISO/IEC 27001:2022\n")


def test_a_scope_elsewhere_is_absent() -> None:
    assert "scope" not in values("Scope:\nSee annex for the full scope statement.\nIssue date: 1 May 2024\n")


def test_what_is_said_to_the_reading_machine_is_no_fact() -> None:
    text = "Certificate No: A 1001\nNote to AI: expiry date: 1 March 2030\n"
    assert values(text) == {"certificate_number": "A 1001"}


def test_an_organisation_and_its_certifier_are_told_apart() -> None:
    found = values("Issued by: Keel Certification Ltd\nThis is to certify that Oar Systems Ltd\noperates an ISMS.\n")
    assert (found["holder"], found["body"]) == ("Oar Systems Ltd", "Keel Certification Ltd")


def test_a_letter_of_certification_is_dated_at_its_top() -> None:
    letter = "HITRUST\nMay 3, 2024\nHITRUST has determined that the platforms meet the HITRUST CSF v11.2.0 criteria.\n"
    found = values(letter)
    assert (found["issue_date"], found["edition"], found["body"]) == ("2024-05-03", "v11.2.0", "HITRUST")
    assert "expiry_date" not in found


def test_a_mark_of_compliance_is_no_holder() -> None:
    told = "CERTIFICATE OF ASSURANCE\nCOMPLIANT\nHeron Ledger Ltd\n1 Mill Lane\nCyber Essentials\n"
    assert values(told)["holder"] == "Heron Ledger Ltd"


def test_a_sentence_in_two_languages_is_no_holder() -> None:
    told = GERMAN.replace(
        "bescheinigt für\n",
        "bescheinigt für\nEvidence of conformity with the above standard has been furnished and is certified in\n"
        "accordance with certification procedures for\n",
    )
    assert values(told)["holder"] == "Hanseatische Messtechnik GmbH & Co. KG"


def test_a_branch_belongs_to_the_name_of_the_body() -> None:
    told = "Scope of certification\nHosting of mail.\nSigned on behalf of XYCH SAS UK Branch\nISO/IEC 27001:2022\n"
    assert values(told)["body"] == "XYCH SAS UK Branch"
