"""What may happen to a reader's files while they are in use: edited, broken, mended, gone and back."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from quietread.core.mark import Mark
from quietread.storage.durable import hold
from quietread.storage.marks import Store
from quietread.storage.paths import Folders

BROKEN = '\n[[mark]]\nquote = "he said "yes" to me"\n'
"""What a hand leaves at the end of a file that it has not finished with."""
ESSAYS = 4


class Ledger:
    """Every mark that a store was asked to keep and not to remove since."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """From now on the stores are listened to."""
        self.kept: dict[str, Mark] = {}
        self.removed: set[str] = set()
        put, remove = Store.put, Store.remove

        def heard_put(store: Store, essay: str, mark: Mark) -> None:
            put(store, essay, mark)
            self.kept[mark.id] = mark
            self.removed.discard(mark.id)

        def heard_remove(store: Store, essay: str, id: str) -> None:  # noqa: A002
            remove(store, essay, id)
            self.kept.pop(id, None)
            self.removed.add(id)

        monkeypatch.setattr(Store, "put", heard_put)
        monkeypatch.setattr(Store, "remove", heard_remove)

    def wrong(self, files: Iterable[Path]) -> list[str]:
        """Ids of marks that are not in these files as they should be, or are there and should not."""
        there: dict[str, dict[str, object]] = {}
        for file in files:
            there |= {mark["id"]: mark for mark in tomllib.loads(file.read_text("utf-8")).get("mark", [])}
        lost = [
            mark.id
            for mark in self.kept.values()
            if (found := there.get(mark.id)) is None
            or (found["quote"], found.get("note", "")) != (mark.quote, mark.note)
        ]
        return lost + sorted(self.removed & set(there))


class Meddler:
    """Does one thing at random to the files of a reader."""

    def __init__(self, folders: Folders, dice: random.Random) -> None:
        self.folders = folders
        self._dice = dice
        self._away = folders.data / "unplugged"
        self._written = 0
        folders.essays.mkdir(parents=True)
        folders.themes.mkdir(parents=True)
        for number in range(ESSAYS):
            self._essay(number).write_text(text(number), "utf-8")
        self._theme.write_text(THEME, "utf-8")

    def meddle(self) -> str:
        """One thing more has happened; its name."""
        happens = self._dice.choice(
            (
                self.edit_an_essay,
                self.take_an_essay_away,
                self.bring_the_essays_back,
                self.write_by_hand,
                self.write_by_hand,
                self.break_marks,
                self.mend_marks,
                self.unplug,
                self.plug_in,
                self.break_settings,
                self.mend_settings,
                self.lose_the_cache,
            )
        )
        happens()
        return happens.__name__

    def mend(self) -> None:
        """Everything is in its place again."""
        for mend in (self.plug_in, self.mend_marks, self.mend_settings, self.bring_the_essays_back):
            mend()

    @property
    def marks(self) -> list[Path]:
        """The marks files there are."""
        return sorted(self.folders.marks().glob("*.toml"))

    def edit_an_essay(self) -> None:
        """A new edition: a paragraph more at its beginning."""
        file = self._essay(self._dice.randrange(ESSAYS))
        if file.exists():
            head, rest = file.read_text("utf-8").split("\n\n", 1)
            file.write_text(f"{head}\n\nA word before, the {self._dice.random()}th.\n\n{rest}", "utf-8")

    def take_an_essay_away(self) -> None:
        """An essay's file is gone."""
        self._essay(self._dice.randrange(ESSAYS)).unlink(missing_ok=True)

    def bring_the_essays_back(self) -> None:
        """Every essay is there, as it was in the beginning if it was away."""
        for number in range(ESSAYS):
            if not self._essay(number).exists():
                self._essay(number).write_text(text(number), "utf-8")

    def write_by_hand(self) -> None:
        """A comment at the end of a marks file."""
        self._written += 1
        self._rewrite_one(lambda words: f"{words.rstrip()}\n# by hand, {self._written}\n")

    def break_marks(self) -> None:
        """A marks file is no TOML any more."""
        self._rewrite_one(lambda words: words + BROKEN)

    def mend_marks(self) -> None:
        """Every marks file is TOML again."""
        for file in self.marks:
            self._rewrite(file, lambda words: words.replace(BROKEN, ""))

    def unplug(self) -> None:
        """The disk with the marks is gone."""
        if self.marks and not self._away.exists():
            self.folders.marks().rename(self._away)

    def plug_in(self) -> None:
        """It is back."""
        if self._away.exists() and not self.folders.marks().exists():
            self._away.rename(self.folders.marks())

    def break_settings(self) -> None:
        """Settings and a theme that nobody can read."""
        self.folders.settings.write_text("measure = = 3\n", "utf-8")
        self._theme.write_text("bg = 12", "utf-8")

    def mend_settings(self) -> None:
        """Settings and a theme that can be read."""
        self.folders.settings.write_text("[pause]\nfps = 5\n", "utf-8")
        self._theme.write_text(THEME, "utf-8")

    def lose_the_cache(self) -> None:
        """The cache is garbage."""
        self.folders.library.parent.mkdir(parents=True, exist_ok=True)
        self.folders.library.write_bytes(b"no database" * 100)

    def _essay(self, number: int) -> Path:
        return self.folders.essays / f"walk-{number}.md"

    @property
    def _theme(self) -> Path:
        return self.folders.themes / "own.toml"

    def _rewrite_one(self, change: Callable[[str], str]) -> None:
        if self.marks:
            self._rewrite(self._dice.choice(self.marks), change)

    def _rewrite(self, file: Path, change: Callable[[str], str]) -> None:
        # a hand takes minutes: it does not write back within a save what it read before that
        with hold(file, self.folders.locks):
            file.write_text(change(file.read_text("utf-8")), "utf-8")


def text(number: int) -> str:
    """An essay with everything in it that a reader may walk into."""
    parts = [f"# Walk {number}"]
    for section in range(1, 5):
        parts.append(f"## Part {section}" if section > 1 else "It begins with a word.[^1]")
        for paragraph in range(1, 4):
            parts.append(
                " ".join(
                    f"Sentence {one} of {paragraph}.{section}.{number} says something of its own, 言葉 and all."
                    for one in range(1, 9 - 2 * paragraph)
                )
            )
        parts.append(
            f"See [the other](walk-{(number + 1) % ESSAYS}.md), [a page](https://example.org/{section})."
        )
        parts.append("> Quoted, *and* [red] brackets.\n\n- one\n- two\n\n```\ncode  here\n```")
    others = "\n".join(
        f"- Walk {other}: it lies beside this one." for other in range(ESSAYS) if other != number
    )
    parts += ["[^1]: A note at its foot.", "## Related", others, "- [[Nowhere]] because nobody wrote it"]
    return "\n\n".join(parts) + "\n"


THEME = """kind = "dark"
bg = "#101010"
text = "#F0F0F0"
soft = "#909090"
muted = "#B0B0B0"
rule = "#404040"
accent = "#9CC3E6"
mark = "#E6B455"
mark_bg = "#35312B"
swell_lo = "#5F86B0"
swell_hi = "#BBD5EE"
"""
