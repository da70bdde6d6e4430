"""Questionnaires of a customer's own: paragraphs and tables in Word, merged cells and a hidden sheet in Excel, print, German."""

from collections.abc import Sequence

from bench.made.blocks import Gold, Heading, Made, PageBreak, Paragraph, Table
from bench.made.questionnaires.answers import Row, gold

SPOKEN: Sequence[tuple[str, Sequence[Row]]] = (
    ("Governance", (
        ("1", "Do you maintain a written information security program?", "Yes. The program is owned by our CISO, Marguerite Oyelaran.", ""),
        ("2", "Have you appointed a data protection officer?", "Yes", ""),
        ("3", "Describe how risks are identified, rated and treated.", "Risks are kept in a register and rated for likelihood and impact on a scale of five. Anything rated high or above is treated within 90 days or accepted in writing by the CEO.", ""),
    )),
    ("Infrastructure", (
        ("4", "Where is customer data stored?", "In two data centers in Frankfurt am Main, operated by our hosting partner.", ""),
        ("5", "Is customer data segregated from the data of other customers?", "Logically, by tenant id.", ""),
        ("6", "Do you perform backups, and are restores tested?", "Daily backups. Restores are tested every quarter.", ""),
        ("7", "Do you use web application firewalls?", "", ""),
    )),
    ("Incidents", (
        ("8", "Have you had a reportable personal data breach in the last 36 months?", "No", ""),
        ("9", "How soon will you notify us of an incident?", "Within 24 hours after we learn of it", ""),
        ("10", "Please list the insurance cover you hold for cyber incidents.", "Cyber liability, 5 million euros, insurer on request.", ""),
    )),
)  # fmt: skip


def _spoken() -> list[Heading | Paragraph]:
    made: list[Heading | Paragraph] = []
    for name, rows in SPOKEN:
        made.append(Heading(name, 2))
        for number, question, answer, _ in rows:
            made += [Paragraph(f"{number}. {question}"), Paragraph(f"Answer: {answer}".strip())]
    return made


WORD = Made(
    "supplier_questions_marram",
    "security_questionnaire",
    (
        Heading("Supplier Security Questionnaire"),
        Paragraph("Issued by Castellan Insurance plc, Group Procurement, on 2 January 2025. Please return the completed form by 31 January 2025."),
        Paragraph("Supplier name: Marram Data Services S.à r.l."),
        Paragraph("Completed on: 27 January 2025"),
        Paragraph("How to answer: write Yes, No or a short text after each question. If you do not understand a question, ask your contact."),
        *_spoken(),
        Heading("Declaration", 2),
        Paragraph("We confirm that the answers above are complete and true to the best of our knowledge."),
        Paragraph("Signed: Corentin Weyland, Managing Director"),
    ),
    gold([row for _, rows in SPOKEN for row in rows], "", "", "Marram Data Services S.à r.l.", "2025-01-27"),
    absent=("standard", "edition"),
    forms=("docx", "pdf"),
)  # fmt: skip

MERGED: Sequence[tuple[str, Sequence[Row]]] = (
    ("1 Organisation of security", (
        ("1.1", "Is there an information security policy that management has approved?", "Yes", "Attached"),
        ("1.2", "Is responsibility for information security assigned to a member of the board?", "Partially", "To the CIO, who attends the board."),
        ("1.3", "Are you certified to ISO/IEC 27001?", "No", "Gap analysis done; audit planned for 2025."),
    )),
    ("2 Personnel", (
        ("2.1", "Are staff screened before they are hired?", "Yes", ""),
        ("2.2", "Do staff sign a confidentiality agreement?", "Yes", ""),
        ("2.3", "Is access withdrawn on the last working day?", "Yes", "Automated from the HR system"),
    )),
    ("3 Technology", (
        ("3.1", "Are laptops encrypted?", "Yes", ""),
        ("3.2", "Is malware protection installed on servers?", "N/A", "Serverless only"),
        ("3.3", "Are security patches installed within 30 days?", "Yes", "Critical ones within 7"),
        ("3.4", "Do you scan for vulnerabilities at least monthly?", "", ""),
        ("3.5", "Do you operate in-house data centres?", "No", ""),
    )),
)  # fmt: skip
STATES = ("Yes", "Partially", "No", "N/A")


def _merged() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for name, answers in MERGED:
        rows.append((name, "", "", "", "", "", ""))
        for number, question, answer, comment in answers:
            rows.append((number, question, *("x" if answer == one else "" for one in STATES), comment))
    return rows


EXCEL = Made(
    "third_party_check_ashlar",
    "security_questionnaire",
    (
        Table(
            (
                ("Third Party Security Assessment Questionnaire", ""),
                ("Please complete the tab Questions. Mark one column per question with an x.", ""),
                ("Name of the third party", "Ashlar Print & Mail Oy"),
                ("Prepared for", "Norrsken Energi AB"),
                ("Date of completion", "2024-11-05"),
                ("Form version", "2.3 of 2023-01-15"),
            ),
            sheet="Cover",
        ),
        PageBreak("Questions"),
        Table((("No.", "Question", *STATES, "Remarks"), *_merged()), merges=True),
        PageBreak("Old answers", hidden=True),
        Table(
            (
                ("No.", "Question", "Answer 2023"),
                ("1.1", "Is there an information security policy that management has approved?", "No"),
            ),
        ),
        PageBreak("Lists", hidden=True),
        Table((("Yes",), ("Partially",), ("No",), ("N/A",))),
    ),
    gold([row for _, rows in MERGED for row in rows], "", "", "Ashlar Print & Mail Oy", "2024-11-05"),
    absent=("standard", "edition"),
    forms=("xlsx",),
)

PRINT_ROWS: Sequence[Row] = (
    ("1", "Does the vendor encrypt all company data in transit across public networks?", "Yes", "TLS 1.2 at minimum"),
    ("2", "Does the vendor have a documented incident response plan?", "Yes", "Reviewed in April"),
    ("3", "Is there a process for secure disposal of media that held company data?", "Yes", ""),
    (
        "4",
        "Does the vendor subcontract any part of the service?",
        "Yes",
        "Support after hours is provided by Kestrel Support Ltd.",
    ),
    (
        "5",
        "Are subcontractors bound by the same security obligations?",
        "No",
        "Two contracts are being renewed to add them.",
    ),
    ("6", "Does the vendor hold a current SOC 2 Type 2 report?", "Yes", "Period ended 30 September 2024"),
    ("7", "Is production access limited to a list of named individuals?", "Yes", ""),
    (
        "8",
        "Has the vendor performed a disaster recovery test in the last twelve months?",
        "Yes",
        "Recovery took 3 hours 10 minutes",
    ),
    ("9", "Does the vendor use personal data for purposes of its own?", "No", ""),
    ("10", "Are payment card numbers stored?", "N/A", "Tokens only"),
    ("11", "Is there a bug bounty or disclosure program?", "", ""),
    ("12", "Are developers' workstations managed centrally?", "Yes", ""),
)

PRINT = Made(
    "due_diligence_wrenfield",
    "security_questionnaire",
    (
        Heading("Vendor Due Diligence Questionnaire"),
        Paragraph("Requested by: Harbour & Lyle Savings Bank"),
        Paragraph("Vendor name: Wrenfield Document Services LLC"),
        Paragraph("Date completed: February 11, 2025"),
        Paragraph("Questions? Write to vendor-risk@harbourlyle.example. Form revised 08/2023."),
        Heading("Section A. Security", 2),
        Table((("No.", "Question", "Response", "Comments"), *PRINT_ROWS)),
        Paragraph("I certify that the above is accurate."),
        Paragraph("Name: Delphine Okafor    Title: Chief Operating Officer"),
    ),
    gold(PRINT_ROWS, "", "", "Wrenfield Document Services LLC", "2025-02-11"),
    absent=("standard", "edition"),
    forms=("pdf", "docx"),
    paper="letter",
)

DEUTSCH: Sequence[Row] = (
    (
        "1.1",
        "Gibt es eine von der Leitung freigegebene Leitlinie zur Informationssicherheit?",
        "Ja",
        "Fassung 4 vom 1. Juli 2024",
    ),
    ("1.2", "Ist ein Informationssicherheitsbeauftragter benannt?", "Ja", ""),
    (
        "2.1",
        "Werden alle Zugänge zu personenbezogenen Daten mit einem zweiten Faktor gesichert?",
        "Teilweise",
        "Für den Fernzugriff; intern ab Herbst",
    ),
    ("2.2", "Werden Berechtigungen mindestens jährlich überprüft?", "Nein", ""),
    ("3.1", "Sind Datensicherungen verschlüsselt?", "Ja", ""),
    ("3.2", "Wird die Wiederherstellung getestet?", "Ja", "Halbjährlich"),
    ("4.1", "Setzen Sie Unterauftragnehmer außerhalb der EU ein?", "Nein", ""),
    ("4.2", "Betreiben Sie ein eigenes Rechenzentrum?", "Entfällt", "Betrieb bei einem zertifizierten Anbieter"),
    ("5.1", "Wie schnell melden Sie einen Sicherheitsvorfall?", "Innerhalb von 24 Stunden", ""),
    ("5.2", "Führen Sie Penetrationstests durch?", "", ""),
)

GERMAN = Made(
    "lieferantenfragebogen_bruckner",
    "security_questionnaire",
    (
        Table(
            (
                ("Fragebogen zur Informationssicherheit für Lieferanten (Security Questionnaire)", "", "", ""),
                ("Auftraggeber:", "Stadtwerke Lindenau GmbH", "", ""),
                ("Lieferant:", "Bruckner Abrechnungssysteme AG", "", ""),
                ("Ausgefüllt am:", "14. Februar 2025", "", ""),
                ("Nr.", "Frage", "Antwort", "Bemerkungen"),
                *DEUTSCH,
            ),
            sheet="Fragen",
        ),
    ),
    gold(DEUTSCH, "", "", "Bruckner Abrechnungssysteme AG", "2025-02-14"),
    absent=("standard", "edition"),
    forms=("xlsx", "docx"),
)  # fmt: skip

TICKED: Sequence[Row] = (
    ("Q1", "Does your company have a documented access control policy?", "Yes", "Policy ACP-1"),
    ("Q2", "Are administrator accounts separate from everyday accounts?", "Yes", ""),
    ("Q3", "Are logs of access to client data kept for at least one year?", "No", "Kept for 180 days"),
    ("Q4", "Is client data used in test environments?", "No", ""),
    ("Q5", "Do you have a secure development lifecycle?", "Yes", ""),
    ("Q6", "Do you process special categories of personal data?", "N/A", ""),
    ("Q7", "Is there an exit plan for the return of client data?", "", ""),
)


def _ticked() -> list[tuple[str, ...]]:
    options = ("Yes", "No", "N/A")
    return [
        (number, question, "  ".join(f"{'☒' if answer == one else '☐'} {one}" for one in options), comment)
        for number, question, answer, comment in TICKED
    ]


def _asked(rows: Sequence[Row]) -> list[Paragraph]:
    return [Paragraph(f"Q: {question}\nA: {answer}") for _, question, answer, _ in rows]


TALK: Sequence[Row] = (
    ("", "Who is responsible for security in your company?", "Our CTO, together with a security council.", ""),
    ("", "Do you publish a list of sub-processors?", "Yes, on our website.", ""),
    ("", "Can you delete our data on request?", "Yes, within 30 days; backups expire after another 35.", ""),
    ("", "Do you train models on customer data?", "No.", ""),
    ("", "Where can we find your penetration test summary?", "In the trust center.", ""),
)

TICKS = Made(
    "vendor_security_form_solveig",
    "security_questionnaire",
    (
        Heading("Vendor Security Assessment Questionnaire"),
        Table((("Company name", "Solveig Scheduling AS"), ("Contact e-mail", "trust@solveig.example"), ("Date", "3 October 2024"))),
        Paragraph("Tick one box per question. N/A means that the question does not fit your service."),
        Heading("Part 1: Controls", 2),
        Table((("Ref", "Question", "Response (tick one)", "Details"), *_ticked())),
        Heading("Part 2: Open questions", 2),
        *_asked(TALK),
    ),
    (
        *gold(TICKED, "", "", "Solveig Scheduling AS", "2024-10-03"),
        *(Gold("answers", {"id": None, "question": question, "answer": answer, "comment": None}) for _, question, answer, _ in TALK),
    ),
    absent=("standard", "edition"),
    forms=("docx",),
)  # fmt: skip

MADE: Sequence[Made] = (WORD, EXCEL, PRINT, GERMAN, TICKS)
