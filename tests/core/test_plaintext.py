"""Plain text of both shapes: headings told from paragraphs, verse kept, and nothing lost."""

import re
from textwrap import fill

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.essay import Essay
from quietread.core.plaintext import read_plain
from quietread.core.sections import NOTHING

LONG = (
    "This is a paragraph of a certain length, so that it can stand above and below a heading and be longer."
)


def read(text: str) -> Essay:
    return read_plain(text, "name", "Name")


def headings(essay: Essay) -> list[str]:
    return [section.heading for section in essay.sections if section.headed]


def is_heading(line: str, before: str = LONG, after: str = LONG) -> bool:
    essay = read(f"Title\n{LONG}\n{before}\n{line}\n{after}\n{LONG}\n")
    return line in headings(essay)


@pytest.mark.parametrize(
    "line",
    [
        "What Comes After",
        "Salt",
        "The long way home",
        "“What Comes After”",
        "When You Know It’s Time",
        "On the Use of a Second Loaf of Bread",
        "Über das Warten",
        "É tarde",
        "A Word (or Two)",
    ],
)
def test_headings_of_one_line(line: str) -> None:
    assert is_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "You love them. That was never the question.",
        "So it stayed.",
        "What for?",
        "“Somebody always does.”",
        "(He laughed!)",
        "Three things,",
        "He said:",
        "Then nothing…",
        "what comes after",
        "3 Things Nobody Says",
        "Title Case Goes On and On Until It Has More Letters Than Any Heading Should",
    ],
)
def test_paragraphs_of_one_line(line: str) -> None:
    assert not is_heading(line)


def test_a_line_in_small_letters_is_a_heading_only_between_long_ones() -> None:
    assert is_heading("Not the cheese")
    assert not is_heading("Not the cheese", before="He paused a while.")
    assert not is_heading("Not the cheese", after="He paused a while.")
    assert is_heading("Not Cheese", before="He paused.", after="He paused.")


def test_the_last_line_is_no_heading() -> None:
    assert headings(read(f"Title\n{LONG}\nThe End of It\n")) == []
    assert headings(read(f"Title\n{LONG}\nThe End of It\nRelated:\nOther\n")) == []


def test_blank_lines_change_nothing() -> None:
    lines = [
        "Title",
        LONG,
        "First Things",
        LONG,
        "“No.”",
        "Second Things",
        LONG,
        "Related:",
        "Other",
        "One More",
    ]
    assert read("\n".join(lines)) == read("\n\n".join(lines)) == read("\n\n\n" + "\n \n".join(lines) + "\n\n")


def test_related_entries_go_to_the_end() -> None:
    essay = read(f"Title\n{LONG}\nRelated:\nFirst: Other\n- Second One\n2. Third — why\n")
    assert [(entry.title, entry.why, entry.whole) for entry in essay.related] == [
        ("First", "Other", "First: Other"),
        ("Second One", "", ""),
        ("Third", "why", "Third — why"),
    ]
    assert len(essay.sections) == 1


@pytest.mark.parametrize("tail", [f"Related:\n{LONG * 2}", "Related:", "Related: see below"])
def test_what_is_no_list_of_titles_stays(tail: str) -> None:
    essay = read(f"Title\n{LONG}\n{tail}\n")
    assert essay.related == ()
    assert " ".join(tail.split()) in " ".join(essay.text.split())


def test_ornaments_part_sections() -> None:
    essay = read(f"Title\n{LONG}\n* * *\n{LONG}\n---\n{LONG}\n⁂\n")
    assert [section.heading for section in essay.sections] == ["", "", ""]


@pytest.mark.parametrize(
    ("text", "title", "words"),
    [
        ("Only a Title", "Only a Title", 0),
        ("Only a sentence.", "Name", 3),
        ("word " * 60 + "\nA line.", "Name", 62),
    ],
)
def test_the_first_line(text: str, title: str, words: int) -> None:
    essay = read(text)
    assert (essay.title, essay.words) == (title, words)
    assert (NOTHING in essay.problems) is (words == 0)


PROSE = (
    "The ferry was late again, and the people on the landing had begun to know one another. A woman shared out her "
    "bread. The man with the dog said that the dog had always liked her; it had never seen her before in its life. "
    "When the bell rang at last, nobody moved for a moment, as if it had rung in the wrong story."
)


def wrapped(*blocks: str, width: int = 72) -> str:
    return "\n\n".join(fill(block, width) if len(block) > width else block for block in blocks) + "\n"


@pytest.mark.parametrize("width", [48, 60, 65, 72, 79, 100])
def test_wrapped_lines_are_joined(width: int) -> None:
    essay = read(wrapped("A Title", PROSE, PROSE, width=width))
    assert essay.title == "A Title"
    assert [block.text for block in essay.blocks] == [PROSE, PROSE]


@pytest.mark.parametrize("line", ["CHAPTER I", "CHAPTER I.", "Chapter 3", "II.", "XIV", "12."])
@pytest.mark.parametrize("after", ["", "The Dog", "THE DOG"])
def test_numbered_headings_of_a_book(line: str, after: str) -> None:
    essay = read(wrapped("A Title", PROSE, f"{line}\n{after}".strip(), PROSE, PROSE))
    assert headings(essay) == [f"{line} {after}".strip()]


@pytest.mark.parametrize(
    "line",
    [
        "THE LANDING",
        "What It Was Like",
        "LETTER THE FIRST.",
        "Book Two: The Landing",
        "THE LANDING\nAND THE DOG",
    ],
)
def test_headings_of_a_book(line: str) -> None:
    essay = read(wrapped("A Title", PROSE, line, PROSE, PROSE))
    assert headings(essay) == [" ".join(line.split())]


@pytest.mark.parametrize(
    "line",
    [
        "He left.",
        "“He left.”",
        "and then",
        "He left, and,",
        "[Illustration]",
        "“He--",
        "I was at the landing, once, on a Tuesday.",
    ],
)
def test_short_paragraphs_of_a_book(line: str) -> None:
    essay = read(wrapped("A Title", PROSE, line, PROSE, PROSE))
    assert headings(essay) == []
    assert line in [block.text for block in essay.blocks]


def test_verse_keeps_its_lines() -> None:
    verse = "    The ferry goes over,\n      The ferry comes back,\n    And nobody asks it."
    short = "The ferry goes over,\nThe ferry comes back,\nAnd nobody asks it."
    essay = read(wrapped("A Title", PROSE) + "\n" + verse + "\n\n" + wrapped(PROSE) + "\n" + short + "\n")
    kept = [block for block in essay.blocks if block.kind == "verse"]
    assert [block.layout for block in kept] == [
        "The ferry goes over,\n  The ferry comes back,\nAnd nobody asks it.",
        short,
    ]


def test_paragraphs_that_begin_with_an_indent() -> None:
    text = "A Title\n\n" + "\n".join("    " + fill(PROSE, 68) for _ in range(3)) + "\n    A short one.\n"
    assert [block.text for block in read(text).blocks] == [PROSE, PROSE, PROSE, "A short one."]


def test_a_margin_is_no_verse() -> None:
    text = "".join(
        f"      {line}\n" if line else "\n" for line in wrapped("A Title", PROSE, PROSE).split("\n")
    )
    assert [block.text for block in read(text).blocks] == [PROSE, PROSE]


def test_lists_of_a_wrapped_text() -> None:
    listed = "- one thing that goes on\n  to the next line\n- two\n"
    essay = read(wrapped("A Title", PROSE, PROSE) + "\n" + listed)
    assert [(block.sign, block.text) for block in essay.blocks[-2:]] == [
        ("•", "one thing that goes on to the next line"),
        ("•", "two"),
    ]


@pytest.mark.parametrize(
    "start",
    [
        "*** START OF THE PROJECT GUTENBERG EBOOK A TITLE ***",
        "*** START OF THIS PROJECT GUTENBERG EBOOK A TITLE\nTHAT GOES ON ***",
        "***START OF THE PROJECT GUTENBERG EBOOK A TITLE***",
        "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*",
    ],
)
def test_a_gutenberg_header_is_set_aside(start: str) -> None:
    header = "The Project Gutenberg eBook\n\nTitle: A Title\n\nAuthor: I. Marsh\n\nLanguage: French\n\n"
    body = wrapped("A TITLE", "CHAPTER I", PROSE)
    essay = read(
        f"{header}{start}\n\n{body}\n*** END OF THE PROJECT GUTENBERG EBOOK A TITLE ***\n\nLicence.\n"
    )
    assert (essay.title, essay.author, essay.lang) == ("A Title", "I. Marsh", "fr")
    assert [block.text for block in essay.blocks] == ["CHAPTER I", PROSE]


def test_an_essay_that_speaks_of_such_a_book_loses_nothing() -> None:
    essay = read(
        "On Endings\n\nThe last line I read was this.\n\nEnd of Project Gutenberg's Emma\n\nThen I went out.\n"
    )
    assert "End of Project Gutenberg’s Emma" in essay.text.replace("'", "’")
    assert essay.text.endswith("Then I went out.")


WORD = st.text("abcdefg ", min_size=1, max_size=12).map(lambda word: word.strip() or "h")
LINE = st.one_of(
    st.lists(WORD, max_size=30).map(" ".join),
    st.lists(WORD, max_size=30).map(lambda words: " ".join(words).capitalize() + "."),
    st.sampled_from(
        [
            "",
            "",
            "Related:",
            "CHAPTER I",
            "* * *",
            "    indented",
            "What Comes After",
            "- item",
            "\t“Yes.”",
            "II.",
        ]
    ),
)


GUTENBERG = "Title: Given\n\n*** START OF THE PROJECT GUTENBERG EBOOK GIVEN ***\n\n"


@settings(derandomize=True, max_examples=300)
@given(st.lists(LINE, max_size=30), st.sampled_from([0, 40, 70]), st.sampled_from(["", GUTENBERG]))
def test_no_word_is_lost(lines: list[str], width: int, header: str) -> None:
    text = "\n".join(
        fill(line, width, break_long_words=False) if width and line.strip() else line for line in lines
    )
    essay = read(header + text)
    related = " ".join(f"{entry.title} {entry.whole or entry.why}" for entry in essay.related)
    shown = f"{essay.title} {essay.text} {related}"
    words = set(re.findall(r"\w+", text)) - {"Related"}
    assert words <= set(re.findall(r"\w+", shown)) | {"Related"}
    for block in essay.blocks:
        assert essay.text[block.start : block.end] == block.text
        assert block.text
        assert not block.layout or " ".join(block.layout.split()) == block.text
