"""The reading screen: its one view, the one place where it changes, and finding one's way in it."""

from __future__ import annotations

from textual import events, on
from textual.app import SuspendNotSupported
from textual.widgets import Input

from quietread.core import links, walk
from quietread.core.frame import Geometry, Picture, shortened
from quietread.core.keys import hint, with_hint
from quietread.core.links import Link
from quietread.core.picture import picture
from quietread.core.related_page import with_lead
from quietread.core.view import View
from quietread.journey import aim
from quietread.ui.room import Room
from quietread.ui.widgets import Prompt


class ReadingRoom(Room):
    """A screen whose whole state is one `View`. Skills are made of it that own some keys and nothing else."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view

    def drawing(self) -> Picture:
        """The page as the view has it."""
        return picture(self.view)

    @property
    def geometry(self) -> Geometry:
        """Where the text stands on the screen."""
        return self.view.geometry

    def resize(self, cols: int, rows: int) -> None:
        """Set the text for another size; the first word on the page stays on it."""
        self.view = walk.resized(self.view, cols, rows)

    def clear(self) -> bool:
        """Take away what was said; False if nothing was."""
        before, self.view = self.view, walk.settled(self.view)
        return before is not self.view

    def show(self, view: View, *, reading_on: bool = False) -> None:
        """The one place where what is read changes; a new place is kept at once."""
        moved = (view.part, view.place) != (self.view.part, self.view.place)
        if moved:
            self.desk.keeping.store.look()
        self.view = self.desk.arrived(view, reading_on=reading_on) if moved else view
        self.draw()

    def say(self, message: str) -> None:
        """Say something in the status row."""
        self.show(self.view._replace(message=message))

    def go(self, view: View | None, otherwise: str) -> None:
        """Show the view, or say why there is none."""
        if view is None:
            self.say(otherwise)
        else:
            self.show(view)

    def enter(self, view: View) -> None:
        """Read another essay on this screen, set like the one before; a search goes on there."""
        sought = view.sought or self.view.sought
        self.view = self.desk.arrived(view._replace(manner=self.view.manner, sought=sought))
        self.draw()

    def as_now(self, view: View) -> View:
        """A view from before, with what has become of screen and marks since."""
        now = self.view
        return view._replace(cols=now.cols, rows=now.rows, manner=now.manner, kept=now.kept)

    def step_lead(self, step: int) -> None:
        """The entry of Related so many further."""
        self.show(with_lead(self.view, self.view.lead + step))


class Searching(ReadingRoom):
    """Finds as one types. Enter stays there, Escape goes back to the very page."""

    searched_from: View

    async def action_search(self) -> None:
        """Search in the essay as one types."""
        if not self.lines:
            self.searched_from = self.view._replace(hits=(), chosen=None)
            await self.type_in(Prompt(placeholder="search", id="search"))

    @on(Input.Changed, "#search")
    def _look_for(self, event: Input.Changed) -> None:
        # the first place from here on
        from quietread.core import find

        self.view = find.sought(self.as_now(self.searched_from), event.value)
        self.draw()

    @on(Prompt.Given, "#search")
    async def _stay(self, event: Prompt.Given) -> None:
        # one is where it was found; without words it is the search before that goes on
        from quietread.core import find

        await event.line.remove()
        found, self.view = self.view, self.as_now(self.searched_from)
        if not event.text.strip():
            self.action_step_search(1)
        elif not found.hits:
            self.show(self.view._replace(sought=event.text, message=f"not found: {event.text}"))
        else:
            self.show(found)
            self.show(find.settled(self.view))

    @on(Prompt.Left, "#search")
    async def _return(self, event: Prompt.Left) -> None:
        await event.line.remove()
        self.view = self.as_now(self.searched_from)
        self.draw()

    def action_step_search(self, step: int) -> None:
        """Another place found; after the last the first again, and that is said."""
        from quietread.core import find

        if not self.view.sought:
            self.say("nothing searched for")
        else:
            self.go(find.stepped(self.view, step), f"not found: {self.view.sought}")


class Linking(ReadingRoom):
    """Moves the link cursor, and goes where links lead. Only Enter pressed twice opens a browser."""

    asked = ""
    """The address the last key has shown: Enter opens it."""

    @on(events.Key)
    def _forget_address(self, event: events.Key) -> None:
        if event.key not in self.desk.keymap.keys("choose"):
            self.asked = ""

    def action_step_link(self, step: int) -> None:
        """The link cursor to another link of this section, over its pages; on Related another entry."""
        if self.view.at_related:
            self.step_lead(step)
            return
        link = links.beside(self.view, step)
        if link is not None:
            said = aim(self.desk, self.view.essay, link).words
            self.show(links.with_cursor(self.view, link)._replace(message=said))
        elif self.view.link is not None:
            self.say("last link" if step > 0 else "first link")
        elif links.links_of(self.view):
            self.say("no link further on" if step > 0 else "no link before")
        else:
            self.say("no links here")

    def action_links(self) -> None:
        """List the links of this section, to choose from."""
        if links.links_of(self.view):
            from quietread.ui.choices import Links

            self.app.push_screen(Links(self))
        else:
            self.say("no links here")

    def follow(self, link: Link) -> None:
        """Go where a link leads; what leads nowhere here is shown."""
        # a link from the list may stand on another page: one comes back to where one was, not to the link
        if link.kind in ("web", "other") or links.is_shown(self.view, link):
            self.show(links.with_cursor(self.view, link))
        led = aim(self.desk, self.view.essay, link)
        if led.block is not None:
            self.jump(led.block.start)
        elif led.entry is not None:
            self.app.visit(led.entry.path, led.fragment)
        elif link.kind == "web":
            self.ask(link.href)
        else:
            self.say(led.words)

    def jump(self, offset: int) -> None:
        """Go to a place in the essay, from which back returns."""
        self.app.journey.visit(self.view)
        self.show(walk.arrived_at(self.view, offset))

    def ask(self, address: str) -> None:
        """Show an address of the web; if the last key has shown it, open it."""
        if self.asked != address:
            self.asked = address
            opens = f"   {hint(self.desk.key, ('choose', 'opens it'))}"
            self.say(shortened(address, max(20, self.view.geometry.measure - len(opens))) + opens)
            return
        self.asked = ""
        if self.browse(address):
            self.say("opened in the browser")
        else:
            self.say(with_hint("no browser here", self.desk.key, "copy", "copies the address"))

    def browse(self, address: str) -> bool:
        """Open an address of the web in the system's browser, which may want this terminal for itself."""
        import webbrowser

        if links.kind_of(address) != "web":
            return False
        try:
            with self.app.suspend():
                return webbrowser.open(address)
        except SuspendNotSupported:
            return webbrowser.open(address)

    @property
    def address(self) -> str:
        """The address one is at, "" if there is none or an essay's."""
        view = self.view
        if view.at_related:
            return view.leads[view.lead].address if view.leads else ""
        link = links.chosen(view)
        return link.href if link is not None and link.kind in ("web", "other") else ""
