import pytest

from tests.documents.facts.contract.reading import OPENING, value

EFFECTIVE = [
    (f'{OPENING} as of June 8, 2010 (the "Effective Date").', "2010-06-08"),
    (f"{OPENING} and is effective as of the 23rd day of September, 2016.", "2016-09-23"),
    ("SERVICES AGREEMENT\nDated as of 19 December 2019\n" + OPENING + ".", "2019-12-19"),
    ("MASTER AGREEMENT\nEffective Date: 2024-02-29\n" + OPENING + ".", "2024-02-29"),
    ("ORDER FORM\nEffective Date\t1 July 2022\nEnd Date\t30 June 2025\nCustomer:\tElm Ltd.", "2022-07-01"),
    (f'{OPENING}. 1. Definitions. "Effective Date" means 1 October 2021. "Fees" means the fees.', "2021-10-01"),
    (f"{OPENING}. This Agreement shall commence on 5 January 2020 and continue for two years.", "2020-01-05"),
    (f'{OPENING} on March 1, 2023. "Effective Date" means April 1, 2023.', "2023-04-01"),
    (
        "TERMS OF SERVICE\nEffective Date: March 3, 2022\nLast updated: January 9, 2022\nThese terms bind you.",
        "2022-03-03",
    ),
    (f"{OPENING} and amends that certain Supply Agreement dated as of May 5, 2001.", None),
    (f"{OPENING}. WHEREAS the parties have signed the Lease Agreement dated 3 March 2003;", None),
    (f"{OPENING} as of ____________, 2021.", None),
    (f"Effective Date: ______________\n{OPENING}.\nSigned on 7 July 2020 by Jane Roe", None),
    ("DATA PROCESSING AGREEMENT\nVersion dated on 26.02.2020\n" + OPENING, None),
    ("TERMS OF SERVICE\nLast updated: January 9, 2022", None),
    (f"{OPENING} as of 03/04/2021.", None),
    (
        'This Addendum is made part of the Supply Agreement dated May 5, 2001 by and between Ash Ltd. ("Provider") and Elm Ltd. ("Customer") and is effective June 6, 2002.',
        "2002-06-06",
    ),
    (
        'This Addendum to the Supply Agreement dated May 5, 2001 is between Ash Ltd. ("Provider") and Elm Ltd. ("Customer").',
        None,
    ),
    (f"{OPENING}. It holds from the date of the last signature.\nAsh Ltd.\nDate: 3 March 2021", None),
    (f"{OPENING}.\nAsh Ltd.\nDate: 3 March 2021\nElm Ltd.\nDate: 9 March 2021", None),
    (f"{OPENING}.\nAsh Ltd.\nDate: 3 March 2021\nElm Ltd.\nDate: 3 March 2021", "2021-03-03"),
    (
        f"{OPENING}. Regulation (EU) 2016/679 of the European Parliament and of the Council of 27 April 2016 applies.",
        None,
    ),
]


@pytest.mark.parametrize(("text", "expected"), EFFECTIVE)
def test_effective_date(text: str, expected: str | None) -> None:
    assert value(text, "effective_date") == expected
