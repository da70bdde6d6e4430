"""Annual and interim accounts with their auditors' reports. Every name in them is invented."""

from collections.abc import Sequence

from bench.made.blocks import Gold, Heading, Made, PageBreak, Paragraph, Table

_GOING_CONCERN_US = Made(
    name="financial-us-going-concern",
    document_type="financial_statement",
    blocks=(
        Heading("Radiant Loop Technologies, Inc. and Subsidiaries"),
        Heading("Consolidated Financial Statements", 2),
        Paragraph("As of and for the years ended December 31, 2023 and 2022\nWith Independent Auditor's Report"),
        PageBreak(),
        Heading("Contents", 2),
        Paragraph(
            "Independent Auditor's Report ........ 1\nConsolidated Balance Sheets ........ 3\nConsolidated Statements of Operations ........ 4\nConsolidated Statements of Cash Flows ........ 6\nNotes to Consolidated Financial Statements ........ 7"
        ),
        PageBreak(),
        Heading("INDEPENDENT AUDITOR'S REPORT", 2),
        Paragraph("To the Board of Directors and Stockholders of\nRadiant Loop Technologies, Inc. and Subsidiaries"),
        Heading("Opinion", 3),
        Paragraph(
            'We have audited the consolidated financial statements of Radiant Loop Technologies, Inc. and Subsidiaries (the "Company"), which comprise the consolidated balance sheets as of December 31, 2023 and 2022, and the related consolidated statements of operations, '
            "stockholders' deficit and cash flows for the years then ended, and the related notes to the consolidated financial statements."
        ),
        Paragraph(
            "In our opinion, the accompanying consolidated financial statements present fairly, in all material respects, the financial position of the Company as of December 31, 2023 and 2022, and the results of its operations and its cash flows for the years then ended "
            "in accordance with accounting principles generally accepted in the United States of America."
        ),
        Heading("Substantial Doubt About the Company's Ability to Continue as a Going Concern", 3),
        Paragraph(
            "The accompanying consolidated financial statements have been prepared assuming that the Company will continue as a going concern. As discussed in Note 2, the Company has suffered recurring losses from operations, has a net capital deficiency, and has stated that substantial doubt exists about the Company's ability to continue as a going concern. "
            "Our opinion is not modified with respect to this matter."
        ),
        Heading("Responsibilities of Management for the Consolidated Financial Statements", 3),
        Paragraph(
            "In preparing the consolidated financial statements, management is required to evaluate whether there are conditions or events, considered in the aggregate, that raise substantial doubt about the Company's ability to continue as a going concern for one year after the date that the consolidated financial statements are available to be issued."
        ),
        Paragraph("Delmar & Pruitt LLP\nBoston, Massachusetts\nApril 26, 2024"),
        PageBreak(),
        Heading("CONSOLIDATED BALANCE SHEETS", 2),
        Paragraph("(In thousands of U.S. dollars, except share data)"),
        Table(
            (
                ("", "December 31, 2023", "December 31, 2022"),
                ("Cash and cash equivalents", "4,118", "19,402"),
                ("Accounts receivable, net", "6,330", "5,871"),
                ("Deferred revenue", "8,204", "7,113"),
                ("Total assets", "21,906", "38,440"),
                ("Accumulated deficit", "(98,771)", "(73,359)"),
            )
        ),
        PageBreak(),
        Heading("CONSOLIDATED STATEMENTS OF OPERATIONS", 2),
        Paragraph("(In thousands of U.S. dollars)"),
        Table(
            (
                ("", "Year ended December 31, 2023", "Year ended December 31, 2022"),
                ("Revenue:", "", ""),
                ("Subscription", "$ 27,540", "$ 22,118"),
                ("Professional services", "3,871", "4,002"),
                ("Total revenue", "31,411", "26,120"),
                ("Cost of revenue", "11,226", "9,874"),
                ("Gross profit", "20,185", "16,246"),
                ("Operating expenses", "44,017", "40,553"),
                ("Loss from operations", "(23,832)", "(24,307)"),
                ("Interest expense", "(1,580)", "(702)"),
                ("Net loss", "$ (25,412)", "$ (25,009)"),
            )
        ),
        Heading("NOTES TO CONSOLIDATED FINANCIAL STATEMENTS", 2),
        Paragraph(
            "1. Organization. Radiant Loop Technologies, Inc. was incorporated in Delaware on May 3, 2014. Revenue is recognized when control passes to the customer. In 2021 total revenue was $18,300. The Company's reporting currency is the U.S. dollar."
        ),
    ),
    gold=(
        Gold("entity", "Radiant Loop Technologies, Inc. and Subsidiaries"),
        Gold("period", {"start": None, "end": "2023-12-31", "length": "year"}),
        Gold("auditor", "Delmar & Pruitt LLP"),
        Gold("opinion", "unqualified"),
        Gold("going_concern", True),
        Gold("currency", "USD"),
        Gold("revenue", {"amount": 31_411_000, "currency": "USD"}),
        Gold("net_result", {"amount": -25_412_000, "currency": "USD"}),
    ),
    paper="letter",
)

_ANNUAL_UK = Made(
    name="financial-uk-annual-report",
    document_type="financial_statement",
    blocks=(
        Paragraph("Company registration number: 06483312 (England and Wales)"),
        Heading("HALCYON FIELD SERVICES LIMITED"),
        Heading("ANNUAL REPORT AND FINANCIAL STATEMENTS", 2),
        Paragraph("FOR THE YEAR ENDED 31 MARCH 2024"),
        PageBreak(),
        Heading("COMPANY INFORMATION", 2),
        Table(
            (
                ("Directors", "Mr A Forsyth\nMs L Adeleke"),
                ("Company number", "06483312"),
                ("Registered office", "Halcyon House, 2 Station Road, Leeds LS1 4AP"),
                ("Auditor", "Whitcombe Audit LLP\n30 Wellington Street\nLeeds LS1 2EE"),
                ("Bankers", "Pennine Bank plc, 1 Briggate, Leeds"),
            )
        ),
        PageBreak(),
        Heading("STRATEGIC REPORT", 2),
        Paragraph(
            "Turnover for the year grew by 14% to £48.2m (2023: £42.3m) as new framework contracts came on stream. The directors report a profit before taxation of £3.1m. After making enquiries, the directors have a reasonable expectation that the company has adequate resources to continue in operational existence for the foreseeable future and therefore continue to adopt the going concern basis."
        ),
        PageBreak(),
        Heading("INDEPENDENT AUDITOR'S REPORT TO THE MEMBERS OF HALCYON FIELD SERVICES LIMITED", 2),
        Heading("Qualified opinion", 3),
        Paragraph(
            "We have audited the financial statements of Halcyon Field Services Limited (the 'company') for the year ended 31 March 2024 which comprise the Statement of Comprehensive Income, the Balance Sheet, the Statement of Changes in Equity and the related notes. The financial reporting framework that has been applied in their preparation is applicable law and United Kingdom Accounting Standards, including FRS 102."
        ),
        Paragraph(
            "In our opinion, except for the possible effects of the matter described in the Basis for qualified opinion section of our report, the financial statements give a true and fair view of the state of the company's affairs as at 31 March 2024 and of its profit for the year then ended."
        ),
        Heading("Basis for qualified opinion", 3),
        Paragraph(
            "We were not appointed as auditor of the company until after 31 March 2023 and thus did not observe the counting of physical inventories at the beginning of the year."
        ),
        Heading("Conclusions relating to going concern", 3),
        Paragraph(
            "Based on the work we have performed, we have not identified any material uncertainties relating to events or conditions that, individually or collectively, may cast significant doubt on the company's ability to continue as a going concern for a period of at least twelve months from when the financial statements are authorised for issue."
        ),
        Paragraph(
            "Richard Hale FCA (Senior Statutory Auditor)\nFor and on behalf of Whitcombe Audit LLP\nStatutory Auditor\nLeeds\n12 September 2024"
        ),
        PageBreak(),
        Heading("STATEMENT OF COMPREHENSIVE INCOME FOR THE YEAR ENDED 31 MARCH 2024", 2),
        Table(
            (
                ("", "Notes", "2024\n£'000", "2023\n£'000"),
                ("TURNOVER", "3", "48,217", "42,296"),
                ("Cost of sales", "", "(31,905)", "(28,470)"),
                ("GROSS PROFIT", "", "16,312", "13,826"),
                ("Administrative expenses", "", "(13,004)", "(12,117)"),
                ("OPERATING PROFIT", "4", "3,308", "1,709"),
                ("Interest payable and similar expenses", "7", "(204)", "(188)"),
                ("PROFIT BEFORE TAXATION", "", "3,104", "1,521"),
                ("Tax on profit", "8", "(790)", "(402)"),
                ("PROFIT FOR THE FINANCIAL YEAR", "", "2,314", "1,119"),
            )
        ),
        Heading("NOTES TO THE FINANCIAL STATEMENTS", 2),
        Paragraph(
            "1. Accounting policies. The financial statements are prepared in sterling, which is the functional currency of the company. Monetary amounts in these financial statements are rounded to the nearest £1,000."
        ),
    ),
    gold=(
        Gold("entity", "HALCYON FIELD SERVICES LIMITED"),
        Gold("period", {"start": None, "end": "2024-03-31", "length": "year"}),
        Gold("auditor", "Whitcombe Audit LLP"),
        Gold("opinion", "qualified"),
        Gold("going_concern", False),
        Gold("currency", "GBP"),
        Gold("revenue", {"amount": 48_217_000, "currency": "GBP"}),
        Gold("net_result", {"amount": 2_314_000, "currency": "GBP"}),
    ),
)

_QUARTER = Made(
    name="financial-quarter-unaudited",
    document_type="financial_statement",
    blocks=(
        Heading("Cascadia Freight Exchange Corp."),
        Heading("Condensed Consolidated Statements of Income (Unaudited)", 2),
        Paragraph("(In millions, except per share amounts)"),
        Table(
            (
                ("", "Three Months Ended September 30, 2024", "Three Months Ended September 30, 2023"),
                ("Total revenues", "$ 412.6", "$ 388.1"),
                ("Cost of revenues", "251.9", "240.7"),
                ("Operating income", "61.0", "52.3"),
                ("Provision for income taxes", "13.2", "11.5"),
                ("Net income", "$ 44.8", "$ 39.4"),
                ("Diluted earnings per share", "$ 0.71", "$ 0.62"),
            )
        ),
        PageBreak(),
        Heading("Condensed Consolidated Balance Sheets (Unaudited)", 2),
        Table(
            (
                ("", "September 30, 2024", "December 31, 2023"),
                ("Cash and cash equivalents", "$ 210.4", "$ 187.9"),
                ("Total assets", "1,602.2", "1,548.0"),
                ("Total liabilities", "702.9", "711.3"),
                ("Total stockholders' equity", "899.3", "836.7"),
            )
        ),
        Heading("Notes to Condensed Consolidated Financial Statements", 2),
        Paragraph(
            "These condensed consolidated financial statements have not been audited or reviewed by an independent registered public accounting firm and should be read with the financial statements for the year ended December 31, 2023."
        ),
    ),
    gold=(
        Gold("entity", "Cascadia Freight Exchange Corp."),
        Gold("period", {"start": None, "end": "2024-09-30", "length": "quarter"}),
        Gold("revenue", {"amount": 412_600_000, "currency": None}),
        Gold("net_result", {"amount": 44_800_000, "currency": None}),
    ),
    absent=("auditor", "opinion", "going_concern", "currency"),
    paper="letter",
)

MADE: Sequence[Made] = (_GOING_CONCERN_US, _ANNUAL_UK, _QUARTER)
