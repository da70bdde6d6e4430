"""Questionnaires in workbooks, with a title and without, and other workbooks that ask, list or price."""

from collections.abc import Iterable

import pytest

from vendorproof.documents.classify import classify
from vendorproof.documents.extract.units import Extraction, Unit

SECURITY = (
    "Do you encrypt data at rest?",
    "Do you have an incident response plan?",
    "Is multi-factor authentication enforced?",
    "Are background checks performed?",
    "Do you perform penetration tests?",
    "Do you have a business continuity plan?",
    "Are backups tested?",
    "Do you review access control lists quarterly?",
    "Is there a vulnerability management program?",
)
GERMAN = (
    "Werden Daten verschlüsselt?",
    "Gibt es einen Notfallplan?",
    "Ist eine Firewall im Einsatz?",
    "Werden Mitarbeiter geschult?",
    "Werden Datensicherungen getestet?",
    "Gibt es einen Datenschutzbeauftragten?",
    "Setzen Sie Unterauftragnehmer ein?",
)
FRENCH = (
    "Les données sont-elles chiffrées ?",
    "Avez-vous un plan de continuité ?",
    "Réalisez-vous des tests d'intrusion ?",
    "Avez-vous un DPO ?",
    "Les sauvegardes sont-elles testées ?",
    "Avez-vous une politique de sécurité ?",
    "Faites-vous appel à des sous-traitants ?",
)
STAFF = (
    "Do you feel valued at work?",
    "Is your manager available when you need help?",
    "Do you have the tools you need?",
    "Are you proud to work here?",
    "Do you understand the company goals?",
    "Is your workload manageable?",
    "Do you get feedback often enough?",
    "Does the company protect your personal data?",
)
BIDS = (
    "Does the system support approval workflows?",
    "Is training included in the price?",
    "Can you migrate our data?",
    "Is the vendor able to start in May?",
    "Do you offer a discount?",
    "Do you have references in retail?",
    "Will you provide an on-site team?",
    "Are workflows documented?",
)
CONTROLS = [f"{domain}-0{at}" for domain in ("A&A", "AIS", "BCR", "CEK") for at in range(1, 6)]


def verdict(*rows: str) -> str | None:
    units = [Unit(at, f"Sheet1 row {at}", row) for at, row in enumerate(rows, 1)]
    return classify(Extraction(units, "row", len(units)), "upload.xlsx").document_type


def asked(questions: Iterable[str], number: str = "{}", answer: str = "Yes") -> list[str]:
    return [f"{number.format(at)}\t{question}\t{answer}" for at, question in enumerate(questions, 1)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["#\tQuestion\tResponse\tComments", *asked(SECURITY)], "security_questionnaire"),
        (["Acme vendor security questionnaire", "#\tQuestion\tResponse", *asked(SECURITY)], "security_questionnaire"),
        (["Lieferantenfragebogen Informationssicherheit", "Nr.\tFrage\tAntwort\tBemerkung", *asked(GERMAN, answer="Ja")], "security_questionnaire"),
        (["Questionnaire de sécurité fournisseur", "N°\tQuestion\tRéponse\tCommentaires", *asked(FRENCH, answer="Oui")], "security_questionnaire"),
        (["Ques Num\tQuestion/Request\tResponse\tAdditional Information", *asked(SECURITY, "A.{}"), "B.1\tIs scoped data sent to Nth parties?\tNo", "B.2\tAre scoped systems and data protected?\tYes"], "sig_questionnaire"),
        (["VSA-Full 2022", "Question\tAnswer\tNotes", *(f"{one}\tYes" for one in SECURITY)], "vsa_questionnaire"),
        (["Question ID\tQuestion\tCSP CAIQ Answer\tSSRM Control Ownership", *(f"{one}.1\tAre encryption and access control policies maintained?\tYes\tCSP-owned" for one in CONTROLS)], "caiq_questionnaire"),
    ],
)  # fmt: skip
def test_workbooks_of_questions(rows: list[str], expected: str) -> None:
    assert verdict(*rows) == expected


@pytest.mark.parametrize(
    "rows",
    [
        ["Request for Proposal - ERP implementation", "Req #\tRequirement\tCompliant (Y/N)\tComments", *asked(BIDS, answer="Y")],
        ["Employee engagement survey 2024", "#\tQuestion\tAnswer", *asked(STAFF, answer="Agree")],
        ["Price list 2024", "Item no.\tDescription\tPrice\tNotes", "1\tFirewall appliance\t499\tPlease ask for discounts", "2\tBackup storage per TB\t19", "3\tPenetration test, five days\t8000"],
        ["Security awareness quiz", "#\tQuestion\tAnswer", *asked(("What is phishing?", "Should you share your password?", "Is a VPN required?", "Can you reuse passwords?"), answer="No")],
        ["CLOUD CONTROLS MATRIX v4.0.10", "Control Domain\tControl ID\tControl Specification", *(f"Audit\t{one}\tEstablish and maintain security policies." for one in CONTROLS)],
    ],
)  # fmt: skip
def test_other_workbooks(rows: list[str]) -> None:
    assert verdict(*rows) not in {
        *(
            "security_questionnaire",
            "caiq_questionnaire",
            "sig_questionnaire",
            "hecvat_questionnaire",
            "vsa_questionnaire",
        )
    }
