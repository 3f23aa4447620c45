"""A broken marks file: the reader is told where, and what would help."""

from __future__ import annotations

import pytest
from broken import BROKEN_FILES, NOT_TEXT

from quietread.storage.document import diagnose


@pytest.mark.parametrize(("text", "line", "column", "hint"), BROKEN_FILES, ids=range(len(BROKEN_FILES)))
def test_where_a_file_is_broken_and_what_would_help(text: str, line: int, column: int, hint: str) -> None:
    wrong = diagnose(text.encode())
    assert wrong is not None
    assert wrong.line == line
    assert abs(wrong.column - column) <= 1
    assert hint in wrong.hint


@pytest.mark.parametrize(("raw", "line", "column"), NOT_TEXT[:2])
def test_a_file_in_another_encoding(raw: bytes, line: int, column: int) -> None:
    wrong = diagnose(raw)
    assert wrong is not None
    assert (wrong.line, wrong.column) == (line, column)
    assert "UTF-8" in wrong.hint


def test_a_marks_file_that_is_one_has_nothing_wrong() -> None:
    assert diagnose(b"") is None
    assert diagnose("\ufeff[[mark]]\r\nquote = 'x'\r\n".encode()) is None
