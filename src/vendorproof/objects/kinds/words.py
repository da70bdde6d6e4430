"""Flags and choices: values that are one of a few words."""

import re
import unicodedata

from vendorproof.objects.kinds.values import BLANKS, Reader, Rule, Unreadable, listed, literal, nearest, shown

FLAG_WORDS = {"true": True, "false": False, "yes": True, "no": False, "y": True, "n": False, "1": True, "0": False}
FLAG_ACCEPTED = "true/false, yes/no, y/n, 1/0"

_SEEN_SPELLINGS = 1024
_IGNORED = re.compile(f"[-_{BLANKS}]+")


def flag_reader(rule: Rule) -> Reader:
    """True or false. A lone `x` is read only in a report that says what a blank beside it means."""
    crosses = {"x": True} if rule.x_or_blank else {}
    known = {**FLAG_WORDS, **crosses}
    known.update({spelled: flag for word, flag in known.items() for spelled in (word.upper(), word.title())})

    def read_flag(value: object) -> bool:
        if type(value) is bool:
            return value
        text = value if type(value) is str else literal(value)
        flag = known.get(text) if text is not None else None
        if flag is None and text is not None:
            flag = known.get(text.casefold())
        if flag is None:
            raise _no_flag(value, text)
        return flag

    return read_flag


def _no_flag(value: object, text: str | None) -> Unreadable:
    if text is not None and text.casefold() == "x":
        return Unreadable(
            f"{shown(value)} is read as true only where the mapping sets x_or_blank (x is true, blank is false). "
            f"Accepted without it: {FLAG_ACCEPTED}.",
        )
    accepted = f"{FLAG_ACCEPTED}; other words through value_map"
    return Unreadable(f"{shown(value)} is neither true nor false. Accepted: {accepted}.")


def choice_reader(rule: Rule) -> Reader:
    """The allowed word whose letters match, whatever the case, blanks, hyphens and underscores."""
    words = rule.allowed
    exact = {word: word for word in words}
    by_letters: dict[str, list[str]] = {}
    for word in words:
        by_letters.setdefault(letters(word), []).append(word)
    spellings = dict(exact)

    def read_choice(value: object) -> str:
        text = value if type(value) is str else literal(value)
        if text is None:
            raise _no_choice(value, words)
        word = spellings.get(text)
        if word is None:
            word = _only(by_letters.get(letters(text), []), value, words)
            if len(spellings) < _SEEN_SPELLINGS:
                spellings[text] = word
        return word

    return read_choice


def letters(text: str) -> str:
    """The form in which words of a choice are compared."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _IGNORED.sub("", text).casefold()


def _only(found: list[str], value: object, words: tuple[str, ...]) -> str:
    if not found:
        raise _no_choice(value, words)
    if len(found) > 1:
        message = f"{shown(value)} can be read as {listed(found)}. Send one of them exactly as written here."
        raise Unreadable(message)
    return found[0]


def _no_choice(value: object, words: tuple[str, ...]) -> Unreadable:
    if not words:
        return Unreadable(f"{shown(value)} is not accepted: no words are set up for this field yet.")
    close = nearest(value, words) if isinstance(value, str) else None
    hint = f' The nearest is "{close}".' if close else ""
    return Unreadable(f"{shown(value)} is not one of {listed(words)}.{hint} Other words are read through value_map.")
