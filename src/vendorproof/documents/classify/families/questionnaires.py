"""Questions a customer asks and a vendor answers: the standards' own ids, then the form alone."""

from vendorproof.documents.classify.rule import Need, Rule, Zone, needs, opens, repeats, says, titled

_NAMED = "sig_questionnaire caiq_questionnaire hecvat_questionnaire vsa_questionnaire"
_ANY = f"{_NAMED} security_questionnaire"
# Domain codes of the Cloud Controls Matrix, versions 3 and 4.
_CCM = r"\b(?:a&a|ais|aac|bcr|ccc|cek|cco|dcs|dsi|dsp|ekm|grc|grm|hrs|iam|ipy|ivs|log|mos|sef|sta|tvm|uem)-\d\d(?:\.\d{1,2})?\b"
_HECVAT = r"\b(?:hlco|hlap|hldo|hlaa|hlbc|hlch|hlda|hldb|hldc|hlfi|hlmc|hlnt|hlph|hlpp|hlpi|hlqu|hlsy|hltp|hlvu|comp|docu|itac|thrd|chng|appl|aaai|bcpl|dcen|drpl|fidp|ohtr|tpsa|gnrl|qual|hfih|pcid|ppprl?|cons|hipa|onpr)-\d\d\b"
_ABROAD = "informationssicherheit|sicherheit|datenschutz|lieferant|auftragnehmer|dienstleister|sécurité|fournisseur|prestataire|sous-traitant|seguridad|proveedor|sicurezza|fornitor|beveiliging|leverancier"
_SECURITY_ABROAD = "verschlüssel|sicherheit|datenschutz|personenbezogen|passw|zugriff|schwachstelle|notfall|sicherung|chiffr|sécurité|données|sauvegarde|accès|intrusion|cifra|seguridad|datos|contraseñ|copias|sicurezza|crittograf|beveilig|versleutel"

RULES: tuple[Rule, ...] = (
    titled("caiq_questionnaire", r"consensus assessments? initiative|\bcaiq\b", 9.0),
    repeats("caiq_questionnaire", _CCM, 5.0, 8),
    opens(
        "caiq_questionnaire",
        "consensus assessment|caiq|csp caiq answer|ssrm control ownership|cloud controls matrix|csp implementation description|control domain|consensus assessments initiative",
        4.0,
        at_least=2,
    ),
    titled(
        "sig_questionnaire",
        r"standardi[sz]ed information gathering|\bsig\b[ -]?(?:lite|core|20\d\d|questionnaire|manager|detail|response|full)|shared assessments",
        9.0,
    ),
    says(
        "sig_questionnaire",
        "standardized information gathering|sig lite|sig core|shared assessments|ques num|question/request|enterprise risk management|nth party|scoped systems and data|scoped data",
        4.0,
        at_least=3,
    ),
    titled("hecvat_questionnaire", r"higher education community vendor|\bhecvat\b", 9.0),
    repeats("hecvat_questionnaire", _HECVAT, 5.0, 8),
    opens(
        "hecvat_questionnaire",
        "higher education|hecvat|institution|vendor answers|solution provider|additional information|guidance|analyst",
        3.0,
        at_least=3,
    ),
    titled(
        "vsa_questionnaire", r"vendor security alliance|\bvsa\b.{0,20}(?:questionnaire|core|full|20\d\d)|\bvsaq\b", 9.0
    ),
    says("vsa_questionnaire", "vendor security alliance|vsa-full|vsa-core|vsa core|vsa full", 4.0),
    # Any other questionnaire: what it is called, and that it asks.
    titled(
        "security_questionnaire",
        r"(?:security|vendor|supplier|third[- ]party|privacy|risk|due diligence|compliance|infosec|cyber\w*|information security|gdpr|data protection|assessment|saas|cloud)\b.{0,40}(?:questionnaire|question set|self[- ]assessment form)|questionnaire.{0,40}(?:security|vendor|supplier|risk|privacy)|\b(?:ddq|vsq|rfi)\b",
        7.0,
    ),
    titled(
        "security_questionnaire",
        rf"(?:fragebogen|questionnaire|cuestionario|questionario|vragenlijst)\b.{{0,60}}(?:{_ABROAD})|(?:{_ABROAD}).{{0,40}}(?:fragebogen|questionnaire|cuestionario|questionario|vragenlijst)",
        7.0,
    ),
    titled(_ANY, r"questionnaire", 1.5),
    # The head of a table; the standards name their columns otherwise.
    repeats(
        "security_questionnaire", r"\bquestions? (?:vendor |supplier )?(?:response|answer)s?\b", 3.0, 1, Zone.OPENING
    ),
    repeats(
        "security_questionnaire",
        r"\b(?:gibt es|werden|wird|haben sie|verfügen sie|setzen sie|führen sie|ist|sind|avez-vous|disposez-vous|existe-t-il|réalisez-vous|faites-vous|sont-(?:ils|elles)|(?:est|sont) .{1,40}|existe|dispone|disponen|cuenta|hebben|heeft) ?[^?.]{5,200}\?",
        4.5,
        6,
    ),
    repeats(
        _ANY,
        r"\b(?:do|does|is|are|has|have|can|will|did) (?:you|your|the|there|all|any|data|access|it|a|an|customer|sensitive|employees|staff|users|security|backups|independent|vendor|supplier|organi[sz]ation)\b[^?.]{5,260}\?",
        4.5,
        8,
    ),
    says(
        _ANY,
        "encrypt|incident|access control|multi-factor|background check|penetration test|vulnerab|business continuity|subcontract|third part|data center|backup|security polic|soc 2|iso 27001|privacy|patch|firewall",
        1.5,
        at_least=6,
    ),
    opens(
        _ANY,
        "yes/no|response|answer|please describe|please provide|please explain|please complete|n/a|additional information|comments|evidence|respondent|vendor name|supplier name|question",
        2.0,
        at_least=3,
    ),
    repeats("security_questionnaire", _CCM, -4.0, 8),
    repeats("security_questionnaire", _HECVAT, -4.0, 8),
    titled(
        "security_questionnaire",
        r"consensus assessments? initiative|\bcaiq\b|standardi[sz]ed information gathering|\bsig\b|\bhecvat\b|vendor security alliance",
        -4.0,
    ),
    titled(
        _ANY,
        r"prompt|reviewer|agent\b|how to|\bguide|readme|workflow|knowledge base|faq|common .{0,20}questions|automat|skill\b|tool\b|quiz|interview|satisfaction|survey|policy|procedure|checklist|exam\b|lesson|course|newsletter|blog",
        -5.0,
    ),
)

NEEDS: tuple[Need, ...] = (
    needs(
        _ANY,
        "questions about security or privacy",
        r"encrypt|incident|authenticat|password|vulnerab|firewall|personal data|privacy|backup|malware|access control|security|compliance|\bdata\b|risk assessment|background check|audit|continuity|"
        + _SECURITY_ABROAD,
        2,
    ),
    needs(
        "security_questionnaire", "questions", r"\?|describe|please (?:provide|explain|list|indicate)|yes\s?/\s?no", 1
    ),
    needs("caiq_questionnaire", "questions", r"\?|consensus assessments? (?:question|answer)s|caiq answer"),
    needs(
        "security_questionnaire",
        "the form of a questionnaire",
        r"question|assessment|vendor|supplier|due diligence|response|answer|frage|antwort|lieferant|réponse|fournisseur|respuesta|proveedor|domand|rispost|vraag|antwoord",
        2,
        Zone.OPENING,
    ),
)
