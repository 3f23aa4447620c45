"""The skill of following links: from one to the next, and where they lead."""

from __future__ import annotations

from textual import events, on
from textual.app import SuspendNotSupported

from quietread.aims import aim, destination
from quietread.core import links
from quietread.core.frame import shortened
from quietread.core.keys import hint, with_hint
from quietread.core.links import Link
from quietread.core.related_page import with_lead
from quietread.core.view import View
from quietread.desk import Desk
from quietread.ui import messages
from quietread.ui.paint import Paint
from quietread.ui.reading import ReadingRoom


class Linking(ReadingRoom):
    """Moves the link cursor, and goes where links lead. A browser is opened only when Enter is pressed twice."""

    def __init__(self, desk: Desk, paint: Paint, view: View) -> None:
        super().__init__(desk, paint, view)
        self.asked = ""
        """The address that was shown by the last key: Enter opens it."""

    @on(events.Key)
    def asked_otherwise(self, event: events.Key) -> None:
        """Any key but Enter lets an address go."""
        if event.key not in self.desk.keymap.keys("choose"):
            self.asked = ""

    def action_link_next(self) -> None:
        """The link cursor to the next link, and where that leads."""
        self.to_link(1)

    def action_link_previous(self) -> None:
        """The link cursor to the link before."""
        self.to_link(-1)

    def to_link(self, step: int) -> None:
        """One link further or back in this section, over its pages; on Related one entry."""
        if self.view.at_related:
            self.show(with_lead(self.view, self.view.lead + step))
            return
        link = links.beside(self.view, step)
        if link is not None:
            said = destination(self.desk, self.view.essay, link)
            self.show(links.with_cursor(self.view, link)._replace(message=said))
        elif self.view.link is not None:
            self.say("last link" if step > 0 else "first link")
        elif links.links_of(self.view):
            self.say("no link further on" if step > 0 else "no link before")
        else:
            self.say("no links here")

    def action_links(self) -> None:
        """The links of this section, to choose from."""
        if links.links_of(self.view):
            self.post_message(messages.Open("links"))
        else:
            self.say("no links here")

    def action_follow(self, start: int) -> None:
        """Follow the link of this section that begins at an offset."""
        link = links.at(self.view, start)
        if link is not None:
            self.follow(link)

    def follow(self, link: Link) -> None:
        """Go where a link leads; what leads nowhere here is shown.

        A link from the list may stand on another page; one comes back to where one was, not to the link.
        """
        if link.kind in ("web", "other") or links.is_shown(self.view, link):
            self.show(links.with_cursor(self.view, link))
        led = aim(self.desk, self.view.essay, link)
        if led.block is not None:
            self.post_message(messages.JumpTo(led.block.start))
        elif led.entry is not None:
            self.post_message(messages.Visit(led.entry.path, led.fragment))
        elif link.kind == "web":
            self.ask(link.href)
        else:
            self.say(destination(self.desk, self.view.essay, link))

    def ask(self, address: str) -> None:
        """Show an address of the web; when it was shown already, open it in the system's browser."""
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

    def copied_address(self) -> bool:
        """Copy the address at the link cursor, or of the chosen entry of Related; whether there is one."""
        address = self.address
        if not address:
            return False
        self.copy(address)
        return True

    @property
    def address(self) -> str:
        """The address one is at that is none of an essay's, "" if there is none."""
        view = self.view
        if view.at_related:
            return view.leads[view.lead].address if view.leads else ""
        link = links.chosen(view)
        return link.href if link is not None and link.kind in ("web", "other") else ""
