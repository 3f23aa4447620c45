"""Essays, sections and lists put into lines that are whole when they are only heard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from quietread.core.duration import minutes
from quietread.core.essay import Block, Essay, Related, Section, Sentence
from quietread.core.links import links
from quietread.core.notebook import FOUND, Notebook
from quietread.core.parts import Part
from quietread.core.picture import NOTHING
from quietread.core.text import clean
from quietread.core.view import Lead
from quietread.core.wrap import wrap

_ENDS = ".!?:;…。！？"
_CLOSERS = "\"'”’»›)]）」』"


def ended(text: str) -> str:
    """The text as something that can be followed by a sentence: with a full stop if nothing ends it."""
    return text if not text or text.rstrip(_CLOSERS)[-1:] in tuple(_ENDS) else f"{text}."


def sentence(text: str) -> str:
    """A message of the full screen, which begins small and has no full stop, as a sentence."""
    return ended(text[:1].upper() + text[1:])


def many(count: int, thing: str) -> str:
    """`1 section`, `5 sections`."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def about(essay: Essay, count: int) -> Iterator[str]:
    """The essay's first lines; `count`: the sections the reader will meet."""
    size = f" {many(count, 'section')}, about {many(minutes(essay.words), 'minute')}." if count else ""
    yield f"{ended(essay.title)}{size}"
    byline = ", ".join(filter(None, (essay.author, essay.date)))
    if byline:
        yield ended(f"By {byline}" if essay.author else byline)


def announced(essay: Essay, part: Part, count: int) -> str:
    """“Section 2 of 5. What the margin is for.”"""
    section = essay.sections[part.section]
    words = [block.text for block in headings(section) if block in part.blocks]
    return " ".join([f"Section {part.index + 1} of {count}.", *map(ended, words)])


def headings(section: Section) -> tuple[Block, ...]:
    """The section's own heading, after those that have no words of their own under them."""
    return section.blocks[: section.lead + 1] if section.headed else ()


def body(essay: Essay, part: Part) -> tuple[Block, ...]:
    """The blocks of a part without what `announced` has said."""
    said = headings(essay.sections[part.section])
    return tuple(block for block in part.blocks if block not in said)


def sentences(part: Part) -> tuple[Sentence, ...]:
    """The sentences of a part that can be kept, in the order of their numbers."""
    return tuple(one for block in part.blocks if block.kind != "heading" for one in block.sentences)


def kept_here(essay: Essay, notebook: Notebook, part: Part) -> str:
    """“Kept here: 2, 8 (“a promise”).”, or "" where nothing is."""
    found = []
    for at, one in enumerate(sentences(part), 1):
        how = how_kept(essay, notebook, one)
        if how is not None:
            found.append(f"{at} ({how})" if how else f"{at}")
    return f"Kept here: {', '.join(found)}." if found else ""


def how_kept(essay: Essay, notebook: Notebook, one: Sentence) -> str | None:
    """What bar and tint show of a sentence that is kept: its kept words, how many marks, whether it is sure.

    "" if it is kept once and whole; None if it is not kept at all.
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
    """“At sentence 14 of 41.” for a place inside a section, "" at its beginning.

    A page shows it by what stands first on it, and by the sign of where one goes on.
    """
    here = sentences(part)
    at = next((number for number, one in enumerate(here) if one.end > place), 0)
    return f"At sentence {at + 1} of {len(here)}." if at else ""


def links_here(part: Part) -> str:
    """“Links here: 2. links lists them.”, or "" where there are none."""
    count = len(links(part.blocks))
    return f"Links here: {count}. links lists them." if count else ""


def block_text(block: Block) -> str:
    """A block as it is printed: one line, or its own lines where these matter."""
    sign = f"{block.sign} " if block.sign else ""
    room = " " * max(0, block.indent - len(sign))
    lines = (block.layout or block.text).split("\n")
    return "\n".join([room + sign + lines[0], *(" " * block.indent + line for line in lines[1:])])


def printed(blocks: tuple[Block, ...], *, apart: bool) -> Iterator[str]:
    """The blocks as lines; `apart`: with an empty line between those that are no list."""
    before = ""
    for number, block in enumerate(blocks):
        if block.kind != before and before == "quotation":
            yield "End of quotation."
        if number and apart and not block.tight:
            yield ""
        if block.kind != before and block.kind == "quotation":
            yield "Quotation:"
        yield block_text(block)
        before = block.kind


def entry_line(number: int, title: str, why: str, *facts: str) -> str:
    """A numbered line: title, what is said of it, and facts."""
    told = f"{number}. {title}"
    if why:
        # a why that begins small goes on from the title
        told = f"{told}: {why}" if why[:1].islower() else f"{ended(told)} {why}"
    said = ", ".join(filter(None, facts))
    return f"{ended(told)} {sentence(said)}" if said else ended(told)


def lead_line(number: int, lead: Lead) -> str:
    """An entry of the Related page with all that is known of it."""
    if lead.slug is None:
        told = entry_line(number, lead.title, lead.detail)
        return (
            f"{told} {lead.address}"
            if lead.address
            else f"{told} (not in this library) {ended(lead.missing)}"
        )
    state = "" if lead.state == "unread" else lead.state
    return entry_line(number, lead.title, lead.detail, many(lead.minutes, "minute"), state)


def named(related: tuple[Related, ...]) -> Iterator[str]:
    """The Related page as its author wrote it."""
    if related:
        yield "Related:"
        yield from (entry_line(number, one.title, one.why) for number, one in enumerate(related, 1))


class Lines:
    """Writes lines, each at once: whoever listens may stand behind a pipe, or be gone the next moment."""

    def __init__(self, stream: TextIO, measure: int | None = None) -> None:
        """`measure`: cells of a line; None: a paragraph is a line."""
        self._stream = stream
        self.measure = measure

    def say(self, text: str = "") -> None:
        """A line, or several; nothing in it is left that a terminal would obey."""
        for line in clean(text).split("\n"):
            for row in self._rows(line.rstrip()):
                self._stream.write(f"{row}\n")
                self._stream.flush()

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


def print_section(lines: Lines, essay: Essay, part: Part, count: int, *, apart: bool, start: int = 0) -> None:
    """A section with its number; from the paragraph on that holds offset `start`."""
    lines.say(" ".join(filter(None, (announced(essay, part, count), standing(part, start)))))
    blocks = body(essay, part)
    shown = tuple(block for block in blocks if block.end > start)
    for line in printed(shown or blocks, apart=apart):
        lines.say(line)


def print_rest(lines: Lines, essay: Essay, parts: tuple[Part, ...], first: int) -> None:
    """The essay from the part with index `first` to its end, and what it names as related."""
    for part in parts[first:]:
        print_section(lines, essay, part, len(parts), apart=True)
        lines.say()
    for line in named(essay.related):
        lines.say(line)


def print_essay(lines: Lines, essay: Essay, parts: tuple[Part, ...]) -> None:
    """The whole essay."""
    for line in about(essay, len(parts)):
        lines.say(line)
    lines.say()
    if not parts:
        lines.say(NOTHING)
    print_rest(lines, essay, parts, 0)
