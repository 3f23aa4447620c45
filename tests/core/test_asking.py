from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietread.core.terminal import BACKGROUND, DASH
from quietread.listening import Asked, colour, given_up, heard, question

BOTH = frozenset({BACKGROUND, DASH})
ANSWERS = (b"\x1b]11;rgb:fafa/f7f7/f0f0\x07", b"\x1b[24;1R", b"\x1b[24;2R", b"\x1b[?62;22c")
KEYS = (
    b"a",
    b" ",
    b"\r",
    b"\x1b",
    b"\x1b[A",
    b"\x1bOB",
    "ü".encode(),
    b"\x1b[1;5C",
    b"\x1b[?",
    b"]11;",
    b"\x1b[200~x",
)


def fed(pieces: list[bytes]) -> tuple[Asked, bytes]:
    asked, keys = Asked(BOTH), b""
    for piece in pieces:
        asked, more = heard(asked, piece)
        keys += more
    asked, more = given_up(asked)
    return asked, keys + more


def test_one_question_ends_with_what_every_terminal_answers() -> None:
    both = question(BOTH)
    assert both.endswith(b"\x1b[c")
    assert both.count(b"\x1b[6n") == 2
    assert both.count(b"\x1b]11;?") == 1
    assert question(frozenset()) == b""
    assert b"]11" not in question(frozenset({DASH}))


def test_answers_are_told_and_taken_out() -> None:
    asked, keys = fed([b"".join(ANSWERS)])
    assert keys == b""
    assert asked.answers == {BACKGROUND: "#faf7f0", DASH: "narrow"}
    assert asked.complete


@pytest.mark.parametrize(
    ("columns", "width"), [((1, 2), "narrow"), ((1, 3), "wide"), ((7, 10), "wide"), ((80, 1), "")]
)
def test_how_far_the_dash_moves_the_cursor_is_its_width(columns: tuple[int, int], width: str) -> None:
    asked, _ = fed([b"\x1b[9;%dR\x1b[9;%dR" % columns])
    assert asked.answers[DASH] == width


@given(st.lists(st.sampled_from(KEYS), max_size=8), st.data())
def test_whatever_way_it_comes_the_keys_stay_and_in_order(keys: list[bytes], data: st.DataObject) -> None:
    # an answer stands between whole keys, or the terminal itself would have broken the key
    places = sorted(data.draw(st.lists(st.integers(0, len(keys)), min_size=4, max_size=4)))
    stream = b""
    typed = b""
    for at in range(len(keys) + 1):
        stream += b"".join(answer for answer, place in zip(ANSWERS, places, strict=True) if place == at)
        if at < len(keys):
            stream += keys[at]
            typed += keys[at]
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    pieces = [stream[a:b] for a, b in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    asked, heard_keys = fed(pieces)
    assert heard_keys == typed
    assert asked.complete


def test_a_key_that_begins_like_an_answer_is_only_held_back() -> None:
    asked, keys = heard(Asked(BOTH), b"j\x1b")
    assert keys == b"j"
    asked, keys = given_up(asked)
    assert keys == b"\x1b"
    assert heard(Asked(BOTH), b"\x1b]11;" + b"x" * 200)[1] != b""


def test_only_answers_to_what_was_asked_are_taken() -> None:
    f3_with_shift = b"\x1b[1;2R"
    assert heard(Asked(frozenset({BACKGROUND})), f3_with_shift)[1] == f3_with_shift
    asked, _ = heard(Asked(BOTH), b"".join(ANSWERS))
    assert heard(asked, f3_with_shift)[1] == f3_with_shift


def test_what_comes_after_the_attributes_is_still_no_key() -> None:
    asked, keys = heard(Asked(BOTH), ANSWERS[3] + ANSWERS[0])
    assert asked.over
    assert keys == b""
    assert asked.background == "#faf7f0"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("rgb:ffff/8080/0000", "#ff8000"),
        ("rgb:ff/80/00", "#ff8000"),
        ("rgba:ffff/8080/0000/ffff", "#ff8000"),
        ("rgb:f/8/0", "#ff8800"),
        ("#ff8000", ""),
        ("rgb:", ""),
        ("rgb:fffff/0/0", ""),
    ],
)
def test_colours_as_terminals_write_them(told: str, wanted: str) -> None:
    assert colour(told) == wanted
