"""Every mark of every essay, as the notebook of the library and the exports need them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quietread.core.mark import Mark
from quietread.core.merge import Table
from quietread.core.notebook import Notebook
from quietread.errors import StoreError
from quietread.storage.document import diagnose, parsed, rows
from quietread.storage.durable import read
from quietread.storage.events import UNREADABLE, Finding
from quietread.storage.heads import files
from quietread.storage.tables import mark_of

MISSING_ESSAY = "essay missing"
"""The state of a mark whose essay is not at hand."""


@dataclass(frozen=True, slots=True)
class Collected:
    """One marks file."""

    path: Path
    essay: Table
    """What stands under [essay]."""
    editions: tuple[Table, ...]
    marks: Mapping[str, Table]
    """By id, in reading order, with every key the file has."""
    states: Mapping[str, str]
    """By id: found, probably, not found; empty where the essay is not at hand."""

    @property
    def id(self) -> str:
        """The essay's id."""
        return self.word("id")

    def word(self, key: str) -> str:
        """A word of the [essay] table, "" if there is none."""
        value = self.essay.get(key)
        return value if isinstance(value, str) else ""

    def state(self, id: str) -> str:  # noqa: A002
        """Where a mark stands in the essay at hand."""
        return self.states.get(id, MISSING_ESSAY)

    def mark(self, id: str) -> Mark:  # noqa: A002
        """One mark as a value."""
        return mark_of(self.marks[id], id)


def collect(folder: Path) -> list[Collected]:
    """Every marks file that can be read, by title."""
    return gathered(folder)[0]


def gathered(folder: Path) -> tuple[list[Collected], list[Finding]]:
    """Every marks file, by title, and those that do not parse, each with where and why."""
    found: list[Collected] = []
    broken: list[Finding] = []
    for path in files(folder):
        try:
            found.append(collected(path))
        except StoreError:
            continue  # gone between two looks, or not for us to read
        except ValueError:
            broken.append(unreadable(path, read(path)[0]))
    return sorted(found, key=lambda item: (item.word("title").casefold(), item.id)), broken


def unreadable(path: Path, data: bytes, essay: str = "") -> Finding:
    """What is wrong with a file that does not parse."""
    wrong = diagnose(data)
    line, column, why = (wrong.line, wrong.column, f": {wrong.hint}") if wrong else (0, 0, "")
    return Finding(UNREADABLE, essay, (), f"{path.name} cannot be read{why}", str(path), line, column)


def collected(path: Path, notebook: Notebook | None = None) -> Collected:
    """One marks file, with the states of the notebook of its essay. Raises StoreError or ValueError."""
    document = parsed(read(path)[0])
    return Collected(
        path,
        document.essay,
        tuple(rows(document.data, "edition")),
        document.sheet.marks,
        {entry.id: entry.state for entry in notebook.entries} if notebook else {},
    )
