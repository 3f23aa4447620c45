import pytest

from quietread.arguments import read_options
from quietread.options import Options, plain, split_command


@pytest.mark.parametrize(
    "words", [[], ["unhurried"], ["-"], ["notes/walking.md"], ["What Comes After"], [""]]
)
def test_a_plain_command_line_means_what_a_parsed_one_means(words: list[str]) -> None:
    assert plain(words) == read_options(words)._replace(set=())


@pytest.mark.parametrize("words", [["-x"], ["--plain"], ["--", "list"], ["one", "two"], ["--help"]])
def test_anything_else_is_left_to_the_parser(words: list[str]) -> None:
    assert plain(words) is None


def test_the_first_word_that_is_no_option_decides() -> None:
    assert split_command(["list", "--json"]) == ([], "list", ["--json"])
    assert split_command(["--set", "measure=60", "list"]) == (["--set", "measure=60"], "list", [])
    assert split_command(["--theme", "list"]) == (["--theme", "list"], None, [])
    assert split_command(["unhurried", "list"]) == (["unhurried", "list"], None, [])
    assert split_command(["--", "list"]) == (["--", "list"], None, [])


def test_options_are_read_into_what_they_say() -> None:
    said = read_options(
        ["--measure", "60", "--plain", "--wrap", "40", "--set", "a=1", "--set", "b=2", "essay"]
    )
    assert said == Options("essay", measure="60", plain=True, wrap=40, set=["a=1", "b=2"])
