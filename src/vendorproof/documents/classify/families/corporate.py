"""Insurance, accounts, tax and registers."""

from vendorproof.documents.classify.rule import Need, Rule, needs, opens, repeats, says, titled

RULES: tuple[Rule, ...] = (
    titled(
        "certificate_of_insurance",
        r"certificate of (?:\w+ ){0,4}insurance|evidence of (?:\w+ ){0,3}insurance|acord\W{0,3}2[0-9]\b|insurance certificate|confirmation of insurance|certificate of currency|to whom it may concern.{0,60}insurance",
        7.0,
    ),
    says(
        "certificate_of_insurance",
        "certificate holder|issued as a matter of information only|confers no rights|insurer(s) affording|insurers affording|naic|commercial general liability|workers compensation|umbrella liab|umbrella liability|"
        "policy number|policy eff|policy exp|each occurrence|general aggregate|additional insured|subrogation|producer|professional liability|cyber liability|errors and omissions|professional indemnity|public liability|"
        "policy period|period of insurance|limit of indemnity|insured|underwriter|employers' liability|description of operations|limits",
        6.0,
        at_least=8,
    ),
    titled(
        "certificate_of_insurance",
        r"implementation|form reference|how to|guide|overview|complete$|tracking|request for|requirements",
        -6.0,
    ),
    # Accounts.
    titled(
        "financial_statement",
        r"(?:consolidated |condensed |audited |unaudited |annual )*(?:financial statements?|balance sheets?|statements? of (?:operations|income|cash flows|financial position|comprehensive income|activities)|income statement|annual (?:report and )?accounts)|annual report|form 10-[kq]|profit (?:and|&) loss|independent auditor'?s'? report|jahresabschluss",
        6.0,
    ),
    says(
        "financial_statement",
        "balance sheet|total assets|total liabilities|stockholders' equity|shareholders' equity|net income|net loss|cash flows|notes to the financial statements|notes to the consolidated|notes to consolidated|accounts receivable|accounts payable|retained earnings|"
        "accumulated deficit|going concern|gaap|ifrs|fiscal year|revenue|operating activities|financing activities|current assets|current liabilities|comprehensive income|depreciation|year ended|present fairly|true and fair",
        6.0,
        at_least=9,
    ),
    titled(
        "financial_statement",
        r"api|schema|guide|how to|analysis|agreement|policy|tutorial|forecast|budget|dashboard|model\b",
        -5.0,
    ),
    # Tax.
    titled(
        "tax_form",
        r"form\W{0,3}w-?\s?(?:9|8(?:ben(?:-e)?|eci|imy|exp)?|2|4)\b|\bw-?(?:9|8ben(?:-e)?)\b|request for taxpayer|certificate of foreign status|beneficial owner for united states|taxpayer identification|\b1099(?:-\w+)?\b|tax (?:exempt\w*|residency|residence|clearance|registration) (?:certificate|form)|certificate of (?:tax )?(?:residence|residency|exemption)|vat (?:registration )?certificate|form (?:1120|941|990|6166)|resale certificate",
        7.0,
    ),
    says(
        "tax_form",
        "taxpayer identification number|internal revenue service|department of the treasury|backup withholding|federal tax classification|employer identification number|under penalties of perjury|exempt payee code|fatca|disregarded entity|"
        "beneficial owner|give form to the requester|requester's name|omb no|chapter 3 status|tax treaty|tax year|vat number|tax authority|instructions for the requester",
        6.0,
        at_least=5,
    ),
    titled("tax_form", r"guide|how to|api|instructions?$|readme|overview|schema|parser", -4.0),
    # Registers.
    titled(
        "business_license",
        r"business (?:licen[cs]e|registration|tax certificate)|trade licen[cs]e|certificate of (?:incorporation|good standing|formation|organization|registration of|existence|status)|articles of (?:incorporation|organization)|licen[cs]e certificate|company registration|operating licen[cs]e|occupational licen[cs]e|commercial register|handelsregister",
        7.0,
    ),
    opens(
        "business_license",
        "license number|licence number|registration number|company number|secretary of state|registrar of companies|companies act|business name|licensee|issued by|date of issue|expiration date|hereby certif|duly incorporated|duly organized|city of|state of|department of|good standing|is hereby licensed|trade name|business type|place of business|conspicuous",
        5.0,
        at_least=5,
    ),
    titled(
        "business_license",
        r"management system|iso|insurance|agreement|annual report|financial statements|annual accounts|api|how to|guide|mit |apache|open source",
        -6.0,
    ),
    # Subprocessors.
    titled(
        "subprocessor_list",
        r"sub-? ?processors?\b.{0,30}(?:list|register|page|$)|list of (?:our |current |third[- ]party |authori[sz]ed )*sub-? ?processors|\bsub-? ?processors\b",
        7.0,
    ),
    opens(
        "subprocessor_list",
        "subprocessor|sub-processor|purpose|location|entity|country|data processing addendum|service provided|third-party|infrastructure|hosting|united states|european union|personal data|notify|processing",
        4.5,
        at_least=7,
    ),
    repeats(
        "subprocessor_list",
        r"\b(?:united states|usa|ireland|germany|netherlands|united kingdom|european union|eu|worldwide|global|canada|australia|india|singapore)\b",
        1.5,
        5,
    ),
    titled("subprocessor_list", r"agreement|addendum|policy$|management|procedure|how to|terms", -4.0),
)

NEEDS: tuple[Need, ...] = (
    needs(
        "certificate_of_insurance",
        "a policy with a number, a period or a limit",
        r"policy (?:number|no|eff|exp|period)|period of insurance|expir|effective|limits?\b|indemnity|insurers? affording|additional insured",
    ),
    needs(
        "financial_statement",
        "figures of an account",
        r"assets|liabilities|revenue|income|cash flow|equity|turnover",
        2,
    ),
    needs("tax_form", "a tax number or its authority", r"tax|\btin\b|\bein\b|revenue service|withholding|\bvat\b"),
    needs(
        "business_license",
        "a number, a date or an issuer",
        r"number|no\.|issued|date|registrar|secretary of state|\d{5,}",
    ),
    needs("subprocessor_list", "subprocessors", r"sub-? ?processor"),
)
