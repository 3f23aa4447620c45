"""Essays packed for the cache come back the same, or not at all."""

import json
from pathlib import Path
from typing import Any

import pytest

from quietread.core.essay import FORMAT, pack, unpack
from quietread.core.source import read

OUTLINES = Path(__file__).parent.parent / "data" / "outlines"
SOURCES = sorted([*OUTLINES.glob("*.md"), *OUTLINES.glob("*.txt")])


def through_json(value: object) -> Any:
    return json.loads(json.dumps(value, ensure_ascii=False))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_an_essay_comes_back_the_same(path: Path) -> None:
    essay = read(path.read_bytes(), path.name)
    assert unpack(through_json(pack(essay))) == essay


def test_an_essay_with_nothing_to_read_comes_back() -> None:
    essay = read(b"# Only a title", "a.md")
    assert unpack(through_json(pack(essay))) == essay


def packed() -> Any:
    return through_json(pack(read(b"# T\n\nSome *words* here.\n\n## Related\n\n- A\n", "a.md")))


def spoiled(key: str, value: object) -> Any:
    data = packed()
    data[key] = value
    return data


BLOCK = [0, "Some words", [10], [], 2]


@pytest.mark.parametrize(
    "data",
    [
        None,
        3,
        "text",
        [],
        {},
        spoiled("format", FORMAT + 1),
        spoiled("essay", ["too", "few"]),
        spoiled("essay", [1] * 9),
        spoiled("related", [["a", "b", "c", "d", "e"]]),
        spoiled("related", 1),
        spoiled("problems", None),
        spoiled("sections", [[True, None]]),
        spoiled("sections", [[True, None, 0, [["?", *BLOCK[1:]]]]]),
        spoiled("sections", [[True, None, 0, [[99, *BLOCK[1:]]]]]),
        spoiled("sections", [[True, None, 0, [[0, None, [10], [], 2]]]]),
        spoiled("sections", [[True, None, 0, [[0, "Some words", [], [], 2]]]]),
        spoiled("sections", [[True, None, 0, [[0, "Some words", [9], [], 2]]]]),
        spoiled("sections", [[True, None, 0, [[0, "Some words", ["10"], [], 2]]]]),
        spoiled("sections", [[True, None, 0, [[0, "Some words", [10], [[0, 11, "em", ""]], 2]]]]),
        spoiled("sections", [[True, None, 0, [[0, "Some words", [10], [[0, "1", "em", ""]], 2]]]]),
        spoiled("sections", [[True, None, 0, [[0, "Some words"]]]]),
    ],
)
def test_anything_else_is_a_value_error(data: object) -> None:
    with pytest.raises(ValueError, match="packed"):
        unpack(data)
