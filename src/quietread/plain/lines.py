"""Lines for a pipe, a file, a terminal that can do nothing else, or a voice: each whole when it is only heard."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from typing import TextIO

from quietread.core.duration import minutes
from quietread.core.essay import Block, Essay, Section, Sentence
from quietread.core.links import links
from quietread.core.mark import Mark
from quietread.core.notebook import FOUND, Notebook
from quietread.core.parts import Part, parts
from quietread.core.picture import NOTHING
from quietread.core.terminal import WHOLE
from quietread.core.text import clean, many
from quietread.core.text import line as one_line
from quietread.core.view import Lead
from quietread.core.wrap import wrap
from quietread.desk import Desk
from quietread.errors import NotFoundError, SettingError

NARROWEST = 10
_ENDS = ".!?:;…。！？"
_CLOSERS = "\"'”’»›)]）」』"


class Lines:
    """Writes lines, each at once: whoever listens may stand behind a pipe, or be gone the next moment."""

    def __init__(self, stream: TextIO, measure: int | None = None) -> None:
        """`measure`: cells of a line; None: a paragraph a line."""
        self._stream = stream
        self.measure = measure

    def say(self, text: str = "") -> None:
        """A line, or several; nothing in it is left that a terminal would obey."""
        for line in clean(text).split("\n"):
            for row in self._rows(line.rstrip()):
                self.ask(f"{row}\n")

    def ask(self, prompt: str) -> None:
        """A prompt that waits for an answer on its own line."""
        self._stream.write(prompt)
        self._stream.flush()

    def _rows(self, line: str) -> list[str]:
        if self.measure is None or not line:
            return [line]
        words = line.lstrip(" ")
        room = line[: len(line) - len(words)]
        cells = max(1, self.measure - len(room))
        return [room + words[start:end] for start, end in wrap(words, cells)]


def ended(text: str) -> str:
    """The text with a full stop, if nothing ends it."""
    return text if not text or text.rstrip(_CLOSERS)[-1:] in tuple(_ENDS) else f"{text}."


def sentence(text: str) -> str:
    """A message of the full screen as a sentence."""
    return ended(text[:1].upper() + text[1:])


def quoted(mark: Mark) -> str:
    """The words of a mark as a sentence."""
    return ended(one_line(mark.quote))


def number(typed: str, count: int, what: str = "entry") -> int:
    """A number from 1 to `count`. Raises NotFoundError."""
    found = int(typed) if typed.isdecimal() and len(typed) < 9 else 0
    if not 1 <= found <= count:
        raise NotFoundError(f"no {what} {typed} here: 1 to {count}")
    return found


def about(essay: Essay, count: int) -> Iterator[str]:
    """The essay's first lines; `count`: its parts."""
    size = f" {many(count, 'section')}, about {many(minutes(essay.words), 'minute')}." if count else ""
    yield f"{ended(essay.title)}{size}"
    byline = ", ".join(filter(None, (essay.author, essay.date)))
    if byline:
        yield ended(f"By {byline}" if essay.author else byline)


def announced(essay: Essay, part: Part, count: int) -> str:
    """“Section 2 of 5. What the margin is for.”"""
    words = [block.text for block in _headings(essay.sections[part.section]) if block in part.blocks]
    return " ".join([f"Section {part.index + 1} of {count}.", *map(ended, words)])


def _headings(section: Section) -> tuple[Block, ...]:
    """The section's heading, after those that have no words under them."""
    return section.blocks[: section.lead + 1] if section.headed else ()


def sentences(part: Part) -> tuple[Sentence, ...]:
    """The sentences that can be kept; the first is number 1."""
    return tuple(one for block in part.blocks if block.kind != "heading" for one in block.sentences)


def kept_here(essay: Essay, notebook: Notebook, part: Part) -> str:
    """“Kept here: 2, 8 (“a promise”).”, or "" where nothing is."""
    how = ((at, how_kept(essay, notebook, one)) for at, one in enumerate(sentences(part), 1))
    found = [f"{at} ({said})" if said else f"{at}" for at, said in how if said is not None]
    return f"Kept here: {', '.join(found)}." if found else ""


def how_kept(essay: Essay, notebook: Notebook, one: Sentence) -> str | None:
    """What bar and tint show of a kept sentence: its kept words, how many marks, whether it is sure.

    "" if it is kept once and whole; None if it is not kept.
    """
    over = notebook.over(one.start, one.end)
    if not over:
        return None
    said = [] if any(entry.state == FOUND for entry in over) else ["probably"]
    if any(entry.start <= one.start and one.end <= entry.end for entry in over):
        said += [many(len(over), "mark")] if len(over) > 1 else []
    else:
        spans = sorted((max(entry.start, one.start), min(entry.end, one.end)) for entry in over)
        said += [f"“{essay.text[start:end]}”" for start, end in spans]
    return ", ".join(said)


def standing(part: Part, place: int) -> str:
    """“At sentence 14 of 41.”, or "" at the beginning of a section."""
    here = sentences(part)
    at = next((number for number, one in enumerate(here) if one.end > place), 0)
    return f"At sentence {at + 1} of {len(here)}." if at else ""


def links_here(part: Part) -> str:
    """“Links here: 2. links lists them.”, or "" where there are none."""
    count = len(links(part.blocks))
    return f"Links here: {count}. links lists them." if count else ""


def _block_text(block: Block) -> str:
    """One line, or the block's own lines where these matter."""
    sign = f"{block.sign} " if block.sign else ""
    room = " " * max(0, block.indent - len(sign))
    lines = (block.layout or block.text).split("\n")
    return "\n".join([room + sign + lines[0], *(" " * block.indent + line for line in lines[1:])])


def _printed(blocks: tuple[Block, ...], *, apart: bool) -> Iterator[str]:
    before = ""
    for number, block in enumerate(blocks):
        if block.kind != before and before == "quotation":
            yield "End of quotation."
        if number and apart and not block.tight:
            yield ""
        if block.kind != before and block.kind == "quotation":
            yield "Quotation:"
        yield _block_text(block)
        before = block.kind


def entry_line(number: int, title: str, why: str, *facts: str) -> str:
    """“2. Pencils. A short history of the margin. 7 minutes, read.”"""
    told = f"{number}. {title}"
    if why:
        # a why that begins small goes on from the title
        told = f"{told}: {why}" if why[:1].islower() else f"{ended(told)} {why}"
    said = ", ".join(filter(None, facts))
    return f"{ended(told)} {sentence(said)}" if said else ended(told)


def lead_line(number: int, lead: Lead) -> str:
    """An entry of the Related page."""
    if lead.slug is not None:
        state = "" if lead.state == "unread" else lead.state
        return entry_line(number, lead.title, lead.detail, many(lead.minutes, "minute"), state)
    told = entry_line(number, lead.title, lead.detail)
    return f"{told} {lead.address or f'(not in this library) {ended(lead.missing)}'}"


def print_section(lines: Lines, essay: Essay, part: Part, count: int, *, apart: bool, start: int = 0) -> None:
    """A section from the paragraph that holds offset `start`; `apart`: with empty lines between its blocks."""
    lines.say(" ".join(filter(None, (announced(essay, part, count), standing(part, start)))))
    said = _headings(essay.sections[part.section])
    blocks = tuple(block for block in part.blocks if block not in said)
    shown = tuple(block for block in blocks if block.end > start)
    for line in _printed(shown or blocks, apart=apart):
        lines.say(line)


def print_rest(lines: Lines, essay: Essay, parts: tuple[Part, ...], first: int) -> None:
    """The parts from index `first` on, and what the author names as related."""
    for part in parts[first:]:
        print_section(lines, essay, part, len(parts), apart=True)
        lines.say()
    if essay.related:
        lines.say("Related:")
    for at, one in enumerate(essay.related, 1):
        lines.say(entry_line(at, one.title, one.why))


def converse(desk: Desk, essay: Essay | None, shown: str, *, wrap: int | None) -> int:
    """Read `essay`, or for None choose from the shelf; the exit status.

    `shown`: `CONVERSATION`, a command a line from standard input; or `WHOLE`, everything is printed and nothing
    asked. `wrap`: cells of a line, None for a paragraph a line. Raises SettingError.
    """
    if wrap is not None and wrap < NARROWEST:
        raise SettingError(f"{wrap} is too narrow: {NARROWEST} or more is wanted", key="--wrap")
    # essays have more signs than some terminals, keyboards send what is no text, and a line ends in one byte
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace", newline="\n")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    lines = Lines(sys.stdout, wrap)
    if shown != WHOLE:
        from quietread.plain.conversation import Conversation

        return Conversation(desk, sys.stdin, lines).run(essay)
    if essay is None:
        from quietread.plain.leading import print_shelf, say_echo

        say_echo(lines, desk)
        print_shelf(lines, desk)
        return 0
    sections = parts(essay, desk.settled.settings.split)
    for line in about(essay, len(sections)):
        lines.say(line)
    lines.say()
    if not sections:
        lines.say(NOTHING)
    print_rest(lines, essay, sections, 0)
    return 0
