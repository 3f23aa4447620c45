"""Which way a text runs, and that this is said where the terminal does not put it in order."""

from __future__ import annotations

import pytest

from quietread.core.parts import parts
from quietread.core.picture import picture
from quietread.core.source import read
from quietread.core.view import AS_IT_COMES
from quietread.core.walk import opened
from quietread.core.wrap import RIGHT_TO_LEFT, SAMPLE, runs_right_to_left

HEBREW = "זהו טקסט בעברית שנקרא מימין לשמאל."
ARABIC = "هذا نص عربي يقرأ من اليمين."


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        (HEBREW, True),
        (ARABIC, True),
        (f"{HEBREW} with two words", True),
        ("An essay about the word שלום and what it says.", False),
        ("", False),
        ("1, 2, 3.", False),
        ("An essay. " * SAMPLE + HEBREW * SAMPLE, False),
    ],
)
def test_most_letters_at_the_beginning_decide(text: str, runs: bool) -> None:
    assert runs_right_to_left(text) == runs


def test_the_notice_is_whole_on_a_page_of_the_usual_width() -> None:
    essay = read(f"# שלום\n\n{HEBREW}\n".encode(), "hebrew.md")
    view = opened(essay, parts(essay, 400), 80, 24, AS_IT_COMES)._replace(message=RIGHT_TO_LEFT)
    assert RIGHT_TO_LEFT in "".join(text for text, _ in picture(view).rows[22])
