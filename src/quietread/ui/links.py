"""The links of a section, to follow by their digits."""

from __future__ import annotations

from quietread.aims import destination
from quietread.core import links
from quietread.core.keys import hint
from quietread.core.listing import Item, Listing, choose
from quietread.core.view import View
from quietread.desk import Desk
from quietread.ui import messages
from quietread.ui.list import ListRoom
from quietread.ui.paint import Paint

DIGITS = 9
"""Links that a digit follows."""


class Links(ListRoom):
    """Choose a link of the section that is read."""

    def __init__(self, desk: Desk, paint: Paint, view: View) -> None:
        self.links = links.links_of(view)
        items = tuple(
            Item(
                link.label or link.href,
                detail=destination(desk, view.essay, link),
                full=True,
                apart=True,
                sign=f"{number}  " if number <= DIGITS else "   ",
            )
            for number, link in enumerate(self.links, 1)
        )
        shown = Listing(
            items,
            view.cols,
            view.rows,
            title="links of this section",
            empty="no links here",
            measure=view.manner.measure,
            narrow=view.manner.narrow,
            hint=hint(desk.key, ("choose", "follow"), ("copy", "copy"), between="  ", apart="      "),
        )
        here = links.chosen(view) or links.beside(view, 1)
        super().__init__(desk, paint, choose(shown, self.links.index(here) if here else 0))

    def copied(self, index: int) -> str:
        """Its address as it is written in the text."""
        return self.links[index].href

    def chose(self, index: int) -> None:
        """Follow it."""
        self.post_message(messages.Instead(self, messages.Run(f"follow({self.links[index].start})")))
