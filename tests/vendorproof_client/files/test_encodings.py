"""Which encoding is found, and when the answer is a refusal."""

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from vendorproof_client.files import UnreadableFile, encodings

Make = Callable[..., Path]
TEXT = "id;name\n1;Müller & Söhne\n2;Société Générale\n3;Đorđe 株式会社\n"
WESTERN = "id;name\n1;Müller & Söhne\n2;Société Générale – “Paris” €\n"


@pytest.mark.parametrize(
    ("content", "codec"),
    [
        (TEXT.encode(), "utf-8"),
        (b"id;name\n1;plain\n", "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        ("Āāē,ķ\nņ,š\n".encode("utf-16-le"), "utf-16-le"),
        ("id,name".encode("utf-16-be"), "utf-16-be"),
        (WESTERN.encode("cp1252"), "cp1252"),
        ("nom,ville\nHôtel de la Forêt,Besançon\nÉlan,Nîmes\n".encode("latin-1"), "cp1252"),
        ("id,name\n1,Åkesson Røros æble ñandú\n".encode("latin-1"), "cp1252"),
        ("id,price\n1,5 £\n2,½ day\n3,20 °C\n".encode("cp1252"), "cp1252"),
    ],
)
def test_an_encoding_is_told_by_the_bytes(make: Make, content: bytes, codec: str) -> None:
    path = make("a.csv", content)
    found = encodings.detect(path)
    assert found.codec == codec
    assert path.read_text(found.codec) == content.decode(codec)


def test_a_guess_is_said_aloud_with_an_example(make: Make) -> None:
    finding = encodings.detect(make("a.csv", WESTERN, "cp1252")).finding
    assert "a guess" in finding
    assert "line 2 reads “Müller”" in finding
    assert "--encoding" in finding


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("ид;имя\n1;Москва банк\n2;Завод Север\n", "cp1251"),
        ("id,name\n1,Газпром\n", "cp1251"),
        ("id,name\n1,Газпром\n", "koi8-r"),
        ("id;nazwa\n1;Łódź Spółka\n2;Żółć Święta\n", "cp1250"),
        ("id,名前\n1,株式会社日立\n", "shift_jis"),
        ("编号,名称\n1,北京公司\n", "gb18030"),
        ("id,name\n1,Müller Café\n", "mac_roman"),
        ("id,name\n1,Müller Café\n", "cp850"),
        ("id,name\n1,Ελλάδα\n", "iso8859_7"),
        ("รหัส,ชื่อ\n1,บริษัท\n", "cp874"),
    ],
)
def test_another_script_is_never_read_as_western(make: Make, text: str, codec: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        encodings.detect(make("a.csv", text, codec))
    assert caught.value.option == "encoding"
    assert encodings.detect(make("a.csv", text, codec), codec).codec == codecs.lookup(codec).name


def test_a_damaged_utf8_file_is_not_taken_for_another_encoding(make: Make) -> None:
    content = "id,name\n1,Müller Söhne\n2,Gößl\n".encode() + b"3,M\xfcller\n"
    with pytest.raises(UnreadableFile, match="Line 4 is not valid UTF-8, though the rest"):
        encodings.detect(make("a.csv", content))


def test_a_fault_behind_the_first_chunk_is_found(make: Make) -> None:
    content = b"id,name\n" + b"1,plain\n" * 300_000
    assert encodings.detect(make("a.csv", content + "2,Müller\n".encode("cp1252"))).codec == "cp1252"
    with pytest.raises(UnreadableFile, match="Line 300,002 holds a NUL byte"):
        encodings.detect(make("a.csv", content + b"2,\0\n"))


@pytest.mark.parametrize("content", [b"id,name\n1,a\0b\n", b"id,name\n1,\0\0\0\0\n", b"\0\0\0\0"])
def test_nul_bytes_are_refused(make: Make, content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="NUL"):
        encodings.detect(make("a.csv", content))


def test_nul_characters_in_utf16_are_refused(make: Make) -> None:
    with pytest.raises(UnreadableFile, match="Line 2 holds a NUL"):
        encodings.detect(make("a.csv", "id,name\n1,a\0b\n", "utf-16"))


def test_an_empty_file_is_refused(make: Make) -> None:
    with pytest.raises(UnreadableFile, match="empty"):
        encodings.detect(make("a.csv", b""))


@pytest.mark.parametrize(
    ("given", "content", "codec"),
    [
        ("latin1", b"1,M\xfcller\n", "iso8859-1"),
        ("utf-8", codecs.BOM_UTF8 + b"1,2\n", "utf-8-sig"),
        ("utf-16-le", codecs.BOM_UTF16_LE + "1,2\n".encode("utf-16-le"), "utf-16"),
        ("utf-16", codecs.BOM_UTF16_BE + "1,2\n".encode("utf-16-be"), "utf-16"),
    ],
)
def test_a_given_encoding_is_taken(make: Make, given: str, content: bytes, codec: str) -> None:
    assert encodings.detect(make("a.csv", content), given).codec == codec


@pytest.mark.parametrize(
    ("given", "content", "message"),
    [
        ("klingon", b"1,2\n", "no encoding called 'klingon'"),
        ("rot13", b"1,2\n", "no encoding of text"),
        ("utf-8", b"1,2\n3,M\xfc\n", "Line 2 cannot be read as utf-8"),
        ("cp1252", codecs.BOM_UTF8 + b"1,2\n", "byte order mark of utf-8, not cp1252"),
        ("utf-8", codecs.BOM_UTF16_LE + "1,2\n".encode("utf-16-le"), "byte order mark of utf-16, not utf-8"),
    ],
)
def test_a_given_encoding_that_does_not_fit_is_refused(make: Make, given: str, content: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message) as caught:
        encodings.detect(make("a.csv", content), given)
    assert caught.value.option == "encoding"
