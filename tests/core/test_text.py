"""Cleaning, folding and slugs."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.text import clean, collapse, fold, line, slugify

OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff\ud800-\udfff]"
)

SEQUENCES = ["\x1b[31m", "\x1b]0;t\x07", "\x1b]8;;u\x1b\\", "\x1bP", "\x9d0;x\x9c", "\r\n", "e\u0301", "ab "]
SIGNS = "\x1b\x9b\t\r\x85\u2028\u202e\u200b\u200d\ufe0f\U0001f469\U0001f3fd\ud800\xad\x00\x0c"
HOSTILE = st.lists(
    st.one_of(st.sampled_from(SEQUENCES), st.sampled_from(SIGNS), st.text(max_size=5)), max_size=20
).map("".join)


@settings(derandomize=True, max_examples=400)
@given(HOSTILE)
def test_cleaning_twice_is_cleaning_once_and_nothing_is_left_to_obey(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not OBEYED.search(once)
    assert unicodedata.is_normalized("NFC", once)


@settings(derandomize=True, max_examples=200)
@given(st.text(st.characters(exclude_categories=["C", "M", "Z"], exclude_characters="\ufffd"), max_size=40))
def test_letters_and_signs_stay(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("", ""),
        ("a \x1b[1;31mred\x1b[0m word", "a red word"),
        ("a \x9b31mred word", "a red word"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;https://a.b\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bPq#0\x1b\\after", "after"),
        ("\x1b_x\x9cafter", "after"),
        ("\x1b7\x1b(Bsaved\x1b8", "saved"),
        ("an unfinished \x1b]0;title\nnext line", "an unfinished ]0;title\nnext line"),
        ("an unfinished \x1b[31", "an unfinished [31"),
        ("ends in \x1b", "ends in "),
        ("\x1b\x1b[0m[31mx", "[31mx"),
        ("â\x80\x9cquotedâ\x80\x9d twice, â\x80\x9cquotedâ\x80\x9d", "âquotedâ twice, âquotedâ"),
        ("bell\x07 back\x08space del\x7f nul\x00", "bell backspace del nul"),
        ("right\u202eleft\u2066x\u200f", "rightleftx"),
        ("\ufeffbom \ufeffinside", "bom inside"),
        ("zero\u200bwidth soft\xadhyphen word\u2060joiner", "zerowidth softhyphen wordjoiner"),
        ("a\tb\n\tc", "a   b\n    c"),
        (
            "one\r\ntwo\rthree\x0bfour\x0cfive\x85six\u2028seven\u2029eight",
            "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight",
        ),
        ("cafe\u0301", "café"),
        ("❤\ufe0f 👍🏽", "❤ 👍"),
        ("👩\u200d👩\u200d👧 and 🏳\ufe0f\u200d🌈", "👩 and 🏳"),
        ("می\u200cخواهم क्\u200dष", "می\u200cخواهم क्\u200dष"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("[/oops] [red] stays", "[/oops] [red] stays"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_collapse_and_line() -> None:
    assert collapse(" a\u00a0 b\n\tc ") == "a b c"
    assert line("  My\x1b[2J\n title\u202e ") == "My title"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("When Love Isn’t Enough", "when love isn't enough"),
        ("When Love Isn’t Enough", "when-love-isnt-enough"),
        ("Café Society", "CAFE SOCIETY"),
        ("“Quoted,” He Said", "quoted he said"),
        ("What—Again?", "what again"),
        ("Straße", "STRASSE"),
        ("Søren og Łódź", "soren og lodz"),
        ("  Much\u00a0 space ", "much space"),
    ],
)
def test_titles_that_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Résumé", "Resumes"), ("…", "?"), ("日本", "中国"), ("कि", "की"), ("A B", "AB"), ("C++", "C")],
)
def test_titles_that_are_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("When Love Isn’t Enough", "when-love-isnt-enough"),
        ("On_looking  UP (2)", "on-looking-up-2"),
        ("Ça va? Très bien", "ca-va-tres-bien"),
        ("--x--", "x"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


@settings(derandomize=True, max_examples=200)
@given(HOSTILE)
def test_a_slug_is_never_empty_and_always_the_same(text: str) -> None:
    slug = slugify(text)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert slugify(slug) == slug


def test_titles_in_other_scripts_have_slugs_of_their_own() -> None:
    slugs = {slugify(title) for title in ("Αγάπη", "Любовь", "愛", "爱 2", "愛 2", "حب", "…")}
    assert len(slugs) == 7
    assert slugify("Любовь") == slugify("любовь")
