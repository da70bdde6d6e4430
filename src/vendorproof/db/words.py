"""The index of words: which pieces of which texts have what is sought, on SQLite (FTS5) and PostgreSQL (GIN).

What a word is was decided by whoever hands it in; neither engine's own idea of words or queries comes in. In the index every
word carries the mark of its organisation: a query walks through the postings of its own organisation and of no other, also
where it asks for all words that begin alike. A mark is a digest, so two organisations may share one, if hardly ever: whose a
text is says `document_text`.
"""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, Connection, Select, TextClause, bindparam, column, select, text

NUMBER_BITS = 32
"""On SQLite a row's id is the text's key and, in so many low bits, the number of the piece."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side; `is_open`: the last may go on."""

    words: tuple[str, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """A piece has all that is wanted, at least one phrase, and nothing that is unwanted."""

    wanted: Sequence[Phrase]
    unwanted: Sequence[Phrase] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A place of a text: its words in lower-case letters and digits, separated by single blanks."""

    number: int
    words: str


class WordIndex(ABC):
    """Table `document_words`, of a shape of its own on each kind of database."""

    @abstractmethod
    def add(self, connection: Connection, organisation_id: str, text_key: int, pieces: Iterable[Piece]) -> None:
        """Index pieces that are not in yet."""

    @abstractmethod
    def remove(self, connection: Connection, organisation_id: str, text_key: int, pieces: Iterable[Piece]) -> None:
        """Take pieces out again; their words must be those they were added with."""

    @abstractmethod
    def prepare(self, connection: Connection) -> None:
        """Say once in a transaction, before `matches` is run, what the planner needs to be told."""

    @abstractmethod
    def matches(self, organisation_id: str, sought: Sought, text_key: int | None = None) -> Select[tuple[int, int]]:
        """The pieces that match, as columns `text_key` and `number`; with `text_key`, those of one text."""


class SqliteWords(WordIndex):
    """An FTS5 table without contents, its tokenizer told to split at blanks and nothing more."""

    def add(self, connection: Connection, organisation_id: str, text_key: int, pieces: Iterable[Piece]) -> None:
        statement = "INSERT INTO document_words (rowid, words) VALUES (?, ?)"
        self._write(connection, statement, organisation_id, text_key, pieces)

    def remove(self, connection: Connection, organisation_id: str, text_key: int, pieces: Iterable[Piece]) -> None:
        """An index without contents has to be told what to forget."""
        statement = "INSERT INTO document_words (document_words, rowid, words) VALUES ('delete', ?, ?)"
        self._write(connection, statement, organisation_id, text_key, pieces)

    def _write(
        self, connection: Connection, statement: str, organisation_id: str, text_key: int, pieces: Iterable[Piece]
    ) -> None:
        mark = _mark(organisation_id)
        rows = [(_row_id(text_key, one.number), _marked(mark, one.words)) for one in pieces if one.words]
        if rows:
            connection.exec_driver_sql(statement, rows)

    def prepare(self, connection: Connection) -> None:
        """Nothing to say."""

    def matches(self, organisation_id: str, sought: Sought, text_key: int | None = None) -> Select[tuple[int, int]]:
        mark = _mark(organisation_id)
        wanted = " AND ".join(_fts5(mark, one) for one in sought.wanted)
        unwanted = " OR ".join(_fts5(mark, one) for one in sought.unwanted)
        query = f"({wanted}) NOT ({unwanted})" if unwanted else wanted
        within = "" if text_key is None else " AND rowid BETWEEN :first AND :last"
        found = text(
            f"SELECT rowid >> {NUMBER_BITS} AS text_key, rowid & {(1 << NUMBER_BITS) - 1} AS number"  # noqa: S608 - no value in it
            f" FROM document_words WHERE document_words MATCH :query{within}"
        ).bindparams(query=query)
        if text_key is not None:
            found = found.bindparams(first=_row_id(text_key, 0), last=_row_id(text_key + 1, 0) - 1)
        return _selected(found)


def _row_id(text_key: int, number: int) -> int:
    return text_key << NUMBER_BITS | number


def _fts5(mark: str, phrase: Phrase) -> str:
    quoted = _marked(mark, " ".join(phrase.words)).replace('"', '""')
    return f'"{quoted}" *' if phrase.is_open else f'"{quoted}"'


LEXEMES = "array_to_tsvector(string_to_array(mark || replace(btrim(words, ' '), ' ', ' ' || mark), ' '))"
"""What the GIN index of migration 0004 is made on; a query uses it only if it says exactly the same."""


class PostgresWords(WordIndex):
    """A GIN index finds the pieces that have all words; whether they stand side by side is seen in the words themselves.

    Positions in a tsvector end at 16,383 and at 256 a word, and its parser takes `ISO/IEC` for the name of a file: so the
    words are kept beside as text, uncompressed and in the row, where a look costs three microseconds.
    """

    def add(self, connection: Connection, organisation_id: str, text_key: int, pieces: Iterable[Piece]) -> None:
        mark = _mark(organisation_id)
        rows = [
            {"text_key": text_key, "number": one.number, "mark": mark, "words": f" {one.words} "}
            for one in pieces
            if one.words
        ]
        if rows:
            insert = "INSERT INTO document_words (text_key, number, mark, words)"
            connection.execute(text(f"{insert} VALUES (:text_key, :number, :mark, :words)"), rows)

    def remove(self, connection: Connection, organisation_id: str, text_key: int, pieces: Iterable[Piece]) -> None:  # noqa: ARG002 - the key says whose it is
        statement = text("DELETE FROM document_words WHERE text_key = :text_key AND number = ANY(:numbers)")
        connection.execute(statement, {"text_key": text_key, "numbers": [one.number for one in pieces]})

    def prepare(self, connection: Connection) -> None:
        """Without the index every text of the table would be taken apart; compiling a plan takes longer than running it."""
        settings = {"enable_seqscan": "off", "jit": "off", "work_mem": "64MB"}
        for name, value in settings.items():
            connection.execute(text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value})

    def matches(self, organisation_id: str, sought: Sought, text_key: int | None = None) -> Select[tuple[int, int]]:
        """In one text a look at each piece costs less than the index does."""
        values: dict[str, str | int] = {"mark": _mark(organisation_id)}
        conditions = ["mark = :mark"]
        if text_key is None:
            values["query"] = " & ".join(_tsquery(values["mark"], one) for one in sought.wanted)
            conditions.append(f"{LEXEMES} @@ CAST(:query AS tsquery)")
        else:
            values["text_key"] = text_key
            conditions.append("text_key = :text_key")
        looked_for = [one for one in sought.wanted if text_key is not None or len(one.words) > 1]
        for at, (phrase, sign) in enumerate(
            [*((one, ">") for one in looked_for), *((one, "=") for one in sought.unwanted)]
        ):
            values[f"run{at}"] = f" {' '.join(phrase.words)}{'' if phrase.is_open else ' '}"
            conditions.append(f"strpos(words, :run{at}) {sign} 0")
        found = text(f"SELECT text_key, number FROM document_words WHERE {' AND '.join(conditions)}")  # noqa: S608 - no value in it
        return _selected(found.bindparams(*(bindparam(name, value) for name, value in values.items())))


def _tsquery(mark: object, phrase: Phrase) -> str:
    lexemes = ["'{}{}'".format(mark, one.replace("\\", "\\\\").replace("'", "''")) for one in phrase.words]
    return " & ".join(lexemes) + (":*" if phrase.is_open else "")


def _selected(found: TextClause) -> Select[tuple[int, int]]:
    columns = column("text_key", BigInteger), column("number", BigInteger)
    inner = found.columns(*columns).subquery()
    return select(inner.c.text_key, inner.c.number)


def _mark(organisation_id: str) -> str:
    """Of a fixed length, so that no mark and word together are another's."""
    return hashlib.blake2b(organisation_id.encode(), digest_size=5).hexdigest()


def _marked(mark: str, words: str) -> str:
    return mark + words.replace(" ", f" {mark}")
