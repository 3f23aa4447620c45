"""Markdown into essays: the rules that files alone would not pin down."""

from collections import Counter

import pytest
from marked_up import check, headings, read, texts

from quietread.core.essay import Related
from quietread.core.sections import NOTHING


@pytest.mark.parametrize(
    ("text", "title", "found"),
    [
        ("# A\n\nx", "A", [""]),
        ("A\n===\n\nx", "A", [""]),
        ("x\n\n# A\n\ny", "Name", ["", "A"]),
        ("---\ntitle: T\n---\n# A\n\nx\n\n## B\n\ny", "T", ["A", "B"]),
        ("---\ntitle: the a\n---\n# The A\n\nx", "the a", [""]),
        ("# A\n\n# B\n\nx\n\n# C\n\ny", "A", ["B", "C"]),
        ("# A\n\nx\n\n### B\n\ny\n\n#### C\n\nz", "A", ["", "B"]),
        ("# A\n\nx\n\n## B\n\ny\n\n# C\n\nz", "A", ["", "B", "C"]),
        ("## B\n\ny", "Name", ["B"]),
        ("<!-- note -->\n\n# A\n\nx", "A", [""]),
        ("> # Quoted\n\nx\n\n- ## Listed", "Name", [""]),
    ],
)
def test_title_and_sections(text: str, title: str, found: list[str]) -> None:
    essay = read(text)
    check(essay)
    assert essay.title == title
    assert headings(essay) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\n\n---\n\nb", [["a"], ["b"]]),
        ("---\n\na\n\n***\n\n---\n\nb\n\n---\n", [["a"], ["b"]]),
        ("a\n\n---\n\n## B\n\nb", [["a"], ["B", "b"]]),
        ("## A\n\n---\n\na", [["A", "a"]]),
        ("## A\n\na\n\n---\n\n### B\n\nb", [["A", "a", "B", "b"]]),
        ("> a\n> ***\n> b", [["a", "b"]]),
        ("## A\n\n## B\n\nb", [["A", "B", "b"]]),
        ("## A\n\n### B\n\n## C\n\nc", [["A", "B", "C", "c"]]),
        ("a\n\n## B", [["a", "B"]]),
        ("## A\n\n## B", [["A", "B"]]),
        ("a\n\n##\n\nb", [["a"], ["b"]]),
        ("a\n\n## <!-- nothing -->\n\nb", [["a"], ["b"]]),
        ("## A\n\n<!-- nothing -->\n\n## B\n\nb", [["A", "B", "b"]]),
    ],
)
def test_no_section_is_empty(text: str, found: list[list[str]]) -> None:
    essay = read(text)
    check(essay)
    assert [[block.text for block in section.blocks] for section in essay.sections] == found


def test_a_heading_without_words_is_shown_before_the_next_one() -> None:
    section = read("## Part One\n\n## The Start\n\nWords.").sections[0]
    assert (section.heading, section.lead) == ("The Start", 1)
    assert [block.text for block in section.body] == ["Part One", "Words."]


@pytest.mark.parametrize(
    "text", ["# Only a title", "---\ntitle: T\n---\n", "<!-- words -->", "[a]: b", "***"]
)
def test_nothing_to_read(text: str) -> None:
    essay = read(text)
    assert essay.sections == ()
    assert essay.title
    assert essay.problems == (NOTHING,)
    assert essay.end == essay.words == 0


@pytest.mark.parametrize(
    ("heading", "body", "found"),
    [
        ("Related", "- [A](a.md) — why\n- B", [Related("A", "why", "a.md"), Related("B")]),
        ("related:", "A\nB\\\nC", [Related("A"), Related("B"), Related("C")]),
        ("See also", "* [A *b*](a.md): why", [Related("A b", "why", "a.md")]),
        (
            "FURTHER READING",
            "1. A - why\n2. B: why",
            [Related("A", "why", "", "A - why"), Related("B", "why", "", "B: why")],
        ),
        ("Related", "see [A](a.md)", [Related("see A", "", "a.md")]),
        ("Related", "- A\n\n  and why", [Related("A", "and why")]),
        ("Related", "- " + "long " * 40, [Related(("long " * 40).strip())]),
        (
            "Related",
            "<https://example.org/x>",
            [Related("https://example.org/x", "", "https://example.org/x")],
        ),
        ("Related", "long " * 40, []),
        ("Related", "A\n\n> quoted", []),
        ("Related", "A\n\n## More\n\nx", []),
        ("Related", "A\n\n---\n\nx", []),
        ("Related Work", "- A", []),
        ("Related", "A\n\n### Inner\n\nB", []),
    ],
)
def test_related(heading: str, body: str, found: list[Related]) -> None:
    essay = read(f"# T\n\nOpening.\n\n## {heading}\n\n{body}\n")
    check(essay)
    assert list(essay.related) == found
    assert (heading in headings(essay)) is not bool(found)


def test_the_author_s_pause_before_related_is_kept() -> None:
    end = "## Related\n\n- [One](one.md)\n"
    assert read(f"a\n\n<!-- pause: 2 -->\n\n{end}").pause == 2
    assert read(f"a\n\n<!-- pause: none -->\n\n{end}").pause == 0
    assert read(f"a\n\n<!-- pause: 3 -->\n\nb\n\n{end}").pause is None


def test_pauses_of_the_author() -> None:
    essay = read(
        "a\n\n<!-- pause -->\n\nb\n\n<!--pause:3-->\nc\n\n<!-- pause: none -->\n## D\n\n<!-- Pause: 2 -->\n\nd\n\n"
        "<!-- pause: 4 -->\n\n***\n\ne\n\n<!-- pause: 5 -->\n"
    )
    assert [(block.text, block.pause) for block in essay.blocks if block.pause] == [("b", 1), ("c", 3)]
    assert [section.pause for section in essay.sections] == [None, 2, 4]
    assert read("a\n\n<!-- pause: none -->\n\n## B\n\nb").sections[1].pause == 0
    assert essay.problems == ()


@pytest.mark.parametrize("asked", ["lots", "7", "-1", "2.5", "9" * 5000], ids=lambda asked: asked[:4])
def test_a_pause_that_cannot_be_is_a_problem(asked: str) -> None:
    essay = read(f"a\n\n<!-- pause: {asked} -->\n\nb")
    assert len(essay.problems) == 1
    assert asked in essay.problems[0]
    assert essay.blocks[1].pause == 1


KINDS_SHOWN = "paragraph,quotation,list item,code,verse,table row,table row,image,heading,paragraph,footnote"


def test_blocks_of_every_kind() -> None:
    essay = read(
        "p\n\n> q\n\n- l\n\n```\nc  d\n  e\n```\n\nv\\\nw\n\n| t |\n|---|\n| u |\n\n![i](x)\n\n### h\n\nf[^1]\n\n[^1]: g"
    )
    check(essay)
    assert Counter(block.kind for block in essay.blocks) == Counter(KINDS_SHOWN.split(","))
    assert [block.layout for block in essay.blocks if block.layout] == ["c  d\n  e", "v\nw"]


def test_lists_and_quotations_are_told_by_indent_and_sign() -> None:
    essay = read("- a\n\n  b\n- c\n  1. d\n  2) e\n\n> f\n>\n> - g\n\n7. h\n8. i\n")
    assert [(block.text, block.indent, block.sign) for block in essay.blocks] == [
        ("a", 2, "•"),
        ("b", 2, ""),
        ("c", 2, "•"),
        ("d", 4, "1."),
        ("e", 4, "2)"),
        ("f", 2, ""),
        ("g", 4, "•"),
        ("h", 2, "7."),
        ("i", 2, "8."),
    ]
    assert [block.tight for block in read("x\n\n- a\n- b\n  - c\n\ny").blocks] == [
        False,
        False,
        True,
        True,
        False,
    ]


def test_spans_lie_over_clean_text() -> None:
    block = read("A *very **loud*** `x  y`\n[*a* link](<b c> 't') ~~no~~ <b>on</b> a&amp;b\n").blocks[0]
    found = [(block.text[one.start : one.end], one.style, one.href) for one in block.spans]
    assert block.text == "A very loud x y a link no on a&b"
    assert found == [
        ("very loud", "em", ""),
        ("loud", "strong", ""),
        ("x y", "code", ""),
        ("a link", "link", "b c"),
        ("a", "em", ""),
        ("no", "strike", ""),
        ("on", "strong", ""),
    ]


def test_tables_stand_in_columns_if_these_fit() -> None:
    rows = read("| Name | n |\n|:--|--:|\n| 日本 | 1 |\n| x | 100 |\n").blocks
    assert [row.layout or row.text for row in rows] == ["Name |   n", "日本 |   1", "x    | 100"]
    wide = read(f"| {'word ' * 20} | n |\n|---|---|\n| x | 1 |\n").blocks
    assert [row.layout for row in wide] == ["", ""]
    long = read("> | a |\n> |---|\n> | b | *c* | d\n> | | e |\n").blocks
    assert [row.text for row in long] == ["a", "b | c | d", "e"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("![](x.png)", "[image]"),
        ('![](x.png "Title")', "[Title]"),
        ("![An *old* ![house](y)](x.png)", "[An old house]"),
        ("[![Alt](x)](y)", "[Alt]"),
        ("a <img alt='b c' src=x> d <img src=y>", "a [b c] d"),
        ("a<br>b<br/>c", "a b c"),
        ("<p>a</p><p>b &lt; c</p>", "a b < c"),
        ("<div>\n<!-- no -->a<?php no ?><![CDATA[b]]><!DOCTYPE no>\n</div>", "ab"),
        ("a <!-- unclosed b", "a <!-- unclosed b"),
        ("<!-- unclosed b\n\nc", "<!-- unclosed b c"),
        ("<div class=a\nb", "<div class=a b"),
        ("<ul><li>a<li>b</ul>", "a b"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("a < b and c > d", "a < b and c > d"),
        ("<style>\np { margin: 0 }\n</style>", "p { margin: 0 }"),
    ],
)
def test_images_and_raw_html(text: str, found: str) -> None:
    essay = read(text)
    check(essay)
    assert " ".join(texts(essay)) == found


def test_footnotes_follow_the_section_that_refers_to_them_first() -> None:
    essay = read(
        "# T\n\na[^x] b[^y] c[^x]\n\n[^unused]: nobody\n\n## S\n\nd[^z] ^[in *line*]\n\n"
        "[^y]: two[^z]\n[^x]: one\n\n    more\n[^z]: three[^x]\n"
    )
    check(essay)
    assert [[block.text for block in section.blocks] for section in essay.sections] == [
        ["a[1] b[2] c[1]", "one", "more", "two[3]", "three[1]"],
        ["S", "d[3] [4]", "in line", "nobody"],
    ]
    assert [(block.sign, block.anchor) for block in essay.blocks if block.kind == "footnote"] == [
        ("[1]", "fn-1"),
        ("", ""),
        ("[2]", "fn-2"),
        ("[3]", "fn-3"),
        ("[4]", "fn-4"),
        ("[5]", "fn-5"),
    ]
    assert [span.href for span in essay.blocks[0].spans] == ["#fn-1", "#fn-2", "#fn-1"]


def test_anchors_are_the_words_of_headings() -> None:
    essay = read("## What’s *Next*?\n\na\n\n## Über uns\n\nb\n\n## What’s Next\n\nc\n\n## Whats Next\n\nd")
    anchors = [section.blocks[0].anchor for section in essay.sections]
    assert anchors == ["whats-next", "über-uns", "whats-next-1", "whats-next-2"]


@pytest.mark.parametrize(
    ("text", "facts", "first"),
    [
        ('---\ntitle: "A \\"b\\""\nauthor:  Me # note\n\n# c\nlang: fr\n---\nx', ('A "b"', "Me", "fr"), "x"),
        ("---\nTitle: 'It''s'\ntags:\n  - a\nno key here: y\n...\nx", ("It's", "", "en"), "x"),
        ("---\ntitle: [a]\nauthor: |\n  b\n---\nx", ("Name", "", "en"), "x"),
        ('+++\ntitle = "A"\nauthor = "B"\nlang = "de"\n+++\nx', ("A", "B", "de"), "x"),
        ("+++\ntitle = 1984\nauthor = ['a']\n+++\nx", ("1984", "", "en"), "x"),
        ("---\n\ntitle: x\n\n---\ny", ("Name", "", "en"), "title: x"),
        (
            "---\nIt was late: we left.\nProse goes on\n---\ny",
            ("Name", "", "en"),
            "It was late: we left. Prose goes on",
        ),
        ("---\ntitle: never closed\n\nx", ("Name", "", "en"), "title: never closed"),
        ("---\ntitle: \x1b[31mRed\x1b[0m\nauthor: a\u202eb\n---\nx", ("Red", "ab", "en"), "x"),
    ],
)
def test_front_matter(text: str, facts: tuple[str, str, str], first: str) -> None:
    essay = read(text)
    check(essay)
    assert (essay.title, essay.author, essay.lang) == facts
    assert essay.blocks[0].text == first
    assert essay.problems == ()


def test_front_matter_that_is_no_toml_is_a_problem_with_its_line() -> None:
    essay = read('+++\ntitle = "A"\nauthor = \n+++\nx')
    assert texts(essay) == ["x"]
    assert len(essay.problems) == 1
    assert "line 3" in essay.problems[0]


def test_id_and_source() -> None:
    essay = read("---\nid: mine\nsource: https://example.org\ndate: 2024-01-02\nwhy: so\n---\nx")
    assert (essay.id, essay.source, essay.date, essay.why) == (
        "mine",
        "https://example.org",
        "2024-01-02",
        "so",
    )
    assert (read("x").id, read("x").source) == ("name", "")
