"""The notebook: everything kept, to read, to go to, to mend and to take along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual import on

from quietread import noted
from quietread.core.geometry import Geometry
from quietread.core.hint import hint, with_hint
from quietread.core.listing import Listing
from quietread.core.notebook import PROBABLY
from quietread.core.view import View
from quietread.desk import Desk
from quietread.errors import QuietreadError
from quietread.noted import Noted
from quietread.storage.events import UNREADABLE
from quietread.ui import messages
from quietread.ui.list import ListRoom
from quietread.ui.noting import NoteWriting
from quietread.ui.paint import Paint
from quietread.ui.prompt import Prompt

HINTS = (
    ("choose", "go there"),
    ("mark.note", "note"),
    ("notebook.remove", "remove"),
    ("notebook.export", "export"),
)


class NotebookRoom(ListRoom, NoteWriting):
    """Lists marks of the essay that is open, or of the whole library."""

    def __init__(self, desk: Desk, paint: Paint, size: tuple[int, int], view: View | None) -> None:
        self.view = view
        self.library = view is None
        self.by_essay = True
        shown = Listing(
            (),
            *size,
            title="notebook",
            empty=with_hint("nothing kept yet", desk.key, "mark.sentence", "keeps a sentence"),
            measure=desk.manner.measure,
            narrow=desk.look.narrow,
            hint=hint(desk.key, *HINTS, between="  ", apart="    "),
        )
        super().__init__(desk, paint, shown)
        self.entries: tuple[Noted, ...] = ()

    def on_mount(self) -> None:
        """Read what is kept."""
        self.renew()

    def renew(self) -> None:
        """List what is kept now."""
        view = self.view
        found = (
            noted.of_library(self.desk)
            if self.library or view is None
            else noted.of_essay(self.desk, view.essay)
        )
        self.entries = found if self.by_essay else noted.newest_first(found)
        title = "notebook" if self.library or view is None else f"notebook: {view.essay.title}"
        self.listing = replace(self.listing, title=title)
        kept = self.listing.chosen
        self.set_items(
            tuple(
                noted.item(one, self.desk.key, by_essay=self.by_essay, library=self.library)
                for one in self.entries
            )
        )
        if self.listing.chosen == 0 and kept:
            self.pick(kept)

    @property
    def current(self) -> Noted | None:
        """The chosen line."""
        index = self.chosen_index
        return self.entries[index] if index is not None else None

    def chose(self, index: int) -> None:
        """Go to a kept sentence in its place, or do what a finding offers."""
        one = self.entries[index]
        if one.finding is not None:
            self.accept(one)
        elif self.view is not None and one.entry is not None and one.entry.state == PROBABLY:
            self.desk.keeping.confirm(self.view.essay, one.entry)
            self.renew()
        elif one.mark is not None:
            here = self.view is not None and one.essay == self.view.essay.id
            start = one.entry.start if one.entry else one.mark.start
            entry = self.desk.library().by_id.get(one.essay)
            if here:
                self.post_message(messages.GoTo(start))
            elif entry is None:
                self.say("its essay is not in this library")
            else:
                self.post_message(messages.Read(entry.slug, one.mark.id))

    def copied(self, index: int) -> str:
        """The kept words, or what was found."""
        mark = self.entries[index].mark
        return mark.quote if mark is not None else self.items[index].title

    def accept(self, one: Noted) -> None:
        """Do what a finding offers; a file that cannot be read is opened where it is wrong."""
        if one.finding is None:
            return
        if one.finding.kind == UNREADABLE:
            self.say(f"{one.finding.path} line {one.finding.line}, column {one.finding.column}")
            return
        self.desk.keeping.store.accept(one.finding)
        self.desk.keeping.store.settle()
        self.renew()

    async def action_mark_note(self) -> None:
        """Write the note of the chosen mark."""
        one = self.current
        if one is not None and one.mark is not None:
            await self.open_note(one.essay, one.mark)

    def action_notebook_remove(self) -> None:
        """Remove the chosen mark, or let a finding rest."""
        one = self.current
        if one is None:
            return
        if one.finding is not None:
            self.desk.keeping.store.dismiss(one.finding)
        elif one.mark is not None:
            self.desk.keeping.unkeep(one.essay, one.mark.id)
        self.desk.keeping.store.settle()
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
        self.desk.keeping.store.settle()
        self.renew()

    def action_notebook_scope(self) -> None:
        """This essay, or the library."""
        if self.view is not None:
            self.library = not self.library
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
        from quietread.exporting import export_to

        essay = self.view.essay.id if self.view is not None and not self.library else None
        try:
            written = export_to(self.desk, Path(event.text).expanduser(), essay)
        except QuietreadError as error:
            self.say(str(error))
            return
        self.say(f"written: {written}")

    @on(Prompt.Left, "#export")
    async def not_exported(self, event: Prompt.Left) -> None:
        """Nothing is written."""
        await event.prompt.remove()

    def shape(self) -> Geometry:
        """The list's geometry."""
        return self.listing.geometry

    def noted_now(self) -> None:
        """Show the note."""
        self.desk.keeping.store.settle()
        self.renew()
