"""The skill of keeping: sentences, paragraphs and phrases, grown, shrunk, undone."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on

from quietread.core import picker as picking
from quietread.core.keys import with_hint
from quietread.core.notebook import Kept
from quietread.core.picker import Picker, Range
from quietread.core.view import View
from quietread.desk import Desk
from quietread.errors import QuietreadError
from quietread.ui.motion import Motion
from quietread.ui.reading import ReadingRoom
from quietread.ui.widgets import Paint

SETTLING = 5
"""Steps in which the tint of a new mark settles."""
STEP = 0.08
"""Seconds a step takes."""


class Marking(ReadingRoom):
    """Everything one does to marks on the page."""

    def __init__(self, desk: Desk, paint: Paint, view: View) -> None:
        super().__init__(desk, paint, view)
        self.picker: Picker | None = None
        self.settling: Motion | None = None

    def action_mark_sentence(self) -> None:
        """Keep or unkeep the sentence at the cursor; without a cursor, choose one."""
        here = self.view.reading
        if self.view.cursor is not None and here is not None:
            self.toggle((here.start, here.end))
        else:
            self.pick(picking.sentences(self.view, self.picker_keys))

    def action_mark_paragraph(self) -> None:
        """The same for a whole paragraph."""
        block = self.view.paragraph
        if self.view.cursor is not None and block is not None:
            self.toggle((block.start, block.end))
        else:
            self.pick(picking.paragraphs(self.view, self.picker_keys))

    def action_mark_phrase(self) -> None:
        """Keep a phrase of the sentence at the cursor; without a cursor, choose the sentence first."""
        here = self.view.reading
        if self.view.cursor is not None and here is not None:
            self.pick(picking.words(self.view, (here.start, here.end)))
        else:
            self.pick(picking.sentences(self.view, {*self.picker_keys, *self.phrase_keys}, phrase=True))

    @property
    def at_hand(self) -> Kept | None:
        """The innermost mark at the reading place."""
        here = self.view.reading
        return self.desk.keeping.notebook(self.view.essay).at_hand(here.start, here.end) if here else None

    def action_mark_grow(self) -> None:
        """One sentence more for the mark at hand."""
        self.attempt(lambda: self.desk.keeping.grow(self.view.essay, self.at_hand))

    def action_mark_shrink(self) -> None:
        """One sentence less for the mark at hand."""
        self.attempt(lambda: self.desk.keeping.shrink(self.view.essay, self.at_hand))

    def action_undo(self) -> None:
        """Take the last change to a mark back."""
        self.attempt(self.desk.keeping.undo)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.attempt(self.desk.keeping.redo)

    def action_copy(self) -> None:
        """Send the mark at hand, or the sentence one is at, to the terminal's clipboard."""
        here = self.view.reading
        entry = self.at_hand
        self.copy(entry.mark.quote if entry else self.view.essay.text[here.start : here.end] if here else "")

    @property
    def picker_keys(self) -> frozenset[str]:
        """Letters that do something in the picker and cannot be labels."""
        return frozenset(self.desk.keymap.bound("picker"))

    @property
    def phrase_keys(self) -> tuple[str, ...]:
        """What began a phrase also takes the underlined sentence for it."""
        return self.desk.keymap.keys("mark.phrase")

    def pick(self, picker: Picker | None) -> None:
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
    def picked(self, event: events.Key) -> None:
        """A key while labels are shown. Nothing that means nothing here does anything."""
        picker = self.picker
        if picker is None:
            return
        command = self.desk.keymap.bound("picker").get(event.key)
        name = command.id if command else ""
        if command is not None and command.always and name not in ("close", "quit"):
            return
        event.stop()
        event.prevent_default()
        labelled = picker.stage in (picking.FIRST, picking.LAST) and (event.character or "").isalpha()
        if labelled and len(event.character or "") == 1:
            self.took(picking.typed(picker, event.character or ""))
        elif name in ("close", "quit"):
            self.put_away()
        elif (event.key in self.phrase_keys and picker.phrase) or name in ("choose", "mark.sentence"):
            self.took(picking.taken(picker))
        elif name in ("cursor.down", "cursor.up"):
            self.pick(picking.moved(picker, 1 if name == "cursor.down" else -1))
        elif name == "mark.paragraph" and picker.stage == picking.PARAGRAPH:
            self.took(picking.taken(picker))
        elif name == "mark.paragraph" and not picker.phrase:
            self.pick(picking.paragraphs(self.view, self.picker_keys))
        elif name == "picker.paragraph" and picker.chosen and not picker.phrase:
            block = self.view.sheet.block_at(picker.chosen[0])
            self.took((block.start, block.end) if block else None)
        elif event.character and not command:
            self.took(picking.typed(picker, event.character))

    def took(self, found: Picker | Range | None) -> None:
        """A label was typed: keep what it stands for, or go on to the next label."""
        picker = self.picker
        if isinstance(found, Picker):
            self.pick(found)
        elif found is not None and picker is not None and picker.phrase and picker.stage == picking.SENTENCE:
            self.pick(picking.words(self.view, found))
        elif found is not None:
            self.put_away()
            self.keep(found)

    def put_away(self) -> None:
        """Leave the picker without a trace."""
        self.picker = None
        self.show(picking.drawn(self.view, None)._replace(message=""))

    def toggle(self, span: Range) -> None:
        """Keep a range, or unkeep it if it is kept."""
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
            self.settle(span)

    def attempt(self, change: Callable[[], object]) -> bool:
        """Change marks and show them; what cannot be done is said."""
        try:
            change()
        except QuietreadError as error:
            self.say(error.message)
            return False
        self.marks_changed("")
        return True

    def marks_changed(self, said: str) -> None:
        """Draw the marks as they are now, and say what there is to say."""
        view = self.view
        standing = view.message if view.arrow is not None else ""
        message = " · ".join(filter(None, (standing, said))) if said else view.message
        self.show(view._replace(kept=self.desk.keeping.drawn(view.essay), message=message))

    def settle(self, span: Range) -> None:
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
