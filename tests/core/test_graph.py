"""How essays lead to each other, and that no link leads anywhere else."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.essay import Related
from quietread.core.links import Graph

ROOT = "/home/reader/essays"


@dataclass(frozen=True)
class One:
    """An essay as the graph sees it."""

    path: str
    slug: str
    title: str
    related: tuple[Related, ...] = ()
    links: tuple[str, ...] = ()


def graph(*essays: One, roots: tuple[str, ...] = (ROOT,)) -> Graph:
    return Graph(essays, roots)


LIBRARY = (
    One(f"{ROOT}/pencils.md", "pencils", "A Short History of the Margin"),
    One(f"{ROOT}/sub/on-looking-up.md", "on-looking-up", "On Looking Up"),
    One(f"{ROOT}/sub/pencils.md", "pencils-2", "Other Pencils"),
    One(f"{ROOT}/love.md", "love", "When Love Isn’t Enough"),
    One("/usr/share/q/essays/café.md", "cafe", "Café — a place: of sorts"),
    One(f"{ROOT}/odd name.md", "odd-name", "“Odd” (?)"),
)
ROOTS = (ROOT, "/usr/share/q/essays")
FROM = f"{ROOT}/sub/essay.md"

TITLES = {
    "On Looking Up": "on-looking-up",
    "on looking up.": "on-looking-up",
    "WHEN LOVE ISN'T ENOUGH": "love",
    "When Love Isnt Enough": "love",
    "when-love-isnt-enough": "love",
    "pencils": "pencils",
    "Pencils": "pencils",
    "Cafe - a place, of sorts": "cafe",
    "odd": "odd-name",
    "a short history": None,
    "": None,
    "passwd": None,
}

HREFS = {
    "pencils.md": "pencils-2",
    "./pencils.md": "pencils-2",
    "../pencils.md": "pencils",
    "sub/on-looking-up.md": "on-looking-up",
    "on-looking-up.md#a-heading": "on-looking-up",
    "on-looking-up": "on-looking-up",
    "on-looking-up.txt": "on-looking-up",
    "love.md": "love",
    "caf%C3%A9.md": "cafe",
    "odd%20name.md": "odd-name",
    "../odd name.md?x=1": "odd-name",
    f"{ROOT}/love.md": "love",
    "nothing.md": None,
    "../../etc/passwd": None,
    "../../../../../../etc/passwd": None,
    "../../../love.md": None,
    "/etc/love.md": None,
    "//example.com/love.md": None,
    "https://example.com/love.md": None,
    "file:///home/reader/essays/love.md": None,
    "javascript:love": None,
    "JavaScript:love.md": None,
    "mailto:love": None,
    "#love": None,
    "": None,
    "?love": None,
    "../": None,
    "sub/": None,
    "..": None,
    ".": None,
    "love.pdf": None,
    "%2e%2e/%2e%2e/%2e%2e/love.md": None,
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_leads_to_its_essay(title: str) -> None:
    assert graph(*LIBRARY, roots=ROOTS).target(FROM, Related(title)) == TITLES[title]


@pytest.mark.parametrize("href", HREFS)
def test_a_link_leads_to_its_file_and_never_out(href: str) -> None:
    assert graph(*LIBRARY, roots=ROOTS).link_target(FROM, href) == HREFS[href]


def test_the_file_wins_over_the_title_and_the_title_stands_in_for_a_missing_file() -> None:
    links = graph(*LIBRARY, roots=ROOTS)
    assert links.target(FROM, Related("On Looking Up", "", "../love.md")) == "love"
    assert links.target(FROM, Related("On Looking Up", "", "gone.md")) == "on-looking-up"
    assert links.target(FROM, Related("On Looking Up", "", "../../../../x.md")) is None
    assert links.target(FROM, Related("On Looking Up", "", "https://example.com")) is None


def test_a_title_with_a_dash_is_known_as_a_whole() -> None:
    links = graph(One(f"{ROOT}/1.md", "1", "Tea — a place: of sorts"), One(f"{ROOT}/2.md", "2", "Tea"))
    assert links.target(FROM, Related("Tea", "a place: of sorts", "", "Tea — a place: of sorts")) == "1"
    assert links.target(FROM, Related("Tea", "a hot drink", "", "Tea — a hot drink")) == "2"


def test_of_titles_that_fold_to_one_the_first_essay_has_it() -> None:
    twins = [
        One(f"{ROOT}/{name}.md", name, title)
        for name, title in (("a", "Rest!"), ("b", "“Rest”"), ("c", "rest"))
    ]
    assert graph(*twins).target(f"{ROOT}/x.md", Related("Rest")) == "a"
    assert (
        graph(*twins, One(f"{ROOT}/rest.md", "rest", "Sleep")).target(f"{ROOT}/x.md", Related("Rest"))
        == "rest"
    )


def essay(slug: str, *related: str, links: tuple[str, ...] = ()) -> One:
    return One(f"{ROOT}/{slug}.md", slug, slug, tuple(Related(one) for one in related), links)


def test_what_leads_here() -> None:
    links = graph(
        essay("a", "b", "c", "b", "nowhere"),
        essay("b", links=("c.md", "c.md#x", "https://example.com/a.md")),
        essay("c", "c", "a"),
        essay("d", "a", "b"),
    )
    assert links.targets("a") == ("b", "c")
    assert links.targets("c") == ("a",)
    assert links.backlinks("c") == ("a", "b")
    assert links.backlinks("a") == ("c", "d")
    assert links.backlinks("d") == ()
    assert links.backlinks("unknown") == ()


def test_what_an_author_is_told() -> None:
    links = graph(
        essay("a", "b", "Nowhere Else", links=("gone.md", "https://example.com", "#x", "javascript:x")),
        essay("b", "a", "b"),
        essay("c", "a"),
    )
    assert tuple(links.problems("a")) == (
        "leads to no essay here: Nowhere Else",
        "leads to no essay here: gone.md",
    )
    assert tuple(links.problems("b")) == ("leads to itself: b",)
    assert tuple(links.problems("c")) == ("no essay leads here",)
    assert tuple(graph(essay("alone")).problems("alone")) == ()


parts = st.sampled_from(["..", ".", "a", "b.md", "sub", "etc", "passwd", "", "%2e%2e", "~", "//", "C:", "\\"])


@settings(derandomize=True, max_examples=200)
@given(st.lists(parts, max_size=8).map("/".join), st.sampled_from([FROM, f"{ROOT}/x.md", "/elsewhere/x.md"]))
def test_whatever_a_link_says_it_leads_to_an_essay_of_the_library_or_nowhere(href: str, path: str) -> None:
    links = graph(*LIBRARY, roots=ROOTS)
    slugs = {one.slug for one in LIBRARY}
    assert links.link_target(path, href) in slugs | {None}
    assert links.target(path, Related("no such title", "", href)) in slugs | {None}


def test_an_essay_of_the_library_is_found_wherever_its_file_is_and_nothing_beside_it() -> None:
    far = One("/far/away/three.md", "three", "Three")
    links = graph(*LIBRARY, far)
    assert links.link_target("/far/away/four.md", "three.md") == "three"
    assert links.link_target(FROM, "../../../../far/away/three.md") == "three"
    assert links.link_target("/far/away/four.md", "love.md") == "love"
    assert links.link_target("/far/away/four.md", "../love.md") is None


def test_essays_beside_the_library_know_it_and_are_unknown_to_it() -> None:
    inner = graph(essay("a", "b", "stray"), essay("b"))
    home = "/home/reader/notes"
    outer = Graph(
        [
            One(f"{home}/stray.md", f"{home}/stray.md", "Stray", (Related("b"), Related("Stray Two"))),
            One(f"{home}/b.md", f"{home}/b.md", "Stray Two", (), ("stray.md", "../essays/b.md")),
        ],
        (home,),
        inner,
    )
    assert outer.targets(f"{home}/stray.md") == ("b", f"{home}/b.md")
    assert outer.targets(f"{home}/b.md") == (f"{home}/stray.md", "b")
    assert outer.backlinks("b") == ("a", f"{home}/stray.md", f"{home}/b.md")
    assert outer.backlinks(f"{home}/stray.md") == (f"{home}/b.md",)
    assert outer.targets("a") == inner.targets("a") == ("b",)
    assert outer.target(f"{home}/stray.md", Related("B")) == "b"


def test_thirty_thousand_links_are_each_followed() -> None:
    number = 10_000
    chance = random.Random(7)
    essays = [
        One(
            f"{ROOT}/essay-{at}.md",
            f"essay-{at}",
            f"The Title of Essay {at}",
            (
                Related(f"The Title of Essay {chance.randrange(number)}"),
                Related("x", "", f"essay-{at // 2}.md"),
            ),
            (f"essay-{chance.randrange(number)}.md#part",),
        )
        for at in range(number)
    ]
    links = Graph(essays, (ROOT,))
    total = sum(len(links.backlinks(one.slug)) for one in essays)
    assert 29_000 < total <= 30_000
