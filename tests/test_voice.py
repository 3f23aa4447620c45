"""Whatever the program says is short, calm, and promises nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from quietread.core.breath import CAUTION

SOURCES = sorted((Path(__file__).parents[1] / "src/quietread").rglob("*.py"))
NEVER = re.compile(
    r"\b(?:therap\w*|anxiety|anxious|stress\w*|heal|heals|healing|proven|HRV|vagus|streaks?|scores?|congrat\w*|"
    r"great|awesome|well done|good job|oops|sorry|please|successfully)\b|[a-z]!(?:$| )",
    re.IGNORECASE,
)
"""Health words, praise, alarm and small talk."""


def said(source: Path) -> Iterator[str]:
    """Every text in a module that is no docstring."""
    tree = ast.parse(source.read_text("utf-8"))
    words = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in words:
            yield node.value


def test_no_health_words_no_praise_no_alarm() -> None:
    found = {text for source in SOURCES for text in said(source) if " " in text and NEVER.search(text)}
    assert found == {CAUTION, "A little more room, please."} & found
    assert CAUTION in {text for source in SOURCES for text in said(source)}
