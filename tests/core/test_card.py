"""A card is SVG that any program can read: every word, nothing outside the picture, in colours one can read."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.card import LEAST_HEIGHT, MARGIN, WIDTH, Words, card
from quietread.core.theme import Theme, contrast
from quietread.storage.config import load_themes

SVG = "{http://www.w3.org/2000/svg}"
THEMES = {name: theme for name, theme in load_themes(Path("nowhere"))[0].items() if theme.kind != "ansi"}
PAPER = THEMES["paper"]
LONG = "A mark in a margin is a promise to come back, and most of them are never kept. " * 12


def parsed(words: Words, theme: Theme = PAPER) -> ElementTree.Element:
    return ElementTree.fromstring(card(words, theme))


def rows(svg: ElementTree.Element, which: int = 0) -> list[str]:
    return [span.text or "" for span in svg.findall(f"{SVG}text")[which].iter(f"{SVG}tspan")]


def test_the_card_in_the_documents_is_the_one_that_is_drawn() -> None:
    shown = Path(__file__).parents[2] / "docs/pictures/card.svg"
    quote = "I cook for one more than the list. Every cook does, it is for the pot."
    assert shown.read_text("utf-8") == card(
        Words(quote, "Enough for Twenty-One", "", "en"), THEMES["bluehour"]
    )


def test_every_word_is_there_in_order_and_the_title_under_it() -> None:
    svg = parsed(Words("It cannot  be\nhurried.", "On Pencils", "A. Writer", "en"))
    texts = [" ".join(rows(svg, at)) for at in range(len(svg.findall(f"{SVG}text")))]
    assert " ".join(texts) == "It cannot be hurried. On Pencils, A. Writer"
    assert svg.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert svg.findtext(f"{SVG}title") == "It cannot be hurried."


def test_markup_in_a_sentence_stays_text() -> None:
    hostile = 'if a < b && "c" > d </text><script>alert(1)</script> ]]> &amp; \x1b[31m\x00\ud800\uffff'
    text = card(Words(hostile, "<b>", "&"), PAPER)
    svg = ElementTree.fromstring(text.encode())
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} == {
        "svg",
        "title",
        "rect",
        "text",
        "tspan",
        "defs",
        "linearGradient",
        "stop",
        "path",
    }
    assert "</text><script>alert(1)</script>]]>&amp;" in "".join(rows(svg)).replace(" ", "")
    assert not set("\x1b\x00\ud800\uffff") & set(text)


def test_nothing_is_fetched_from_anywhere() -> None:
    text = card(Words("It cannot be hurried."), PAPER)
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"@font-face|@import|<image|href|url\((?!#)", text)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_what_is_read_has_the_contrast_of_its_theme(theme: Theme) -> None:
    svg = parsed(Words("It cannot be hurried.", "On Pencils"), theme)
    ground = svg.findall(f"{SVG}rect")[0].get("fill", "")
    assert ground == theme.bg
    assert [contrast(one.get("fill", ""), ground) >= 7 for one in svg.findall(f"{SVG}text")] == [True, True]
    assert all(contrast(one.get("stop-color", ""), ground) >= 3 for one in svg.iter(f"{SVG}stop"))


def test_a_long_quote_is_a_higher_card_in_smaller_letters() -> None:
    short, long = parsed(Words("It cannot be hurried.")), parsed(Words(LONG, "On Pencils"))
    sizes = [int(svg.findall(f"{SVG}text")[0].get("font-size", "0")) for svg in (short, long)]
    assert sizes[0] > sizes[1] >= 30
    assert int(short.get("height", "0")) == LEAST_HEIGHT < int(long.get("height", "0"))
    assert " ".join(rows(long)).split() == LONG.split()
    lengths = [len(row) for row in rows(long)[:-1]]
    assert min(lengths) > 0.6 * max(lengths)


def test_paragraphs_stand_apart_and_a_word_that_fits_nowhere_is_cut() -> None:
    svg = parsed(Words("One.\n\nTwo."))
    first, second = svg.findall(f"{SVG}text")
    y = [float(next(one.iter(f"{SVG}tspan")).get("y", "0")) for one in (first, second)]
    assert y[1] - y[0] > 60 * 1.5 + 20
    endless = parsed(Words("x" * 300))
    assert "".join(rows(endless)) == "x" * 300
    assert max(map(len, rows(endless))) * 34 * 0.5 < WIDTH - 2 * MARGIN


def test_text_that_runs_from_the_right_stands_at_the_right() -> None:
    svg = parsed(Words("בראשית ברא אלהים את השמים ואת הארץ"))
    text = svg.findall(f"{SVG}text")[0]
    assert text.get("direction") == "rtl"
    bar = svg.findall(f"{SVG}rect")[1]
    assert float(bar.get("x", "0")) > float(next(text.iter(f"{SVG}tspan")).get("x", "0")) > WIDTH / 2


@settings(derandomize=True, max_examples=40)
@given(st.text(max_size=600), st.text(max_size=80))
def test_whatever_was_kept_makes_a_card_within_its_edges(quote: str, title: str) -> None:
    text = card(Words(quote, title), PAPER)
    svg = ElementTree.fromstring(text.encode("utf-8"))
    height = int(svg.get("height", "0"))
    spans = [span for one in svg.findall(f"{SVG}text") for span in one.iter(f"{SVG}tspan")]
    for span in spans:
        assert 0 < float(span.get("y", "0")) < height - 120
        assert MARGIN <= float(span.get("x", "0")) <= WIDTH - MARGIN
    assert card(Words(quote, title), PAPER) == text
