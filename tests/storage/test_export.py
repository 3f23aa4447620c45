"""Marks leave in forms that other programs read, and come back without loss; what is forgotten is gone."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from quietread.core.merge import Sheet
from quietread.errors import NotFoundError, SourceError
from quietread.storage.changing import changed
from quietread.storage.collect import Collected, collect
from quietread.storage.coming_and_going import read_incoming, take_in
from quietread.storage.document import new_document, parsed
from quietread.storage.export import FORMS, LIMIT, exported, form_of, write
from quietread.storage.heads import Whereabouts

NOW = datetime(2026, 3, 1, 20, 14, 5, tzinfo=timezone(timedelta(hours=1)))
MARKS = {
    "m1": {
        "id": "m1",
        "created": NOW,
        "modified": NOW,
        "kind": "sentence",
        "quote": 'He said, "no";\nand =1+1 went.',
        "before": "b ",
        "after": " a",
        "section": "I. First",
        "start": 10,
        "end": 40,
        "edition": "0" * 12,
        "note": "two\nrows, and 'quotes'",
        "note_kept": ["another"],
        "tags": ["a", "b"],
        "stars": 5,
    },
    "m2": {"id": "m2", "created": NOW, "modified": NOW, "quote": "=HYPERLINK(1)", "start": 50, "end": 60},
    "m3": {"id": "m3", "created": NOW, "modified": NOW, "quote": "gone from here", "start": 5, "end": 9},
}
ABOUT = {"id": "e1", "title": "A Title", "author": "An Author", "source": "https://example.org/e"}


@pytest.fixture
def where(tmp_path: Path) -> Whereabouts:
    made = Whereabouts(tmp_path / "marks", tmp_path / "local", tmp_path / "locks")
    made.ready()
    edition = {"sha256": "0" * 64, "chars": 100}
    document = changed(new_document(ABOUT), Sheet(MARKS, {}), now=NOW, edition=edition)
    (made.marks / "e1.toml").write_bytes(document.bytes)
    return made


@pytest.fixture
def book(where: Whereabouts) -> Collected:
    (found,) = collect(where.marks)
    states = {"m1": "found", "m2": "probably", "m3": "not found"}
    return Collected(found.path, found.essay, found.editions, found.marks, states)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_markdown(book: Collected) -> None:
    assert exported([book], "md", now=NOW).decode() == (
        '---\ntitle: "A Title"\nauthor: "An Author"\nsource: "https://example.org/e"\nquietread_id: "e1"\n'
        "exported: 2026-03-01T19:14:05Z\n---\n\n# A Title\n\n## I. First\n\n"
        "> He said, \"no\";\n> and =1+1 went.\n\ntwo\nrows, and 'quotes'\n\ntags: #a #b\n\n^qr-m1\n\n"
        "> =HYPERLINK(1)\n\n^qr-m2\n\n## No longer in the text\n\n> gone from here\n\n^qr-m3\n"
    )


def test_json_says_everything_and_comes_back(book: Collected, tmp_path: Path) -> None:
    data = exported([book], "json", now=NOW)
    said = json.loads(data)
    assert (said["format"], said["version"]) == ("quietread-marks", 1)
    assert [mark["state"] for mark in said["essays"][0]["mark"]] == ["not found", "found", "probably"]
    assert said["essays"][0]["mark"][1]["stars"] == 5
    fresh = Whereabouts(tmp_path / "new" / "marks", tmp_path / "new" / "local", tmp_path / "locks")
    (incoming,) = read_incoming(tmp_path / "x.json", data, NOW)
    path, count = take_in(incoming, fresh, NOW)
    assert (path.name, count) == ("e1.toml", 3)
    assert parsed(path.read_bytes()).sheet.marks == MARKS
    before = path.read_bytes()
    assert take_in(incoming, fresh, NOW) == (path, 0)
    assert path.read_bytes() == before


def test_csv(book: Collected) -> None:
    data = exported([book], "csv", now=NOW)
    assert b"\r\n" in data
    found = rows(data)
    assert [row["mark_id"] for row in found] == ["m3", "m1", "m2"]
    row = found[1]
    assert (row["quote"], row["note"], row["tags"]) == (MARKS["m1"]["quote"], MARKS["m1"]["note"], "a;b")
    assert (row["percent"], row["state"], row["author"]) == ("10", "found", "An Author")
    assert found[2]["quote"] == "=HYPERLINK(1)"
    excel = exported([book], "csv", now=NOW, excel=True)
    assert excel.startswith(b"\xef\xbb\xbf")
    assert rows(excel)[2]["quote"] == "'=HYPERLINK(1)"


def test_readwise_and_back_without_doubles(book: Collected, where: Whereabouts, tmp_path: Path) -> None:
    data = exported([book], "readwise", now=NOW)
    assert data.startswith(b"Highlight,Title,Author,URL,Note,Location,Date\r\n")
    found = rows(data)
    assert [row["Location"] for row in found] == ["1", "2", "3"]
    assert found[1]["Note"] == ".a .b two\nrows, and 'quotes'"
    assert found[1]["Date"] == "2026-03-01 19:14:05"
    assert b'\\"' not in data
    (ours,) = read_incoming(tmp_path / "x.csv", data, NOW)
    before = (where.marks / "e1.toml").read_bytes()
    assert take_in(ours, where, NOW) == (where.marks / "e1.toml", 0)
    assert (where.marks / "e1.toml").read_bytes() == before
    noted = data.replace(b"two\nrows", b"another note")
    take_in(read_incoming(tmp_path / "x.csv", noted, NOW)[0], where, NOW)
    merged = parsed((where.marks / "e1.toml").read_bytes()).sheet.marks["m1"]
    assert {merged["note"], *merged["note_kept"]} >= {MARKS["m1"]["note"], "another note, and 'quotes'"}  # type: ignore[misc]
    assert (merged["start"], merged["stars"]) == (10, 5)
    theirs = (
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\n"
        '"A ""quoted"" line",Their Book,Ann,,.slow a note,yellow,"x, y",order,7,2024-05-01 10:00:00+00:00,\n'
    )
    fresh = Whereabouts(tmp_path / "new" / "marks", tmp_path / "new" / "local", tmp_path / "locks")
    (incoming,) = read_incoming(tmp_path / "x.csv", theirs.encode(), NOW)
    path, count = take_in(incoming, fresh, NOW)
    assert (path.name, count) == ("their-book.toml", 1)
    (table,) = parsed(path.read_bytes()).sheet.marks.values()
    assert (table["quote"], table["note"], table["tags"]) == ('A "quoted" line', "a note", ["slow", "x", "y"])
    assert table["created"] == datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert take_in(read_incoming(tmp_path / "x.csv", theirs.encode(), NOW)[0], fresh, NOW)[1] == 0


def test_a_long_highlight_is_parted_for_readwise(book: Collected) -> None:
    long = "word " * 4000
    longer = Collected(book.path, book.essay, (), {"m": {**MARKS["m2"], "quote": long}}, {})
    parts = [row["Highlight"] for row in rows(exported([longer], "readwise", now=NOW))]
    assert len(parts) == 3
    assert all(len(part) <= LIMIT for part in parts)
    assert parts[0].endswith("(1/3)")
    assert "".join(part[:-6] for part in parts) == long


def test_jsonld(book: Collected) -> None:
    said = json.loads(exported([book], "jsonld", now=NOW))
    assert (said["@context"], said["total"]) == ("http://www.w3.org/ns/anno.jsonld", 3)
    item = said["first"]["items"][1]
    assert item["id"] == "urn:quietread:e1:m1"
    assert item["motivation"] == "commenting"
    assert [body.get("value") for body in item["body"]] == [MARKS["m1"]["note"], "a", "b"]
    assert item["target"]["selector"][1] == {"type": "TextPositionSelector", "start": 10, "end": 40}
    assert "body" not in said["first"]["items"][0]


def test_clippings_and_text(book: Collected) -> None:
    clippings = exported([book], "clippings", now=NOW).decode("utf-8-sig")
    assert clippings.count("==========\r\n") == 4
    assert (
        "A Title (An Author)\r\n- Your Highlight on page 2 | Added on Sunday, March 01, 2026 08:14:05 PM\r\n\r\nHe"
        in clippings
    )
    text = exported([book], "text", now=NOW).decode()
    assert '“He said, "no";\nand =1+1 went.”\n— I. First\n    two\n    rows' in text


@pytest.mark.parametrize("form", FORMS)
def test_no_marks_at_all_are_no_surprise(form: str) -> None:
    assert isinstance(exported([Collected(Path("x"), {}, (), {}, {})], form, now=NOW), bytes)
    exported([], form, now=NOW)


def test_a_file_that_is_not_our_own_export_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "marks.md"
    path.write_text("someone's own")
    first, known = write(path, b"one", {})
    assert first.name == "marks (2).md"
    assert path.read_text() == "someone's own"
    second, known = write(path, b"two", known)
    assert (second, second.read_bytes()) == (first, b"two")
    second.write_bytes(b"changed by hand")
    assert write(path, b"three", known)[0].name == "marks (3).md"


def test_what_cannot_be_exported_or_brought_in_is_said() -> None:
    assert form_of(Path("a.readwise.csv")) == "readwise"
    assert form_of(Path("a.CSV")) == "csv"
    with pytest.raises(NotFoundError, match="no such form"):
        form_of(Path("a.pdf"))
    with pytest.raises(NotFoundError, match="there are md"):
        exported([], "pdf", now=NOW)
    for data in (b'{"format": "other"}', b"{broken", b"no,columns\n1,2\n", b""):
        with pytest.raises(SourceError):
            read_incoming(Path("x"), data, NOW)
