"""How questionnaires name their columns, and what stands in them."""

import re
from collections.abc import Callable
from enum import Enum

from vendorproof.documents.facts.folding import folded

LONGEST_NAME = 90
LONGEST_WITH_STOP = 40


class Role(Enum):
    """What a column holds. Evidence is a comment where there is no column for comments; `other` is none of the vendor's words."""

    ID = "id"
    QUESTION = "question"
    WANTED = "wanted"
    ANSWER = "answer"
    COMMENT = "comment"
    EVIDENCE = "evidence"
    MARK = "mark"
    OTHER = "other"


_OTHER = re.compile(
    r"guidance|guideline|instruction|analyst|reviewer|assessor|evaluat|internal|preferred|expected|desired|previous|last year|scor|weight|"
    r"ownership|csc |customer|client|institution|responsib|reference\b.{0,20}$|relevance|category|domain|section|risk|mapping|control (?:title|specification)|"
    r"why|follow|response (?:type|option)|answer (?:type|option|choice)|hinweis|priority|type$|owner"
)
_ID = re.compile(
    r"(?:(?:question|ques|quest|q|control|item|req|requirement|ref|reference|serial|s|sr|sl|lfd|frage|frage[nr]*|domanda|pregunta|vraag)[ ._-]{0,2})?"
    r"(?:id|ids|no|nr|num|number|numero|número|nummer|#|ref|n°|nº|№|code|identifier)\.?|#|item|ref|reference|q|id/?nr|nr\.? der frage"
)
_QUESTION = re.compile(
    r"(?:[\w/&' -]{0,40}\b)?(?:questions?|question ?/ ?request|question text|inquiry|enquiry)(?:\s?\(.{0,60}\))?|(?:\w{0,20} )?(?:frage(?:n|stellung|text)?|preguntas?|domand[ae]|vra(?:ag|gen)|perguntas?)|"
    r"question(?:s)? (?:de|zur|zum|à) .{0,40}"
)
_WANTED = re.compile(
    r"(?:[\w/&' -]{0,40}\b)?(?:requirements?|requests?|criteria|criterion|control description|description of control|statement|anforderung(?:en)?|exigences?|requisitos?|requisit[oi]|control)"
)
_ANSWER = re.compile(
    r"(?:[\w/&'. -]{0,40}\b)?(?:answers?|responses?|repl(?:y|ies)|antwort(?:en)?|réponses?|respuestas?|rispost[ae]|antwoord(?:en)?|respostas?)"
    r"(?:\s?[(\[].{0,70}[)\]]|[ :-]{0,3}(?:yes|y) ?/ ?(?:no|n)\b.{0,40}|[ :*]{0,3}(?:20\d\d)?)?|(?:yes|y|ja|oui|s[ií]|sim) ?/ ?(?:no|n|nein|non|nee|não)\b.{0,30}|"
    r"compliant\s?\??(?:\s?\(.{0,30}\))?|in place\s?\?|(?:implementation|compliance) status|status der umsetzung"
)
_COMMENT = re.compile(
    r"comment|additional info|further info|\bnotes?\b|remark|explanation|explain|\bdetails?\b|implementation description|justification|"
    r"elaborat|clarif|bemerkung|anmerkung|kommentar|erläuterung|commentaire|remarque|précision|comentario|observacion|commento|osservazion|"
    r"\bnote\b|opmerking|toelichting|comentário|observaç|if (?:yes|no)\b|describe"
)
_EVIDENCE = re.compile(r"evidence|nachweis|attachment|supporting doc|document reference|preuve|evidencia|bewijs|anlage")
_MARK = re.compile(
    r"yes|no|n[./]{0,2}a\.?|not applicable|partial(?:ly)?|planned|in progress|ja|nein|teilweise|entfällt|nicht zutreffend|nicht anwendbar|oui|non|"
    r"partiel(?:lement)?|sans objet|s[ií]|no aplica|parcial(?:mente)?|parziale|parzialmente|non applicabile|nee|deels|n\.?v\.?t\.?|sim|não|não aplicável|y|n"
)
_NOT_ASKED = re.compile(r"analyst|internal|follow|reason|related")
_NOT_COMMENT = re.compile(r"guidance|analyst|reviewer|assessor|internal|customer|client|institution|csc ")
_NAMED: tuple[tuple[Role, Callable[[str], object]], ...] = (
    (Role.MARK, _MARK.fullmatch),
    (Role.ID, _ID.fullmatch),
    (Role.QUESTION, lambda name: _QUESTION.fullmatch(name) and not _NOT_ASKED.search(name)),
    (Role.EVIDENCE, lambda name: _EVIDENCE.search(name) and not _NOT_COMMENT.search(name)),
    (Role.COMMENT, lambda name: _COMMENT.search(name) and not _NOT_COMMENT.search(name)),
    (Role.ANSWER, re.compile(r"(?:risk )?responses?").fullmatch),
    (Role.OTHER, _OTHER.search),
    (Role.ANSWER, _ANSWER.fullmatch),
    (Role.WANTED, _WANTED.fullmatch),
)
"""Asked in this order."""

_TICK = re.compile(r"x{1,3}|✓|✔|☒|☑|✗|✘|1|true|•|●|■|\*|√|wahr|vrai|\[x\]|\(x\)", re.IGNORECASE)
_UNTICKED = re.compile(r"false|0|falsch|faux|☐|□|\[\s?\]|\(\s?\)|-|–", re.IGNORECASE)
_BLANK = re.compile(
    r"(?:please )?(?:select|choose)(?: (?:one|an?|your|from)\b.{0,40})?\.{0,3}|click (?:or tap )?(?:here )?to enter .{0,20}|klicken .{0,60}|choisissez .{0,40}|"
    r"[-–—_.…\s*]{1,200}|[\[<({].{0,80}[\])>}]|(?:yes|y) ?/ ?(?:no|n)(?: ?/ ?n/?a)?|ja ?/ ?nein(?: ?/ ?\w{1,12})?|tb[ad]|enter .{0,30}here|your (?:answer|response).{0,20}|\?+|#(?:n/?a|ref!|value!|name\?)"
)
_BOX = re.compile(
    r"(?P<box>[☐□☒☑✓✔✗■]|\[\s?[xX✓]?\s?\]|\(\s?[xX✓]?\s?\))\s{0,3}(?P<option>[^☐□☒☑✓✔✗■\[\](\n\t]{1,60}?)\s{0,4}(?=[☐□☒☑✓✔✗■\[(]|$|\t|\n)"
)
STATED = r"(?:yes|no|n/a|n\.a\.|na|not applicable|partial(?:ly)?|planned|in progress|ja|nein|teilweise|entfällt|oui|non|s[ií]|sim|não|nee|y|n)"
_STATED = re.compile(STATED)
ASKS = re.compile(
    r"(?:please\s+)?(?:describe|provide|list|explain|state|specify|indicate|confirm|outline|identify|detail|attach|give|name|beschreiben|nennen|bitte|décrivez|veuillez|describa|indique)\b",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"instruction|read ?me|how to|guide|example|glossar|definition|change ?log|revision|acknowledg|drop ?-?downs?|^lists?$|lookup|valid(?:ation|s)\b|scoring|"
    r"\breport\b|analyst|summary|dashboard|benchmark|crosswalk|mapping|^intro|\bold\b|previous|archive|template|evaluation|values$|anleitung|hinweise"
)
"""Sheets that hold no answers of this questionnaire."""

OF_THE_FORM = re.compile(
    r"change ?log|revision|history|acknowledg|glossar|example|lookup|drop ?-?down|template|\bold\b|previous|archive"
)
"""Sheets on which names and days are the form's own, or another's."""


def role(cell: str) -> Role | None:
    """Of a column with that name; None of what names no column."""
    if not cell or len(cell) > 2 * LONGEST_NAME:
        return None
    name = folded(cell).strip(" :*")
    if not name or len(name) > LONGEST_NAME or (name.endswith((".", "?")) and len(name) > LONGEST_WITH_STOP):
        return None
    return next((found for found, fits in _NAMED if fits(name)), None)


def given(cell: str) -> str | None:
    """What a cell for an answer says: its text, or the one box that is ticked in it. Empty of what nobody filled in, None of what
    cannot be told.
    """
    boxes = list(_BOX.finditer(cell))
    if len(boxes) > 1:
        ticked = [
            one["option"].strip(" :,;") for one in boxes if one["box"].strip("[]() \t") and one["box"] not in "☐□"
        ]
        return "" if not ticked else ticked[0] if len(ticked) == 1 else None
    return "" if _BLANK.fullmatch(folded(cell)) else cell


def ticked(cell: str) -> bool | None:
    """Whether a cell under "Yes" is marked; None of a text, which may be anything."""
    if not cell.strip() or _UNTICKED.fullmatch(cell.strip()):
        return False
    return True if _TICK.fullmatch(cell.strip()) else None


def boxes(text: str) -> bool:
    """Whether it begins with boxes to tick."""
    return _BOX.match(text.lstrip()) is not None


def stated(text: str) -> bool:
    """Whether it is one of the answers one can tick."""
    return bool(_STATED.fullmatch(folded(text).rstrip(".")))


def asks(text: str) -> bool:
    """Whether it is a question or asks for something."""
    plain = text.strip()
    if not 8 <= len(plain) <= 1_800 or not (plain[0].isupper() or plain[0] in "¿\"'“‘(" or plain[0].isdigit()):
        return False
    return plain.endswith("?") or (bool(ASKS.match(plain)) and plain[-1] in ".:)")
