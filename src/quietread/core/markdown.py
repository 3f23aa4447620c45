"""Markdown into an essay."""

from __future__ import annotations

from collections.abc import Sequence

from quietread.core.draft import BREAK, Draft
from quietread.core.essay import Essay
from quietread.core.footnotes import Footnotes
from quietread.core.frontmatter import front_matter
from quietread.core.sections import divide, essay
from quietread.core.text import clean, fold
from quietread.core.walker import Walker


def read_markdown(text: str, slug: str, title: str = "", problems: Sequence[str] = ()) -> Essay:
    """Read an essay written in Markdown: CommonMark with tables, strikethrough and footnotes.

    `title`: what to call it if neither its front matter nor a first `#` says so. `problems`: what is known
    already. Never raises: every text is Markdown.
    """
    from quietread.core.dialect import parser

    facts, body, faults = front_matter(clean(text))
    env: dict[str, object] = {}
    tokens = parser().parse(body, env)
    notes = Footnotes(env)
    walker = Walker(notes)
    drafts = walker.walk(notes.set_aside(tokens))
    heading = _first_heading(drafts)
    if heading and (not facts.title or fold(facts.title) == fold(heading.text)):
        facts = facts._replace(title=facts.title or heading.text)
        drafts.remove(heading)
    facts = facts._replace(title=facts.title or title or slug)
    chapters, related, pause = divide(drafts)
    notes.place(chapters)
    return essay(slug, facts, chapters, related, pause, (*problems, *faults, *walker.problems))


def _first_heading(drafts: Sequence[Draft]) -> Draft | None:
    """The `#` before any text, if there is one."""
    first = next((draft for draft in drafts if draft.kind != BREAK), None)
    return first if first and first.top and first.level == 1 else None
