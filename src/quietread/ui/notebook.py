"""The notebook: everything kept, to read, to go to, to mend and to take along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual import on, work

from quietread import noted
from quietread.core import listing
from quietread.core.geometry import Geometry
from quietread.core.hint import hint, with_hint
from quietread.core.listing import Item, Listing
from quietread.core.view import View
from quietread.desk import Desk
from quietread.editing import edit, editor
from quietread.errors import QuietreadError
from quietread.noted import IN_FILE, Noted
from quietread.storage.events import Finding
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
GATHERING = "gathering what is kept"


class NotebookRoom(ListRoom, NoteWriting):
    """Lists marks of the essay that is open, or of the whole library."""

    def __init__(self, desk: Desk, paint: Paint, size: tuple[int, int], view: View | None) -> None:
        self.view = view
        self.library = view is None
        self.by_essay = True
        shown = Listing((), *size, title="notebook", measure=desk.manner.measure, narrow=desk.look.narrow)
        super().__init__(desk, paint, shown)
        self.entries: tuple[Noted, ...] = ()

    def on_mount(self) -> None:
        """Read what is kept."""
        self.renew()

    def marks_changed(self, said: str) -> None:
        """Something was kept, changed or found out, here or elsewhere: list it, and say what there is to say."""
        self.renew()
        if said:
            self.say(said)

    def renew(self) -> None:
        """List what is kept now: of the open essay at once, of the library when it has been gathered."""
        if self.view is not None and not self.library:
            self.list_(noted.of_essay(self.desk, self.view.essay), f"notebook: {self.view.essay.title}")
        else:
            if not self.entries:
                self.show(replace(self.listing, title="notebook", empty=GATHERING))
            self.gather(noted.findings(self.desk))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def gather(self, findings: tuple[Noted, ...]) -> None:
        """Read every marks file, once it holds what was kept."""
        self.desk.keeping.store.settle()
        found = (*findings, *noted.on_disk(self.desk))
        ordered = found if self.by_essay else noted.newest_first(found)
        self.post_message(messages.Gathered(ordered, self.items_of(ordered)))

    @on(messages.Gathered)
    def gathered(self, event: messages.Gathered) -> None:
        """Everything kept anywhere is known."""
        if self.library:
            self.put(event.noted, event.items, "notebook")

    def list_(self, found: tuple[Noted, ...], title: str) -> None:
        """List marks in the order that is wanted."""
        ordered = found if self.by_essay else noted.newest_first(found)
        self.put(ordered, self.items_of(ordered), title)

    def items_of(self, found: tuple[Noted, ...]) -> tuple[Item, ...]:
        """How they are listed."""
        return tuple(noted.item(one, by_essay=self.by_essay, library=self.library) for one in found)

    def put(self, found: tuple[Noted, ...], items: tuple[Item, ...], title: str) -> None:
        """Show a list; the choice stays where it was, also where what was chosen is gone."""
        self.entries = found
        self.empty = with_hint("nothing kept yet", self.desk.key, "mark.sentence", "keeps a sentence")
        at, message = self.listing.chosen, self.listing.message
        self.listing = replace(self.listing, title=title)
        self.set_items(items)
        if self.listing.chosen == 0 and at:
            self.pick(at)
        self.show(replace(self.listing, message=message))

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
        self.renew()
