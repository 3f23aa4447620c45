"""Choosing what to keep by labels: a sentence, a paragraph, or a phrase from one word to another."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from quietread.core.view import Label, View

LETTERS = "asdfghlertuiowyzxcvbnjkmpq"
"""Labels in the order they are given out: the fingers' home row first. Those that are keys of the picker
itself are passed over; then come the capitals."""
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\\W_]+(?:[’'\\-.][^\\W_]+)*")
"""A word as a phrase begins and ends with it: no punctuation at its edges; one character in Chinese or Japanese."""

SENTENCE, PARAGRAPH, FIRST, LAST = "sentence", "paragraph", "first word", "last word"

_ASKS = {
    SENTENCE: "keep which sentence",
    PARAGRAPH: "keep which paragraph",
    FIRST: "from which word",
    LAST: "to which word",
}

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Picker:
    """What can be chosen now, and which of it is underlined."""

    stage: str
    """`SENTENCE`, `PARAGRAPH`, `FIRST` or `LAST`: what the next label stands for."""
    labels: tuple[Label, ...]
    at: int
    """Index of the underlined one, into `labels`."""
    phrase: bool = False
    """Whether a chosen sentence is only where a phrase is to be found."""
    typed: str = ""
    """The first letter of a label of two."""
    inside: Range = (0, 0)
    """The sentence a phrase is in."""
    begin: Range = (0, 0)
    """The first word of a phrase."""

    @property
    def asks(self) -> str:
        """What the next label decides, for the status row."""
        if self.phrase and self.stage == SENTENCE:
            return "a phrase of which sentence"
        return _ASKS[self.stage]

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
    here = view.reading
    shown = [one for one in view.sentences if not view.sheet.is_heading(one)]
    return _picker(
        SENTENCE, [(one.start, one.end) for one in shown], here.start if here else 0, taken, phrase
    )


def paragraphs(view: View, taken: Collection[str]) -> Picker | None:
    """Labels for every paragraph on the page."""
    blocks = dict.fromkeys(view.sheet.block_at(one.start) for one in view.sentences)
    ranges = [(block.start, block.end) for block in blocks if block is not None and block.kind != "heading"]
    here = view.reading
    return _picker(PARAGRAPH, ranges, here.start if here else 0, taken)


def words(view: View, inside: Range) -> Picker | None:
    """Labels for the words of a sentence that are on the page; None if there are none."""
    shown = view.shown
    if shown is None:
        return None
    text = view.essay.text
    found = [match.span() for match in WORD.finditer(text, *inside)]
    found = [one for one in found if one[1] > shown[0] and one[0] < shown[1]]
    if not found:
        return None
    keys = _word_keys(len(found))
    labels = tuple(Label(key, *span) for key, span in zip(keys, found, strict=False))
    return Picker(FIRST, labels, 0, phrase=True, inside=inside)


def moved(picker: Picker, step: int) -> Picker:
    """The underlined one `step` further."""
    if picker.stage not in (SENTENCE, PARAGRAPH):
        return picker
    return replace(picker, at=min(len(picker.labels) - 1, max(0, picker.at + step)))


def typed(picker: Picker, letter: str) -> Picker | Range | None:
    """A letter typed: the range it chooses, the picker that goes on, or None if it means nothing."""
    key = picker.typed + letter
    for label in picker.labels:
        if label.key == key:
            return _took(picker, (label.start, label.end))
    if any(label.key.startswith(key) for label in picker.labels):
        return replace(picker, typed=key)
    return None


def taken(picker: Picker) -> Picker | Range | None:
    """What Enter takes: the underlined one; after the first word of a phrase, everything to the sentence's end."""
    if picker.stage == FIRST:
        return None
    if picker.stage == LAST:
        return picker.begin[0], picker.inside[1]
    chosen = picker.chosen
    return _took(picker, chosen) if chosen else None


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
        return replace(picker, stage=LAST, begin=span, typed="")
    if picker.stage == LAST:
        return min(picker.begin[0], span[0]), max(picker.begin[1], span[1])
    return span


def _picker(
    stage: str, ranges: list[Range], here: int, taken: Collection[str], phrase: bool = False
) -> Picker | None:
    if not ranges:
        return None
    letters = [one for one in LETTERS + ALPHABET.upper() if one not in taken]
    keys = letters[: len(ranges)] + [""] * (len(ranges) - len(letters))
    labels = tuple(Label(key, *span) for key, span in zip(keys, ranges, strict=True))
    at = next((index for index, span in enumerate(ranges) if span[0] <= here < span[1]), 0)
    return Picker(stage, labels, at, phrase)


def _word_keys(count: int) -> list[str]:
    letters = ALPHABET + ALPHABET.upper()
    if count <= len(letters):
        return list(letters[:count])
    return [first + second for first in ALPHABET for second in ALPHABET][:count]
