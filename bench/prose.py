"""Pages that read like those of audit reports to an index: few words everywhere, most of them hardly ever, phrases in between."""

import itertools
import random

_FREQUENT = """
the of and to in a is for that with as by are on or be at from an this not which have has were was their its will may any
other all such these been service organization controls system management security access data information report period
entity user users review policy risk control criteria test testing procedures opinion auditor examination description
vendor third party processing availability confidentiality privacy integrity changes change network monitoring incident
response recovery backup encryption keys cryptographic authentication password multi factor remote production environment
development infrastructure software database server firewall vulnerability penetration scan remediation severity finding
exception noted inspection inquiry observation evidence documented approved annually quarterly employees training
background checks onboarding termination logical physical facilities data center carve out inclusive method subservice
complementary material respects suitably designed operating effectively throughout trust services bridge letter
"""
FREQUENT = _FREQUENT.split()
"""In the order of how often they stand there."""

PHRASES = {
    "bridge letter": 0.001,
    "zero trust architecture": 0.0005,
    "complementary user entity controls": 0.02,
    "penetration test": 0.02,
    "in all material respects": 0.03,
}
"""On which share of the pages each stands, beside where chance puts its words together."""

VOCABULARY = 40_000
LEAST, MOST = 300, 550  # words of a page


class Prose:
    """The same pages for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._words = _vocabulary()
        self._weights = [*itertools.accumulate(1 / (place + 3) for place in range(len(self._words)))]

    def page(self) -> str:
        """Lines of twelve words."""
        words = self._random.choices(self._words, cum_weights=self._weights, k=self._random.randint(LEAST, MOST))
        for phrase, share in PHRASES.items():
            if self._random.random() < share:
                place = self._random.randrange(len(words))
                words[place:place] = phrase.split()
        lines = [" ".join(words[at : at + 12]).capitalize() for at in range(0, len(words), 12)]
        return ".\n".join(lines)

    def pages(self, count: int) -> list[str]:
        """Pages of one document."""
        return [self.page() for _ in range(count)]

    def length(self) -> int:
        """How many pages a document has."""
        return self._random.randint(20, 200)


def _vocabulary() -> list[str]:
    """The frequent words, then such as never were, of syllables."""
    chance = random.Random(1)
    ends = ("a", "e", "i", "o", "u", "en", "or", "an", "ist", "ion")
    syllables = [begin + end for begin in (*"bcdfglmnprstv", "st", "tr", "pr") for end in ends]
    found = dict.fromkeys(FREQUENT)
    while len(found) < VOCABULARY:
        found["".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4))))] = None
    return list(found)
