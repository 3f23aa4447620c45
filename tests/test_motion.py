"""Everything that moves is in one module, so that stopping it there stops all of it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCES = sorted((Path(__file__).parents[1] / "src/quietread").rglob("*.py"))
TIMERS = {"set_interval", "set_timer", "animate", "Timer", "auto_refresh", "call_later_after", "blink"}


@pytest.mark.parametrize(
    "source", [one for one in SOURCES if one.name != "motion.py"], ids=lambda path: path.stem
)
def test_no_timer_outside_the_motion_module(source: Path) -> None:
    tree = ast.parse(source.read_text("utf-8"))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert not names & TIMERS


def test_the_scan_would_find_one() -> None:
    motion = next(one for one in SOURCES if one.name == "motion.py")
    tree = ast.parse(motion.read_text("utf-8"))
    assert "set_interval" in {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
