"""Links, Related and the map in the conversation of lines: the same ways as on the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Talk = Callable[..., str]

ONE = """# One

To [two](two.md#gate), [two](two.md#gone), [me](one.md), [below](#part), [nowhere](#none), [out](../secret.md) and
[the web](https://example.com/x), <a href="file:///etc/passwd">a file</a>, a note.[^1]

[^1]: The note itself.

## Part

It ends.

## Related

- [Two](two.md)
- [One](one.md)
"""


@pytest.fixture
def one(tmp_path: Path) -> str:
    """An essay outside the library, with another beside it."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "one.md").write_text(ONE, "utf-8")
    (folder / "two.md").write_text("# Two\n\nFirst.\n\n## Gate\n\nSecond.\n", "utf-8")
    (tmp_path / "secret.md").write_text("# Secret\n\nNot for this.\n", "utf-8")
    return str(folder / "one.md")


def test_each_link_is_said_with_where_it_leads(talk: Talk, one: str) -> None:
    said = talk("--plain", one, typed="links\nq\n").splitlines()
    at = said.index("Links in this section:")
    assert said[at + 1 : at + 10] == [
        "1. two: leads to Two, 1 minute.",
        "2. two: leads to Two, 1 minute.",
        "3. me: leads to One.",
        "4. below: leads to Part.",
        "5. nowhere: no such heading here: none.",
        "6. out: (not in this library) ../secret.md",
        "7. the web: https://example.com/x",
        "8. a file: file:///etc/passwd",
        "9. [1]: The note itself.",
    ]


@pytest.mark.parametrize(
    ("number", "heard"),
    [
        (1, "Section 2 of 2. Gate."),
        (2, "No such heading here: gone."),
        (3, "Section 1 of 2."),
        (4, "Section 2 of 2. Part."),
        (5, "No such heading here: none."),
        (6, "(not in this library) ../secret.md"),
        (7, "https://example.com/x"),
        (8, "file:///etc/passwd"),
        (9, "The note itself."),
    ],
)
def test_a_number_follows_and_back_returns(talk: Talk, one: str, number: int, heard: str) -> None:
    said = talk("--plain", one, typed=f"links\n{number}\nback\ns\nq\n")
    followed = said.rpartition("Number follows, Enter closes.\n")[2]
    assert heard in followed.splitlines()
    assert "Not for this" not in said
    if number <= 4:
        assert followed.count("Section 1 of 2.") >= 2
        assert "To two, two, me" in followed


def test_related_leads_to_the_neighbour_and_to_the_beginning(talk: Talk, one: str) -> None:
    said = talk("--plain", one, typed="s 2\nr 1\nback\nr 2\ns\nq\n")
    assert said.count("Two. 2 sections, about 1 minute.") == 1
    assert said.rstrip().splitlines()[-3:-1] != []
    assert said.rindex("Section 1 of 2.") > said.rindex("Section 2 of 2. Part.")


def test_the_map_is_around_the_essay_wherever_that_is(talk: Talk, one: str) -> None:
    said = talk("--plain", one, typed="map\n1\nq\n")
    around = said[said.index("The map around One. You are here. 1 min, under way.") :].splitlines()
    assert around[1:4] == ["Leads to:", "1. Two. 1 min, unread.", "No essay leads here."]
    assert "Two. 2 sections, about 1 minute." in around
