"""Any text whatever as Markdown: no word is lost, nothing reaches the terminal, and it takes no time."""

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from marked_up import check, everything, read


def test_nothing_a_terminal_obeys_comes_through_references() -> None:
    essay = read("a&#x202e;b &#x1b;[31m &shy;c &#8203;d\n\n[x](&#x202e;y)\n")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\xad\u200b]", essay.text)
    assert all("\u202e" not in span.href for block in essay.blocks for span in block.spans)


def test_spans_stay_in_place_beside_what_is_cleaned_away() -> None:
    block = read("a&shy;b *c&#8203;d* e&Tab;f **g** &#x202e;`h`").blocks[0]
    assert block.text == "ab cd e f g h"
    assert [block.text[span.start : span.end] for span in block.spans] == ["cd", "g", "h"]


def test_an_accent_beyond_a_mark_joins_its_letter() -> None:
    essay = read("caf**e**&#x301;s and *more*")
    check(essay)
    block = essay.blocks[0]
    assert block.text == "cafés and more"
    assert block.text[block.spans[-1].start : block.spans[-1].end] == "more"


MARKS = st.sampled_from("*_`[]|<>\\~\n\t^")
MARKUP = (
    "# ,## ,### ,> ,- ,1. ,    ,\n\n,---\n,***,**,```\n,~~,](u),![,[^1],[^1]: ,^[,<b>,</b>,<div>,<!-- , -->,<br>,"
    "\n|-|\n,\n|-|-|\n,  \n,&amp;,Related,<!-- pause -->, | "
)
PIECES = st.sampled_from(MARKUP.split(","))


@st.composite
def sources(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Markdown full of words that occur once each, and these words."""
    pieces = draw(st.lists(st.one_of(PIECES, MARKS), max_size=40))
    words = [f"w{number}w" for number in range(len(pieces))]
    facts = draw(st.sampled_from(["", "", "---\ntitle: Given\n---\n", "+++\ntitle = 'Given'\n+++\n"]))
    return facts + "".join(piece + word for piece, word in zip(pieces, words, strict=True)), words


def without_markup(source: str) -> str:
    """The source without what is markup for sure: destinations and labels, code's languages, comments, tags."""
    source = re.sub(r"<!--.*?(?:-->|$)|<[a-z/][^>]*>?", " ", source, flags=re.DOTALL)
    source = re.sub(r"^.*(?:```|~~~|\]:).*$|\]\([^)]*\)", " ", source, flags=re.MULTILINE)
    return re.sub(r"\[\^[^\]]*\]?", " ", source)


@settings(derandomize=True, max_examples=300)
@given(sources())
@example(("---\ntitle: Given\n---\n# w0w", ["w0w"]))
def test_no_word_is_lost(made: tuple[str, list[str]]) -> None:
    source, words = made
    essay = read(source)
    check(essay)
    shown = everything(essay)
    certain = without_markup(source)
    assert [word for word in words if word in certain and word not in shown] == []


@settings(derandomize=True, max_examples=200)
@given(st.text(max_size=200))
def test_any_text_is_an_essay(text: str) -> None:
    check(read(text))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (">" * 1000 + " deep\n\nafter", ["deep", "after"]),
        ("- " * 500 + "deep\n\nafter", ["deep", "after"]),
        (
            "".join("  " * depth + f"- item{depth}\n" for depth in range(120)),
            [f"item{depth}" for depth in range(120)],
        ),
        ("![" * 500 + "deep" + "](u)" * 500, ["deep"]),
        ("^[" * 200 + "deep" + "]" * 200, ["deep"]),
        ("x" * 300, ["x" * 300]),
        ("<b>" * 5000 + "deep", ["deep"]),
        ("*a " * 5000 + "last", ["last"]),
        ("<!-- " * 5000 + "last", ["last"]),
        ("".join(f"a[^{n}]\n\n[^{n}]: note{n}\n\n" for n in range(300)), ["note0", "note299"]),
    ],
    ids=["quotes", "list", "lists", "images", "notes", "word", "tags", "stars", "comments", "footnotes"],
)
def test_depths_and_lengths(source: str, words: list[str]) -> None:
    essay = read(source)
    check(essay)
    assert [word for word in words if word not in essay.text] == []


@pytest.mark.parametrize(
    "unit",
    [
        "*a* &shy;b ",
        "Some words stand here. ",
        "## Heading\n\nText.\n\n",
        "## Heading\n\n",
        "- item\n",
        "> quote\n\n",
        "| a | b |\n",
        "[![",
    ],
    ids=[
        "references",
        "one paragraph",
        "sections",
        "empty headings",
        "list",
        "quotations",
        "lines",
        "brackets",
    ],
)
def test_ten_times_the_text_takes_about_ten_times_as_long(unit: str) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        read(unit * times)
        return time.process_time() - began

    seconds(10)
    short = min(seconds(400) for _ in range(3))
    assert min(seconds(4000) for _ in range(2)) < 30 * short + 0.05
