from __future__ import annotations

import pytest

from quietread.core.find import excerpt, sentences_over
from quietread.core.source import read

TEXT = (
    "My grandfather read with a pencil, and he read slowly.\n\nA mark in a margin is a promise to come back."
)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("My", "[My] grandfather…"),
        ("pencil", "…with a [pencil], and he read…"),
        ("slowly.\n\nA mark", "…he read [slowly. A mark] in a margin…"),
        ("back.", "…to come [back.]"),
        ("grandfather read with a pencil", "My [grandfather read with a pencil], and he read…"),
    ],
)
def test_an_excerpt_shows_whole_words_around_what_was_found(words: str, shown: str) -> None:
    start = TEXT.index(words)
    text, (begin, end) = excerpt(TEXT, start, start + len(words), before=10, after=13)
    assert f"{text[:begin]}[{text[begin:end]}]{text[end:]}" == shown


def test_a_long_word_is_cut_rather_than_left_out() -> None:
    text, (begin, end) = excerpt("春" * 50 + "眠" + "暁" * 50, 50, 51, before=3, after=3)
    assert (text, text[begin:end]) == ("…春春春眠暁暁暁…", "眠")


def test_a_hit_is_shown_in_its_sentences() -> None:
    essay = read(b"# T\n\nOne stands. Two\nfall. Three.\n\n## Head\n\nFour.", "t.md")

    def over(words: str) -> str:
        start = essay.text.index(words)
        return essay.text[slice(*sentences_over(essay, start, start + len(words)))]

    assert over("fall") == "Two fall."
    assert over("stands. Two") == "One stands. Two fall."
    assert over("ree.\n\nHe") == "Three.\n\nHead"
