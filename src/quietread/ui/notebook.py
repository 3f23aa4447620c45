"""The notebook: everything kept, to read, to go to, to mend and to take along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual import on, work

from quietread import noted
from quietread.core import listing
from quietread.core.essay import Essay
from quietread.core.frame import Geometry
from quietread.core.keys import hint, with_hint
from quietread.core.listing import Listing
from quietread.core.notebook import Notebook
from quietread.core.view import View
from quietread.desk import Desk
from quietread.editing import edit, editor
from quietread.errors import QuietreadError
from quietread.noted import IN_FILE, Line, Noted
from quietread.storage.events import Finding
from quietread.storage.paths import shown
from quietread.ui import messages
from quietread.ui.list import ListRoom
from quietread.ui.noting import NoteWriting
from quietread.ui.widgets import Paint, Prompt

HINTS = (
    ("choose", "go there"),
    ("mark.note", "note"),
    ("notebook.remove", "remove"),
    ("notebook.export", "export"),
)
GATHERING = "gathering what is kept"
AT_ONCE = 500
"""Marks that are listed before the next key; more take a moment, in which the keys are heard."""


class NotebookRoom(ListRoom, NoteWriting):
    """Lists marks of the essay that is open, or of the whole library."""

    def __init__(self, desk: Desk, paint: Paint, size: tuple[int, int], view: View | None) -> None:
        self.view = view
        self.library = view is None
        self.by_essay = True
        empty = Listing((), *size, title="notebook", measure=desk.manner.measure, narrow=desk.look.narrow)
        super().__init__(desk, paint, empty)
        self.entries: tuple[Noted, ...] = ()
        self._made: dict[tuple[str, str], Line] = {}
        self._manner = (True, True)

    def on_mount(self) -> None:
        """Read what is kept."""
        self.renew()

    def marks_changed(self, said: str) -> None:
        """Something was kept, changed or found out, here or elsewhere: list it, and say what there is to say."""
        self.renew()
        if said:
            self.say(said)

    def renew(self) -> None:
        """List what is kept now: of the open essay at once, what is more when it has been gathered."""
        essay = self.view.essay if self.view is not None and not self.library else None
        book = self.desk.keeping.notebook(essay) if essay is not None else None
        if essay is not None and book is not None and len(book.entries) <= AT_ONCE:
            self.put(self.lines(noted.of_essay(self.desk, essay)))
            return
        if not self.entries:
            self.show(replace(self.listing, title="notebook", empty=GATHERING))
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
        self.post_message(messages.Gathered(essay is None, self.lines(found, to_be_sought=True)))

    @on(messages.Gathered)
    def gathered(self, event: messages.Gathered) -> None:
        """What is kept is known."""
        if event.library == self.library:
            self.put(event.lines)

    def lines(self, found: tuple[Noted, ...], *, to_be_sought: bool = False) -> tuple[Line, ...]:
        """What is kept in the order that is wanted, and as it is listed; lines that stay are not made again.

        `to_be_sought`: whether they are made ready for a filter, too, which else waits for its first letter.
        """
        ordered = found if self.by_essay else noted.newest_first(found)
        manner = (self.by_essay, self.library)
        before = self._made if self._manner == manner else {}
        made: dict[tuple[str, str], Line] = {}
        for one in ordered:
            line = before.get(one.key)
            if line is None or line.noted != one:
                line = Line(one, noted.item(one, by_essay=manner[0], library=manner[1]))
            if to_be_sought and line.sought is None:
                line = line._replace(sought=listing.sought(line.item))
            made[one.key] = line
        self._made, self._manner = made, manner
        return tuple(made.values())

    def put(self, lines: tuple[Line, ...]) -> None:
        """Show a list; the choice stays where it was, also where what was chosen is gone."""
        self.entries = tuple([line.noted for line in lines])
        sought = tuple([line.sought for line in lines if line.sought is not None])
        self.empty = with_hint("nothing kept yet", self.desk.key, "mark.sentence", "keeps a sentence")
        title = "notebook" if self.library or self.view is None else f"notebook: {self.view.essay.title}"
        at = self.listing.chosen
        self.listing = replace(self.listing, title=title)
        self.set_items(tuple([line.item for line in lines]), sought if len(sought) == len(lines) else None)
        if self.listing.chosen == 0 and at:
            said = self.listing.message
            self.pick(at)
            self.show(replace(self.listing, message=said))

    def show(self, shown: Listing) -> None:
        """Show a list, and under it what the keys do with the chosen line."""
        super().show(shown)
        one = self.current
        if one is not None and one.doubtful:
            said = noted.keys(one, self.desk.key)
        else:
            said = hint(self.desk.key, *HINTS, between="  ", apart="    ")
        if said != shown.hint:
            super().show(replace(shown, hint=said))

    @property
    def current(self) -> Noted | None:
        """The chosen line."""
        index = self.chosen_index
        return self.entries[index] if index is not None and index < len(self.entries) else None

    def chose(self, index: int) -> None:
        """Go to a kept sentence in its place; accept what is to be looked at."""
        one = self.entries[index]
        if one.finding is not None:
            self.accept(one.finding)
        elif one.doubtful and one.place and one.entry is not None and self.view is not None:
            start, end = one.place
            self.desk.keeping.confirm(self.view.essay, replace(one.entry, start=start, end=end))
            self.renew()
        elif one.doubtful:
            self.say("nothing in the essay is like it")
        elif one.mark is not None:
            self.go_to(one)

    def go_to(self, one: Noted) -> None:
        """Go to where a mark stands, in whichever essay."""
        if self.view is not None and one.essay == self.view.essay.id:
            entry = one.entry or self.desk.keeping.notebook(self.view.essay).get(
                one.mark.id if one.mark else ""
            )
            if entry is not None:
                self.post_message(messages.GoTo(entry.start))
            return
        entry_of = self.desk.library().by_id.get(one.essay)
        if entry_of is None:
            self.say("its essay is not in this library")
        elif one.mark is not None:
            self.post_message(messages.Read(entry_of.slug, one.mark.id))

    def copied(self, index: int) -> str:
        """The kept words, or what was found."""
        mark = self.entries[index].mark
        return mark.quote if mark is not None else self.items[index].title

    def accept(self, finding: Finding) -> None:
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
        self.app.refresh(repaint=True, layout=True)
        self.renew()

    async def action_mark_note(self) -> None:
        """Write the note of the chosen mark."""
        one = self.current
        if one is not None and one.mark is not None:
            self.desk.keeping.know(one.essay, one.title)
            await self.open_note(one.essay, one.mark)

    def action_notebook_remove(self) -> None:
        """Remove the chosen mark; of what is to be looked at hear no more."""
        one = self.current
        if one is None:
            return
        if one.finding is not None:
            self.desk.keeping.doubts.dismiss(one.finding)
        elif one.doubtful and one.entry is not None and self.view is not None:
            self.desk.keeping.doubts.let_rest(self.view.essay, one.entry)
        elif one.mark is not None:
            self.desk.keeping.know(one.essay, one.title)
            self.desk.keeping.unkeep(one.essay, one.mark.id)
        self.renew()

    def action_undo(self) -> None:
        """Take the last change back."""
        self.attempt_undo(redo=False)

    def action_redo(self) -> None:
        """Do it again."""
        self.attempt_undo(redo=True)

    def attempt_undo(self, *, redo: bool) -> None:
        """Undo or redo, and list what is kept then."""
        try:
            (self.desk.keeping.redo if redo else self.desk.keeping.undo)()
        except QuietreadError as error:
            self.say(error.message)
            return
        self.renew()

    def action_notebook_scope(self) -> None:
        """This essay, or the library."""
        if self.view is not None:
            self.library = not self.library
            self.listing = listing.choose(self.listing, 0)
            self.renew()

    def action_notebook_order(self) -> None:
        """By essay, or the newest first."""
        self.by_essay = not self.by_essay
        self.renew()
        self.say("by essay" if self.by_essay else "newest first")

    def action_notebook(self) -> None:
        """Close."""
        self.leave()

    async def action_notebook_export(self) -> None:
        """Ask where to."""
        slug = self.view.essay.slug if self.view is not None and not self.library else "quietread"
        await self.ask("export", f"{slug}-marks.md")

    @on(Prompt.Given, "#export")
    async def export(self, event: Prompt.Given) -> None:
        """Write what is listed to a file; its ending chooses the form."""
        await event.prompt.remove()
        essay = self.view.essay.id if self.view is not None and not self.library else None
        self.write(Path(event.text).expanduser(), essay)

    @work(thread=True, exit_on_error=False)
    def write(self, path: Path, essay: str | None) -> None:
        """Write what is kept of an essay, or for None of all, and say where it went."""
        from quietread.noted import export_to

        try:
            written = export_to(self.desk, path, essay)
        except QuietreadError as error:
            self.post_message(messages.Exported(str(error)))
        else:
            self.post_message(messages.Exported(f"written: {written.name} in {shown(written.parent)}"))

    @on(messages.Exported)
    def exported(self, event: messages.Exported) -> None:
        """Other essays may have been opened for it: the one being read is that again."""
        if self.view is not None:
            self.desk.keeping.open(self.view.essay)
        self.say(event.said)

    @on(Prompt.Left, "#export")
    async def not_exported(self, event: Prompt.Left) -> None:
        """Nothing is written."""
        await event.prompt.remove()

    def shape(self) -> Geometry:
        """The list's geometry."""
        return self.listing.geometry

    def noted_now(self) -> None:
        """Show the note."""
        self.renew()
