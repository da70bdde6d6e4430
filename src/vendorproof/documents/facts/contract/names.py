"""Names of companies and people as contracts write them, and the words for the part each plays."""

import re

LONGEST_NAME = 14

_STRONG = (
    r"Inc|Incorporated|L\.?L\.?C|Ltd|Limited|L\.?P|L\.?L\.?P|P\.?L\.?L\.?C|Corp|Corporation|GmbH|AG|SE|S\.?A\.?S|S\.?A\.?R\.?L|S\.?R\.?L|"
    r"S\.?p\.?A|B\.?V|N\.?V|A/S|ApS|PLC|P\.?L\.?C|Pty|Pte|Pvt|K\.?K|Aktiengesellschaft|ULC|Bhd|KGaA|Oyj?|Ltda"
)
_AFTER_COMMA = rf"{_STRONG}|Co|N\.?A|F\.?S\.?B|P\.?C|L\.?C|S\.?A|S\.?L|AB|AS"
_SUFFIXES = (
    rf"{_AFTER_COMMA}|Company|KG|S\.?L\.?U|Sdn|d\.o\.o|Kft|Zrt|Lda|Trust|Partnership|Liability|Bank|University|Foundation|Association|"
    r"Authority|Institute|e\.V|UG|Holdings|Group"
)
_STRONG_SUFFIX, _COMMA_SUFFIX, _SUFFIX = (
    re.compile(rf"(?:{words})\.?", re.IGNORECASE) for words in (_STRONG, _AFTER_COMMA, _SUFFIXES)
)
_STOP = r"(?!(?:AND|BETWEEN|BY|WITH|WHEREAS|HAVING|LOCATED|FOR|DATED|AS|MAY|SHALL|WILL|MUST|YOU|YOUR|TO|IS|ARE|HEREBY|IN|ON|OR|IF|THAT|WHICH)\b|AN?\s)"
_WORD = rf"{_STOP}[^\W_a-z][\w&.'/+@-]*"
_LINK = r"(?i:&|\+|of|the|de|la|du|des|für|et|y|e|von|van|der|den|di|do|da|del)"
_OPENS = re.compile(rf"{_WORD}|[a-z][\w-]{{0,30}}\.(?:com|io|ai|net|org|co)\b|[a-z]{{1,3}}[A-Z][\w-]*")
_TOKEN = re.compile(rf"(?P<comma>,?)[ \n](?:{_LINK}(?=[ \n])|(?P<word>{_WORD}))")
_JOINT = re.compile(rf"(?P<comma>,?)[ \n](?i:and)[ \n](?P<word>{_WORD})")

ROLE_WORDS = (
    r"(?:(?:Service|Services|Software|Technology|Solution|Hosting|Cloud)\s)?(?:Provider|Supplier|Vendor)|Customer|Client|Company|Contractor|"
    r"Subcontractor|Consultant|Advis[eo]r|Licensor|Licensee|Seller|Buyer|Purchaser|Distributor|Reseller|Manufacturer|(?:Master\s)?Franchis(?:or|ee)|"
    r"Landlord|Tenant|Less(?:or|ee)|Lender|Borrower|Agent|Principal|Employer|Employee|Owner|Operator|Manager|Sponsor|Publisher|Advertiser|"
    r"Author|Developer|Subscriber|Merchant|Business\sAssociate|Covered\sEntity|(?:Data\s)?(?:Controller|(?:Sub-?)?Processor|Importer|Exporter)|"
    r"(?:Disclosing|Receiving|First|Second|Third)\sParty|Party\s[A-Z1-9]\b|Discloser|Recipient|Assign(?:or|ee)|Guarantor|Investor|Shipper|Carrier|Bank|"
    r"University|Institution|Hospital|Organi[sz]ation|Outsourcer|Host|Partner|User|Member|Marketer|Promoter|Artist|Producer"
)
_ROLE = re.compile(ROLE_WORDS, re.IGNORECASE)
_GENERIC_WORD = re.compile(
    rf"(?:{ROLE_WORDS})s?|Names?|Address|You|Your|Us|We|Our|Entity|Persons?|Part(?:y|ies)|The|Undersigned|Users?|Website|Site|Services?|"
    r"Date|Title|Recitals|Each|Both|Any|Such|This|These|Its|Other|[A-Z]|Affiliates?|Signed|Effective",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\b(?:Agreement|Addendum|Contract|Terms|Conditions|Exhibit|Schedule|Annex|Appendix|Section|Article|Clause|Effective|Whereas|Confidential|"
    r"Personal Data|January|February|March|April|June|July|August|September|October|November|December|Statement of Work|Policy|Order Form|Witness|"
    r"Signature|Regulation|Directive|(?:your|company|client|vendor|customer|provider|organi[sz]ation|entity) name)\b|[\[\]{}<>_]|\bXXX|\bTBD\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\b(?!Incorp|Limit|Co?rpo)\w{5,}\.$")
_STATES = frozenset({"CO", "NV", "AB", "SE", "AS", "SA", "PA"})
"""Of the postal codes of states those that a form of company is written as, too."""
_SHORT = re.compile(
    r"(?:\b[A-Z]|\b(?:Inc|Ltd|Co|Corp)|L\.L\.C|L\.P|S\.A|A\.S|B\.V|N\.V|R\.L|p\.A|d\.o\.o)\.$",
    re.IGNORECASE,
)


def name_at(text: str, at: int, *, joined: bool = False) -> int | None:
    """Where the name that begins at `at` ends, or None. `joined`: it may have an `and` before its form of company."""
    opens = _OPENS.match(text, at)
    if opens is None:
        return None
    end = last = opens.end()
    formed = False
    for _ in range(LONGEST_NAME):
        if text[last - 1] == "." and end == last and _SENTENCE.search(text, max(at, last - 30), last):
            break
        token = _TOKEN.match(text, end) or (_JOINT.match(text, end) if joined and not formed else None)
        if token is None:
            break
        word = token["word"]
        if token["comma"] and not (word and _COMMA_SUFFIX.fullmatch(word) and word not in _STATES):
            break
        if formed and not (word and _SUFFIX.fullmatch(word)):
            break
        end = token.end()
        if word:
            last = end
            formed = formed or bool(_STRONG_SUFFIX.fullmatch(word))
    return last


def tidy(text: str) -> str:
    """A name on one line, without the signs around it."""
    plain = " ".join(text.split()).strip(" ,;:'\"-")
    return plain if _SHORT.search(plain) else plain.rstrip(".")


def has_form(name: str) -> bool:
    """Whether a name ends in a form of company."""
    words = name.split()
    return len(words) > 1 and bool(_SUFFIX.fullmatch(words[-1]))


def is_role(words: str) -> bool:
    """Whether these are the words for the part somebody plays."""
    return bool(_ROLE.fullmatch(words))


def is_generic(name: str) -> bool:
    """Whether it says a part (`the Customer`) instead of a name."""
    return bool(_ROLE.fullmatch(name)) or all(
        _GENERIC_WORD.fullmatch(word.strip(".,'")) for word in re.split(r"[\s/]+", name)
    )


def is_name(name: str) -> bool:
    """Whether it can name somebody."""
    return (
        2 <= len(name) <= 120 and sum(map(str.isalpha, name)) >= 2 and not is_generic(name) and not _NEVER.search(name)
    )
