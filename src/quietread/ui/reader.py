"""Reading: one section at a time, page by page, to Related."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.binding import BindingType

from quietread.core import links, walk
from quietread.core.related_page import next_screen, with_lead
from quietread.core.view import AS_IT_COMES
from quietread.desk import LOOKING
from quietread.journey import NOT_HERE
from quietread.ui import messages
from quietread.ui.breathing import Breathing
from quietread.ui.noting import Noting
from quietread.ui.reading import Linking, Searching
from quietread.ui.room import bindings

STEP = 3
"""Columns by which + and - change the measure."""
NARROWEST, WIDEST = 30, 80


class Reader(Breathing, Linking, Noting, Searching):
    """The screen an essay is read on: turning pages and going about."""

    CONTEXT = "reading"
    BINDINGS: ClassVar[list[BindingType]] = bindings("reading")

    def action_read_on(self) -> None:
        """The next page, the next section, Related."""
        if self.view.at_related:
            later = next_screen(self.view)
            self.show(self.view if later is None else self.view._replace(lead=later))
            return
        if self.pausing is not None:
            self.arrive()
            return
        if self.guard.lasts:
            return
        page = walk.next_page(self.view)
        if page is not None:
            self.show(page, reading_on=True)
        elif (part := walk.next_part(self.view)) is not None:
            self.cross(part)

    def action_read_back(self) -> None:
        """The page before."""
        left, now = self.desk.came_from(self.view), self.view
        if left is not None:
            left = left._replace(cols=now.cols, rows=now.rows, manner=now.manner, kept=now.kept, message="")
        self.go(left or walk.back(now), "first section")

    def action_choose(self) -> None:
        """Open the chosen entry of Related, or follow the link at the link cursor; elsewhere read on."""
        if self.view.at_related and self.view.leads:
            self.open_lead(self.view.lead)
        elif (link := links.chosen(self.view)) is not None:
            self.follow(link)
        else:
            self.action_read_on()

    def action_number(self, number: int) -> None:
        """Open an entry of Related by its digit."""
        if self.view.at_related and number <= len(self.view.leads):
            self.open_lead(number - 1)
        else:
            self.draw()

    @on(events.Key)
    def open_by_letter(self, event: events.Key) -> None:
        """On Related a letter that does nothing else opens the entry it stands before."""
        if self.view.at_related and not self.knows(event.key):
            keys = [lead.key for lead in self.view.leads]
            if event.key in keys:
                self.open_lead(keys.index(event.key))

    def renew_leads(self) -> None:
        """The library has been looked through: Related shows what is there now, and a map waited for opens."""
        view = self.view
        waited = view.message == LOOKING
        if view.at_related:
            message = "" if waited else view.message
            self.show(with_lead(view._replace(leads=self.desk.leads(view.essay), message=message), view.lead))
        elif waited:
            self.say("")
            self.action_map()

    def open_lead(self, index: int) -> None:
        """Follow an entry of Related, if it is in this library."""
        lead = self.view.leads[index]
        self.show(self.view._replace(lead=index))
        if lead.address:
            self.ask(lead.address)
        elif lead.slug is None:
            self.say(NOT_HERE)
        elif self.desk.is_file_of(self.view.essay, lead.slug):
            self.post_message(messages.JumpTo(0))
        else:
            self.post_message(messages.Read(lead.slug))

    def action_cursor_down(self) -> None:
        """The sentence cursor to the next sentence; on Related the next entry."""
        self.step(1)

    def action_cursor_up(self) -> None:
        """The sentence cursor to the sentence before; on Related the entry before."""
        self.step(-1)

    def step(self, step: int) -> None:
        """One sentence or one entry of Related further or back."""
        if self.view.at_related:
            self.show(with_lead(self.view, self.view.lead + step))
        else:
            self.show(walk.next_sentence(self.view, step))

    def action_paragraph_down(self) -> None:
        """The cursor to the next paragraph."""
        self.show(walk.next_paragraph(self.view, 1))

    def action_paragraph_up(self) -> None:
        """The cursor to the paragraph before."""
        self.show(walk.next_paragraph(self.view, -1))

    def action_section_next(self) -> None:
        """The start of the next section."""
        self.go(walk.to_part(self.view, self.view.part + 1), "last section")

    def action_section_previous(self) -> None:
        """The start of the section before."""
        self.go(walk.to_part(self.view, self.view.part - 1), "first section")

    def action_first(self) -> None:
        """The start of the essay."""
        self.show(walk.home(self.view))

    def action_last(self) -> None:
        """The last page of the essay."""
        self.show(walk.last(self.view))

    def action_related(self) -> None:
        """The Related page, from anywhere."""
        if not self.view.at_related:
            self.desk.leave_for_related(self.view)
            self.show(walk.related(self.view))

    def action_measure_wider(self) -> None:
        """Longer lines."""
        self.set_measure(min(WIDEST, self.view.manner.measure + STEP))

    def action_measure_narrower(self) -> None:
        """Shorter lines."""
        self.set_measure(max(NARROWEST, self.view.manner.measure - STEP))

    def action_measure_reset(self) -> None:
        """Lines as wide as they were when this run began; if they are, as wide as they come."""
        began = self.desk.began.measure
        self.set_measure(began if self.view.manner.measure != began else AS_IT_COMES.measure)

    def set_measure(self, measure: int) -> None:
        """Lines of another length, from now on; the place stays."""
        self.desk.remember("measure", measure)
        manner = self.view.manner._replace(measure=measure)
        self.show(self.view._replace(manner=manner, message=f"measure {measure}"))

    def action_focus_mode(self) -> None:
        """Only the paragraph being read at full strength, or all of it again."""
        focus = not self.view.manner.focus
        self.desk.remember("focus", focus)
        said = f"focus {'on' if focus else 'off'}"
        self.show(self.view._replace(manner=self.view.manner._replace(focus=focus), message=said))

    def action_status(self) -> None:
        """Hide the status row, or show it again; messages always show."""
        status = not self.view.manner.status
        self.desk.remember("status", status)
        self.show(self.view._replace(manner=self.view.manner._replace(status=status)))

    def action_contents(self) -> None:
        """The sections of this essay."""
        self.post_message(messages.Open("contents"))

    def action_close(self) -> None:
        """Put the cursors and what was found away."""
        self.show(self.view._replace(cursor=None, link=None, chosen=None, hits=()))

    def action_copy(self) -> None:
        """The address one is at, or what was kept, or the sentence."""
        if not self.copied_address():
            super().action_copy()

    def action_map(self) -> None:
        """The essays and how they lead to each other."""
        if self.desk.stacks.prepared:
            self.post_message(messages.Open("map"))
        else:
            self.say(LOOKING)

    def action_back(self) -> None:
        """Back in the essays visited; before the first lies the shelf."""
        self.post_message(messages.Back())

    def action_forward(self) -> None:
        """Forward in the essays visited."""
        self.post_message(messages.Forward())

    def action_shelf(self) -> None:
        """The shelf."""
        self.post_message(messages.ToShelf())

    def action_quit(self) -> None:
        """Leave, the place is kept."""
        self.post_message(messages.Leave())
