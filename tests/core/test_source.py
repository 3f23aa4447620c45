"""Bytes into essays: encodings, what is refused, and which of the readers reads it."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.source import MOST_BYTES, decode, plainly_markdown, read, readable
from quietread.errors import SourceError

CURLY = "“It’s late” — naïve café, žluťoučký 猫 👩"


@pytest.mark.parametrize(
    "data",
    [
        CURLY.encode(),
        codecs.BOM_UTF8 + CURLY.encode(),
        CURLY.encode("utf-16"),
        codecs.BOM_UTF16_BE + CURLY.encode("utf-16-be"),
        codecs.BOM_UTF16_LE + CURLY.encode("utf-16-le"),
    ],
    ids=["utf-8", "bom", "utf-16", "big endian", "little endian"],
)
def test_encodings(data: bytes) -> None:
    assert decode(data) == (CURLY, ())


def test_windows_1252_is_read_with_a_problem() -> None:
    text, problems = decode("One.\nShe said: “It’s late” — naïve café.".encode("cp1252"))
    assert text == "One.\nShe said: “It’s late” — naïve café."
    assert len(problems) == 1
    assert "line 2" in problems[0]
    assert "Windows-1252" in problems[0]


def test_one_wrong_byte_does_not_spoil_the_rest() -> None:
    text, problems = decode("“naïve”".encode() + b" caf\xe9 " + "猫".encode())
    assert text == "“naïve” café 猫"
    assert len(problems) == 1


def test_bytes_that_no_encoding_has_show_as_a_sign() -> None:
    assert decode(b"a \x81 b")[0] == "a \ufffd b"


def test_broken_utf_16_is_read_with_a_problem() -> None:
    text, problems = decode("late".encode("utf-16") + b"x")
    assert text == "late\ufffd"
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (codecs.BOM_UTF8, "empty"),
        ("\u3000\u00a0\u2003".encode(), "empty"),
        (codecs.BOM_UTF16_LE, "empty"),
        (b"words\0words", "NUL"),
        ("words".encode("utf-16-le"), "NUL"),
        ("words".encode("utf-32"), "NUL"),
        (b"x" * (MOST_BYTES + 1), "8 MiB"),
    ],
    ids=[
        "nothing",
        "white space",
        "bom",
        "wide spaces",
        "utf-16 bom",
        "nul",
        "utf-16 without bom",
        "utf-32",
        "large",
    ],
)
def test_what_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "dir/essay.md")
    assert why in caught.value.message
    assert str(caught.value).startswith("dir/essay.md: ")
    assert "\n" not in str(caught.value)


def test_the_limit_itself_is_read() -> None:
    text, problems = decode(b"x" * MOST_BYTES)
    assert (len(text), problems) == (MOST_BYTES, ())


@settings(derandomize=True, max_examples=300)
@given(
    st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE]),
    st.binary(max_size=300),
    st.sampled_from(["a.md", "a.txt", "a", ""]),
)
def test_any_bytes_are_an_essay_or_refused_in_one_line(mark: bytes, data: bytes, name: str) -> None:
    try:
        essay = read(mark + data, name)
    except SourceError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert essay.title
        assert essay.slug


MARKED = "First *line*.\n\nSecond line.\n"


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("essay.md", MARKED, "markdown"),
        ("essay.MARKDOWN", MARKED, "markdown"),
        ("essay.txt", MARKED, "plain"),
        ("essay", MARKED, "plain"),
        ("", MARKED, "plain"),
        ("essay.txt", "# Title\n\n" + MARKED, "markdown"),
        ("", "\n\n# Title\r\n\r\n" + MARKED, "markdown"),
        ("essay.txt", "---\ntitle: T\n---\n" + MARKED, "markdown"),
        ("essay.txt", "+++\ntitle = 'T'\n+++\n" + MARKED, "markdown"),
        ("essay.txt", MARKED + "\n## One\n\ntext\n\n## Two\n\ntext\n", "markdown"),
        ("essay.txt", MARKED + "\n```\ncode\n```\n", "markdown"),
        ("essay.txt", "#1 of the list\n" + MARKED + "\n* * *\n- a\n- b\n", "plain"),
    ],
)
def test_who_reads_it(name: str, text: str, kind: str) -> None:
    essay = read(text.encode(), name)
    shown = f"{essay.title} {essay.text}"
    assert ("*line*" in shown) is (kind == "plain")


def test_a_bom_does_not_hide_markdown() -> None:
    assert plainly_markdown("\ufeff# Title\n")
    assert read(codecs.BOM_UTF8 + b"# Title\n\ntext", "x.txt").title == "Title"


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("when-love-isnt-enough", "When love isnt enough"),
        ("2019-05-03-on_looking--up", "On looking up"),
        ("2019-05-03", "2019 05 03"),
        ("A Walk", "A Walk"),
        ("été", "Été"),
        ("\x1b[31mred\x1b[0m", "Red"),
        ("---", "Untitled"),
    ],
)
def test_readable_names(stem: str, title: str) -> None:
    assert readable(stem) == title


@pytest.mark.parametrize(
    ("name", "slug", "title"),
    [
        ("/some/where/On Looking-Up.md", "on-looking-up", "On Looking Up"),
        ("essay.en.md", "essay-en", "Essay.en"),
        ("", "standard-input", "Standard input"),
    ],
)
def test_names_of_essays_without_a_title(name: str, slug: str, title: str) -> None:
    essay = read(b"some words here.", name)
    assert (essay.slug, essay.id, essay.title) == (slug, slug, title)


def test_problems_with_bytes_are_the_essay_s() -> None:
    assert len(read(b"# T\n\ncaf\xe9", "a.md").problems) == 1
    assert len(read(b"T\ncaf\xe9 and more\n", "a.txt").problems) == 1
