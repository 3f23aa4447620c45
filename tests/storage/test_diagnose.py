"""A broken marks file: the reader is told where, and what would help."""

from __future__ import annotations

import pytest

from quietread.storage.diagnose import diagnose

BROKEN_FILES = [
    # what a hand leaves, line, column, a word of the hint
    ('note = "he said "yes" to me"\n', 1, 18, "backslash"),
    ('[[mark]]\nnote = "never closed\n', 2, 21, "closing quotation mark"),
    ('[[mark]]\nnote = """\nnever\nclosed\n', 2, 8, "opened at line 2"),
    ("[[mark]]\nnote = '''x\n", 2, 8, "opened at line 2"),
    ("[mark]\na = 1\n[mark]\nb = 1\n", 3, 6, "two brackets"),
    ("[[mark]\na = 1\n", 1, 7, "two brackets"),
    ("[[mark]]\nid = 'a'\nid = 'b'\n", 3, 9, "twice"),
    ("[[mark]]\nnote = “curly”\n", 2, 8, "curly"),
    ("[[mark]]\nnote = yes\n", 2, 8, "quotation marks"),
    ('[[mark]]\nnote = "C:\\users"\n', 2, 12, "backslash"),
    ("a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> other\n", 2, 1, "git"),
    ("just words\n", 1, 6, "="),
    ("[mark]\nquote = 'x'\n", 1, 1, "two brackets"),
    ("tags = ['a', 'b'\n", 1, 17, "array"),
    ('a = "\x00"\n', 1, 6, ""),
    ("x = " + "[" * 5000 + "]" * 5000, 1, 1, "deep"),
]


@pytest.mark.parametrize(("text", "line", "column", "hint"), BROKEN_FILES)
def test_where_a_file_is_broken_and_what_would_help(text: str, line: int, column: int, hint: str) -> None:
    wrong = diagnose(text.encode())
    assert wrong is not None
    assert wrong.line == line
    assert abs(wrong.column - column) <= 1
    assert hint in wrong.hint


@pytest.mark.parametrize(
    ("raw", "line", "column"), [(b"a = 1\nb = 'caf\xe9'\n", 2, 9), ("a = 1\n".encode("utf-16"), 1, 1)]
)
def test_a_file_in_another_encoding(raw: bytes, line: int, column: int) -> None:
    wrong = diagnose(raw)
    assert wrong is not None
    assert (wrong.line, wrong.column) == (line, column)
    assert "UTF-8" in wrong.hint


def test_a_marks_file_that_is_one_has_nothing_wrong() -> None:
    assert diagnose(b"") is None
    assert diagnose("\ufeff[[mark]]\r\nquote = 'x'\r\n".encode()) is None
