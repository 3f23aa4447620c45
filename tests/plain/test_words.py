"""Finding, choosing and saying: the parts of the conversation that are plain functions."""

from __future__ import annotations

import pytest

from quietread.core.source import read
from quietread.errors import NotFoundError
from quietread.plain.lines import ended, entry_line, sentence, sentences
from quietread.plain.marking import picked

ESSAY = read(
    "# T\n\n## First\n\nOne art. My heart, said art.\n\n> Three “curly” words.\n\n### Inner\n\nFour.".encode(),
    "t.md",
)


@pytest.mark.parametrize(
    ("typed", "quote"),
    [
        ("1", "One art."),
        ("02", "My heart, said art."),
        ("1-2", "One art. My heart, said art."),
        ("2 – 1", "One art. My heart, said art."),
        ('2 "art"', "art"),
        ('2 "heart"', "heart"),
        ("2 “MY”", None),
        ("2 my heart", "My heart"),
        ('3 ""curly""', "“curly”"),
        ('3 "curly" words', "“curly” words"),
        ("4", "Four."),
    ],
)
def test_a_range_is_named_by_numbers_and_words(typed: str, quote: str | None) -> None:
    from quietread.core.parts import parts

    here = sentences(parts(ESSAY, 400)[0])
    if quote is None:
        with pytest.raises(NotFoundError, match="in sentence 2"):
            picked(ESSAY, here, typed)
        return
    span = picked(ESSAY, here, typed)
    assert span is not None
    assert ESSAY.text[slice(*span)] == quote


def test_the_word_that_stands_alone_is_meant() -> None:
    """“art” is in “heart”, but that is not the one a reader means."""
    here = ESSAY.sections[0].blocks[1].sentences
    assert picked(ESSAY, here, "2 art") == (here[1].end - 4, here[1].end - 1)


@pytest.mark.parametrize("typed", ["kept", "x1", "-1", "1-", "1,2", "½"])
def test_what_names_no_range_is_none(typed: str) -> None:
    assert picked(ESSAY, ESSAY.sections[0].blocks[1].sentences, typed) is None


@pytest.mark.parametrize("typed", ["0", "3", "1-9", "99999999999999999999", "²"])
def test_a_sentence_that_is_not_there_is_said(typed: str) -> None:
    here = ESSAY.sections[0].blocks[1].sentences
    if typed == "²":
        assert picked(ESSAY, here, typed) is None
        return
    with pytest.raises(NotFoundError, match=r"no sentence \d+ here: 1 to 2"):
        picked(ESSAY, here, typed)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a phrase", "a phrase."),
        ("So it is.", "So it is."),
        ("“Is it?”", "“Is it?”"),
        ("是。", "是。"),
        ("", ""),
    ],
)
def test_what_is_followed_by_a_sentence_is_ended(text: str, said: str) -> None:
    assert ended(text) == said


def test_a_message_becomes_a_sentence() -> None:
    assert sentence("end of the section") == "End of the section."


def test_a_why_that_begins_small_goes_on_from_the_title() -> None:
    assert entry_line(1, "Pencils", "a history", "7 minutes", "") == "1. Pencils: a history. 7 minutes."
    assert entry_line(2, "Why?", "A history.", "7 minutes", "read") == "2. Why? A history. 7 minutes, read."
