"""Contracts and terms by their usual recitals and clauses; and texts about contracts."""

SAMPLES = {
    "commercial_contract": """DISTRIBUTION AGREEMENT
This Distribution Agreement (the "Agreement") is made and entered into as of 3 March 2022 by and between Alder Tools GmbH, a German company ("Supplier"), and Quay Imports Ltd ("Distributor").
WHEREAS, Supplier makes hand tools; and WHEREAS, Distributor wishes to sell them in the Territory; NOW, THEREFORE, the parties agree as follows:
1 Appointment. 2 Territory. 3 Products and purchase price. 4 Term and termination. 5 Confidential information. 6 Indemnification. 7 Force majeure. 8 Assignment. 9 Governing law: this Agreement is governed by the laws of England.
10 Entire agreement. 11 Notices. 12 Counterparts. IN WITNESS WHEREOF the parties hereto have executed this Agreement by their authorized representatives.""",
    "master_service_agreement": """MASTER SERVICES AGREEMENT
This Master Services Agreement ("MSA") is entered into between Petrel Consulting LLC ("Provider") and Sandgate Bank plc ("Customer") as of the Effective Date. The parties agree:
1 Services are described in one or more Statements of Work or Order Forms. 2 Fees and invoices. 3 Confidentiality. 4 Intellectual property. 5 Warranties. 6 Indemnification. 7 Limitation of liability. 8 Term and termination. 9 Governing law. 10 Assignment. 11 Entire agreement. 12 Notices.""",
    "data_processing_agreement": """Data Processing Addendum
This Data Processing Addendum ("DPA") forms part of the agreement between Customer (controller) and Provider (processor).
1 Definitions: personal data, data subject, processing. 2 The processor acts on documented instructions of the controller. 3 Sub-processors. 4 Security: technical and organisational measures. 5 Personal data breach notification.
6 Data subject rights. 7 Standard Contractual Clauses: data exporter, data importer. 8 Audit. 9 Deletion. Annex I, Annex II. Supervisory authority.""",
    "non_disclosure_agreement": """Mutual Non-Disclosure Agreement
Between Alder Tools GmbH and Quay Imports Ltd (each a "Party"), effective 1 July 2023.
1 "Confidential Information" means what the Disclosing Party discloses to the Receiving Party for the Permitted Purpose. 2 The Receiving Party shall keep it secret. 3 Exclusions. 4 On request the recipient shall return or destroy it. 5 Trade secrets. 6 Term: three years. 7 Governing law.""",
    "statement_of_work": """Statement of Work No. 3
under the Master Services Agreement between Petrel Consulting LLC and Sandgate Bank plc
1 Scope of services. 2 Deliverables and acceptance criteria. 3 Milestones and timeline: kick-off 2 May. 4 Period of performance. 5 Project manager. 6 Assumptions; out of scope. 7 Fees: time and materials; payment schedule. 8 Change request procedure. Signed by both parties.""",
    "service_level_agreement": """Service Level Agreement
This SLA applies to the hosted service that Provider supplies to Customer. 1 Availability: monthly uptime percentage of 99.9 %. 2 Downtime excludes scheduled maintenance and maintenance windows. 3 Service credits: below 99.9 % 10 %.
4 Support: response time for severity 1 is 30 minutes, resolution time 4 hours. 5 Support hours. 6 SLA exclusions.""",
    "business_associate_agreement": """Business Associate Agreement
This agreement is between the Covered Entity and the Business Associate and sets permitted uses of Protected Health Information (PHI) under HIPAA and HITECH, 45 CFR Parts 160 and 164.
Breach of unsecured protected health information. Minimum necessary. Designated record set. Accounting of disclosures. The Secretary of Health and Human Services may inspect the books.""",
    "order_form": """ORDER FORM
Customer name: Sandgate Bank plc. Bill to: 1 Quay Street. Order effective date: 1 June 2024. Subscription term: 36 months; start date 1 June 2024, end date 31 May 2027. Currency: EUR
Product\tQuantity\tUnit price\tTotal
Platform, enterprise edition, users\t250\t40.00\t10,000.00
Billing: annual in advance. Payment terms: net 30. Discount: 12 %. The subscription renews automatically. Signatures""",
    "terms_of_service": """Terms of Service
By using our service you agree to these terms. You must be 18. Your account: you are responsible for your password. You may not misuse the service. Your content stays yours.
We may suspend or terminate your account. Disclaimer: the service is provided as is. Limitation of liability. You represent that you comply with the law. Governing law. Arbitration and class action waiver. We reserve the right to change these terms of service.""",
}

NEAR_MISSES = {
    "commercial_contract": """Contract management: best practices
In this guide we explain renewal, termination and negotiation. Checklist. Further reading. What is a force majeure clause?""",
    "non_disclosure_agreement": """# NDA Skill
Trigger: the user asks for an NDA. Use case: draft or review. Template usage, required fields and description of each field. Prompt: you are a lawyer.""",
    "terms_of_service": """MIT License
Permission is hereby granted, free of charge, to any person obtaining a copy of this software. The software is provided "as is", without warranty of any kind.""",
    "data_processing_agreement": """What is a data processing agreement? Explained
In this article: who is a controller, who a processor, and what article 28 says. 6 min read. Subscribe.""",
    "order_form": """INVOICE
Invoice number: 2024-118. Invoice date: 3 May 2024. Bill to: Sandgate Bank plc. Subtotal 900.00. VAT 180.00. Amount due 1,080.00. Due date 2 June 2024.""",
    "service_level_agreement": """SRE course, lesson 4: SLOs, SLIs and error budgets
Learning objectives: pick indicators. Quiz and assignment. In this lesson you will learn to compute uptime.""",
}
