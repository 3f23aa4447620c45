"""What holds in every conversation: its signs, its pauses, its places, and what goes wrong."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

Talk = Callable[..., str]

SIGNS = re.compile("[\x1b\r\u2500-\u259f\u2800-\u28ff\u2190-\u21ff]")
"""What the conversation never writes."""
WORDS = "There is " + " ".join(["word"] * 70) + "."
ESSAY = f"# Walking\n\nOne is here. {WORDS}\n\n## Two\n\nTwo is here.\n\n## Three\n\nThree is here.\n"


@pytest.fixture
def essay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An essay in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "walking.md"
    path.write_text(ESSAY, encoding="utf-8")
    return path


def marks() -> Path:
    return Path(os.environ["XDG_DATA_HOME"], "quietread", "marks")


def test_a_whole_session_has_no_sign_of_a_screen(essay: Path, talk: Talk) -> None:
    typed = "\n\nm\n1\nnote so\nu\nu\nredo\nkept\n1\nr\n\nback\nshelf\nmap\n?\nlook\nkept all\nq\n"
    assert not SIGNS.search(talk("--plain", "walking.md", typed=typed))


def test_the_end_of_the_input_is_q(essay: Path, talk: Talk) -> None:
    assert talk("--plain", "walking.md", typed="s 2\n").endswith("Two is here.\n\n>\nYour place is kept.\n")
    assert "Where you were, a moment ago.\nSection 2 of 3. Two." in talk("--plain", "walking.md")


def test_a_last_line_without_its_end_counts(essay: Path, talk: Talk) -> None:
    assert "Kept: Two is here." in talk("--plain", "walking.md", typed="s 2\nm 1")


def test_input_that_ends_before_its_first_line_prints_the_rest(essay: Path, talk: Talk) -> None:
    said = talk("--plain", "walking.md")
    assert said.index("Section 1 of 3.") < said.index("Two is here.") < said.index("Three is here.")
    assert "Pause" not in said


def test_the_pause_is_said_once_and_never_waited_for(essay: Path, talk: Talk) -> None:
    said = talk("--plain", "walking.md", typed="\n\n\n\n")
    assert said.count("Pause.") == 1  # section 2 has under 60 words
    assert "This was the last page" not in said
    assert "That was Walking." in said


def test_what_is_typed_in_the_pause_is_about_the_section_just_read(essay: Path, talk: Talk) -> None:
    said = talk("--plain", "walking.md", typed="\nm 1\n\nq\n")
    assert "Pause" in said
    assert "Kept: One is here." in said
    assert said.count("Section 2 of 3.") == 1


def test_no_pause_is_no_pause_at_once(essay: Path, talk: Talk) -> None:
    said = talk("--plain", "walking.md", typed="\npause none\nb\n\nq\n")
    assert said.count("Pause. ") == 1
    assert said.count("Section 2 of 3. Two.") == 2
    assert "Pause: none." in said
    assert 'kind = "none"' in Path(os.environ["XDG_CONFIG_HOME"], "quietread", "config.toml").read_text()


def test_a_rhythm_with_holds_is_said_with_care_once(essay: Path, talk: Talk) -> None:
    said = talk("--plain", "--set", "pause.preset=box", "walking.md", typed="\ns 1\n\nq\n")
    assert said.count("stay for four") == 2
    assert said.count("Breathe softly, not deeply.") == 1


def test_an_essay_counts_as_read_when_related_is_reached_by_reading_on(essay: Path, talk: Talk) -> None:
    own = Path(os.environ["XDG_DATA_HOME"], "quietread", "essays")
    own.mkdir(parents=True)
    essay.rename(own / "walking.md")
    talk("--plain", "walking", typed="s 3\nr\n")
    assert re.search(r"1\. Walking.* 1 minute, under way\.\n", talk("--plain", typed="shelf walking\n"))
    talk("--plain", "walking", typed="s 3\n\n")
    assert re.search(r"1\. Walking.* 1 minute, read\.\n", talk("--plain", typed="shelf walking\n"))


def test_wrapped_lines_are_no_longer_than_asked(essay: Path, talk: Talk) -> None:
    said = talk("--plain", "--wrap", "40", "walking.md", typed="m\n\n?\nq\n")
    assert max(map(len, said.splitlines())) <= 40
    assert len(re.findall(r"\bword\b", said)) == 2 * 70  # the section, and its list of sentences


def test_a_measure_that_is_too_narrow_is_refused(
    essay: Path, talk: Talk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert talk("--plain", "--wrap", "3", "walking.md", status=2) == ""
    assert capsys.readouterr().err == "quietread: --wrap: 3 is too narrow: 10 or more is wanted\n"


def test_without_an_essay_the_shelf_is_the_beginning(essay: Path, talk: Talk) -> None:
    said = talk("--plain", typed="\ns 1\nm 1\n1\nq\n")
    assert said.startswith("The shelf:\n1. ")
    assert said.count("No essay is open. shelf lists what there is to read.") == 3
    assert "Section 1 of" in said


def test_a_broken_marks_file_is_news_and_the_reading_goes_on(essay: Path, talk: Talk) -> None:
    talk("--plain", "walking.md", typed="m 1\n")
    file = marks() / "walking.toml"
    file.write_text(file.read_text().replace('quote = "', 'quote = "a"b', 1))
    broken = file.read_bytes()
    line = file.read_text()[: file.read_text().index('quote = "')].count("\n") + 1
    said = talk("--plain", "walking.md", typed="\n\nm 1\nq\n")
    assert len(re.findall(rf"^walking\.toml line {line}, column 12: .+\.$", said, re.MULTILINE)) == 1
    assert "Section 2 of 3. Two." in said
    assert re.search(r"^Held: Two is here\. .+ It goes in by itself\.$", said, re.MULTILINE)
    assert file.read_bytes() == broken


def test_what_cannot_go_into_its_file_is_held_and_goes_in_later(essay: Path, talk: Talk) -> None:
    marks().parent.mkdir(parents=True)
    marks().write_text("no folder")
    said = talk("--plain", "walking.md", typed="m 1\nkept\nq\n")
    assert re.search(r"^Held: One is here\. .+ It goes in by itself\.$", said, re.MULTILINE)
    assert "1. One is here." in said
    marks().unlink()
    assert "1. One is here." in talk("--plain", "walking.md", typed="\nkept\nq\n")
    assert "One is here." in (marks() / "walking.toml").read_text()


def test_what_can_be_saved_nowhere_is_said(essay: Path, talk: Talk) -> None:
    marks().parent.mkdir(parents=True)
    marks().write_text("no folder")
    state = Path(os.environ["XDG_STATE_HOME"])
    state.write_text("no folder")
    said = talk("--plain", "walking.md", typed="m 1\nq\n")
    assert re.search(r"^Not saved: One is here\. .+\.$", said, re.MULTILINE)
    assert "Your place is kept" not in said
    assert "Places are not kept" in said


def test_marks_of_a_changed_text_are_found_again_or_said_to_be_lost(essay: Path, talk: Talk) -> None:
    lost = "Nobody came to the harbour that winter but the gulls."
    essay.write_text(ESSAY.replace("Three is here.", lost))
    talk("--plain", "walking.md", typed="s 2\nm 1\ns 3\nm 1\nq\n")
    essay.write_text(
        ESSAY.replace("Two is here.", "Before. Two is here. After.").replace("Three is here.", "Gone.")
    )
    said = talk("--plain", "walking.md", typed="s 2\nlook\nlook 1\nlook 1 drop\nlook 1\nkept\nq\n")
    assert "Kept here: 2." in said
    assert "1 thing to look at. look lists them." in said
    assert f"1. (no longer in the essay) {lost} In Three." in said
    assert "Nothing in the essay is like it; look N drop lets it rest." in said
    assert f"Let rest: {lost} It stays in the list of what is kept." in said
    assert "1 is done already." in said
    said = talk("--plain", "walking.md", typed="look\nkept\nq\n")
    assert "Nothing to look at." in said
    assert f"(no longer in the essay) {lost}" in said


def test_a_probable_place_is_shown_confirmed_and_taken_back(essay: Path, talk: Talk) -> None:
    old = "One is here. You go down to the slip, you look across, and you see whether it is coming. Two is here."
    now = "You walk to the slip in the wind, look over, and see if it comes."
    essay.write_text(f"# Walking\n\n{old}\n")
    talk("--plain", "walking.md", typed="m 2\nq\n")
    essay.write_text(f"# Walking\n\nOne is here. {now} Two is here.\n")
    said = talk("--plain", "walking.md", typed="look\nlook 1\nu\nlook\nq\n")
    assert "1. (probably here) You go down to the slip" in said
    assert f"The text now: {now}" in said
    assert f"Kept: {now} u undoes." in said
    assert said.count("1. (probably here)") == 2


def test_a_broken_file_is_named_with_the_command_that_opens_it_there(
    essay: Path, talk: Talk, sealed_room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk("--plain", "walking.md", typed="m 1\nq\n")
    (file,) = (sealed_room / "data" / "quietread" / "marks").glob("*.toml")
    file.write_text(file.read_text("utf-8").replace('quote = "', 'quote = "so "it" is ', 1), "utf-8")
    broken = file.read_bytes()
    line = broken.split(b"quote = ")[0].count(b"\n") + 1
    assert f"Mend it here: {file} line {line}, column 14." in talk(
        "--plain", "walking.md", typed="look\nlook 1\nq\n"
    )
    monkeypatch.setenv("EDITOR", "vim -n")
    assert f"Mend it here: vim -n +{line} {file}\n" in talk(
        "--plain", "walking.md", typed="look\nlook 1\nq\n"
    )
    assert file.read_bytes() == broken


def test_grow_takes_the_mark_at_hand_though_others_lie_in_it(tmp_path: Path, talk: Talk) -> None:
    path = tmp_path / "four.md"
    path.write_text("# Four\n\nOne. Two. Three. Four.\n")
    said = talk("--plain", str(path), typed="m 1\nm 2\nm 1-2\ngrow\nm 1\ngrow\ngrow\ngrow\nq\n")
    kept = re.findall(r"^(?:Kept|Already kept): (.*?)(?: \d+ kept in this essay.*)?$", said, re.MULTILINE)
    assert kept == ["One.", "Two.", "One. Two.", "One. Two. Three.", "One.", "One. Two."]
    assert said.count("Kept already.") == 2  # one more sentence would make it the other mark


def test_an_essay_from_standard_input_keeps_marks_and_no_place(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Nothing" not in talk("--plain", "nothing-of-that-name", status=2)
    assert capsys.readouterr().err.startswith("quietread: nothing-of-that-name: no such essay")


def test_hostile_lines_are_only_text(essay: Path, talk: Talk) -> None:
    essay.write_text("# A\x1b[31mred\x1b]0;title\x07 [b]\n\nText\x1b[2J with \u202ebidi\u202c and \x9b31m.\n")
    typed = "m 1\nnote \x1b[31m\x07red\n\x1b[A\nkept\nfind \x1b\nopen \x1b[0m\n\x00\nq\n"
    said = talk("--plain", "walking.md", typed=typed)
    assert not SIGNS.search(said)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said)


def test_a_text_from_right_to_left_is_only_offered_plain_mode_elsewhere(tmp_path: Path, talk: Talk) -> None:
    file = tmp_path / "hebrew.md"
    file.write_text("# שלום\n\nזהו טקסט בעברית שנקרא מימין לשמאל.\n", encoding="utf-8")
    said = talk("--plain", str(file), typed="find בעברית\n1\ns\n")
    assert "right to left" not in said
    assert "Under a minute left." in said
    assert "Where you were, a moment ago." in talk("--plain", str(file), typed="s\n")


def test_an_essay_without_words_can_be_opened(tmp_path: Path, talk: Talk) -> None:
    path = tmp_path / "bare.md"
    path.write_text("# Only a title\n")
    said = talk("--plain", str(path), typed="m\nm 1\ns\ns 1\nagain\ncontents\nlinks\ngrow\n\n\nq\n")
    assert said.startswith("Only a title.\n")
    assert "That was Only a title." in said


COMMANDS = """m;m 1;m 2-1;m 1 "is";m 1-9;unmark 1;unmark;grow;shrink;note a #b;note;u;redo;kept;kept all;look;look 1;
look 1 drop;links;r;r 1;back;forward;s 2;s;s 99;b;contents;find here;find all here;open walking;open nope;shelf;
shelf zz;map;again;breathe;pause still;pause none;pause moving;?;1;2;;;;0;x;note;find;open;kept it;-;\u200b;m "x";
pause x;9999999999999999999;s ²;r ½"""


@pytest.mark.parametrize("seed", range(20 if os.environ.get("QUIETREAD_LONG") else 3))
def test_any_order_of_commands_is_answered(seed: int, essay: Path, talk: Talk) -> None:
    own = Path(os.environ["XDG_DATA_HOME"], "quietread", "essays")
    own.mkdir(parents=True)
    essay.rename(own / "walking.md")
    (own / "other.md").write_text("# Other\n\nIt is here, [there](walking.md).[^1]\n\n[^1]: A note.\n")
    chosen = random.Random(seed).choices(COMMANDS.replace("\n", "").split(";"), k=60)
    said = talk("--plain", "walking", typed="\n".join([*chosen, "q", ""]))
    assert said.endswith("Your place is kept.\n")
    assert said.count("\n>\n") == len(chosen) + 1
    assert not SIGNS.search(said)


def test_what_is_kept_can_be_taken_along(essay: Path, talk: Talk) -> None:
    said = talk("--plain", "walking.md", typed="m 1\nexport\nexport kept.json\nexport kept.xyz\nq\n")
    assert said.count("Written: ") == 2
    assert "One is here." in Path("walking-marks.md").read_text("utf-8")
    assert '"One is here."' in Path("kept.json").read_text("utf-8")
    assert not Path("kept.xyz").exists()


def test_a_page_of_the_web_is_told_and_not_opened(essay: Path, talk: Talk) -> None:
    essay.write_text(
        f"{ESSAY}\n## Related\n\n- [A page](https://example.org/x) — far away\n", encoding="utf-8"
    )
    said = talk("--plain", "walking.md", typed="r\n1\nr 1\nq\n")
    assert "1. A page: far away. https://example.org/x\n" in said
    assert said.count("\nhttps://example.org/x\n") == 2


def test_back_leads_to_the_very_place_also_within_an_essay(essay: Path, talk: Talk) -> None:
    essay.write_text(
        ESSAY.replace("Two is here.", "See [three](#three), or [nothing](#nothing)."), encoding="utf-8"
    )
    said = talk("--plain", "walking.md", typed="s 2\nlinks\n2\n1\nback\nq\n")
    assert "2. nothing: no such heading here: nothing." in said
    sections = re.findall(r"^Section (\d)", said, re.MULTILINE)
    assert sections == ["1", "2", "3", "2"]


def test_many_places_are_not_all_listed(essay: Path, talk: Talk) -> None:
    said = talk("--plain", "walking.md", typed="find word\n70\nq\n")
    assert "70 places in this essay:" in said
    assert "\n40. Section 1: " in said
    assert "\nAnd 30 more, to number 70.\n" in said
    assert "\nSection 1 of 3. At sentence 2 of 2.\n" in said
    assert "\n41. " not in said
