"""The form of the bundled essays, as far as a machine can hold it; docs/writing.md says why each is so."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from quietread.core.essay import Essay, Section
from quietread.core.frame import geometry
from quietread.core.source import read
from quietread.core.typeset import typeset
from quietread.storage.cache import Cache
from quietread.storage.check import check
from quietread.storage.library import Shelves

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "essays").glob("*.md"))
OWNED = tomllib.loads((ROOT / "tests/data/bundle/owned.toml").read_text("utf-8"))

TITLES = {
    "when-love-isnt-enough": "When Love Isn’t Enough",
    "when-you-know-its-time": "When You Know It’s Time",
    "the-architecture-of-wholeness": "The Architecture of Wholeness",
    "what-breakdown-actually-teaches": "What Breakdown Actually Teaches",
}
FIRST_RELATED = [
    "When You Know It’s Time",
    "The Architecture of Wholeness",
    "What Breakdown Actually Teaches",
]

WORN = re.compile(
    r"\bsomething (?:in \w+ )?shift|\btapestry\b|\bhold(?:ing|s)? space\b|\bthe quiet \w+ of\b|\band yet\b|\ba kind of\b"
    r"|\bsomehow\b|\bin that moment\b|\bjourney\b|\bthe way (?:he|she|they)\b",
    re.IGNORECASE,
)
"""Phrases that any hand would have written."""
NOT_BUT = re.compile(r"\b(?:not|never|no longer|\w+n’t)\b[^.;:?!”]{1,60}?,? but\b(?! for)", re.IGNORECASE)
LIKENESS = re.compile(r"\b(?:like (?:a|an|the|some)|as if|as though|as \w+ as an?)\b", re.IGNORECASE)
PROPS = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "kettle": r"\bkettle",
        "coat on a hook": r"\bcoats? (?:on|from) (?:a|the|its|his|her) hook",
        "key on a table": r"\bkeys? on the table",
        "two cups": r"\btwo cups",
        "light under a door": r"\blight under (?:a|the) door",
        "rain on a window": r"\brain on (?:a|the) window",
        "refrigerator hum": r"\b(?:refrigerator|fridge)\b.{0,20}\bhum",
        "lemons": r"\blemons\b",
        "a packed box": r"\bpacked box",
        "side of the bed": r"\bside of the bed",
        "a held breath let go": r"\blet (?:go|out) (?:of )?(?:a|the|my|her|his) breath",
    }.items()
}


@cache
def essay(file: Path) -> Essay:
    return read(file.read_bytes(), file.name)


def prose(file: Path) -> str:
    return "\n\n".join(block.text for section in essay(file).sections for block in section.body)


each = pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)


def test_there_are_eight_and_four_have_the_titles_given() -> None:
    assert len(FILES) == 8
    titles = {file.stem: essay(file).title for file in FILES}
    assert titles == {**titles, **TITLES}


@each
def test_a_file_is_clean(file: Path) -> None:
    text = file.read_text("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    body = text.split("+++", 2)[2]
    assert not re.search(r"[\"']", re.sub(r"\]\([^)]*\)", "]", body)), "straight quotes"
    assert "..." not in body
    assert "--" not in body
    paragraphs = body.strip().split("\n\n")
    assert not [one for one in paragraphs if "\n" in one and not one.startswith("- ")], "hard wraps"
    assert essay(file).why
    assert not essay(file).problems


@each
def test_an_essay_has_its_form(file: Path) -> None:
    found = essay(file)
    assert 9 <= len(found.sections) <= 13
    assert 1100 <= found.words <= 1800
    opening, *rest = found.sections
    assert not opening.headed
    assert 80 <= opening.words <= 130
    assert all(section.headed for section in rest)
    for section in found.sections:
        assert 60 <= section.words <= 180, section.heading
    for section in rest:
        words = section.heading.split()
        assert 2 <= len(words) <= 6, section.heading
        assert not section.heading.endswith(".")
        small = {
            "a",
            "an",
            "and",
            "as",
            "at",
            "but",
            "by",
            "for",
            "in",
            "of",
            "on",
            "or",
            "the",
            "to",
            "with",
        }
        capitals = [word for word in words[1:] if word.lower() not in small]
        assert all(word[0].isupper() or not word[0].isalpha() for word in [words[0], *capitals]), (
            section.heading
        )


def test_nine_sections_in_ten_stand_whole_on_a_small_screen() -> None:
    shape = geometry(80, 24, 66)
    sections = [(file, section) for file in FILES for section in essay(file).sections]
    over = [section for file, section in sections if _rows(file, section) > shape.height]
    assert len(over) <= len(sections) / 10


def _rows(file: Path, section: Section) -> int:
    title = essay(file).title if section is essay(file).sections[0] else ""
    return len(typeset(section.blocks, 66, title=title))


@each
def test_an_essay_leads_to_three_others_and_says_why(file: Path) -> None:
    related = essay(file).related
    titles = [entry.title for entry in related]
    assert len(set(titles)) == 3
    assert essay(file).title not in titles
    for entry in related:
        assert 3 <= len(entry.why.split()) <= 20, entry.why
        assert not entry.why.endswith(".")


def test_the_essays_are_a_walk() -> None:
    slugs = {essay(file).title: file.stem for file in FILES}
    graph = {file.stem: [slugs[entry.title] for entry in essay(file).related] for file in FILES}
    assert [entry.title for entry in essay(ROOT / "essays/when-love-isnt-enough.md").related] == FIRST_RELATED
    named = Counter(target for targets in graph.values() for target in targets)
    assert all(named[slug] >= 2 for slug in graph)
    for start in graph:
        found, waiting = {start}, [start]
        while waiting:
            fresh = set(graph[waiting.pop()]) - found
            found |= fresh
            waiting += fresh
        assert found == set(graph), start


@each
def test_an_essay_keeps_clear_of_worn_phrases(file: Path) -> None:
    text = prose(file)
    assert WORN.findall(text) == []
    assert len(NOT_BUT.findall(text)) <= 2
    assert len(LIKENESS.findall(text)) <= 3 * len(text.split()) / 1000 + 0.5
    paragraphs = text.split("\n\n")
    assert sum("—" in one for one in paragraphs) <= len(paragraphs) / 4
    assert re.sub(r"“[^”]*”", "", text).count("!") <= 1
    short = [one for one in paragraphs if len(one.split()) < 6 and "“" not in one]
    assert len(short) <= 2, short


@each
def test_a_past_event_is_not_put_on_the_reader(file: Path) -> None:
    assert (
        len(
            re.findall(
                r"\byou (?:were|had|went|said|saw|came|sat|stood|knew)\b", re.sub(r"“[^”]*”", "", prose(file))
            )
        )
        <= 2
    )


def test_what_everyone_has_in_their_essays_is_used_once_or_never() -> None:
    used = Counter(name for file in FILES for name, pattern in PROPS.items() if pattern.search(prose(file)))
    assert [name for name, count in used.items() if count > 1] == []


def test_nothing_is_used_twice() -> None:
    assert set(OWNED) == {file.stem for file in FILES}
    for kind in ("opening", "ending", "image", "withheld"):
        found = [owned[kind] for owned in OWNED.values()]
        assert len(set(found)) == len(found), kind
    scenes = [scene for owned in OWNED.values() for scene in owned["scenes"]]
    assert len(set(scenes)) == len(scenes)
    for file in FILES:
        text = prose(file)
        for slug, owned in OWNED.items():
            here = [name for name in owned["names"] if re.search(rf"\b{name}\b", text)]
            assert here == (owned["names"] if slug == file.stem else []), (file.stem, slug)


def test_no_run_of_words_stands_in_two_essays() -> None:
    runs = {file.stem: _runs(prose(file)) for file in FILES}
    for one, other in combinations(runs, 2):
        assert not runs[one] & runs[other], (one, other)


def _runs(text: str, length: int = 7) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w’]+", text.lower())
    return {tuple(words[at : at + length]) for at in range(len(words) - length)}


def test_no_heading_is_used_twice() -> None:
    headings = Counter(
        section.heading for file in FILES for section in essay(file).sections if section.heading
    )
    assert [heading for heading, count in headings.items() if count > 1] == []


def test_check_says_nothing_of_them(tmp_path: Path) -> None:
    shelves = Shelves(tmp_path / "none")
    assert list(check([str(ROOT / "essays")], shelves, Cache(tmp_path / "library.db"))) == []
