from __future__ import annotations

import os
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.wrap import wrap

MORE = 20 if os.environ.get("QUIETREAD_LONG") else 1


def rows_of(text: str, measure: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, measure)]


@pytest.mark.parametrize(
    ("text", "measure", "rows"),
    [
        ("a promise to come back", 18, ["a promise to", "come back"]),
        ("a promise to come unkept", 19, ["a promise to", "come unkept"]),
        ("unreasonably kept it", 17, ["unreasonably", "kept it"]),
        ("of a book keep", 10, ["of a book", "keep"]),
    ],
)
def test_the_last_two_words_stay_together_where_that_leaves_no_short_row(
    text: str, measure: int, rows: list[str]
) -> None:
    assert rows_of(text, measure) == rows


@pytest.mark.parametrize(
    ("text", "measure", "rows"),
    [
        ("never kept—but the hand", 11, ["never kept—", "but the", "hand"]),
        ("never kept--but a hand", 12, ["never kept--", "but a hand"]),
        ("he said “wait—” and left", 13, ["he said", "“wait—” and", "left"]),
        ("he said. —Anon, in print", 13, ["he said.", "—Anon, in", "print"]),
        ("a well-known self-made man", 12, ["a well-known", "self-made", "man"]),
        ("run it with --verbose now", 14, ["run it with", "--verbose now"]),
    ],
)
def test_a_row_may_end_after_a_dash_between_words(text: str, measure: int, rows: list[str]) -> None:
    assert rows_of(text, measure) == rows


def test_a_word_longer_than_the_measure_begins_a_row_and_is_cut_by_cells() -> None:
    assert rows_of("a " + "x" * 25 + " b", 10) == ["a", "x" * 10, "x" * 10, "xxxxx b"]


def test_a_cut_never_falls_inside_what_is_drawn_as_one() -> None:
    word = "e\u0323\u0302" * 25
    rows = rows_of(word, 10)
    assert [len(row) for row in rows] == [30, 30, 15]
    assert "".join(rows) == word


@pytest.mark.parametrize(
    ("text", "measure", "rows"),
    [
        ("吾輩は猫である。名前", 12, ["吾輩は猫であ", "る。名前"]),
        ("吾輩は猫であ。名前はまだ", 12, ["吾輩は猫で", "あ。名前はま", "だ"]),
        ("した所で泣「ニャ」まだ", 12, ["した所で泣", "「ニャ」まだ"]),
        ("これはPythonです", 12, ["これはPython", "です"]),
        ("ニャーニャーと", 10, ["ニャー", "ニャーと"]),
        ("한국어 문장은 띄어쓰기로", 14, ["한국어 문장은", "띄어쓰기로"]),
    ],
)
def test_chinese_and_japanese_break_between_characters_with_the_usual_prohibitions(
    text: str, measure: int, rows: list[str]
) -> None:
    assert rows_of(text, measure) == rows


@settings(derandomize=True, max_examples=100 * MORE)
@given(st.lists(st.text("abc", min_size=1, max_size=14), min_size=1, max_size=60), st.integers(20, 80))
def test_rows_are_as_full_as_the_next_word_allows(words: list[str], measure: int) -> None:
    rows = rows_of(" ".join(words), measure)
    for before, after in pairwise(rows[:-1]):
        assert len(before) + 1 + len(after.split(" ")[0]) > measure
    if len(rows) > 1 and " " not in rows[-1]:
        last_but_one = rows[-2].rsplit(" ", 1)
        assert len(last_but_one) == 1 or 5 * len(last_but_one[0]) < 3 * measure


@pytest.mark.parametrize("letter", ["a ", "x", "猫", "é", "— ", "\u0301", "a—"])
def test_long_paragraphs_cost_no_more_than_their_length(letter: str) -> None:
    def seconds(times: int) -> float:
        text = (letter * times).strip()
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            wrap(text, 66)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(80_000) < 40 * max(seconds(10_000), 0.001)


def test_rows_after_the_first_may_be_narrower() -> None:
    text = "one two three four"
    assert [text[start:end] for start, end in wrap(text, 12, rest=6)] == ["one two", "three", "four"]


def test_spaces_at_either_end_are_no_row_and_in_none() -> None:
    assert wrap("", 10) == wrap("   ", 10) == []
    assert rows_of("  one  ", 3) == ["one"]
