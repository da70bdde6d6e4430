"""Insurance, accounts, tax, registers, drawings and overviews; and what resembles them."""

SAMPLES = {
    "certificate_of_insurance": """CERTIFICATE OF LIABILITY INSURANCE     DATE (MM/DD/YYYY) 04/02/2024
THIS CERTIFICATE IS ISSUED AS A MATTER OF INFORMATION ONLY AND CONFERS NO RIGHTS UPON THE CERTIFICATE HOLDER.
PRODUCER: Gull Brokers    INSURED: Petrel Consulting LLC    INSURER(S) AFFORDING COVERAGE    NAIC #
COMMERCIAL GENERAL LIABILITY  POLICY NUMBER GL-88127  POLICY EFF 01/01/2024  POLICY EXP 01/01/2025  EACH OCCURRENCE 1,000,000  GENERAL AGGREGATE 2,000,000
UMBRELLA LIAB. WORKERS COMPENSATION. CYBER LIABILITY limits 5,000,000
DESCRIPTION OF OPERATIONS. ADDITIONAL INSURED. SUBROGATION waived. CERTIFICATE HOLDER: Sandgate Bank plc""",
    "financial_statement": """Petrel Consulting Holdings plc
Consolidated Financial Statements for the year ended 31 December 2023
Independent auditor's report: in our opinion the financial statements give a true and fair view. Going concern.
Statement of financial position: current assets, total assets, accounts receivable, current liabilities, total liabilities, shareholders' equity, retained earnings
Income statement: revenue, depreciation, net income. Statement of cash flows: operating activities, financing activities. Notes to the consolidated financial statements (IFRS)""",
    "tax_form": """Form W-9 (Rev. March 2024) Request for Taxpayer Identification Number and Certification
Department of the Treasury, Internal Revenue Service. Give form to the requester. Do not send to the IRS.
1 Name of entity: Petrel Consulting LLC. 3a Federal tax classification: limited liability company. Exempt payee code. FATCA code.
Part I Taxpayer identification number; employer identification number. Part II Certification: under penalties of perjury, I am not subject to backup withholding.""",
    "business_license": """CITY OF BRIARTON – DEPARTMENT OF FINANCE
BUSINESS LICENSE
License number 2024-55102. Business name: Petrel Consulting LLC. Business type: professional services. Place of business: 4 Harbor Road.
Date of issue: January 2, 2024. Expiration date: December 31, 2024. The licensee is hereby licensed. Post in a conspicuous place.""",
    "subprocessor_list": """Subprocessors
Last updated 2 April 2024. We use the subprocessors below to provide our services under the Data Processing Addendum. We notify customers before a change.
Entity\tPurpose\tLocation\tPersonal data
Hostline Ltd\tHosting and infrastructure\tGermany\tAll customer data
Mailbird Inc\tEmail delivery\tUnited States\tAddresses
Deskhelp BV\tSupport desk\tNetherlands\tTickets
Logview Inc\tMonitoring\tUnited States\tIP addresses""",
    "security_whitepaper": """Security Whitepaper: how we protect customer data
Our platform is hosted in two data centers with redundant availability zones. We encrypt data in transit with TLS and encryption at rest uses AES-256. Our employees use single sign-on and multi-factor authentication.
We maintain a SOC 2 Type II report and ISO 27001 certification. We perform a penetration test every year and run a bug bounty. Backups, incident response, audit logs, role-based access, GDPR compliance. Questions from our customers are answered by our security team.""",
    "network_diagram": """Network topology diagram – head office
Internet – ISP router – firewall – core switch – VLAN 10 servers 10.0.10.0/24 – VLAN 20 users – DMZ – VPN gateway – WAN to branch – subnet 192.168.4.0""",
    "architecture_diagram": """Application architecture diagram
Browser – CDN – load balancer – web server – API service – queue – worker – PostgreSQL database – Redis cache""",
}

NEAR_MISSES = {
    "certificate_of_insurance": """Certificate of insurance tracking: a guide
How to collect certificates from vendors. What is an additional insured? Checklist and best practices. In this article you will learn more.""",
    "financial_statement": """Financial model tutorial
In this tutorial we build a budget forecast in a spreadsheet. Step 1: revenue. Step 2: costs. Getting started.""",
    "tax_form": """# w9-parser
Installation: npm install w9-parser. Usage and API reference. This repository parses forms. Pull requests are welcome.""",
    "subprocessor_list": """Processor benchmark: which laptop to buy
A review of eight processors and their locations on the price list. Posted on 3 May.""",
    "security_whitepaper": """Release notes 7.1: security fixes
Fixed: token check. Added: audit option. Changed: default. Fixed: leak. Removed: old cipher. Deprecated: flag. Fixed: docs. Added: tests.""",
}
