"""What the reader means by the name of an essay."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quietread.errors import NotFoundError, SourceError
from quietread.storage.cache import Cache
from quietread.storage.library import Shelves
from quietread.storage.opening import resolve

ESSAYS = {
    "unhurried": "The Unhurried Page",
    "when-love-isnt-enough": "When Love Isn’t Enough",
    "when-you-know": "When You Know It’s Time",
    "pencils": "Unhurried",
    "list": "A List of Lists",
    "ete": "L’Été — a summer",
    "a1": "Twin",
    "a2": "Twin",
    **{f"many-{number}": f"Many Things, {number}" for number in range(1, 8)},
}


class Here:
    """A library, and a folder one stands in."""

    def __init__(self, root: Path) -> None:
        self.own = root / "own"
        self.own.mkdir()
        for slug, title in ESSAYS.items():
            (self.own / f"{slug}.md").write_text(f"# {title}\n\nwords\n", encoding="utf-8")
        self.shelves = Shelves(self.own, bundled=False)
        self.cache = Cache(root / "cache" / "library.db")

    def __call__(self, name: str) -> str:
        found = [resolve(name, self.shelves, self.cache) for _ in range(2)]
        assert found[0] == found[1]
        return found[0]

    def slug(self, name: str) -> str:
        path = Path(self(name))
        assert path.parent == self.own.resolve()
        return path.stem


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    stand = tmp_path / "stand"
    stand.mkdir()
    monkeypatch.chdir(stand)
    return Here(tmp_path)


MEANT = {
    "unhurried": "unhurried",
    "Unhurried": "unhurried",
    "the unhurried page": "unhurried",
    "The Unhurried": "unhurried",
    "When Love Isn't Enough": "when-love-isnt-enough",
    "when love": "when-love-isnt-enough",
    "when-y": "when-you-know",
    "list": "list",
    "lete": "ete",
    "L'ÉTÉ": "ete",
    "l’ete, a summer": "ete",
    "many-3": "many-3",
    "many things 4": "many-4",
    "penc": "pencils",
}


@pytest.mark.parametrize("name", MEANT)
def test_slug_then_title_then_what_begins_so(here: Here, name: str) -> None:
    assert here.slug(name) == MEANT[name]


def test_a_path_that_exists_comes_first(here: Here) -> None:
    Path("unhurried").mkdir()
    Path("unhurried.md").write_text("words")
    Path("plain").write_text("words")
    Path("list").write_text("words")
    assert here("unhurried.md") == "unhurried.md"
    assert here("./unhurried.md") == "./unhurried.md"
    assert here(f".{os.sep}list") == f".{os.sep}list"
    assert here("../stand/plain") == "../stand/plain"
    assert here.slug("list") == "list"
    assert here.slug("unhurried") == "unhurried"
    assert here("plain") == "plain"


def test_several_are_named_up_to_five(here: Here) -> None:
    with pytest.raises(NotFoundError) as caught:
        here("many")
    assert [f"many-{number}" in str(caught.value) for number in range(1, 8)] == [True] * 5 + [False] * 2
    assert "2 more" in str(caught.value)
    with pytest.raises(NotFoundError, match="a1, a2"):
        here("twin")
    with pytest.raises(NotFoundError, match="when-love-isnt-enough, when-you-know"):
        here("when")


def test_a_slug_wins_over_several_that_begin_so(here: Here) -> None:
    (here.own / "many.md").write_text("words")
    assert here.slug("many") == "many"


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("unhuried", "unhurried"),
        ("pencil case", "pencils"),
        ("Lst", "list"),
        ("whem", "when-"),
        ("enuogh", "when-love-isnt-enough"),
    ],
)
def test_the_nearest_is_named(here: Here, name: str, near: str) -> None:
    with pytest.raises(NotFoundError, match=f"no such essay; the nearest is {near}"):
        here(name)


@pytest.mark.parametrize("name", ["zzzzzz", "?!", "", " ", "\x1b[31m", "nothing.md", "a\0b"])
def test_nothing_like_it_is_one_line(here: Here, name: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        here(name)
    assert "\x1b" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["./gone.md", "gone/list", "/nowhere/x"])
def test_a_path_that_is_not_there_can_only_be_a_file(here: Here, name: str) -> None:
    with pytest.raises(SourceError, match="no such file"):
        here(name)


def test_an_essay_brought_in_since_is_found(here: Here) -> None:
    assert here.slug("list") == "list"
    (here.own / "quiet.md").write_text("# New\n\nwords")
    assert here.slug("quiet") == "quiet"
    (here.own / "quiet.md").unlink()
    with pytest.raises(NotFoundError):
        here("quiet")
