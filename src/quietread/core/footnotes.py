"""Footnotes: numbered as they are referred to, and put after the section that does so first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from quietread.core.draft import BREAK, Draft
from quietread.core.sections import Chapter
from quietread.core.walker import Walker

if TYPE_CHECKING:
    from markdown_it.token import Token


class Footnotes:
    """The footnotes of one essay."""

    def __init__(self, env: Mapping[str, Any]) -> None:
        """`env`: what markdown-it kept beside the tokens; footnotes written inline are there."""
        self._inline = env.get("footnotes", {}).get("list", {})
        self._defined: dict[str | int, list[Token]] = {}
        self._numbers: dict[str | int, int] = {}
        self._waiting: dict[int, str | int] = {}

    def set_aside(self, tokens: Sequence[Token]) -> list[Token]:
        """Take the definitions out of the tokens."""
        rest: list[Token] = []
        open_notes: list[list[Token]] = []
        for token in tokens:
            if token.type == "footnote_reference_open":
                open_notes.append(self._defined.setdefault(token.meta["label"], []))
            elif token.type == "footnote_reference_close":
                open_notes.pop()
            else:
                (open_notes[-1] if open_notes else rest).append(token)
        return rest

    def number(self, reference: Token) -> int:
        """The number of the footnote that a reference leads to, from 1."""
        key = reference.meta.get("label")
        return self._number(reference.meta["id"] if key is None else key)

    def _number(self, key: str | int) -> int:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._numbers) + 1
            self._waiting[number] = key
        return number

    def place(self, chapters: list[Chapter]) -> None:
        """Put every footnote after the chapter that refers to it first, and the rest at the end."""
        for chapter in chapters:
            chapter.body += self._called(number for draft in chapter.drafts for number in draft.notes)
        left = self._called([*self._waiting, *map(self._number, self._defined)])
        if left and not chapters:
            chapters.append(Chapter())
        if left:
            chapters[-1].body += left

    def _called(self, numbers: Iterable[int]) -> list[Draft]:
        """The footnotes of these numbers, and those they refer to in turn, unless they are placed already."""
        found: list[Draft] = []
        queue = list(numbers)
        for number in queue:
            key = self._waiting.pop(number, None)
            for draft in () if key is None else self._set(key, number):
                found.append(draft)
                queue += draft.notes
        return found

    def _set(self, key: str | int, number: int) -> Iterator[Draft]:
        walker = Walker(self, note=number)
        if isinstance(key, int):
            walker.paragraph(self._inline[key]["tokens"])
        for index, draft in enumerate(walker.walk(self._defined.get(key, ()))):
            if draft.kind != BREAK:
                draft.anchor = draft.anchor if index else f"fn-{number}"
                yield draft
