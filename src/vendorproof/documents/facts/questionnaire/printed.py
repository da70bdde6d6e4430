"""What one question's lines say: with words that announce the answer, or beside each other as a print has them."""

import re
from collections.abc import Iterable, Iterator

from vendorproof.documents.facts.questionnaire import words
from vendorproof.documents.facts.questionnaire.segments import LABELS, Segment
from vendorproof.documents.facts.questionnaire.values import LONGEST, Answer, answer, flat, torn

LONGEST_HEADING = 60
MOSTLY = 0.7
_LABEL = re.compile(
    rf"(?:^|(?<=[?.:])[ \t]{{1,4}})[ \t]{{0,4}}{LABELS}[ ]{{0,2}}[:：\t][ \t]{{0,4}}", re.IGNORECASE | re.MULTILINE
)
_COMMENT = re.compile(
    r"^[ \t]{0,4}(?:(?:vendor |supplier |additional )?(?:comments?|notes?|information|details?)|remarks?|explanation|justification|evidence|supporting (?:evidence|documentation|information)|"
    r"Bemerkung(?:en)?|Anmerkung(?:en)?|Kommentar|Commentaires?|Remarques?|Comentarios?|Note)[ ]{0,2}[:\t][ \t]{0,4}",
    re.IGNORECASE | re.MULTILINE,
)
_TOLD = re.compile(rf"\?\s{{1,4}}(?P<answer>{words.STATED})(?P<end>\s|$)", re.IGNORECASE)
_INLINE = re.compile(
    rf"\?\s{{1,4}}(?P<answer>(?i:{words.STATED})(?=\s{{0,4}}\Z|\s?[,.;:–—]|\s[-–—]\s|[ ][a-zà-ÿ(])|(?:We|Our)\s|[☐□☒☑✓✔✗■]|\[[ xX]\]\s|\([ xX]\)\s)"
)
_OWNED = re.compile(
    r"\s{0,2}(?:CSP[- ]owned|CSC[- ]owned|Shared\s+CSP\s+and\s+(?:CSC|third[- ]party)|3rd[- ]party\s+outsourced)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"comment|additional|note|remark|explanation|detail|description|bemerkung|kommentar|evidence", re.IGNORECASE
)
_LAST = re.compile(
    r"guidance|categor|reference|relevance|iso\b|ccm|csc resp|responsibilit|score|weight|analyst|domain|risk|mapping|date|owner|reviewer",
    re.IGNORECASE,
)
_OWNER = re.compile(r"ssrm|ownership", re.IGNORECASE)
_CONTROL = re.compile(r"\n[A-Z&]{2,5}-\d\d\n")
_HEAD = re.compile(
    r"^.{0,60}\b(?:question|frage)\b.{0,60}(?:answer|response|antwort).{0,120}$", re.IGNORECASE | re.MULTILINE
)


def read(every: Iterable[Segment]) -> Iterator[Answer]:
    """Those that were answered in a way that shows where the answer begins."""
    held = list(every)
    whole = sum(map(_is_whole, held)) >= MOSTLY * len(held)
    for one in held:
        found: Answer | None = None
        if label := _LABEL.search(one.text):
            found = _labelled(one, label)
        elif not one.columns:
            found = _inline(one)
        elif whole:
            found = _beside(one)
        if found is not None:
            yield found


def _is_whole(one: Segment) -> bool:
    """Whether an id is followed by its question. Some printers set all short cells of a page before all long ones; what belongs
    to what is lost then.
    """
    return words.asks(_unnumbered(one.text[: one.text.find("?") + 1])) or bool(
        words.ASKS.match(_unnumbered(one.text[:200]))
    )


def _made(
    one: Segment, question: str, told: str | None, comment: str | None, end: int, confidence: float
) -> Answer | None:
    if torn(question, one.known) or torn(told or "", one.known):
        return None
    if comment and torn(comment, one.known):
        comment, confidence = None, min(confidence, 0.75)
    said = {
        "id": one.id,
        "question": flat(question),
        "answer": flat(told or "") or None,
        "comment": flat(comment or "") or None,
    }
    if not words.asks(said["question"] or "") or sum(len(text or "") for text in said.values()) > LONGEST:
        return None
    if said["answer"] is not None:
        said["answer"] = words.given(said["answer"]) or None
    return answer(said, one.text[:end], confidence, one.cited(end))


def _labelled(one: Segment, label: re.Match[str]) -> Answer | None:
    if _LABEL.search(one.text, label.end()):
        return None
    question = _unnumbered(one.text[: label.start()])
    comment = _COMMENT.search(one.text, label.end())
    stop = _stop(one, comment.end() if comment else label.end())
    if stop is None:
        return None
    told = one.text[label.end() : comment.start() if comment else stop]
    behind = one.text[comment.end() : stop] if comment else None
    return _made(one, question, told, behind, stop, 0.93 if one.id else 0.88)


def _stop(one: Segment, begin: int) -> int | None:
    """Where the text that begins there ends: before a last line that is the next section's name. None where it may be either."""
    text = one.text.rstrip()
    last = text.rfind("\n") + 1
    if one.ended or last <= begin or not _may_be_heading(text[last:]):
        return len(text)
    before = text[begin : last - 1].rstrip()
    return last - 1 if before.endswith((".", "!", "?")) or not before else None


def _may_be_heading(line: str) -> bool:
    plain = line.strip()
    return len(plain) <= LONGEST_HEADING and plain[:1].isupper() and not plain.endswith((".", "!", "?", ")", ";"))


def _beside(one: Segment) -> Answer | None:
    """Under a head that names columns: a usual answer right after the question mark, and what is left is the comment if nothing
    but comments stands in the columns after it.
    """
    match = _TOLD.search(one.text)
    if match is None or one.text.count("?", 0, match.start()) > 1:
        return None
    question = _unnumbered(one.text[: match.start() + 1])
    end = match.end("answer")
    if owned := _OWNED.match(one.text, end):
        if not _OWNER.search(one.columns):
            return None
        end = owned.end()
    rest = one.text[end:]
    if not _BEHIND.search(one.columns):
        # A cell that goes on: where it ends is not to be seen, unless nothing follows.
        return None if rest.strip() else _made(one, question, match["answer"], None, end, 0.9)
    if rest.strip() and (rest[0] not in " \n" or rest.lstrip()[0] in ",;:-–"):
        return None
    comment = _comment(one, rest)
    stop = end + len(comment) if comment else match.end("answer")
    return _made(one, question, match["answer"], comment, stop, 0.9 if comment or not rest.strip() else 0.75)


def _comment(one: Segment, rest: str) -> str | None:
    """What the column of comments says, or None where other things may stand in it too."""
    cut = rest
    if control := _CONTROL.search(rest):
        if re.search(r"csc resp", one.columns, re.IGNORECASE):
            return None
        cut = rest[: control.start()]
    elif _LAST.search(_behind(one.columns)):
        return None
    head = _HEAD.search(cut)
    if head:
        cut = cut[: head.start()]
    lines = cut.rstrip().split("\n")
    if head or one.after is None or _section(one.id) != _section(one.after):
        lines = _without_heading(lines, one.after)
    return "\n".join(lines) if "".join(lines).strip() else None


def _behind(columns: str) -> str:
    """The words of a head after those that name comments."""
    names = list(_BEHIND.finditer(columns))
    return (
        re.sub(r"\(optional\s?/\s?recommended\)", "", columns[names[-1].end() :], flags=re.IGNORECASE) if names else ""
    )


def _section(number: str | None) -> str:
    return (
        re.split(r"[.\d-]", number or "")[0]
        if number and not number[0].isdigit()
        else (number or "").split(".")[0]
        if "." in (number or "")
        else ""
    )


def _without_heading(lines: list[str], after: str | None) -> list[str]:
    """The lines before a section's name that follows them; none where the last line may be either."""
    if not "".join(lines).strip():
        return []
    last = lines[-1].strip()
    numbered = re.match(r"(\d{1,2}|[A-Z])\.?\s+[A-Z]", last)
    if numbered and after and re.match(rf"{numbered[1]}\b", after):
        return lines[:-1]
    if not _may_be_heading(last):
        return lines
    before = lines[-2].strip() if len(lines) > 1 else ""
    return lines[:-1] if before.endswith((".", "!", "?")) else []


def _inline(one: Segment) -> Answer | None:
    """Without columns: all that follows the question, if it begins as an answer does."""
    match = _INLINE.search(one.text)
    if match is None or (one.after is None and not one.ended):
        return None
    question = _unnumbered(one.text[: match.start() + 1])
    if "?" in question[:-1] or "?" in one.text[match.start("answer") :]:
        return None
    stop = _stop(one, match.start("answer"))
    return _made(one, question, one.text[match.start("answer") : stop], None, stop, 0.75) if stop is not None else None


def _unnumbered(text: str) -> str:
    return re.sub(r"^[\s.):\t–-]+", "", text).rstrip()
