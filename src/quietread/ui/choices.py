"""The small rooms, each of one choice: a section, a link, a command, an essay on the map, how to begin."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual import on

from quietread.core import links
from quietread.core.atlas import Atlas
from quietread.core.atlas_layout import centred, moved
from quietread.core.atlas_picture import atlas_picture
from quietread.core.breath import CAUTION
from quietread.core.commands import COLOPHON, COMMANDS, GROUPS
from quietread.core.duration import minutes
from quietread.core.frame import Picture
from quietread.core.keys import hint
from quietread.core.links import Link
from quietread.core.listing import Item
from quietread.core.view import View
from quietread.core.welcome import KINDS, welcome_picture
from quietread.journey import Chart, aim
from quietread.ui.list import ListRoom
from quietread.ui.reading import Linking
from quietread.ui.room import Room, bindings
from quietread.ui.shelf import FindingRoom, Offer, Outcome
from quietread.ui.widgets import Prompt

HIDDEN = ("palette", "choose", "number", "close")
"""Commands that mean nothing by name: they are about what is chosen on a screen."""
DIGITS = 9
"""Links that a digit follows."""


class Contents(ListRoom[int]):
    """Choose a section as the author wrote it."""

    def __init__(self, view: View) -> None:
        essay = view.essay
        super().__init__(title=essay.title, empty="no sections")
        offered = []
        for index, section in enumerate(essay.sections):
            begins = essay.title if index == 0 else " ".join(section.body[0].text.split()[:8]) + " …"
            item = Item(section.heading or begins, side=f"{minutes(section.words)} min")
            offered.append((item, section.start))
        self.offer(offered, essay.section_at(view.place))

    def chose(self, what: int) -> None:
        """Go to where the section begins."""
        self.app.go_to(what)


class Links(ListRoom[Link]):
    """Choose a link of the section that is read."""

    def __init__(self, reader: Linking) -> None:
        desk, view = reader.desk, reader.view
        keys = hint(desk.key, ("choose", "follow"), ("copy", "copy"), between="  ", apart="      ")
        super().__init__(title="links of this section", empty="no links here", hint=keys)
        self.reader = reader
        offered = []
        for number, link in enumerate(links.links_of(view), 1):
            sign = f"{number}  " if number <= DIGITS else "   "
            leads = aim(desk, view.essay, link).words
            offered.append((Item(link.label or link.href, leads, sign, full=True, apart=True), link))
        here = links.chosen(view) or links.beside(view, 1)
        self.offer(offered, links.links_of(view).index(here) if here else 0)

    def action_copy(self) -> None:
        """Copy where the link leads."""
        self.copy(self.what.href if self.what is not None else "")

    def chose(self, what: Link) -> None:
        """Follow the link, as from the text."""
        if self.app.shut(self):
            self.reader.follow(what)


class Keys(ListRoom[None]):
    """The table of commands to look things up in; / searches it."""

    def __init__(self, context: str) -> None:
        """`context`: where one is; its words come first."""
        desk = self.app.desk
        keys = hint(desk.key, ("search", "search"), ("close", "close"), between="  ", apart="    ")
        super().__init__(title="keys", empty="no such key", hint=keys)
        items = [
            Item(
                command.words(context) or command.title,
                side="  ".join(desk.keymap.shown(command.id, plain=not desk.look.narrow)),
                group=group,
                full=True,
                words=f"{command.id} {' '.join(desk.keymap.shown(command.id))}",
            )
            for group, commands in GROUPS.items()
            for command in commands
        ]
        caution = Item(CAUTION, group="a word", full=True, apart=True)
        colophon = Item(COLOPHON, group="colophon", full=True)
        self.offer((item, None) for item in (*items, caution, colophon))

    def action_choose(self) -> None:
        """Nothing is chosen here; Enter closes."""
        self.action_back()


class Palette(FindingRoom):
    """Every command, essay, section and theme by its name: type a few letters and press Enter."""

    def __init__(self, under: Room) -> None:
        """`under`: the screen one comes from."""
        super().__init__(empty="nothing of that name")
        self.under = under
        self.offer([*self._commands(), *self._sections(), *self._essays(), *self._themes()])

    async def on_mount(self) -> None:
        """One comes here to type."""
        await self.action_search()

    def chose(self, what: Outcome) -> None:
        """Close, and do it; a second choice made before it closed is none."""
        if self.app.shut(self):
            self.app.call_later(what)

    @on(Prompt.Given, "#filter")
    def _take(self, event: Prompt.Given) -> None:
        # Enter takes the chosen one at once; where nothing is found one goes on typing
        if self.listing.item is None:
            event.prevent_default()
            self.type_on(event.line)
        self.action_choose()

    @on(Prompt.Left, "#filter")
    def _leave(self, event: Prompt.Left) -> None:
        self.action_back()

    def _commands(self) -> Iterator[Offer]:
        keymap, plain = self.desk.keymap, not self.desk.look.narrow
        for command in COMMANDS:
            words = command.words(self.under.CONTEXT)
            if words and command.id not in HIDDEN and self.under.can(command):
                keys = keymap.shown(command.id, plain=plain)
                item = Item(words, side=keys[0] if keys else "", group="commands", words=command.id)
                yield item, partial(self.under.carry_out, command)

    def _sections(self) -> Iterator[Offer]:
        reader = self.app.reader
        for section in reader.view.essay.sections if reader is not None else ():
            if section.heading:
                yield Item(section.heading, group="sections"), partial(self.app.go_to, section.start)

    def _essays(self) -> Iterator[Offer]:
        # a library that is still being looked through would keep the reader waiting
        for entry in self.desk.library().entries if self.desk.stacks.prepared else ():
            item = Item(entry.title, side=f"{entry.minutes} min", group="essays", words=entry.author)
            yield item, partial(self.app.read, entry.slug)

    def _themes(self) -> Iterator[Offer]:
        if self.desk.look.colour:
            for name in self.app.themes:
                yield Item(f"theme: {name}", group="themes"), partial(self._wear, name)

    def _wear(self, name: str) -> None:
        self.under.arrive()
        self.app.change_theme(name)


class Welcome(Room):
    """The first screen of the first start. Leaving it with q, one is asked again next time."""

    BINDINGS = bindings("lists")

    def __init__(self) -> None:
        super().__init__()
        self.chosen = KINDS.index(self.desk.settled.settings.pause)

    def drawing(self) -> Picture:
        """What this is, and the choice."""
        return welcome_picture(*self.app.size, self.chosen, self.desk.key, narrow=self.desk.look.narrow)

    def action_step_cursor(self, step: int) -> None:
        """The choice above or below."""
        self.action_number(min(len(KINDS), max(1, self.chosen + 1 + step)))

    def action_number(self, number: int) -> None:
        """The choice of this number, from 1."""
        if number <= len(KINDS):
            self.chosen = number - 1
            self.draw()

    def action_choose(self) -> None:
        """Begin with what is chosen."""
        self.app.begin(KINDS[self.chosen])

    action_close = action_choose  # nothing has to be decided here

    def action_quit(self) -> None:
        """Leave without a choice: the question comes again at the next start."""
        self.app.exit()


class Map(Room):
    """Arrows walk, Enter reads the chosen essay."""

    CONTEXT = "map"
    BINDINGS = bindings("map")

    def __init__(self, chart: Chart, *, reading: bool) -> None:
        """`reading`: whether the essay in the middle is being read, so that to choose it is to go on with it."""
        super().__init__()
        self.chart = chart
        here = chart.here if reading else ""
        narrow = self.desk.look.narrow
        self.atlas = Atlas(chart.around(chart.first), *self.app.size, reading=here, narrow=narrow)
        keys = hint(self.desk.key, ("choose", "reads"), ("quit", "closes"))
        self.message = "   ".join(filter(None, ("arrows walk", keys)))

    def drawing(self) -> Picture:
        """The essays around the one in the middle."""
        return atlas_picture(self.atlas, self.message)

    def resize(self, cols: int, rows: int) -> None:
        """Lay the map out for another size."""
        self.atlas = self.atlas._replace(cols=cols, rows=rows)

    def _walk(self, across: int, down: int) -> None:
        # out of sight it brings the chosen essay to the middle
        found = moved(self.atlas, across, down)
        self.atlas = centred(self.atlas, self.chart.around(found)) if isinstance(found, str) else found
        self.draw()

    def action_step_cursor(self, step: int) -> None:
        """The essay above or below."""
        self._walk(0, step)

    def action_step_map(self, step: int) -> None:
        """Towards the essays it leads to, or those that lead here."""
        self._walk(step, 0)

    def action_choose(self) -> None:
        """Read the chosen essay; the one being read is only gone back to."""
        slug = self.atlas.chosen.slug
        if slug == self.atlas.reading:
            self.action_close()
        else:
            self.app.read(slug)

    def action_close(self) -> None:
        """Close, as every key does that leaves something."""
        self.app.shut(self)

    action_map = action_quit = action_close
