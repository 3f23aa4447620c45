"""Choosing what to keep by labels: a sentence, a paragraph, or a phrase from one word to another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import product
from typing import NamedTuple

from quietread.core.view import Label, View

LETTERS = "asdfghlertuiowyzxcvbnjkmpq"
"""Labels in their order, the fingers' home row first, less the picker's own keys; then come the capitals."""
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\\W_]+(?:[’'\\-.][^\\W_]+)*")
"""A word without punctuation at its edges; one character in Chinese or Japanese."""

SENTENCE, PARAGRAPH, FIRST, LAST = "sentence", "paragraph", "first word", "last word"

_ASKS = {
    SENTENCE: "keep which sentence",
    PARAGRAPH: "keep which paragraph",
    FIRST: "from which word",
    LAST: "to which word",
}

Range = tuple[int, int]


class Picker(NamedTuple):
    """What can be chosen now, and which of it is underlined."""

    stage: str
    """What the next label stands for."""
    labels: tuple[Label, ...]
    at: int
    """Index of the underlined one."""
    phrase: bool = False
    """Whether a sentence is only where a phrase is to be found."""
    typed: str = ""
    """The first letter of a label of two."""
    inside: Range = (0, 0)
    """The sentence a phrase is in."""
    begin: Range = (0, 0)
    """The first word of a phrase."""

    @property
    def asks(self) -> str:
        """What the next label decides, for the status row."""
        phrase_first = self.phrase and self.stage == SENTENCE
        return "a phrase of which sentence" if phrase_first else _ASKS[self.stage]

    @property
    def chosen(self) -> Range | None:
        """The underlined range."""
        if self.stage == LAST:
            return self.begin
        if self.stage == FIRST:
            return self.inside
        return (self.labels[self.at].start, self.labels[self.at].end) if self.labels else None


def sentences(view: View, taken: Collection[str], *, phrase: bool = False) -> Picker | None:
    """Labels for every sentence on the page, the one being read underlined; None if there is none."""
    shown = [(one.start, one.end) for one in view.sentences if not view.sheet.is_heading(one)]
    return _picker(view, SENTENCE, shown, taken, phrase)


def paragraphs(view: View, taken: Collection[str]) -> Picker | None:
    """Labels for every paragraph on the page."""
    blocks = dict.fromkeys(view.sheet.block_at(one.start) for one in view.sentences)
    ranges = [(block.start, block.end) for block in blocks if block is not None and block.kind != "heading"]
    return _picker(view, PARAGRAPH, ranges, taken)


def words(view: View, inside: Range) -> Picker | None:
    """Labels for the words of a sentence that are on the page; None if there are none."""
    first, last = view.shown or (0, 0)
    found = [match.span() for match in WORD.finditer(view.essay.text, *inside)]
    found = [one for one in found if one[1] > first and one[0] < last]
    keys: Iterable[str] = ALPHABET + ALPHABET.upper()
    if len(found) > 2 * len(ALPHABET):
        keys = map("".join, product(ALPHABET, repeat=2))
    labels = tuple(Label(key, *span) for key, span in zip(keys, found, strict=False))
    return Picker(FIRST, labels, 0, phrase=True, inside=inside) if labels else None


def moved(picker: Picker, step: int) -> Picker:
    """The underlined one `step` further; a word is only chosen by its label."""
    last = len(picker.labels) - 1 if picker.stage in (SENTENCE, PARAGRAPH) else 0
    return picker._replace(at=min(last, max(0, picker.at + step)))


def typed(picker: Picker, letter: str) -> Picker | Range | None:
    """The range that a letter chooses, the picker that goes on, or None if it means nothing."""
    key = picker.typed + letter
    for label in picker.labels:
        if label.key == key:
            return _took(picker, (label.start, label.end))
    if any(label.key.startswith(key) for label in picker.labels):
        return picker._replace(typed=key)
    return None


def taken(picker: Picker) -> Range | None:
    """What Enter takes: the underlined one; after the first word of a phrase, everything to the sentence's end."""
    if picker.stage == LAST:
        return picker.begin[0], picker.inside[1]
    return None if picker.stage == FIRST else picker.chosen


def drawn(view: View, picker: Picker | None) -> View:
    """The view with the labels of a picker, or without any."""
    if picker is None:
        return view._replace(labels=(), chosen=None)
    labels = tuple(
        label._replace(key=label.key[len(picker.typed) :])
        for label in picker.labels
        if label.key.startswith(picker.typed)
    )
    return view._replace(labels=labels, chosen=picker.chosen)


def _took(picker: Picker, span: Range) -> Picker | Range:
    if picker.stage == FIRST:
        return picker._replace(stage=LAST, begin=span, typed="")
    if picker.stage == LAST:
        return min(picker.begin[0], span[0]), max(picker.begin[1], span[1])
    return span


def _picker(
    view: View, stage: str, ranges: list[Range], taken: Collection[str], phrase: bool = False
) -> Picker | None:
    if not ranges:
        return None
    here = view.reading.start if view.reading else 0
    letters = [one for one in LETTERS + ALPHABET.upper() if one not in taken]
    keys = letters[: len(ranges)] + [""] * (len(ranges) - len(letters))
    labels = tuple(Label(key, *span) for key, span in zip(keys, ranges, strict=True))
    at = next((index for index, span in enumerate(ranges) if span[0] <= here < span[1]), 0)
    return Picker(stage, labels, at, phrase)
