"""What is none of the types: the larger half of what people upload by mistake."""

from vendorproof.documents.classify.rule import Rule, Zone, headed, opens, repeats, says

RULES: tuple[Rule, ...] = (
    says(
        "other",
        "npm install|pip install|git clone|yarn add|docker run|docker-compose|brew install|cargo |go get|make install|npx |sudo apt",
        5.0,
        at_least=2,
    ),
    opens(
        "other",
        "getting started|installation|quick start|quickstart|prerequisites|contributing|build status|mit license|license: |pull requests|this repository|this repo |github.com|fork |open source|## usage|clone the",
        4.5,
        at_least=4,
    ),
    headed(
        "other",
        r"readme|getting started|quick ?start|installation|changelog|change log|release notes|what's new|roadmap|todo\b|contributing|tutorial|\bapi\b (?:reference|documentation|docs)|documentation|user (?:guide|manual)|developer guide|cheat ?sheet|how to|awesome|curriculum|syllabus|lecture|lesson|course|course notes|exam\b|quiz|blog|newsletter",
        5.0,
    ),
    headed(
        "other", r"invoice|receipt|packing slip|purchase requisition|expense report|timesheet|pay ?slip|remittance", 7.0
    ),
    says(
        "other",
        "invoice number|invoice no|invoice date|bill to|amount due|balance due|subtotal|due date|payment due|tax invoice|total due",
        5.0,
        at_least=4,
    ),
    headed(
        "other", r"curriculum vitae|\bresum[eé]\b|\bcv\b|cover letter|job description|job posting|we are hiring", 7.0
    ),
    says(
        "other",
        "work experience|education|skills|references|employment history|bachelor|university|linkedin|certifications|hobbies|languages|professional summary|gpa",
        4.0,
        at_least=5,
    ),
    headed(
        "other",
        r"\bminutes\b|meeting notes|\bagenda\b|stand-?up\b|retrospective|status report|weekly report|board meeting|attendees",
        6.0,
    ),
    opens(
        "other",
        "attendees|agenda|action items|minutes of|absent|next meeting|called to order|adjourned|motion to|present:|quorum|meeting date",
        5.0,
        at_least=4,
    ),
    headed(
        "other",
        r"\bsurvey\b|satisfaction|feedback form|\bpoll\b|\bnps\b|\binterview\b|user research|registration form|application form|order of service|recipe|menu\b",
        6.0,
    ),
    says(
        "other",
        "strongly agree|strongly disagree|very satisfied|how satisfied|how likely are you to recommend|scale of 1|1 to 5|respondents|satisfied|neither agree|survey",
        5.0,
        at_least=3,
    ),
    headed(
        "other",
        r"(?:community|content|brand(?:ing)?|review|listing|editorial|style|contribution|design|logo|trademark|advertising|developer|seller|creator|monetization) (?:guidelines|guide|rules|standards|policy)|guidelines for (?:the )?(?:use|representing)|press (?:release|kit)|copyright (?:policy|claims|notice|infringement|complaint)|\bdmca\b|intellectual property (?:policy|complaint)|counterfeit|refund policy|return policy|returns policy|shipping policy|accessibility statement|imprint|impressum|law enforcement|transparency report",
        6.0,
    ),
    says(
        "other",
        "trademark|logo|brand|infring|copyright|takedown|take-down|counter-notice|dmca|community guidelines|content that|piracy|complaint",
        3.0,
        at_least=7,
    ),
    # Licences of software.
    opens(
        "other",
        'permission is hereby granted, free of charge|gnu general public license|gnu lesser general public|gnu affero|apache license|redistribution and use in source and binary|mozilla public license|creative commons|without warranty of any kind|the software is provided "as is"|public license|unlicense|free software foundation',
        7.0,
        at_least=2,
    ),
    headed(
        "other",
        r"mit license|apache license|gnu .{0,20}licen[cs]e|bsd.{0,12}licen[cs]e|public licen[cs]e|^licen[cs]e$|third[- ]party (?:software )?(?:notices|licen)|copyright \(c\)|contributor licen[cs]e",
        6.0,
    ),
    # Teaching and talk about the subject instead of the thing.
    headed(
        "other",
        r"\bguide\b|checklist|best practices|what is\b|introduction to|overview of|explained|lessons|implementation (?:guide|plan|summary|complete|roadmap|status)|readiness|gap (?:analysis|assessment)|\bprompts?\b|\bskill\b|agent\b|template generator|knowledge base|module \d|chapter \d|week \d|lab \d|assignment|case study|proposal|business plan|pitch|research paper|\babstract\b|thesis|whitepaper: a|feasibility|architecture decision|\badr\b|\brfc\b|user stor(?:y|ies)|requirements specification|\bprd\b|\bsrs\b|test plan|workflow|sprint|backlog|quarter \d|project timeline",
        3.5,
    ),
    opens(
        "other",
        "in this article|in this guide|in this post|you will learn|in this tutorial|let's|this tutorial|this guide|this course|prompt|you are a|your task is|step 1|learning objectives|further reading|tl;dr|posted on|min read|subscribe",
        4.0,
        at_least=3,
    ),
    opens(
        "other",
        "when to use|use when|most commonly used|key sections|commonly found|synonym|abbreviation|is an auditing framework|components of|the report is made up|lets review|let us review|used by merchants and|also known as|this directory",
        4.0,
        at_least=2,
    ),
    opens(
        "other",
        "abstract|introduction|keywords|arxiv|et al|we propose|in this paper|related work|doi:|references|university",
        4.0,
        at_least=5,
    ),
    repeats(
        "other", r"^## \[?v?\d+\.\d+|\b(?:added|fixed|changed|removed|deprecated|bug ?fixes|breaking changes)\b", 3.0, 8
    ),
    repeats("other", r"\b(?:get|post|put|delete|patch) /[a-z]", 4.0, 3),
    opens(
        "other",
        "quarter 1|month 1|key deliverables|goal:|phase 1|success metrics|kpi|okr|milestone|deliverables & activities",
        3.5,
        at_least=3,
    ),
    repeats("other", r"\bdear (?:sir|madam|mr|ms|friend|team|customer|hiring)", 1.0, 1, Zone.OPENING),
)
