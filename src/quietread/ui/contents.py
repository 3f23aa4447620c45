"""The contents of an essay: its sections, to go to."""

from __future__ import annotations

from quietread.core.duration import minutes
from quietread.core.listing import Item, Listing, choose
from quietread.core.view import View
from quietread.desk import Desk
from quietread.ui import messages
from quietread.ui.list import ListRoom
from quietread.ui.paint import Paint


class Contents(ListRoom):
    """Choose a section as the author wrote it."""

    def __init__(self, desk: Desk, paint: Paint, view: View) -> None:
        essay = view.essay
        items = tuple(
            Item(
                section.heading
                or (essay.title if index == 0 else " ".join(section.body[0].text.split()[:8]) + " …"),
                side=f"{minutes(section.words)} min",
            )
            for index, section in enumerate(essay.sections)
        )
        shown = Listing(
            items,
            view.cols,
            view.rows,
            title=essay.title,
            empty="no sections",
            measure=view.manner.measure,
            narrow=view.manner.narrow,
        )
        super().__init__(desk, paint, choose(shown, essay.section_at(view.place)))
        self.essay = essay

    def chose(self, index: int) -> None:
        """Go to that section."""
        self.post_message(messages.GoTo(self.essay.sections[index].start))
