"""The notebook: everything kept, to read, to go to, to mend and to take along."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from textual import on, work

from quietread import noted
from quietread.core import listing
from quietread.core.essay import Essay
from quietread.core.keys import hint, with_hint
from quietread.core.listing import Listing
from quietread.core.notebook import Notebook
from quietread.editing import edit, editor
from quietread.errors import QuietreadError
from quietread.noted import IN_FILE, Line, Noted
from quietread.storage.events import Finding
from quietread.storage.paths import shown
from quietread.ui.list import NOT_HERE, ListRoom
from quietread.ui.marking import KeepingRoom
from quietread.ui.widgets import Prompt

HINTS = (
    ("choose", "go there"),
    ("mark.note", "note"),
    ("notebook.remove", "remove"),
    ("notebook.export", "export"),
)
GATHERING = "gathering what is kept"
AT_ONCE = 500
"""Marks that are listed before the next key; more take a moment, in which the keys are heard."""


class NotebookRoom(ListRoom[Noted], KeepingRoom):
    """Lists marks of the essay that is open, or of the whole library."""

    def __init__(self) -> None:
        super().__init__(title="notebook")
        reader = self.app.reader
        self.open_essay = reader.view.essay if reader is not None else None
        self.library = reader is None
        self.by_essay = True
        self._made: dict[tuple[bool, bool, str, str], Line] = {}

    @property
    def essay(self) -> Essay | None:
        """The essay whose marks are listed, None for the library."""
        return None if self.library else self.open_essay

    def on_mount(self) -> None:
        """List what is kept."""
        self.renew()

    def marks_changed(self, said: str) -> None:
        """List what is kept now, and say what became of it."""
        self.renew()
        super().marks_changed(said)

    def renew(self) -> None:
        """List what is kept now: of the open essay at once, what is more when it has been gathered."""
        essay = self.essay
        book = self.desk.keeping.notebook(essay) if essay is not None else None
        if essay is not None and book is not None and len(book.entries) <= AT_ONCE:
            self._put(self._listed(noted.of_essay(self.desk, essay)))
            return
        if not self.offered:
            self.show(self.listing._replace(empty=GATHERING))
        self.gather(noted.findings(self.desk), essay, book)

    # without a description a worker is named after its arguments: a whole essay, and all that is kept of it
    @work(thread=True, exclusive=True, exit_on_error=False, description="gathering")
    def gather(self, findings: tuple[Noted, ...], essay: Essay | None, book: Notebook | None) -> None:
        """Find what is kept of an essay, or for None in every marks file, once it holds all that was kept."""
        if essay is not None:
            found = noted.of_essay(self.desk, essay, book)
        else:
            self.desk.keeping.store.settle()
            found = noted.whole_library(self.desk, findings)
        self.call_later(self._gathered, essay is None, self._listed(found, to_be_sought=True))

    def _gathered(self, library: bool, lines: tuple[Line, ...]) -> None:
        if library == self.library:
            self._put(lines)

    def _listed(self, found: tuple[Noted, ...], *, to_be_sought: bool = False) -> tuple[Line, ...]:
        """What is kept in the order that is wanted, and as it is listed; lines that stay are not made again.

        `to_be_sought`: whether they are made ready for a filter, too, which else waits for its first letter.
        """
        by_essay, library = self.by_essay, self.library
        made = {}
        for one in found if by_essay else noted.newest_first(found):
            key = (by_essay, library, *one.key)
            line = self._made.get(key)
            if line is None or line.noted != one:
                line = Line(one, noted.item(one, by_essay=by_essay, library=library))
            if to_be_sought and line.sought is None:
                line = line._replace(sought=listing.sought(line.item))
            made[key] = line
        self._made = made
        return tuple(made.values())

    def _put(self, lines: tuple[Line, ...]) -> None:
        """Show a list; the choice stays where it was, also where what was chosen is gone."""
        sought = tuple([line.sought for line in lines if line.sought is not None])
        self.empty = with_hint("nothing kept yet", self.desk.key, "mark.sentence", "keeps a sentence")
        title = f"notebook: {self.essay.title}" if self.essay is not None else "notebook"
        at = self.listing.chosen
        self.listing = self.listing._replace(title=title)
        offered = [(line.item, line.noted) for line in lines]
        self.offer(offered, folded=sought if len(sought) == len(lines) else None)
        if self.listing.chosen == 0 and at:
            self.pick(at)

    def show(self, shown: Listing) -> None:
        """Show a list, and under it what the keys do with the chosen line."""
        self.listing, key = shown, self.desk.key
        one = self.what
        doubt = noted.keys(one, key) if one is not None and one.doubtful else None
        keys = hint(key, *HINTS, between="  ", apart="    ") if doubt is None else doubt
        super().show(shown._replace(hint=keys))

    def chose(self, what: Noted) -> None:
        """Go to a kept sentence in its place; accept what is to be looked at."""
        if what.finding is not None:
            self._accept(what.finding)
        elif what.doubtful and what.place and what.entry is not None and self.open_essay is not None:
            self.desk.keeping.confirm(self.open_essay, what.entry.mark, *what.place)
            self.renew()
        elif what.doubtful:
            self.say("nothing in the essay is like it")
        elif what.mark is not None:
            self._go_to(what.essay, what.mark.id)

    def _go_to(self, essay: str, mark: str) -> None:
        here = self.open_essay
        if here is not None and essay == here.id:
            kept = self.desk.keeping.notebook(here).get(mark)
            if kept is not None:
                self.app.go_to(kept.start)
        elif (entry := self.desk.library().by_id.get(essay)) is not None:
            self.app.read(entry.slug, mark)
        else:
            self.say(NOT_HERE)

    def action_copy(self) -> None:
        """Copy the kept words, or the title of what was found."""
        if self.what is not None and self.what.mark is not None:
            self.copy(self.what.mark.quote)
        else:
            super().action_copy()

    def _accept(self, finding: Finding) -> None:
        """Do what a finding offers; a file that cannot be read is opened where it is wrong."""
        if finding.kind not in IN_FILE:
            self.desk.keeping.doubts.accept(finding)
            self.renew()
            return
        try:
            command = editor()
            with self.app.suspend():
                edit(command, Path(finding.path), finding.line, finding.column)
        except QuietreadError as error:
            place = f"{Path(finding.path).name} line {finding.line}, column {finding.column}"
            self.say(f"{place}; {error.message}")
            return
        self.desk.keeping.store.look()
        self.action_repaint()
        self.renew()

    async def action_mark_note(self) -> None:
        """Write the note of the chosen mark."""
        one = self.what
        if one is not None and one.mark is not None:
            self.desk.keeping.know(one.essay, one.title)
            await self.write_note(one.essay, one.mark)

    def action_notebook_remove(self) -> None:
        """Remove the chosen mark; of what is to be looked at hear no more."""
        one, keeping = self.what, self.desk.keeping
        if one is None:
            return
        if one.finding is not None:
            keeping.doubts.dismiss(one.finding)
        elif one.doubtful and one.entry is not None and self.open_essay is not None:
            keeping.doubts.let_rest(self.open_essay, one.entry)
        elif one.mark is not None:
            keeping.know(one.essay, one.title)
            self.attempt(partial(keeping.unkeep, one.essay, one.mark.id))
            return
        self.renew()

    def action_notebook_scope(self) -> None:
        """This essay, or the whole library."""
        if self.open_essay is not None:
            self.library = not self.library
            self.listing = listing.choose(self.listing, 0)
            self.renew()

    def action_notebook_order(self) -> None:
        """By essay, or the newest first."""
        self.by_essay = not self.by_essay
        self.renew()
        self.say("by essay" if self.by_essay else "newest first")

    def action_notebook(self) -> None:
        """Close: the key that opened it."""
        self.action_back()

    async def action_notebook_export(self) -> None:
        """Ask for the file that what is listed goes to."""
        slug = self.essay.slug if self.essay is not None else "quietread"
        await self.type_in(Prompt(f"{slug}-marks.md", id="export"))

    @on(Prompt.Given, "#export")
    async def _export(self, event: Prompt.Given) -> None:
        await event.line.remove()
        self.write(Path(event.text).expanduser(), self.essay.id if self.essay is not None else None)

    @work(thread=True, exit_on_error=False)
    def write(self, path: Path, essay: str | None) -> None:
        """Write what is kept of an essay, or for None of all, and say where it went; its ending chooses the form."""
        from quietread.noted import export_to

        try:
            written = export_to(self.desk, path, essay)
        except QuietreadError as error:
            self.call_later(self._exported, str(error))
        else:
            self.call_later(self._exported, f"written: {written.name} in {shown(written.parent)}")

    def _exported(self, said: str) -> None:
        # other essays may have been opened for it: the one being read is that again
        if self.open_essay is not None:
            self.desk.keeping.open(self.open_essay)
        self.say(said)

    @on(Prompt.Left, "#export")
    async def _not_exported(self, event: Prompt.Left) -> None:
        await event.line.remove()
