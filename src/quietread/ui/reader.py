"""Reading: one section at a time, page by page, to Related."""

from __future__ import annotations

from textual import events, on

from quietread.core import links, walk
from quietread.core.related_page import next_screen, with_lead
from quietread.core.view import AS_IT_COMES, Manner
from quietread.desk import LOOKING
from quietread.journey import NOT_HERE
from quietread.ui.breathing import Breathing
from quietread.ui.marking import Marking
from quietread.ui.reading import Linking, Searching
from quietread.ui.room import bindings

STEP = 3
"""Columns by which + and - change the measure."""
NARROWEST, WIDEST = 30, 80


class Reader(Breathing, Linking, Marking, Searching):
    """The screen an essay is read on: turning pages and going about."""

    CONTEXT = "reading"
    BINDINGS = bindings("reading")

    def action_read_on(self) -> None:
        """The next page, else the pause, else the next section; on Related what does not fit the screen yet."""
        if self.view.at_related:
            later = next_screen(self.view)
            self.show(self.view if later is None else self.view._replace(lead=later))
        elif self.pausing is not None:
            self.arrive()
        elif self.guard.lasts:
            return
        elif (page := walk.next_page(self.view)) is not None:
            self.show(page, reading_on=True)
        elif (part := walk.next_part(self.view)) is not None:
            self.cross(part)

    def action_read_back(self) -> None:
        """The page before; from Related where one left the text for it."""
        left = self.desk.came_from(self.view)
        before = self.as_now(left)._replace(message="") if left is not None else walk.back(self.view)
        self.go(before, "first section")

    def action_choose(self) -> None:
        """Open the chosen entry of Related, or follow the link at the cursor; else read on."""
        if self.view.at_related and self.view.leads:
            self._open_lead(self.view.lead)
        elif (link := links.chosen(self.view)) is not None:
            self.follow(link)
        else:
            self.action_read_on()

    def action_number(self, number: int) -> None:
        """Open the entry of Related with this number."""
        if self.view.at_related and number <= len(self.view.leads):
            self._open_lead(number - 1)
        else:
            self.draw()

    @on(events.Key)
    def _open_by_letter(self, event: events.Key) -> None:
        # on Related a letter that does nothing else opens the entry it stands before
        if self.view.at_related and not self.knows(event.key):
            keys = [lead.key for lead in self.view.leads]
            if event.key in keys:
                self._open_lead(keys.index(event.key))

    def _open_lead(self, index: int) -> None:
        lead = self.view.leads[index]
        self.show(self.view._replace(lead=index))
        if lead.address:
            self.ask(lead.address)
        elif lead.slug is None:
            self.say(NOT_HERE)
        elif self.desk.is_file_of(self.view.essay, lead.slug):
            self.jump(0)
        else:
            self.app.read(lead.slug)

    def renew_leads(self) -> None:
        """The library is known: Related shows what is there now, and a map that was waited for opens."""
        view = self.view
        waited = view.message == LOOKING
        if view.at_related:
            message = "" if waited else view.message
            self.show(with_lead(view._replace(leads=self.desk.leads(view.essay), message=message), view.lead))
        elif waited:
            self.say("")
            self.action_map()

    def action_step_cursor(self, step: int) -> None:
        """The sentence cursor to another sentence; on Related another entry."""
        if self.view.at_related:
            self.step_lead(step)
        else:
            self.show(walk.next_sentence(self.view, step))

    def action_step_paragraph(self, step: int) -> None:
        """The cursor so many paragraphs further."""
        self.show(walk.next_paragraph(self.view, step))

    def action_step_section(self, step: int) -> None:
        """So many sections further, without a pause."""
        end = "last section" if step > 0 else "first section"
        self.go(walk.to_part(self.view, self.view.part + step), end)

    def action_first(self) -> None:
        """The start of the essay."""
        self.show(walk.home(self.view))

    def action_last(self) -> None:
        """The last page of the essay."""
        self.show(walk.last(self.view))

    def action_related(self) -> None:
        """The Related page; back leads into the text again."""
        if not self.view.at_related:
            self.desk.leave_for_related(self.view)
            self.show(walk.related(self.view))

    def action_step_measure(self, step: int) -> None:
        """Longer or shorter lines."""
        self._set_measure(min(WIDEST, max(NARROWEST, self.view.manner.measure + step * STEP)))

    def action_measure_reset(self) -> None:
        """Lines as wide as they were when this run began; if they are, as wide as they come."""
        began = self.desk.began.measure
        self._set_measure(began if self.view.manner.measure != began else AS_IT_COMES.measure)

    def _set_measure(self, measure: int) -> None:
        manner = self.view.manner._replace(measure=measure)
        self._set_manner("measure", manner, f"measure {measure}")

    def action_focus_mode(self) -> None:
        """Dim all but the paragraph one is on, or no longer."""
        focus = not self.view.manner.focus
        self._set_manner("focus", self.view.manner._replace(focus=focus), f"focus {'on' if focus else 'off'}")

    def action_status(self) -> None:
        """Show the status row, or no longer."""
        manner = self.view.manner
        self._set_manner("status", manner._replace(status=not manner.status), self.view.message)

    def _set_manner(self, changed: str, manner: Manner, said: str) -> None:
        """Read in another manner, of which one setting has changed, from now on."""
        self.desk.remember(changed, getattr(manner, changed))
        self.show(self.view._replace(manner=manner, message=said))

    def action_close(self) -> None:
        """Let go of cursor, link and what a search found."""
        self.show(self.view._replace(cursor=None, link=None, chosen=None, hits=()))

    def action_copy(self) -> None:
        """Copy where the link at the cursor leads, else the words at hand."""
        self.copy(self.address or self.words_at_hand)

    def action_contents(self) -> None:
        """The list of sections."""
        from quietread.ui.choices import Contents

        self.app.push_screen(Contents(self.view))

    def action_map(self) -> None:
        """The map, once the library has been looked through."""
        if self.desk.stacks.prepared:
            self.app.open_map()
        else:
            self.say(LOOKING)

    def action_back(self) -> None:
        """Back in the essays visited; before the first lies the shelf."""
        view = self.app.journey.back(self.view)
        if view is not None:
            self.app.show(view)
        else:
            self.app.to_shelf()

    def action_forward(self) -> None:
        """Forward in the essays visited."""
        view = self.app.journey.forward(self.view)
        if view is not None:
            self.app.show(view)
        else:
            self.say("nothing lies ahead")

    def action_shelf(self) -> None:
        """The shelf."""
        self.app.to_shelf()

    def action_quit(self) -> None:
        """Leave quietread; the place is kept."""
        self.app.exit()
