"""The skills of keeping: sentences, paragraphs and phrases, grown, shrunk, undone, and notes on them."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on

from quietread.core import picker as picking
from quietread.core.keys import with_hint
from quietread.core.mark import Mark
from quietread.core.notebook import Kept
from quietread.core.picker import Picker, Range
from quietread.errors import QuietreadError
from quietread.ui.motion import Motion
from quietread.ui.reading import ReadingRoom
from quietread.ui.room import Room
from quietread.ui.widgets import TypedLine

SETTLING = 5
"""Steps in which the tint of a new mark settles."""
STEP = 0.08
"""Seconds a step takes."""


class KeepingRoom(Room):
    """A room in which marks are changed and noted: the page, and the notebook."""

    def attempt(self, change: Callable[[], object]) -> bool:
        """Change marks and show them; what cannot be done is said."""
        try:
            change()
        except QuietreadError as error:
            self.complain(error)
            return False
        self.marks_changed("")
        return True

    def action_undo(self) -> None:
        """Take the last change back, in whatever essay it was."""
        self.attempt(self.desk.keeping.undo)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.attempt(self.desk.keeping.redo)

    async def write_note(self, essay: str, mark: Mark) -> None:
        """Write the note of a mark in an essay of this id, in a line over the status row."""
        # the widget brings a text editor's imports with it, which nobody needs who only reads
        from quietread.ui.note import NoteLine

        await self.type_in(NoteLine(self, essay, mark))

    @on(TypedLine.Given, "#note")
    @on(TypedLine.Left, "#note")
    async def _put_note_away(self, event: TypedLine.Given | TypedLine.Left) -> None:
        await event.line.remove()
        self.draw()


class Marking(ReadingRoom, KeepingRoom):
    """What one does to marks on the page."""

    picker: Picker | None = None
    settling: Motion | None = None

    def action_mark_sentence(self) -> None:
        """Keep or unkeep the sentence at the cursor; without a cursor, choose one."""
        here = self.view.reading
        if self.view.cursor is not None and here is not None:
            self._toggle((here.start, here.end))
        else:
            self._pick(picking.sentences(self.view, self._picker_keys))

    def action_mark_paragraph(self) -> None:
        """Keep the cursor's paragraph or let it go; without a cursor, choose one by a letter."""
        block = self.view.paragraph
        if self.view.cursor is not None and block is not None:
            self._toggle((block.start, block.end))
        else:
            self._pick(picking.paragraphs(self.view, self._picker_keys))

    def action_mark_phrase(self) -> None:
        """Keep a phrase of the sentence at the cursor; without a cursor, choose the sentence first."""
        here = self.view.reading
        if self.view.cursor is not None and here is not None:
            self._pick(picking.words(self.view, (here.start, here.end)))
        else:
            self._pick(picking.sentences(self.view, {*self._picker_keys, *self._phrase_keys}, phrase=True))

    async def action_mark_note(self) -> None:
        """A note on the mark at hand; where there is none, the sentence one is at is kept first."""
        essay, here = self.view.essay, self.view.reading
        if here is None:
            return
        if self.at_hand is None:
            self.keep((here.start, here.end))
        entry = self.at_hand
        if entry is not None:
            await self.write_note(essay.id, entry.mark)

    def action_mark_grow(self) -> None:
        """One sentence more for the mark at hand."""
        self.attempt(lambda: self.desk.keeping.grow(self.view.essay, self.at_hand))

    def action_mark_shrink(self) -> None:
        """One sentence less for the mark at hand."""
        self.attempt(lambda: self.desk.keeping.shrink(self.view.essay, self.at_hand))

    @property
    def at_hand(self) -> Kept | None:
        """The innermost mark at the reading place."""
        here = self.view.reading
        return self.desk.keeping.notebook(self.view.essay).at_hand(here.start, here.end) if here else None

    @property
    def words_at_hand(self) -> str:
        """Those of the mark at hand, or of the sentence one is at."""
        here, entry = self.view.reading, self.at_hand
        return entry.mark.quote if entry else self.view.essay.text[here.start : here.end] if here else ""

    @property
    def _picker_keys(self) -> frozenset[str]:
        """Those that do something in the picker and cannot be labels."""
        return frozenset(self.desk.keymap.bound("picker"))

    @property
    def _phrase_keys(self) -> tuple[str, ...]:
        """What began a phrase also takes the underlined sentence for it."""
        return self.desk.keymap.keys("mark.phrase")

    def _pick(self, picker: Picker | None) -> None:
        """Show labels; None: there is nothing on the page to choose."""
        self.picker = picker
        if picker is None:
            self.say("nothing to keep here")
        else:
            asks = picker.asks
            if picker.stage == picking.LAST:
                asks = with_hint(asks, self.desk.key, "choose", "to the end")
            self.show(picking.drawn(self.view, picker)._replace(message=asks))

    @on(events.Key)
    def _picked(self, event: events.Key) -> None:
        # while labels are shown, what means nothing here does nothing
        picker = self.picker
        if picker is None:
            return
        command = self.desk.keymap.bound("picker").get(event.key)
        name = command.id if command else ""
        if command is not None and command.always and name not in ("close", "quit"):
            return
        event.stop()
        event.prevent_default()
        typed = event.character or ""
        labelled = picker.stage in (picking.FIRST, picking.LAST)
        if labelled and typed.isalpha() and len(typed) == 1:
            self._took(picking.typed(picker, typed))
        elif name in ("close", "quit"):
            self._put_away()
        elif (
            name in ("choose", "mark.sentence")
            or (name == "mark.paragraph" and picker.stage == picking.PARAGRAPH)
            or (event.key in self._phrase_keys and picker.phrase)
        ):
            self._took(picking.taken(picker))
        elif name in ("cursor.down", "cursor.up"):
            self._pick(picking.moved(picker, 1 if name == "cursor.down" else -1))
        elif name == "mark.paragraph" and not picker.phrase:
            self._pick(picking.paragraphs(self.view, self._picker_keys))
        elif name == "picker.paragraph" and picker.chosen and not picker.phrase:
            block = self.view.sheet.block_at(picker.chosen[0])
            self._took((block.start, block.end) if block else None)
        elif typed and not command:
            self._took(picking.typed(picker, typed))

    def _took(self, found: Picker | Range | None) -> None:
        picker = self.picker
        if isinstance(found, Picker):
            self._pick(found)
        elif found is not None and picker is not None and picker.phrase and picker.stage == picking.SENTENCE:
            self._pick(picking.words(self.view, found))
        elif found is not None:
            self._put_away()
            self.keep(found)

    def _put_away(self) -> None:
        self.picker = None
        self.show(picking.drawn(self.view, None)._replace(message=""))

    def _toggle(self, span: Range) -> None:
        entry = self.desk.keeping.notebook(self.view.essay).same(*span)
        if entry is None:
            self.keep(span)
        else:
            self.attempt(lambda: self.desk.keeping.unkeep(self.view.essay.id, entry.id))

    def keep(self, span: Range) -> None:
        """Keep a range; its sentence is the reading place from now on."""
        first = self.view.sheet.between(span[0], span[0] + 1)
        if first:
            self.view = self.view._replace(newest=first[0].start)
        if self.attempt(lambda: self.desk.keeping.keep(self.view.essay, *span)):
            self.desk.keep(self.view)
            self._settle(span)

    def marks_changed(self, said: str) -> None:
        """Draw the marks as they are now, and say what became of one; what is being pointed at stays said."""
        view = self.view
        standing = view.message if view.arrow is not None else ""
        message = " · ".join(filter(None, (standing, said))) if said else view.message
        self.show(view._replace(kept=self.desk.keeping.drawn(view.essay), message=message))

    def _settle(self, span: Range) -> None:
        """Let the tint of a new mark come in a few steps, where things may move."""
        if self.settling is not None:
            self.settling.stop()
        if self.desk.settled.settings.still or not self.desk.look.colour:
            return

        def move(elapsed: float) -> None:
            step = int(elapsed / STEP) + 1
            self.show(self.view._replace(settling=(*span, step) if step < SETTLING else None))
            if step >= SETTLING and self.settling is not None:
                self.settling.stop()
                self.settling = None

        self.settling = Motion(self, round(1 / STEP), move)
        move(0.0)
