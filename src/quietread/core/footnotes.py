"""Footnotes: numbered as they are referred to, and put after the section that does so first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def place(self, chapters: list[Chapter]) -> None:
        """Put every footnote after the chapter that refers to it first, and the rest at the end."""
        waiting = {number: key for key, number in self._numbers.items()}
        for chapter in chapters:
            chapter.body += self._called(chapter.drafts, waiting)
        left = [
            draft for number in list(waiting) for draft in self._called([Draft("", notes=[number])], waiting)
        ]
        for key in self._defined:
            if key not in self._numbers:
                number = self._number(key)
                waiting[number] = key
                left += self._called([Draft("", notes=[number])], waiting)
        if left and not chapters:
            chapters.append(Chapter())
        if left:
            chapters[-1].body += left

    def _called(self, drafts: Sequence[Draft], waiting: dict[int, str | int]) -> list[Draft]:
        """The footnotes that some drafts refer to, and those these refer to, each once."""
        found: list[Draft] = []
        queue = [number for draft in drafts for number in draft.notes]
        for number in queue:
            key = waiting.pop(number, None)
            if key is None:
                continue
            known = set(self._numbers.values())
            for draft in self._set(key, number):
                found.append(draft)
                queue += draft.notes
            waiting.update({new: name for name, new in self._numbers.items() if new not in known})
        return found

    def _set(self, key: str | int, number: int) -> Iterator[Draft]:
        walker = Walker(self, note=number)
        if isinstance(key, int):
            walker.paragraph(self._inline[key]["tokens"])
        for index, draft in enumerate(walker.walk(self._defined.get(key, ()))):
            if draft.kind != BREAK:
                draft.anchor = draft.anchor if index else f"fn-{number}"
                yield draft
