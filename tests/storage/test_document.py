"""Whatever a hand has made of a marks file, a change touches its own block and nothing else."""

from __future__ import annotations

import os
import random
import tomllib
from datetime import UTC, datetime, timedelta

import pytest

from quietread.core.merge import Sheet, Table, same
from quietread.storage import changing, document, splice
from quietread.storage.changing import changed
from quietread.storage.document import new_document, parsed
from quietread.storage.tables import tables_of

LONG = bool(os.environ.get("QUIETREAD_LONG"))
NOW = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)

NOTES = (
    'note = """\n[[mark]]\nid = "fake"\n# no comment\n"""  # mine',
    "note = '''it's\n[[mark]]''' # mine",
    "note = 'plain' # mine",
    'note = "a \\"quoted\\" word" # mine',
    'note = """a "" b \\""" c""""  # mine',
    "note = '''x'''''  # mine",
    '"note" = "quoted key" # mine',
    "  note   =   'spaced'   # mine",
)
EXTRAS = (
    "stars = 5 # mine",
    "list = [ # mine\n  [1, 2],\n  'a]', # mine\n]",
    'where = { page = 3, "a b" = "}" } # mine',
    "deep.er = 1 # mine",
    "share = nan # mine",
    "'odd key' = 1979-05-27 # mine",
    "# [[mark]] # mine",
    "",
    "\t",
)
SUBTABLES = (
    "[mark.more] # mine\nx = 1\n",
    "[ mark . 'more' ]\nx = [\n[1]\n] # mine\n",
    "[[mark.many]]\nx = 1\n",
)
BETWEEN = ("", "\n", "# alone # mine\n\n", "\n# above # mine\n", "\n\n\n")
HEADS = ("[[mark]]", "[[ mark ]] # mine", "[['mark']]", '  [["mark"]]')
TAILS = (
    "",
    "[other]\nx = 'mine' # mine\n",
    "[[removed]]\nid = 'gone'\nat = 2026-02-01T00:00:00Z\n",
    "# end # mine",
)


def hand_written(dice: random.Random) -> str:
    parts = [dice.choice(["# top # mine\n", "", "format = 1\n", 'mine = """\n[[mark]]\n"""\n'])]
    parts.append(
        dice.choice(["", '\n[essay]\nid = "x" # mine\n', "\n[essay]\nid = 'x'\n[essay.more]\ny = 1\n"])
    )
    for n in range(dice.randrange(6)):
        keys = [
            f"id = 'm{n}' # mine" if dice.random() < 0.9 else "",
            f"quote = 'words {n}'",
            f"start = {n * 10}",
        ]
        keys += dice.sample(NOTES, dice.randrange(2)) + dice.sample(EXTRAS, dice.randrange(4))
        dice.shuffle(keys)
        block = "\n".join([dice.choice(HEADS), *keys]) + "\n"
        parts += [dice.choice(BETWEEN), block, dice.choice(("", "", "", dice.choice(SUBTABLES)))]
    parts.append(dice.choice(TAILS))
    text = "".join(parts)
    if dice.random() < 0.2:
        text = text.replace("\n", "\r\n")
    text = text.rstrip("\r\n") if dice.random() < 0.2 else text
    return "\ufeff" + text if dice.random() < 0.1 else text


def anything(dice: random.Random) -> str:
    letters = [
        "a",
        " ",
        "\n",
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        "#",
        "[[mark]]",
        "\t",
        "\x00",
        "\x1b",
        "é",
        "\u2028",
        "😀",
    ]
    return "".join(dice.choices(letters, k=dice.randrange(12)))


def one_change(dice: random.Random, marks: dict[str, Table]) -> tuple[dict[str, Table], str]:
    """A random change, and the id of the mark it touches."""
    what = dice.choice(["add", "edit", "edit", "remove"]) if marks else "add"
    if what == "add":
        id_ = f"new{dice.randrange(10**9)}"
        table: Table = {
            "id": id_,
            "quote": anything(dice),
            "start": dice.randrange(60),
            "tags": ["a", anything(dice)],
        }
        return {**marks, id_: table}, id_
    id_ = dice.choice(list(marks))
    if what == "remove":
        return {key: value for key, value in marks.items() if key != id_}, id_
    edited = {
        **marks[id_],
        "id": id_,
        "note": anything(dice),
        "modified": NOW + timedelta(seconds=dice.randrange(99)),
    }
    if dice.random() < 0.3:
        edited.pop(dice.choice([key for key in edited if key != "id"]))
    return {**marks, id_: edited}, id_


def test_fuzzed_hand_edits() -> None:
    """Each result says exactly what it should; bytes outside the touched block are identical."""
    dice, rewrites, done = random.Random(20260301), 0, 0
    while done < (20_000 if LONG else 2_000):
        text = hand_written(dice)
        try:
            before = parsed(text.encode())
        except tomllib.TOMLDecodeError:
            continue
        for _ in range(4):
            done += 1
            sheet = before.sheet
            marks, touched = one_change(dice, dict(sheet.marks))
            after = changed(before, Sheet(marks, sheet.removed), now=NOW)
            read = tomllib.loads(after.bytes.decode().removeprefix("\ufeff"))
            assert after.bytes.startswith(document.BOM) == text.startswith("\ufeff")
            assert "\r\n" not in before.text or "\n" not in after.text.replace("\r\n", "")
            assert same(read, dict(after.data))
            assert same(parsed(after.bytes).sheet.marks, marks)
            rest = {key: value for key, value in read.items() if key != "mark"}
            assert same(rest, {key: value for key, value in before.data.items() if key != "mark"})
            rewrites += after.remade
            assert rewrites < 10 + done * 0.01
            if not after.remade:
                outside = [block.text.rstrip("\r\n") for block in untouched(before, touched)]
                assert all(part in after.text for part in outside)
                if touched in sheet.marks and touched in marks:
                    assert_comments_stay(before, after, touched)
            before = parsed(after.bytes)


def untouched(before: document.Document, touched: str) -> list[splice.Block]:
    ids = iter(before.ids)
    return [block for block in before.blocks if block.name != "mark" or next(ids) != touched]


def assert_comments_stay(before: document.Document, after: document.Document, touched: str) -> None:
    old, new = (
        [block for block in version.blocks if block.name == "mark"][version.ids.index(touched)].text
        for version in (before, after)
    )
    gone = {"note", *(set(before.sheet.marks[touched]) - set(after.sheet.marks[touched]))}
    lost = old.count("# mine") - new.count("# mine")
    assert lost <= len(gone) + old.count("  'a]', # mine")


def test_a_broken_splice_is_caught_and_the_file_is_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser that verifies is independent: a splice that goes wrong cannot reach the disk."""
    before = parsed(b"[[mark]]\nid = 'a' # mine\nnote = 'x'\n\n[[mark]]\nid = 'b'\n")
    monkeypatch.setattr(changing, "rewritten", lambda text, *_: text)
    after = changed(before, Sheet({**before.sheet.marks, "a": {"id": "a", "note": "y"}}, {}), now=NOW)
    assert after.remade
    assert parsed(after.bytes).sheet.marks["a"]["note"] == "y"


def test_new_marks_stand_in_reading_order() -> None:
    file = new_document({"id": "x", "title": "X"})
    for start in (50, 10, 30, 70):
        mark = {"id": f"m{start}", "quote": "q", "start": start}
        file = changed(file, Sheet({**file.sheet.marks, f"m{start}": mark}, {}), now=NOW)
    assert file.ids == ("m10", "m30", "m50", "m70")
    assert "\n\n\n" not in file.text
    assert file.text.endswith("start = 70\n")
    assert parsed(file.bytes).ids == file.ids


def test_a_note_written_later_stands_under_its_quote() -> None:
    file = parsed(b"[[mark]]\nid = 'a'\nquote = 'q' # mine\nstars = 5\nstart = 3\n")
    noted = {**file.sheet.marks["a"], "note": "n", "tags": ["t"], "end": 4}
    after = changed(file, Sheet({"a": noted}, {}), now=NOW)
    assert after.text == (
        "[[mark]]\nid = 'a'\nquote = 'q' # mine\nnote = \"n\"\ntags = [\"t\"]\nstars = 5\nstart = 3\nend = 4\n"
    )


def test_what_is_deleted_leaves_no_word_and_does_not_come_back() -> None:
    file = parsed(
        b"# top\n\n[[mark]]\nid = 'a'\nquote = 'secret'\n\n# apart\n\n[[mark]]\nid = 'b'\nquote = 'q'\n"
    )
    marks = {"b": file.sheet.marks["b"]}
    after = changed(file, Sheet(marks, {"a": NOW}), now=NOW)
    assert "secret" not in after.text
    assert "# apart" in after.text
    assert after.sheet.removed == {"a": NOW}
    later = changed(after, after.sheet, now=NOW + timedelta(days=181))
    assert later.sheet.removed == {}
    back = changed(after, Sheet({**marks, "a": {"id": "a", "quote": "q"}}, after.sheet.removed), now=NOW)
    assert back.sheet.removed == {}


def test_a_mark_put_back_brings_the_hands_own_lines() -> None:
    text = "[[mark]]\nid = 'a'\nquote = 'q'\nstars = 5 # mine\n"
    file = parsed(text.encode())
    gone = changed(file, Sheet({}, {}), now=NOW)
    back = changed(gone, file.sheet, now=NOW, once={"a": text})
    assert back.text.strip() == text.strip()


def test_ten_editions_are_remembered() -> None:
    file = new_document({"id": "x"})
    for n in range(12):
        file = changed(file, file.sheet, now=NOW, edition={"sha256": f"{n:064}", "words": n})
    assert [table["words"] for table in tables_of(file.data, "edition")] == list(range(2, 12))


def test_blocks_without_an_id_or_with_one_twice_get_their_own_everywhere() -> None:
    data = b"[[mark]]\nquote = 'a'\n[[mark]]\nid = 'x'\nquote = 'a'\n[[mark]]\nid = 'x'\nquote = 'a'\n"
    first, second = parsed(data).ids, parsed(data).ids
    assert first == second
    assert len(set(first)) == 3
    assert first[1] == "x"


@pytest.mark.parametrize("text", ["mark = 3\n", "[mark]\nquote = 'x'\n", "mark = ['x']\n"])
def test_marks_that_are_no_blocks_are_not_read_as_none(text: str) -> None:
    with pytest.raises(ValueError, match="two brackets"):
        _ = parsed(text.encode())
