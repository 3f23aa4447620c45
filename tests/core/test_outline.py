"""Files and what is made of them: each essay in the folder has its documented outline beside it."""

import json
from pathlib import Path

import pytest

from quietread.core.essay import Related
from quietread.core.source import outline, outline_lines, read

OUTLINES = Path(__file__).parent.parent / "data" / "outlines"
SOURCES = sorted([*OUTLINES.glob("*.md"), *OUTLINES.glob("*.txt")])


def nowhere(_: Related) -> None:
    return None


def test_there_are_essays_of_both_kinds() -> None:
    assert {path.suffix for path in SOURCES} == {".md", ".txt"}
    assert len(SOURCES) >= 14
    assert len(SOURCES) == len(list(OUTLINES.glob("*.json")))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_outline_is_as_written_beside_it(path: Path) -> None:
    expected = json.loads(path.with_name(f"{path.name}.json").read_text(encoding="utf-8"))
    assert outline(read(path.read_bytes(), path.name), 400, nowhere) == expected


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
@pytest.mark.parametrize("ends", [b"\r\n", b"\r"], ids=["crlf", "cr"])
def test_line_ends_change_nothing(path: Path, ends: bytes) -> None:
    data = path.read_bytes().replace(b"\r\n", b"\n")
    assert read(data.replace(b"\n", ends), path.name) == read(data, path.name)


def test_targets_are_named_by_whoever_knows_the_library() -> None:
    essay = read((OUTLINES / "essay.md").read_bytes(), "essay.md")
    found = outline(essay, 400, _target)
    assert [(entry["target"], entry["found"]) for entry in found["related"]] == [
        ("load-bearing", True),
        (None, False),
        (None, False),
    ]


def _target(entry: Related) -> str | None:
    return "load-bearing" if entry.href == "load-bearing.md" else None


def test_the_printed_outline_says_it_in_lines() -> None:
    essay = read((OUTLINES / "essay.md").read_bytes(), "essay.md")
    lines = list(outline_lines(outline(essay, 400, _target)))
    assert lines[0] == "The Second Staircase"
    assert "103 words" in lines[1]
    assert lines[3].endswith("What the Builder Said: 23 words, 3 sentences")
    assert lines[-3:] == [
        "  -> Load-Bearing: load-bearing",
        "  -> The Room Above the Shop: not in this library",
        "  -> A Wall Is a Kind of Door: not in this library",
    ]


def test_a_title_with_a_colon_is_not_cut_where_it_is_known() -> None:
    essay = read((OUTLINES / "essay.md").read_bytes(), "essay.md")
    known = {"The Room Above the Shop: why the lamp was left on": "the-room"}
    found = outline(essay, 400, lambda entry: known.get(entry.title))["related"][1]
    assert found == {"title": next(iter(known)), "why": "", "target": "the-room", "found": True}
    found = outline(essay, 400, nowhere)["related"][1]
    assert (found["title"], found["why"]) == ("The Room Above the Shop", "why the lamp was left on")


def test_parts_are_told_only_of_sections_that_are_parted() -> None:
    essay = read((OUTLINES / "parts.md").read_bytes(), "parts.md")
    assert [section.get("parts") for section in outline(essay, 400, nowhere)["sections"]] == [3, 2]
    assert [section.get("parts") for section in outline(essay, 0, nowhere)["sections"]] == [None, 2]
    assert any(line.endswith(", 3 parts") for line in outline_lines(outline(essay, 400, nowhere)))
