import pytest

from tests.documents.facts.contract.reading import names

PARTIES = [
    (
        "CONSULTING AGREEMENT made as of the 15th day of March, 2021,\nBETWEEN:\nMAPLE GOLD INC., a company incorporated under the laws of British Columbia\n(the “Company”)\nOF THE FIRST PART\nAND:\nJOHN A. SMITH, of 44 Oak Ave, Vancouver\n(the “Consultant”)\nOF THE SECOND PART\nWHEREAS:",
        [("MAPLE GOLD INC.", "Company"), ("JOHN A. SMITH", "Consultant")],
    ),
    (
        "SUPPLY AGREEMENT\nby and among\nALPHA MATERIALS CORP.,\nBETA CHEMICALS, L.P.\nand\nGAMMA HOLDINGS, INC.\nDated as of November 5, 2015",
        [("ALPHA MATERIALS CORP.", None), ("BETA CHEMICALS, L.P.", None), ("GAMMA HOLDINGS, INC.", None)],
    ),
    (
        "This agreement is dated 12 June 2023.\nParties\n(1) ROWAN DATA LIMITED registered in England with company number 08123456 whose office is at 1 High Street (Supplier)\n(2) LINDEN GROUP PLC registered in England with company number 07123456 (Customer)\nBACKGROUND",
        [("ROWAN DATA LIMITED", "Supplier"), ("LINDEN GROUP PLC", "Customer")],
    ),
    (
        "This BAA is between Mercy Hospital and MedBill Systems, LLC.",
        [("Mercy Hospital", None), ("MedBill Systems, LLC", None)],
    ),
    (
        'This Agreement is between VOLE INC, having its place of business at 5 Vegas Drive, Las Vegas, NV 89108 ("Licensee"), and SHREW, Inc. a California corporation ("Licensor").',
        [("VOLE INC", "Licensee"), ("SHREW, Inc.", "Licensor")],
    ),
    (
        'This Master Services Agreement (this "Agreement") is made as of 4 May 2023 by and between Northwind Cloud, Inc., a Delaware corporation with its principal place of business at 12 Harbour Street, Boston ("Provider"), and Contoso Retail GmbH, a company organised under the laws of Germany ("Customer").',
        [("Northwind Cloud, Inc.", "Provider"), ("Contoso Retail GmbH", "Customer")],
    ),
    (
        "THIS AGREEMENT is dated 1 March 2024\n\nBETWEEN\n\n(1) ALDER & SONS LIMITED, incorporated and registered in England and Wales with company number 01234567 (the “Supplier”); and\n(2) BIRCH ENERGY PLC, whose registered office is at 1 Quay Road, Leeds (the “Client”).\n\nBACKGROUND\n(A) The Supplier sells software.",
        [("ALDER & SONS LIMITED", "Supplier"), ("BIRCH ENERGY PLC", "Client")],
    ),
    (
        'NON-DISCLOSURE AGREEMENT\nThis Non-Disclosure Agreement is entered into between Harbor Analytics LLC ("Harbor") and Maria Jensen ("Recipient"), collectively the "Parties".\n1. "Confidential Information" means anything.',
        [("Harbor Analytics LLC", None), ("Maria Jensen", "Recipient")],
    ),
    (
        'BUSINESS ASSOCIATE AGREEMENT\n\nThis Business Associate Agreement ("BAA") is entered into by and between:\n\n**Lakeside Clinic, P.C.** ("Covered Entity"), with its principal place of business at 4 Elm St., and\n\n**Medidata Hosting, Inc.** ("Business Associate").\n\nWHEREAS, Covered Entity holds PHI;',
        [("Lakeside Clinic, P.C.", "Covered Entity"), ("Medidata Hosting, Inc.", "Business Associate")],
    ),
    (
        "STATEMENT OF WORK\nThis Statement of Work is entered into by and between:\n- Fabrikam Industries (the “Client” or the “Company”); and\n- Tailspin Consulting, LLC (the “Vendor” or the “Service Provider”).\nIt is read together with the Master Agreement.",
        [("Fabrikam Industries", "Client"), ("Tailspin Consulting, LLC", "Vendor")],
    ),
    (
        "ORDER FORM\nCustomer:\tBlue Yonder Foods, Inc.\nVendor:\tSignal Nine Ltd.\nSubscription Term:\t36 months\nPayment terms:\tNet 30",
        [("Blue Yonder Foods, Inc.", "Customer"), ("Signal Nine Ltd.", "Vendor")],
    ),
    (
        'TERMS OF SERVICE\nThese Terms of Service are an agreement between you and Quiet River Software, Inc. ("Quiet River", "we", "us"). By using the Service you accept them.',
        [("Quiet River Software, Inc.", None)],
    ),
    (
        'Welcome. Oakmoss Labs Ltd. ("Oakmoss", "we" or "our") offers the Service under these terms of use.',
        [("Oakmoss Labs Ltd.", None)],
    ),
    (
        "DATA PROCESSING ADDENDUM\nThis Data Processing Addendum forms part of the Master Agreement between Fir Tree SAS (“Processor”) and the customer identified in the order (“Customer”).",
        [("Fir Tree SAS", "Processor")],
    ),
    (
        "AMENDMENT NO. 2 to the Services Agreement between THE CITY OF LAKEWOOD and PINE & HOLT ENGINEERING CORPORATION, each a “Party”.",
        [("THE CITY OF LAKEWOOD", None), ("PINE & HOLT ENGINEERING CORPORATION", None)],
    ),
    (
        'This License Agreement (the "Agreement"), effective as of July 1, 2019, is between Crane Film and Media Corporation, located at 9 Sunset Road, Carlsbad, CA 92009 ("Licensor") and Dune Pictures, Inc., located at 1 Via Roma, Del Mar ("Licensee").',
        [("Crane Film and Media Corporation", "Licensor"), ("Dune Pictures, Inc.", "Licensee")],
    ),
    (
        "JOINT FILING AGREEMENT\nThe undersigned agree to file jointly.\nEGRET PARTNERS IV, L.P.\nBy: ______________\nHERON CAPITAL LLC\nBy: ______________",
        [("EGRET PARTNERS IV, L.P.", None), ("HERON CAPITAL LLC", None)],
    ),
    (
        'MUTUAL NDA\nThis Agreement is made between [COMPANY NAME] ("Disclosing Party") and {{PARTY_B}} ("Receiving Party").',
        [],
    ),
    ("This Agreement is made between ____________ (“Company”) and ____________ (“Contractor”).", []),
    (
        "These terms are between you and the Customer. The Fan and the Creator enter into a contract between Fan and Creator.",
        [],
    ),
    ("The difference between Growth and Enterprise plans is the number of seats in the Agreement.", []),
]


@pytest.mark.parametrize(("text", "expected"), PARTIES)
def test_parties(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert names(text) == expected
