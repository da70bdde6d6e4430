"""What two parties sign, and what a provider lays down for all who use it."""

from vendorproof.documents.classify.rule import Need, Rule, Zone, needs, opens, repeats, says, titled

SIGNED = (
    "commercial_contract master_service_agreement data_processing_agreement non_disclosure_agreement statement_of_work "
    "service_level_agreement business_associate_agreement order_form"
)
_ALL = f"{SIGNED} terms_of_service"
_PARTIES = (
    r"\bparty\b|\bparties\b|by and between|\bbetween\b|\bundersigned\b|hereinafter|\bcustomer\b|\bclient\b|\bsupplier\b|\blicens(?:or|ee)\b|"
    r"franchisor|\bcontractor\b|\bdistributor\b|\bcontroller\b|\bprocessor\b|covered entity|\brecipient\b|\byou\b"
)

RULES: tuple[Rule, ...] = (
    # The form of a contract.
    says(
        "commercial_contract master_service_agreement non_disclosure_agreement",
        "by and between|in witness whereof|whereas|hereinafter|hereof|hereunder|hereto|governing law|governed by|this agreement|termination|indemnif|"
        "force majeure|entire agreement|assignment|severability|confidential|notices|arbitration|counterparts|authorized representative|effective date|the parties|representations and warranties|waiver|amendment",
        5.0,
        at_least=13,
    ),
    opens(
        "commercial_contract master_service_agreement non_disclosure_agreement statement_of_work",
        'by and between|is entered into|is made and entered|made as of|effective as of|(the "agreement")|(this "agreement")|("agreement")|whereas|hereinafter|collectively the|each a "party"|the parties|the undersigned',
        3.0,
        at_least=3,
    ),
    titled(
        "commercial_contract",
        r"\bagreement\b|\bcontract\b|amendment (?:no|to|agreement)|memorandum of understanding|letter of intent|\bvertrag\b|\bcontrato\b|\bcontrat\b",
        4.0,
    ),
    titled(
        "commercial_contract",
        r"(?:licen[cs]e|distribut\w+|resell\w+|outsourc\w+|hosting|franchise|supply|manufactur\w+|consulting|co-?branding|marketing|sponsorship|joint venture|alliance|collaboration|cooperation|development|maintenance|agency|"
        r"affiliate|transportation|endorsement|promotion|intellectual property|services?|purchase|escrow|support|partnership|referral|filing|subscription|cloud|software|saas|lease|vendor|supplier|procurement|managed services|professional services|independent contractor)\b.{0,40}\b(?:agreement|contract)\b",
        3.0,
    ),
    titled(
        "commercial_contract", r"exhibit \d+(?:\.\d+)?|^exhibit|execution (?:copy|version)|confidential treatment", 1.5
    ),
    says(
        "commercial_contract",
        "licensee|licensor|franchisor|franchisee|distributor|purchase price|royalt|territory|purchaser|reseller|manufacturer|products",
        1.0,
        at_least=3,
    ),
    opens(
        "commercial_contract",
        "franchisor|disclosure document|supersede|amended and restated|addendum|amendment",
        1.5,
        at_least=2,
    ),
    # By name.
    titled(
        "master_service_agreement",
        r"master (?:\w+ ){0,3}?(?:agreement|contract|terms)|\bmsa\b|framework (?:services? )?agreement|cloud service agreement|main services agreement",
        8.0,
    ),
    says("master_service_agreement", "statement of work|statements of work|order form|work order|sow", 1.5, at_least=2),
    titled(
        "data_processing_agreement",
        r"data (?:processing|processor|protection|privacy|controller|transfer|sharing)(?: and \w+)? (?:agreement|addendum|terms|amendment|exhibit|annex|contract|conditions|clauses)|\bdpa\b|standard contractual clauses|processing (?:addendum|terms|of personal data agreement)|"
        r"auftragsverarbeitung|avv\b|accord (?:sur le|de) traitement|controller.{0,3}(?:to|-).{0,3}(?:controller|processor)|article 28|gdpr addendum|ccpa addendum|privacy addendum|verwerkersovereenkomst",
        8.0,
    ),
    says(
        "data_processing_agreement",
        "controller|processor|data subject|personal data breach|sub-processor|subprocessor|standard contractual clauses|documented instructions|processing of personal data|customer personal data|technical and organisational measures|technical and organizational measures|supervisory authority|data exporter|data importer|article 28|annex|this dpa|data protection laws|audit",
        6.0,
        at_least=10,
    ),
    says(
        "non_disclosure_agreement",
        "disclosing party|receiving party|recipient|discloser|confidential information|non-disclosure|permitted purpose|return or destroy|residual|trade secret|trade secrets",
        4.0,
        at_least=5,
    ),
    titled(
        "non_disclosure_agreement",
        r"non-? ?disclosure|confidentiality agreement|\bm?nda\b|confidentiality (?:undertaking|deed)|secrecy agreement|proprietary information agreement|geheimhaltung",
        9.0,
    ),
    titled(
        "statement_of_work",
        r"statements? of work|\bsow\b|work order|scope of work|task order|project charter and sow",
        8.0,
    ),
    says(
        "statement_of_work",
        "deliverable|milestone|acceptance criteria|period of performance|scope of services|scope of work|project manager|timeline|assumptions|fees|time and materials|out of scope|payment schedule|change request|change order|this sow|statement of work",
        4.5,
        at_least=8,
    ),
    titled(
        "service_level_agreement",
        r"service[- ]levels?\b(?: \w+){0,2}?(?: agreement| commitment| objectives| terms| exhibit| addendum| schedule)?|\bsla\b|uptime (?:commitment|agreement|guarantee|policy)|support (?:terms|policy|levels) and service",
        8.0,
    ),
    says(
        "service_level_agreement",
        "service credit|uptime|monthly uptime percentage|availability|downtime|service level|scheduled maintenance|response time|resolution time|sla exclusions|severity 1|99.|support hours|priority 1|financial credit|maintenance window|planned maintenance",
        5.0,
        at_least=6,
    ),
    titled(
        "business_associate_agreement",
        r"business associate (?:agreement|addendum|contract|amendment)|\bbaa\b|hipaa (?:business associate|addendum|agreement)",
        9.0,
    ),
    says(
        "business_associate_agreement",
        "business associate|covered entity|protected health information|45 cfr|45 c.f.r|hitech|unsecured protected|designated record set|breach of unsecured|minimum necessary|hipaa rules|secretary of health|accounting of disclosures|permitted uses",
        5.5,
        at_least=6,
    ),
    titled(
        "order_form",
        r"order form|service order|sales order|subscription order|purchase order|ordering document|order (?:schedule|confirmation)|\bquote\b|quotation|cover page",
        8.0,
    ),
    opens(
        "order_form",
        "order form|subscription term|billing|bill to|ship to|quantity|unit price|list price|total|order start|start date|end date|payment terms|invoic|sku|sales rep|order effective date|customer name|po number|valid until|users|discount|fees|currency|auto-renew|subscription",
        5.0,
        at_least=7,
    ),
    titled("order_form", r"invoice|receipt", -6.0),
    # Laid down for all users.
    titled(
        "terms_of_service",
        r"terms? (?:of|for) (?:\w+ )?(?:service|use|sale|business|trade)|terms (?:and|&) conditions|terms & conditions|conditions (?:of|g[ée]n[ée]rales)|user agreement|end[- ]user licen[cs]e|\beula\b|(?:service|program|platform|website|customer|subscription|merchant|developer|api|commercial|general|supplemental|additional|online services|product) terms\b|conditions g[ée]n[ée]rales|"
        r"\bcg[vu]s?\b|nutzungsbedingungen|allgemeine gesch[äa]ftsbedingungen|\bagb\b|t[ée]rminos (?:y condiciones|de (?:servicio|uso))|termos de (?:uso|servi)|condizioni (?:generali|d'uso)|terms$|\btos\b|algemene voorwaarden|allm[äa]nna villkor|legal terms|terms of",
        7.0,
    ),
    says(
        "terms_of_service",
        "you agree|your account|by using|by accessing|your use of|you may not|we may|our services|the service|your content|terms of service|terms of use|these terms|disclaimer|limitation of liability|as is|suspend or terminate|we reserve the right|governing law|class action|arbitration|you represent|acceptance of|indemnif|vous|vos droits|la commande|g[ée]n[ée]rales",
        5.0,
        at_least=11,
    ),
    repeats(
        "terms_of_service",
        r"\byou(?:r)? (?:agree|may not|acknowledge|represent|are responsible|must|account|use of)\b",
        2.5,
        8,
    ),
    says(
        "terms_of_service",
        "article 1|client|commande|remboursement|litige|droit applicable|conditions|livraison|paiement",
        2.5,
        at_least=7,
    ),
    titled(
        "terms_of_service",
        r"privacy (?:policy|notice|statement)|cookie|acceptable use|data processing|by and between|master|non-?disclosure|service level|copyright|trademark|community guidelines|brand",
        -3.5,
    ),
    titled(
        "commercial_contract master_service_agreement",
        r"data processing|terms of (?:service|use)|end[- ]user|user agreement|terms and conditions|privacy|business associate|non-? ?disclosure|confidentiality agreement|service level|statement of work|order form|contributor|public licen[cs]e|licen[cs]e version",
        -3.5,
    ),
    titled("commercial_contract", r"master (?:\w+ ){0,3}?agreement", -4.0),
    titled("non_disclosure_agreement", r"data processing|master|services agreement|distribut|licen[cs]e|consult", -4.0),
    titled("statement_of_work", r"agreement$|policy|template registry", -2.0),
    titled(
        _ALL,
        r"\bpolicy\b|\bprocedures?\b|checklist|guide\b|how to|prompt|skill\b|readme|overview|playbook|review of|summary of|contract management|generator",
        -3.0,
    ),
    opens(
        _ALL,
        "when to use|template usage|use this template|source url|fields|required description|use case|trigger|state requirements|key provisions",
        -4.0,
        at_least=3,
    ),
)

NEEDS: tuple[Need, ...] = (
    needs(SIGNED.replace(" service_level_agreement", ""), "parties", _PARTIES),
    needs(
        "data_processing_agreement",
        "a controller or a processor",
        r"\bcontroller|\bprocessor|\bservice provider|responsable de traitement|sous-traitant|auftragsverarbeiter|personal data",
    ),
    needs("non_disclosure_agreement", "confidential information", r"confidential|proprietary|geheim|vertraulich"),
    needs("business_associate_agreement", "protected health information", r"health information|\bphi\b"),
    needs("service_level_agreement", "a level to keep", r"\d\s?%|percent|response time|uptime|availability|hours"),
    needs("order_form", "what is ordered and at what price", r"price|fee|total|amount|quantity|subscription|\$|€|£", 2),
    needs(
        "terms_of_service",
        "somebody addressed",
        r"\byou\b|\bcustomer\b|\busers?\b|\bvous\b|\bclient\b|\bsie\b|\busted\b|\bkunde|\busuario|\butente",
        zone=Zone.BODY,
    ),
)
