"""Words and minutes."""

import pytest

from quietread.core.duration import count_words, minutes, time_left


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one two  three\nfour", 4),
        ("don’t stop—now", 2),
        ("本当ですか。", 3),
        ("今日は 5 km 走った。", 5),
        ("한국어 단어", 2),
        ("猫", 1),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(("words", "found"), [(0, 1), (1, 1), (356, 1), (358, 2), (1190, 5), (100_000, 420)])
def test_minutes(words: int, found: int) -> None:
    assert minutes(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [(0, "under a minute"), (237, "under a minute"), (238, "about 1 min"), (1190, "about 5 min")],
)
def test_time_left(words: int, found: str) -> None:
    assert time_left(words) == found
